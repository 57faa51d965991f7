#pragma once
// Tokens from UTF-8 text (ECMA-262 §12). The parser says whether a slash begins a regular expression or a `}` goes on
// with a template.
#include <optional>
#include <string>
#include <string_view>

#include "core/syntax/ast.h"
#include "core/syntax/dialect.h"
#include "core/syntax/messages.h"
#include "core/base/assert.h"
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
const char* tokenName(TokenKind kind);
bool isKeyword(TokenKind kind);

struct Token {
  TokenKind kind = TokenKind::EndOfFile;
  bool newlineBefore = false;
  bool escaped = false;          // an identifier or keyword written with \u escapes
  bool templateTail = false;     // Template: ended by a backtick, not by ${
  Message strictError = Message::None;   // Number, String: why it is not allowed in strict code, at errorStart … errorEnd
  Message templateError = Message::None; // Template: why there is no cooked value, at errorStart … errorEnd
  uint32_t start = 0, end = 0;
  uint32_t errorStart = 0, errorEnd = 0;
  double number = 0;
  const Name* name = nullptr;    // Identifier, keyword, PrivateName (with #), String (its value), BigInt (digits without
                                 // separators and n), RegExp (its pattern), Template (cooked; null: bad escape)
  const Name* raw = nullptr;     // RegExp: flags. Template: raw
};

struct Comment {
  uint32_t start, end;
};

class Lexer {
public:
  // `text` must outlive the lexer; less than 4 GiB.
  Lexer(std::string_view text, Tree& tree, bool htmlComments, const Dialect& dialect = {});

  // The next token. After an error it is Invalid until the lexer is rewound, and error() says why.
  Token next();
  // The slash or /= token at `slash.start` begins a regular expression.
  Token rescanRegExp(const Token& slash);
  // A } at `brace.start` goes on with a template.
  Token rescanTemplateContinuation(const Token& brace);
  const std::optional<SyntaxError>& error() const { return error_; }

  // For looking ahead: positions between tokens can be gone back to.
  uint32_t position() const { return position_; }
  void rewind(uint32_t position) {
    position_ = position;
    error_.reset();
  }
  // Comments from here on are added to the list.
  void collectComments(std::vector<Comment>* comments) { comments_ = comments; }

private:
  void scan(Token& token);
  bool skipBlanks(Token& token); // false: an unterminated comment
  void skipLine();
  // `<!--` or `-->` of `length` characters and the rest of its line (Annex B.1.1). False where there is none: in a module.
  bool skipHtmlComment(Token& token, uint32_t length);
  void skipComment();
  void comment(uint32_t start);
  void noteDirectiveComment(uint32_t start, uint32_t end);
  void identifier(Token& token);
  void identifierSlow(Token& token, uint32_t start, bool isPrivate);
  void number(Token& token);
  bool digits(Token& token, unsigned radix, bool separators, std::string& out);
  void string(Token& token);
  void stringSlow(Token& token, uint8_t quote);
  void templateCharacters(Token& token);
  void punctuator(Token& token, uint8_t c);
  void regExp(Token& token);
  void illegal(Token& token, Message message, uint32_t start, uint32_t end);
  void illegalHere(Token& token);
  uint8_t at(uint32_t position) const { return position < size_ ? uint8_t(text_[position]) : uint8_t(0); }
  char32_t codePointAt(uint32_t position, uint32_t* length) const;
  // Reads what follows `\` in a string or template, position_ behind the backslash, and appends what it stands for. On a
  // mistake sets the message and its place and returns false.
  bool escape(std::u16string& out, bool inTemplate, Token& token, Message& message, uint32_t& errorStart, uint32_t& errorEnd);
  // Reads a unicode escape, position_ behind `\u`.
  bool unicodeEscape(char32_t& out, Message& message, uint32_t& errorStart, uint32_t& errorEnd, uint32_t escapeStart);

  const char* text_;
  uint32_t size_;
  uint32_t position_ = 0;
  Tree& tree_;
  bool htmlComments_;
  const Dialect dialect_;
  bool lineIsBlankSoFar_ = true; // for -->: nothing but blanks and comments since the start of the line
  std::u16string buffer_;
  std::string digits_;
  std::vector<Comment>* comments_ = nullptr;
  std::optional<SyntaxError> error_;
};

std::string toUtf8(std::u16string_view text);

} // namespace tickscope::syntax
