#include "core/trace/seek.h"

#include "core/trace/fold/fold.h"
#include "core/trace/reader.h"
#include "core/trace/state_bytes.h"
#include "core/trace/writer.h"
#include "tests/unit/trace/random_run.h"

#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::trace;
using namespace tickscope::trace::testing;

namespace {
// The states of all steps, each folded from the one before it and never through a keyframe.
std::vector<State> allStates(const Trace& trace) {
  std::vector<State> states{State{}};
  trace.forEach(1, trace.eventCount(), [&](const Event& event) {
    states.push_back(states.back());
    apply(states.back(), event);
  });
  return states;
}
} // namespace

TEST_CASE("seeking gives what folding from the start gives, at every step, forwards, backwards and at random") {
  for (uint64_t seed = 1; seed <= 4; ++seed) {
    const Trace trace = seed % 2 ? arbitraryTrace(seed, 1500) : plausibleTrace(seed, 60);
    const std::vector<State> states = allStates(trace);
    Seek seek(trace);
    for (EventId step = 0; step < states.size(); ++step) REQUIRE(seek.at(step) == states[step]);
    for (EventId step = static_cast<EventId>(states.size()); step-- > 0;) REQUIRE(seek.at(step) == states[step]);
    Random random(seed);
    for (int i = 0; i < 1000; ++i) {
      const auto step = static_cast<EventId>(random.below(states.size()));
      REQUIRE(seek.at(step) == states[step]);
      REQUIRE(seek.step() == step);
    }
    CHECK(seek.at(~EventId{0}) == states.back());
    CHECK(foldFromStart(trace, 700) == states[std::min<size_t>(700, states.size() - 1)]);
  }
}

TEST_CASE("keyframes out of a file, however close, change nothing") {
  const Trace live = plausibleTrace(9, 800);
  Result<LoadedTrace> loaded = readTraceBytes(traceToBytes(live, {.keyframeEvents = 1}), "t");
  REQUIRE(loaded);
  REQUIRE_FALSE(loaded->damage);
  CHECK(loaded->trace.keyframes().size() >= 1);
  const std::vector<State> states = allStates(live);
  Random random(3);
  for (int i = 0; i < 300; ++i) {
    Seek seek(loaded->trace); // a new one, so that it has no keyframes of its own
    const auto step = static_cast<EventId>(random.below(states.size()));
    REQUIRE(seek.at(step) == states[step]);
    const auto other = static_cast<EventId>(random.below(states.size()));
    REQUIRE(seek.at(other) == states[other]);
  }
}

TEST_CASE("a state survives its bytes, and damaged bytes are refused or give a state in bounds") {
  const Trace trace = arbitraryTrace(5, 3000);
  for (EventId step : {0u, 1u, 77u, 1500u, 3000u}) {
    const State state = foldFromStart(trace, step);
    const StateBounds bounds{step, trace.stringCount(), trace.siteCount(), trace.sourceCount()};
    std::string bytes = stateToBytes(state);
    const Result<State> back = stateFromBytes(bytes, bounds);
    REQUIRE(back);
    CHECK(*back == state);
    Random random(step);
    for (int i = 0; i < 2000; ++i) {
      std::string damaged = bytes;
      damaged[random.below(damaged.size())] ^= static_cast<char>(1 + random.below(255));
      if (random.chance(20)) damaged.resize(random.below(damaged.size()));
      if (const Result<State> odd = stateFromBytes(damaged, bounds)) CHECK(odd->step == step);
    }
  }
}

TEST_CASE("a plausible run leaves nothing behind but what never got its turn") {
  const Trace trace = plausibleTrace(2, 200);
  const State end = foldFromStart(trace, trace.eventCount());
  CHECK(end.process().status == ProcessStatus::Exited);
  CHECK(end.isolate().ticks.empty());
  CHECK(end.isolate().microtasks.empty());
  CHECK(end.isolate().immediateBatch.empty());
  CHECK(end.isolate().ready.empty());
  CHECK(end.isolate().running.empty());
  CHECK(end.isolate().stack.empty());
  CHECK(end.isolate().drains.empty());
  uint64_t listed = 0;
  for (const TimerListView& list : timerListsInOrder(end.isolate())) {
    CHECK(list.timers.size() == list.list.size);
    listed += list.timers.size();
  }
  CHECK(listed == end.isolate().timers.size());
  CHECK(end.isolate().referencedTimers == listed);
  uint64_t alive = 0;
  for (const Alive& thing : aliveList(end)) alive += thing.kind == Alive::Kind::Timer;
  CHECK(alive == listed);
}

TEST_CASE("keyframes that were left behind in advance change nothing, whether all of them or some") {
  const Trace trace = plausibleTrace(3, 2000);
  REQUIRE(trace.eventCount() > 10'000);
  Seek plain(trace), prepared(trace), stopped(trace);
  prepared.keepKeyframes();
  CHECK(prepared.step() == trace.eventCount());
  std::atomic<bool> cancel{true};
  stopped.keepKeyframes(&cancel);
  CHECK(stopped.step() == 0);
  Random random(3);
  for (int i = 0; i < 200; ++i) {
    const auto step = static_cast<EventId>(random.below(trace.eventCount() + 1));
    REQUIRE(prepared.at(step) == plain.at(step));
    REQUIRE(stopped.at(step) == plain.at(step));
  }
}
