#include "core/trace/loop_diff.h"

#include <algorithm>
#include <map>

namespace tickscope::trace {

namespace {
std::string placed(const Trace& trace, SiteId site) {
  const Site& found = trace.site(site);
  if (!found.line) return {};
  const std::string place = trace.place(site);
  return " of " + place.substr(0, place.rfind(':')); // the line is enough, and columns are not what people look at
}

// A line without its end, cut where it gets long.
std::string quoted(std::string_view text) {
  constexpr size_t kShown = 80;
  if (text.ends_with('\n')) text.remove_suffix(1);
  std::string shown(text.substr(0, kShown));
  std::replace(shown.begin(), shown.end(), '\n', ' ');
  return "'" + shown + (text.size() > kShown ? "…'" : "'");
}
} // namespace

std::vector<Happening> happenings(const Trace& trace) {
  std::vector<Happening> found;
  trace.forEach(1, trace.eventCount(), [&](const Event& event) {
    switch (event.kind) {
    case EventKind::CallbackBegin: {
      const auto begin = event.as<ev::CallbackBegin>();
      found.push_back({event.id, std::string(word(begin.kind).text) + placed(trace, begin.function)});
      break;
    }
    case EventKind::ConsoleWrite: {
      const auto write = event.as<ev::ConsoleWrite>();
      found.push_back({event.id, (write.stream == Stream::Stdout ? "prints " : "prints to standard error ") + quoted(event.text)});
      break;
    }
    case EventKind::ExceptionUncaught:
      found.push_back({event.id, "an exception is not caught"});
      break;
    case EventKind::ProcessEnd:
      found.push_back({event.id, "ends with exit code " + std::to_string(event.as<ev::ProcessEnd>().code)});
      break;
    default: break;
    }
  });
  return found;
}

std::optional<LoopDifference> loopDifference(const Trace& left, const Trace& right) {
  const auto a = happenings(left), b = happenings(right);
  const auto [l, r] = std::mismatch(a.begin(), a.end(), b.begin(), b.end(), [](const Happening& x, const Happening& y) { return x.what == y.what; });
  if (l == a.end() && r == b.end()) return std::nullopt;
  LoopDifference difference;
  difference.same = size_t(l - a.begin());
  difference.left = l == a.end() ? kNoEvent : l->event;
  difference.right = r == b.end() ? kNoEvent : r->event;
  difference.leftWhat = l == a.end() ? "the end" : l->what;
  difference.rightWhat = r == b.end() ? "the end" : r->what;
  return difference;
}

std::vector<std::string> settingsDifference(const Header& left, const Header& right) {
  const auto collect = [](const Header& header) {
    std::map<std::string, std::string> settings{{"program", header.program}, {"seed", std::to_string(header.seed)}, {"node version", header.nodeVersion}};
    for (const auto& [name, value] : header.settings) {
      std::string& slot = settings[name];
      slot += (slot.empty() ? "" : ", ") + value;
    }
    for (const std::string& argument : header.arguments) settings["arguments"] += " " + argument;
    return settings;
  };
  const auto a = collect(left), b = collect(right);
  std::vector<std::string> lines;
  const auto valueIn = [](const auto& settings, const std::string& name) {
    const auto found = settings.find(name);
    return found == settings.end() ? std::string("not set") : found->second;
  };
  std::map<std::string, std::string> names = a;
  names.insert(b.begin(), b.end());
  for (const auto& [name, value] : names)
    if (valueIn(a, name) != valueIn(b, name)) lines.push_back(name + ": " + valueIn(a, name) + " against " + valueIn(b, name));
  return lines;
}

} // namespace tickscope::trace
