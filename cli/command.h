#pragma once
// A command of `tickscope`: a file each. main.cpp lists them.
#include <string>
#include <vector>

namespace tickscope::cli {

// Exit codes of our own; a program that ran gives its own.
inline constexpr int kOk = 0, kFellShort = 1, kUsage = 2;

struct Command {
  const char* name;
  const char* summary; // one line for --help
  // `arguments` are those after the command's name.
  int (*run)(const std::vector<std::string>& arguments);
};

extern const Command kRun, kTrace, kReplay, kShow, kDiff, kExplore, kQuiz, kCheck, kTest, kList, kNew, kHeap;

// "tickscope: …" on standard error.
void complain(const std::string& message);

} // namespace tickscope::cli
