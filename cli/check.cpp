// tickscope check: scenario files against their form, and the answers that they state against a run.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>

#include "cli/command.h"
#include "cli/run_options.h"
#include "core/quiz/stated.h"
#include "core/session/scenario.h"

namespace tickscope::cli {

namespace {
int checkFile(const std::string& path) {
  const auto scenario = loadScenario(path);
  if (!scenario) {
    std::printf("%s\n", scenario.error().message.c_str());
    return kFellShort;
  }
  std::error_code problem;
  const std::string program = std::filesystem::path(path).replace_extension(".js").string();
  if (!std::filesystem::is_regular_file(program, problem)) {
    std::printf("%s: there is no program %s beside it\n", path.c_str(), program.c_str());
    return kFellShort;
  }
  const auto wrong = quiz::wrongAnswers(*scenario, program);
  for (const std::string& what : wrong) std::printf("%s: %s\n", path.c_str(), what.c_str());
  return wrong.empty() ? kOk : kFellShort;
}

int check(const std::vector<std::string>& arguments) {
  CLI::App app("Reads scenario files and says what is wrong with them, as FILE:LINE:COLUMN; their form is described by\n"
               "assets/schema/scenario.schema.json. Answers that a scenario states are compared with a run of its program.\n"
               "Exit code 1 if something is wrong, 2 if a file cannot be read.",
               "tickscope check");
  std::vector<std::string> paths;
  app.add_option("SCENARIO", paths, "scenario files (NAME.json)")->required();
  int code = 0;
  if (!parseArguments(app, arguments, &code)) return code;
  for (const std::string& path : paths) {
    std::error_code problem;
    if (!std::filesystem::is_regular_file(path, problem)) {
      complain(path + (std::filesystem::exists(path, problem) ? " is not a file" : " is not there"));
      return kUsage;
    }
    code = std::max(code, checkFile(path));
  }
  return code;
}
} // namespace

const Command kCheck{"check", "say what is wrong with scenario files", check};

} // namespace tickscope::cli
