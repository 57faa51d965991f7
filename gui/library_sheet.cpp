// The scenario library: search, topics, recent files, and what was opened and answered so far.
#include "gui/app_drawing.h"
#include "gui/widgets.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <set>

namespace tickscope::gui {

namespace {

bool contains(const std::string& text, const std::string& part) {
  auto same = [](char a, char b) { return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b)); };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

// Not a folder of the library: no topic is called so.
constexpr const char* recentTopic = ":recent";

// The files that were open last and are still there, newest first; those of the library with their titles.
std::vector<ScenarioEntry> recentFiles(const std::vector<std::string>& recent, const std::vector<ScenarioEntry>& scenarios) {
  std::vector<ScenarioEntry> out;
  std::error_code error;
  for (const std::string& path : recent) {
    auto known = std::find_if(scenarios.begin(), scenarios.end(), [&](const ScenarioEntry& s) { return std::filesystem::equivalent(s.path, path, error); });
    if (known != scenarios.end()) {
      out.push_back(*known);
    } else if (std::filesystem::exists(path, error)) {
      std::filesystem::path file(path);
      out.push_back({path, recentTopic, file.stem().string(), file.filename().string(), file.parent_path().string(), 0});
    }
  }
  return out;
}

// At the right end of a line: a ring for "opened", a tick with how many of the questions that were asked are right.
void drawProgress(const Theme& t, const quiz::ScenarioProgress* progress, ImVec2 right) {
  if (!progress) return;
  size_t good = progress->right(), asked = progress->answers.size();
  std::string words = asked ? fmt::format("{} of {} right", good, asked) : "opened";
  Meaning meaning = asked == 0 ? Meaning::Idle : good == asked ? Meaning::Immediate : Meaning::Timer;
  Shape shape = asked == 0 ? Shape::Ring : good == asked ? Shape::Tickmark : Shape::Half;
  float width = textWidth(t.fonts.small, words);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  drawText(draw, t.fonts.small, {right.x - width, right.y}, t.dim, words);
  drawShape(draw, shape, {right.x - width - t.px(12), right.y + t.fonts.small->FontSize / 2}, t.px(5), t.of(meaning));
}

} // namespace

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
  const bool recentOnly = app.settings_.libraryTopic == recentTopic;
  const std::vector<ScenarioEntry> listed = recentOnly ? recentFiles(app.settings_.recent, app.scenarios_) : app.scenarios_;
  ImGui::SetNextItemWidth(t.px(260));
  textField("##filter", "search", app.scenarioFilter_, app.sheetJustOpened_);
  app.sheetJustOpened_ = false;
  float right = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  auto besideOrBelow = [&](std::string_view label, float gap) { // where the next topic's button fits
    ImGui::SameLine(0, t.px(gap));
    if (ImGui::GetCursorScreenPos().x + textWidth(t.fonts.ui, label) + t.px(28) > right) ImGui::NewLine();
  };
  besideOrBelow("all", 12);
  if (textButton(t, "all topics", "all", app.settings_.libraryTopic.empty())) app.settings_.libraryTopic.clear();
  if (!app.settings_.recent.empty()) {
    besideOrBelow("recent", 6);
    if (textButton(t, "recent files", "recent", recentOnly)) app.settings_.libraryTopic = recentTopic;
  }
  for (const std::string& topic : topics) {
    besideOrBelow(topic, 6);
    if (textButton(t, topic.c_str(), topic, app.settings_.libraryTopic == topic)) app.settings_.libraryTopic = topic;
  }
  ImGui::Dummy({1, t.px(4)});
  ImGui::BeginChild("list", {0, 0}, false, ImGuiWindowFlags_NoNav);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  bool any = false;
  for (const ScenarioEntry& entry : listed) {
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
    std::string tag = entry.level >= 1 && entry.level <= 3 ? fmt::format("{} · {}", entry.topic, levels[entry.level]) : entry.topic == recentTopic ? std::string() : entry.topic;
    drawText(draw, t.fonts.small, {at.x + width - textWidth(t.fonts.small, tag) - t.px(14), at.y + t.px(8)}, t.dim, tag);
    drawText(draw, t.fonts.codeSmall, {at.x + t.px(14), at.y + t.px(25)}, t.faint, entry.path.substr(entry.path.find_last_of('/') + 1), textRoom - t.px(150));
    drawProgress(t, app.learner_.of(scenarioName(app.scenarioFolder_, entry.path)), {at.x + width - t.px(14), at.y + t.px(26)});
    if (!entry.question.empty()) drawWrapped(draw, t.fonts.ui, {at.x + t.px(14), at.y + t.px(44)}, t.dim, entry.question, textRoom);
    if (clicked) {
      std::string path = entry.path; // opening lists the scenarios anew
      app.libraryOpen_ = false;
      app.openAsked(path);
      break;
    }
  }
  if (!any && app.libraryOpen_)
    emptyState(t, app.scenarios_.empty() ? "No scenarios were found. They live in the folder \"scenarios\" beside the program's sources." : "Nothing fits. Clear the search or choose another topic.");
  ImGui::EndChild();
  endSheet();
}

} // namespace tickscope::gui
