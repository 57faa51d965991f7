// Tokens, trees and colours as text, held against tests/golden/syntax. TICKSCOPE_REBASELINE=1 test_syntax writes them anew:
// read the difference before committing it.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/syntax/dump_ast.h"
#include "core/syntax/dump_tokens.h"
#include "core/syntax/highlight.h"
#include "core/syntax/parser.h"

using namespace tickscope;
using namespace tickscope::syntax;

namespace {

std::string folder() { return std::string(TICKSCOPE_SOURCE_DIR) + "/tests/golden/syntax/"; }

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream buffer;
  buffer << in.rdbuf();
  return buffer.str();
}

void compare(const std::string& name, const std::string& text) {
  if (std::getenv("TICKSCOPE_REBASELINE")) {
    std::ofstream(folder() + name, std::ios::binary) << text;
    return;
  }
  std::istringstream is(text), expected(read(folder() + name));
  for (int number = 1;; ++number) {
    std::string a, b;
    const bool moreA = bool(std::getline(is, a)), moreB = bool(std::getline(expected, b));
    INFO(name << " line " << number);
    REQUIRE_EQ(a, b);
    REQUIRE_EQ(moreA, moreB);
    if (!moreA) return;
  }
}

std::string colours(const SourceText& source) {
  std::string out;
  for (const HighlightRange& range : highlight(source.text()))
    out += std::string(toText(range.kind)) + " " + std::string(source.text().substr(range.start, range.end - range.start)) + "\n";
  return out;
}

} // namespace

TEST_CASE("syntax: dumps of tokens, trees and colours are as recorded") {
  for (const char* name : {"expressions.js", "statements.js", "module.mjs"}) {
    const SourceText source(name, read(folder() + name));
    const bool isModule = std::string(name).find(".mjs") != std::string::npos;
    ParseOptions options;
    options.goal = isModule ? Goal::Module : Goal::Script;
    const ParseResult result = parse(source.text(), options);
    INFO(name << ": " << result.error.message << " at " << result.error.start);
    REQUIRE(result);
    compare(std::string(name) + ".tokens.txt", dumpTokens(source, isModule));
    compare(std::string(name) + ".ast.txt", dumpAst(*result.tree, source));
    compare(std::string(name) + ".colours.txt", colours(source));
  }
}

TEST_CASE("syntax: colours cover any text, in order and without overlap") {
  for (const char* text : {"", "a b", "`a${", "`a${{}}`b", "/*", "\"abc", "a / b / c", "x = /a/", "}}}", "@#\\u", "\xff\xfe", "${`", "a\n/b/g"}) {
    CAPTURE(text);
    uint32_t at = 0;
    for (const HighlightRange& range : highlight(text)) {
      CHECK(range.start >= at);
      CHECK(range.end > range.start);
      CHECK(range.end <= std::string_view(text).size());
      at = range.end;
    }
  }
}
