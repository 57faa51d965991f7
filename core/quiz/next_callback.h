#pragma once
// "What runs next?", asked at any moment of a run: the other choices are what waits then.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/quiz/question.h"
#include "core/trace/state.h"
#include "core/trace/trace.h"

namespace tickscope::quiz {

// What a callback is called before it runs, by the event that queued it (or readied it): "the timer of line 5".
std::string whoWaits(const trace::Trace& trace, trace::EventId queued);
// The first callback of the main thread that begins after a step; none: kNoEvent.
trace::EventId nextCallback(const trace::Trace& trace, trace::EventId step);
std::string whoRunsNext(const trace::Trace& trace, trace::EventId callback); // "nothing: the process ends" for kNoEvent
// What could be thought to come next at a state: the head of every queue, pool jobs under way. Each text once.
std::vector<std::string> candidates(const trace::State& state, const trace::Trace& trace);

// For walking: the question at a state of a trace. Nothing where only one answer could be thought of.
std::optional<Question> nextCallbackQuestion(std::shared_ptr<const trace::Trace> trace, const trace::State& state, uint64_t seed);

} // namespace tickscope::quiz
