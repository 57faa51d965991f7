#pragma once
// The enums of words.def and rules.def with their texts. text(Phase::Poll) is "poll"; name(Phase::Poll) is "Poll";
// kCount<Phase> is the number of values, which every reader checks a stored number against.
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tickscope::trace {

#define ENUM(Name) enum class Name : uint8_t {
#define WORD(Value, Text) Value,
#define END_ENUM(Name)                                                                                                 \
  }                                                                                                                    \
  ;
#include "core/trace/words.def"
#undef ENUM
#undef WORD
#undef END_ENUM

enum class Rule : uint8_t {
#define RULE(Id, Section, Sentence) Id,
#include "core/trace/rules.def"
#undef RULE
};

struct RuleText {
  std::string_view name, section, sentence;
};
inline constexpr RuleText kRules[] = {
#define RULE(Id, Section, Sentence) {#Id, Section, Sentence},
#include "core/trace/rules.def"
#undef RULE
};

struct Word {
  std::string_view name, text;
};

namespace words {
#define ENUM(Name) inline constexpr Word k##Name[] = {
#define WORD(Value, Text) {#Value, Text},
#define END_ENUM(Name)                                                                                                 \
  }                                                                                                                    \
  ;
#include "core/trace/words.def"
#undef ENUM
#undef WORD
#undef END_ENUM
} // namespace words

#define ENUM(Name)                                                                                                     \
  inline constexpr const Word& word(Name value) { return words::k##Name[static_cast<size_t>(value)]; }
#define WORD(Value, Text)
#define END_ENUM(Name)
#include "core/trace/words.def"
#undef ENUM
#undef WORD
#undef END_ENUM
inline constexpr const RuleText& ruleText(Rule rule) { return kRules[static_cast<size_t>(rule)]; }

template <class E> constexpr std::string_view text(E value) { return word(value).text; }
template <class E> constexpr std::string_view name(E value) { return word(value).name; }

} // namespace tickscope::trace
