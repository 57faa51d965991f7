#include "gui/loop_condition.h"

#include "core/trace/recorder.h"
#include "gui/playback.h"
#include "tests/gui/sample_trace.h"

#include <algorithm>
#include "tests/gui/trace_of.h"

#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::gui;

namespace {
std::vector<trace::EventId> stops(LoopConditionKind kind, double figure) {
  return findStops(*gui::test::sampleTrace(), {kind, true, figure});
}
trace::EventKind kindAt(trace::EventId id) { return gui::test::sampleTrace()->event(id).kind; }
} // namespace

TEST_CASE("loop condition: poll blocks where it slept for longer than the figure, and stops where it fell asleep") {
  auto found = stops(LoopConditionKind::PollBlocks, 0);
  REQUIRE(found.size() == 3); // with no timeout, for the pool, for the timer
  for (trace::EventId id : found) CHECK(kindAt(id) == trace::EventKind::PollSleep);
  CHECK(stops(LoopConditionKind::PollBlocks, 1).size() == 2);
  CHECK(stops(LoopConditionKind::PollBlocks, 3).size() == 1);
  CHECK(stops(LoopConditionKind::PollBlocks, 100).empty());
}

TEST_CASE("loop condition: queues that grow beyond the figure, once each time they do") {
  CHECK(stops(LoopConditionKind::TicksDeeper, 0).size() == 2); // in the main program and in the timer
  CHECK(stops(LoopConditionKind::TicksDeeper, 1).empty());
  auto found = stops(LoopConditionKind::MicrotasksDeeper, 0);
  REQUIRE(found.size() == 1);
  CHECK(kindAt(found[0]) == trace::EventKind::MicrotaskQueued);
}

TEST_CASE("loop condition: a timer that is late, by the figure or more") {
  auto all = stops(LoopConditionKind::TimerLate, -1000);
  REQUIRE(all.size() == 1);
  CHECK(kindAt(all[0]) == trace::EventKind::CallbackBegin);
  CHECK(stops(LoopConditionKind::TimerLate, 1000).empty());
}

TEST_CASE("loop condition: long callbacks are found at their beginnings, in order") {
  auto found = stops(LoopConditionKind::LongCallback, 0);
  CHECK(found.size() == 8);
  CHECK(std::is_sorted(found.begin(), found.end()));
  for (trace::EventId id : found) CHECK(kindAt(id) == trace::EventKind::CallbackBegin);
  CHECK(stops(LoopConditionKind::LongCallback, 1000).empty());
}

TEST_CASE("loop condition: what does not happen in a run is found nowhere") {
  for (LoopConditionKind kind : {LoopConditionKind::PoolFull, LoopConditionKind::Collection, LoopConditionKind::Thrown, LoopConditionKind::Rejected, LoopConditionKind::RaceDecided})
    CHECK(stops(kind, 0).empty());
  CHECK(allLoopConditions().size() == loopConditionCount);
  for (const LoopCondition& c : allLoopConditions()) CHECK_FALSE(c.on);
}

TEST_CASE("loop condition: write() returns false each time that it adds beyond the mark, and not when the buffer empties") {
  trace::EventId one = 0, two = 0;
  auto trace = traceOf([&](trace::Recorder& r, VirtualClock&) {
    trace::EventId stream = r.emit(trace::ev::StreamCreated{.writable = true});
    auto state = [&](uint64_t length, bool needDrain) { return r.emit(trace::ev::StreamWritable{.stream = stream, .length = length, .highWaterMark = 4, .needDrain = needDrain}); };
    state(0, false);
    state(3, false);
    one = state(5, true);
    two = state(6, true);
    state(2, true); // written, but 'drain' is still owed
    state(0, false);
  });
  CHECK(findStops(*trace, {LoopConditionKind::WriteFalse, true, 0}) == std::vector<trace::EventId>{one, two});
}

TEST_CASE("loop condition: a scavenge is told from other collections") {
  trace::EventId scavenge = 0, sweep = 0;
  auto trace = traceOf([&](trace::Recorder& r, VirtualClock&) {
    scavenge = r.emit(trace::ev::GcBegin{.kind = trace::GcKind::Scavenge});
    r.emit(trace::ev::GcEnd{.cause = scavenge});
    sweep = r.emit(trace::ev::GcBegin{.kind = trace::GcKind::MarkSweep});
    r.emit(trace::ev::GcEnd{.cause = sweep});
  });
  CHECK(findStops(*trace, {LoopConditionKind::Scavenge, true, 0}) == std::vector<trace::EventId>{scavenge});
  CHECK(findStops(*trace, {LoopConditionKind::Collection, true, 0}) == std::vector<trace::EventId>{scavenge, sweep});
}

TEST_CASE("loop condition: F8 stops at the nearer of a line and a condition, forwards and backwards") {
  auto trace = gui::test::sampleTrace();
  RunIndex index = buildIndex(*trace);
  Playback playback(*trace, index);
  auto sleeps = stops(LoopConditionKind::PollBlocks, 1);
  playback.setConditionStops(sleeps);
  playback.setBreakpoints({{"/app/sample.js", gui::test::lineOf("console.log('timer');")}});
  REQUIRE(playback.runToBreakpoint(Direction::Forward));
  CHECK(playback.step() == sleeps[0]);
  REQUIRE(playback.runToBreakpoint(Direction::Forward));
  CHECK(playback.step() == sleeps[1]);
  REQUIRE(playback.runToBreakpoint(Direction::Forward));
  CHECK(kindAt(playback.step()) == trace::EventKind::Statement);
  playback.runToBreakpoint(Direction::Forward); // the same line may be reached again
  playback.seek(playback.last());
  while (playback.step() > sleeps[1] && playback.runToBreakpoint(Direction::Back)) continue;
  CHECK(playback.step() == sleeps[1]);
  REQUIRE(playback.runToBreakpoint(Direction::Back));
  CHECK(playback.step() == sleeps[0]);
  CHECK_FALSE(playback.runToBreakpoint(Direction::Back));
  CHECK(playback.step() == 0);
}
