#include "core/quiz/shuffle.h"

#include "core/quiz/question.h"

namespace tickscope::quiz {

namespace {
constexpr size_t kMostChoices = 5;
}

void keepSome(Question& question, uint64_t seed) {
  Choice right = std::move(question.choices[0]);
  question.choices.erase(question.choices.begin());
  shuffle(question.choices, seed);
  if (question.choices.size() > kMostChoices - 1) question.choices.resize(kMostChoices - 1);
  const uint32_t at = Dice(~seed).below(uint32_t(question.choices.size() + 1));
  question.choices.insert(question.choices.begin() + at, std::move(right));
  question.right = {at};
}

} // namespace tickscope::quiz
