// Any pattern on any text. What must hold: it compiles or has an error; a one-byte text gives what UTF-16 gives, in as
// many steps; and searching finds the first place where a try at that place alone finds something.
//
// Input: two bytes of flags, one that says how many code units the pattern has, then the pattern and the text; the
// units are bytes, or, by a flag, pairs of bytes.
#include "core/regexp/regexp.h"

#include <algorithm>
#include <cstdlib>
#include <string>

using namespace tickscope::regexp;

namespace {
MatchResult match(const Program& program, const Subject& text, size_t at, StartAt startAt, std::vector<int32_t>& captures,
                  uint64_t& steps) {
  MatchLimits limits;
  limits.stepLimit = 20'000;
  limits.backtrackBytesMax = 1 << 20;
  captures.assign(2 * (program.captureCount + 1), -7);
  Matcher matcher;
  MatchResult result = matcher.match(program, text, at, limits, captures, startAt);
  steps = limits.steps;
  return result;
}
void require(bool condition) {
  if (!condition) std::abort();
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 3) return 0;
  Flags flags;
  flags.ignoreCase = data[0] & 1;
  flags.multiline = data[0] & 2;
  flags.dotAll = data[0] & 4;
  flags.unicode = (data[0] & 24) == 8;
  flags.unicodeSets = (data[0] & 24) == 16;
  flags.global = true;
  bool wide = data[0] & 32;
  Dialect dialect{.modifiers = (data[1] & 1) == 0, .duplicateNamedGroups = (data[1] & 2) == 0};
  std::u16string units;
  for (size_t i = 3; i < size; i++) {
    if (!wide) units += static_cast<char16_t>(data[i]);
    else if (i + 1 < size) units += static_cast<char16_t>(data[i] | data[i + 1] << 8), i++;
  }
  size_t split = std::min<size_t>(data[2], units.size());
  std::u16string pattern = units.substr(0, split), text = units.substr(split, 200);

  CompileResult compiled = compile(pattern, flags, dialect);
  if (const SyntaxError* error = std::get_if<SyntaxError>(&compiled)) {
    require(messageOf(*error)[0] != '\0');
    return 0;
  }
  const Program& program = std::get<Program>(compiled);
  std::vector<int32_t> captures, others;
  uint64_t steps, otherSteps;
  MatchResult result = match(program, Utf16Span{text}, 0, StartAt::LastIndexOrLater, captures, steps);
  if (result == MatchResult::Match) {
    int32_t length = static_cast<int32_t>(text.size());
    for (size_t i = 0; i < captures.size(); i += 2) {
      int32_t from = captures[i], to = captures[i + 1];
      require((from == -1 && to == -1 && i > 0) || (from >= 0 && from <= to && to <= length));
    }
  }
  if (std::all_of(text.begin(), text.end(), [](char16_t c) { return c < 256; })) {
    std::vector<uint8_t> bytes(text.begin(), text.end());
    require(match(program, Latin1Span{bytes}, 0, StartAt::LastIndexOrLater, others, otherSteps) == result);
    require(steps == otherSteps);
    if (result == MatchResult::Match) require(captures == others);
  }
  if (result != MatchResult::Match && result != MatchResult::NoMatch) return 0;
  if (flags.byCodePoint()) return 0; // a start within a pair means the pair
  for (size_t at = 0; at <= text.size(); at++) {
    MatchResult here = match(program, Utf16Span{text}, at, StartAt::LastIndexOnly, others, steps);
    if (here == MatchResult::Match) {
      require(result == MatchResult::Match && captures == others);
      return 0;
    }
    if (here != MatchResult::NoMatch) return 0;
  }
  require(result == MatchResult::NoMatch);
  return 0;
}
