// The command palette: type, choose, Enter.
#include "gui/app_drawing.h"
#include "gui/palette.h"
#include "gui/widgets.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h> // key numbers

#include <algorithm>

namespace tickscope::gui {

void AppDrawing::paletteSheet(App& app, Rect window) {
  if (!app.paletteOpen_) return;
  const Theme& t = app.theme_;
  if (!app.scenariosListed_) {
    app.scenarios_ = listScenarios(app.scenarioFolder_);
    app.scenariosListed_ = true;
  }
  bool fresh = app.sheetJustOpened_;
  if (!beginSheet(t, window, "Command palette", 720, 520, fresh)) {
    app.paletteOpen_ = false;
    return;
  }
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - t.px(10));
  app.sheetJustOpened_ = false;
  if (textField("##command", "a command, a panel, a scenario, a step such as 120 or line:7", app.paletteText_, fresh)) app.paletteRow_ = 0;
  std::vector<PaletteEntry> found = paletteMatches(paletteEntries(app.scenarios_, app.settings_.recent), app.paletteText_);
  bool moved = false;
  auto step = [&](int key, size_t to) {
    if (ImGui::IsKeyPressed(key) && !found.empty()) app.paletteRow_ = to, moved = true;
  };
  size_t last = found.empty() ? 0 : found.size() - 1;
  app.paletteRow_ = std::min(app.paletteRow_, last);
  step(GLFW_KEY_DOWN, app.paletteRow_ == last ? 0 : app.paletteRow_ + 1);
  step(GLFW_KEY_UP, app.paletteRow_ == 0 ? last : app.paletteRow_ - 1);
  bool chosen = (ImGui::IsKeyPressed(GLFW_KEY_ENTER) || ImGui::IsKeyPressed(GLFW_KEY_KP_ENTER)) && !found.empty();
  ImGui::Dummy({1, t.px(2)});
  ImGui::BeginChild("found", {0, 0}, false, ImGuiWindowFlags_NoNav);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x - t.px(6), row = t.px(44);
  if (moved) {
    float top = row * static_cast<float>(app.paletteRow_), scroll = ImGui::GetScrollY(), height = ImGui::GetWindowHeight();
    if (top < scroll) ImGui::SetScrollY(top);
    if (top + row > scroll + height) ImGui::SetScrollY(top + row - height);
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(found.size()), row);
  while (clipper.Step()) {
    for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
      const PaletteEntry& entry = found[static_cast<size_t>(n)];
      ImVec2 min{at.x, at.y + row * static_cast<float>(n)}, max{min.x + width, min.y + row - t.px(3)};
      ImGui::SetCursorScreenPos(min);
      ImGui::PushID(n);
      if (ImGui::InvisibleButton("entry", {width, row - t.px(3)})) app.paletteRow_ = static_cast<size_t>(n), chosen = true;
      bool hovered = ImGui::IsItemHovered(), current = app.paletteRow_ == static_cast<size_t>(n);
      ImGui::PopID();
      if (current || hovered) draw->AddRectFilled(min, max, current ? mix(t.panel, t.accent, 0.24f) : t.hover, t.px(6));
      if (current) draw->AddRectFilled(min, {min.x + t.px(4), max.y}, t.accent, t.px(6), ImDrawFlags_RoundCornersLeft);
      float caps = 0;
      if (!entry.keys.empty()) {
        for (std::string_view keys = entry.keys; !keys.empty();) {
          size_t end = keys.find(" or ");
          caps += textWidth(t.fonts.small, keys.substr(0, end)) + t.px(17);
          keys = end == std::string_view::npos ? std::string_view{} : keys.substr(end + 4);
        }
        keycaps(t, draw, {max.x - caps - t.px(4), min.y + t.px(3)}, entry.keys);
      }
      drawText(draw, t.fonts.bold, {min.x + t.px(14), min.y + t.px(3)}, t.text, entry.title, width - caps - t.px(30));
      drawText(draw, t.fonts.small, {min.x + t.px(14), min.y + t.px(23)}, t.dim, entry.detail, width - t.px(24));
    }
  }
  ImGui::SetCursorScreenPos({at.x, at.y + row * static_cast<float>(found.size())});
  if (found.empty()) emptyState(t, "Nothing is called that.");
  ImGui::EndChild();
  endSheet();
  if (!chosen) return;
  app.paletteOpen_ = false;
  PaletteDeed deed = found[app.paletteRow_].deed;
  if (const auto* action = std::get_if<Action>(&deed)) app.view_.request(*action);
  if (const auto* panel = std::get_if<PanelId>(&deed)) {
    app.layout_.bringToFront(*panel);
    app.layoutIsPreset_ = false;
  }
  if (const auto* node = std::get_if<UseNode>(&deed)) {
    app.view_.whatIf.nodeMajor = node->major;
    app.view_.whatIfChanged = true;
  }
  if (const auto* go = std::get_if<GoToStep>(&deed))
    if (std::string why; !app.goTo(go->at, why)) app.say(why);
  if (const auto* scenario = std::get_if<OpenScenario>(&deed)) app.openAsked(scenario->path);
}

} // namespace tickscope::gui
