// tickscope trace: runs a program and records it.
#include <CLI/CLI.hpp>
#include <map>

#include "cli/command.h"
#include "cli/run_options.h"
#include "core/trace/trace.h"

namespace tickscope::cli {

namespace {
int traceProgram(const std::vector<std::string>& arguments) {
  CLI::App app("Runs FILE and records everything that happens into a trace.\n"
               "The program's output goes where it always goes; the exit code is the program's.",
               "tickscope trace");
  app.footer("What follows a lone -- are the program's arguments.");
  RunOptions options;
  addRunOptions(app, options);
  const std::map<std::string, trace::Detail> details = {
      {"loop", trace::Detail::Loop}, {"call", trace::Detail::Call}, {"statement", trace::Detail::Statement}};
  trace::Detail detail = trace::Detail::Statement;
  app.add_option("-o,--output", options.request.tracePath, "the trace file")->required();
  app.add_option("--detail", detail, "how much to record: loop, call or statement")
      ->transform(CLI::CheckedTransformer(details))
      ->default_str("statement");
  SplitArguments split = splitArguments(arguments);
  int code = 0;
  if (!parseArguments(app, split.own, &code)) return code;
  if (!finishRunOptions(app, options, split)) return kUsage;

  RunRequest& request = options.request;
  request.detail = detail;
  return runToStandardStreams(request);
}
} // namespace

const Command kTrace{"trace", "run a program and record a trace", traceProgram};

} // namespace tickscope::cli
