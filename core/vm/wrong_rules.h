#pragma once
// Which wrong rules a run follows (wrong_rules.def). None, always, except where a quiz asks what a belief would lead to:
// whoever looks at them does so beside the road that a normal run takes, at no virtual cost, so that having them leaves
// every trace as it is.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tickscope {

enum class WrongRule : uint8_t {
#define WRONG_RULE(Id, name, sentence) Id,
#include "core/vm/wrong_rules.def"
#undef WRONG_RULE
};

struct WrongRuleText {
  std::string_view name, sentence;
};
inline constexpr WrongRuleText kWrongRules[] = {
#define WRONG_RULE(Id, name, sentence) {name, sentence},
#include "core/vm/wrong_rules.def"
#undef WRONG_RULE
};
inline constexpr size_t kWrongRuleCount = sizeof kWrongRules / sizeof *kWrongRules;

constexpr const WrongRuleText& textOf(WrongRule rule) { return kWrongRules[size_t(rule)]; }
constexpr std::optional<WrongRule> findWrongRule(std::string_view name) {
  for (size_t i = 0; i < kWrongRuleCount; ++i)
    if (kWrongRules[i].name == name) return WrongRule(i);
  return std::nullopt;
}

class WrongRules {
public:
  bool any() const { return bits_ != 0; }
  bool has(WrongRule rule) const { return bits_ >> size_t(rule) & 1; }
  void add(WrongRule rule) { bits_ |= uint64_t(1) << size_t(rule); }

private:
  static_assert(kWrongRuleCount <= 64);
  uint64_t bits_ = 0;
};

} // namespace tickscope
