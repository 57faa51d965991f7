#pragma once
// What is remembered between two starts, in one readable JSON file under the XDG configuration folder.
#include "gui/run_index.h"
#include "gui/theme.h"
#include "gui/view_model.h"

#include <string>
#include <vector>

namespace tickscope::gui {

struct Settings {
  Appearance appearance = Appearance::Dark;
  float scale = 1; // 0.75 … 3
  Granularity granularity = Granularity::Statement;
  double speed = 4;
  TimeAxis axis = TimeAxis::Steps;
  bool reducedMotion = false;
  bool autoRun = false; // while typing
  bool internals = false; // shown: see ViewModel
  int windowWidth = 1440, windowHeight = 900;
  std::string layout;    // Layout::toJson; empty = the preset
  std::string libraryTopic;
  std::vector<std::string> recent; // newest first, at most 12
};

// $XDG_CONFIG_HOME/tickscope/settings.json, else ~/.config/tickscope/settings.json; empty when there is no home.
std::string settingsPath();

// Never fails: a missing file gives the defaults; a damaged one is renamed to NAME.damaged, the defaults are used and
// `message` says so. Values out of range are replaced one by one.
Settings loadSettings(const std::string& path, std::string& message);
// Writes beside the file and renames, so that a crash leaves the old or the new file whole. False when it cannot.
bool saveSettings(const std::string& path, const Settings& settings);

std::string settingsToJson(const Settings& settings);
bool settingsFromJson(const std::string& text, Settings& settings);

constexpr float smallestScale = 0.75f, largestScale = 3.f;

} // namespace tickscope::gui
