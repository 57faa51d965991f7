#include "core/quiz/next_callback.h"

#include <algorithm>

#include "core/quiz/shuffle.h"
#include "core/quiz/trace_lines.h"

namespace tickscope::quiz {

namespace {
using trace::Event;
using trace::EventId;
using trace::EventKind;
using trace::Trace;

// The first of the places that the program itself has; 0: none of them.
uint32_t lineOf(const Trace& trace, std::initializer_list<trace::SiteId> sites) {
  for (const trace::SiteId site : sites)
    if (site != trace::SiteId::None)
      if (const uint32_t line = trace.site(site).line; line && !trace.source(trace.site(site).source).path.starts_with("node:")) return line;
  return 0;
}

std::string ofLine(const Trace& trace, std::initializer_list<trace::SiteId> sites) {
  const uint32_t line = lineOf(trace, sites);
  return line ? " of line " + std::to_string(line) : " of Node's own";
}

// Where the async function stands that a job goes on with.
trace::SiteId awaitOf(const Trace& trace, const Event& queued) {
  const auto job = queued.as<trace::ev::MicrotaskQueued>();
  trace::SiteId found = job.function;
  if (job.promise == trace::kNoEvent) return found;
  trace.forEach(job.promise, queued.id, [&](const Event& event) {
    if (event.kind == EventKind::AwaitSuspended && event.as<trace::ev::AwaitSuspended>().promise == job.promise) found = event.as<trace::ev::AwaitSuspended>().at;
    return true;
  });
  return found;
}

std::string operation(const Trace& trace, trace::StringId what, trace::SiteId at) {
  const uint32_t line = lineOf(trace, {at});
  return "the callback of " + std::string(trace.string(what)) + (line ? " (line " + std::to_string(line) + ")" : "");
}
} // namespace

std::string whoWaits(const Trace& trace, EventId queued) {
  if (queued == trace::kNoEvent) return "the main program";
  const Event event = trace.event(queued);
  switch (event.kind) {
  case EventKind::TickQueued: return "the tick" + ofLine(trace, {event.as<trace::ev::TickQueued>().function, event.as<trace::ev::TickQueued>().at});
  case EventKind::MicrotaskQueued: {
    const auto job = event.as<trace::ev::MicrotaskQueued>();
    if (job.kind == trace::MicrotaskKind::AwaitResume) return "what follows the await" + ofLine(trace, {awaitOf(trace, event)});
    return (job.kind == trace::MicrotaskKind::QueueMicrotask ? "the microtask" : "the promise callback") + ofLine(trace, {job.function});
  }
  case EventKind::TimerCreated: return "the timer" + ofLine(trace, {event.as<trace::ev::TimerCreated>().at, event.as<trace::ev::TimerCreated>().function});
  case EventKind::TimerRearmed: return whoWaits(trace, event.as<trace::ev::TimerRearmed>().timer);
  case EventKind::ImmediateQueued: return "the immediate" + ofLine(trace, {event.as<trace::ev::ImmediateQueued>().at, event.as<trace::ev::ImmediateQueued>().function});
  case EventKind::PoolJobQueued: return operation(trace, event.as<trace::ev::PoolJobQueued>().what, event.as<trace::ev::PoolJobQueued>().at);
  case EventKind::PoolJobFinished: return whoWaits(trace, event.as<trace::ev::PoolJobFinished>().job);
  case EventKind::PoolJobCancelled: return whoWaits(trace, event.as<trace::ev::PoolJobCancelled>().job);
  case EventKind::PoolJobDelivered: return whoWaits(trace, event.as<trace::ev::PoolJobDelivered>().job);
  case EventKind::RequestBegin: return operation(trace, event.as<trace::ev::RequestBegin>().what, event.as<trace::ev::RequestBegin>().at);
  case EventKind::RequestReady: return whoWaits(trace, event.as<trace::ev::RequestReady>().source);
  case EventKind::RequestDelivered: return whoWaits(trace, event.as<trace::ev::RequestDelivered>().ready);
  case EventKind::HandleOpened: return "a callback of " + std::string(trace.string(event.as<trace::ev::HandleOpened>().label));
  case EventKind::HandleClosing: return "the 'close' of " + std::string(trace.string(event.as<trace::ev::HandleClosing>().label));
  default: return {};
  }
}

EventId nextCallback(const Trace& trace, EventId step) {
  EventId found = trace::kNoEvent;
  trace.forEach(step + 1, trace.eventCount(), [&](const Event& event) {
    if (event.kind != EventKind::CallbackBegin || event.thread != 0) return true;
    found = event.id;
    return false;
  });
  return found;
}

std::string whoRunsNext(const Trace& trace, EventId callback) {
  if (callback == trace::kNoEvent) return "nothing: the process ends";
  const Event event = trace.event(callback);
  const auto kind = event.as<trace::ev::CallbackBegin>().kind;
  if (kind == trace::CallbackKind::BeforeExit || kind == trace::CallbackKind::Exit) return "the listeners of '" + std::string(kind == trace::CallbackKind::Exit ? "exit" : "beforeExit") + "'";
  if (kind == trace::CallbackKind::Main) return "the main program";
  std::string text = event.cause == trace::kNoEvent ? std::string() : whoWaits(trace, event.cause);
  return text.empty() ? whoRuns(trace, callback) : text;
}

std::vector<std::string> candidates(const trace::State& state, const Trace& trace) {
  const trace::IsolateState& isolate = state.isolate();
  std::vector<std::string> found;
  const auto add = [&](EventId queued) {
    std::string text = whoWaits(trace, queued);
    if (!text.empty() && std::find(found.begin(), found.end(), text) == found.end()) found.push_back(std::move(text));
  };
  constexpr size_t kMostOfAKind = 3;
  if (!isolate.ticks.empty()) add(isolate.ticks.front().queued);
  if (!isolate.microtasks.empty()) add(isolate.microtasks.front().queued);
  if (!isolate.immediateBatch.empty()) add(isolate.immediateBatch.front().queued);
  if (!isolate.immediates.empty()) add(isolate.immediates.front().queued);
  size_t timers = 0;
  for (const trace::TimerListView& list : trace::timerListsInOrder(isolate))
    if (!list.timers.empty() && timers++ < kMostOfAKind) add(list.timers.front().queued);
  size_t results = 0;
  for (const trace::Ready& ready : isolate.ready)
    if (results++ < kMostOfAKind) add(ready.queued);
  for (const trace::PoolThread& thread : state.process().pool.threads)
    if (thread.busy && results++ < kMostOfAKind) add(thread.job.queued);
  for (const trace::ClosingHandle& closing : isolate.closing)
    if (results++ < kMostOfAKind) add(closing.queued);
  return found;
}

std::optional<Question> nextCallbackQuestion(std::shared_ptr<const Trace> trace, const trace::State& state, uint64_t seed) {
  if (!trace || trace->eventCount() == 0) return std::nullopt;
  Question question;
  question.form = Form::NextCallback;
  question.prompt = "Which callback begins next?";
  question.step = nextCallback(*trace, state.step);
  question.choices.push_back({whoRunsNext(*trace, question.step), {}});
  for (std::string& text : candidates(state, *trace))
    if (text != question.choices[0].text) question.choices.push_back({std::move(text), {}});
  if (question.choices.size() < 2) return std::nullopt;
  if (question.step == trace::kNoEvent) question.step = trace->eventCount();
  auto predictions = std::make_shared<Predictions>();
  predictions->allowed.push_back({{}, 0, {}, std::move(trace)});
  question.predictions = std::move(predictions);
  keepSome(question, seed);
  return question;
}

} // namespace tickscope::quiz
