// The whole run on one line: phases, callbacks, ticks and microtasks, pool threads, console lines; the playhead is
// dragged over it.
#include "core/trace/explain.h"
#include "gui/panels/panels.h"
#include "gui/seen.h"
#include "gui/timeline_draw.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace tickscope::gui {

using namespace trace;

namespace {

std::string laneLabel(const Lane& lane) {
  switch (lane.kind) {
  case Lane::Kind::Phases: return "phase";
  case Lane::Kind::Callbacks: return "callback";
  case Lane::Kind::Ticks: return "between";
  case Lane::Kind::PoolThread: return fmt::format("thread {}", lane.number + 1);
  case Lane::Kind::System: return fmt::format("system {}", lane.number + 1);
  }
  return {};
}

std::string spanLabel(const PanelInput& in, const Lane& lane, const Span& span) {
  if (lane.kind == Lane::Kind::Phases) return meaningLabel(span.meaning);
  if (lane.kind == Lane::Kind::System) {
    Event begun = in.trace.event(span.begin);
    return begun.kind == EventKind::RequestBegin ? fmt::format("{} {}", in.trace.string(begun.as<ev::RequestBegin>().what), in.trace.string(begun.as<ev::RequestBegin>().detail)) : std::string();
  }
  if (lane.kind == Lane::Kind::PoolThread) {
    Event started = in.trace.event(span.begin);
    if (started.kind != EventKind::PoolJobStarted) return {};
    Event queued = in.trace.event(started.as<ev::PoolJobStarted>().job);
    if (queued.kind != EventKind::PoolJobQueued) return {};
    auto job = queued.as<ev::PoolJobQueued>();
    std::string_view detail = in.trace.string(job.detail);
    return fmt::format("{} {}", in.trace.string(job.what), detail.substr(detail.find_last_of('/') + 1));
  }
  std::string label = functionLabel(in.trace, span.site, 32);
  return label.empty() ? std::string(meaningLabel(span.meaning)) : label;
}

struct Geometry {
  float left, right, top, ruler, laneTop, laneHeight, streamTop, heapTop, heapHeight, bottom, mapTop, mapHeight;
  float seen; // where the lanes end on the screen, scrolled or not: the map stands below
  float middleOf(int row) const { return laneTop + laneHeight * (static_cast<float>(row) + 0.5f); }
};

void drawRuler(const PanelInput& in, const ViewModel& view, const TimeScale& scale, const Geometry& g) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  float lastEnd = -1e9f;
  for (const RulerTick& tick : rulerTicks(scale, t.px(110))) {
    uint64_t ns;
    if (scale.axis == TimeAxis::Time) {
      ns = static_cast<uint64_t>(tick.value);
    } else {
      auto step = static_cast<EventId>(std::clamp(tick.value, 1.0, static_cast<double>(std::max<EventId>(1, in.index.last))));
      ns = in.trace.event(step).timeNs;
    }
    std::string label = timeText(ns > in.index.startNs ? ns - in.index.startNs : 0);
    draw->AddLine({tick.x, g.ruler - t.px(4)}, {tick.x, g.bottom}, t.border);
    float x = tick.x + t.px(4);
    if (x > lastEnd && x + textWidth(t.fonts.small, label) < g.right) lastEnd = x + t.px(8) + drawText(draw, t.fonts.small, {x, g.top}, t.faint, label);
  }
  (void)view;
}

// The stretches in which the loop slept: time that costs nothing.
void drawSleeps(const PanelInput& in, const TimeScale& scale, const Geometry& g) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  for (const Bar& bar : prepareBars(in.index.sleeps, scale)) {
    const Span& span = in.index.sleeps[bar.first];
    if (span.endNs <= span.beginNs && bar.merged == 1) continue;
    float y1 = g.laneTop + g.laneHeight * 2;
    draw->PushClipRect({bar.x0, g.laneTop + g.laneHeight}, {bar.x1, y1}, true);
    for (float x = bar.x0 - g.laneHeight; x < bar.x1; x += t.px(7))
      draw->AddLine({x, y1}, {x + g.laneHeight, g.laneTop + g.laneHeight}, withAlpha(t.of(Meaning::Sleep), 0.35f));
    draw->PopClipRect();
    std::string label = bar.merged == 1 ? "asleep " + timeText(span.endNs - span.beginNs) : std::string();
    float width = textWidth(t.fonts.small, label);
    if (!label.empty() && width + t.px(10) < bar.x1 - bar.x0) {
      float x = (bar.x0 + bar.x1 - width) / 2, y = g.laneTop + g.laneHeight;
      draw->AddRectFilled({x - t.px(4), y + t.px(2)}, {x + width + t.px(4), y1 - t.px(2)}, t.panel, t.px(4));
      drawText(draw, t.fonts.small, {x, y + (g.laneHeight - t.fonts.small->FontSize) / 2}, t.dim, label);
    }
  }
}

void drawLane(const PanelInput& in, ViewModel& view, const Lane& lane, const TimeScale& scale, const Geometry& g, float y) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 mouse = ImGui::GetIO().MousePos;
  bool over = ImGui::IsWindowHovered() && mouse.y >= y && mouse.y < std::min(y + g.laneHeight, g.seen) && mouse.x >= g.left && mouse.x < g.right;
  float inset = t.px(2);
  for (const Bar& bar : prepareBars(lane.spans, scale)) {
    const Span& span = lane.spans[bar.first];
    float x1 = std::max(bar.x1, bar.x0 + t.px(2));
    bool idle = lane.kind == Lane::Kind::Phases && span.end == span.begin + 1; // an empty phase: there, but pale
    bool running = bar.merged == 1 && view.step >= span.begin && view.step <= span.end;
    bool hovered = over && !view.timelineDragging && !view.timeline.measuring && mouse.x >= bar.x0 && mouse.x < x1;
    bool pickable = bar.merged == 1 && (lane.kind == Lane::Kind::Callbacks || lane.kind == Lane::Kind::Ticks);
    bool picked = pickable && (view.picked.first == span.begin || view.picked.second == span.begin);
    bool asleep = lane.kind == Lane::Kind::Phases && bar.merged == 1 && span.meaning == Meaning::Idle;
    float strength = idle || asleep ? 0.22f : running || hovered ? 0.95f : 0.62f;
    ImU32 fill = bar.merged > 1 ? t.tint(bar.meaning, 0.5f) : t.tint(bar.meaning, strength);
    ImVec2 min{bar.x0, y + inset}, max{x1, y + g.laneHeight - inset};
    if (x1 - bar.x0 > t.px(4)) max.x -= 1; // neighbours stay apart
    draw->AddRectFilled(min, max, fill, std::min(t.px(3), (max.x - min.x) / 2));
    if (bar.merged == 1 && max.x - min.x > t.px(30)) {
      ImU32 ink = contrast(fill, t.text) >= contrast(fill, t.panel) ? t.text : t.panel;
      drawText(draw, t.fonts.small, {min.x + t.px(5), (min.y + max.y - t.fonts.small->FontSize) / 2}, ink, spanLabel(in, lane, span), max.x - min.x - t.px(8));
    }
    if (bar.merged == 1 && view.lit(span.begin)) drawLit(draw, t, min, max, t.px(3));
    if (picked) draw->AddRect({min.x - 1, min.y - 1}, {max.x + 1, max.y + 1}, t.accent, t.px(3), 0, t.px(2));
    if (!hovered) continue;
    if (bar.merged == 1) view.hover(span.begin);
    // When the button is let go: a drag of the playhead that happens to begin here asks for nothing.
    const ImGuiIO& io = ImGui::GetIO();
    if (pickable && ImGui::IsMouseReleased(0) && !io.KeyShift && io.MouseDragMaxDistanceSqr[0] < t.px(4) * t.px(4)) view.pick(span.begin, io.KeyCtrl);
    ImGui::BeginTooltip();
    ImGui::PushFont(t.fonts.bold);
    ImGui::TextUnformatted(bar.merged > 1 ? fmt::format("{} here, too thin to tell apart: scroll to zoom", bar.merged).c_str() : spanLabel(in, lane, span).c_str());
    ImGui::PopFont();
    if (bar.merged == 1) {
      std::string words = lane.kind == Lane::Kind::Phases ? fmt::format("phase, {}", timeText(span.endNs - span.beginNs)) : fmt::format("{}, {}", meaningLabel(span.meaning), timeText(span.endNs - span.beginNs));
      ImGui::PushStyleColor(ImGuiCol_Text, t.dim);
      ImGui::TextUnformatted(words.c_str());
      if (lane.kind != Lane::Kind::Phases) {
        ImGui::PushTextWrapPos(t.px(420));
        ImGui::TextUnformatted(explain(in.trace, span.begin).c_str());
        ImGui::PopTextWrapPos();
      }
      ImGui::PopStyleColor();
    }
    ImGui::EndTooltip();
  }
}

// The visible marks, left out where they would stand closer to the one before than `apart` pixels.
const Mark& markOf(const Mark& mark) { return mark; }
const Mark& markOf(const Collection& collection) { return collection.end; }

template <class Item, class Draw> void forEachApart(const std::vector<Item>& marks, const TimeScale& scale, float apart, Draw&& draw) {
  auto value = [&](const Item& item) { const Mark& m = markOf(item); return scale.axis == TimeAxis::Steps ? static_cast<double>(m.event) + 0.5 : static_cast<double>(m.ns); };
  auto at = std::partition_point(marks.begin(), marks.end(), [&](const Item& m) { return value(m) < scale.begin; });
  while (at != marks.end() && value(*at) <= scale.end) {
    float x = scale.x(value(*at));
    draw(markOf(*at), x);
    double past = scale.value(x + apart);
    at = std::partition_point(at + 1, marks.end(), [&](const Item& m) { return value(m) < past; });
  }
}

void drawMarks(const PanelInput& in, const TimeScale& scale, const Geometry& g) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  forEachApart(in.index.marks, scale, t.px(4), [&](const Mark& mark, float x) {
    Shape shape = mark.meaning == Meaning::Error ? Shape::Octagon : mark.meaning == Meaning::Young ? Shape::Ring : Shape::Dot;
    drawShape(draw, shape, {x, g.ruler}, t.px(mark.meaning == Meaning::Script ? 5.5f : 4.5f), mark.event <= in.state.step ? t.of(mark.meaning) : withAlpha(t.of(mark.meaning), 0.45f));
  });
}

enum class Between : uint8_t { Slope, Step }; // how a curve goes from one point to the next

void drawCurve(const Theme& t, std::vector<CurvePoint> curve, Meaning meaning, Between between, float top, float bottom, float right) {
  if (curve.empty()) return;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  auto y = [&](const CurvePoint& p) { return bottom - p.y * (bottom - top); };
  curve.push_back({right, curve.back().y}); // it stays as it was
  for (size_t i = 0; i + 1 < curve.size(); ++i) {
    float x0 = curve[i].x, x1 = curve[i + 1].x, y0 = y(curve[i]), y1 = between == Between::Slope ? y(curve[i + 1]) : y0;
    if (x1 < x0) continue;
    if (y0 < bottom || y1 < bottom) draw->AddQuadFilled({x0, y0}, {x1, y1}, {x1, bottom}, {x0, bottom}, t.tint(meaning, 0.3f));
    draw->AddLine({x0, y0}, {x1, y1}, t.of(meaning), t.px(1.2f));
    if (y1 != y(curve[i + 1])) draw->AddLine({x1, y1}, {x1, y(curve[i + 1])}, t.of(meaning), t.px(1.2f));
  }
}

// What a stream's buffers held, with the mark at which write() or push() says false.
void drawStreamLanes(const PanelInput& in, const std::vector<const StreamLevel*>& lanes, const TimeScale& scale, const Geometry& g) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 mouse = ImGui::GetIO().MousePos;
  float y = g.streamTop;
  for (const StreamLevel* lane : lanes) {
    uint64_t most = std::max(lane->most, lane->highWaterMark);
    float top = y + t.px(4), bottom = y + g.laneHeight - t.px(2);
    drawCurve(t, prepareLevel(lane->points, most, scale), Meaning::Stream, Between::Step, top, bottom, g.right);
    float mark = bottom - (bottom - top) * static_cast<float>(static_cast<double>(lane->highWaterMark) / static_cast<double>(std::max<uint64_t>(1, most)));
    for (float x = g.left; x < g.right; x += t.px(8)) draw->AddLine({x, mark}, {std::min(x + t.px(4), g.right), mark}, withAlpha(t.text, 0.5f));
    if (ImGui::IsWindowHovered() && mouse.y >= y && mouse.y < std::min(y + g.laneHeight, g.seen) && mouse.x >= g.left && mouse.x < g.right) {
      double value = scale.value(mouse.x);
      auto after = std::partition_point(lane->points.begin(), lane->points.end(), [&](const LevelPoint& p) { return (scale.axis == TimeAxis::Steps ? static_cast<double>(p.event) : static_cast<double>(p.ns)) <= value; });
      uint64_t held = after == lane->points.begin() ? 0 : std::prev(after)->value;
      auto words = [&](uint64_t n) { return lane->objects ? fmt::format("{} objects", countText(n)) : bytesText(n); };
      ImGui::SetTooltip("%s", fmt::format("{}, {} side: {} here; highWaterMark {}, most {}", in.trace.string(lane->label), lane->writable ? "writable" : "readable", words(held), words(lane->highWaterMark), words(lane->most)).c_str());
    }
    y += g.laneHeight;
  }
}

// The heap's fill, and where collections ended. Between two samples it fills evenly; at a collection it drops.
void drawHeapLane(const PanelInput& in, const TimeScale& scale, const Geometry& g) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  float top = g.heapTop + t.px(4), bottom = g.heapTop + g.heapHeight - t.px(2);
  drawCurve(t, prepareLevel(in.index.heap, in.index.heapMost, scale), Meaning::Young, Between::Slope, top, bottom, g.right);
  forEachApart(in.index.collections, scale, t.px(3), [&](const Mark& mark, float x) {
    draw->AddLine({x, g.heapTop + t.px(2)}, {x, bottom}, withAlpha(t.of(mark.meaning), 0.6f), t.px(mark.meaning == Meaning::Old ? 2.f : 1.f));
    if (mark.meaning == Meaning::Old) drawMeaning(draw, t, Meaning::Old, {x, g.heapTop + t.px(6)}, t.px(3.5f)); // a full one stands out
  });
}

// Arrows along causes for one callback: from the place that queued it, and to what it queued itself.
void drawArrows(const PanelInput& in, EventId about, const TimeScale& scale, const Geometry& g) {
  if (about == 0) return;
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  Event event = in.trace.event(about);
  auto value = [&](EventId id) { return scale.axis == TimeAxis::Steps ? static_cast<double>(id) + 0.5 : static_cast<double>(in.trace.event(id).timeNs); };
  auto arrow = [&](EventId from, EventId to, ImU32 colour, float width) {
    int rowFrom = laneOf(in.index, from), rowTo = laneOf(in.index, to);
    if (rowFrom < 0 || rowTo < 0) return;
    ImVec2 a{scale.x(value(from)), g.middleOf(rowFrom)}, b{scale.x(scale.axis == TimeAxis::Steps ? static_cast<double>(to) : value(to)), g.middleOf(rowTo)};
    if ((a.x < g.left && b.x < g.left) || (a.x > g.right && b.x > g.right)) return;
    float length = b.x - a.x, bend = std::clamp(length * 0.5f, t.px(12), t.px(90));
    if (rowFrom == rowTo) { // over the bars between them, not through their names: from the edge above, in an arc
      float edge = g.laneHeight / 2 - t.px(2), rise = std::clamp(length * 0.12f, t.px(8), g.laneHeight * 0.9f);
      a.y -= edge;
      b.y -= edge;
      draw->AddBezierCubic(a, {a.x + length * 0.25f, a.y - rise}, {b.x - length * 0.25f, b.y - rise}, b, colour, t.px(width));
      draw->AddTriangleFilled({b.x, b.y + t.px(3)}, {b.x - t.px(6), b.y - t.px(2)}, {b.x + t.px(2), b.y - t.px(5)}, colour);
    } else {
      draw->AddBezierCubic(a, {a.x + bend, a.y}, {b.x - bend, b.y}, b, colour, t.px(width));
      draw->AddTriangleFilled({b.x + t.px(2), b.y}, {b.x - t.px(6), b.y - t.px(4)}, {b.x - t.px(6), b.y + t.px(4)}, colour);
    }
    draw->AddCircleFilled(a, t.px(2.6f), colour);
  };
  if (event.cause) arrow(event.cause, about, t.text, 1.6f);
  EventId end = about;
  for (const Lane& lane : in.index.lanes) {
    auto at = std::partition_point(lane.spans.begin(), lane.spans.end(), [&](const Span& s) { return s.begin < about; });
    if (at != lane.spans.end() && at->begin == about) end = at->end;
  }
  constexpr size_t mostArrows = 24;
  std::vector<Effect> effects = effectsOf(in.index, about, end, mostArrows);
  // Many at once would be a band over the bars that they are about: the more there are, the paler and thinner each.
  float share = std::min(1.f, 5 / static_cast<float>(std::max<size_t>(1, effects.size())));
  for (const Effect& effect : effects) arrow(effect.cause, effect.begin, withAlpha(t.accentText, 0.3f + 0.7f * share), 0.8f + 0.8f * share);
}

// The whole run in a thin strip, with the part that is shown above: it is dragged to go elsewhere.
void drawMap(const PanelInput& in, ViewModel& view, const Geometry& g) {
  if (g.mapHeight <= 0) return;
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  TimelineView whole;
  whole.axis = view.timeline.axis;
  TimeScale scale = makeScale(whole, in.index, g.left, g.right - g.left);
  draw->AddRectFilled({g.left, g.mapTop}, {g.right, g.mapTop + g.mapHeight}, t.raised, t.px(3));
  for (const Lane& lane : in.index.lanes) {
    if (lane.kind != Lane::Kind::Callbacks && lane.kind != Lane::Kind::Ticks) continue;
    bool upper = lane.kind == Lane::Kind::Callbacks;
    float top = g.mapTop + t.px(2) + (upper ? 0 : g.mapHeight / 2 - t.px(1)), height = g.mapHeight / 2 - t.px(2);
    for (const Bar& bar : prepareBars(lane.spans, scale)) draw->AddRectFilled({bar.x0, top}, {std::max(bar.x1, bar.x0 + 1), top + height}, t.tint(bar.meaning, 0.75f));
  }
  float x0 = scale.x(view.timeline.begin), x1 = std::max(x0 + t.px(3), scale.x(view.timeline.end));
  draw->AddRectFilled({g.left, g.mapTop}, {x0, g.mapTop + g.mapHeight}, withAlpha(t.panel, 0.6f));
  draw->AddRectFilled({x1, g.mapTop}, {g.right, g.mapTop + g.mapHeight}, withAlpha(t.panel, 0.6f));
  draw->AddRect({x0, g.mapTop}, {x1, g.mapTop + g.mapHeight}, t.accent, t.px(2), 0, t.px(1.5f));
  float here = scale.x(placeOf(scale.axis, in.state.step, in.state.timeNs));
  draw->AddLine({here, g.mapTop}, {here, g.mapTop + g.mapHeight}, t.text);
  ImGui::SetCursorScreenPos({g.left, g.mapTop});
  ImGui::InvisibleButton("map", {std::max(1.f, g.right - g.left), g.mapHeight});
  notePlace("timeline map", {g.left, g.mapTop}, {g.right, g.mapTop + g.mapHeight});
  if (ImGui::IsItemActive()) {
    double middle = (view.timeline.begin + view.timeline.end) / 2;
    pan(view.timeline, in.index, scale.value(ImGui::GetIO().MousePos.x) - middle);
  }
  tooltip(t, "The whole run", "The frame is what is shown above. Drag it to go elsewhere; A shows everything again.");
}

// What a span of the run took: dragged over with Shift.
void drawMeasure(const PanelInput& in, const ViewModel& view, const TimeScale& scale, const Geometry& g) {
  const TimelineView& v = view.timeline;
  if (v.measuredFrom == v.measuredTo) return;
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  double low = std::min(v.measuredFrom, v.measuredTo), high = std::max(v.measuredFrom, v.measuredTo);
  float x0 = scale.x(low), x1 = scale.x(high);
  auto clampStep = [&](double value) { return static_cast<EventId>(std::clamp(value, 1.0, static_cast<double>(in.index.last))); };
  EventId first = scale.axis == TimeAxis::Steps ? clampStep(low) : in.index.eventAt(in.trace, static_cast<uint64_t>(std::max(0.0, low)));
  EventId last = scale.axis == TimeAxis::Steps ? clampStep(high) : in.index.eventAt(in.trace, static_cast<uint64_t>(std::max(0.0, high)));
  first = std::max<EventId>(1, first);
  last = std::max(first, last);
  uint64_t ns = scale.axis == TimeAxis::Steps ? in.trace.event(last).timeNs - std::min(in.trace.event(last).timeNs, in.trace.event(first).timeNs) : static_cast<uint64_t>(high - low);
  draw->AddRectFilled({x0, g.laneTop}, {x1, g.bottom}, withAlpha(t.accent, 0.16f));
  draw->AddLine({x0, g.ruler}, {x0, g.bottom}, t.accent, t.px(1.2f));
  draw->AddLine({x1, g.ruler}, {x1, g.bottom}, t.accent, t.px(1.2f));
  std::string words = fmt::format("{} · {} events", timeText(ns), countText(last - first + 1));
  float width = textWidth(t.fonts.small, words), x = std::clamp((x0 + x1 - width) / 2, g.left + t.px(6), std::max(g.left + t.px(6), g.right - width - t.px(6)));
  float y = g.top;
  draw->AddRectFilled({x - t.px(6), y}, {x + width + t.px(6), y + t.fonts.small->FontSize + t.px(4)}, t.accent, t.px(5));
  drawText(draw, t.fonts.small, {x, y + t.px(2)}, t.onAccent, words);
}

} // namespace

void drawTimelinePanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  if (in.index.last == 0) return emptyState(t, "There is no run to travel through yet.");
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  ImVec2 mouse = ImGui::GetIO().MousePos;
  size_t lanes = 0;
  for (const Lane& lane : in.index.lanes) lanes += laneIsDrawn(lane);
  bool zoomed = view.timeline.end > view.timeline.begin, heap = !in.index.heap.empty();
  std::vector<const StreamLevel*> streams = streamLanes(in.index);
  Geometry g;
  g.left = at.x + t.px(streams.empty() ? 74 : 96); // classes of streams have long names
  g.right = at.x + room.x - t.px(6);
  g.top = at.y;
  g.ruler = at.y + t.px(26);
  g.laneTop = at.y + t.px(33);
  g.mapHeight = zoomed ? t.px(16) : 0;
  float fixed = t.px(35) + (zoomed ? t.px(22) : 0), parts = static_cast<float>(std::max<size_t>(1, lanes + streams.size())) + (heap ? 1.5f : 0);
  g.laneHeight = std::clamp((room.y - fixed) / parts, t.px(17), t.px(30));
  g.streamTop = g.laneTop + g.laneHeight * static_cast<float>(lanes);
  g.heapTop = g.streamTop + g.laneHeight * static_cast<float>(streams.size());
  g.heapHeight = heap ? g.laneHeight * 1.5f : 0;
  float foot = zoomed ? t.px(22) : 0; // the map's, which stays in sight when the lanes are scrolled
  g.bottom = std::max(at.y + room.y - foot, g.heapTop + g.heapHeight);
  g.seen = std::min(g.bottom, ImGui::GetWindowPos().y + ImGui::GetWindowHeight() - foot);
  g.mapTop = g.seen + t.px(4);
  TimeScale scale = makeScale(view.timeline, in.index, g.left, g.right - g.left);
  double here = placeOf(scale.axis, in.state.step, in.state.timeNs);

  // Input first, so that the frame shows where things are now.
  ImGui::SetCursorScreenPos(at);
  ImGui::InvisibleButton("timeline", {room.x, std::max(1.f, g.seen - at.y)}, ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight | ImGuiButtonFlags_MouseButtonMiddle);
  bool hovered = ImGui::IsItemHovered();
  const ImGuiIO& io = ImGui::GetIO();
  TimelineView& shown = view.timeline;
  if (ImGui::IsItemActivated() && ImGui::IsMouseClicked(0)) {
    shown.measuring = io.KeyShift;
    if (shown.measuring) shown.measuredFrom = shown.measuredTo = std::clamp(scale.value(mouse.x), scale.begin, scale.end);
  }
  if (shown.measuring && ImGui::IsItemActive()) {
    shown.measuredTo = std::clamp(scale.value(mouse.x), scale.begin, scale.end);
  } else if (ImGui::IsItemActive() && ImGui::IsMouseDown(0) && !io.KeyCtrl) {
    if (!view.timelineDragging) shown.measuredFrom = shown.measuredTo = 0; // a plain click lets go of what was measured
    view.timelineDragging = true;
    double value = std::clamp(scale.value(mouse.x), scale.begin, scale.end);
    view.seek(scale.axis == TimeAxis::Steps ? static_cast<EventId>(std::clamp(value, 0.0, static_cast<double>(in.index.last))) : in.index.eventAt(in.trace, static_cast<uint64_t>(std::max(0.0, value))));
  } else {
    view.timelineDragging = false;
    shown.measuring = false;
  }
  if (ImGui::IsItemActive() && (ImGui::IsMouseDragging(1, 0) || ImGui::IsMouseDragging(2, 0))) pan(view.timeline, in.index, -static_cast<double>(io.MouseDelta.x) * scale.perPixel());
  if (hovered && io.MouseWheel != 0) {
    if (io.KeyShift)
      pan(view.timeline, in.index, -static_cast<double>(io.MouseWheel) * (scale.end - scale.begin) * 0.1);
    else
      zoom(view.timeline, in.index, scale.value(std::clamp(mouse.x, g.left, g.right)), std::pow(0.8, static_cast<double>(io.MouseWheel)));
  }
  if (hovered && io.MouseWheelH != 0) pan(view.timeline, in.index, static_cast<double>(io.MouseWheelH) * (scale.end - scale.begin) * 0.1);
  if (view.timelineStep != in.state.step) {
    view.timelineStep = in.state.step;
    if (!view.timelineDragging) keepVisible(view.timeline, in.index, here);
  }
  scale = makeScale(view.timeline, in.index, g.left, g.right - g.left);

  draw->PushClipRect({at.x, at.y}, {at.x + room.x, g.seen}, true);
  float y = g.laneTop;
  for (const Lane& lane : in.index.lanes) {
    if (!laneIsDrawn(lane)) continue;
    drawText(draw, t.fonts.small, {at.x + t.px(4), y + (g.laneHeight - t.fonts.small->FontSize) / 2}, t.dim, laneLabel(lane), t.px(66));
    draw->AddRectFilled({g.left, y + t.px(2)}, {g.right, y + g.laneHeight - t.px(2)}, t.raised, t.px(3));
    y += g.laneHeight;
  }
  for (const StreamLevel* lane : streams) {
    std::string label = fmt::format("{} {}", in.trace.string(lane->label), lane->writable ? "in" : "out");
    drawText(draw, t.fonts.small, {at.x + t.px(4), y + (g.laneHeight - t.fonts.small->FontSize) / 2}, t.dim, label, t.px(90));
    draw->AddRectFilled({g.left, y + t.px(2)}, {g.right, y + g.laneHeight - t.px(2)}, t.raised, t.px(3));
    y += g.laneHeight;
  }
  if (heap) {
    drawText(draw, t.fonts.small, {at.x + t.px(4), g.heapTop + t.px(3)}, t.dim, "heap", t.px(66));
    std::string most = bytesText(in.index.heapMost);
    if (g.heapHeight > t.px(34)) drawText(draw, t.fonts.small, {at.x + t.px(4), g.heapTop + t.px(18)}, t.faint, most, t.px(66));
    draw->AddRectFilled({g.left, g.heapTop + t.px(2)}, {g.right, g.heapTop + g.heapHeight - t.px(2)}, t.raised, t.px(3));
  }
  draw->PopClipRect();
  draw->PushClipRect({g.left - 1, at.y}, {g.right + 1, g.seen}, true);
  drawRuler(in, view, scale, g);
  y = g.laneTop;
  for (const Lane& lane : in.index.lanes) {
    if (!laneIsDrawn(lane)) continue;
    drawLane(in, view, lane, scale, g, y);
    y += g.laneHeight;
  }
  drawStreamLanes(in, streams, scale, g);
  drawHeapLane(in, scale, g);
  drawSleeps(in, scale, g);
  drawMarks(in, scale, g);
  for (const Note& note : view.notes) { // a scenario has a handful
    float nx = scale.x(placeOf(scale.axis, note.step, scale.axis == TimeAxis::Time ? in.trace.event(note.step).timeNs : 0));
    if (nx < g.left || nx > g.right) continue;
    draw->AddLine({nx, g.ruler + t.px(3)}, {nx, g.laneTop + g.laneHeight}, withAlpha(t.accent, 0.5f), t.px(1));
    draw->AddTriangleFilled({nx, g.ruler - t.px(5)}, {nx + t.px(7), g.ruler - t.px(1)}, {nx, g.ruler + t.px(3)}, t.accentText);
  }
  // What is still to come is veiled; the playhead stands on its edge.
  float x = std::round(scale.x(here));
  if (x < g.right) draw->AddRectFilled({std::max(x, g.left), g.laneTop}, {g.right, g.bottom}, withAlpha(t.panel, 0.38f));
  draw->AddRectFilled({x - t.px(1), g.ruler - t.px(4)}, {x + t.px(1), g.bottom}, t.accent);
  draw->AddTriangleFilled({x - t.px(6.5f), g.ruler - t.px(8)}, {x + t.px(6.5f), g.ruler - t.px(8)}, {x, g.ruler + t.px(3)}, t.accent);
  for (EventId bookmark : view.bookmarks) {
    float bx = scale.x(placeOf(scale.axis, bookmark, scale.axis == TimeAxis::Time && bookmark ? in.trace.event(bookmark).timeNs : 0));
    draw->AddLine({bx, g.top}, {bx, g.bottom}, withAlpha(t.of(Meaning::Timer), 0.7f), t.px(1.2f));
    draw->AddQuadFilled({bx, g.top}, {bx + t.px(9), g.top}, {bx + t.px(9), g.top + t.px(12)}, {bx, g.top + t.px(9)}, t.of(Meaning::Timer));
  }
  // Causes of what the mouse is on, else of what was picked, else of what runs.
  EventId about = view.hovered <= in.index.last ? view.hovered : 0;
  if (about == 0) about = view.picked.first <= in.index.last ? view.picked.first : 0;
  if (about == 0 && !in.state.isolate().running.empty()) about = in.state.isolate().running.back().begin;
  if (!view.playing || view.speed <= 8) drawArrows(in, about, scale, g);
  drawMeasure(in, view, scale, g);
  if (hovered && !view.timelineDragging && mouse.x >= g.left && mouse.x <= g.right) draw->AddLine({mouse.x, g.laneTop}, {mouse.x, g.bottom}, withAlpha(t.text, 0.35f));
  draw->PopClipRect();
  if (zoomed) drawMap(in, view, g);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({std::max(1.f, room.x), std::max(1.f, g.bottom + foot - at.y - 1)}); // what can be scrolled through
}

} // namespace tickscope::gui
