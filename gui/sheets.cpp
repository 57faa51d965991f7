// Sheets over the window: how one is opened, and that of the shortcuts with the legend.
#include "gui/app_drawing.h"
#include "gui/widgets.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h> // key numbers

#include <algorithm>
#include <cmath>

namespace tickscope::gui {

bool AppDrawing::beginSheet(const Theme& t, Rect window, const char* title, float width, float height, bool fresh) {
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize({window.width, window.height});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, withAlpha(IM_COL32_BLACK, 0.5f));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  if (fresh) ImGui::SetNextWindowFocus();
  ImGui::Begin("sheet", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor();
  float w = std::min(t.px(width), window.width - t.px(40)), h = std::min(t.px(height), window.height - t.px(40));
  ImVec2 min{std::round((window.width - w) / 2), std::round((window.height - h) / 2)}, max{min.x + w, min.y + h};
  ImDrawList* draw = ImGui::GetWindowDrawList();
  draw->AddRectFilled(min, max, t.panel, t.px(12));
  draw->AddRect(min, max, t.strongBorder, t.px(12));
  drawText(draw, t.fonts.story, {min.x + t.px(24), min.y + t.px(18)}, t.text, title);
  ImGui::SetCursorScreenPos({max.x - t.px(46), min.y + t.px(14)});
  bool close = iconButton(t, "close", Icon::Close, true);
  bool outside = ImGui::IsWindowHovered() && ImGui::IsMouseClicked(0) && !Rect{min.x, min.y, w, h}.contains(ImGui::GetIO().MousePos.x, ImGui::GetIO().MousePos.y);
  if (close || outside || ImGui::IsKeyPressed(GLFW_KEY_ESCAPE)) {
    ImGui::End();
    return false;
  }
  ImGui::SetCursorScreenPos({min.x + t.px(24), min.y + t.px(54)});
  ImGui::BeginChild("body", {w - t.px(36), h - t.px(70)}, false, ImGuiWindowFlags_NoNav);
  return true;
}

void AppDrawing::endSheet() {
  ImGui::EndChild();
  ImGui::End();
}

float AppDrawing::keycaps(const Theme& t, ImDrawList* draw, ImVec2 at, std::string_view keys) {
  float x = at.x;
  while (!keys.empty()) {
    size_t end = keys.find(" or ");
    std::string_view one = keys.substr(0, end);
    keys = end == std::string_view::npos ? std::string_view{} : keys.substr(end + 4);
    float width = textWidth(t.fonts.small, one) + t.px(12);
    draw->AddRectFilled({x, at.y}, {x + width, at.y + t.px(21)}, t.raised, t.px(4));
    draw->AddRect({x, at.y}, {x + width, at.y + t.px(21)}, t.strongBorder, t.px(4));
    drawText(draw, t.fonts.small, {x + t.px(6), at.y + (t.px(21) - t.fonts.small->FontSize) / 2}, t.text, one);
    x += width + t.px(5);
  }
  return x - at.x;
}

void AppDrawing::helpSheet(App& app, Rect window) {
  if (!app.helpOpen_) return;
  const Theme& t = app.theme_;
  if (!beginSheet(t, window, "Shortcuts and legend", 1120, 780, app.sheetJustOpened_)) {
    app.helpOpen_ = false;
    return;
  }
  app.sheetJustOpened_ = false;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  float whole = ImGui::GetContentRegionAvail().x, half = (whole - t.px(30)) * 0.56f, row = t.px(27), y = at.y;
  std::string_view group;
  for (const char* wanted : {"Travel", "Program", "Code", "View"}) {
    for (const ActionInfo& info : actionInfos()) {
      if (std::string_view(info.group) != wanted) continue;
      if (group != wanted) {
        y += group.empty() ? 0 : t.px(10);
        drawText(draw, t.fonts.bold, {at.x, y}, t.accentText, wanted);
        y += t.px(25);
        group = wanted;
      }
      drawText(draw, t.fonts.ui, {at.x, y + t.px(2)}, t.text, info.title, half * 0.44f);
      keycaps(t, draw, {at.x + half * 0.45f, y}, info.keys);
      y += row;
    }
  }
  float left = y;
  float x = at.x + half + t.px(30), width = whole - half - t.px(40);
  y = at.y;
  drawText(draw, t.fonts.bold, {x, y}, t.accentText, "Colours and shapes");
  y += t.px(27);
  for (int i = 0; i < meaningCount; ++i) {
    auto meaning = static_cast<Meaning>(i);
    drawMeaning(draw, t, meaning, {x + t.px(9), y + t.px(9)}, t.px(7));
    drawText(draw, t.fonts.bold, {x + t.px(28), y}, t.text, meaningLabel(meaning));
    y += t.px(19) + drawWrapped(draw, t.fonts.small, {x + t.px(28), y + t.px(19)}, t.dim, meaningText(meaning), width - t.px(28)) + t.px(7);
  }
  y += t.px(8);
  drawText(draw, t.fonts.bold, {x, y}, t.accentText, "With the mouse");
  y += t.px(25);
  for (const char* line : {"Drag over the timeline to travel; scroll to zoom, drag with the right button to pan.",
                           "Click the gutter of the code for a breakpoint.", "Click a chip to see its code; double-click to go to the step that queued it.",
                           "Click a console line to go to the step that printed it.", "Point at anything: it is lit in every panel.", "Click a panel's title with the right button to show, hide and copy panels; drag a title onto another panel to move it; drag between panels to resize them.",
                           "Click a callback or a console line to ask why it ran; with Ctrl, click a second one to ask why it came later.", "Drag with Shift over the timeline to measure a span.",
                           "Drop a .js or .tick file on the window to open it."}) {
    y += drawWrapped(draw, t.fonts.small, {x, y}, t.dim, line, width) + t.px(5);
  }
  ImGui::Dummy({whole, std::max(left, y) - at.y});
  endSheet();
}

} // namespace tickscope::gui
