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
  struct Row {
    Meaning meaning = Meaning::Script;
    bool floor = false, innermost = false, faded = false;
    std::string name, place;
    SiteId site = SiteId::None;
    EventId event = 0, pickable = 0;
  };
  auto row = [&](const Row& r) {
    ImGui::SetCursorScreenPos({at.x, y});
    ImGui::PushID(id++);
    bool clicked = ImGui::InvisibleButton("frame", {width, rowHeight});
    bool hovered = ImGui::IsItemHovered();
    ImGui::PopID();
    ImVec2 max{at.x + width, y + rowHeight - t.px(3)};
    if (r.floor || r.innermost || hovered)
      draw->AddRectFilled({at.x, y}, max, r.floor ? t.tint(r.meaning, hovered ? 0.26f : 0.16f) : hovered ? t.hover : t.raised, t.px(5));
    if (view.lit(r.event)) drawLit(draw, t, {at.x, y}, max, t.px(5));
    float x = at.x + t.px(8), middle = (y + max.y) / 2;
    if (r.floor) {
      drawMeaning(draw, t, r.meaning, {x + t.px(5), middle}, t.px(5.5f));
      x += t.px(18);
    }
    float placeWidth = std::min(textWidth(t.fonts.small, r.place), width * (r.faded ? 0.6f : 0.42f));
    drawText(draw, t.fonts.codeSmall, {x, middle - t.fonts.codeSmall->FontSize / 2}, r.faded ? t.dim : t.text, r.name, at.x + width - x - placeWidth - t.px(18));
    drawText(draw, t.fonts.small, {at.x + width - placeWidth - t.px(8), middle - t.fonts.small->FontSize / 2}, r.faded ? t.faint : t.dim, r.place, placeWidth + 1);
    if (hovered && r.event) view.hover(r.event);
    if (clicked) view.show(r.site);
    if (clicked && r.pickable) view.pick(r.pickable, ImGui::GetIO().KeyCtrl);
    y += rowHeight;
  };
  constexpr size_t mostRows = 400; // of a recursion gone wild, the innermost
  size_t frame = isolate.stack.size(), callback = isolate.running.size(), rows = 0;
  while ((frame > 0 || callback > 0) && rows++ < mostRows) {
    if (callback > 0 && isolate.running[callback - 1].stackBase >= frame) {
      const Running& r = isolate.running[--callback];
      view.motion.land(r.queued, {at.x, y});
      // Of Node's own functions there are no frames, as in a debugger that skips them: the callback says which one it is.
      bool library = inLibrary(in.trace, r.function);
      std::string name(text(r.kind));
      if (library) name += " " + functionLabel(in.trace, r.function);
      row({.meaning = meaningOf(r.kind), .floor = true, .faded = library, .name = std::move(name), .place = lineLabel(in.trace, r.function), .site = r.function, .event = r.queued, .pickable = r.begin});
      if (library) tooltip(t, "Node's own code", "A function of Node's library that it has queued for itself. The key I shows its text, as Tickscope has it.", "I");
      continue;
    }
    if (frame == 0) break;
    const Frame& f = isolate.stack[--frame];
    SiteId here = f.position != SiteId::None ? f.position : f.function;
    std::string name = f.function != SiteId::None ? functionLabel(in.trace, f.function, 40) : std::string("(top level)");
    row({.innermost = frame + 1 == isolate.stack.size(), .name = std::move(name), .place = lineLabel(in.trace, here), .site = here});
  }
  if (frame + callback > 0) {
    ImGui::SetCursorScreenPos({at.x, y});
    drawText(draw, t.fonts.small, {at.x + t.px(8), y}, t.dim, fmt::format("and {} more below", countText(frame + callback)));
    ImGui::Dummy({width, t.px(22)});
  }
}

} // namespace tickscope::gui
