// What keeps the process alive: the loop ends when this list holds nothing that counts.
#include "core/trace/explain.h"
#include "gui/panels/panels.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <fmt/format.h>

namespace tickscope::gui {

using namespace trace;

namespace {

struct Entry {
  Meaning meaning;
  std::string name;
  SiteId site;
};

Entry describe(const PanelInput& in, const Alive& alive) {
  const IsolateState& i = in.state.isolate();
  const Trace& trace = in.trace;
  Event event = trace.event(alive.id);
  SiteId site = siteOf(event);
  switch (alive.kind) {
  case Alive::Kind::Timer: {
    for (const Timer& timer : i.timers)
      if (timer.queued == alive.id || timer.timer == alive.id)
        return {Meaning::Timer, fmt::format("{} {} ms  {}", timer.repeats ? "interval" : "timer", timer.durationMs, functionLabel(trace, timer.function, 22)), timer.function};
    return {Meaning::Timer, "timer", site};
  }
  case Alive::Kind::Immediate: {
    SiteId function = event.kind == EventKind::ImmediateQueued ? event.as<ev::ImmediateQueued>().function : SiteId::None;
    return {Meaning::Immediate, "immediate  " + functionLabel(trace, function, 24), function};
  }
  case Alive::Kind::PoolJob: {
    if (event.kind != EventKind::PoolJobQueued) return {Meaning::Pool, "pool job", site};
    auto e = event.as<ev::PoolJobQueued>();
    std::string_view detail = trace.string(e.detail);
    return {Meaning::Pool, fmt::format("{}  {}", trace.string(e.what), detail.substr(detail.find_last_of('/') + 1)), e.at};
  }
  case Alive::Kind::Request: return {Meaning::Poll, summary(trace, event), site};
  case Alive::Kind::Handle: return {Meaning::Poll, summary(trace, event), site};
  case Alive::Kind::Closing: return {Meaning::Close, "closing  " + summary(trace, event), site};
  case Alive::Kind::Pending: return {Meaning::Pending, "pending result", site};
  }
  return {Meaning::Script, "", site};
}

} // namespace

void drawAlivePanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  const IsolateState& isolate = in.state.isolate();
  ProcessStatus status = in.state.process().status;
  if (status == ProcessStatus::Exited || status == ProcessStatus::Crashed || status == ProcessStatus::Stopped)
    return emptyState(t, fmt::format("The process has ended with exit code {}: {}.", in.state.process().exitCode, text(in.state.process().exitReason)));
  std::vector<Alive> list = aliveList(in.state);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x, rowHeight = t.px(25), y = at.y;
  size_t counted = static_cast<size_t>(std::count_if(list.begin(), list.end(), [](const Alive& a) { return a.referenced; }));
  if (list.empty()) {
    if (in.state.step == 0) return emptyState(t, "Nothing yet: the program has not started.");
    return emptyState(t, isolate.running.empty() ? "Nothing: the process is about to exit." : "Only the code that is running. When it ends, Node exits.");
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(list.size()) + (counted == 0 ? 1 : 0), rowHeight);
  while (clipper.Step()) {
    for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
      y = at.y + rowHeight * static_cast<float>(n);
      if (static_cast<size_t>(n) == list.size()) {
        drawText(draw, t.fonts.small, {at.x + t.px(8), y + t.px(4)}, t.dim, "None of these counts: the process will exit.", width - t.px(10));
        continue;
      }
      const Alive& alive = list[static_cast<size_t>(n)];
      Entry entry = describe(in, alive);
      ImGui::SetCursorScreenPos({at.x, y});
      ImGui::PushID(n);
      bool clicked = ImGui::InvisibleButton("alive", {width, rowHeight});
      bool hovered = ImGui::IsItemHovered();
      ImGui::PopID();
      ImVec2 max{at.x + width, y + rowHeight - t.px(2)};
      if (hovered) draw->AddRectFilled({at.x, y}, max, t.hover, t.px(5));
      if (view.lit(alive.id)) drawLit(draw, t, {at.x, y}, max, t.px(5));
      if (hovered) view.hover(alive.id);
      if (clicked) view.show(entry.site);
      std::string place = alive.referenced ? lineLabel(in.trace, siteOf(in.trace.event(alive.id))) : std::string("unref: does not count");
      float placeWidth = textWidth(t.fonts.small, place), middle = (y + max.y) / 2;
      drawShape(draw, meaningShape(entry.meaning), {at.x + t.px(12), middle}, t.px(5.5f), alive.referenced ? t.of(entry.meaning) : withAlpha(t.of(entry.meaning), 0.4f));
      drawText(draw, t.fonts.codeSmall, {at.x + t.px(24), middle - t.fonts.codeSmall->FontSize / 2}, alive.referenced ? t.text : t.faint, entry.name, width - placeWidth - t.px(44));
      drawText(draw, t.fonts.small, {at.x + width - placeWidth - t.px(8), middle - t.fonts.small->FontSize / 2}, t.dim, place);
    }
  }
}

} // namespace tickscope::gui
