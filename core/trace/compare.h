#pragma once
// Compares two traces event by event: what `replay` reports and what the tests of determinism use.
#include "core/trace/trace.h"

#include <optional>
#include <string>

namespace tickscope::trace {

struct Difference {
  EventId event = kNoEvent; // the first that differs; one past the shorter trace if it is a prefix of the other
  std::string what;         // which part differs, such as "field durationMs: 10 against 20"
  // The event on both sides and its causes, a line each; empty where a side has no such event.
  std::string left, right;
};

// Events are equal if kind, time, thread, cause, fields and text are; strings and places are compared by what they say,
// not by their ids. None if the traces are equal.
std::optional<Difference> compare(const Trace& left, const Trace& right);

} // namespace tickscope::trace
