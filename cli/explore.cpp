// tickscope explore: every order that the rules allow, each with a schedule that gives it.
#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli/command.h"
#include "cli/run_options.h"
#include "core/session/explore.h"

namespace tickscope::cli {

namespace {
void printOrder(size_t number, const AllowedOrder& order) {
  std::printf("order %zu", number);
  if (order.exitCode) std::printf(", exit code %d", order.exitCode);
  const std::string schedule = scheduleText(order.schedule);
  std::printf(schedule.empty() ? ": on the machine as it is\n" : ": --schedule \"%s\"\n", schedule.c_str());
  for (size_t i = 0; i < order.schedule.size(); ++i)
    if (order.schedule[i]) std::printf("  (%s)\n", std::string(describe(order.choices[i].kind)).c_str());
  std::string_view text = order.standardOutput;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    std::printf("    %.*s\n", int(line.size()), line.data());
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
}

int exploreProgram(const std::vector<std::string>& arguments) {
  CLI::App app("Finds every order in which the rules of the loop let FILE print its lines: where an order hangs on time, the\n"
               "program is run again with another time. Each order comes with a schedule; `run` and `trace` take it as\n"
               "--schedule and give that order again.\n"
               "Exit code 0: one order only; 1: there are several; 2: the program could not be run.",
               "tickscope explore");
  RunOptions options;
  addRunOptions(app, options);
  ExploreLimits limits;
  app.add_option("--runs", limits.runs, "try at most so many schedules")->capture_default_str();
  SplitArguments split = splitArguments(arguments);
  int code = 0;
  if (!parseArguments(app, split.own, &code)) return code;
  if (!finishRunOptions(app, options, split)) return kUsage;
  options.request.keepTrace = false;
  const Exploration found = explore(options.request, limits);
  if (found.orders.empty()) {
    complain(found.problem);
    return kUsage;
  }
  for (size_t i = 0; i < found.orders.size(); ++i) printOrder(i + 1, found.orders[i]);
  std::printf("%zu %s in %u runs%s\n", found.orders.size(), found.orders.size() == 1 ? "order" : "orders", found.runs,
              found.complete ? ", and there is no other" : "; there may be others: --runs N tries more");
  return found.orders.size() == 1 ? kOk : kFellShort;
}
} // namespace

const Command kExplore{"explore", "every order that the rules allow", exploreProgram};

} // namespace tickscope::cli
