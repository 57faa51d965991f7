#include "gui/timeline_draw.h"

#include <algorithm>
#include <cmath>

namespace tickscope::gui {

using trace::EventId;

namespace {

struct Bounds {
  double begin, end, least;
};

Bounds boundsOf(TimeAxis axis, const RunIndex& index) {
  if (axis == TimeAxis::Steps) return {0, std::max(1.0, static_cast<double>(index.last) + 1), 8};
  double begin = static_cast<double>(index.startNs), end = std::max(begin + 1000, static_cast<double>(index.endNs));
  return {begin, end, 200};
}

void clampView(TimelineView& view, const Bounds& b) {
  double length = std::clamp(view.end - view.begin, std::min(b.least, b.end - b.begin), b.end - b.begin);
  view.begin = std::clamp(view.begin, b.begin, b.end - length);
  view.end = view.begin + length;
}

double startOf(const Span& s, TimeAxis axis) { return axis == TimeAxis::Steps ? static_cast<double>(s.begin) : static_cast<double>(s.beginNs); }
double endOf(const Span& s, TimeAxis axis) { return axis == TimeAxis::Steps ? static_cast<double>(s.end) + 1 : static_cast<double>(s.endNs); }

} // namespace

double placeOf(TimeAxis axis, trace::EventId step, uint64_t ns) {
  return axis == TimeAxis::Steps ? static_cast<double>(step) + (step ? 0.5 : 0) : static_cast<double>(ns);
}

TimeScale makeScale(const TimelineView& view, const RunIndex& index, float left, float width) {
  Bounds b = boundsOf(view.axis, index);
  TimelineView v = view;
  if (v.end <= v.begin) {
    v.begin = b.begin;
    v.end = b.end;
  }
  clampView(v, b);
  return {v.axis, v.begin, v.end, left, std::max(1.f, width)};
}

void zoom(TimelineView& view, const RunIndex& index, double about, double factor) {
  Bounds b = boundsOf(view.axis, index);
  if (view.end <= view.begin) {
    view.begin = b.begin;
    view.end = b.end;
  }
  double length = std::clamp((view.end - view.begin) * factor, std::min(b.least, b.end - b.begin), b.end - b.begin);
  double share = std::clamp((about - view.begin) / (view.end - view.begin), 0.0, 1.0);
  view.begin = about - length * share;
  view.end = view.begin + length;
  clampView(view, b);
}

void ViewModel::applyZoom(const RunIndex& index) {
  zoom(timeline, index, zoomTimeline.about, zoomTimeline.factor);
  zoomTimeline = {};
}

void pan(TimelineView& view, const RunIndex& index, double by) {
  if (view.end <= view.begin) return;
  view.begin += by;
  view.end += by;
  clampView(view, boundsOf(view.axis, index));
}

void keepVisible(TimelineView& view, const RunIndex& index, double value) {
  if (view.end <= view.begin) return;
  double length = view.end - view.begin, margin = length * 0.08;
  if (value < view.begin + margin) view.begin = value - margin;
  if (value > view.end - margin) view.begin = value + margin - length;
  view.end = view.begin + length;
  clampView(view, boundsOf(view.axis, index));
}

std::vector<Bar> prepareBars(const std::vector<Span>& spans, const TimeScale& scale) {
  std::vector<Bar> bars;
  constexpr double thin = 2; // pixels
  double pixel = scale.perPixel();
  auto firstEndingAfter = [&](size_t from, double value) {
    return static_cast<size_t>(std::partition_point(spans.begin() + static_cast<ptrdiff_t>(from), spans.end(), [&](const Span& s) { return endOf(s, scale.axis) <= value; }) - spans.begin());
  };
  for (size_t i = firstEndingAfter(0, scale.begin); i < spans.size();) {
    const Span& span = spans[i];
    double begin = startOf(span, scale.axis), end = std::max(begin, endOf(span, scale.axis));
    if (begin >= scale.end) break;
    Bar bar{scale.x(std::max(begin, scale.begin)), scale.x(std::min(end, scale.end)), span.meaning, i, 1};
    if (end - begin >= thin * pixel) {
      bars.push_back(bar);
      ++i;
      continue;
    }
    // Thin: everything that ends within the next pixels becomes one bar.
    size_t next = std::max(i + 1, firstEndingAfter(i, begin + thin * pixel));
    bar.merged = next - i;
    bar.x1 = std::max(bar.x0 + static_cast<float>(thin), scale.x(endOf(spans[next - 1], scale.axis)));
    bars.push_back(bar);
    i = next;
  }
  return bars;
}

bool laneIsDrawn(const Lane& lane) {
  return (lane.kind != Lane::Kind::PoolThread && lane.kind != Lane::Kind::System) || !lane.spans.empty();
}

std::vector<const StreamLevel*> streamLanes(const RunIndex& index) {
  constexpr size_t mostLanes = 6;
  std::vector<const StreamLevel*> lanes;
  for (const StreamLevel& side : index.streams) lanes.push_back(&side);
  if (lanes.size() <= mostLanes) return lanes;
  std::stable_sort(lanes.begin(), lanes.end(), [](const StreamLevel* a, const StreamLevel* b) { return a->points.size() > b->points.size(); });
  lanes.resize(mostLanes);
  std::sort(lanes.begin(), lanes.end()); // they lie in one vector, in the order in which they were made
  return lanes;
}

std::vector<CurvePoint> prepareLevel(const std::vector<LevelPoint>& points, uint64_t most, const TimeScale& scale) {
  std::vector<CurvePoint> out;
  if (points.empty() || most == 0) return out;
  auto value = [&](const LevelPoint& p) { return scale.axis == TimeAxis::Steps ? static_cast<double>(p.event) + 0.5 : static_cast<double>(p.ns); };
  auto height = [&](uint64_t bytes) { return static_cast<float>(static_cast<double>(bytes) / static_cast<double>(most)); };
  auto at = std::partition_point(points.begin(), points.end(), [&](const LevelPoint& p) { return value(p) < scale.begin; });
  if (at != points.begin()) out.push_back({scale.left, height(std::prev(at)->value)}); // how full it was where the view begins
  while (at != points.end() && value(*at) <= scale.end) {
    double columnEnd = value(*at) + scale.perPixel();
    auto next = std::partition_point(at, points.end(), [&](const LevelPoint& p) { return value(p) < columnEnd; });
    // The highest and the last of a column: a sawtooth thinner than a pixel keeps both its edges. A column of very many
    // points is sampled, so that a frame never walks them all.
    constexpr ptrdiff_t mostLooked = 64;
    ptrdiff_t stride = std::max<ptrdiff_t>(1, (next - at) / mostLooked);
    uint64_t highest = 0;
    for (auto p = at; p < next; p += std::min(stride, next - p)) highest = std::max(highest, p->value);
    float x = scale.x(value(*at));
    out.push_back({x, height(highest)});
    if (std::prev(next)->value != highest) out.push_back({x, height(std::prev(next)->value)});
    at = next;
  }
  return out;
}

int laneOf(const RunIndex& index, EventId event) {
  int row = 0, found = -1;
  EventId best = 0;
  for (const Lane& lane : index.lanes) {
    if (!laneIsDrawn(lane)) continue;
    auto after = std::partition_point(lane.spans.begin(), lane.spans.end(), [&](const Span& s) { return s.begin <= event; });
    if (after != lane.spans.begin() && event <= std::prev(after)->end && std::prev(after)->begin >= best && lane.kind != Lane::Kind::PoolThread && lane.kind != Lane::Kind::System) {
      best = std::prev(after)->begin; // the innermost: ticks lie within callbacks, callbacks within phases
      found = row;
    }
    // A job's own start and end lie on its thread.
    if ((lane.kind == Lane::Kind::PoolThread || lane.kind == Lane::Kind::System) && after != lane.spans.begin() && (std::prev(after)->begin == event || std::prev(after)->end == event)) return row;
    ++row;
  }
  return found;
}

std::vector<Effect> effectsOf(const RunIndex& index, EventId begin, EventId end, size_t most) {
  std::vector<Effect> out;
  auto at = std::partition_point(index.effects.begin(), index.effects.end(), [&](const Effect& e) { return e.cause < begin; });
  for (; at != index.effects.end() && at->cause <= end && out.size() < most; ++at)
    if (at->begin > end) out.push_back(*at); // what ran inside of it needs no arrow
  return out;
}

std::vector<RulerTick> rulerTicks(const TimeScale& scale, float apart) {
  std::vector<RulerTick> out;
  double wish = scale.perPixel() * static_cast<double>(apart);
  double step = std::pow(10.0, std::floor(std::log10(std::max(wish, 1e-9))));
  for (double factor : {1.0, 2.0, 5.0, 10.0})
    if (step * factor >= wish) {
      step *= factor;
      break;
    }
  if (scale.axis == TimeAxis::Steps) step = std::max(1.0, step);
  for (double v = std::ceil(scale.begin / step) * step; v <= scale.end && out.size() < 200; v += step) out.push_back({scale.x(v), v});
  return out;
}

} // namespace tickscope::gui
