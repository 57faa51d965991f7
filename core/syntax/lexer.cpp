// In the order of the specification: white space and comments, identifiers, punctuators, numbers, strings, templates,
// regular expressions.
#include "core/syntax/lexer.h"

#include <charconv>
#include <cmath>

#include "core/base/utf.h"
#include "core/syntax/character.h"

namespace tickscope::syntax {

namespace {
struct Keyword {
  std::string_view text;
  TokenKind kind;
};
constexpr Keyword kKeywords[] = {
#define TOKEN(name, text)
#define KEYWORD(name, text) {text, TokenKind::name},
#include "core/syntax/tokens.def"
#undef TOKEN
#undef KEYWORD
};
} // namespace

const char* tokenText(TokenKind kind) {
  static constexpr const char* kTexts[] = {
#define TOKEN(name, text) text,
#define KEYWORD(name, text) text,
#include "core/syntax/tokens.def"
#undef TOKEN
#undef KEYWORD
  };
  return kTexts[size_t(kind)];
}
const char* tokenName(TokenKind kind) {
  static constexpr const char* kNames[] = {
#define TOKEN(name, text) #name,
#define KEYWORD(name, text) #name,
#include "core/syntax/tokens.def"
#undef TOKEN
#undef KEYWORD
  };
  return kNames[size_t(kind)];
}
bool isKeyword(TokenKind kind) { return kind > TokenKind::Invalid; }

void internKeywords(Tree& tree) {
  for (const Keyword& keyword : kKeywords) tree.name(keyword.text)->token = uint8_t(keyword.kind);
}

Lexer::Lexer(std::string_view text, Tree& tree, bool htmlComments, const Dialect& dialect)
    : text_(text.data()), size_(uint32_t(text.size())), tree_(tree), htmlComments_(htmlComments), dialect_(dialect) {
  TICK_ASSERT(text.size() < 0xFFFFFFF0u, "source text of 4 GiB or more");
  internKeywords(tree);
  if (text.substr(0, 3) == "\xef\xbb\xbf") position_ = 3;
  // Hashbang comment (12.5): only as the very first characters.
  if (at(position_) == '#' && at(position_ + 1) == '!') skipComment();
}

Token Lexer::next() {
  Token token;
  scan(token);
  return token;
}

char32_t Lexer::codePointAt(uint32_t position, uint32_t* length) const {
  const DecodedChar d = decodeUtf8(text_ + position, text_ + size_);
  *length = d.length;
  return d.codePoint;
}

void Lexer::illegal(Token& token, Message message, uint32_t start, uint32_t end) {
  token.kind = TokenKind::Invalid;
  token.end = position_;
  if (end > size_ && start < size_) end = size_;
  if (!error_) error_ = SyntaxError{messageText(message), start, end};
}

// V8 marks an illegal token from its start to the character that it could not take.
void Lexer::illegalHere(Token& token) { illegal(token, Message::InvalidOrUnexpectedToken, token.start, position_); }

void Lexer::skipComment() {
  const uint32_t start = position_;
  skipLine();
  comment(start);
}
void Lexer::comment(uint32_t start) {
  if (comments_) comments_->push_back({start, position_});
}

// --- white space and comments ---

void Lexer::skipLine() {
  while (position_ < size_) {
    const uint8_t c = at(position_);
    if (c == '\n' || c == '\r') return;
    if (c == 0xE2 && at(position_ + 1) == 0x80 && (at(position_ + 2) & 0xFE) == 0xA8) return;
    ++position_;
  }
}

bool Lexer::skipHtmlComment(Token& token, uint32_t length) {
  const uint32_t start = position_;
  if (!htmlComments_) {
    token.start = start;
    position_ += length;
    illegal(token, Message::HtmlCommentInModule, start, position_);
    return false;
  }
  skipLine();
  comment(start);
  return true;
}

void Lexer::noteDirectiveComment(uint32_t start, uint32_t end) {
  // "//# sourceURL=name" (and the older "//@"): names the program in stack traces.
  std::string_view text(text_ + start, end - start);
  constexpr std::string_view kKey = " sourceURL=";
  if (text.size() < 3 + kKey.size() || text[1] != '/' || (text[2] != '#' && text[2] != '@')) return;
  if (text.substr(3, kKey.size()) != kKey) return;
  text.remove_prefix(3 + kKey.size());
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  if (text.find_first_of(" \t\"'") == std::string_view::npos) tree_.sourceUrl = std::string(text);
}

bool Lexer::skipBlanks(Token& token) {
  for (;;) {
    const uint8_t c = at(position_);
    switch (c) {
    case ' ':
    case '\t':
    case '\v':
    case '\f':
      ++position_;
      continue;
    case '\n':
    case '\r':
      ++position_;
      token.newlineBefore = true;
      lineIsBlankSoFar_ = true;
      continue;
    case '/': {
      const uint32_t start = position_;
      if (at(position_ + 1) == '/') {
        skipLine();
        noteDirectiveComment(start, position_);
      } else if (at(position_ + 1) == '*') {
        position_ += 2;
        for (;;) {
          if (position_ >= size_) {
            token.start = start;
            illegalHere(token);
            return false;
          }
          const uint8_t d = at(position_);
          if (d == '*' && at(position_ + 1) == '/') break;
          if (d == '\n' || d == '\r' ||
              (d == 0xE2 && at(position_ + 1) == 0x80 && (at(position_ + 2) & 0xFE) == 0xA8)) {
            token.newlineBefore = true;
            lineIsBlankSoFar_ = true;
          }
          ++position_;
        }
        position_ += 2;
      } else {
        return true;
      }
      comment(start);
      continue;
    }
    // HTML-like comments (Annex B.1.1).
    case '<':
      if (at(position_ + 1) == '!' && at(position_ + 2) == '-' && at(position_ + 3) == '-') {
        if (!skipHtmlComment(token, 4)) return false;
        continue;
      }
      return true;
    case '-':
      if (lineIsBlankSoFar_ && at(position_ + 1) == '-' && at(position_ + 2) == '>') {
        if (!skipHtmlComment(token, 3)) return false;
        continue;
      }
      return true;
    default:
      if (c < 0x80) return true;
      uint32_t length;
      const char32_t d = codePointAt(position_, &length);
      if (isLineTerminator(d)) {
        token.newlineBefore = true;
        lineIsBlankSoFar_ = true;
      } else if (!isWhiteSpace(d)) {
        return true;
      }
      position_ += length;
    }
  }
}

// --- identifiers ---

void Lexer::identifier(Token& token) {
  const uint32_t start = position_;
  do ++position_;
  while (isAsciiIdPart(at(position_)));
  const uint8_t c = at(position_);
  if (c == '\\' || c >= 0x80) {
    identifierSlow(token, start, false);
    return;
  }
  token.name = tree_.name(std::string_view(text_ + start, position_ - start));
  token.kind = token.name->token ? TokenKind(token.name->token) : TokenKind::Identifier;
  token.end = position_;
}

void Lexer::identifierSlow(Token& token, uint32_t start, bool isPrivate) {
  position_ = start;
  buffer_.clear();
  if (isPrivate) {
    buffer_ += u'#';
    ++position_;
  }
  bool first = true;
  for (;;) {
    const uint8_t c = at(position_);
    char32_t d;
    uint32_t length;
    if (c == '\\') {
      const uint32_t escapeStart = position_;
      if (at(position_ + 1) != 'u') {
        ++position_;
        illegalHere(token);
        return;
      }
      position_ += 2;
      Message message;
      uint32_t errorStart, errorEnd;
      if (!unicodeEscape(d, message, errorStart, errorEnd, escapeStart)) {
        illegal(token, message, errorStart, errorEnd);
        return;
      }
      if (!(first ? isIdStart(d) : isIdPart(d))) {
        illegalHere(token);
        return;
      }
      token.escaped = true;
      length = 0;
    } else if (c < 0x80) {
      if (!(first ? isAsciiIdStart(c) : isAsciiIdPart(c))) break;
      d = c;
      length = 1;
    } else {
      d = codePointAt(position_, &length);
      if (!(first ? isIdStart(d) : isIdPart(d))) break;
    }
    appendUtf16(buffer_, d);
    position_ += length;
    first = false;
  }
  if (first) { // nothing that could start an identifier
    if (position_ < size_) {
      uint32_t length;
      codePointAt(position_, &length);
      position_ += length;
    }
    illegalHere(token);
    return;
  }
  token.name = tree_.name(std::u16string_view(buffer_));
  token.kind = isPrivate            ? TokenKind::PrivateName
               : token.name->token ? TokenKind(token.name->token)
                                   : TokenKind::Identifier;
  token.end = position_;
}

bool Lexer::unicodeEscape(char32_t& out, Message& message, uint32_t& errorStart, uint32_t& errorEnd,
                          uint32_t escapeStart) {
  if (at(position_) == '{') {
    ++position_;
    const uint32_t digitsStart = position_;
    char32_t value = 0;
    while (isHexDigit(at(position_))) {
      value = value * 16 + hexValue(at(position_));
      ++position_;
      if (value > 0x10FFFF) {
        message = Message::UndefinedUnicodeCodePoint;
        errorStart = escapeStart;
        errorEnd = position_;
        return false;
      }
    }
    if (position_ == digitsStart || at(position_) != '}') {
      message = Message::InvalidUnicodeEscape;
      errorStart = position_;
      errorEnd = position_ + 1;
      return false;
    }
    ++position_;
    out = value;
    return true;
  }
  char32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    if (!isHexDigit(at(position_))) {
      message = Message::InvalidUnicodeEscape;
      errorStart = escapeStart;
      errorEnd = escapeStart + 6;
      return false;
    }
    value = value * 16 + hexValue(at(position_++));
  }
  out = value;
  return true;
}

// --- the next token ---

void Lexer::scan(Token& token) {
  token.newlineBefore = position_ == 0;
  if (error_ || !skipBlanks(token)) {
    token.kind = TokenKind::Invalid;
    if (token.start > token.end) token.end = token.start;
    return;
  }
  lineIsBlankSoFar_ = false;
  token.start = position_;
  const uint8_t c = at(position_);
  if (isAsciiIdStart(c)) {
    identifier(token);
    return;
  }
  if (isDigit(c) || (c == '.' && isDigit(at(position_ + 1)))) {
    number(token);
    return;
  }
  switch (c) {
  case '"':
  case '\'':
    string(token);
    return;
  case '`':
    ++position_;
    templateCharacters(token);
    return;
  case '#':
    if (dialect_.classFields && (isAsciiIdStart(at(position_ + 1)) || at(position_ + 1) == '\\' || at(position_ + 1) >= 0x80)) {
      identifierSlow(token, position_, true);
    } else {
      ++position_;
      illegalHere(token);
    }
    return;
  case '\\':
    identifierSlow(token, position_, false);
    return;
  case 0:
    if (position_ >= size_) {
      token.kind = TokenKind::EndOfFile;
      token.start = token.end = size_;
      return;
    }
    ++position_;
    illegalHere(token);
    return;
  default:
    if (c >= 0x80) {
      identifierSlow(token, position_, false);
      return;
    }
    punctuator(token, c);
  }
}

// --- punctuators ---

void Lexer::punctuator(Token& token, uint8_t c) {
  const uint8_t c1 = at(position_ + 1);
  const uint8_t c2 = c1 ? at(position_ + 2) : 0;
  auto take = [&](TokenKind kind, uint32_t length) {
    token.kind = kind;
    position_ += length;
    token.end = position_;
  };
  using enum TokenKind;
  switch (c) {
  case '(': return take(LeftParen, 1);
  case ')': return take(RightParen, 1);
  case '[': return take(LeftBracket, 1);
  case ']': return take(RightBracket, 1);
  case '{': return take(LeftBrace, 1);
  case '}': return take(RightBrace, 1);
  case ';': return take(Semicolon, 1);
  case ',': return take(Comma, 1);
  case ':': return take(Colon, 1);
  case '~': return take(Tilde, 1);
  case '.':
    if (c1 == '.' && c2 == '.') return take(Ellipsis, 3);
    return take(Dot, 1);
  case '?':
    if (c1 == '.' && !isDigit(c2) && dialect_.optionalChaining) return take(QuestionDot, 2); // a?.5:1 is a conditional
    if (c1 == '?' && dialect_.nullishCoalescing) return c2 == '=' && dialect_.logicalAssignment ? take(QuestionQuestionEqual, 3) : take(QuestionQuestion, 2);
    return take(Question, 1);
  case '=':
    if (c1 == '=') return c2 == '=' ? take(EqualEqualEqual, 3) : take(EqualEqual, 2);
    if (c1 == '>') return take(Arrow, 2);
    return take(Equal, 1);
  case '!':
    if (c1 == '=') return c2 == '=' ? take(NotEqualEqual, 3) : take(NotEqual, 2);
    return take(Bang, 1);
  case '+':
    if (c1 == '+') return take(PlusPlus, 2);
    return c1 == '=' ? take(PlusEqual, 2) : take(Plus, 1);
  case '-':
    if (c1 == '-') return take(MinusMinus, 2);
    return c1 == '=' ? take(MinusEqual, 2) : take(Minus, 1);
  case '*':
    if (c1 == '*') return c2 == '=' ? take(StarStarEqual, 3) : take(StarStar, 2);
    return c1 == '=' ? take(StarEqual, 2) : take(Star, 1);
  case '/': return c1 == '=' ? take(SlashEqual, 2) : take(Slash, 1);
  case '%': return c1 == '=' ? take(PercentEqual, 2) : take(Percent, 1);
  case '<':
    if (c1 == '<') return c2 == '=' ? take(ShiftLeftEqual, 3) : take(ShiftLeft, 2);
    return c1 == '=' ? take(LessEqual, 2) : take(Less, 1);
  case '>':
    if (c1 == '>') {
      if (c2 == '>') return at(position_ + 3) == '=' ? take(ShiftRightUnsignedEqual, 4) : take(ShiftRightUnsigned, 3);
      return c2 == '=' ? take(ShiftRightEqual, 3) : take(ShiftRight, 2);
    }
    return c1 == '=' ? take(GreaterEqual, 2) : take(Greater, 1);
  case '&':
    if (c1 == '&') return c2 == '=' && dialect_.logicalAssignment ? take(AmpersandAmpersandEqual, 3) : take(AmpersandAmpersand, 2);
    return c1 == '=' ? take(AmpersandEqual, 2) : take(Ampersand, 1);
  case '|':
    if (c1 == '|') return c2 == '=' && dialect_.logicalAssignment ? take(PipePipeEqual, 3) : take(PipePipe, 2);
    return c1 == '=' ? take(PipeEqual, 2) : take(Pipe, 1);
  case '^': return c1 == '=' ? take(CaretEqual, 2) : take(Caret, 1);
  default:
    ++position_;
    illegalHere(token);
  }
}

// --- numbers ---

// Digits of a radix with separators between them. On a misplaced separator the token becomes illegal.
bool Lexer::digits(Token& token, unsigned radix, bool separators, std::string& out) {
  bool separatorLast = false;
  for (;;) {
    const uint8_t c = at(position_);
    if (c == '_' && separators && dialect_.numericSeparators) {
      ++position_;
      if (at(position_) == '_') {
        illegal(token, Message::NumericSeparatorContinuous, position_, position_ + 1);
        return false;
      }
      separatorLast = true;
      continue;
    }
    if (!isHexDigit(c) || hexValue(c) >= radix) break;
    separatorLast = false;
    out += char(c);
    ++position_;
  }
  if (separatorLast) {
    illegal(token, Message::NumericSeparatorAtEnd, position_, position_ + 1);
    return false;
  }
  return true;
}

namespace {

// Digits of a power-of-two radix to the nearest double, ties to even.
double parseBinaryRadix(std::string_view digits, unsigned bitsPerDigit) {
  uint64_t mantissa = 0;
  bool sticky = false;
  int exponent = 0;
  for (char ch : digits) {
    const unsigned digit = hexValue(uint8_t(ch));
    for (int bit = int(bitsPerDigit) - 1; bit >= 0; --bit) {
      const uint64_t b = (digit >> bit) & 1;
      if (mantissa >> 62) { // 63 bits are enough to round from, the rest only breaks ties
        sticky |= b;
        ++exponent;
      } else {
        mantissa = mantissa << 1 | b;
      }
    }
  }
  return std::ldexp(double(mantissa << 1 | (sticky ? 1 : 0)), exponent - 1);
}

} // namespace

void Lexer::number(Token& token) {
  const uint32_t start = position_;
  token.kind = TokenKind::Number;
  const uint8_t first = at(position_);
  const uint8_t second = at(position_ + 1);
  bool isBigInt = false;
  bool mayBeBigInt = true;
  digits_.clear();
  if (first != '0' && first != '.') { // the everyday number: a few decimal digits
    uint64_t value = 0;
    uint32_t p = position_;
    while (isDigit(at(p))) value = value * 10 + (at(p++) - '0');
    const uint8_t after = at(p);
    if (p - position_ <= 15 && after != '.' && after != '_' && after != '\\' && after < 0x80 && !isAsciiIdPart(after)) {
      token.number = double(value);
      token.end = position_ = p;
      return;
    }
  }
  if (first == '0' && ((second | 0x20) == 'x' || (second | 0x20) == 'o' || (second | 0x20) == 'b')) {
    const unsigned bits = (second | 0x20) == 'x' ? 4 : (second | 0x20) == 'o' ? 3 : 1;
    position_ += 2;
    if (!isHexDigit(at(position_)) || hexValue(at(position_)) >= (1u << bits)) {
      illegalHere(token);
      return;
    }
    if (!digits(token, 1u << bits, true, digits_)) return;
    if (at(position_) == 'n') {
      isBigInt = true;
      digits_.insert(0, 1, char(second | 0x20));
      digits_.insert(0, 1, '0');
    } else {
      token.number = parseBinaryRadix(digits_, bits);
    }
  } else if (first == '0' && (isDigit(second) || second == '_')) {
    // Annex B.1.1: 017 is octal, 018 and 019 are decimal; neither is allowed in strict code, nor may they have separators.
    if (second == '_') {
      illegal(token, Message::NumericSeparatorAfterZero, position_ + 1, position_ + 2);
      return;
    }
    mayBeBigInt = false;
    bool octal = true;
    uint32_t p = position_ + 1;
    while (isDigit(at(p))) octal &= at(p++) < '8';
    if (at(p) == '_') {
      position_ = p;
      illegal(token, Message::InvalidOrUnexpectedToken, octal ? start : p, octal ? p : p + 1);
      return;
    }
    token.strictError = octal ? Message::StrictOctalLiteral : Message::StrictDecimalWithLeadingZero;
    token.errorStart = start;
    if (octal) {
      digits_.assign(text_ + position_ + 1, p - position_ - 1);
      token.number = parseBinaryRadix(digits_, 3);
      position_ = p;
    } else {
      if (!digits(token, 10, false, digits_)) return;
      goto fraction;
    }
  } else {
    if (first != '.' && !digits(token, 10, true, digits_)) return;
    if (at(position_) == 'n') {
      isBigInt = true;
    } else {
    fraction:
      if (at(position_) == '.') {
        mayBeBigInt = false;
        ++position_;
        digits_ += '.';
        if (at(position_) == '_') {
          illegalHere(token);
          return;
        }
        if (!digits(token, 10, true, digits_)) return;
      }
      if ((at(position_) | 0x20) == 'e') {
        mayBeBigInt = false;
        ++position_;
        digits_ += 'e';
        if (at(position_) == '+' || at(position_) == '-') {
          if (at(position_) == '-') digits_ += '-';
          ++position_;
        }
        if (!isDigit(at(position_))) {
          illegalHere(token);
          return;
        }
        if (!digits(token, 10, true, digits_)) return;
      }
      const char* begin = digits_.data();
      const char* end = begin + digits_.size();
      double value = 0;
      const auto result = std::from_chars(begin, end, value);
      if (result.ec == std::errc::result_out_of_range) {
        // from_chars leaves the value alone: too large, or too small to be told from 0.
        const size_t e = digits_.find('e');
        const bool negative = e != std::string::npos && digits_[e + 1] == '-';
        const bool integerPart = digits_.find_first_of("123456789") < digits_.find('.');
        value = negative || (e == std::string::npos && !integerPart) ? 0 : HUGE_VAL;
      }
      token.number = value;
    }
  }
  if (at(position_) == 'n') {
    if (!mayBeBigInt) {
      illegalHere(token);
      return;
    }
    isBigInt = true;
    ++position_;
  }
  // 12.9.3: "3in" and "3a" are no tokens.
  const uint8_t after = at(position_);
  bool glued = isAsciiIdStart(after) || isDigit(after) || after == '\\';
  if (after >= 0x80) {
    uint32_t length;
    glued = isIdStart(codePointAt(position_, &length));
  }
  if (glued) {
    illegalHere(token);
    return;
  }
  token.end = position_;
  token.errorEnd = position_;
  if (isBigInt) {
    token.kind = TokenKind::BigInt;
    token.name = tree_.name(std::string_view(digits_));
  }
}

// --- strings ---

void Lexer::string(Token& token) {
  const uint8_t quote = at(position_);
  uint32_t p = position_ + 1;
  for (;; ++p) {
    const uint8_t c = at(p);
    if (c == quote) break;
    if (c == '\\' || c >= 0x80 || c == '\n' || c == '\r' || c == 0) {
      stringSlow(token, quote);
      return;
    }
  }
  token.kind = TokenKind::String;
  token.name = tree_.name(std::string_view(text_ + position_ + 1, p - position_ - 1));
  token.end = position_ = p + 1;
}

void Lexer::stringSlow(Token& token, uint8_t quote) {
  token.kind = TokenKind::String;
  ++position_;
  buffer_.clear();
  for (;;) {
    const uint8_t c = at(position_);
    if (c == quote) {
      ++position_;
      break;
    }
    if (c == '\n' || c == '\r' || (c == 0 && position_ >= size_)) {
      illegalHere(token);
      return;
    }
    if (c == '\\') {
      ++position_;
      Message message;
      uint32_t errorStart, errorEnd;
      if (!escape(buffer_, false, token, message, errorStart, errorEnd)) {
        illegal(token, message, errorStart, errorEnd);
        return;
      }
    } else if (c < 0x80) {
      buffer_ += char16_t(c);
      ++position_;
    } else { // U+2028 and U+2029 are allowed (12.9.4)
      uint32_t length;
      appendUtf16(buffer_, codePointAt(position_, &length));
      position_ += length;
    }
  }
  token.name = tree_.name(std::u16string_view(buffer_));
  token.end = position_;
}

bool Lexer::escape(std::u16string& out, bool inTemplate, Token& token, Message& message, uint32_t& errorStart,
                   uint32_t& errorEnd) {
  const uint32_t start = position_ - 1; // the backslash
  if (position_ >= size_) {
    message = Message::InvalidOrUnexpectedToken;
    errorStart = token.start;
    errorEnd = position_;
    return false;
  }
  const uint8_t c = at(position_);
  if (c >= 0x80) {
    uint32_t length;
    const char32_t d = codePointAt(position_, &length);
    position_ += length;
    if (!isLineTerminator(d)) appendUtf16(out, d);
    return true;
  }
  ++position_;
  switch (c) {
  case 'n': out += u'\n'; return true;
  case 't': out += u'\t'; return true;
  case 'r': out += u'\r'; return true;
  case 'b': out += u'\b'; return true;
  case 'v': out += u'\v'; return true;
  case 'f': out += u'\f'; return true;
  case '\r':
    if (at(position_) == '\n') ++position_;
    return true;
  case '\n': return true;
  case 'u': {
    char32_t value;
    if (!unicodeEscape(value, message, errorStart, errorEnd, start)) return false;
    appendUtf16(out, value);
    return true;
  }
  case 'x':
    if (!isHexDigit(at(position_)) || !isHexDigit(at(position_ + 1))) {
      message = Message::InvalidHexEscape;
      errorStart = start;
      errorEnd = start + 4;
      return false;
    }
    out += char16_t(hexValue(at(position_)) * 16 + hexValue(at(position_ + 1)));
    position_ += 2;
    return true;
  case '0':
  case '1':
  case '2':
  case '3':
  case '4':
  case '5':
  case '6':
  case '7': {
    unsigned value = c - '0';
    if (c == '0' && !isDigit(at(position_))) {
      out += u'\0';
      return true;
    }
    // Annex B.1.2: up to three octal digits, at most \377; \08 is \0 and 8.
    const unsigned most = c <= '3' ? 3 : 2;
    for (unsigned i = 1; i < most && at(position_) >= '0' && at(position_) <= '7'; ++i)
      value = value * 8 + (at(position_++) - '0');
    if (inTemplate) {
      message = Message::TemplateOctalLiteral;
      errorStart = start + 1;
      errorEnd = position_ - 1 > start + 1 ? position_ - 1 : position_;
      return false;
    }
    if (token.strictError == Message::None) {
      token.strictError = Message::StrictOctalEscape;
      token.errorStart = position_ > start + 2 ? start + 1 : start;
      token.errorEnd = position_ - 1;
    }
    out += char16_t(value);
    return true;
  }
  case '8':
  case '9':
    if (inTemplate) {
      message = Message::Template8Or9Escape;
      errorStart = start;
      errorEnd = position_ - 1;
      return false;
    }
    if (token.strictError == Message::None) {
      token.strictError = Message::Strict8Or9Escape;
      token.errorStart = start;
      token.errorEnd = position_ - 1;
    }
    out += char16_t(c);
    return true;
  default: out += char16_t(c); return true;
  }
}

// --- templates ---

Token Lexer::rescanTemplateContinuation(const Token& brace) {
  position_ = brace.start + 1;
  error_.reset();
  Token token;
  token.start = brace.start;
  templateCharacters(token);
  return token;
}

// position_ is behind the ` or }. Raw text keeps escapes but has LF for CR and CR LF (12.9.6.2).
void Lexer::templateCharacters(Token& token) {
  token.kind = TokenKind::Template;
  token.name = nullptr;
  buffer_.clear();
  std::u16string raw;
  bool cooked = true;
  for (;;) {
    const uint8_t c = at(position_);
    if (c == '`') {
      ++position_;
      token.templateTail = true;
      break;
    }
    if (c == '$' && at(position_ + 1) == '{') {
      position_ += 2;
      token.templateTail = false;
      break;
    }
    if (c == 0 && position_ >= size_) {
      token.end = position_;
      illegal(token, Message::UnexpectedEndOfInput, position_, position_);
      return;
    }
    if (c == '\\') {
      const uint32_t start = position_++;
      Message message;
      uint32_t errorStart, errorEnd;
      if (!escape(buffer_, true, token, message, errorStart, errorEnd)) {
        if (position_ >= size_) continue;
        if (cooked) {
          cooked = false;
          token.templateError = message;
          token.errorStart = errorStart;
          token.errorEnd = errorEnd;
        }
      }
      for (uint32_t p = start; p < position_;) {
        uint32_t length;
        const char32_t d = codePointAt(p, &length);
        p += length;
        if (d == '\r') {
          if (p < position_ && at(p) == '\n') ++p;
          raw += u'\n';
        } else {
          appendUtf16(raw, d);
        }
      }
      continue;
    }
    if (c == '\r') {
      position_ += at(position_ + 1) == '\n' ? 2 : 1;
      buffer_ += u'\n';
      raw += u'\n';
      continue;
    }
    uint32_t length = 1;
    const char32_t d = c < 0x80 ? c : codePointAt(position_, &length);
    appendUtf16(buffer_, d);
    appendUtf16(raw, d);
    position_ += length;
  }
  token.raw = tree_.name(std::u16string_view(raw));
  token.name = cooked ? tree_.name(std::u16string_view(buffer_)) : nullptr;
  token.end = position_;
}

// --- regular expressions ---

Token Lexer::rescanRegExp(const Token& slash) {
  Token token;
  token.start = slash.start;
  token.newlineBefore = slash.newlineBefore;
  error_.reset();
  regExp(token);
  return token;
}

void Lexer::regExp(Token& token) {
  position_ = token.start + 1;
  const uint32_t bodyStart = position_;
  bool inClass = false;
  for (;;) {
    const uint8_t c = at(position_);
    const bool lineEnd = c == '\n' || c == '\r' ||
                         (c == 0xE2 && at(position_ + 1) == 0x80 && (at(position_ + 2) & 0xFE) == 0xA8);
    if (lineEnd || (c == 0 && position_ >= size_)) {
      illegal(token, Message::UnterminatedRegExp, token.start, token.start + 1);
      return;
    }
    if (c == '\\') {
      ++position_;
      const uint8_t d = at(position_);
      if (d == '\n' || d == '\r' || position_ >= size_ ||
          (d == 0xE2 && at(position_ + 1) == 0x80 && (at(position_ + 2) & 0xFE) == 0xA8))
        continue;
    } else if (c == '[') {
      inClass = true;
    } else if (c == ']') {
      inClass = false;
    } else if (c == '/' && !inClass) {
      break;
    }
    ++position_;
  }
  token.name = tree_.name(utf8ToUtf16(std::string_view(text_ + bodyStart, position_ - bodyStart)));
  ++position_;
  const uint32_t flagsStart = position_;
  bool valid = true;
  uint32_t seen = 0;
  for (;;) {
    const uint8_t c = at(position_);
    if (c >= 0x80) {
      uint32_t length;
      if (!isIdPart(codePointAt(position_, &length))) break;
      valid = false;
      position_ += length;
      continue;
    }
    if (c == '\\') {
      valid = false; // V8 stops at the escape; either way the flags are wrong
      break;
    }
    if (!isAsciiIdPart(c)) break;
    constexpr std::string_view known = "dgimsuvy";
    const size_t index = known.find(char(c));
    if (index == std::string_view::npos || (seen >> index & 1))
      valid = false;
    else
      seen |= 1u << index;
    ++position_;
  }
  constexpr uint32_t kUnicode = 1u << 5, kUnicodeSets = 1u << 6;
  constexpr uint32_t kHasIndices = 1u << 0;
  if ((seen & kUnicode) && (seen & kUnicodeSets)) valid = false;
  if (((seen & kHasIndices) && !dialect_.regExpIndices) || ((seen & kUnicodeSets) && !dialect_.regExpSets)) valid = false;
  if (!valid) {
    illegal(token, Message::MalformedRegExpFlags, token.start, token.start + 1);
    return;
  }
  token.kind = TokenKind::RegExp;
  token.raw = tree_.name(std::string_view(text_ + flagsStart, position_ - flagsStart));
  token.end = position_;
}

} // namespace tickscope::syntax
