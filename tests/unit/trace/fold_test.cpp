// Each reducer on its own: what single events do to the state.
#include "tests/unit/test_clock.h"
#include "core/trace/fold/fold.h"

#include "core/trace/seek.h"
#include "core/base/crc32c.h"
#include "core/trace/state_bytes.h"
#include "tests/unit/trace/random_run.h"

#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::trace;

namespace {
// Emits events one by one and shows the state after all of them.
struct Run {
  TestClock clock{0};
  Trace trace;
  Recorder recorder{Detail::Statement, &clock, trace};
  template <class E> EventId emit(const E& event) { return recorder.emit(event); }
  State state() {
    recorder.flush();
    return foldFromStart(trace, trace.eventCount());
  }
};
std::vector<EventId> timersOf(const IsolateState& isolate, uint64_t durationMs) {
  for (const TimerListView& list : timerListsInOrder(isolate)) {
    if (list.durationMs != durationMs) continue;
    std::vector<EventId> ids;
    for (const Timer& timer : list.timers) ids.push_back(timer.timer);
    return ids;
  }
  return {};
}
} // namespace

TEST_CASE("timers: one list a duration, first in first out; lists by expiry, then by when they were placed") {
  Run run;
  const EventId a = run.emit(ev::TimerCreated{.durationMs = 10, .startMs = 0, .referenced = true});
  run.emit(ev::TimerListCreated{.durationMs = 10, .expiryMs = 10});
  const EventId b = run.emit(ev::TimerCreated{.durationMs = 5, .startMs = 5, .referenced = true});
  run.emit(ev::TimerListCreated{.durationMs = 5, .expiryMs = 10});
  const EventId c = run.emit(ev::TimerCreated{.durationMs = 10, .startMs = 3, .referenced = false});
  State state = run.state();
  auto lists = timerListsInOrder(state.isolate());
  REQUIRE(lists.size() == 2);
  CHECK(lists[0].durationMs == 10); // the same expiry, placed first
  CHECK(lists[1].durationMs == 5);
  CHECK(timersOf(state.isolate(), 10) == std::vector<EventId>{a, c});
  CHECK(state.isolate().referencedTimers == 2);

  run.emit(ev::CallbackBegin{.cause = a, .kind = CallbackKind::Timer});
  run.emit(ev::CallbackEnd{});
  run.emit(ev::TimerListPostponed{.durationMs = 10, .expiryMs = 13});
  state = run.state();
  CHECK(timersOf(state.isolate(), 10) == std::vector<EventId>{c});
  CHECK(timerListsInOrder(state.isolate())[0].durationMs == 5);
  CHECK(state.isolate().referencedTimers == 1);

  run.emit(ev::TimerReferenced{.timer = c, .queued = c, .referenced = true});
  run.emit(ev::TimerCleared{.timer = b, .queued = b});
  run.emit(ev::TimerListRemoved{.durationMs = 5});
  state = run.state();
  CHECK(state.isolate().lists.size() == 1);
  CHECK(state.isolate().referencedTimers == 1);
  CHECK(state.isolate().timers.size() == 1);
}

TEST_CASE("timers: refresh moves a timer to the end of its list, an interval comes back after its callback") {
  Run run;
  const EventId a = run.emit(ev::TimerCreated{.durationMs = 10, .startMs = 0, .repeats = true, .referenced = true});
  const EventId b = run.emit(ev::TimerCreated{.durationMs = 10, .startMs = 1, .referenced = true});
  const EventId again = run.emit(ev::TimerRearmed{
      .timer = a, .previous = a, .why = TimerRearm::Refresh, .durationMs = 10, .startMs = 4, .repeats = true, .referenced = true});
  CHECK(timersOf(run.state().isolate(), 10) == std::vector<EventId>{b, a});
  run.emit(ev::CallbackBegin{.cause = again, .kind = CallbackKind::Timer});
  CHECK(timersOf(run.state().isolate(), 10) == std::vector<EventId>{b});
  run.emit(ev::CallbackEnd{});
  run.emit(ev::TimerRearmed{.timer = a, .why = TimerRearm::Interval, .durationMs = 10, .startMs = 20, .repeats = true, .referenced = true});
  const State state = run.state();
  CHECK(timersOf(state.isolate(), 10) == std::vector<EventId>{b, a});
  CHECK(state.isolate().referencedTimers == 2);
}

TEST_CASE("immediates: those queued by the batch wait for the next one; an exception leaves the rest outstanding") {
  Run run;
  const EventId a = run.emit(ev::ImmediateQueued{.referenced = true});
  const EventId b = run.emit(ev::ImmediateQueued{.referenced = true});
  const EventId c = run.emit(ev::ImmediateQueued{.referenced = false});
  run.emit(ev::ImmediatesTaken{.count = 3});
  run.emit(ev::CallbackBegin{.cause = a, .kind = CallbackKind::Immediate});
  const EventId d = run.emit(ev::ImmediateQueued{.referenced = true});
  run.emit(ev::CallbackEnd{.completion = Completion::Throw});
  run.emit(ev::ImmediatesOutstanding{.count = 2});
  State state = run.state();
  CHECK(state.isolate().immediateBatch.size() == 2);
  CHECK(state.isolate().immediateBatch.front().queued == b);
  CHECK(state.isolate().immediatesOutstanding);
  CHECK(state.isolate().immediates.front().queued == d);
  CHECK(state.isolate().referencedImmediates == 2);
  run.emit(ev::ImmediateCleared{.immediate = b});
  run.emit(ev::CallbackBegin{.cause = c, .kind = CallbackKind::Immediate});
  state = run.state();
  CHECK(state.isolate().immediateBatch.empty());
  CHECK_FALSE(state.isolate().immediatesOutstanding);
  CHECK(state.isolate().referencedImmediates == 1);
}

TEST_CASE("the call stack: frames belong to their callback and go with it") {
  Run run;
  run.emit(ev::CallbackBegin{.kind = CallbackKind::Main});
  run.emit(ev::CallEnter{});
  run.emit(ev::CallEnter{});
  run.emit(ev::CallbackBegin{.kind = CallbackKind::Exit}); // process.exit() in the middle
  run.emit(ev::CallEnter{});
  run.emit(ev::EmitBegin{});
  State state = run.state();
  CHECK(state.isolate().stack.size() == 3);
  CHECK(state.isolate().running.size() == 2);
  run.emit(ev::CallbackEnd{.completion = Completion::Throw});
  state = run.state();
  CHECK(state.isolate().stack.size() == 2);
  CHECK(state.isolate().emits.empty());
  run.emit(ev::ProcessEnd{.code = 3, .reason = ExitReason::ProcessExit});
  state = run.state();
  CHECK(state.isolate().running.empty());
  CHECK(state.isolate().stack.empty());
  CHECK(state.process().status == ProcessStatus::Exited);
  CHECK(state.process().exitCode == 3);
}

TEST_CASE("the pool: jobs wait, run, and wait again for poll; each keeps the loop alive until it is delivered") {
  Run run;
  run.emit(ev::PoolCreated{.threads = 1});
  const EventId a = run.emit(ev::PoolJobQueued{.what = run.recorder.intern("fs.open")});
  const EventId b = run.emit(ev::PoolJobQueued{.what = run.recorder.intern("fs.stat")});
  run.clock = 100;
  run.emit(ev::PoolJobStarted{.job = a, .poolThread = 0, .latencyNs = 50});
  State state = run.state();
  CHECK(state.process().pool.threads[0].busy);
  CHECK(state.process().pool.threads[0].endsNs == 150);
  CHECK(state.process().pool.queue.front().queued == b);
  CHECK(aliveList(state).size() == 2);
  run.clock = 150;
  const EventId done = run.emit(ev::PoolJobFinished{.job = a});
  const EventId cancelled = run.emit(ev::PoolJobCancelled{.job = b});
  state = run.state();
  CHECK_FALSE(state.process().pool.threads[0].busy);
  CHECK(state.isolate().ready.size() == 2);
  CHECK(state.isolate().ready.find(cancelled)->cancelled);
  CHECK(aliveList(state).size() == 2);
  run.emit(ev::PoolJobDelivered{.job = a, .finished = done});
  run.emit(ev::PoolJobDelivered{.job = b, .finished = cancelled});
  state = run.state();
  CHECK(state.isolate().ready.empty());
  CHECK(state.isolate().poolJobs == 0);
  CHECK(aliveList(state).empty());
}

TEST_CASE("promises: rejections are noted, forgotten, reported; awaits stand until they are resumed") {
  Run run;
  const EventId p = run.emit(ev::PromiseCreated{.origin = PromiseOrigin::AsyncFunction});
  const EventId q = run.emit(ev::PromiseCreated{.origin = PromiseOrigin::Then});
  const EventId await = run.emit(ev::AwaitSuspended{.promise = q});
  run.emit(ev::PromiseSettled{.promise = p, .settlement = Settlement::Rejected});
  run.emit(ev::RejectionPending{.promise = p});
  State state = run.state();
  CHECK(state.isolate().promises.pending() == 1);
  CHECK(state.isolate().promises.suspended.front().queued == await);
  CHECK_FALSE(state.isolate().promises.unhandled.at(p).reported);
  run.emit(ev::RejectionReported{.promise = p});
  run.emit(ev::AwaitResumed{.suspended = await});
  state = run.state();
  CHECK(state.isolate().promises.unhandled.at(p).reported);
  CHECK(state.isolate().promises.suspended.empty());
  run.emit(ev::RejectionHandledLate{.promise = p});
  CHECK(run.state().isolate().promises.unhandled.empty());
}

TEST_CASE("poll counts the time that the loop slept; races and limits are remembered") {
  Run run;
  run.emit(ev::PollSleep{.timeoutMs = 3, .why = PollWhy::Timer});
  CHECK(run.state().isolate().loop.sleeping);
  run.clock = 3'000'000;
  run.emit(ev::PollWake{});
  const EventId race = run.emit(ev::RaceOpened{.kind = RaceKind::TimeoutOrImmediate, .first = 1, .second = 2});
  CHECK(run.state().openRaces.size() == 1);
  run.emit(ev::RaceDecided{.race = race, .winner = 2, .marginNs = 17, .rule = Rule::RaceMillisecond});
  run.emit(ev::LimitHit{.limit = LimitKind::Timers, .value = 9});
  const State state = run.state();
  CHECK(state.isolate().loop.blockedNs == 3'000'000);
  CHECK(state.openRaces.empty());
  CHECK(state.lastRace->marginNs == 17);
  CHECK(state.limit->value == 9);
}

TEST_CASE("another process on a thread of its own has its own state") {
  Run run;
  run.emit(ev::ProcessStart{.pid = 1});
  run.recorder.setThread(1);
  run.emit(ev::ProcessStart{.pid = 2});
  run.emit(ev::ProcessEnd{.code = 4});
  const State state = run.state();
  REQUIRE(state.processes.size() == 2);
  CHECK(state.isolates[1].process == 1);
  CHECK(state.processes[1].exitCode == 4);
  CHECK(state.process().status == ProcessStatus::Running);
}

TEST_CASE("the same run gives the same bytes with every compiler and every kind of build") {
  // Blocks and states before compression, which is up to the version of zstd. The number was the same with gcc and
  // clang, optimised and not, and under sanitizers; it changes with the format and with the fields of State.
  uint32_t crc = 0;
  for (uint64_t seed = 77; seed < 81; ++seed) {
    const Trace trace = testing::plausibleTrace(seed, 500);
    for (size_t i = 0; i < trace.blockCount(); ++i) {
      crc = crc32c(trace.block(i).definitions, crc);
      crc = crc32c(trace.block(i).events, crc);
    }
    for (EventId step = 0; step < trace.eventCount(); step += 997)
      crc = crc32c(stateToBytes(foldFromStart(trace, step)), crc);
  }
  CHECK(crc == 4011152970u);
}

TEST_CASE("streams: both sides, pipes, until they are closed") {
  Run run;
  const EventId source = run.emit(ev::StreamCreated{.readable = true, .objects = true});
  const EventId sink = run.emit(ev::StreamCreated{.writable = true});
  run.emit(ev::StreamPiped{.source = source, .target = sink});
  run.emit(ev::StreamReadable{.stream = source, .length = 3, .highWaterMark = 16, .mode = ReadMode::Flowing, .reading = true});
  run.emit(ev::StreamWritable{.stream = sink, .length = 20, .highWaterMark = 16, .writing = true, .needDrain = true});
  State state = run.state();
  REQUIRE(state.isolate().streams.size() == 2);
  const StreamState* readable = state.isolate().streams.find(source);
  CHECK(readable->readable == ReadableSide{3, 16, ReadMode::Flowing, true, false, false});
  CHECK(readable->pipes == std::vector<EventId>{sink});
  CHECK(readable->objects);
  CHECK(state.isolate().streams.find(sink)->writable == WritableSide{20, 16, true, true, false, false, false});

  run.emit(ev::StreamUnpiped{.source = source, .target = sink});
  run.emit(ev::StreamUnpiped{.source = source, .target = sink}); // not piped any more: nothing happens
  run.emit(ev::StreamDestroyed{.stream = source, .errored = true});
  run.emit(ev::StreamClosed{.stream = sink});
  run.emit(ev::StreamReadable{.stream = sink, .length = 1}); // closed: ignored
  state = run.state();
  REQUIRE(state.isolate().streams.size() == 1);
  readable = state.isolate().streams.find(source);
  CHECK(readable->pipes.empty());
  CHECK(readable->destroyed);
  CHECK(readable->errored);
}
