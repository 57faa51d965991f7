// Hostile nesting ends in a RangeError, never in a crash; what is long but not deep is no problem.
#include <doctest/doctest.h>

#include "core/syntax/parser.h"

using namespace tickscope::syntax;

namespace {
std::string repeat(const char* text, size_t count) {
  std::string out;
  for (size_t i = 0; i < count; ++i) out += text;
  return out;
}
} // namespace

TEST_CASE("syntax: deep nesting is a stack overflow, not a crash") {
  for (const char* open : {"(", "[", "{", "{a:", "a(", "a[", "!", "-", "new ", "`${", "a=>", "a?", "a=", "a**", "if(a)", "while(a)", "a:", "function f(){",
                           "class A{a(){", "(a=", "[a=", "({a:", "async(a=", "x={a(){", "class A extends ", "let [a=", "do ", "try{", "for(;;)",
                           "typeof ", "await ", "yield ", "(async()=>", "var{a:", "switch(a){case 1:", "label: {", "a?.[", "import(", "...", "++", "\"a\"+("}) {
    CAPTURE(open);
    const ParseResult result = parse(repeat(open, 200000), {});
    REQUIRE_FALSE(result);
    CHECK((result.error.isStackOverflow || !result.error.message.empty()));
  }
  const ParseResult deep = parse(repeat("(", 100000) + "a" + repeat(")", 100000), {});
  REQUIRE_FALSE(deep);
  CHECK(deep.error.isStackOverflow);
  CHECK_EQ(deep.error.message, "Maximum call stack size exceeded");
}

TEST_CASE("syntax: nesting within the limit is accepted") {
  for (const char* pair : {"()", "[]"}) {
    const std::string text = "x = " + repeat(std::string(1, pair[0]).c_str(), 100) + "a" + repeat(std::string(1, pair[1]).c_str(), 100);
    CHECK(parse(text, {}));
  }
}

TEST_CASE("syntax: long chains are not deep") {
  CHECK(parse("x = a" + repeat("+a", 100000), {}));
  CHECK(parse("x = a" + repeat("&&a", 100000), {}));
  CHECK(parse("x = a" + repeat("??a", 100000), {}));
  CHECK(parse("x = a" + repeat(",a", 100000), {}));
  CHECK(parse("x = a" + repeat(".a", 100000), {}));
  CHECK(parse("x = a" + repeat("()", 100000), {}));
  CHECK(parse("x = a" + repeat("?.[0]", 100000), {}));
  CHECK(parse("x = `" + repeat("${a}", 100000) + "`", {}));
  CHECK(parse("if (a) b" + repeat("; else if (a) b", 100000), {}));
  CHECK(parse(repeat("a;", 100000), {}));
  CHECK(parse("[" + repeat("a,", 100000) + "]", {}));
}
