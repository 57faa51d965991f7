#pragma once
// Prepare, then paint: from the spans of a lane and what is visible to a flat list of bars. Touches only what is
// visible, by binary search, and merges what is too thin to see: a million spans cost a screen's width. No drawing.
#include "gui/run_index.h"
#include "gui/view_model.h"

#include <vector>

namespace tickscope::gui {

// The visible part of the axis, and where it lies in pixels.
struct TimeScale {
  TimeAxis axis = TimeAxis::Steps;
  double begin = 0, end = 1; // steps or ns
  float left = 0, width = 1; // pixels

  double perPixel() const { return (end - begin) / static_cast<double>(width); }
  float x(double value) const { return left + static_cast<float>((value - begin) / (end - begin) * static_cast<double>(width)); }
  double value(float x) const { return begin + static_cast<double>(x - left) / static_cast<double>(width) * (end - begin); }
};

// Brings a view into the run's bounds; nothing set means everything. `least`: how much must stay visible.
TimeScale makeScale(const TimelineView& view, const RunIndex& index, float left, float width);
void zoom(TimelineView& view, const RunIndex& index, double about, double factor);
void pan(TimelineView& view, const RunIndex& index, double by);
// Moves the view so that the value is visible, if it is not.
void keepVisible(TimelineView& view, const RunIndex& index, double value);
// The playhead's place on this axis.
double placeOf(TimeAxis axis, trace::EventId step, uint64_t ns);

struct Bar {
  float x0 = 0, x1 = 0;
  Meaning meaning{};
  size_t first = 0;   // span of the lane
  size_t merged = 1;  // how many spans this bar stands for
};
std::vector<Bar> prepareBars(const std::vector<Span>& spans, const TimeScale& scale);
// Lanes without a span are not drawn, except for the three of the JavaScript thread.
bool laneIsDrawn(const Lane& lane);

// How full something was as a curve: two points a pixel column at most, the highest and the last in it. y from 0 (empty)
// to 1 (`most`).
struct CurvePoint {
  float x, y;
};
std::vector<CurvePoint> prepareLevel(const std::vector<LevelPoint>& points, uint64_t most, const TimeScale& scale);
// The sides of streams that have a lane: the busiest few, in the order in which they were made.
std::vector<const StreamLevel*> streamLanes(const RunIndex& index);

// Where an event is on the timeline: its lane, counted among those that are drawn, or -1 for none.
int laneOf(const RunIndex& index, trace::EventId event);

// What leads to a callback, and what it led to: pairs of events, causes first. At most `most` of them.
std::vector<Effect> effectsOf(const RunIndex& index, trace::EventId begin, trace::EventId end, size_t most);

// Round values for the ruler: at least `apart` pixels from one another.
struct RulerTick {
  float x;
  double value;
};
std::vector<RulerTick> rulerTicks(const TimeScale& scale, float apart);

} // namespace tickscope::gui
