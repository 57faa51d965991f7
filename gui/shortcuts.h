#pragma once
// Keys of actions.def as data: parsed once, matched each frame.
#include "gui/view_model.h"

#include <span>
#include <string_view>
#include <vector>

namespace tickscope::gui {

struct ActionInfo {
  const char* name;
  const char* group;
  const char* title;
  const char* keys;
  const char* text;
};
std::span<const ActionInfo> actionInfos();
const ActionInfo& actionInfo(Action action);

struct KeyCombination {
  int key = 0; // GLFW's number
  bool ctrl = false, shift = false, alt = false;
  // May it be used while text is being edited?
  bool always() const;
  friend bool operator==(const KeyCombination&, const KeyCombination&) = default;
};
// All combinations of a list such as "F5 or Ctrl+Enter"; empty if one of them is unknown.
std::vector<KeyCombination> parseKeys(std::string_view keys);

// The actions whose keys went down in this frame (held keys repeat), in the order of the list. `editing`: the
// keyboard belongs to a text field.
std::vector<Action> pressedActions(bool editing);

} // namespace tickscope::gui
