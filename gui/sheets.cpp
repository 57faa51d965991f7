// Sheets over the window: shortcuts with the legend, and the scenario library.
#include "gui/app_drawing.h"
#include "gui/widgets.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h> // key numbers

#include <algorithm>
#include <cctype>
#include <cmath>
#include <fmt/format.h>
#include <set>

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

namespace {

bool contains(const std::string& text, const std::string& part) {
  auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b)); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

} // namespace

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

void AppDrawing::librarySheet(App& app, Rect window) {
  if (!app.libraryOpen_) return;
  const Theme& t = app.theme_;
  if (!app.scenariosListed_) {
    app.scenarios_ = listScenarios(app.scenarioFolder_);
    app.scenariosListed_ = true;
  }
  if (!beginSheet(t, window, "Scenario library", 900, 640, app.sheetJustOpened_)) {
    app.libraryOpen_ = false;
    return;
  }
  std::set<std::string> topics;
  for (const ScenarioEntry& entry : app.scenarios_) topics.insert(entry.topic);
  char filter[128];
  size_t length = app.scenarioFilter_.copy(filter, sizeof filter - 1);
  filter[length] = 0;
  ImGui::SetNextItemWidth(t.px(260));
  if (app.sheetJustOpened_) ImGui::SetKeyboardFocusHere();
  app.sheetJustOpened_ = false;
  if (ImGui::InputTextWithHint("##filter", "search", filter, sizeof filter)) app.scenarioFilter_ = filter;
  ImGui::SameLine(0, t.px(12));
  if (textButton(t, "all topics", "all", app.settings_.libraryTopic.empty())) app.settings_.libraryTopic.clear();
  for (const std::string& topic : topics) {
    ImGui::SameLine(0, t.px(6));
    if (textButton(t, topic.c_str(), topic, app.settings_.libraryTopic == topic)) app.settings_.libraryTopic = topic;
  }
  ImGui::Dummy({1, t.px(4)});
  ImGui::BeginChild("list", {0, 0}, false, ImGuiWindowFlags_NoNav);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  bool any = false;
  for (const ScenarioEntry& entry : app.scenarios_) {
    if (!app.settings_.libraryTopic.empty() && topics.contains(app.settings_.libraryTopic) && entry.topic != app.settings_.libraryTopic) continue;
    if (!contains(entry.title + " " + entry.name + " " + entry.topic + " " + entry.question, app.scenarioFilter_)) continue;
    any = true;
    ImVec2 at = ImGui::GetCursorScreenPos();
    float width = ImGui::GetContentRegionAvail().x - t.px(6), textRoom = width - t.px(28);
    float question = entry.question.empty() ? 0 : drawWrapped(nullptr, t.fonts.ui, {}, 0, entry.question, textRoom) + t.px(3);
    float height = t.px(46) + question;
    ImGui::PushID(entry.path.c_str());
    bool clicked = ImGui::InvisibleButton("scenario", {width, height});
    bool hovered = ImGui::IsItemHovered();
    ImGui::PopID();
    bool current = entry.path == app.path_;
    draw->AddRectFilled(at, {at.x + width, at.y + height}, hovered ? t.hover : t.raised, t.px(8));
    if (current) draw->AddRectFilled(at, {at.x + t.px(4), at.y + height}, t.accent, t.px(8), ImDrawFlags_RoundCornersLeft);
    drawText(draw, t.fonts.bold, {at.x + t.px(14), at.y + t.px(6)}, t.text, entry.title, textRoom * 0.7f);
    const char* const levels[] = {"", "first steps", "everyday", "subtle"};
    std::string tag = entry.level >= 1 && entry.level <= 3 ? fmt::format("{} · {}", entry.topic, levels[entry.level]) : entry.topic;
    drawText(draw, t.fonts.small, {at.x + width - textWidth(t.fonts.small, tag) - t.px(14), at.y + t.px(8)}, t.dim, tag);
    drawText(draw, t.fonts.codeSmall, {at.x + t.px(14), at.y + t.px(25)}, t.faint, entry.name + ".js", textRoom);
    if (!entry.question.empty()) drawWrapped(draw, t.fonts.ui, {at.x + t.px(14), at.y + t.px(44)}, t.dim, entry.question, textRoom);
    if (clicked) {
      std::string path = entry.path; // opening lists the scenarios anew
      app.libraryOpen_ = false;
      app.open(path);
      break;
    }
  }
  if (!any && app.libraryOpen_)
    emptyState(t, app.scenarios_.empty() ? "No scenarios were found. They live in the folder \"scenarios\" beside the program's sources." : "Nothing fits. Clear the search or choose another topic.");
  ImGui::EndChild();
  endSheet();
}

} // namespace tickscope::gui
