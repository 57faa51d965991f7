#include "cli/library.h"

#include <filesystem>

namespace tickscope::cli {

namespace fs = std::filesystem;

std::string libraryFolder() {
  std::error_code problem;
  return findScenarioFolder(fs::read_symlink("/proc/self/exe", problem).string());
}

std::string findProgram(const std::string& name) {
  std::error_code problem;
  if (fs::is_regular_file(name, problem)) return name;
  const std::string folder = libraryFolder();
  if (folder.empty()) return {};
  for (const ScenarioEntry& entry : listScenarios(folder))
    if (name == entry.name || name == entry.topic + "/" + entry.name) return entry.path;
  return {};
}

} // namespace tickscope::cli
