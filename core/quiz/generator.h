#pragma once
// Fresh programs, so that nothing can be learnt by heart: small, original, in Node's own words, and the same for the same
// seed on every machine.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/quiz/predictions.h"

namespace tickscope::quiz {

// A program that is about a misconception: it has what the belief is about, among other things that stand in the way.
// Whether the order really changes is for predict() to say.
std::string generateProgram(MisconceptionId about, int level, uint64_t seed);

struct FreshProgram {
  std::string text;
  uint64_t seed = 0; // that generateProgram was given
  std::shared_ptr<const Predictions> predictions;
};
// The first program from `seed` on whose order is no race and changes under a rule of the misconception, so that the
// output of that rule is not also the output of another misconception's. Nothing after `tries`.
std::optional<FreshProgram> freshProgram(MisconceptionId about, int level, int nodeMajor, uint64_t seed, unsigned tries = 24,
                                         RunControl* control = nullptr);

} // namespace tickscope::quiz
