#include "core/session/narration.h"

#include "core/trace/trace.h"
#include "tests/unit/trace/small_run.h"

#include <doctest/doctest.h>

using namespace tickscope;

namespace {
// The first entry's step and problem, told of the small run.
Told tell(const std::string& at, const std::string& claim) {
  const auto scenario = parseScenario(
      R"({"title": "T", "topic": "o", "level": 1, "question": "Q", "expectation": {"stdout": []}, "narration": [{"at": ")" +
          at + R"(", "text": "x", "claim": )" + claim + "}]}", "s.json");
  REQUIRE_MESSAGE(scenario.ok(), (scenario.ok() ? "" : scenario.error().message));
  const trace::Trace trace = trace::testing::smallRun();
  return narrate(*scenario, trace).at(0);
}
} // namespace

TEST_CASE("narration: a step is found by what was printed and by kind, field and number") {
  const trace::Trace trace = trace::testing::smallRun();
  const auto kindAt = [&](const std::string& at) {
    const Told told = tell(at, "{}");
    return told.step ? std::string(trace::name(trace.event(told.step).kind)) : told.problem;
  };
  CHECK(kindAt("print 1") == "ConsoleWrite");
  CHECK(kindAt("print 2") == "the run has no such step");
  CHECK(kindAt("TimerCreated 1") == "TimerCreated");
  CHECK(kindAt("CallbackBegin kind=Tick 1") == "CallbackBegin");
  CHECK(kindAt("CallbackBegin kind=Tick 2") == "the run has no such step");
  CHECK(tell("CallbackBegin last", "{}").step == tell("CallbackBegin kind=Tick 1", "{}").step);
  CHECK(tell("CallbackBegin 2", "{}").step == tell("CallbackBegin kind=Poll 1", "{}").step);
}

TEST_CASE("narration: a claim holds or is told why not") {
  CHECK(tell("CallbackBegin kind=Timer 1", R"({"event": {"rule": "TimerDue"}, "cause": "TimerCreated",
              "state": {"phase": "Timers", "timers": 0}})").problem == "");
  CHECK(tell("CallbackBegin kind=Timer 1", R"({"event": {"rule": "TimerSameList"}})").problem == "rule is TimerDue, not TimerSameList");
  CHECK(tell("CallbackBegin kind=Timer 1", R"({"event": {"colour": 1}})").problem == "CallbackBegin has no field colour");
  CHECK(tell("CallbackBegin kind=Timer 1", R"({"cause": "TickQueued"})").problem == "its cause is TimerCreated, not TickQueued");
  CHECK(tell("CallbackBegin kind=Timer 1", R"({"state": {"phase": "Poll"}})").problem == "the phase is Timers, not Poll");
  CHECK(tell("TimerCreated 1", R"({"state": {"timers": {"min": 2}}})").problem == "timers is 1, not at least 2");
  CHECK(tell("PoolJobStarted 1", R"({"event": {"poolThread": 0}, "state": {"poolBusy": 1, "poolThreads": 4, "poolQueued": 0}})").problem == "");
  CHECK(tell("PoolJobFinished 1", R"({"state": {"poolBusy": 0, "poolFinished": 1, "ready": 1}})").problem == "");
  CHECK(tell("PollSleep 1", R"({"event": {"timeoutMs": 5, "why": "Timer"}})").problem == "");
  CHECK(tell("TickQueued 1", R"({"state": {"ticks": 1, "microtasks": 0, "immediates": 0, "suspended": 0, "unhandled": 0,
              "iteration": 1, "referencedTimers": 0, "timerLists": {"max": 1}}})").problem == "");
}

TEST_CASE("narration: sentences must come in the order of their steps") {
  const auto scenario = parseScenario(R"({"title": "T", "topic": "o", "level": 1, "question": "Q", "expectation": {"stdout": []},
    "narration": [{"at": "ProcessEnd 1", "text": "x"}, {"at": "LoopStart 1", "text": "y"}]})", "s.json");
  REQUIRE(scenario.ok());
  const auto told = narrate(*scenario, trace::testing::smallRun());
  CHECK(told[0].problem == "");
  CHECK(told[1].problem == "it comes before the step of the sentence before it");
}
