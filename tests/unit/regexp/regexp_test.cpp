#include "core/regexp/regexp.h"

#include <chrono>
#include <doctest/doctest.h>
#include <string>

using namespace tickscope::regexp;

namespace {
Program program(std::u16string_view pattern, std::u16string_view flags = u"") {
  CompileResult result = compile(pattern, *parseFlags(flags));
  REQUIRE(std::holds_alternative<Program>(result));
  return std::get<Program>(std::move(result));
}
std::string errorOf(std::u16string_view pattern, std::u16string_view flags = u"", const Dialect& dialect = {}) {
  CompileResult result = compile(pattern, *parseFlags(flags), dialect);
  const SyntaxError* error = std::get_if<SyntaxError>(&result);
  return error ? messageOf(*error) : "";
}
struct Outcome {
  MatchResult result;
  std::vector<int32_t> captures;
  uint64_t steps;
};
Outcome run(const Program& compiled, std::u16string_view text, size_t lastIndex = 0, MatchLimits limits = {}) {
  std::vector<int32_t> captures(2 * (compiled.captureCount + 1));
  Matcher matcher;
  MatchResult result = matcher.match(compiled, Utf16Span{text}, lastIndex, limits, captures);
  return {result, captures, limits.steps};
}
std::vector<int32_t> captures(std::u16string_view pattern, std::u16string_view flags, std::u16string_view text) {
  Outcome outcome = run(program(pattern, flags), text);
  return outcome.result == MatchResult::Match ? outcome.captures : std::vector<int32_t>{};
}
using Captures = std::vector<int32_t>;
} // namespace

TEST_CASE("regexp: flags") {
  CHECK(parseFlags(u"dgimsuy")->multiline);
  CHECK(parseFlags(u"")->byCodePoint() == false);
  CHECK_FALSE(parseFlags(u"gg"));
  CHECK_FALSE(parseFlags(u"uv"));
  CHECK_FALSE(parseFlags(u"x"));
}

TEST_CASE("regexp: groups that took no part are -1, and iterations forget the last one's") {
  CHECK(captures(u"(a)|(b)", u"", u"b") == Captures{0, 1, -1, -1, 0, 1});
  CHECK(captures(u"(?:(a)|(b))*", u"", u"ab") == Captures{0, 2, -1, -1, 1, 2});
  CHECK(captures(u"(z)((a+)?(b+)?(c))*", u"", u"zaacbbbcac") == Captures{0, 10, 0, 1, 8, 10, 8, 9, -1, -1, 9, 10});
}

TEST_CASE("regexp: an iteration that consumes nothing is refused once it is not required") {
  CHECK(captures(u"(a*)*", u"", u"b") == Captures{0, 0, -1, -1});
  CHECK(captures(u"(?:a*?)*?b", u"", u"aab") == Captures{0, 3});
  CHECK(captures(u"(?=(a+))a*b\\1", u"", u"baaabac") == Captures{3, 6, 3, 4});
  CHECK(captures(u"(?:|(?:b*?))?", u"y", u"b") == Captures{0, 1});
}

TEST_CASE("regexp: lookbehind matches from right to left") {
  CHECK(captures(u"(?<=(\\d+)(\\d+))$", u"", u"1053") == Captures{4, 4, 0, 1, 1, 4});
  CHECK(captures(u"(?<=\\1(a))b", u"", u"aab") == Captures{2, 3, 1, 2});
}

TEST_CASE("regexp: code points with u, code units without") {
  CHECK(captures(u"^.$", u"", u"\U0001F600").empty());
  CHECK(captures(u"^.$", u"u", u"\U0001F600") == Captures{0, 2});
  CHECK(run(program(u".", u"gu"), u"\U0001F600", 1).captures == Captures{0, 2});
  CHECK(captures(u"\\ud83d", u"u", u"\U0001F600").empty());
  CHECK(captures(u"\\ud83d", u"", u"\U0001F600") == Captures{0, 1});
}

TEST_CASE("regexp: a one-byte text gives what the same text in UTF-16 gives, in as many steps") {
  std::u16string text;
  for (int i = 0; i < 400; i++) text += static_cast<char16_t>(i * 37 % 256);
  text += u"foo@bar.example 2024-05-06";
  std::string narrow(text.begin(), text.end());
  for (std::u16string_view pattern : {u"(\\d{4})-(\\d\\d)", u"\\w+@", u"[^a-z]{3,}x?", u"(?:a|b|\\W)+?o", u"\\bfoo\\b", u"(.)\\1", u"\xe9+"}) {
    for (std::u16string_view flags : {u"", u"i", u"u", u"iu"}) {
      Program compiled = program(pattern, flags);
      Outcome wide = run(compiled, text);
      std::vector<int32_t> found(2 * (compiled.captureCount + 1));
      MatchLimits limits;
      Matcher matcher;
      Latin1Span bytes(reinterpret_cast<const uint8_t*>(narrow.data()), narrow.size());
      CHECK(matcher.match(compiled, bytes, 0, limits, found) == wide.result);
      if (wide.result == MatchResult::Match) CHECK(found == wide.captures);
      CHECK(limits.steps == wide.steps);
    }
  }
}

TEST_CASE("regexp: where a match may begin") {
  std::u16string_view text = u"xaxa";
  std::vector<int32_t> found(2);
  MatchLimits limits;
  Matcher matcher;
  Program plain = program(u"a"), sticky = program(u"a", u"y"), anchored = program(u"^x");
  CHECK(matcher.match(plain, Utf16Span{text}, 2, limits, found) == MatchResult::Match);
  CHECK(found == Captures{3, 4});
  CHECK(matcher.match(sticky, Utf16Span{text}, 2, limits, found) == MatchResult::NoMatch);
  CHECK(matcher.match(sticky, Utf16Span{text}, 2, limits, found, StartAt::LastIndexOrLater) == MatchResult::Match);
  CHECK(matcher.match(plain, Utf16Span{text}, 2, limits, found, StartAt::LastIndexOnly) == MatchResult::NoMatch);
  CHECK(matcher.match(anchored, Utf16Span{text}, 2, limits, found) == MatchResult::NoMatch);
}

TEST_CASE("regexp: names of groups, in order") {
  Program compiled = program(u"(?<year>\\d)(x)(?<\u00e9>y)|(?<year>z)");
  CHECK(compiled.captureCount == 4);
  CHECK(compiled.groupNames == std::vector<GroupName>{{u"year", 1}, {u"\u00e9", 3}, {u"year", 4}});
}

TEST_CASE("regexp: errors of other versions of Node") {
  Dialect node20{.modifiers = false, .duplicateNamedGroups = false, .classEscapeHasOwnError = true};
  CHECK(errorOf(u"(?i:a)", u"", node20) == "Invalid group");
  CHECK(errorOf(u"(?<n>a)|(?<n>b)", u"", node20) == "Duplicate capture group name");
  CHECK(errorOf(u"[\\1]", u"u", node20) == "Invalid class escape");
  CHECK(errorOf(u"(?i:a)") == "");
  CHECK(errorOf(u"(?<n>a)|(?<n>b)") == "");
}

TEST_CASE("regexp: catastrophic backtracking is counted and stopped") {
  Program compiled = program(u"^(a+)+$");
  uint64_t last = 0;
  for (size_t length : {8, 12, 16}) {
    uint64_t steps = run(compiled, std::u16string(length, u'a') + u"b").steps;
    CHECK(steps > 10 * last);
    last = steps;
  }
  MatchLimits limits;
  limits.stepLimit = 100'000;
  Outcome outcome = run(compiled, std::u16string(60, u'a') + u"b", 0, limits);
  CHECK(outcome.result == MatchResult::StepLimit);
  CHECK(outcome.steps <= 100'010);
}

TEST_CASE("regexp: work that is skipped is counted: trailing blanks stay quadratic") {
  Program compiled = program(u"\\s+$");
  uint64_t small = run(compiled, std::u16string(1'000, u' ') + u"x").steps;
  uint64_t large = run(compiled, std::u16string(10'000, u' ') + u"x").steps;
  CHECK(large > 80 * small);
}

TEST_CASE("regexp: the backtracking stack has a limit") {
  MatchLimits limits;
  limits.backtrackBytesMax = 1 << 16;
  CHECK(run(program(u"(?:a|b|ab)*c"), std::u16string(100'000, u'a'), 0, limits).result != MatchResult::Match);
  CHECK(run(program(u"(?:.|\\n)*(x)"), std::u16string(100'000, u'a'), 0, limits).result == MatchResult::NoMatch);
  CHECK(run(program(u"(?:(a)|(.))*c"), std::u16string(100'000, u'a'), 0, limits).result == MatchResult::MemoryLimit);
}

TEST_CASE("regexp: hostile patterns are refused, or compiled in good time") {
  auto repeat = [](std::u16string_view text, size_t count) {
    std::u16string out;
    while (count-- > 0) out += text;
    return out;
  };
  CHECK(errorOf(repeat(u"(", 100'000)) == "Regular expression too large");
  CHECK(errorOf(repeat(u"[", 100'000), u"v") == "Regular expression too large");
  CHECK(errorOf(repeat(u"()", 40'000)) == "Too many captures");
  CHECK(errorOf(repeat(u"(?:", 1'000) + repeat(u")*", 1'000)) == "");
  CHECK(errorOf(repeat(u"\\p{L}", 100'000), u"u") == "Regular expression too large");
  CHECK(errorOf(repeat(u"\\p{RGI_Emoji}", 20'000), u"v") == "Regular expression too large");
  CHECK(errorOf(u"a{1000000000}{1}") == "Nothing to repeat");
  CHECK(run(program(u"(?:a{1000000000}){1000000000}"), u"aaaa").result == MatchResult::NoMatch);
  CHECK(run(program(u"a{0,99999999999999999999}b"), u"aaab").captures == Captures{0, 4});
  std::u16string many;
  for (char16_t c = 0x9FFF; c > 0x4E00; c -= 2) many += c;
  CHECK(run(program(u"[" + many + u"]"), u"\u4E01").result == MatchResult::Match);
}
