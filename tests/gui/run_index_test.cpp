#include "gui/run_index.h"

#include "core/trace/recorder.h"
#include "gui/timeline_draw.h"

#include "tests/gui/trace_of.h"

#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::gui;

TEST_CASE("run index: what the sides of streams held, and only of those that ever held anything") {
  trace::EventId stream = 0;
  auto trace = traceOf([&](trace::Recorder& r, VirtualClock& clock) {
    r.emit(trace::ev::StreamCreated{.label = r.intern("Readable"), .readable = true}); // stays empty
    stream = r.emit(trace::ev::StreamCreated{.label = r.intern("Duplex"), .readable = true, .writable = true});
    auto holds = [&](uint64_t length) {
      clock.set(clock.now() + 1000);
      r.emit(trace::ev::StreamWritable{.stream = stream, .length = length, .highWaterMark = 16});
    };
    holds(0);
    holds(10);
    holds(10); // nothing new
    holds(20);
    clock.set(clock.now() + 1000);
    r.emit(trace::ev::StreamClosed{.stream = stream});
  });
  RunIndex index = buildIndex(*trace);
  CHECK(index.anyStream);
  REQUIRE(index.streams.size() == 1);
  const StreamLevel& side = index.streams[0];
  CHECK(side.writable);
  CHECK(side.stream == stream);
  CHECK(side.most == 20);
  CHECK(side.highWaterMark == 16);
  REQUIRE(side.points.size() == 3);
  CHECK(side.points[0].value == 10);
  CHECK(side.points[1].value == 20);
  CHECK(side.points[2].value == 0); // closed
  CHECK(streamLanes(index).size() == 1);
}

TEST_CASE("run index: of very many streams the busiest have lanes, in the order in which they were made") {
  RunIndex index;
  for (uint32_t i = 0; i < 40; ++i) {
    StreamLevel side;
    side.stream = i + 1;
    side.points.resize(i % 10 + 1);
    index.streams.push_back(side);
  }
  auto lanes = streamLanes(index);
  REQUIRE(lanes.size() == 6);
  for (size_t i = 0; i + 1 < lanes.size(); ++i) CHECK(lanes[i]->stream < lanes[i + 1]->stream);
  for (const StreamLevel* lane : lanes) CHECK(lane->points.size() >= 9);
}

TEST_CASE("run index: collections by their kind") {
  auto trace = traceOf([](trace::Recorder& r, VirtualClock& clock) {
    for (trace::GcKind kind : {trace::GcKind::Scavenge, trace::GcKind::MarkCompact}) {
      clock.set(clock.now() + 10);
      trace::EventId begin = r.emit(trace::ev::GcBegin{.kind = kind, .usedBytes = 100});
      r.emit(trace::ev::GcEnd{.cause = begin, .usedBytes = 50});
    }
  });
  RunIndex index = buildIndex(*trace);
  REQUIRE(index.collections.size() == 2);
  CHECK(index.collections[0].end.meaning == Meaning::Young);
  CHECK(index.collections[1].end.meaning == Meaning::Old);
  CHECK(index.heapMost == 100);
}

TEST_CASE("timeline: a level thinner than a pixel keeps its highest and its last value") {
  std::vector<LevelPoint> points;
  for (uint32_t i = 1; i <= 10'000; ++i) points.push_back({i, i, i % 100});
  points.push_back({10'001, 10'001, 7});
  RunIndex index;
  index.last = 10'001;
  TimelineView view;
  auto curve = prepareLevel(points, 99, makeScale(view, index, 0, 50));
  REQUIRE_FALSE(curve.empty());
  CHECK(curve.size() <= 102);
  float highest = 0;
  for (const CurvePoint& p : curve) highest = std::max(highest, p.y);
  CHECK(highest > 0.9f);
  CHECK(curve.back().y == doctest::Approx(7.0 / 99));
  CHECK(prepareLevel({}, 10, makeScale(view, index, 0, 50)).empty());
}
