// The whole run on one line: phases, callbacks, ticks and microtasks, pool threads, console lines; the playhead is
// dragged over it.
#include "core/trace/explain.h"
#include "gui/panels/panels.h"
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
  }
  return {};
}

std::string spanLabel(const PanelInput& in, const Lane& lane, const Span& span) {
  if (lane.kind == Lane::Kind::Phases) return meaningLabel(span.meaning);
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
  float left, right, top, ruler, laneTop, laneHeight, bottom;
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
  bool over = ImGui::IsWindowHovered() && mouse.y >= y && mouse.y < y + g.laneHeight && mouse.x >= g.left && mouse.x < g.right;
  float inset = t.px(2);
  for (const Bar& bar : prepareBars(lane.spans, scale)) {
    const Span& span = lane.spans[bar.first];
    float x1 = std::max(bar.x1, bar.x0 + t.px(2));
    bool idle = lane.kind == Lane::Kind::Phases && span.end == span.begin + 1; // an empty phase: there, but pale
    bool running = bar.merged == 1 && view.step >= span.begin && view.step <= span.end;
    bool hovered = over && !view.timelineDragging && mouse.x >= bar.x0 && mouse.x < x1;
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
    if (!hovered) continue;
    view.hover(span.begin);
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

void drawMarks(const PanelInput& in, const TimeScale& scale, const Geometry& g) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  const auto& marks = in.index.marks;
  auto value = [&](const Mark& m) { return scale.axis == TimeAxis::Steps ? static_cast<double>(m.event) + 0.5 : static_cast<double>(m.ns); };
  auto at = std::partition_point(marks.begin(), marks.end(), [&](const Mark& m) { return value(m) < scale.begin; });
  while (at != marks.end() && value(*at) <= scale.end) {
    float x = scale.x(value(*at));
    Shape shape = at->meaning == Meaning::Error ? Shape::Octagon : at->meaning == Meaning::Young ? Shape::Ring : Shape::Dot;
    drawShape(draw, shape, {x, g.ruler}, t.px(4.5f), at->event <= in.state.step ? t.of(at->meaning) : withAlpha(t.of(at->meaning), 0.45f));
    double past = scale.value(x + t.px(4));
    at = std::partition_point(at + 1, marks.end(), [&](const Mark& m) { return value(m) < past; });
  }
}

} // namespace

void drawTimelinePanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  if (in.index.last == 0) return emptyState(t, "There is no run to travel through yet.");
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  ImVec2 mouse = ImGui::GetIO().MousePos;
  size_t lanes = 0;
  for (const Lane& lane : in.index.lanes) lanes += lane.kind != Lane::Kind::PoolThread || !lane.spans.empty();
  Geometry g;
  g.left = at.x + t.px(74);
  g.right = at.x + room.x - t.px(6);
  g.top = at.y;
  g.ruler = at.y + t.px(26);
  g.laneTop = at.y + t.px(33);
  g.laneHeight = std::clamp((room.y - t.px(35)) / static_cast<float>(std::max<size_t>(1, lanes)), t.px(17), t.px(30));
  g.bottom = std::max(at.y + room.y, g.laneTop + g.laneHeight * static_cast<float>(lanes));
  TimeScale scale = makeScale(view.timeline, in.index, g.left, g.right - g.left);
  double here = placeOf(scale.axis, in.state.step, in.state.timeNs);

  // Input first, so that the frame shows where things are now.
  ImGui::SetCursorScreenPos(at);
  ImGui::InvisibleButton("timeline", {room.x, std::max(1.f, g.bottom - at.y)}, ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonRight | ImGuiButtonFlags_MouseButtonMiddle);
  bool hovered = ImGui::IsItemHovered();
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsItemActive() && ImGui::IsMouseDown(0)) {
    view.timelineDragging = true;
    double value = std::clamp(scale.value(mouse.x), scale.begin, scale.end);
    view.seek(scale.axis == TimeAxis::Steps ? static_cast<EventId>(std::clamp(value, 0.0, static_cast<double>(in.index.last))) : in.index.eventAt(in.trace, static_cast<uint64_t>(std::max(0.0, value))));
  } else {
    view.timelineDragging = false;
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

  float y = g.laneTop;
  for (const Lane& lane : in.index.lanes) {
    if (lane.kind == Lane::Kind::PoolThread && lane.spans.empty()) continue;
    drawText(draw, t.fonts.small, {at.x + t.px(4), y + (g.laneHeight - t.fonts.small->FontSize) / 2}, t.dim, laneLabel(lane), t.px(66));
    draw->AddRectFilled({g.left, y + t.px(2)}, {g.right, y + g.laneHeight - t.px(2)}, t.raised, t.px(3));
    y += g.laneHeight;
  }
  draw->PushClipRect({g.left - 1, at.y}, {g.right + 1, g.bottom}, true);
  drawRuler(in, view, scale, g);
  y = g.laneTop;
  for (const Lane& lane : in.index.lanes) {
    if (lane.kind == Lane::Kind::PoolThread && lane.spans.empty()) continue;
    drawLane(in, view, lane, scale, g, y);
    y += g.laneHeight;
  }
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
  if (x < g.right) draw->AddRectFilled({std::max(x, g.left), g.laneTop}, {g.right, g.bottom}, withAlpha(t.panel, 0.45f));
  draw->AddRectFilled({x - t.px(1), g.ruler - t.px(4)}, {x + t.px(1), g.bottom}, t.accent);
  draw->AddTriangleFilled({x - t.px(6.5f), g.ruler - t.px(8)}, {x + t.px(6.5f), g.ruler - t.px(8)}, {x, g.ruler + t.px(3)}, t.accent);
  if (hovered && !view.timelineDragging && mouse.x >= g.left && mouse.x <= g.right) draw->AddLine({mouse.x, g.laneTop}, {mouse.x, g.bottom}, withAlpha(t.text, 0.35f));
  draw->PopClipRect();
}

} // namespace tickscope::gui
