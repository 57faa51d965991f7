#pragma once
// What to ask next: the belief that is most due, by a fresh program or one of the library, in a form that can reveal it.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/quiz/progress.h"
#include "core/quiz/question.h"
#include "core/session/session.h"

namespace tickscope::quiz {

struct PracticePlan {
  std::string topic;     // only misconceptions of this topic; empty: all
  int level = 3;         // at most
  int nodeMajor = kDefaultNodeMajor;
  bool orderOnly = false; // no other form than ordering
};

// The misconception to ask after: never asked ones in the order of the list, then the one that has been due longest; of
// those not due yet the first to come. Nothing if the plan leaves none.
std::optional<MisconceptionId> nextBelief(const Progress& progress, const PracticePlan& plan, int64_t now);

struct Task {
  MisconceptionId about{};
  std::string text; // of the program
  Question question;
};
// `seed` makes it another program every time: Progress::asked and the time will do.
std::optional<Task> nextTask(const Progress& progress, const PracticePlan& plan, int64_t now, uint64_t seed, RunControl* control = nullptr);

} // namespace tickscope::quiz
