#pragma once
// The programs that come with Tickscope: scenarios/TOPIC/NAME.js with NAME.json beside it.
#include <string>
#include <vector>

namespace tickscope {

struct ScenarioEntry {
  std::string path; // of the program
  std::string topic, name;
  std::string title, question;
  int level = 0; // 0 = unknown
};

// In order of topic, level and name. A folder that is not there gives an empty list, a damaged .json an entry with only
// a name.
std::vector<ScenarioEntry> listScenarios(const std::string& folder);
// The program to begin with: order/first-look, else the first of the list. REQUIRES a list that is not empty.
std::string firstScenario(const std::vector<ScenarioEntry>& scenarios);
// "order/first-look" of a program in such a folder: what the library calls it. Empty for any other program.
std::string scenarioName(const std::string& folder, const std::string& program);
// The folder "scenarios" at or above the program's or the current folder.
std::string findScenarioFolder(const std::string& executable);

} // namespace tickscope
