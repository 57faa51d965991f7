#pragma once
// Two runs compared by what the loop did and the program printed, not by when: for runs under different settings, whose
// events and times all differ. compare.h is the exact comparison.
#include "core/trace/trace.h"

#include <optional>
#include <string>
#include <vector>

namespace tickscope::trace {

// One thing that happened, in words that are equal for equal things of two runs.
struct Happening {
  EventId event = kNoEvent;
  std::string what; // such as "timer of program.js:3" or "prints 'hello'"
};
// Callbacks, output, uncaught errors and the end, in order.
std::vector<Happening> happenings(const Trace& trace);

struct LoopDifference {
  size_t same = 0;                     // happenings that both runs begin with
  EventId left = kNoEvent, right = kNoEvent; // the first that differ; none: that run has ended
  std::string leftWhat, rightWhat;     // "the end" where a run has ended
};
std::optional<LoopDifference> loopDifference(const Trace& left, const Trace& right);

// Settings that differ, a line each: "node: 10 against 24".
std::vector<std::string> settingsDifference(const Header& left, const Header& right);

} // namespace tickscope::trace
