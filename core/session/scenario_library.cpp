#include "core/session/scenario_library.h"

#include "core/session/scenario.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

namespace tickscope {

namespace fs = std::filesystem;

std::vector<ScenarioEntry> listScenarios(const std::string& folder) {
  std::vector<ScenarioEntry> out;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end; !error && it != end; it.increment(error)) {
    constexpr int deepest = 3;
    if (it.depth() > deepest || !it->is_regular_file(error) || it->path().extension() != ".json") continue;
    fs::path program = fs::path(it->path()).replace_extension(".js");
    if (!fs::exists(program, error)) continue;
    ScenarioEntry entry{program.string(), program.parent_path().filename().string(), program.stem().string(), {}, {}, 0};
    if (Result<Scenario> scenario = loadScenario(it->path().string())) {
      entry.topic = scenario->topic;
      entry.title = scenario->title;
      entry.question = scenario->question;
      entry.level = scenario->level;
    } else {
      entry.title = entry.name;
    }
    out.push_back(std::move(entry));
  }
  std::sort(out.begin(), out.end(), [](const ScenarioEntry& a, const ScenarioEntry& b) {
    return std::tie(a.topic, a.level, a.name) < std::tie(b.topic, b.level, b.name);
  });
  return out;
}

std::string firstScenario(const std::vector<ScenarioEntry>& scenarios) {
  for (const ScenarioEntry& entry : scenarios)
    if (entry.name == "first-look") return entry.path;
  return scenarios.front().path;
}

std::string scenarioName(const std::string& folder, const std::string& program) {
  if (folder.empty()) return {};
  std::error_code error;
  const fs::path at = fs::weakly_canonical(program, error).lexically_relative(fs::weakly_canonical(folder, error));
  if (at.empty() || *at.begin() == ".." || at.extension() != ".js") return {};
  return fs::path(at).replace_extension().generic_string();
}

std::string findScenarioFolder(const std::string& executable) {
  std::error_code error;
  for (fs::path start : {fs::current_path(error), fs::path(executable).parent_path()}) {
    if (start.empty()) continue;
    for (fs::path at = fs::absolute(start, error); !at.empty(); at = at.parent_path()) {
      if (fs::is_directory(at / "scenarios", error)) return (at / "scenarios").string();
      if (at == at.root_path()) break;
    }
  }
  return {};
}

} // namespace tickscope
