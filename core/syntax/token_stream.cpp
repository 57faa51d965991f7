#include "core/syntax/token_stream.h"

namespace tickscope::syntax {

TokenStream::TokenStream(std::string_view text, bool isModule) : text_(text), lexer_(text, tree_, !isModule) {
  if (lexer_.position() > 0 && text.find('!') < lexer_.position()) comments_.push_back({0, lexer_.position()}); // hashbang
  lexer_.collectComments(&comments_);
}

bool TokenStream::next(Token& token) {
  token = lexer_.next();
  if (token.kind == TokenKind::EndOfFile) return false;
  const bool slash = token.kind == TokenKind::Slash || token.kind == TokenKind::SlashEqual;
  if (slash && slashStartsRegExp()) {
    const Token divide = token;
    token = lexer_.rescanRegExp(divide);
    if (token.kind == TokenKind::Invalid) { // then it was a division after all
      lexer_.rewind(divide.end);
      token = divide;
    }
  } else if (token.kind == TokenKind::RightBrace && !brackets_.empty() && brackets_.back() == Bracket::Template) {
    brackets_.pop_back();
    token = lexer_.rescanTemplateContinuation(token);
  }
  if (token.kind == TokenKind::Invalid) {
    if (token.end <= token.start) token.end = token.start + 1;
    if (token.end > text_.size()) token.end = uint32_t(text_.size());
    lexer_.rewind(token.end);
    return true;
  }

  const auto closes = [&] {
    const Bracket bracket = brackets_.empty() ? Bracket::Block : brackets_.back();
    if (!brackets_.empty() && bracket != Bracket::Template) brackets_.pop_back();
    return bracket;
  };
  const bool statementStart = statementStart_;
  statementStart_ = false;
  switch (token.kind) {
  case TokenKind::LeftParen: {
    const bool condition = previous_ == TokenKind::If || previous_ == TokenKind::While || previous_ == TokenKind::For ||
                           previous_ == TokenKind::With || (previous_ == TokenKind::Await && beforePrevious_ == TokenKind::For);
    brackets_.push_back(condition ? Bracket::ConditionParen : Bracket::Paren);
    operandExpected_ = true;
    break;
  }
  case TokenKind::RightParen:
    operandExpected_ = statementStart_ = closes() == Bracket::ConditionParen;
    break;
  case TokenKind::LeftBracket:
    brackets_.push_back(Bracket::Square);
    operandExpected_ = true;
    break;
  case TokenKind::RightBracket:
    closes();
    operandExpected_ = false;
    break;
  case TokenKind::LeftBrace: {
    // After ), =>, else, do, try, finally, a label or a statement's end it is a block, elsewhere an object.
    const bool block = statementStart || previous_ == TokenKind::RightParen || previous_ == TokenKind::Arrow ||
                       previous_ == TokenKind::Else || previous_ == TokenKind::Do || previous_ == TokenKind::Try ||
                       previous_ == TokenKind::Finally || previous_ == TokenKind::Catch || !operandExpected_;
    brackets_.push_back(block ? Bracket::Block : Bracket::Object);
    operandExpected_ = statementStart_ = true;
    if (!block) statementStart_ = false;
    break;
  }
  case TokenKind::RightBrace:
    operandExpected_ = statementStart_ = closes() == Bracket::Block;
    break;
  case TokenKind::Template:
    operandExpected_ = !token.templateTail;
    if (!token.templateTail) brackets_.push_back(Bracket::Template);
    break;
  case TokenKind::Semicolon:
    operandExpected_ = statementStart_ = true;
    break;
  case TokenKind::Colon: // of a label or case; in an object a brace is an object
    operandExpected_ = true;
    statementStart_ = brackets_.empty() || brackets_.back() == Bracket::Block;
    break;
  case TokenKind::PlusPlus:
  case TokenKind::MinusMinus:
    break; // before or behind an operand: what is expected stays
  case TokenKind::Identifier:
  case TokenKind::PrivateName:
  case TokenKind::Number:
  case TokenKind::BigInt:
  case TokenKind::String:
  case TokenKind::RegExp:
  case TokenKind::This:
  case TokenKind::Super:
  case TokenKind::Null:
  case TokenKind::True:
  case TokenKind::False:
    operandExpected_ = false;
    break;
  default:
    // A keyword behind a dot is a name.
    operandExpected_ = !(isKeyword(token.kind) && (previous_ == TokenKind::Dot || previous_ == TokenKind::QuestionDot));
  }
  beforePrevious_ = previous_;
  previous_ = token.kind;
  return true;
}

} // namespace tickscope::syntax
