#pragma once
// What `run` and `trace` have in common: options that make a RunRequest.
#include <string>
#include <vector>

#include "core/session/session.h"

namespace CLI { class App; }

namespace tickscope::cli {

// Takes Node's own flags out of `arguments` (those before a lone `--`) and everything after the `--`.
struct SplitArguments {
  std::vector<std::string> own, nodeFlags, program;
};
SplitArguments splitArguments(const std::vector<std::string>& arguments);

struct RunOptions {
  RunRequest request;
  std::vector<std::string> environment; // NAME=VALUE
  std::vector<std::string> wrongRules;
  std::string gcStress, scenarioPath, schedule, inputPath;
  bool scenarioGiven = false;
};
// Declares the options; the values land in `options` when the app parses.
void addRunOptions(CLI::App& app, RunOptions& options);
// After parsing: what could not be said to CLI11, and the scenario beside the program. False: complained.
bool finishRunOptions(CLI::App& app, RunOptions& options, SplitArguments& split);
// Runs the program with its output where Node's goes, and says why if it did not come to its end. The exit code.
int runToStandardStreams(RunRequest& request);
// Parses; returns true to go on, else *code is the exit code (help was shown, or usage was wrong).
bool parseArguments(CLI::App& app, std::vector<std::string> arguments, int* code);

} // namespace tickscope::cli
