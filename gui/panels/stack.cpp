// The functions that run now, the innermost on top; each callback that the loop started is the floor under its frames.
#include "gui/panels/panels.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <fmt/format.h>

namespace tickscope::gui {

using namespace trace;

void drawStackPanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  const IsolateState& isolate = in.state.isolate();
  if (isolate.stack.empty() && isolate.running.empty())
    return emptyState(t, in.state.step == 0 ? "Empty: nothing has run yet." : "Empty: no JavaScript is running.");
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x, rowHeight = t.px(27);
  float y = at.y;
  int id = 0;
  auto row = [&](Meaning meaning, bool shape, std::string_view name, std::string_view place, SiteId site, EventId event, bool innermost, bool floor, EventId pickable = 0) {
    ImGui::SetCursorScreenPos({at.x, y});
    ImGui::PushID(id++);
    bool clicked = ImGui::InvisibleButton("frame", {width, rowHeight});
    bool hovered = ImGui::IsItemHovered();
    ImGui::PopID();
    ImVec2 max{at.x + width, y + rowHeight - t.px(3)};
    if (floor || innermost || hovered)
      draw->AddRectFilled({at.x, y}, max, floor ? t.tint(meaning, hovered ? 0.26f : 0.16f) : hovered ? t.hover : t.raised, t.px(5));
    if (view.lit(event)) drawLit(draw, t, {at.x, y}, max, t.px(5));
    float x = at.x + t.px(8), middle = (y + max.y) / 2;
    if (shape) {
      drawMeaning(draw, t, meaning, {x + t.px(5), middle}, t.px(5.5f));
      x += t.px(18);
    }
    float placeWidth = std::min(textWidth(t.fonts.small, place), width * 0.42f);
    drawText(draw, t.fonts.codeSmall, {x, middle - t.fonts.codeSmall->FontSize / 2}, t.text, name, at.x + width - x - placeWidth - t.px(18));
    drawText(draw, t.fonts.small, {at.x + width - placeWidth - t.px(8), middle - t.fonts.small->FontSize / 2}, t.dim, place, placeWidth + 1);
    if (hovered && event) view.hover(event);
    if (clicked) view.show(site);
    if (clicked && pickable) view.pick(pickable, ImGui::GetIO().KeyCtrl);
    y += rowHeight;
  };
  constexpr size_t mostRows = 400; // of a recursion gone wild, the innermost
  size_t frame = isolate.stack.size(), callback = isolate.running.size(), rows = 0;
  while ((frame > 0 || callback > 0) && rows++ < mostRows) {
    if (callback > 0 && isolate.running[callback - 1].stackBase >= frame) {
      const Running& r = isolate.running[--callback];
      std::string name = fmt::format("{}", text(r.kind));
      view.motion.land(r.queued, {at.x, y});
      row(meaningOf(r.kind), true, name, lineLabel(in.trace, r.function), r.function, r.queued, false, true, r.begin);
      continue;
    }
    if (frame == 0) break;
    const Frame& f = isolate.stack[--frame];
    SiteId here = f.position != SiteId::None ? f.position : f.function;
    std::string name = f.function != SiteId::None ? functionLabel(in.trace, f.function, 40) : std::string("(top level)");
    row(Meaning::Script, false, name, lineLabel(in.trace, here), here, 0, frame + 1 == isolate.stack.size(), false);
  }
  if (frame + callback > 0) {
    ImGui::SetCursorScreenPos({at.x, y});
    drawText(draw, t.fonts.small, {at.x + t.px(8), y}, t.dim, fmt::format("and {} more below", countText(frame + callback)));
    ImGui::Dummy({width, t.px(22)});
  }
}

} // namespace tickscope::gui
