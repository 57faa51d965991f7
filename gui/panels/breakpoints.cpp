// Where F8 stops: lines with a breakpoint, and conditions of the loop with how often each comes true in this run.
#include "gui/panels/panels.h"
#include "gui/seen.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace tickscope::gui {

namespace {

bool checkbox(const Theme& t, const char* id, ImVec2 at, bool on) {
  float side = t.px(16);
  ImGui::SetCursorScreenPos(at);
  bool pressed = ImGui::InvisibleButton(id, {side, side});
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 max{at.x + side, at.y + side};
  notePlace(id, at, max);
  draw->AddRectFilled(at, max, on ? t.accent : t.raised, t.px(4));
  draw->AddRect(at, max, ImGui::IsItemHovered() ? t.text : t.strongBorder, t.px(4), 0, std::max(1.f, t.px(1)));
  if (on) drawShape(draw, Shape::Tickmark, {at.x + side / 2, at.y + side / 2}, side * 0.32f, t.onAccent);
  return pressed;
}

} // namespace

void drawBreakpointsPanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x, row = t.px(27), y = at.y;
  drawText(draw, t.fonts.small, {at.x + t.px(2), y}, t.accentText, "Stop when");
  y += t.px(20);
  for (size_t i = 0; i < view.conditions.size(); ++i) {
    LoopCondition& c = view.conditions[i];
    const LoopConditionInfo& info = loopConditionInfo(c.kind);
    float middle = y + row / 2;
    ImGui::PushID(static_cast<int>(i));
    if (checkbox(t, info.id, {at.x + t.px(2), middle - t.px(8)}, c.on)) {
      c.on = !c.on;
      view.conditionsChanged = true;
    }
    std::string hits = !c.on ? std::string() : i >= view.conditionHits.size() ? std::string("…") : (view.conditionHits[i] == 0 ? "never here" : fmt::format("{}×", countText(view.conditionHits[i])));
    float hitsWidth = textWidth(t.fonts.small, hits), figure = info.hasFigure() ? t.px(92) : 0;
    float x = at.x + t.px(26), room = width - t.px(34) - hitsWidth - figure;
    float drawn = drawText(draw, t.fonts.ui, {x, middle - t.fonts.ui->FontSize / 2}, c.on ? t.text : t.dim, info.title, room);
    ImGui::SetCursorScreenPos({x, y});
    if (ImGui::InvisibleButton("words", {std::max(1.f, std::min(room, drawn)), row})) {
      c.on = !c.on;
      view.conditionsChanged = true;
    }
    tooltip(t, info.title, info.text);
    if (info.hasFigure()) { // a figure with a minus and a plus
      float fx = x + std::min(room, drawn) + t.px(8);
      double step = c.figure >= 10 ? 5 : 1;
      ImGui::SetCursorScreenPos({fx, middle - t.px(10)});
      if (iconButton(t, "less", Icon::Minus, c.figure > 0, false, 20)) c.figure = std::max(0.0, c.figure - step), view.conditionsChanged = true;
      std::string words = fmt::format("{:g}{}{}", c.figure, info.unit[0] ? " " : "", info.unit);
      float wide = std::max(t.px(30), textWidth(t.fonts.ui, words) + t.px(4));
      drawText(draw, t.fonts.ui, {fx + t.px(20) + (wide - textWidth(t.fonts.ui, words)) / 2, middle - t.fonts.ui->FontSize / 2}, c.on ? t.text : t.dim, words);
      ImGui::SetCursorScreenPos({fx + t.px(20) + wide, middle - t.px(10)});
      if (iconButton(t, "more", Icon::Plus, true, false, 20)) c.figure += step, view.conditionsChanged = true;
    }
    drawText(draw, t.fonts.small, {at.x + width - hitsWidth - t.px(4), middle - t.fonts.small->FontSize / 2}, t.dim, hits);
    ImGui::PopID();
    y += row;
  }
  y += t.px(6);
  drawText(draw, t.fonts.small, {at.x + t.px(2), y}, t.accentText, "Lines");
  y += t.px(20);
  if (view.breakpoints.empty()) {
    y += drawWrapped(draw, t.fonts.ui, {at.x + t.px(2), y}, t.faint, "None: click the gutter beside a line, or press F9.", width - t.px(4)) + t.px(4);
  }
  std::optional<Breakpoint> removed;
  for (const Breakpoint& b : view.breakpoints) {
    std::string place = fmt::format("{}:{}", b.path.substr(b.path.find_last_of('/') + 1), b.line), text;
    for (const SourceTab& tab : view.sources)
      if (tab.path == b.path && b.line >= 1 && b.line <= tab.document.lineCount()) text = tab.document.line(b.line - 1);
    text.erase(0, std::min(text.find_first_not_of(" \t"), text.size()));
    ImGui::PushID(place.c_str());
    ImGui::SetCursorScreenPos({at.x, y});
    if (ImGui::InvisibleButton("line", {std::max(1.f, width - t.px(30)), row})) {
      for (size_t i = 0; i < view.sources.size(); ++i)
        if (view.sources[i].path == b.path) {
          view.activeSource = i;
          view.sources[i].document.setCaret({b.line - 1, 0});
        }
    }
    bool hovered = ImGui::IsItemHovered();
    if (hovered) draw->AddRectFilled({at.x, y}, {at.x + width, y + row - t.px(2)}, t.hover, t.px(5));
    float middle = y + row / 2;
    drawShape(draw, Shape::Octagon, {at.x + t.px(10), middle}, t.px(5.5f), t.breakpoint);
    float x = at.x + t.px(26);
    x += drawText(draw, t.fonts.small, {x, middle - t.fonts.small->FontSize / 2}, t.dim, place, width * 0.4f) + t.px(10);
    drawText(draw, t.fonts.codeSmall, {x, middle - t.fonts.codeSmall->FontSize / 2}, t.text, text, std::max(1.f, at.x + width - t.px(30) - x));
    ImGui::SetCursorScreenPos({at.x + width - t.px(26), middle - t.px(10)});
    if (iconButton(t, "remove", Icon::Close, true, false, 20)) removed = b;
    ImGui::PopID();
    y += row;
  }
  if (removed) view.toggleBreakpoint(*removed);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({std::max(1.f, width), std::max(1.f, y - at.y)});
}

} // namespace tickscope::gui
