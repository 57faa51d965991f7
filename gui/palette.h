#pragma once
// The command palette's list: everything that can be found by typing. No drawing.
#include "gui/layout.h"
#include "core/session/scenario_library.h"
#include "gui/view_model.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tickscope::gui {

struct OpenScenario { // or any other file
  std::string path;
};
struct GoToStep {
  std::string at; // as --at takes it
};
struct UseNode {
  int major;
};
using PaletteDeed = std::variant<Action, PanelId, OpenScenario, UseNode, GoToStep>;

struct PaletteEntry {
  std::string title, detail, keys;
  PaletteDeed deed;
};

// In the order in which they are shown while nothing is typed.
std::vector<PaletteEntry> paletteEntries(const std::vector<ScenarioEntry>& scenarios, const std::vector<std::string>& recent = {});

// Those that fit, best first. Words may be typed in any order; letters of a word may be left out ("nxph": Next phase).
// A number, "line:7" or "50%" offers to go there.
std::vector<PaletteEntry> paletteMatches(const std::vector<PaletteEntry>& entries, std::string_view query);

} // namespace tickscope::gui
