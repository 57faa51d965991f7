#include "core/quiz/misconceptions.h"

#include "core/base/assert.h"

#include <algorithm>

namespace tickscope::quiz {

namespace {
#define MISCONCEPTION(Id, id, topic, level, belief, truth, ...) constexpr WrongRule k##Id[] = {__VA_ARGS__};
#include "core/quiz/misconceptions.def"
#undef MISCONCEPTION

constexpr Misconception kMisconceptions[] = {
#define MISCONCEPTION(Id, id, topic, level, belief, truth, ...) {MisconceptionId::Id, id, topic, level, belief, truth, k##Id},
#include "core/quiz/misconceptions.def"
#undef MISCONCEPTION
};

constexpr size_t rulesInAll() {
  size_t count = 0;
  for (const Misconception& each : kMisconceptions) count += each.rules.size();
  return count;
}
static_assert(rulesInAll() == kWrongRuleCount, "every wrong rule belongs to one misconception");
} // namespace

std::span<const Misconception> misconceptions() { return kMisconceptions; }
const Misconception& misconception(MisconceptionId id) { return kMisconceptions[size_t(id)]; }

std::optional<MisconceptionId> findMisconception(std::string_view id) {
  for (const Misconception& each : kMisconceptions)
    if (each.id == id) return each.number;
  return std::nullopt;
}

MisconceptionId misconceptionOf(WrongRule rule) {
  for (const Misconception& each : kMisconceptions)
    if (std::find(each.rules.begin(), each.rules.end(), rule) != each.rules.end()) return each.number;
  TICK_UNREACHABLE("a wrong rule without a misconception");
}

} // namespace tickscope::quiz
