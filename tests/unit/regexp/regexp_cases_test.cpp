// Patterns and texts with real Node's answers, recorded by generate_cases.js (which says how a line is written).
#include "core/regexp/regexp.h"

#include <doctest/doctest.h>
#include <fstream>
#include <string>
#include <vector>

using namespace tickscope::regexp;

namespace {
std::u16string decode(const std::string& text) {
  std::u16string out;
  for (size_t i = 0; i < text.size(); i++) {
    if (text[i] == '~') {
      out += static_cast<char16_t>(std::stoi(text.substr(i + 1, 4), nullptr, 16));
      i += 4;
    } else {
      out += static_cast<char16_t>(text[i]);
    }
  }
  return out;
}

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> out;
  size_t from = 0;
  for (size_t tab; (tab = line.find('\t', from)) != std::string::npos; from = tab + 1) out.push_back(line.substr(from, tab - from));
  out.push_back(line.substr(from));
  return out;
}

std::string answer(const Program& program, const Subject& text, size_t lastIndex) {
  std::vector<int32_t> captures(2 * (program.captureCount + 1));
  MatchLimits limits;
  limits.stepLimit = 10'000'000;
  Matcher matcher;
  switch (matcher.match(program, text, lastIndex, limits, captures)) {
    case MatchResult::NoMatch: return "N";
    case MatchResult::StepLimit: return "step limit";
    case MatchResult::MemoryLimit: return "memory limit";
    case MatchResult::Match: break;
  }
  std::string out = "M";
  for (size_t i = 0; i < captures.size(); i += 2)
    out += " " + std::to_string(captures[i]) + "," + std::to_string(captures[i + 1]);
  return out;
}

void check(const char* name) {
  std::ifstream file(std::string(TICKSCOPE_SOURCE_DIR) + "/tests/unit/regexp/" + name);
  size_t count = 0;
  for (std::string line; std::getline(file, line); count++) {
    std::vector<std::string> field = fields(line);
    REQUIRE(field.size() == 5);
    CAPTURE(line);
    CompileResult result = compile(decode(field[0]), *parseFlags(decode(field[1])));
    if (const SyntaxError* error = std::get_if<SyntaxError>(&result)) {
      CHECK(std::string("E:") + messageOf(*error) == field[4]);
      continue;
    }
    const Program& program = std::get<Program>(result);
    std::u16string text = decode(field[2]);
    size_t lastIndex = std::stoul(field[3]);
    CHECK(answer(program, Utf16Span{text}, lastIndex) == field[4]);
    bool narrow = true;
    for (char16_t c : text) narrow &= c < 256;
    if (!narrow) continue;
    std::vector<uint8_t> bytes(text.begin(), text.end());
    CHECK(answer(program, Latin1Span{bytes}, lastIndex) == field[4]);
  }
  CHECK(count > 1000);
}
} // namespace

TEST_CASE("regexp cases: random patterns") { check("cases.tsv"); }
TEST_CASE("regexp cases: the grammar's corners, with each of the flags that change it") { check("syntax_cases.tsv"); }
