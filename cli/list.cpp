// tickscope list: the scenario library.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/command.h"
#include "cli/library.h"
#include "cli/run_options.h"

namespace tickscope::cli {

namespace {
int list(const std::vector<std::string>& arguments) {
  CLI::App app("Lists the scenarios of the library: TOPIC/NAME, level (1 = first steps, 2 = everyday work, 3 = subtle), title.",
               "tickscope list");
  std::string topic, folder;
  int level = 0;
  bool paths = false;
  app.add_option("TOPIC", topic, "only this topic, such as order");
  app.add_option("--level", level, "only this level")->check(CLI::Range(1, 3));
  app.add_option("--folder", folder, "another library than that of Tickscope");
  app.add_flag("--paths", paths, "the programs' paths only");
  int code = 0;
  if (!parseArguments(app, arguments, &code)) return code;
  if (folder.empty()) folder = libraryFolder();
  const auto entries = listScenarios(folder);
  if (entries.empty()) {
    complain(folder.empty() ? "no folder 'scenarios' was found here or above" : "there is no scenario in " + folder);
    return kUsage;
  }
  size_t shown = 0;
  for (const ScenarioEntry& entry : entries) {
    if ((!topic.empty() && entry.topic != topic) || (level && entry.level != level)) continue;
    ++shown;
    if (paths) std::printf("%s\n", entry.path.c_str());
    else std::printf("%-38s %d  %s\n", (entry.topic + "/" + entry.name).c_str(), entry.level, entry.title.c_str());
  }
  if (!shown) {
    complain("no scenario is of " + (topic.empty() ? "this level" : "topic '" + topic + "'" + (level ? " and this level" : "")));
    return kFellShort;
  }
  return kOk;
}
} // namespace

const Command kList{"list", "the scenario library", list};

} // namespace tickscope::cli
