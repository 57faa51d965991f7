// tickscope run: behaves as `node FILE ARGS` would.
#include <CLI/CLI.hpp>

#include "cli/command.h"
#include "cli/dump.h"
#include "cli/run_options.h"
#include "core/trace/trace.h"

namespace tickscope::cli {

namespace {
int runProgram(const std::vector<std::string>& arguments) {
  CLI::App app("Runs FILE as `node FILE ARGS` would: the same output and exit code.\n"
               "Node's own flags (--unhandled-rejections=MODE, --max-old-space-size=MB, …) are accepted.\n"
               "Exit code 2: the program could not be run, or a limit was hit.",
               "tickscope run");
  app.footer("What follows a lone -- are the program's arguments.");
  RunOptions options;
  addRunOptions(app, options);
  DumpOptions dumps;
  addDumpOptions(app, dumps);
  app.add_option("--trace", options.request.tracePath, "record a trace into this file");
  SplitArguments split = splitArguments(arguments);
  int code = 0;
  if (!parseArguments(app, split.own, &code)) return code;
  if (dumps.any()) return dumpProgram(options.request.path, dumps);
  if (!finishRunOptions(app, options, split)) return kUsage;

  RunRequest& request = options.request;
  if (!request.tracePath.empty()) request.detail = trace::Detail::Loop;
  return runToStandardStreams(request);
}
} // namespace

const Command kRun{"run", "run a program as node would", runProgram};

} // namespace tickscope::cli
