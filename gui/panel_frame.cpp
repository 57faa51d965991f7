// What stands around every panel: its place, its title bar with tabs, the bars that resize, and the dragging of tabs from
// one group into another.
#include "gui/app_drawing.h"
#include "gui/panels/panels.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace tickscope::gui {

namespace {

// What panels get while nothing is open; never changed.
struct Nothing {
  trace::Trace trace;
  RunIndex index;
};
const Nothing& nothing() {
  static const Nothing it;
  return it;
}

struct Tab {
  PanelId panel;
  std::string title;
  float width = 0;
};

// The tabs that fit into the bar, with titles as long as they can be. The active one is always among them; `left` gets
// those that found no room.
std::vector<Tab> tabsThatFit(const Theme& t, const PlacedGroup& group, float bar, std::vector<PanelId>& left) {
  auto widthOf = [&](PanelId p, bool full) { return textWidth(p == group.active ? t.fonts.bold : t.fonts.ui, full ? panelInfo(p).title : panelInfo(p).tab) + t.px(16); };
  for (bool full : {true, false}) {
    float sum = 0;
    for (PanelId p : group.tabs) sum += widthOf(p, full);
    if (sum > bar) continue;
    std::vector<Tab> all;
    for (PanelId p : group.tabs) all.push_back({p, full ? panelInfo(p).title : panelInfo(p).tab, widthOf(p, full)});
    return all;
  }
  float room = bar - t.px(30) - widthOf(group.active, false);
  std::vector<Tab> some;
  for (PanelId p : group.tabs) {
    bool active = p == group.active;
    float width = widthOf(p, false);
    if (!active && room < width) {
      left.push_back(p);
      continue;
    }
    if (!active) room -= width;
    some.push_back({p, panelInfo(p).tab, std::min(width, bar - t.px(30))});
  }
  return some;
}

void showTab(const PlacedGroup& group, PanelId panel) {
  for (size_t i = 0; i < group.group->tabs.size(); ++i)
    if (group.group->tabs[i] == panel) group.group->active = i;
}

// The part of a group over which a dragged tab is held.
Side sideAt(const Rect& rect, ImVec2 mouse) {
  float x = (mouse.x - rect.x) / rect.width, y = (mouse.y - rect.y) / rect.height;
  constexpr float edge = 0.26f;
  float nearest = std::min(std::min(x, 1 - x), std::min(y, 1 - y));
  if (nearest > edge) return Side::Tab;
  if (nearest == x) return Side::Left;
  if (nearest == 1 - x) return Side::Right;
  return nearest == y ? Side::Above : Side::Below;
}

Rect halfOf(Rect r, Side side) {
  switch (side) {
  case Side::Left: return {r.x, r.y, r.width / 2, r.height};
  case Side::Right: return {r.x + r.width / 2, r.y, r.width / 2, r.height};
  case Side::Above: return {r.x, r.y, r.width, r.height / 2};
  case Side::Below: return {r.x, r.y + r.height / 2, r.width, r.height / 2};
  case Side::Tab: break;
  }
  return r;
}

} // namespace

void AppDrawing::body(App& app, const PlacedGroup& group, const PanelInput& in, float header) {
  const Theme& t = app.theme_;
  float padding = group.active == PanelId::Code ? 0 : t.px(8);
  ImGui::SetCursorScreenPos({group.rect.x + padding, group.rect.y + header + (padding > 0 ? t.px(6) : 1)});
  ImVec2 inner{std::max(1.f, group.rect.width - 2 * padding), std::max(1.f, group.rect.height - header - (padding > 0 ? t.px(11) : t.px(3)))};
  notePlace(std::string("panel:") + panelInfo(group.active).id, ImGui::GetCursorScreenPos(), {ImGui::GetCursorScreenPos().x + inner.x, ImGui::GetCursorScreenPos().y + inner.y});
  app.seen_.enter(group.active);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  bool story = group.active == PanelId::Story || group.active == PanelId::Loop || group.active == PanelId::Code;
  ImGui::BeginChild(panelInfo(group.active).id, inner, false, ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoMove | (story ? ImGuiWindowFlags_NoScrollbar : 0) | (group.active == PanelId::Timeline ? ImGuiWindowFlags_NoScrollWithMouse : 0));
  ImGui::PopStyleVar();
  drawPanel(group.active, in, app.view_);
  ImGui::EndChild();
  app.seen_.enter(std::nullopt);
}

void AppDrawing::panelMenu(App& app, PanelId panel, Rect rect) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {app.theme_.px(10), app.theme_.px(8)});
  if (ImGui::BeginPopup("panels")) {
    const ActionInfo& copy = actionInfo(Action::CopyPanel);
    if (ImGui::MenuItem(copy.title, copy.keys)) {
      app.hoveredPanel_ = panel;
      app.copyPanel();
    }
    const ActionInfo& picture = actionInfo(Action::SavePanelPicture);
    if (ImGui::MenuItem(picture.title, picture.keys)) {
      app.hoveredPanelRect_ = rect;
      app.savePicture(panel);
    }
    if (ImGui::MenuItem("Hide this panel")) {
      app.panelsToToggle_.push_back(panel);
      app.layoutIsPreset_ = false;
    }
    ImGui::Separator();
    for (int i = 0; i < panelCount; ++i) {
      auto other = static_cast<PanelId>(i);
      bool visible = app.layout_.visible(other);
      if (ImGui::MenuItem(panelInfo(other).title, nullptr, visible)) {
        app.panelsToToggle_.push_back(other); // the arrangement being drawn must not change under our hands
        app.layoutIsPreset_ = false;
      }
    }
    ImGui::Separator();
    for (Action action : {Action::LayoutLearn, Action::LayoutTeach, Action::LayoutInspect})
      if (ImGui::MenuItem(actionInfo(action).title, actionInfo(action).keys)) app.view_.request(action);
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar();
}

void AppDrawing::group(App& app, const PlacedGroup& group, const PanelInput& in) {
  const Theme& t = app.theme_;
  ViewModel& view = app.view_;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 min{group.rect.x, group.rect.y}, max{group.rect.right(), group.rect.bottom()};
  ImVec2 mouse = ImGui::GetIO().MousePos;
  app.panelRects_[group.active] = group.rect;
  if (group.rect.contains(mouse.x, mouse.y)) {
    app.hoveredPanel_ = group.active;
    app.hoveredPanelRect_ = group.rect;
  }
  bool plain = group.tabs.size() == 1 && group.active == PanelId::Story; // a sentence needs no title
  float rounding = t.px(8), header = plain ? 0 : t.px(30);
  draw->AddRectFilled(min, max, t.panel, rounding);
  if (plain) {
    draw->AddRect(min, max, t.border, rounding);
    body(app, group, in, 0);
    return;
  }
  draw->AddRectFilled(min, {max.x, min.y + header}, t.panelHeader, rounding, ImDrawFlags_RoundCornersTop);
  draw->AddLine({min.x, min.y + header}, {max.x, min.y + header}, t.border);
  draw->AddRect(min, max, t.border, rounding);
  ImGui::PushID(panelInfo(group.tabs.front()).id);
  float x = min.x + t.px(6);
  std::vector<PanelId> left;
  bool several = group.tabs.size() > 1;
  for (const Tab& tab : tabsThatFit(t, group, group.rect.width - t.px(12), left)) {
    const PanelInfo& info = panelInfo(tab.panel);
    bool active = tab.panel == group.active;
    ImFont* font = active ? t.fonts.bold : t.fonts.ui;
    ImGui::SetCursorScreenPos({x, min.y});
    ImGui::PushID(info.id);
    if (ImGui::InvisibleButton("tab", {std::max(1.f, tab.width), header})) showTab(group, tab.panel);
    bool hovered = ImGui::IsItemHovered();
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(0, t.px(10))) app.tabDrag_ = {tab.panel, true};
    ImGui::PopID();
    notePlace(std::string("tab:") + info.id, {x, min.y}, {x + tab.width, min.y + header});
    if (!app.tabDrag_.panel) tooltip(t, info.title, info.text);
    drawText(draw, font, {x + t.px(8), min.y + (header - font->FontSize) / 2}, active ? t.text : hovered ? t.text : t.dim, tab.title, tab.width - t.px(12));
    if (several && active) draw->AddRectFilled({x + t.px(8), min.y + header - t.px(2)}, {x + tab.width - t.px(8), min.y + header}, t.accent);
    x += tab.width;
  }
  if (!left.empty()) {
    ImGui::SetCursorScreenPos({x, min.y});
    if (ImGui::InvisibleButton("more tabs", {t.px(26), header})) ImGui::OpenPopup("tabs");
    bool hovered = ImGui::IsItemHovered();
    notePlace("more tabs", {x, min.y}, {x + t.px(26), min.y + header});
    tooltip(t, fmt::format("{} more", left.size()), "Panels that find no room for their title here.");
    for (int dot = 0; dot < 3; ++dot) draw->AddCircleFilled({x + t.px(7 + 6 * static_cast<float>(dot)), min.y + header / 2}, t.px(1.8f), hovered ? t.text : t.dim);
    if (ImGui::BeginPopup("tabs")) {
      for (PanelId p : left)
        if (ImGui::MenuItem(panelInfo(p).title)) showTab(group, p);
      ImGui::EndPopup();
    }
    x += t.px(26);
  }
  float right = max.x - t.px(12);
  if (group.active == PanelId::Timeline) { // its one switch stands in its title bar
    const char* labels[] = {"even steps", "true time"};
    float at = max.x - t.px(10);
    for (int i = 1; i >= 0; --i) {
      float width = textWidth(t.fonts.small, labels[i]) + t.px(16);
      at -= width;
      ImGui::SetCursorScreenPos({at, min.y + t.px(4)});
      ImGui::PushID(i);
      bool lit = (view.timeline.axis == TimeAxis::Time) == (i == 1);
      if (ImGui::InvisibleButton("axis", {width, header - t.px(8)}) && !lit) view.request(Action::AxisToggle);
      notePlace(labels[i], {at, min.y}, {at + width, min.y + header});
      tooltip(t, labels[i], i == 0 ? "Every event is equally wide; the figures are virtual time." : "Widths are true to virtual time.", "T");
      ImGui::PopID();
      if (lit) draw->AddRectFilled({at, min.y + t.px(4)}, {at + width, min.y + header - t.px(4)}, t.raised, t.px(5));
      drawText(draw, t.fonts.small, {at + t.px(8), min.y + (header - t.fonts.small->FontSize) / 2}, lit ? t.text : t.dim, labels[i]);
    }
    right = at - t.px(14);
  }
  ImGui::SetCursorScreenPos({x, min.y});
  if (right - x > 1) ImGui::InvisibleButton("header", {right - x, header});
  if (ImGui::IsMouseReleased(1) && ImGui::IsMouseHoveringRect(min, {max.x, min.y + header})) ImGui::OpenPopup("panels");
  panelMenu(app, group.active, group.rect);
  std::string headline = panelHeadline(group.active, in, view);
  float width = textWidth(t.fonts.small, headline);
  if (width > 0 && right - width > x + t.px(8)) drawText(draw, t.fonts.small, {right - width, min.y + (header - t.fonts.small->FontSize) / 2}, t.dim, headline);

  body(app, group, in, header);
  ImGui::PopID();
}

void AppDrawing::dragSplitters(App& app, const Arrangement& arrangement, Rect area, float gap) {
  const Theme& t = app.theme_;
  for (size_t i = 0; i < arrangement.splitters.size(); ++i) {
    const Splitter& s = arrangement.splitters[i];
    float grow = t.px(2); // easier to hit than to see
    ImVec2 min{s.rect.x - (s.axis == Axis::Row ? grow : 0), s.rect.y - (s.axis == Axis::Column ? grow : 0)};
    ImGui::SetCursorScreenPos(min);
    ImGui::PushID(static_cast<int>(i));
    ImGui::InvisibleButton("splitter", {std::max(1.f, s.rect.width + (s.axis == Axis::Row ? 2 * grow : 0)), std::max(1.f, s.rect.height + (s.axis == Axis::Column ? 2 * grow : 0))});
    bool active = ImGui::IsItemActive();
    if (active || ImGui::IsItemHovered()) {
      ImGui::SetMouseCursor(s.axis == Axis::Row ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
      ImGui::GetWindowDrawList()->AddRectFilled({s.rect.x, s.rect.y}, {s.rect.right(), s.rect.bottom()}, withAlpha(t.accent, active ? 0.8f : 0.4f), t.px(3));
    }
    float delta = s.axis == Axis::Row ? ImGui::GetIO().MouseDelta.x : ImGui::GetIO().MouseDelta.y;
    ImGui::PopID();
    if (active && delta != 0) {
      app.layout_.drag(s, delta, area, app.scale(), gap);
      app.layoutIsPreset_ = false;
      return; // the others are found anew in the next frame
    }
  }
}

void AppDrawing::dragTab(App& app, const Arrangement& arrangement) {
  if (!app.tabDrag_.panel) return;
  const Theme& t = app.theme_;
  PanelId panel = *app.tabDrag_.panel;
  ImVec2 mouse = ImGui::GetIO().MousePos;
  const PlacedGroup* over = nullptr;
  for (const PlacedGroup& group : arrangement.groups)
    if (group.rect.contains(mouse.x, mouse.y)) over = &group;
  if (over) {
    Side side = sideAt(over->rect, mouse);
    Rect part = halfOf(over->rect, side);
    ImDrawList* draw = ImGui::GetForegroundDrawList();
    draw->AddRectFilled({part.x, part.y}, {part.right(), part.bottom()}, withAlpha(t.accent, 0.22f), t.px(8));
    draw->AddRect({part.x, part.y}, {part.right(), part.bottom()}, t.accent, t.px(8), 0, t.px(2));
    const char* title = panelInfo(panel).title;
    ImVec2 at{mouse.x + t.px(12), mouse.y + t.px(8)};
    draw->AddRectFilled({at.x - t.px(8), at.y - t.px(4)}, {at.x + textWidth(t.fonts.bold, title) + t.px(8), at.y + t.fonts.bold->FontSize + t.px(4)}, t.raised, t.px(6));
    draw->AddText(t.fonts.bold, t.fonts.bold->FontSize, at, t.text, title);
    if (!ImGui::IsMouseDown(0)) {
      app.layout_.move(panel, over->active, side);
      app.layoutIsPreset_ = false;
    }
  }
  if (!ImGui::IsMouseDown(0)) app.tabDrag_ = {};
}

void AppDrawing::panels(App& app, Rect area) {
  Room room = roomOf(area.width / app.scale(), area.height / app.scale());
  if (app.layoutIsPreset_ && app.presetRoom_ != room) {
    app.layout_ = Layout::preset(app.preset_, room);
    app.presetRoom_ = room;
  }
  if (app.suggested_ && app.layoutIsPreset_ && app.layout_.visible(*app.suggested_)) app.layout_.bringToFront(*app.suggested_);
  app.suggested_.reset();
  for (PanelId panel : app.toFront_) app.layout_.bringToFront(panel);
  app.toFront_.clear();
  app.panelRects_.clear();
  float gap = app.theme_.px(7);
  Arrangement arrangement = app.layout_.arrange(area, app.scale(), gap);
  PanelInput in{app.state(), app.trace_ ? *app.trace_ : nothing().trace, app.index_ ? *app.index_ : nothing().index, app.theme_, app.comparison_.get()};
  app.view_.step = in.state.step;
  for (const PlacedGroup& g : arrangement.groups) group(app, g, in);
  dragSplitters(app, arrangement, area, gap);
  dragTab(app, arrangement);
  for (PanelId panel : app.panelsToToggle_) app.layout_.visible(panel) ? app.layout_.setVisible(panel, false) : app.layout_.bringToFront(panel);
  app.panelsToToggle_.clear();
}

} // namespace tickscope::gui
