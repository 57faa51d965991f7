#include "core/quiz/practice.h"

#include <algorithm>
#include <tuple>

#include "core/quiz/forms.h"
#include "core/quiz/generator.h"
#include "core/quiz/shuffle.h"

namespace tickscope::quiz {

std::optional<MisconceptionId> nextBelief(const Progress& progress, const PracticePlan& plan, int64_t now) {
  std::optional<MisconceptionId> best;
  std::tuple<int, int64_t, size_t> bestKey;
  for (const Misconception& each : misconceptions()) {
    if ((!plan.topic.empty() && each.topic != plan.topic) || each.level > plan.level) continue;
    const auto known = progress.beliefs.find(std::string(each.id));
    const bool fresh = known == progress.beliefs.end();
    const bool due = !fresh && known->second.dueAt <= now;
    // What was answered wrong comes back before anything new.
    const int rank = due && known->second.box == 0 ? 0 : fresh ? 1 : due ? 2 : 3;
    const std::tuple<int, int64_t, size_t> key{rank, fresh ? 0 : known->second.dueAt, size_t(each.number)};
    if (!best || key < bestKey) {
      best = each.number;
      bestKey = key;
    }
  }
  return best;
}

std::optional<Task> nextTask(const Progress& progress, const PracticePlan& plan, int64_t now, uint64_t seed, RunControl* control) {
  const auto about = nextBelief(progress, plan, now);
  if (!about) return std::nullopt;
  Dice dice(seed);
  const int level = std::clamp(misconception(*about).level, 1, plan.level);
  auto fresh = freshProgram(*about, level, plan.nodeMajor, dice.next() >> 1, 60, control);
  if (!fresh) return std::nullopt;
  std::vector<Question> questions;
  const auto reveals = [&](const Question& question) {
    const auto targets = question.targets();
    return std::find(targets.begin(), targets.end(), *about) != targets.end();
  };
  if (!plan.orderOnly && dice.below(3) == 0)
    for (Question& question : allQuestions(fresh->predictions, dice.next()))
      if (question.form != Form::Order && reveals(question)) questions.push_back(std::move(question));
  if (questions.empty()) {
    auto order = orderQuestion(fresh->predictions, dice.next());
    if (!order) return std::nullopt;
    questions.push_back(std::move(*order));
  }
  return Task{*about, std::move(fresh->text), std::move(questions[dice.below(uint32_t(questions.size()))])};
}

} // namespace tickscope::quiz
