#pragma once
// Regular expressions of ECMA-262 (2024, and what of 2025 Node 24 has): a pattern is compiled to bytecode, which a
// backtracking matcher runs over one-byte (Latin-1) or UTF-16 text.
//
// Knows no JavaScript values. Nothing here is shared or static: a Program is immutable and may be used by any number of
// Matchers; a Matcher belongs to one isolate. Neither compiling nor matching recurses deeper than kMaxNesting, whatever
// the input.
#include "core/regexp/program.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

namespace tickscope::regexp {
enum class SyntaxError : uint8_t {
#define SYNTAX_ERROR(name, text) name,
#include "core/regexp/syntax_errors.def"
#undef SYNTAX_ERROR
};
// V8's words: what follows "Invalid regular expression: /pattern/flags: ".
const char* messageOf(SyntaxError error);

// What differs between versions of V8; the defaults are Node 24's.
struct Dialect {
  bool modifiers = true;               // (?i-s:…), from Node 23 on
  bool duplicateNamedGroups = true;    // in different alternatives, from Node 24 on
  bool classEscapeHasOwnError = false; // [\1] with flag u is an "Invalid class escape", up to Node 20
};

// Flags out of their letters (each at most once, not both u and v); nothing if they are invalid.
std::optional<Flags> parseFlags(std::u16string_view letters);

using CompileResult = std::variant<Program, SyntaxError>;
CompileResult compile(std::u16string_view pattern, Flags flags, const Dialect& dialect = {});

using Latin1Span = std::span<const uint8_t>;
using Utf16Span = std::span<const char16_t>;
using Subject = std::variant<Latin1Span, Utf16Span>;

enum class MatchResult : uint8_t {
  Match,
  NoMatch,
  StepLimit,   // stepLimit is used up
  MemoryLimit, // the backtracking stack would outgrow backtrackBytesMax (V8: "Maximum call stack size exceeded")
};

struct MatchLimits {
  // Work done so far, counted up by every match: positions tried, alternatives returned to, iterations of loops, and an
  // eighth of the characters run over. Depends on nothing but pattern, text and start.
  uint64_t steps = 0;
  uint64_t stepLimit = UINT64_MAX;
  size_t backtrackBytesMax = size_t{64} << 20; // as V8's
};

// Where a match may begin. ByFlags: at lastIndex with flag y, else there or later.
enum class StartAt : uint8_t { ByFlags, LastIndexOnly, LastIndexOrLater };

class Matcher {
public:
  // Fills captures with [start, end) of the whole match and of each group, -1 for a group that took no part; it has
  // room for 2 * (program.captureCount + 1) numbers and is unspecified without a match. lastIndex is at most the text's
  // length; within a surrogate pair and with flag u or v, it means the pair (ECMA-262 RegExpBuiltinExec).
  MatchResult match(const Program& program, const Subject& subject, size_t lastIndex, MatchLimits& limits,
                    std::span<int32_t> captures, StartAt startAt = StartAt::ByFlags);

private:
  std::vector<BacktrackEntry> stack_; // kept from match to match: most need little, and none of it cleared
  std::vector<int32_t> registers_;
};
} // namespace tickscope::regexp
