// tickscope run: behaves as `node FILE ARGS` would.
#include <CLI/CLI.hpp>
#include <cstdio>

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
  request.collectOutput = false;
  request.keepTrace = false;
  if (!request.tracePath.empty()) request.detail = trace::Detail::Loop;
  request.output = [](trace::Stream stream, std::string_view bytes) {
    // As Node writes: standard output and standard error in the order of the program, without our own buffering.
    std::FILE* out = stream == trace::Stream::Stdout ? stdout : stderr;
    if (stream == trace::Stream::Stderr) std::fflush(stdout);
    std::fwrite(bytes.data(), 1, bytes.size(), out);
  };
  const RunResult result = tickscope::run(request);
  std::fflush(stdout);
  if (result.end != RunEnd::Exited) complain(result.message);
  return result.exitCode;
}
} // namespace

const Command kRun{"run", "run a program as node would", runProgram};

} // namespace tickscope::cli
