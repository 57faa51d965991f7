// tickscope replay: runs recorded programs again and compares event by event.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/command.h"
#include "cli/run_options.h"
#include "core/trace/compare.h"
#include "core/trace/reader.h"

namespace tickscope::cli {

namespace {
int replay(const std::string& path, const std::string& root) {
  auto loaded = trace::readTrace(path);
  if (!loaded) {
    complain(loaded.error().message);
    return kUsage;
  }
  if (loaded->damage) {
    complain(*loaded->damage);
    return kUsage;
  }
  auto request = requestFor(loaded->trace, root);
  if (!request) {
    complain(path + ": " + request.error().message);
    return kUsage;
  }
  request->collectOutput = false;
  const RunResult result = tickscope::run(*request);
  if (!result.trace) {
    complain(path + ": " + result.message);
    return kUsage;
  }
  const auto difference = trace::compare(loaded->trace, *result.trace);
  if (!difference) {
    std::printf("%s: identical, %u events\n", path.c_str(), loaded->trace.eventCount());
    return kOk;
  }
  std::printf("%s: differs at event %u: %s\n  recorded:\n%s  now:\n%s", path.c_str(), difference->event, difference->what.c_str(),
              difference->left.c_str(), difference->right.c_str());
  return kFellShort;
}

int replayTraces(const std::vector<std::string>& arguments) {
  CLI::App app("Runs recorded programs again and compares event by event: identical, or the first difference with both\n"
               "sides' causes. Exit code 1 if one differs.",
               "tickscope replay");
  std::vector<std::string> paths;
  std::string root;
  app.add_option("TRACE", paths, "trace files")->required();
  app.add_option("--root", root, "folder with the files that the programs read (sources are in the trace)");
  int code = 0;
  if (!parseArguments(app, arguments, &code)) return code;
  for (const std::string& path : paths) code = std::max(code, replay(path, root));
  return code;
}
} // namespace

const Command kReplay{"replay", "run recorded programs again and compare", replayTraces};

} // namespace tickscope::cli
