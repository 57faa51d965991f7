#pragma once
// The programs that come with Tickscope: scenarios/TOPIC/NAME.js with NAME.json beside it.
#include "core/session/session.h"

#include <string>
#include <vector>

namespace tickscope::gui {

struct ScenarioEntry {
  std::string path; // of the program
  std::string topic, name;
  std::string title, level, question;
};

// In order of topic and name. A folder that is not there gives an empty list, a damaged .json an entry without a title.
std::vector<ScenarioEntry> listScenarios(const std::string& folder);
// The program to begin with: order/first-look, else the first of the list. REQUIRES a list that is not empty.
std::string firstScenario(const std::vector<ScenarioEntry>& scenarios);
// The folder "scenarios" at or above the program's or the current folder.
std::string findScenarioFolder(const std::string& executable);
// Takes the world (Node version, seed, cores, pool size …) from the .json beside the program, if there is one.
void applyScenario(const std::string& programPath, tickscope::RunRequest& request);

} // namespace tickscope::gui
