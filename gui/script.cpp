#include "gui/script.h"

#include "gui/app.h"
#include "gui/shortcuts.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <fmt/format.h>

namespace tickscope::gui {

namespace {

constexpr const char* verbs[] = {"key", "type", "move", "click", "double", "right", "ctrl-click", "drag", "shift-drag", "scroll", "wait", "open", "expect", "remember", "picture", "where", "print", "quit"};

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::pair<std::string, std::string> splitOff(std::string_view text) {
  text = trim(text);
  size_t end = std::min(text.find(' '), text.size());
  return {std::string(text.substr(0, end)), std::string(trim(text.substr(end)))};
}

bool number(std::string_view text, double& out) {
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

} // namespace

bool Script::add(const std::string& text, std::string& message) {
  for (size_t from = 0; from < text.size();) {
    size_t end = std::min(text.find('\n', from), text.size());
    std::string_view line = trim(std::string_view(text).substr(from, end - from));
    from = end + 1;
    ++lines_;
    if (line.empty() || line[0] == '#') continue;
    auto [verb, rest] = splitOff(line);
    if (std::find(std::begin(verbs), std::end(verbs), verb) == std::end(verbs)) {
      message = fmt::format("{}:{}: there is no command {}", name_, lines_, verb);
      return false;
    }
    commands_.push_back({lines_, verb, rest});
  }
  return true;
}

void Script::fail(const Command& command, const std::string& why) {
  failed_ = quit_ = true;
  std::string words = fmt::format("{}:{}: {} {}: {}", name_, command.line, command.verb, command.rest, why);
  if (say)
    say(words, true);
  else
    std::fprintf(stderr, "%s\n", words.c_str());
}

// "Step", "panel:timeline 50% 80%", "\"some text\"" or "120 240".
bool Script::place(const std::string& target, ImVec2& at, std::string& why) const {
  if (target.starts_with('"')) {
    std::string text = target.substr(1, target.rfind('"') > 0 ? target.rfind('"') - 1 : std::string::npos);
    auto rect = app_.seen().placeOfText(text);
    if (!rect) return why = "this text is not shown", false;
    at = {rect->x + 4, rect->y + rect->height / 2};
    return true;
  }
  auto [name, rest] = splitOff(target);
  double x = 0, y = 0;
  auto [first, second] = splitOff(rest);
  if (number(name, x) && number(rest, y)) return at = {static_cast<float>(x), static_cast<float>(y)}, true;
  // Names may hold blanks: the longest that is known counts.
  std::string whole = target;
  double share[2] = {50, 50};
  if (auto percent = whole.find('%'); percent != std::string::npos) {
    size_t begin = whole.rfind(' ', percent);
    std::string shares = begin == std::string::npos ? "" : whole.substr(begin + 1);
    whole = whole.substr(0, begin == std::string::npos ? 0 : begin);
    auto [sx, sy] = splitOff(shares);
    if (sx.ends_with('%')) sx.pop_back();
    if (sy.ends_with('%')) sy.pop_back();
    if (!number(sx, share[0]) || (!sy.empty() && !number(sy, share[1]))) return why = "the shares are no numbers", false;
  }
  auto rect = app_.seen().place(std::string(trim(whole)));
  if (!rect) return why = "it is not shown", false;
  at = {rect->x + rect->width * static_cast<float>(share[0]) / 100, rect->y + rect->height * static_cast<float>(share[1]) / 100};
  return true;
}

bool Script::quantity(const std::string& name, std::string& value) const {
  const Playback* playback = app_.playback();
  const trace::State& state = app_.state();
  const trace::IsolateState& isolate = state.isolate();
  const ViewModel& view = app_.view();
  auto flag = [&](bool on) { value = on ? "yes" : "no"; };
  if (name == "step") value = fmt::format("{}", playback ? playback->step() : 0);
  else if (name == "last") value = fmt::format("{}", playback ? playback->last() : 0);
  else if (name == "phase") value = trace::text(isolate.loop.phase);
  else if (name == "running") value = isolate.running.empty() ? "nothing" : std::string(trace::text(isolate.running.back().kind));
  else if (name == "writes") value = fmt::format("{}", state.process().console.writes);
  else if (name == "exit") value = fmt::format("{}", state.process().exitCode);
  else if (name == "message") value = app_.message();
  else if (name == "busy") flag(app_.busy());
  else if (name == "playing") flag(view.playing);
  else if (name == "edited") flag(view.edited);
  else if (name == "editing") flag(view.editing);
  else if (name == "errors") value = fmt::format("{}", view.diagnostics.size());
  else if (name == "breakpoints") value = fmt::format("{}", view.breakpoints.size());
  else if (name == "bookmarks") value = fmt::format("{}", view.bookmarks.size());
  else if (name == "picked") value = fmt::format("{}", view.picked.first ? view.picked.second ? 2 : 1 : 0);
  else if (name == "zoomed") flag(view.timeline.end > view.timeline.begin);
  else if (name == "shown-from") value = fmt::format("{:.0f}", view.timeline.begin);
  else if (name == "sheet") value = app_.openSheet();
  else if (name == "theme") value = appearanceName(app_.theme().appearance);
  else if (name == "scale") value = fmt::format("{:g}", std::round(app_.scale() * 100));
  else if (name == "node") value = fmt::format("{}", app_.nodeMajor());
  else if (name == "file") value = app_.path().substr(app_.path().find_last_of('/') + 1);
  else if (name == "comparison") value = !app_.comparison() ? "none" : app_.comparison()->sameOrder() ? "same" : app_.comparison()->sameOutput ? "order" : "output";
  else if (name == "cut") value = fmt::format("{}", app_.seen().cutTexts());
  else if (name == "code") value = view.sources.empty() ? "" : view.sources[view.activeSource].document.text();
  else if (name == "window") value = app_.seen().transcript(std::nullopt);
  else if (name.starts_with("text:")) {
    for (int i = 0; i < panelCount; ++i)
      if (name.substr(5) == panelInfo(static_cast<PanelId>(i)).id) return value = app_.seen().transcript(static_cast<PanelId>(i)), true;
    return false;
  } else
    return false;
  return true;
}

void Script::wait(int frames) {
  for (int i = 0; i < frames; ++i) steps_.push_back([] { return true; });
}

void Script::press(int key, bool ctrl, bool shift, bool alt) {
  steps_.push_back([=] {
    ImGuiIO& io = ImGui::GetIO();
    io.KeyCtrl = ctrl, io.KeyShift = shift, io.KeyAlt = alt;
    io.KeysDown[key] = true;
    return true;
  });
  steps_.push_back([=] {
    ImGuiIO& io = ImGui::GetIO();
    io.KeysDown[key] = io.KeyCtrl = io.KeyShift = io.KeyAlt = false;
    return true;
  });
  wait(1);
}

void Script::moveTo(ImVec2 at, int frames) {
  steps_.push_back([this, at, frames, done = 0, from = ImVec2{}]() mutable {
    if (done == 0) from = ownsMouse_ ? mouse_ : at;
    ownsMouse_ = true;
    float share = static_cast<float>(++done) / static_cast<float>(frames);
    mouse_ = {from.x + (at.x - from.x) * share, from.y + (at.y - from.y) * share};
    return done >= frames;
  });
  wait(1);
}

void Script::button(int which, bool down) {
  steps_.push_back([this, which, down] {
    down_[which] = down;
    return true;
  });
  wait(1);
}

void Script::expect(const Command& command) {
  auto [name, rest] = splitOff(command.rest);
  auto [relation, wanted] = splitOff(rest);
  std::string value;
  if (!quantity(name, value)) return fail(command, "there is no such quantity");
  if (auto known = remembered_.find(wanted); known != remembered_.end()) wanted = known->second;
  auto holds = [this, name = name, relation = relation, wanted = wanted](std::string& got) {
    quantity(name, got);
    double a = 0, b = 0;
    bool numbers = number(got, a) && number(wanted, b);
    if (relation == "contains") return got.find(wanted) != std::string::npos;
    if (relation == "lacks") return got.find(wanted) == std::string::npos;
    if (relation == "=") return numbers ? a == b : got == wanted;
    if (relation == "!=") return numbers ? a != b : got != wanted;
    if (relation == "<") return numbers && a < b;
    if (relation == ">") return numbers && a > b;
    return false;
  };
  static constexpr std::string_view relations[] = {"contains", "lacks", "=", "!=", "<", ">"};
  if (std::find(std::begin(relations), std::end(relations), relation) == std::end(relations)) return fail(command, "after the quantity comes =, !=, <, >, contains or lacks");
  // Input takes a frame or two to arrive, a run takes longer: it is looked at again for a while.
  double until = -1;
  steps_.push_back([this, command, holds, until]() mutable {
    std::string got;
    if (holds(got)) return true;
    constexpr double patience = 8; // seconds of Dear ImGui's clock
    double now = ImGui::GetTime();
    if (until < 0) until = now + patience;
    if (now < until) return false;
    fail(command, fmt::format("it is {}", got.size() > 300 ? got.substr(0, 300) + "…" : got));
    return true;
  });
}

void Script::start(const Command& command) {
  const std::string &verb = command.verb, &rest = command.rest;
  auto at = [&](const std::string& target, ImVec2& where) {
    std::string why;
    if (place(target, where, why)) return true;
    fail(command, why);
    return false;
  };
  auto answer = [&](const std::string& words) {
    if (say) return say(words, false);
    std::printf("%s\n", words.c_str());
    std::fflush(stdout);
  };
  ImVec2 where;
  if (verb == "key") {
    std::vector<KeyCombination> keys = parseKeys(rest);
    if (keys.size() != 1) return fail(command, "there is no such key");
    press(keys[0].key, keys[0].ctrl, keys[0].shift, keys[0].alt);
  } else if (verb == "type") {
    steps_.push_back([rest] {
      ImGui::GetIO().AddInputCharactersUTF8(rest.c_str());
      return true;
    });
    wait(1);
  } else if (verb == "move") {
    if (at(rest, where)) moveTo(where, 4);
  } else if (verb == "click" || verb == "double" || verb == "right" || verb == "ctrl-click") {
    if (!at(rest, where)) return;
    int which = verb == "right" ? 1 : 0;
    moveTo(where, 3);
    if (verb == "ctrl-click") steps_.push_back([this] { return ctrl_ = true; });
    for (int i = 0; i < (verb == "double" ? 2 : 1); ++i) {
      button(which, true);
      button(which, false);
    }
    steps_.push_back([this] { return ctrl_ = false, true; });
  } else if (verb == "drag" || verb == "shift-drag") {
    size_t to = rest.find(" to ");
    ImVec2 end;
    if (to == std::string::npos) return fail(command, "drag FROM to TO");
    if (!at(rest.substr(0, to), where) || !at(rest.substr(to + 4), end)) return;
    moveTo(where, 3);
    if (verb == "shift-drag") steps_.push_back([this] { return shift_ = true; });
    button(0, true);
    moveTo(end, 14);
    button(0, false);
    steps_.push_back([this] { return shift_ = false, true; });
  } else if (verb == "scroll") {
    size_t last = rest.rfind(' ');
    double notches = 0;
    if (last == std::string::npos || !number(std::string_view(rest).substr(last + 1), notches)) return fail(command, "scroll PLACE NOTCHES");
    if (!at(rest.substr(0, last), where)) return;
    moveTo(where, 3);
    steps_.push_back([notches] {
      ImGui::GetIO().MouseWheel = static_cast<float>(notches);
      return true;
    });
    wait(2);
  } else if (verb == "wait") {
    double frames = 0;
    if (!rest.empty() && number(rest, frames) && frames >= 0 && frames <= 10'000)
      wait(static_cast<int>(frames));
    else if (rest.empty())
      steps_.push_back([this] { return !app_.busy(); });
    else
      return fail(command, "wait, or wait FRAMES");
    wait(2);
  } else if (verb == "open") {
    app_.open(rest);
    wait(2);
  } else if (verb == "expect") {
    expect(command);
  } else if (verb == "remember") {
    auto [name, what] = splitOff(rest);
    std::string value;
    if (!quantity(what.empty() ? "step" : what, value)) return fail(command, "there is no such quantity");
    remembered_[name] = value;
  } else if (verb == "picture") {
    picture_ = rest;
    wait(1);
  } else if (verb == "where") {
    if (at(rest, where)) answer(fmt::format("{:.0f} {:.0f}", where.x, where.y));
  } else if (verb == "print") {
    std::string value;
    if (!quantity(rest, value)) return fail(command, "there is no such quantity");
    answer(value);
  } else if (verb == "quit") {
    quit_ = true;
  }
}

void Script::beforeFrame() {
  ImGuiIO& io = ImGui::GetIO();
  if (steps_.empty() && !commands_.empty() && !quit_) {
    Command command = commands_.front();
    commands_.pop_front();
    start(command);
  }
  if (!steps_.empty() && !quit_ && steps_.front()()) steps_.pop_front();
  if (ownsMouse_) {
    io.MousePos = mouse_;
    for (int i = 0; i < 3; ++i) io.MouseDown[i] = down_[i];
  }
  if (ownsMouse_ && steps_.empty()) io.KeyCtrl = io.KeyShift = false;
  if (ctrl_) io.KeyCtrl = true;
  if (shift_) io.KeyShift = true;
}

} // namespace tickscope::gui
