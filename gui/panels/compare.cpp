// Two runs side by side: what ran and what was printed, in order; equal things stand beside each other, and the first
// difference is marked.
#include "gui/panels/panels.h"
#include "gui/run_compare.h"
#include "gui/seen.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <fmt/format.h>

namespace tickscope::gui {

namespace {

void drawLandmark(const PanelInput& in, const Landmark& mark, ImVec2 at, float width, float height, bool differs, bool reached) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  if (differs) draw->AddRectFilled({at.x, at.y + 1}, {at.x + width, at.y + height - 1}, t.tint(mark.line ? Meaning::Script : mark.meaning, 0.16f), t.px(4));
  float middle = at.y + height / 2;
  ImU32 ink = reached ? t.text : t.faint;
  if (mark.line)
    drawText(draw, t.fonts.codeSmall, {at.x + t.px(5), middle - t.fonts.codeSmall->FontSize / 2}, t.dim, ">");
  else
    drawShape(draw, meaningShape(mark.meaning), {at.x + t.px(9), middle}, t.px(4.5f), reached ? t.of(mark.meaning) : withAlpha(t.of(mark.meaning), 0.5f));
  std::string time = timeText(mark.ns);
  float timeWidth = width > t.px(190) ? textWidth(t.fonts.small, time) + t.px(10) : 0;
  drawText(draw, mark.line ? t.fonts.codeSmall : t.fonts.ui, {at.x + t.px(20), middle - t.fonts.ui->FontSize / 2}, ink, mark.label, width - timeWidth - t.px(24));
  if (timeWidth > 0) drawText(draw, t.fonts.small, {at.x + width - timeWidth + t.px(4), middle - t.fonts.small->FontSize / 2}, t.faint, time);
}

} // namespace

void drawComparePanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  if (!in.comparison) {
    emptyState(t, "No second run yet. Ctrl+B keeps this one: then change the code, the Node version or a slider under What if, and the next run stands beside it.");
    return;
  }
  const Comparison& c = *in.comparison;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x, half = (width - t.px(14)) / 2, row = t.px(22), y = at.y;
  auto column = [&](const char* what, const std::string& name, uint64_t ns, float x) {
    std::string time = timeText(ns);
    float timeWidth = textWidth(t.fonts.small, time);
    drawText(draw, t.fonts.small, {x + t.px(2), y}, t.accentText, what, half);
    drawText(draw, t.fonts.small, {x + half - timeWidth - t.px(6), y}, t.dim, time);
    drawText(draw, t.fonts.bold, {x + t.px(2), y + t.px(16)}, t.text, name, half - t.px(4));
  };
  column("kept", c.left.name, c.leftEndNs, at.x);
  column("now", c.right.name, c.rightEndNs, at.x + half + t.px(14));
  y += t.px(40);
  std::string verdict = c.sameOrder() ? "The same things run in the same order." : c.sameOutput ? "The output is the same; the order of callbacks is not." : "The output differs.";
  float button = c.sameOrder() ? 0 : textWidth(t.fonts.ui, "To the first difference") + t.px(22);
  bool beside = width - button > t.px(200);
  float wrapped = drawWrapped(draw, t.fonts.ui, {at.x + t.px(2), y + (beside && button > 0 ? t.px(6) : 0)}, c.sameOrder() ? t.dim : t.text, verdict, beside ? width - button - t.px(12) : width - t.px(4));
  if (!beside || button == 0) y += wrapped + t.px(4);
  if (!c.sameOrder()) {
    ImGui::SetCursorScreenPos({beside ? at.x + width - button : at.x, y});
    if (textButton(t, "first difference", "To the first difference")) {
      for (size_t i = c.firstDifference; i < c.rows.size(); ++i)
        if (c.rows[i].right >= 0) {
          view.seek(c.rights[static_cast<size_t>(c.rows[i].right)].event);
          break;
        }
    }
    y += t.px(36);
  }
  draw->AddLine({at.x, y}, {at.x + width, y}, t.border);
  y += t.px(4);
  ImVec2 origin{at.x, y};
  ImGui::SetCursorScreenPos(origin);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(c.rows.size()), row);
  while (clipper.Step()) {
    for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
      const ComparedRow& r = c.rows[static_cast<size_t>(n)];
      float top = origin.y + row * static_cast<float>(n);
      bool differs = r.left < 0 || r.right < 0;
      ImGui::SetCursorScreenPos({at.x, top});
      ImGui::PushID(n);
      bool clicked = ImGui::InvisibleButton("row", {std::max(1.f, width), row});
      bool hovered = ImGui::IsItemHovered();
      ImGui::PopID();
      if (hovered) draw->AddRectFilled({at.x, top}, {at.x + width, top + row}, t.hover, t.px(4));
      if (static_cast<size_t>(n) == c.firstDifference) draw->AddLine({at.x, top}, {at.x + width, top}, t.of(Meaning::Error), t.px(2));
      if (r.left >= 0) drawLandmark(in, c.lefts[static_cast<size_t>(r.left)], {at.x, top}, half, row, differs, true);
      if (r.right >= 0) {
        const Landmark& mark = c.rights[static_cast<size_t>(r.right)];
        drawLandmark(in, mark, {at.x + half + t.px(14), top}, half, row, differs, mark.event <= in.state.step);
        if (hovered) view.hover(mark.event);
        if (clicked) view.seek(mark.event);
      }
    }
  }
  draw->AddLine({at.x + half + t.px(7), origin.y}, {at.x + half + t.px(7), origin.y + row * static_cast<float>(c.rows.size())}, t.border);
  ImGui::SetCursorScreenPos({origin.x, origin.y + row * static_cast<float>(c.rows.size())});
  ImGui::Dummy({1, t.px(4)});
}

} // namespace tickscope::gui
