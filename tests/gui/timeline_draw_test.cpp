#include "gui/timeline_draw.h"

#include <doctest/doctest.h>

using namespace tickscope::gui;

namespace {
std::vector<Span> spansEvery(uint32_t count, uint32_t length, uint32_t apart) {
  std::vector<Span> out;
  for (uint32_t i = 0; i < count; ++i) {
    uint32_t begin = 1 + i * apart;
    out.push_back({begin, begin + length - 1, begin * 1000ull, (begin + length - 1) * 1000ull, {}, Meaning::Timer});
  }
  return out;
}
RunIndex indexOf(uint32_t last) {
  RunIndex index;
  index.last = last;
  index.startNs = 1000;
  index.endNs = last * 1000ull;
  return index;
}
} // namespace

TEST_CASE("timeline: a million spans cost a screen, and every one is in some bar") {
  auto spans = spansEvery(1'000'000, 2, 3);
  RunIndex index = indexOf(3'000'000);
  for (TimeAxis axis : {TimeAxis::Steps, TimeAxis::Time}) {
    TimelineView view{axis, 0, 0};
    auto bars = prepareBars(spans, makeScale(view, index, 0, 1000));
    CHECK(bars.size() <= 1000);
    size_t next = 0;
    for (const Bar& bar : bars) {
      CHECK(bar.first == next);
      next = bar.first + bar.merged;
      CHECK(bar.x1 > bar.x0);
    }
    CHECK(next == spans.size());
  }
}

TEST_CASE("timeline: zoomed in, only what is visible is prepared, clipped to the view") {
  auto spans = spansEvery(1'000'000, 2, 3);
  RunIndex index = indexOf(3'000'000);
  TimelineView view{TimeAxis::Steps, 600'000, 600'030};
  TimeScale scale = makeScale(view, index, 100, 900);
  auto bars = prepareBars(spans, scale);
  CHECK(bars.size() >= 10);
  CHECK(bars.size() <= 12);
  for (const Bar& bar : bars) {
    CHECK(bar.merged == 1);
    CHECK(bar.x0 >= 99.9f);
    CHECK(bar.x1 <= 1000.1f);
  }
}

TEST_CASE("timeline: zooming keeps the place under the cursor and stays inside the run") {
  RunIndex index = indexOf(10'000);
  TimelineView view;
  zoom(view, index, 2500, 0.5);
  TimeScale scale = makeScale(view, index, 0, 1000);
  CHECK(scale.value(250) == doctest::Approx(2500).epsilon(0.001));
  for (int i = 0; i < 50; ++i) zoom(view, index, 2500, 0.5);
  CHECK(view.end - view.begin >= 8);
  for (int i = 0; i < 50; ++i) zoom(view, index, 2500, 2);
  CHECK(view.begin >= 0);
  CHECK(view.end <= 10'001);
  zoom(view, index, 100, 0.01);
  pan(view, index, -1e9);
  CHECK(view.begin == 0);
  pan(view, index, 1e9);
  CHECK(view.end == 10'001);
}

TEST_CASE("timeline: following the playhead moves the view only when it must") {
  RunIndex index = indexOf(10'000);
  TimelineView view{TimeAxis::Steps, 1000, 2000};
  keepVisible(view, index, 1500);
  CHECK(view.begin == 1000);
  keepVisible(view, index, 5000);
  CHECK((view.begin < 5000 && view.end > 5000));
  CHECK(view.end - view.begin == doctest::Approx(1000));
  keepVisible(view, index, 0);
  CHECK(view.begin == 0);
}

TEST_CASE("timeline: the ruler has round values far enough apart, for any zoom") {
  RunIndex index = indexOf(4'000'000);
  for (double length : {9.0, 100.0, 12'345.0, 3'999'999.0}) {
    TimeScale scale{TimeAxis::Steps, 10, 10 + length, 0, 1200};
    auto ticks = rulerTicks(scale, 100);
    CHECK(ticks.size() <= 13);
    for (size_t i = 1; i < ticks.size(); ++i) CHECK(ticks[i].x - ticks[i - 1].x >= 99);
  }
}
