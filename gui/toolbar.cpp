// Across the top: what is open, the buttons that travel, and the few settings one changes all the time.
#include "core/session/session.h"
#include "gui/app_drawing.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <fmt/format.h>

namespace tickscope::gui {

namespace {

void button(App& app, const Theme& t, Action action, Icon icon, bool enabled, bool lit = false) {
  const ActionInfo& info = actionInfo(action);
  if (iconButton(t, info.name, icon, enabled, lit)) app.view().request(action);
  tooltip(t, info.title, info.text, info.keys);
}

void gap(const Theme& t, float pixels) {
  ImGui::SameLine(0, t.px(pixels));
}

void separator(const Theme& t) {
  gap(t, 7);
  ImVec2 at = ImGui::GetCursorScreenPos();
  ImGui::GetWindowDrawList()->AddLine({at.x, at.y + t.px(5)}, {at.x, at.y + t.px(25)}, t.strongBorder);
  ImGui::Dummy({1, t.px(30)});
  gap(t, 7);
}

} // namespace

float AppDrawing::toolbar(App& app, Rect area) {
  const Theme& t = app.theme_;
  ViewModel& view = app.view_;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  float height = t.px(46), y = area.y + t.px(8);
  draw->AddRectFilled({area.x, area.y}, {area.right(), area.y + height}, t.panelHeader);
  draw->AddLine({area.x, area.y + height}, {area.right(), area.y + height}, t.border);
  float logical = area.width / t.scale;

  // Left: library, run, and what is open.
  ImGui::SetCursorScreenPos({area.x + t.px(10), y});
  button(app, t, Action::Library, Icon::Library, true);
  gap(t, 4);
  if (app.runner_.busy())
    button(app, t, Action::Stop, Icon::StopSquare, true);
  else
    button(app, t, Action::Run, Icon::Rerun, !view.sources.empty(), view.edited);
  gap(t, 10);
  float titleLeft = ImGui::GetCursorScreenPos().x;

  // Right: theme and help.
  float right = area.right() - t.px(10) - t.px(30) * 3 - t.px(8);
  ImGui::SetCursorScreenPos({right, y});
  button(app, t, Action::Palette, Icon::Search, true, app.paletteOpen_);
  gap(t, 4);
  button(app, t, Action::ThemeToggle, t.bright() ? Icon::Moon : Icon::Sun, true);
  gap(t, 4);
  button(app, t, Action::Help, Icon::Question, true, app.helpOpen_);

  // Left of them: the Node version whose rules apply, where there is room.
  int major = view.whatIf.nodeMajor.value_or(app.options_.nodeMajor.value_or(app.nodeMajor()));
  std::string version = fmt::format("Node {}", major);
  float versionWidth = textWidth(t.fonts.ui, version) + t.px(22);
  if (logical >= 1180 && !app.path_.empty() && !app.path_.ends_with(".tick")) {
    right -= versionWidth + t.px(8);
    ImGui::SetCursorScreenPos({right, y});
    if (textButton(t, "node version", version)) ImGui::OpenPopup("node versions");
    tooltip(t, "Node version", "Whose rules and whose messages the program runs under. Choosing another runs it again.");
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {t.px(10), t.px(8)});
    if (ImGui::BeginPopup("node versions")) {
      for (int candidate : kNodeMajors)
        if (ImGui::MenuItem(fmt::format("Node {}", candidate).c_str(), nullptr, candidate == major)) {
          view.whatIf.nodeMajor = candidate;
          view.whatIfChanged = true;
        }
      ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
  }

  // Middle: the buttons that travel, centred where there is room. Where there is little, the rarer ones give way: each has
  // its key, and stands in the command palette.
  bool can = app.playback_ != nullptr;
  bool back = can && !app.playback_->atStart(), forth = can && !app.playback_->atEnd();
  const char* labels[] = {"Phase", "Callback", "Statement", "Event"};
  float segments = 0;
  for (const char* label : labels) segments += textWidth(t.fonts.ui, label) + t.px(20);
  std::string speed = fmt::format("{:g}/s", view.speed);
  float speedWidth = t.px(30 * 2 + 4) + std::max(t.px(52), textWidth(t.fonts.ui, speed) + t.px(8));
  float chosenWidth = textWidth(t.fonts.ui, labels[static_cast<int>(view.granularity)]) + t.px(22);
  float free = right - titleLeft - t.px(12), whole = t.px(11 * 30 + 10 * 2 + 2 * 15);
  bool withSpeed = free >= whole + t.px(16) + segments + t.px(16) + speedWidth;
  bool withSegments = free >= whole + t.px(16) + segments;
  bool withChosen = withSegments || free >= whole + t.px(16) + chosenWidth;
  bool withEnds = free >= whole;
  bool withPhases = free >= whole - t.px(4 * 32);
  float total = withEnds ? whole : withPhases ? whole - t.px(4 * 32) : whole - t.px(8 * 32);
  if (withSegments)
    total += t.px(16) + segments;
  else if (withChosen)
    total += t.px(16) + chosenWidth;
  if (withSpeed) total += t.px(16) + speedWidth;
  float left = std::max(titleLeft + t.px(logical < 1200 ? 60 : 150), area.x + (area.width - total) / 2);
  left = std::min(left, right - total - t.px(12));
  left = std::max(left, titleLeft);
  ImGui::SetCursorScreenPos({left, y});
  auto travel = [&](bool shown, Action action, Icon icon, bool enabled) {
    if (!shown) return;
    button(app, t, action, icon, enabled);
    gap(t, 2);
  };
  travel(withEnds, Action::Start, Icon::Start, back);
  travel(withEnds, Action::ContinueBack, Icon::ContinueBack, back);
  travel(withPhases, Action::PreviousPhase, Icon::PreviousPhase, back);
  travel(withPhases, Action::PreviousCallback, Icon::PreviousCallback, back);
  if (withPhases) separator(t);
  travel(true, Action::StepBack, Icon::StepBack, back);
  button(app, t, Action::PlayPause, view.playing ? Icon::Pause : Icon::Play, can, true);
  gap(t, 2);
  travel(true, Action::Step, Icon::Step, forth);
  if (withPhases) separator(t);
  travel(withPhases, Action::NextCallback, Icon::NextCallback, forth);
  travel(withPhases, Action::NextPhase, Icon::NextPhase, forth);
  travel(withEnds, Action::Continue, Icon::Continue, forth);
  travel(withEnds, Action::End, Icon::End, forth);
  if (withSegments) {
    gap(t, 14);
    int granularity = static_cast<int>(view.granularity);
    if (segmented(t, "granularity", labels, 4, granularity)) view.granularity = static_cast<Granularity>(granularity);
    tooltip(t, "How far a step goes", "To the next phase of the loop, callback, statement, or event of the trace.", "1 2 3 4");
  } else if (withChosen) {
    gap(t, 14);
    if (textButton(t, "granularity", labels[static_cast<int>(view.granularity)])) view.granularity = static_cast<Granularity>((static_cast<int>(view.granularity) + 1) % 4);
    tooltip(t, "How far a step goes", "Click for the next: phase of the loop, callback, statement, event of the trace.", "1 2 3 4");
  }
  if (withSpeed) {
    gap(t, 16);
    button(app, t, Action::Slower, Icon::Minus, view.speed > 0.25);
    gap(t, 2);
    ImVec2 at = ImGui::GetCursorScreenPos();
    float width = speedWidth - t.px(30 * 2 + 4);
    drawText(draw, t.fonts.ui, {at.x + (width - textWidth(t.fonts.ui, speed)) / 2, at.y + (t.px(30) - t.fonts.ui->FontSize) / 2}, t.dim, speed);
    ImGui::Dummy({width, t.px(30)});
    tooltip(t, "Speed", "Steps a second while playing.");
    gap(t, 2);
    button(app, t, Action::Faster, Icon::Plus, view.speed < 4096);
  }

  // What is open, between the two.
  std::string title = app.title_.empty() ? app.path_.substr(app.path_.find_last_of('/') + 1) : app.title_;
  if (title.empty()) title = "Tickscope";
  float room = left - titleLeft - t.px(14);
  if (room > t.px(76)) {
    bool two = !app.question_.empty() || app.runner_.busy() || view.edited;
    std::string below = app.runner_.busy() ? fmt::format("running… {} events", countText(app.runner_.control().events.load(std::memory_order_relaxed)))
                        : view.edited ? std::string("edited: F5 runs it")
                                      : app.path_.substr(app.path_.find_last_of('/') + 1);
    drawText(draw, t.fonts.bold, {titleLeft, two ? area.y + t.px(6) : area.y + (height - t.fonts.bold->FontSize) / 2}, t.text, title, room);
    if (two) drawText(draw, t.fonts.small, {titleLeft, area.y + t.px(25)}, t.dim, below, room);
    ImGui::SetCursorScreenPos({titleLeft, y});
    ImGui::InvisibleButton("title", {room, t.px(30)});
    tooltip(t, title, app.question_.empty() ? app.path_ : app.question_);
  }
  return height;
}

float AppDrawing::messageBar(App& app, Rect area) {
  if (app.message_.empty()) return 0;
  const Theme& t = app.theme_;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  Meaning meaning = app.messageIsError_ ? Meaning::Error : Meaning::Poll;
  std::string text = app.message_;
  std::replace(text.begin(), text.end(), '\n', ' ');
  constexpr size_t longest = 600;
  if (text.size() > longest) text = text.substr(0, longest) + "…";
  float width = area.width - t.px(84);
  float lines = drawWrapped(nullptr, t.fonts.ui, {}, 0, text, width), height = lines + t.px(14);
  ImVec2 min{area.x + t.px(8), area.y + t.px(8)}, max{area.right() - t.px(8), area.y + t.px(8) + height};
  draw->AddRectFilled(min, max, t.tint(meaning, 0.16f), t.px(7));
  draw->AddRect(min, max, withAlpha(t.of(meaning), 0.6f), t.px(7));
  drawShape(draw, meaningShape(meaning), {min.x + t.px(18), (min.y + max.y) / 2}, t.px(6.5f), t.of(meaning));
  drawWrapped(draw, t.fonts.ui, {min.x + t.px(34), min.y + t.px(7)}, t.text, text, width);
  ImGui::SetCursorScreenPos({max.x - t.px(32), (min.y + max.y) / 2 - t.px(12)});
  if (iconButton(t, "close message", Icon::Close, true, false, 24)) app.message_.clear();
  return height + t.px(8);
}

} // namespace tickscope::gui
