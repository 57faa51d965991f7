#pragma once
// TokenStream: all tokens of a text without a parser, for printing and colouring. What a slash or a closing brace means is
// told from the tokens before it: right in any program that people write, and never worse than a wrong colour.
// Tolerates errors: what is no token comes as Invalid and the stream goes on behind it.
#include <string_view>
#include <vector>

#include "core/syntax/lexer.h"

namespace tickscope::syntax {

class TokenStream {
public:
  // `text` must outlive the stream.
  explicit TokenStream(std::string_view text, bool isModule = false);

  // False at the end.
  bool next(Token& token);
  // Comments passed so far, in order.
  const std::vector<Comment>& comments() const { return comments_; }

private:
  enum class Bracket : uint8_t { Paren, ConditionParen, Square, Block, Object, Template };
  bool slashStartsRegExp() const { return operandExpected_; }

  std::string_view text_;
  Tree tree_;
  Lexer lexer_;
  std::vector<Comment> comments_;
  std::vector<Bracket> brackets_;
  bool operandExpected_ = true; // what comes next begins an operand, not an operator
  bool statementStart_ = true;  // a brace here opens a block
  TokenKind previous_ = TokenKind::EndOfFile;
  TokenKind beforePrevious_ = TokenKind::EndOfFile;
};

} // namespace tickscope::syntax
