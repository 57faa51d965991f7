#include "core/session/explore.h"

#include <algorithm>
#include <charconv>
#include <deque>

#include "core/trace/trace.h"

namespace tickscope {

namespace {
constexpr size_t kMostChoices = 10'000; // of one schedule: a longer one is no program to explore
}

Exploration explore(const RunRequest& request, const ExploreLimits& limits, RunControl* control) {
  Exploration found;
  std::deque<std::vector<uint8_t>> untried{{}};
  while (!untried.empty() && found.runs < limits.runs) {
    RunRequest run = request;
    run.scheduled = true;
    run.schedule = std::move(untried.front());
    untried.pop_front();
    run.collectOutput = true;
    RunResult result = tickscope::run(run, control);
    ++found.runs;
    if (result.end != RunEnd::Exited) {
      // Under another schedule it may well end; what cannot be run at all shows at once.
      if (found.orders.empty() || result.end == RunEnd::Cancelled) {
        found.problem = result.message;
        found.orders.clear();
        return found;
      }
      continue;
    }
    // The options beside those taken, from where this schedule ends.
    for (size_t at = run.schedule.size(); at < std::min(result.choices.size(), kMostChoices); ++at) {
      std::vector<uint8_t> next(at + 1);
      for (size_t i = 0; i < at; ++i) next[i] = result.choices[i].taken;
      for (unsigned option = 1; option < result.choices[at].options; ++option) {
        next[at] = uint8_t(option);
        untried.push_back(next);
      }
    }
    const bool known = std::any_of(found.orders.begin(), found.orders.end(), [&](const AllowedOrder& order) {
      return order.standardOutput == result.standardOutput && order.exitCode == result.exitCode;
    });
    if (!known)
      found.orders.push_back({std::move(result.standardOutput), result.exitCode, std::move(run.schedule), std::move(result.choices),
                              std::move(result.trace)});
  }
  found.complete = untried.empty();
  return found;
}

std::string scheduleText(const std::vector<uint8_t>& schedule) {
  std::string text;
  for (size_t i = 0; i < schedule.size(); ++i)
    if (schedule[i]) text += (text.empty() ? "" : " ") + std::to_string(i + 1) + ":" + std::to_string(schedule[i]);
  return text;
}

std::optional<std::vector<uint8_t>> parseSchedule(std::string_view text) {
  std::vector<uint8_t> schedule;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    if (word.empty()) continue;
    size_t choice = 0;
    unsigned option = 0;
    const auto first = std::from_chars(word.data(), word.data() + word.size(), choice);
    if (first.ec != std::errc() || first.ptr == word.data() + word.size() || *first.ptr != ':') return std::nullopt;
    const auto second = std::from_chars(first.ptr + 1, word.data() + word.size(), option);
    if (second.ec != std::errc() || second.ptr != word.data() + word.size()) return std::nullopt;
    if (choice < 1 || choice > kMostChoices || option > 255) return std::nullopt;
    if (schedule.size() < choice) schedule.resize(choice);
    schedule[choice - 1] = uint8_t(option);
  }
  return schedule;
}

} // namespace tickscope
