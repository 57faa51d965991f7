#pragma once
// Where every panel stands: a tree of rows and columns whose leaves are tabbed groups of panels. No drawing.
//
// A child takes either a share of the room (`weight`) or a fixed length (`basis`, in pixels at 100 %), never less than
// its panels' smallest size while there is room. Panels that are hidden take none; a group whose panels are all hidden
// disappears, and its neighbours grow.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace tickscope::gui {

enum class PanelId : uint8_t {
#define PANEL(name, id, title, tab, width, height, text) name,
#include "gui/panels.def"
#undef PANEL
};
inline constexpr int panelCount = 0
#define PANEL(name, id, title, tab, width, height, text) +1
#include "gui/panels.def"
#undef PANEL
    ;

struct PanelInfo {
  const char* id;
  const char* title;
  const char* tab; // the title where room is short
  float minWidth, minHeight;
  const char* text;
};
const PanelInfo& panelInfo(PanelId panel);

struct Rect {
  float x = 0, y = 0, width = 0, height = 0;
  float right() const { return x + width; }
  float bottom() const { return y + height; }
  bool contains(float px, float py) const { return px >= x && px < right() && py >= y && py < bottom(); }
};

enum class Axis : uint8_t { Row, Column }; // children side by side, or one below the other

struct LayoutNode {
  Axis axis = Axis::Row;
  std::vector<LayoutNode> children; // empty: a leaf
  std::vector<PanelId> tabs;        // of a leaf
  size_t active = 0;
  float weight = 1;
  float basis = 0; // > 0: this many pixels at 100 % instead of a share
};

struct PlacedGroup {
  LayoutNode* group;
  Rect rect;
  std::vector<PanelId> tabs; // the visible ones
  PanelId active;
};

struct Splitter {
  LayoutNode* parent;
  size_t before, after; // the two children it moves between
  Axis axis;            // Row: a vertical bar, dragged left and right
  Rect rect;
};

struct Arrangement {
  std::vector<PlacedGroup> groups;
  std::vector<Splitter> splitters;
};

enum class Preset : uint8_t { Learn, Teach, Inspect };
const char* presetName(Preset preset);

// Where a panel is put beside another one.
enum class Side : uint8_t { Tab, Left, Right, Above, Below };

// How much room a window has, in pixels at 100 %: presets differ by it.
enum class Room : uint8_t { Small, Usual, Wide };
Room roomOf(float logicalWidth, float logicalHeight);

class Layout {
public:
  // Small windows (or large scales) get few groups with tabs, wide ones a third column.
  static Layout preset(Preset preset, Room room);

  // Pointers in the result live until the layout changes. `gap` is the space between panels, in real pixels.
  Arrangement arrange(Rect area, float scale, float gap);
  // Moves a splitter by `delta` real pixels; stops at the neighbours' smallest sizes.
  void drag(const Splitter& splitter, float delta, Rect area, float scale, float gap);

  bool visible(PanelId panel) const { return visible_[static_cast<size_t>(panel)]; }
  void setVisible(PanelId panel, bool visible) { visible_[static_cast<size_t>(panel)] = visible; }
  void bringToFront(PanelId panel); // makes it visible and its group's active tab
  // Takes a panel out of its group and puts it as a tab into another panel's group, or beside that group.
  void move(PanelId panel, PanelId target, Side side);

  std::string toJson() const;
  // False, and the layout unchanged, when the text is no layout: wrong shape, unknown panels, absurd sizes. Panels that
  // it does not name (they are newer than it) become hidden tabs.
  bool fromJson(const std::string& text);

private:
  LayoutNode root_;
  std::array<bool, panelCount> visible_{};
};

} // namespace tickscope::gui
