#include "core/session/narration.h"

#include "core/trace/fold/fold.h"
#include "core/trace/state.h"
#include "core/trace/trace.h"

#include <algorithm>

namespace tickscope {
namespace {

using trace::Event;
using trace::EventKind;
using trace::FieldType;
using trace::State;

// The value of an event's field as the JSON form of the trace writes it; nothing if there is no such field.
std::optional<std::string> fieldText(const trace::Trace& trace, const Event& event, std::string_view name) {
  const auto& fields = trace::schema(event.kind).fields;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name != name) continue;
    const uint64_t raw = event.field[i];
    switch (fields[i].type) {
      case FieldType::Enum: return std::string(fields[i].words[raw].name);
      case FieldType::Flag: return raw ? "true" : "false";
      case FieldType::Signed: return std::to_string(static_cast<int64_t>(raw));
      case FieldType::Str: return std::string(trace.string(static_cast<trace::StringId>(raw)));
      case FieldType::Text: return std::string(event.text);
      case FieldType::At: return trace.place(static_cast<trace::SiteId>(raw));
      default: return std::to_string(raw);
    }
  }
  return std::nullopt;
}

// What the quantities of a claim mean; their names are those of the schema and of scenario.cpp.
uint64_t quantity(const State& state, std::string_view name) {
  const auto& isolate = state.isolate();
  const auto& pool = state.process().pool;
  if (name == "iteration") return isolate.loop.iteration;
  if (name == "ticks") return isolate.ticks.size();
  if (name == "microtasks") return isolate.microtasks.size();
  if (name == "timers") return isolate.timers.size();
  if (name == "timerLists") return isolate.lists.size();
  if (name == "referencedTimers") return isolate.referencedTimers;
  if (name == "immediates") return isolate.immediates.size() + isolate.immediateBatch.size();
  if (name == "suspended") return isolate.promises.suspended.size();
  if (name == "unhandled") return isolate.promises.unhandled.size();
  if (name == "ready") return isolate.ready.size();
  if (name == "poolThreads") return pool.threads.size();
  if (name == "poolBusy")
    return static_cast<uint64_t>(std::count_if(pool.threads.begin(), pool.threads.end(), [](const auto& t) { return t.busy; }));
  if (name == "poolQueued") return pool.queue.size();
  TICK_ASSERT(name == "poolFinished", "a quantity that parseScenario lets through");
  return pool.finishedJobs;
}

std::string amountText(const Amount& amount) {
  if (amount.min == amount.max) return std::to_string(amount.min);
  if (amount.max == UINT64_MAX) return "at least " + std::to_string(amount.min);
  if (amount.min == 0) return "at most " + std::to_string(amount.max);
  return std::to_string(amount.min) + " to " + std::to_string(amount.max);
}

std::string problemOf(const Claim& claim, const trace::Trace& trace, const Event& event, const State& state) {
  for (const auto& [name, wanted] : claim.event) {
    const auto got = fieldText(trace, event, name);
    if (!got) return std::string(trace::name(event.kind)) + " has no field " + name;
    if (*got != wanted) return name + " is " + *got + ", not " + wanted;
  }
  if (!claim.cause.empty()) {
    const std::string got = event.cause ? std::string(trace::name(trace.event(event.cause).kind)) : "nothing";
    if (got != claim.cause) return "its cause is " + got + ", not " + claim.cause;
  }
  if (!claim.phase.empty()) {
    const std::string_view got = trace::word(state.isolate().loop.phase).name;
    if (got != claim.phase) return "the phase is " + std::string(got) + ", not " + claim.phase;
  }
  for (const auto& [name, amount] : claim.state) {
    const uint64_t got = quantity(state, name);
    if (got < amount.min || got > amount.max) return name + " is " + std::to_string(got) + ", not " + amountText(amount);
  }
  return {};
}

} // namespace

std::vector<Told> narrate(const Scenario& scenario, const trace::Trace& trace) {
  const auto& narration = scenario.narration;
  std::vector<Told> told(narration.size());
  std::vector<uint32_t> met(narration.size(), 0);
  uint32_t lines = 0; // of standard output that are complete
  State state;
  trace.forEach(1, trace.eventCount(), [&](const Event& event) {
    trace::apply(state, event);
    uint32_t linesNow = lines;
    if (event.kind == EventKind::ConsoleWrite && event.as<trace::ev::ConsoleWrite>().stream == trace::Stream::Stdout)
      linesNow += static_cast<uint32_t>(std::count(event.text.begin(), event.text.end(), '\n'));
    for (size_t i = 0; i < narration.size(); ++i) {
      const Selector& at = narration[i].at;
      bool here;
      if (at.kind == "print") {
        here = linesNow > lines && (at.nth == 0 || (at.nth > lines && at.nth <= linesNow));
      } else {
        here = trace::name(event.kind) == at.kind &&
               (at.field.empty() || fieldText(trace, event, at.field) == std::optional(at.value));
        here = here && (++met[i] == at.nth || at.nth == 0);
      }
      if (here) told[i] = {event.id, problemOf(narration[i].claim, trace, event, state)};
    }
    lines = linesNow;
  });
  trace::EventId before = 0;
  for (size_t i = 0; i < told.size(); ++i) {
    if (told[i].step == trace::kNoEvent) {
      told[i].problem = "the run has no such step";
    } else if (told[i].problem.empty() && told[i].step < before) {
      told[i].problem = "it comes before the step of the sentence before it";
    }
    before = std::max(before, told[i].step);
  }
  return told;
}

} // namespace tickscope
