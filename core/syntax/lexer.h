#pragma once
// Tokens from UTF-8 text (ECMA-262 §12). The parser says whether a slash begins a regular expression or a `}` goes on
// with a template.
#include <optional>
#include <string>
#include <string_view>

#include "core/syntax/ast.h"
#include "core/syntax/syntax_error.h"

namespace tickscope::syntax {

enum class TokenKind : uint8_t {
#define TOKEN(name, text) name,
#define KEYWORD(name, text) name,
#include "core/syntax/tokens.def"
#undef TOKEN
#undef KEYWORD
};
const char* tokenText(TokenKind kind);
bool isKeyword(TokenKind kind);

struct Token {
  TokenKind kind = TokenKind::EndOfFile;
  bool newlineBefore = false;
  bool escaped = false;          // an identifier or keyword written with \u escapes
  bool legacyOctal = false;      // 017, 08, "\07", "\8": not in strict code
  bool templateTail = false;     // Template: ended by a backtick, not by ${
  uint32_t start = 0, end = 0;
  double number = 0;
  const Name* name = nullptr;    // Identifier, keyword, PrivateName (with #), String (its value), RegExp (its pattern), Template (cooked; null: bad escape)
  const Name* raw = nullptr;     // RegExp: flags. Template: raw
  uint32_t octalStart = 0, octalEnd = 0; // place of a legacy octal escape in a string
  const char* templateError = nullptr;   // Template: why there is no cooked value
};

class Lexer {
public:
  // `text` must outlive the lexer; at most 2^31 bytes.
  Lexer(std::string_view text, Tree& tree, bool htmlComments) : text_(text), tree_(tree), htmlComments_(htmlComments) { skipHashbang(); }

  // The next token. After an error it is Invalid for ever, and error() says why.
  Token next();
  // The slash or /= token at `slash.start` begins a regular expression.
  Token rescanRegExp(const Token& slash);
  // A } at `brace.start` goes on with a template.
  Token rescanTemplateContinuation(const Token& brace);
  const std::optional<SyntaxError>& error() const { return error_; }
  void fail(std::string message, uint32_t start, uint32_t end);

  // For looking ahead: positions of tokens can be gone back to.
  uint32_t position() const { return at_; }
  void rewind(uint32_t position, bool newlineBefore) { at_ = position; newline_ = newlineBefore; error_.reset(); }

private:
  void skipHashbang();
  bool skipSpace(); // false: an unterminated comment
  Token punctuator(Token token);
  Token number(Token token);
  Token string(Token token, char quote);
  Token identifier(Token token);
  Token templatePiece(Token token);
  std::optional<char32_t> identifierEscape();
  // Reads what follows a backslash; `out` is what it stands for. False: not a valid escape, `why` says so.
  bool escape(std::u16string& out, bool inTemplate, Token& token, const char** why, uint32_t* errorStart, uint32_t* errorEnd);
  char32_t codePointAt(uint32_t at, uint32_t* bytes) const;
  char peek(uint32_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool atEnd() const { return at_ >= text_.size(); }
  Token invalid(Token token, std::string message, uint32_t start, uint32_t end);

  std::string_view text_;
  Tree& tree_;
  bool htmlComments_;
  uint32_t at_ = 0;
  bool newline_ = true; // a line end, or the start of the text, came before the next token
  std::optional<SyntaxError> error_;
};

bool isIdentifierStart(char32_t c);
bool isIdentifierPart(char32_t c);
void appendUtf16(std::u16string& out, char32_t c);
std::string toUtf8(std::u16string_view text);

} // namespace tickscope::syntax
