#pragma once
// "Why this, and why not that yet": answers in sentences, out of the trace alone. No drawing.
#include "core/trace/state.h"
#include "core/trace/trace.h"
#include "gui/run_index.h"

#include <string>
#include <vector>

namespace tickscope::gui {

// The callback in which an event happened: its CallbackBegin, or the event itself if it is one; 0 = in none.
trace::EventId callbackAround(const trace::Trace& trace, const RunIndex& index, trace::EventId event);

// The causes of an event, the nearest first, the event itself among them: at most `most`, since a program that schedules
// itself has a chain as long as its run.
std::vector<trace::EventId> nearestCauses(const trace::Trace& trace, trace::EventId event, size_t most);

// A sentence about something that waits: what has to come first. Empty if nothing waits under this name.
std::string whyNotYet(const trace::State& state, trace::EventId queued);

// Why one of two came before the other: the rule that decided, and what it rests on.
struct OrderReason {
  trace::EventId earlier = 0, later = 0; // the callbacks, or the events themselves within one callback
  std::string sentence;
  std::string reference; // section of the reference text; may be empty
  bool race = false;     // it could have gone the other way
};
OrderReason whyInThisOrder(const trace::Trace& trace, const RunIndex& index, trace::EventId a, trace::EventId b);

} // namespace tickscope::gui
