#include <doctest/doctest.h>

#include <cmath>

#include "core/base/utf.h"
#include "core/syntax/lexer.h"

using namespace tickscope;
using namespace tickscope::syntax;

namespace {

std::vector<Token> tokens(const std::string& text, Tree& tree) {
  Lexer lexer(text, tree, true);
  std::vector<Token> out;
  do out.push_back(lexer.next());
  while (out.back().kind != TokenKind::EndOfFile && out.back().kind != TokenKind::Invalid);
  return out;
}

double number(const std::string& text) {
  Tree tree;
  const std::vector<Token> all = tokens(text, tree);
  REQUIRE_EQ(all.size(), 2);
  REQUIRE(all[0].kind == TokenKind::Number);
  return all[0].number;
}

std::u16string string(const std::string& text) {
  Tree tree;
  const std::vector<Token> all = tokens(text, tree);
  REQUIRE_EQ(all.size(), 2);
  REQUIRE(all[0].kind == TokenKind::String);
  return all[0].name->text;
}

} // namespace

TEST_CASE("lexer: numbers have the nearest double") {
  CHECK_EQ(number("0"), 0);
  CHECK_EQ(number("9007199254740993"), 9007199254740992.0); // a tie goes to the even one
  CHECK_EQ(number("9007199254740995"), 9007199254740996.0);
  CHECK_EQ(number("0x20000000000001"), 9007199254740992.0);
  CHECK_EQ(number("0x20000000000003"), 9007199254740996.0);
  CHECK_EQ(number("0x200000000000010000000000000000001"), std::ldexp(9007199254740994.0, 76));
  CHECK_EQ(number("0x1fffffffffffff7"), 0x1fffffffffffff0p0);
  CHECK_EQ(number("0x1fffffffffffff8"), 0x200000000000000p0); // a tie again
  CHECK_EQ(number("0b101"), 5);
  CHECK_EQ(number("0o777"), 511);
  CHECK_EQ(number("0777"), 511);
  CHECK_EQ(number("089"), 89);
  CHECK_EQ(number("08.5"), 8.5);
  CHECK_EQ(number("1_000_000.5_5e1_0"), 1000000.55e10);
  CHECK_EQ(number(".5"), 0.5);
  CHECK_EQ(number("5."), 5);
  CHECK_EQ(number("1e400"), HUGE_VAL);
  CHECK_EQ(number("1e-400"), 0);
  CHECK_EQ(number("5e-324"), 5e-324);
  CHECK_EQ(number("2.4703282292062328e-324"), 5e-324);
  CHECK_EQ(number("179769313486231580793e289"), HUGE_VAL);
  CHECK_EQ(number("123456789012345678901234567890"), 123456789012345678901234567890.0);
}

TEST_CASE("lexer: strings and their escapes") {
  CHECK((string("'a\\n\\t\\x41\\u0042\\u{1F600}\\0\\\nb'") == std::u16string(u"a\n\tAB\U0001F600\0b", 9)));
  CHECK((string("'\\uD800'") == std::u16string(1, char16_t(0xD800))));
  CHECK((string("'\xed\xa0\x80'") == std::u16string(1, char16_t(0xD800)))); // generalised UTF-8: a lone surrogate as it is
  CHECK((string("'\xe2\x80\xa8'") == u"\u2028"));
  CHECK((string("'\\101\\7\\400'") == std::u16string(u"A\7 0")));
  CHECK((string("'\xff'") == u"\uFFFD"));
}

TEST_CASE("lexer: names, keywords and escapes") {
  Tree tree;
  const std::vector<Token> all = tokens("if i\\u0066 \\u{61}b \xc3\xa9t\xc3\xa9 #priv async a\xe2\x80\x8c", tree);
  REQUIRE_EQ(all.size(), 8);
  CHECK(all[0].kind == TokenKind::If);
  CHECK(all[1].kind == TokenKind::If);
  CHECK(all[1].escaped);
  CHECK(all[2].name->text == u"ab");
  CHECK(all[3].name->text == u"\u00e9t\u00e9");
  CHECK(all[4].kind == TokenKind::PrivateName);
  CHECK(all[4].name->text == u"#priv");
  CHECK(all[5].kind == TokenKind::Identifier);
  CHECK(all[6].name->text == u"a\u200c");
  CHECK(tree.name(std::string_view("ab")) == all[2].name);
}

TEST_CASE("lexer: every punctuator is read whole") {
  for (int kind = int(TokenKind::LeftBrace); kind < int(TokenKind::Invalid); ++kind) {
    const std::string text = tokenText(TokenKind(kind));
    CAPTURE(text);
    Tree tree;
    const std::vector<Token> all = tokens("a" + text + " ", tree);
    REQUIRE(all.size() >= 2);
    CHECK(all[1].kind == TokenKind(kind));
    CHECK_EQ(all[1].end, 1 + text.size());
  }
}

TEST_CASE("lexer: comments and line ends") {
  Tree tree;
  const std::vector<Token> all = tokens("#!hash\na /* \n */ b // c\xe2\x80\xa8" "d <!-- e\n--> f\ng /* */ --> h", tree);
  std::string seen;
  for (const Token& token : all)
    if (token.kind == TokenKind::Identifier) seen += toUtf8(token.name->text) + (token.newlineBefore ? "! " : " ");
  CHECK_EQ(seen, "a! b! d! g! h ");
}

TEST_CASE("lexer: templates keep cooked and raw text") {
  Tree tree;
  const std::string text = "`a\\n\r\n\\u{` ";
  Lexer lexer(text, tree, true);
  const Token token = lexer.next();
  REQUIRE(token.kind == TokenKind::Template);
  CHECK(token.name == nullptr);
  CHECK(token.raw->text == u"a\\n\n\\u{");
  CHECK(token.templateTail);
  CHECK(token.templateError == Message::InvalidUnicodeEscape);
}
