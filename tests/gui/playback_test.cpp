#include "gui/playback.h"
#include "gui/trace_words.h"

#include "tests/gui/sample_trace.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::gui;

namespace {
struct Run {
  std::shared_ptr<const trace::Trace> trace = gui::test::sampleTrace();
  RunIndex index = buildIndex(*trace);
  Playback playback{*trace, index};
  trace::EventKind kind() const { return trace->event(playback.step()).kind; }
};
} // namespace

TEST_CASE("playback: stepping back undoes every step forward, at every granularity") {
  Run run;
  for (Granularity g : {Granularity::Phase, Granularity::Callback, Granularity::Statement, Granularity::Event}) {
    CAPTURE(granularityName(g));
    std::vector<trace::EventId> seen{0};
    run.playback.seek(0);
    while (!run.playback.atEnd()) {
      run.playback.stepTo(Direction::Forward, g);
      REQUIRE(run.playback.step() > seen.back());
      seen.push_back(run.playback.step());
    }
    CHECK(run.playback.step() == run.trace->eventCount());
    while (seen.size() > 1) {
      seen.pop_back();
      run.playback.stepTo(Direction::Back, g);
      REQUIRE(run.playback.step() == seen.back());
    }
  }
}

TEST_CASE("playback: a finer granularity stops at least where a coarser one does, except at empty phases") {
  Run run;
  const auto& phases = run.index.stops[0];
  const auto& statements = run.index.stops[2];
  for (trace::EventId stop : phases) {
    bool emptyPhase = stop < run.index.last && run.trace->event(stop).kind == trace::EventKind::PhaseEnter &&
                      run.trace->event(stop + 1).kind == trace::EventKind::PhaseLeave;
    bool found = std::binary_search(statements.begin(), statements.end(), stop);
    CHECK(found == !emptyPhase);
  }
  CHECK(std::is_sorted(statements.begin(), statements.end()));
}

TEST_CASE("playback: a breakpoint is found in both directions, and only on its line") {
  Run run;
  uint32_t line = gui::test::lineOf("console.log('timer');");
  run.playback.setBreakpoints({{"/app/sample.js", line}});
  REQUIRE(run.playback.runToBreakpoint(Direction::Forward));
  trace::EventId there = run.playback.step();
  CHECK(run.trace->site(run.trace->event(there).as<trace::ev::Statement>().at).line == line);
  CHECK_FALSE(run.playback.runToBreakpoint(Direction::Forward));
  CHECK(run.playback.atEnd());
  REQUIRE(run.playback.runToBreakpoint(Direction::Back));
  CHECK(run.playback.step() == there);
  CHECK_FALSE(run.playback.runToBreakpoint(Direction::Back));
  CHECK(run.playback.atStart());
}

TEST_CASE("playback: playing stops at a breakpoint and at the end") {
  Run run;
  uint32_t line = gui::test::lineOf("process.nextTick(afterTimer);");
  run.playback.setBreakpoints({{"/app/sample.js", line}});
  run.playback.play(true);
  for (int i = 0; i < 1000 && run.playback.playing(); ++i) run.playback.advance(0.1, 10, Granularity::Callback);
  CHECK_FALSE(run.playback.playing());
  CHECK(run.kind() == trace::EventKind::Statement);
  run.playback.play(true);
  for (int i = 0; i < 1000 && run.playback.playing(); ++i) run.playback.advance(0.1, 10, Granularity::Callback);
  CHECK(run.playback.atEnd());
  run.playback.play(true); // from the end: once more from the start
  CHECK(run.playback.atStart());
}

TEST_CASE("playback: steps written as text") {
  Run run;
  trace::EventId step = 0;
  auto parse = [&](const char* text) { return parseStep(text, run.playback, "/app/sample.js", step); };
  CHECK((parse("0") && step == 0));
  CHECK((parse("12") && step == 12));
  CHECK((parse("-1") && step == run.index.last));
  CHECK((parse("end") && step == run.index.last));
  CHECK((parse("100%") && step == run.index.last));
  CHECK((parse("99999999") && step == run.index.last));
  REQUIRE(parse("line:17"));
  CHECK(run.trace->site(siteOf(run.trace->event(step))).line == 17);
  for (const char* bad : {"", "x", "12x", "line:", "line:9999", "101%", "--1"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse(bad));
  }
}

TEST_CASE("run index: time turns into the last event at or before it") {
  Run run;
  for (trace::EventId id = 1; id <= run.index.last; ++id) {
    uint64_t ns = run.trace->event(id).timeNs;
    trace::EventId found = run.index.eventAt(*run.trace, ns);
    CHECK(run.trace->event(found).timeNs <= ns);
    CHECK((found == run.index.last || run.trace->event(found + 1).timeNs > ns));
  }
  CHECK(run.index.eventAt(*run.trace, ~uint64_t{0}) == run.index.last);
}
