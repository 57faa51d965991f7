// The command line program: finds the command and hands it its arguments.
#include <cstdio>
#include <string>
#include <vector>

#include "cli/command.h"

namespace tickscope::cli {

void complain(const std::string& message) { std::fprintf(stderr, "tickscope: %s\n", message.c_str()); }

namespace {
const Command* const kCommands[] = {&kRun, &kTrace, &kReplay, &kShow, &kHeap, &kDiff, &kExplore, &kQuiz, &kCheck, &kTest, &kList, &kNew};

void printHelp(std::FILE* out) {
  std::fputs("tickscope: runs JavaScript written for Node in a deterministic, virtual-time replica of Node\n\n"
             "usage: tickscope COMMAND [OPTIONS] …\n\n",
             out);
  for (const Command* command : kCommands) std::fprintf(out, "  %-8s %s\n", command->name, command->summary);
  std::fputs("\ntickscope COMMAND --help tells more about one.\n"
             "Exit codes: 0; 1 = it fell short; 2 = usage or bad input; a program that ran gives its own.\n",
             out);
}
} // namespace
} // namespace tickscope::cli

int main(int argc, char** argv) {
  using namespace tickscope::cli;
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  if (arguments.empty()) {
    printHelp(stderr);
    return kUsage;
  }
  const std::string& name = arguments[0];
  if (name == "--help" || name == "-h" || name == "help") {
    printHelp(stdout);
    return kOk;
  }
  if (name == "--version" || name == "-v") {
    std::puts("tickscope 0.1.0");
    return kOk;
  }
  for (const Command* command : kCommands)
    if (name == command->name) return command->run({arguments.begin() + 1, arguments.end()});
  complain("there is no command '" + name + "'; tickscope --help lists them");
  return kUsage;
}
