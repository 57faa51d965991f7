// tickscope diff: what differs between two runs, in the words of the loop.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>

#include "cli/command.h"
#include "cli/run_options.h"
#include "core/trace/explain.h"
#include "core/trace/loop_diff.h"
#include "core/trace/reader.h"

namespace tickscope::cli {

namespace {
constexpr size_t kShownCauses = 6;

using TracePointer = std::shared_ptr<trace::Trace>;

TracePointer load(const std::string& path) {
  auto loaded = trace::readTrace(path);
  if (!loaded) complain(loaded.error().message);
  else if (loaded->damage) complain(*loaded->damage);
  else return std::make_shared<trace::Trace>(std::move(loaded->trace));
  return nullptr;
}

TracePointer record(const std::vector<std::string>& arguments, int* code) {
  CLI::App app("", "tickscope diff");
  RunOptions options;
  addRunOptions(app, options);
  SplitArguments split = splitArguments(arguments);
  if (!parseArguments(app, split.own, code)) return nullptr;
  *code = kUsage;
  if (!finishRunOptions(app, options, split)) return nullptr;
  options.request.detail = trace::Detail::Loop;
  options.request.collectOutput = false;
  const RunResult result = tickscope::run(options.request);
  if (!result.trace || result.end == RunEnd::BadInput) {
    complain(result.message.empty() ? options.request.path + " cannot be run" : result.message);
    return nullptr;
  }
  return result.trace;
}

void tell(const char* name, const trace::Trace& trace, trace::EventId event, const std::string& what) {
  std::printf("  %s: %s\n", name, what.c_str());
  if (event == trace::kNoEvent) return;
  const auto chain = trace::causeChain(trace, event);
  for (size_t i = 0; i < std::min(chain.size(), kShownCauses); ++i)
    std::printf("    %s#%u %s\n", i ? "because of " : "", chain[i], trace::explain(trace, chain[i]).c_str());
}

int compareRuns(const trace::Trace& left, const trace::Trace& right) {
  for (const std::string& line : trace::settingsDifference(left.header(), right.header())) std::printf("setting %s\n", line.c_str());
  const auto difference = trace::loopDifference(left, right);
  if (!difference) {
    std::printf("the same: callbacks and output come in the same order\n");
    return kOk;
  }
  std::printf("the first %zu callbacks and lines of output are the same; then\n", difference->same);
  tell("first run", left, difference->left, difference->leftWhat);
  tell("second run", right, difference->right, difference->rightWhat);
  return kFellShort;
}

int diff(const std::vector<std::string>& arguments) {
  const auto against = std::find(arguments.begin(), arguments.end(), "--against");
  if (against != arguments.end()) {
    // The program stands before --against; its options may be anything that `run` knows.
    std::vector<std::string> first(arguments.begin(), against), second(against + 1, arguments.end());
    CLI::App app("", "tickscope diff");
    RunOptions options;
    addRunOptions(app, options);
    int code = 0;
    if (!parseArguments(app, splitArguments(first).own, &code)) return code;
    second.insert(second.begin(), options.request.path);
    const TracePointer left = record(first, &code);
    const TracePointer right = left ? record(second, &code) : nullptr;
    return right ? compareRuns(*left, *right) : code;
  }
  CLI::App app("Says what differs between two runs: the first callback or line of output that is another one, with the\n"
               "causes on both sides. Times are not compared (`tickscope replay` does).\n\n"
               "  tickscope diff A.tick B.tick\n"
               "  tickscope diff FILE [OPTIONS] --against [OPTIONS]    one program under two settings; options as of `run`\n\n"
               "Exit code 1 if they differ.",
               "tickscope diff");
  std::vector<std::string> paths;
  app.add_option("TRACE", paths, "two trace files")->required()->expected(2);
  int code = 0;
  if (!parseArguments(app, arguments, &code)) return code;
  const TracePointer left = load(paths[0]);
  const TracePointer right = left ? load(paths[1]) : nullptr;
  return right ? compareRuns(*left, *right) : kUsage;
}
} // namespace

const Command kDiff{"diff", "what differs between two runs", diff};

} // namespace tickscope::cli
