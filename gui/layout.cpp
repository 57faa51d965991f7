#include "gui/layout.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace tickscope::gui {

namespace {

constexpr PanelInfo panelInfos[] = {
#define PANEL(name, id, title, tab, width, height, text) {id, title, tab, width, height, text},
#include "gui/panels.def"
#undef PANEL
};

constexpr float headerHeight = 30; // of a panel, at 100 %; the smallest heights above are without it
constexpr int maxDepth = 8;

using Visible = std::array<bool, panelCount>;

LayoutNode leaf(std::vector<PanelId> tabs, float weight = 1, float basis = 0) {
  LayoutNode node;
  node.tabs = std::move(tabs);
  node.weight = weight;
  node.basis = basis;
  return node;
}

LayoutNode branch(Axis axis, std::vector<LayoutNode> children, float weight = 1, float basis = 0) {
  LayoutNode node;
  node.axis = axis;
  node.children = std::move(children);
  node.weight = weight;
  node.basis = basis;
  return node;
}

bool shown(const LayoutNode& node, const Visible& visible) {
  auto any = [&](PanelId p) { return visible[static_cast<size_t>(p)]; };
  if (node.children.empty()) return std::any_of(node.tabs.begin(), node.tabs.end(), any);
  return std::any_of(node.children.begin(), node.children.end(), [&](const LayoutNode& c) { return shown(c, visible); });
}

struct Least {
  float width = 0, height = 0;
};

Least least(const LayoutNode& node, const Visible& visible, float gapAt100) {
  Least out;
  if (node.children.empty()) {
    for (PanelId p : node.tabs) {
      if (!visible[static_cast<size_t>(p)]) continue;
      out.width = std::max(out.width, panelInfo(p).minWidth);
      out.height = std::max(out.height, panelInfo(p).minHeight + headerHeight);
    }
    return out;
  }
  int count = 0;
  for (const LayoutNode& child : node.children) {
    if (!shown(child, visible)) continue;
    Least one = least(child, visible, gapAt100);
    if (node.axis == Axis::Row) {
      out.width += one.width + (count ? gapAt100 : 0);
      out.height = std::max(out.height, one.height);
    } else {
      out.height += one.height + (count ? gapAt100 : 0);
      out.width = std::max(out.width, one.width);
    }
    ++count;
  }
  return out;
}

// Lengths of the visible children along the axis, in real pixels; their sum is `room`.
std::vector<float> share(const std::vector<LayoutNode*>& children, Axis axis, float room, float scale, const Visible& visible, float gap) {
  std::vector<float> lengths(children.size()), floors(children.size());
  float fixed = 0, weights = 0, floorSum = 0;
  bool anyWeight = false;
  for (size_t i = 0; i < children.size(); ++i) {
    Least one = least(*children[i], visible, gap / scale);
    floors[i] = (axis == Axis::Row ? one.width : one.height) * scale;
    floorSum += floors[i];
    anyWeight |= children[i]->basis <= 0;
  }
  if (floorSum >= room) { // too small for everyone: all suffer alike
    for (size_t i = 0; i < children.size(); ++i) lengths[i] = room * floors[i] / std::max(1.f, floorSum);
    return lengths;
  }
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i]->basis > 0 && anyWeight) {
      lengths[i] = std::max(children[i]->basis * scale, floors[i]);
      fixed += lengths[i];
    } else {
      weights += children[i]->basis > 0 ? children[i]->basis : children[i]->weight;
    }
  }
  // Whoever would fall under its floor gets the floor; the rest is shared again until it settles.
  std::vector<bool> settled(children.size());
  for (size_t i = 0; i < children.size(); ++i) settled[i] = lengths[i] > 0;
  for (bool changed = true; changed;) {
    changed = false;
    float free = std::max(0.f, room - fixed);
    for (size_t i = 0; i < children.size(); ++i) {
      if (settled[i]) continue;
      float weight = children[i]->basis > 0 ? children[i]->basis : children[i]->weight;
      lengths[i] = weights > 0 ? free * weight / weights : free;
      if (lengths[i] < floors[i]) {
        lengths[i] = floors[i];
        settled[i] = true;
        fixed += floors[i];
        weights -= weight;
        changed = true;
        break;
      }
    }
  }
  float sum = 0;
  for (float l : lengths) sum += l;
  for (size_t i = 0; sum > room + 0.5f && i < lengths.size(); ++i) { // fixed lengths give way last
    float give = std::min(sum - room, lengths[i] - floors[i]);
    if (give > 0) {
      lengths[i] -= give;
      sum -= give;
    }
  }
  if (sum < room && !lengths.empty()) lengths.back() += room - sum;
  return lengths;
}

void place(LayoutNode& node, Rect area, float scale, float gap, const Visible& visible, Arrangement& out) {
  if (node.children.empty()) {
    PlacedGroup group{&node, area, {}, {}};
    for (PanelId p : node.tabs)
      if (visible[static_cast<size_t>(p)]) group.tabs.push_back(p);
    PanelId wanted = node.tabs[std::min(node.active, node.tabs.size() - 1)];
    group.active = visible[static_cast<size_t>(wanted)] ? wanted : group.tabs.front();
    out.groups.push_back(std::move(group));
    return;
  }
  std::vector<LayoutNode*> children;
  std::vector<size_t> indices;
  for (size_t i = 0; i < node.children.size(); ++i) {
    if (!shown(node.children[i], visible)) continue;
    children.push_back(&node.children[i]);
    indices.push_back(i);
  }
  bool row = node.axis == Axis::Row;
  float room = (row ? area.width : area.height) - gap * static_cast<float>(children.size() - 1);
  std::vector<float> lengths = share(children, node.axis, room, scale, visible, gap);
  float at = row ? area.x : area.y;
  for (size_t i = 0; i < children.size(); ++i) {
    float begin = std::round(at), end = std::round(at + lengths[i]);
    Rect part = row ? Rect{begin, area.y, end - begin, area.height} : Rect{area.x, begin, area.width, end - begin};
    place(*children[i], part, scale, gap, visible, out);
    at += lengths[i];
    if (i + 1 < children.size()) {
      Rect bar = row ? Rect{std::round(at), area.y, gap, area.height} : Rect{area.x, std::round(at), area.width, gap};
      out.splitters.push_back({&node, indices[i], indices[i + 1], node.axis, bar});
    }
    at += gap;
  }
}

nlohmann::ordered_json nodeToJson(const LayoutNode& node) {
  nlohmann::ordered_json out;
  if (node.basis > 0)
    out["basis"] = std::round(node.basis);
  else
    out["weight"] = std::round(node.weight * 1000) / 1000;
  if (node.children.empty()) {
    out["tabs"] = nlohmann::ordered_json::array();
    for (PanelId p : node.tabs) out["tabs"].push_back(panelInfo(p).id);
    if (node.active) out["active"] = node.active;
  } else {
    out[node.axis == Axis::Row ? "row" : "column"] = nlohmann::ordered_json::array();
    auto& list = out[node.axis == Axis::Row ? "row" : "column"];
    for (const LayoutNode& child : node.children) list.push_back(nodeToJson(child));
  }
  return out;
}

bool nodeFromJson(const nlohmann::ordered_json& in, LayoutNode& node, Visible& seen, int depth) {
  if (!in.is_object() || depth > maxDepth) return false;
  auto number = [&](const char* key, float low, float high, float& out) {
    if (!in.contains(key)) return true;
    if (!in[key].is_number()) return false;
    out = in[key].get<float>();
    return out >= low && out <= high;
  };
  if (!number("basis", 0, 10000, node.basis) || !number("weight", 0.01f, 100, node.weight)) return false;
  if (in.contains("tabs")) {
    if (!in["tabs"].is_array() || in["tabs"].empty()) return false;
    for (const auto& tab : in["tabs"]) {
      int found = -1;
      for (int i = 0; i < panelCount; ++i)
        if (tab.is_string() && tab.get<std::string>() == panelInfos[i].id) found = i;
      if (found < 0 || seen[static_cast<size_t>(found)]) return false;
      seen[static_cast<size_t>(found)] = true;
      node.tabs.push_back(static_cast<PanelId>(found));
    }
    if (in.contains("active") && in["active"].is_number_unsigned()) node.active = std::min(in["active"].get<size_t>(), node.tabs.size() - 1);
    return true;
  }
  const char* key = in.contains("row") ? "row" : "column";
  if (!in.contains(key) || !in[key].is_array() || in[key].empty()) return false;
  node.axis = in.contains("row") ? Axis::Row : Axis::Column;
  for (const auto& child : in[key]) {
    node.children.emplace_back();
    if (!nodeFromJson(child, node.children.back(), seen, depth + 1)) return false;
  }
  return true;
}

LayoutNode* groupOf(LayoutNode& node, PanelId panel) {
  if (std::find(node.tabs.begin(), node.tabs.end(), panel) != node.tabs.end()) return &node;
  for (LayoutNode& child : node.children)
    if (LayoutNode* found = groupOf(child, panel)) return found;
  return nullptr;
}

} // namespace

const PanelInfo& panelInfo(PanelId panel) { return panelInfos[static_cast<size_t>(panel)]; }

const char* presetName(Preset preset) {
  switch (preset) {
  case Preset::Learn: return "Learn";
  case Preset::Teach: return "Teach";
  case Preset::Inspect: return "Inspect";
  }
  return "";
}

Room roomOf(float logicalWidth, float logicalHeight) {
  if (logicalWidth < 1000 || logicalHeight < 560) return Room::Small;
  return logicalWidth >= 1600 ? Room::Wide : Room::Usual;
}

Layout Layout::preset(Preset preset, Room room) {
  using enum PanelId;
  Layout out;
  out.visible_.fill(true);
  bool wide = room == Room::Wide, teach = preset == Preset::Teach;
  if (teach)
    for (PanelId p : {Stack, Pool, Streams, Alive, Heap, Memory, Classes, Why, Breakpoints, WhatIf, Compare}) out.setVisible(p, false);
  if (room == Room::Small) {
    for (PanelId p : {Breakpoints, WhatIf, Compare, Heap, Memory, Classes, Alive}) out.setVisible(p, false);
    LayoutNode body = branch(Axis::Row, {leaf({Code, Console, Quiz}, 1), leaf({Queues, Loop, Stack, Pool, Streams, Why, Alive, Heap, Memory, Classes, Breakpoints, WhatIf, Compare}, 1.1f)});
    out.root_ = branch(Axis::Column, {leaf({Story}, 1, 62), std::move(body), leaf({Timeline}, 1, 112)});
    return out;
  }
  // Below the code there is room for sliders and lists only in a wide window; else they stand with the queues.
  std::vector<PanelId> console{Console}, middle{Queues, Memory, Classes, Quiz};
  if (!wide && preset != Preset::Inspect) out.setVisible(Classes, false); // for who asks: Ctrl+Shift+J
  std::vector<PanelId>& roomy = wide ? console : middle;
  roomy.insert(roomy.end(), {WhatIf, Compare, Breakpoints});
  LayoutNode left = branch(Axis::Column, {leaf({Code}, 2.3f), leaf(console, 1)}, teach ? 1.25f : wide ? 1.f : 0.9f);
  LayoutNode body;
  if (preset == Preset::Inspect) {
    left = branch(Axis::Column, {leaf({Code}, 2.f), leaf({Console, Breakpoints}, 1)}, 1.f);
    body = branch(Axis::Row, {std::move(left), branch(Axis::Column, {leaf({Loop}, 1, 118), leaf({Queues, Memory, Classes, Quiz}, 2), leaf({Pool, Streams, WhatIf, Compare}, 1.1f)}, 1.1f),
                              branch(Axis::Column, {leaf({Stack}, 1), leaf({Why}, 1.2f), leaf({Alive, Heap}, 1)}, 0.62f)});
  } else if (wide) {
    body = branch(Axis::Row, {std::move(left), branch(Axis::Column, {leaf({Loop}, 1, 118), leaf(middle, 2.2f), leaf({Pool, Streams}, 1.4f)}, 1.25f),
                              branch(Axis::Column, {leaf({Stack}, 1), leaf({Why}, 1.2f), leaf({Alive, Heap}, 0.9f)}, 0.6f)});
  } else {
    body = branch(Axis::Row, {std::move(left), branch(Axis::Column, {leaf({Loop}, 1, 118), branch(Axis::Row, {leaf(middle, 1.75f), leaf({Stack, Why, Pool, Streams, Alive, Heap}, 1)}, 2.4f)}, 1.35f)});
  }
  out.root_ = branch(Axis::Column, {leaf({Story}, 1, 84), std::move(body), leaf({Timeline}, 1, preset == Preset::Inspect ? 236.f : wide ? 210.f : 164.f)});
  return out;
}

Arrangement Layout::arrange(Rect area, float scale, float gap) {
  Arrangement out;
  if (shown(root_, visible_)) place(root_, area, scale, gap, visible_, out);
  return out;
}

void Layout::drag(const Splitter& splitter, float delta, Rect area, float scale, float gap) {
  // Weights and bases are rewritten from what is on the screen, so that only the two neighbours change.
  LayoutNode& parent = *splitter.parent;
  std::vector<LayoutNode*> children;
  size_t first = 0;
  for (size_t i = 0; i < parent.children.size(); ++i) {
    if (!shown(parent.children[i], visible_)) continue;
    if (i == splitter.before) first = children.size();
    children.push_back(&parent.children[i]);
  }
  // The parent's own extent, from the splitters' parents' area: found by arranging once more.
  float low = 1e9f, high = -1e9f;
  bool row = parent.axis == Axis::Row;
  Arrangement now = arrange(area, scale, gap);
  for (LayoutNode* child : children) {
    std::vector<LayoutNode*> stack{child};
    while (!stack.empty()) {
      LayoutNode* node = stack.back();
      stack.pop_back();
      for (LayoutNode& c : node->children) stack.push_back(&c);
      for (const PlacedGroup& g : now.groups) {
        if (g.group != node) continue;
        low = std::min(low, row ? g.rect.x : g.rect.y);
        high = std::max(high, row ? g.rect.right() : g.rect.bottom());
      }
    }
  }
  float room = high - low - gap * static_cast<float>(children.size() - 1);
  if (room <= 0 || first + 1 >= children.size()) return;
  std::vector<float> lengths = share(children, parent.axis, room, scale, visible_, gap);
  auto floorOf = [&](size_t i) {
    Least one = least(*children[i], visible_, gap / scale);
    return (row ? one.width : one.height) * scale;
  };
  delta = std::clamp(delta, std::min(0.f, floorOf(first) - lengths[first]), std::max(0.f, lengths[first + 1] - floorOf(first + 1)));
  lengths[first] += delta;
  lengths[first + 1] -= delta;
  float weightSum = 0, lengthSum = 0;
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i]->basis > 0) continue;
    weightSum += children[i]->weight;
    lengthSum += lengths[i];
  }
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i]->basis > 0)
      children[i]->basis = lengths[i] / scale;
    else if (lengthSum > 0)
      children[i]->weight = std::max(0.01f, weightSum * lengths[i] / lengthSum);
  }
}

void Layout::bringToFront(PanelId panel) {
  setVisible(panel, true);
  if (LayoutNode* group = groupOf(root_, panel))
    group->active = static_cast<size_t>(std::find(group->tabs.begin(), group->tabs.end(), panel) - group->tabs.begin());
}

namespace {

// Takes a panel out; groups and branches that are left empty go with it. Returns true when `node` itself is empty now.
bool takeOut(LayoutNode& node, PanelId panel) {
  if (node.children.empty()) {
    auto at = std::find(node.tabs.begin(), node.tabs.end(), panel);
    if (at != node.tabs.end()) {
      if (static_cast<size_t>(at - node.tabs.begin()) < node.active) --node.active;
      node.tabs.erase(at);
      node.active = std::min(node.active, node.tabs.empty() ? 0 : node.tabs.size() - 1);
    }
    return node.tabs.empty();
  }
  std::erase_if(node.children, [&](LayoutNode& child) { return takeOut(child, panel); });
  if (node.children.size() == 1) { // a branch of one is that one, with the branch's own share
    LayoutNode only = std::move(node.children[0]);
    only.weight = node.weight;
    only.basis = node.basis;
    node = std::move(only);
  }
  return node.children.empty() && node.tabs.empty();
}

int depthOf(const LayoutNode& node) {
  int deepest = 0;
  for (const LayoutNode& child : node.children) deepest = std::max(deepest, 1 + depthOf(child));
  return deepest;
}

} // namespace

void Layout::move(PanelId panel, PanelId target, Side side) {
  LayoutNode* group = groupOf(root_, target);
  if (!group || (panel == target && (side == Side::Tab || group->tabs.size() == 1))) return;
  if (side != Side::Tab && depthOf(root_) + 1 > maxDepth) return; // what could not be read back is not made
  // The target's own group stays: the panel is taken out of it by hand when it is only moved beside it.
  if (panel == target)
    std::erase(group->tabs, panel);
  else
    takeOut(root_, panel);
  PanelId landmark = panel == target ? group->tabs.front() : target;
  group = groupOf(root_, landmark);
  if (side == Side::Tab) {
    group->tabs.push_back(panel);
    group->active = group->tabs.size() - 1;
    setVisible(panel, true);
    return;
  }
  group->active = std::min(group->active, group->tabs.size() - 1);
  bool before = side == Side::Left || side == Side::Above;
  float weight = group->weight, basis = group->basis;
  LayoutNode old = std::move(*group), fresh = leaf({panel});
  old.weight = 1;
  old.basis = 0;
  std::vector<LayoutNode> children;
  children.push_back(before ? std::move(fresh) : std::move(old));
  children.push_back(before ? std::move(old) : std::move(fresh));
  *group = branch(side == Side::Left || side == Side::Right ? Axis::Row : Axis::Column, std::move(children), weight, basis);
  setVisible(panel, true);
}

std::string Layout::toJson() const {
  nlohmann::ordered_json out;
  out["tree"] = nodeToJson(root_);
  out["hidden"] = nlohmann::ordered_json::array();
  for (int i = 0; i < panelCount; ++i)
    if (!visible_[static_cast<size_t>(i)]) out["hidden"].push_back(panelInfos[i].id);
  return out.dump();
}

bool Layout::fromJson(const std::string& text) {
  auto in = nlohmann::ordered_json::parse(text, nullptr, false);
  if (in.is_discarded() || !in.is_object() || !in.contains("tree")) return false;
  Layout read;
  read.visible_.fill(true);
  Visible seen{};
  if (!nodeFromJson(in["tree"], read.root_, seen, 0)) return false;
  LayoutNode* last = &read.root_; // panels that are newer than the text
  while (!last->children.empty()) last = &last->children.back();
  for (int i = 0; i < panelCount; ++i) {
    if (seen[static_cast<size_t>(i)]) continue;
    last->tabs.push_back(static_cast<PanelId>(i));
    read.visible_[static_cast<size_t>(i)] = false;
  }
  if (in.contains("hidden") && in["hidden"].is_array())
    for (const auto& hidden : in["hidden"])
      for (int i = 0; i < panelCount; ++i)
        if (hidden.is_string() && hidden.get<std::string>() == panelInfos[i].id) read.visible_[static_cast<size_t>(i)] = false;
  *this = std::move(read);
  return true;
}

} // namespace tickscope::gui
