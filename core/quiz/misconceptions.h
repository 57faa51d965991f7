#pragma once
// The misconceptions that the quiz knows (misconceptions.def).
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/vm/wrong_rules.h"

namespace tickscope::quiz {

// An index into misconceptions(). In files misconceptions are named by their ids.
enum class MisconceptionId : uint8_t {
#define MISCONCEPTION(Id, ...) Id,
#include "core/quiz/misconceptions.def"
#undef MISCONCEPTION
};

struct Misconception {
  MisconceptionId number;
  std::string_view id, topic;
  int level; // 1 to 3: of the questions that ask after it
  std::string_view belief, truth;
  std::span<const WrongRule> rules;
};

std::span<const Misconception> misconceptions();
const Misconception& misconception(MisconceptionId id);
std::optional<MisconceptionId> findMisconception(std::string_view id);
// Whose rule it is: every wrong rule belongs to one.
MisconceptionId misconceptionOf(WrongRule rule);

} // namespace tickscope::quiz
