#pragma once
// "Why did this run now?": the cause chain of an event and one sentence about it.
#include "core/trace/trace.h"

#include <string>
#include <vector>

namespace tickscope::trace {

// The event, its cause, the cause of that … back to one without a cause, or 4096 links. First is the event itself.
std::vector<EventId> causeChain(const Trace& trace, EventId event);

// One plain sentence: what just happened, and why (the rule of the loop and who scheduled it). Ends in a dot.
std::string explain(const Trace& trace, EventId event);

// What happened without the why, in a few words and without a final dot: for lists and labels.
std::string summary(const Trace& trace, const Event& event);

} // namespace tickscope::trace
