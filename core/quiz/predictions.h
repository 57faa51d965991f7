#pragma once
// What a program does under Node's rules, in every order that they allow, and under each wrong rule: what all questions
// about it and all diagnoses are made from.
#include <memory>
#include <string>
#include <vector>

#include "core/quiz/misconceptions.h"
#include "core/quiz/promotions.h"
#include "core/session/explore.h"
#include "core/session/session.h"

namespace tickscope::quiz {

using Lines = std::vector<std::string>; // of standard output, without their ends

struct AllowedRun {
  Lines lines;
  int exitCode = 0;
  std::string schedule; // how to get it again
  std::shared_ptr<const trace::Trace> trace;
};

struct WrongRun {
  WrongRule rule{};
  Lines lines;
  std::shared_ptr<const trace::Trace> trace;
};

struct Predictions {
  std::string problem;             // why the program cannot be asked about; empty if it can
  std::vector<AllowedRun> allowed; // the first is the machine's own
  bool allOrders = false;          // `allowed` is all of them, not only those found within the limits
  // Of rules that change nothing about this program too: their lines are equal to the first allowed ones.
  std::vector<WrongRun> wrong;
  std::vector<Promotion> promotions; // of the first allowed run; none are looked for where the order is a race

  bool isRace() const { return allowed.size() > 1; }
  bool allows(const Lines& lines) const;
  // The rules under which the program prints just that; empty if it is an order that is allowed.
  std::vector<WrongRule> explains(const Lines& lines) const;
};

struct PredictionLimits {
  unsigned runs = 120;              // to find the allowed orders
  uint64_t instructions = 100'000'000; // of each run; 0.2 s of virtual time at work
  size_t lines = 24;                // of output: more is no question
};

// `request` names the program and its world; what it says of tracing and output does not matter.
Predictions predict(RunRequest request, const PredictionLimits& limits = {}, RunControl* control = nullptr);

Lines splitLines(std::string_view text);

} // namespace tickscope::quiz
