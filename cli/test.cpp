// tickscope test: scenarios' expectations, and every claim of their narration.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "cli/command.h"
#include "cli/run_options.h"
#include "core/session/narration.h"
#include "core/session/scenario.h"
#include "core/trace/trace.h"

namespace tickscope::cli {

namespace {
struct Tested {
  std::string program;
  std::vector<std::string> problems; // none: it passed
};

// nodeMajor 0: the version of the scenario's world.
std::vector<std::string> problemsOf(const std::string& program, int nodeMajor) {
  const auto scenario = loadScenario(scenarioPathFor(program));
  if (!scenario) return {scenario.error().message};
  RunRequest request;
  request.path = program;
  applyWorld(scenario->world, request);
  const int narrated = request.nodeMajor;
  if (nodeMajor) request.nodeMajor = nodeMajor;
  request.detail = trace::Detail::Loop;
  const RunResult result = tickscope::run(request);
  if (result.end != RunEnd::Exited || !result.trace) return {result.message.empty() ? "it was not run" : result.message};
  std::vector<std::string> problems;
  if (const auto wrong = unexpected(scenario->expected(request.nodeMajor), result.standardOutput, result.exitCode))
    problems.push_back(*wrong);
  if (request.nodeMajor != narrated) return problems; // the sentences are about another version
  const auto told = narrate(*scenario, *result.trace);
  for (size_t i = 0; i < told.size(); ++i)
    if (!told[i].problem.empty()) problems.push_back("narration at '" + scenario->narration[i].atText + "': " + told[i].problem);
  return problems;
}

// The programs below a folder that have a scenario.
void addScenarios(const std::string& folder, std::vector<std::string>& programs) {
  std::error_code problem;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, problem)) {
    const std::string path = entry.path().string();
    if (path.ends_with(".js") && std::filesystem::exists(scenarioPathFor(path), problem)) programs.push_back(path);
  }
}

std::string xmlText(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
    case '&': escaped += "&amp;"; break;
    case '<': escaped += "&lt;"; break;
    case '>': escaped += "&gt;"; break;
    case '"': escaped += "&quot;"; break;
    case '\n': escaped += "&#10;"; break;
    default:
      if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') escaped += c; // XML 1.0 has no other control characters
    }
  }
  return escaped;
}

std::string asJunit(const std::vector<Tested>& tested, size_t failed) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"" + std::to_string(tested.size()) + "\" failures=\"" +
                     std::to_string(failed) + "\">\n<testsuite name=\"tickscope\" tests=\"" + std::to_string(tested.size()) + "\" failures=\"" +
                     std::to_string(failed) + "\">\n";
  for (const Tested& test : tested) {
    text += "<testcase classname=\"scenario\" name=\"" + xmlText(test.program) + "\"";
    if (test.problems.empty()) {
      text += "/>\n";
      continue;
    }
    text += ">\n";
    for (const std::string& problem : test.problems) text += "<failure message=\"" + xmlText(problem) + "\"/>\n";
    text += "</testcase>\n";
  }
  return text + "</testsuite>\n</testsuites>\n";
}

// https://testanything.org, version 13.
void printTap(const std::vector<Tested>& tested) {
  std::printf("TAP version 13\n1..%zu\n", tested.size());
  for (size_t i = 0; i < tested.size(); ++i) {
    std::printf("%sok %zu - %s\n", tested[i].problems.empty() ? "" : "not ", i + 1, tested[i].program.c_str());
    for (const std::string& problem : tested[i].problems) std::printf("  # %s\n", problem.c_str());
  }
}

int test(const std::vector<std::string>& arguments) {
  CLI::App app("Runs scenarios (programs with a .json beside them) and checks what they print, their exit codes, and every\n"
               "claim of their narration. The last line is `N passed, M failed`; exit code 1 if one failed.",
               "tickscope test");
  std::vector<std::string> paths;
  int nodeMajor = 0;
  std::string junit;
  bool tap = false;
  app.add_option("PATH", paths, "programs, and folders of them (default: scenarios)");
  app.add_option("--node", nodeMajor, "Node version whose rules apply (default: the scenario's)");
  app.add_option("--junit", junit, "write the results to this file, as JUnit does");
  app.add_flag("--tap", tap, "print the results as TAP");
  int code = 0;
  if (!parseArguments(app, arguments, &code)) return code;
  if (paths.empty()) paths = {"scenarios"};
  if (nodeMajor && std::find(std::begin(kNodeMajors), std::end(kNodeMajors), nodeMajor) == std::end(kNodeMajors)) {
    complain("there are no rules for Node " + std::to_string(nodeMajor));
    return kUsage;
  }
  std::vector<std::string> programs;
  for (const std::string& path : paths) {
    std::error_code problem;
    if (std::filesystem::is_directory(path, problem)) {
      addScenarios(path, programs);
    } else if (std::filesystem::is_regular_file(path, problem)) {
      programs.push_back(path);
    } else {
      complain("no such file or folder: " + path);
      return kUsage;
    }
  }
  std::sort(programs.begin(), programs.end());
  if (programs.empty()) {
    complain("there is no scenario in " + paths[0]);
    return kUsage;
  }
  std::vector<Tested> tested;
  for (const std::string& program : programs) tested.push_back({program, problemsOf(program, nodeMajor)});
  const size_t failed = size_t(std::count_if(tested.begin(), tested.end(), [](const Tested& one) { return !one.problems.empty(); }));
  if (!junit.empty()) {
    std::ofstream file(junit, std::ios::binary);
    file << asJunit(tested, failed);
    if (!file.flush()) {
      complain(junit + " cannot be written");
      return kUsage;
    }
  }
  if (tap) {
    printTap(tested);
  } else {
    for (const Tested& one : tested)
      for (const std::string& problem : one.problems) std::printf("%s: %s\n", one.program.c_str(), problem.c_str());
    std::printf("%zu passed, %zu failed\n", tested.size() - failed, failed);
  }
  return failed ? kFellShort : kOk;
}
} // namespace

const Command kTest{"test", "run scenarios and check their expectations", test};

} // namespace tickscope::cli
