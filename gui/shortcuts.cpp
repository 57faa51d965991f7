#include "gui/shortcuts.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h> // its key numbers only: Dear ImGui 1.86 passes them on as they are
#include <imgui.h>

#include <charconv>

namespace tickscope::gui {

namespace {

constexpr ActionInfo infos[] = {
#define ACTION(name, group, title, keys, text) {#name, group, title, keys, text},
#include "gui/actions.def"
#undef ACTION
};

int keyNumber(std::string_view name) {
  struct Named {
    std::string_view name;
    int key;
  };
  static constexpr Named named[] = {{"Enter", GLFW_KEY_ENTER}, {"Space", GLFW_KEY_SPACE}, {"Left", GLFW_KEY_LEFT}, {"Right", GLFW_KEY_RIGHT},
                                    {"Up", GLFW_KEY_UP}, {"Down", GLFW_KEY_DOWN}, {"PageUp", GLFW_KEY_PAGE_UP}, {"PageDown", GLFW_KEY_PAGE_DOWN},
                                    {"Home", GLFW_KEY_HOME}, {"End", GLFW_KEY_END}, {"+", GLFW_KEY_EQUAL}, {"-", GLFW_KEY_MINUS},
                                    {"?", GLFW_KEY_SLASH}, {"Escape", GLFW_KEY_ESCAPE}};
  for (const Named& n : named)
    if (n.name == name) return n.key;
  if (name.size() == 1 && ((name[0] >= 'A' && name[0] <= 'Z') || (name[0] >= '0' && name[0] <= '9'))) return name[0];
  if (name.size() >= 2 && name[0] == 'F') {
    int number = 0;
    auto [end, error] = std::from_chars(name.data() + 1, name.data() + name.size(), number);
    if (error == std::errc() && end == name.data() + name.size() && number >= 1 && number <= 12) return GLFW_KEY_F1 + number - 1;
  }
  return 0;
}

} // namespace

std::span<const ActionInfo> actionInfos() { return infos; }
const ActionInfo& actionInfo(Action action) { return infos[static_cast<size_t>(action)]; }

bool KeyCombination::always() const { return ctrl || alt || (key >= GLFW_KEY_F1 && key <= GLFW_KEY_F12); }

std::vector<KeyCombination> parseKeys(std::string_view keys) {
  std::vector<KeyCombination> out;
  while (!keys.empty()) {
    size_t end = keys.find(" or ");
    std::string_view one = keys.substr(0, end);
    keys = end == std::string_view::npos ? std::string_view{} : keys.substr(end + 4);
    KeyCombination combination;
    for (bool more = true; more;) {
      if (one.starts_with("Ctrl+")) {
        combination.ctrl = true;
        one.remove_prefix(5);
      } else if (one.starts_with("Shift+")) {
        combination.shift = true;
        one.remove_prefix(6);
      } else if (one.starts_with("Alt+")) {
        combination.alt = true;
        one.remove_prefix(4);
      } else {
        more = false;
      }
    }
    if (one == "?") combination.shift = true;
    combination.key = keyNumber(one);
    if (!combination.key) return {};
    out.push_back(combination);
  }
  return out;
}

std::vector<Action> pressedActions(bool editing) {
  const ImGuiIO& io = ImGui::GetIO();
  std::vector<Action> out;
  for (size_t i = 0; i < std::size(infos); ++i) {
    for (const KeyCombination& c : parseKeys(infos[i].keys)) {
      if (editing && !c.always()) continue;
      bool plus = c.key == GLFW_KEY_EQUAL; // "+" needs Shift on many keyboards, and none on the number pad
      bool shiftFits = plus ? true : io.KeyShift == c.shift;
      if (io.KeyCtrl != c.ctrl || !shiftFits || io.KeyAlt != c.alt || io.KeySuper) continue;
      bool down = ImGui::IsKeyPressed(c.key);
      if (plus) down |= ImGui::IsKeyPressed(GLFW_KEY_KP_ADD);
      if (c.key == GLFW_KEY_MINUS) down |= ImGui::IsKeyPressed(GLFW_KEY_KP_SUBTRACT);
      if (c.key == GLFW_KEY_ENTER) down |= ImGui::IsKeyPressed(GLFW_KEY_KP_ENTER);
      if (!down) continue;
      out.push_back(static_cast<Action>(i));
      break;
    }
  }
  return out;
}

} // namespace tickscope::gui
