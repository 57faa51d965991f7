#include "core/syntax/highlight.h"

#include <algorithm>

#include "core/syntax/token_stream.h"

namespace tickscope::syntax {

namespace {

bool is(const Token& token, std::u16string_view word) { return token.kind == TokenKind::Identifier && token.name->text == word; }

HighlightClass classOfWord(const Token& before, const Token& token, const Token& after) {
  const bool member = before.kind == TokenKind::Dot || before.kind == TokenKind::QuestionDot;
  const bool called = after.kind == TokenKind::LeftParen;
  if (member) return called ? HighlightClass::FunctionName : HighlightClass::Property;
  switch (token.kind) {
  case TokenKind::True:
  case TokenKind::False:
  case TokenKind::Null:
  case TokenKind::This:
  case TokenKind::Super: return HighlightClass::Literal;
  case TokenKind::Identifier: break;
  default: return after.kind == TokenKind::Colon && token.kind != TokenKind::Default ? HighlightClass::Property : HighlightClass::Keyword;
  }
  const bool nameFollows = after.kind == TokenKind::Identifier || after.kind == TokenKind::Await || after.kind == TokenKind::Yield;
  if (is(token, u"undefined")) return HighlightClass::Literal;
  if (is(token, u"let") && (nameFollows || after.kind == TokenKind::LeftBracket || after.kind == TokenKind::LeftBrace))
    return HighlightClass::Keyword;
  if (is(token, u"async") && (nameFollows || after.kind == TokenKind::Function || after.kind == TokenKind::LeftParen || after.kind == TokenKind::Star))
    return HighlightClass::Keyword;
  if (is(token, u"of") && (before.kind == TokenKind::Identifier || before.kind == TokenKind::RightBracket || before.kind == TokenKind::RightBrace))
    return HighlightClass::Keyword;
  if ((is(token, u"static") || is(token, u"get") || is(token, u"set")) &&
      (nameFollows || after.kind == TokenKind::PrivateName || after.kind == TokenKind::LeftBracket || after.kind == TokenKind::Star ||
       (is(token, u"static") && after.kind == TokenKind::LeftBrace)))
    return HighlightClass::Keyword;
  if (is(token, u"from") && after.kind == TokenKind::String) return HighlightClass::Keyword;
  if (is(token, u"as") && (before.kind == TokenKind::Identifier || before.kind == TokenKind::Star) && nameFollows) return HighlightClass::Keyword;
  if (called || before.kind == TokenKind::Function || (before.kind == TokenKind::Star && called)) return HighlightClass::FunctionName;
  if (after.kind == TokenKind::Colon && before.kind != TokenKind::Question && before.kind != TokenKind::Case) return HighlightClass::Property;
  return HighlightClass::Identifier;
}

HighlightClass classOf(const Token& before, const Token& token, const Token& after) {
  switch (token.kind) {
  case TokenKind::Invalid: return HighlightClass::Error;
  case TokenKind::Number:
  case TokenKind::BigInt: return HighlightClass::Number;
  case TokenKind::String: return HighlightClass::String;
  case TokenKind::Template: return HighlightClass::Template;
  case TokenKind::RegExp: return HighlightClass::RegExp;
  case TokenKind::PrivateName: return after.kind == TokenKind::LeftParen ? HighlightClass::FunctionName : HighlightClass::Property;
  default: return token.name ? classOfWord(before, token, after) : HighlightClass::Punctuation;
  }
}

} // namespace

const char* toText(HighlightClass kind) {
  static constexpr const char* kTexts[] = {"keyword", "literal", "identifier", "function", "property", "number",
                                           "string",  "template", "regexp",    "comment",  "punctuation", "error"};
  return kTexts[size_t(kind)];
}

std::vector<HighlightRange> highlight(std::string_view text) {
  std::vector<HighlightRange> ranges;
  TokenStream stream(text);
  Token before, token, after;
  bool more = stream.next(token);
  while (more) {
    const bool another = stream.next(after);
    if (!another) after = Token{};
    if (token.end > token.start) ranges.push_back({token.start, token.end, classOf(before, token, after)});
    before = token;
    token = after;
    more = another;
  }
  const size_t tokens = ranges.size();
  for (const Comment& comment : stream.comments()) ranges.push_back({comment.start, comment.end, HighlightClass::Comment});
  std::inplace_merge(ranges.begin(), ranges.begin() + long(tokens), ranges.end(),
                     [](const HighlightRange& a, const HighlightRange& b) { return a.start < b.start; });
  return ranges;
}

} // namespace tickscope::syntax
