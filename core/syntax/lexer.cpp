#include "core/syntax/lexer.h"

#include <utf8proc.h>

#include <charconv>
#include <cmath>
#include <cstdlib>

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

bool isDigit(char c) { return c >= '0' && c <= '9'; }
int hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}
bool isAsciiIdentifierStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'; }
bool isAsciiIdentifierPart(char c) { return isAsciiIdentifierStart(c) || isDigit(c); }
bool isLineTerminator(char32_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }
constexpr const char* kInvalidToken = "Invalid or unexpected token";
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
bool isKeyword(TokenKind kind) { return kind > TokenKind::Invalid; }

bool isIdentifierStart(char32_t c) {
  if (c < 0x80) return isAsciiIdentifierStart(char(c));
  switch (utf8proc_category(utf8proc_int32_t(c))) {
  case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
  case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_NL: return c != 0x2e2f;
  default: // Other_ID_Start
    return c == 0x1885 || c == 0x1886 || c == 0x2118 || c == 0x212e || c == 0x309b || c == 0x309c;
  }
}

bool isIdentifierPart(char32_t c) {
  if (c < 0x80) return isAsciiIdentifierPart(char(c));
  if (isIdentifierStart(c) || c == 0x200c || c == 0x200d) return true;
  switch (utf8proc_category(utf8proc_int32_t(c))) {
  case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_PC: return true;
  default: // Other_ID_Continue
    return c == 0xb7 || c == 0x387 || (c >= 0x1369 && c <= 0x1371) || c == 0x19da;
  }
}

void appendUtf16(std::u16string& out, char32_t c) {
  if (c < 0x10000) {
    out += char16_t(c);
  } else {
    out += char16_t(0xd800 + ((c - 0x10000) >> 10));
    out += char16_t(0xdc00 + ((c - 0x10000) & 0x3ff));
  }
}

std::string toUtf8(std::u16string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (c >= 0xd800 && c < 0xdc00 && i + 1 < text.size() && text[i + 1] >= 0xdc00 && text[i + 1] < 0xe000)
      c = 0x10000 + ((c - 0xd800) << 10) + (text[++i] - 0xdc00);
    else if (c >= 0xd800 && c < 0xe000) c = 0xfffd;
    if (c < 0x80) out += char(c);
    else if (c < 0x800) out += {char(0xc0 | c >> 6), char(0x80 | (c & 63))};
    else if (c < 0x10000) out += {char(0xe0 | c >> 12), char(0x80 | (c >> 6 & 63)), char(0x80 | (c & 63))};
    else out += {char(0xf0 | c >> 18), char(0x80 | (c >> 12 & 63)), char(0x80 | (c >> 6 & 63)), char(0x80 | (c & 63))};
  }
  return out;
}

// WHATWG-like decoding of one code point; a malformed byte is U+FFFD of one byte.
char32_t Lexer::codePointAt(uint32_t at, uint32_t* bytes) const {
  const auto byte = [&](uint32_t i) { return i < text_.size() ? uint8_t(text_[i]) : uint8_t(0); };
  const uint8_t first = byte(at);
  *bytes = 1;
  if (first < 0x80) return first;
  const int more = first >= 0xc2 && first <= 0xdf ? 1 : first >= 0xe0 && first <= 0xef ? 2 : first >= 0xf0 && first <= 0xf4 ? 3 : 0;
  if (more == 0) return 0xfffd;
  char32_t c = first & (0x3f >> more);
  for (int i = 1; i <= more; ++i) {
    if ((byte(at + uint32_t(i)) & 0xc0) != 0x80) return 0xfffd;
    c = c << 6 | (byte(at + uint32_t(i)) & 0x3f);
  }
  if ((more == 2 && (c < 0x800 || (c >= 0xd800 && c < 0xe000))) || (more == 3 && (c < 0x10000 || c > 0x10ffff))) return 0xfffd;
  *bytes = uint32_t(more + 1);
  return c;
}

void Lexer::fail(std::string message, uint32_t start, uint32_t end) {
  if (!error_) error_ = SyntaxError{std::move(message), start, end};
}

Token Lexer::invalid(Token token, std::string message, uint32_t start, uint32_t end) {
  fail(std::move(message), start, end);
  token.kind = TokenKind::Invalid;
  token.end = at_;
  return token;
}

void Lexer::skipHashbang() {
  if (text_.substr(0, 3) == "\xef\xbb\xbf") at_ = 3;
  if (text_.substr(at_, 2) == "#!")
    while (!atEnd()) {
      uint32_t bytes;
      if (isLineTerminator(codePointAt(at_, &bytes))) break;
      at_ += bytes;
    }
}

bool Lexer::skipSpace() {
  while (!atEnd()) {
    const char c = text_[at_];
    if (c == ' ' || c == '\t' || c == '\v' || c == '\f') {
      ++at_;
    } else if (c == '\n' || c == '\r') {
      newline_ = true;
      ++at_;
    } else if (c == '/' && peek(1) == '/') {
      at_ += 2;
      while (!atEnd()) {
        uint32_t bytes;
        if (isLineTerminator(codePointAt(at_, &bytes))) break;
        at_ += bytes;
      }
    } else if (c == '/' && peek(1) == '*') {
      const uint32_t start = at_;
      at_ += 2;
      for (;;) {
        if (atEnd()) {
          fail(kInvalidToken, start, at_);
          return false;
        }
        if (text_[at_] == '*' && peek(1) == '/') break;
        uint32_t bytes;
        if (isLineTerminator(codePointAt(at_, &bytes))) newline_ = true;
        at_ += bytes;
      }
      at_ += 2;
    } else if (htmlComments_ && c == '<' && text_.substr(at_, 4) == "<!--") { // Annex B.1.1
      while (!atEnd()) {
        uint32_t bytes;
        if (isLineTerminator(codePointAt(at_, &bytes))) break;
        at_ += bytes;
      }
    } else if (htmlComments_ && newline_ && c == '-' && text_.substr(at_, 3) == "-->") {
      while (!atEnd()) {
        uint32_t bytes;
        if (isLineTerminator(codePointAt(at_, &bytes))) break;
        at_ += bytes;
      }
    } else if (uint8_t(c) >= 0x80) {
      uint32_t bytes;
      const char32_t point = codePointAt(at_, &bytes);
      if (isLineTerminator(point)) newline_ = true;
      else if (point != 0xfeff && utf8proc_category(utf8proc_int32_t(point)) != UTF8PROC_CATEGORY_ZS) return true;
      at_ += bytes;
    } else {
      return true;
    }
  }
  return true;
}

Token Lexer::next() {
  Token token;
  const bool spaceOk = !error_ && skipSpace();
  token.newlineBefore = newline_;
  newline_ = false;
  token.start = at_;
  if (!spaceOk) {
    token.kind = TokenKind::Invalid;
    token.end = at_;
    return token;
  }
  if (atEnd()) {
    token.end = at_;
    return token;
  }
  const char c = text_[at_];
  if (isAsciiIdentifierStart(c) || c == '\\' || uint8_t(c) >= 0x80) return identifier(token);
  if (isDigit(c) || (c == '.' && isDigit(peek(1)))) return number(token);
  if (c == '"' || c == '\'') return string(token, c);
  if (c == '`') {
    ++at_;
    return templatePiece(token);
  }
  if (c == '#') {
    ++at_;
    uint32_t bytes;
    if (atEnd() || !(text_[at_] == '\\' || isIdentifierStart(codePointAt(at_, &bytes))))
      return invalid(token, kInvalidToken, token.start, at_);
    token.kind = TokenKind::PrivateName;
    return identifier(token);
  }
  return punctuator(token);
}

Token Lexer::punctuator(Token token) {
  // The longest punctuator of up to four characters.
  static constexpr Keyword kPunctuators[] = {
#define TOKEN(name, text) {text, TokenKind::name},
#define KEYWORD(name, text)
#include "core/syntax/tokens.def"
#undef TOKEN
#undef KEYWORD
  };
  TokenKind best = TokenKind::Invalid;
  size_t length = 0;
  const std::string_view rest = text_.substr(at_, 4);
  for (const Keyword& p : kPunctuators)
    if (p.kind >= TokenKind::LeftBrace && p.kind < TokenKind::Invalid && p.text.size() > length && rest.substr(0, p.text.size()) == p.text) {
      best = p.kind;
      length = p.text.size();
    }
  if (best == TokenKind::QuestionDot && isDigit(peek(2))) {
    best = TokenKind::Question;
    length = 1;
  }
  if (best == TokenKind::Invalid) {
    at_ += 1;
    return invalid(token, kInvalidToken, token.start, token.start + 1);
  }
  at_ += uint32_t(length);
  token.kind = best;
  token.end = at_;
  return token;
}

std::optional<char32_t> Lexer::identifierEscape() {
  // at_ is after the backslash
  if (peek() != 'u') return std::nullopt;
  ++at_;
  char32_t c = 0;
  if (peek() == '{') {
    ++at_;
    if (hexValue(peek()) < 0) return std::nullopt;
    while (hexValue(peek()) >= 0) {
      c = c * 16 + char32_t(hexValue(peek()));
      if (c > 0x10ffff) return std::nullopt;
      ++at_;
    }
    if (peek() != '}') return std::nullopt;
    ++at_;
    return c;
  }
  for (int i = 0; i < 4; ++i) {
    if (hexValue(peek()) < 0) return std::nullopt;
    c = c * 16 + char32_t(hexValue(peek()));
    ++at_;
  }
  return c;
}

Token Lexer::identifier(Token token) {
  const bool isPrivate = token.kind == TokenKind::PrivateName;
  const uint32_t textStart = at_;
  while (!atEnd() && isAsciiIdentifierPart(text_[at_])) ++at_;
  const bool plain = atEnd() || (text_[at_] != '\\' && uint8_t(text_[at_]) < 0x80);
  if (plain) {
    const std::string_view text = text_.substr(textStart, at_ - textStart);
    token.end = at_;
    if (isPrivate) {
      token.name = tree_.name(text_.substr(token.start, at_ - token.start));
      return token;
    }
    token.kind = TokenKind::Identifier;
    if (text.size() >= 2 && text.size() <= 10 && text[0] >= 'a' && text[0] <= 'y')
      for (const Keyword& keyword : kKeywords)
        if (keyword.text == text) token.kind = keyword.kind;
    token.name = tree_.name(text);
    return token;
  }
  at_ = textStart;
  std::u16string text;
  if (isPrivate) text += u'#';
  bool first = true;
  while (!atEnd()) {
    const uint32_t start = at_;
    uint32_t bytes;
    char32_t c = codePointAt(at_, &bytes);
    if (c == '\\') {
      ++at_;
      token.escaped = true;
      const std::optional<char32_t> escaped = identifierEscape();
      if (!escaped || !(first ? isIdentifierStart(*escaped) : isIdentifierPart(*escaped)))
        return invalid(token, "Invalid Unicode escape sequence", start, at_);
      c = *escaped;
    } else {
      if (!(first ? isIdentifierStart(c) : isIdentifierPart(c))) {
        if (first) {
          at_ += bytes;
          return invalid(token, kInvalidToken, start, at_);
        }
        break;
      }
      at_ += bytes;
    }
    appendUtf16(text, c);
    first = false;
  }
  token.end = at_;
  token.name = tree_.name(std::u16string_view(text));
  if (isPrivate) return token;
  token.kind = TokenKind::Identifier;
  for (const Keyword& keyword : kKeywords)
    if (text.size() == keyword.text.size() && std::u16string(keyword.text.begin(), keyword.text.end()) == text) token.kind = keyword.kind;
  return token;
}

Token Lexer::number(Token token) {
  const uint32_t start = at_;
  const auto finish = [&](double value) {
    token.number = value;
    token.kind = TokenKind::Number;
    token.end = at_;
    uint32_t bytes;
    if (!atEnd() && (isDigit(peek()) || peek() == '\\' || isIdentifierStart(codePointAt(at_, &bytes))))
      return invalid(token, kInvalidToken, start, at_ + 1);
    return token;
  };
  std::string digits;
  bool separatorBad = false;
  // Digits for which `accept` holds, with separators between them.
  const auto scan = [&](auto accept, bool separators) {
    bool last = false; // the last character was a digit
    for (;;) {
      const char c = peek();
      if (accept(c)) {
        digits += c;
        last = true;
      } else if (c == '_' && separators) {
        if (!last || !accept(peek(1))) {
          fail(peek(1) == '_' ? "Only one underscore is allowed as numeric separator"
                              : "Numeric separators are not allowed at the end of numeric literals",
               at_, at_ + 1);
          separatorBad = true;
          return;
        }
        last = false;
      } else {
        return;
      }
      ++at_;
    }
  };
  const auto bigint = [&]() {
    ++at_;
    token.kind = TokenKind::BigInt;
    token.end = at_;
    token.name = tree_.name(std::string_view(digits));
    uint32_t bytes;
    if (!atEnd() && (isDigit(peek()) || isIdentifierStart(codePointAt(at_, &bytes))))
      return invalid(token, kInvalidToken, start, at_ + 1);
    return token;
  };
  if (peek() == '0' && peek(1) != '\0') {
    const char kind = char(peek(1) | 32);
    const int radix = kind == 'x' ? 16 : kind == 'o' ? 8 : kind == 'b' ? 2 : 0;
    if (radix) {
      digits = text_.substr(at_, 2);
      at_ += 2;
      scan([&](char c) { return hexValue(c) >= 0 && hexValue(c) < radix; }, true);
      if (separatorBad || digits.size() == 2) return invalid(token, kInvalidToken, start, at_ + 1);
      if (peek() == 'n') return bigint();
      double value = 0;
      if (digits.size() <= 2 + 12) {
        for (size_t i = 2; i < digits.size(); ++i) value = value * radix + hexValue(digits[i]);
      } else { // may exceed 2^53: round once, to nearest even
        unsigned __int128 bits = 0;
        int exponent = 0;
        bool sticky = false;
        for (size_t i = 2; i < digits.size(); ++i) {
          const int step = radix == 16 ? 4 : radix == 8 ? 3 : 1;
          if (bits >> 100) {
            exponent += step;
            sticky = sticky || hexValue(digits[i]);
          } else {
            bits = bits << step | unsigned(hexValue(digits[i]));
          }
        }
        if (sticky) bits |= 1;
        value = std::ldexp(double(bits), exponent);
      }
      return finish(value);
    }
    if (isDigit(peek(1)) || peek(1) == '_') { // 017 and 089
      token.legacyOctal = true;
      if (peek(1) == '_') return invalid(token, "Numeric separator can not be used after leading 0", at_ + 1, at_ + 2);
      bool octal = true;
      uint32_t i = at_;
      while (i < text_.size() && isDigit(text_[i])) octal = octal && text_[i++] < '8';
      if (octal) {
        ++at_;
        scan([](char c) { return c >= '0' && c <= '7'; }, false);
        double value = 0;
        for (char c : digits) value = value * 8 + (c - '0');
        return finish(value);
      }
    }
  }
  if (peek() != '.') {
    scan(isDigit, !token.legacyOctal);
    if (separatorBad) return invalid(token, kInvalidToken, start, at_);
    if (peek() == 'n' && !token.legacyOctal) return bigint();
  }
  if (peek() == '.') {
    if (peek(1) == '_') return invalid(token, "Numeric separators are not allowed here", at_ + 1, at_ + 2);
    ++at_;
    digits += '.';
    scan(isDigit, true);
    if (separatorBad) return invalid(token, kInvalidToken, start, at_);
  }
  if ((peek() | 32) == 'e') {
    digits += 'e';
    ++at_;
    if (peek() == '+' || peek() == '-') digits += text_[at_++];
    const size_t before = digits.size();
    scan(isDigit, true);
    if (separatorBad || digits.size() == before) return invalid(token, kInvalidToken, start, at_ + 1);
  }
  if (digits[0] == '.') digits.insert(digits.begin(), '0');
  double value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec == std::errc::result_out_of_range) value = std::strtod(digits.c_str(), nullptr); // 0 or infinity
  return finish(value);
}

bool Lexer::escape(std::u16string& out, bool inTemplate, Token& token, const char** why, uint32_t* errorStart, uint32_t* errorEnd) {
  const uint32_t start = at_ - 1;
  const auto bad = [&](const char* message) {
    *why = message;
    *errorStart = start;
    *errorEnd = at_;
    return false;
  };
  if (atEnd()) return bad(kInvalidToken);
  uint32_t bytes;
  const char32_t c = codePointAt(at_, &bytes);
  at_ += bytes;
  switch (c) {
  case 'b': out += u'\b'; return true;
  case 't': out += u'\t'; return true;
  case 'n': out += u'\n'; return true;
  case 'v': out += u'\v'; return true;
  case 'f': out += u'\f'; return true;
  case 'r': out += u'\r'; return true;
  case '\r':
    if (peek() == '\n') ++at_;
    return true;
  case '\n': case 0x2028: case 0x2029: return true;
  case 'x': {
    const int high = hexValue(peek()), low = hexValue(peek(1));
    if (high < 0 || low < 0) return bad("Invalid hexadecimal escape sequence");
    at_ += 2;
    out += char16_t(high * 16 + low);
    return true;
  }
  case 'u': {
    --at_;
    const uint32_t from = at_;
    const std::optional<char32_t> point = identifierEscape();
    if (!point) {
      (void)from;
      return bad("Invalid Unicode escape sequence");
    }
    appendUtf16(out, *point);
    return true;
  }
  default: break;
  }
  if (c >= '0' && c <= '9') {
    if (c == '0' && !isDigit(peek())) {
      out += u'\0';
      return true;
    }
    if (inTemplate) return bad("Octal escape sequences are not allowed in template strings");
    token.legacyOctal = true;
    token.octalStart = start;
    if (c >= '8') {
      out += char16_t(c);
      token.octalEnd = at_;
      return true;
    }
    int value = int(c - '0');
    if (peek() >= '0' && peek() <= '7') {
      value = value * 8 + (text_[at_++] - '0');
      if (c <= '3' && peek() >= '0' && peek() <= '7') value = value * 8 + (text_[at_++] - '0');
    }
    token.octalEnd = at_;
    out += char16_t(value);
    return true;
  }
  appendUtf16(out, c);
  return true;
}

Token Lexer::string(Token token, char quote) {
  token.kind = TokenKind::String;
  ++at_;
  // Nearly all strings are ASCII without escapes.
  uint32_t i = at_;
  while (i < text_.size() && text_[i] != quote && text_[i] != '\\' && text_[i] != '\n' && text_[i] != '\r' && uint8_t(text_[i]) < 0x80) ++i;
  if (i < text_.size() && text_[i] == quote) {
    token.name = tree_.name(text_.substr(at_, i - at_));
    at_ = i + 1;
    token.end = at_;
    return token;
  }
  std::u16string value;
  for (;;) {
    if (atEnd() || text_[at_] == '\n' || text_[at_] == '\r') return invalid(token, kInvalidToken, token.start, at_);
    if (text_[at_] == quote) break;
    if (text_[at_] == '\\') {
      ++at_;
      const char* why = nullptr;
      uint32_t start = 0, end = 0;
      if (!escape(value, false, token, &why, &start, &end)) return invalid(token, why, start, end);
      continue;
    }
    uint32_t bytes;
    appendUtf16(value, codePointAt(at_, &bytes));
    at_ += bytes;
  }
  ++at_;
  token.end = at_;
  token.name = tree_.name(std::u16string_view(value));
  return token;
}

Token Lexer::templatePiece(Token token) {
  token.kind = TokenKind::Template;
  std::u16string cooked, raw;
  bool valid = true;
  for (;;) {
    if (atEnd()) return invalid(token, "Unterminated template literal", token.start, at_);
    if (text_[at_] == '`') {
      ++at_;
      token.templateTail = true;
      break;
    }
    if (text_[at_] == '$' && peek(1) == '{') {
      at_ += 2;
      break;
    }
    uint32_t bytes;
    const char32_t c = codePointAt(at_, &bytes);
    if (c == '\\') {
      const uint32_t start = at_;
      ++at_;
      const char* why = nullptr;
      uint32_t errorStart = 0, errorEnd = 0;
      if (!escape(cooked, true, token, &why, &errorStart, &errorEnd)) {
        if (valid) {
          token.templateError = why;
          token.octalStart = errorStart;
          token.octalEnd = errorEnd;
        }
        valid = false;
        at_ = start + 1; // only the backslash is sure: what follows is read as plain text
        if (at_ < text_.size()) {
          uint32_t n;
          codePointAt(at_, &n);
          at_ += n;
        }
      }
      for (uint32_t i = start; i < at_;) {
        uint32_t n;
        char32_t r = codePointAt(i, &n);
        i += n;
        if (r == '\r') {
          if (i < at_ && text_[i] == '\n') ++i;
          r = '\n';
        }
        appendUtf16(raw, r);
      }
      continue;
    }
    at_ += bytes;
    if (c == '\r') { // CR and CRLF become LF
      if (peek() == '\n') ++at_;
      cooked += u'\n';
      raw += u'\n';
    } else {
      appendUtf16(cooked, c);
      appendUtf16(raw, c);
    }
  }
  token.end = at_;
  token.name = valid ? tree_.name(std::u16string_view(cooked)) : nullptr;
  token.raw = tree_.name(std::u16string_view(raw));
  return token;
}

Token Lexer::rescanTemplateContinuation(const Token& brace) {
  at_ = brace.start + 1;
  Token token;
  token.start = brace.start;
  return templatePiece(token);
}

Token Lexer::rescanRegExp(const Token& slash) {
  Token token;
  token.kind = TokenKind::RegExp;
  token.newlineBefore = slash.newlineBefore;
  token.start = slash.start;
  at_ = slash.start + 1;
  std::u16string pattern, flags;
  bool inClass = false;
  for (;;) {
    uint32_t bytes;
    const char32_t c = atEnd() ? U'\n' : codePointAt(at_, &bytes);
    if (isLineTerminator(c)) return invalid(token, "Invalid regular expression: missing /", token.start, at_);
    if (c == '/' && !inClass) break;
    if (c == '[') inClass = true;
    if (c == ']') inClass = false;
    appendUtf16(pattern, c);
    at_ += bytes;
    if (c == '\\') {
      const char32_t next = atEnd() ? U'\n' : codePointAt(at_, &bytes);
      if (isLineTerminator(next)) return invalid(token, "Invalid regular expression: missing /", token.start, at_);
      appendUtf16(pattern, next);
      at_ += bytes;
    }
  }
  ++at_;
  while (!atEnd()) {
    uint32_t bytes;
    const char32_t c = codePointAt(at_, &bytes);
    if (c == '\\') return invalid(token, "Invalid regular expression flags", token.start, at_);
    if (!isIdentifierPart(c)) break;
    appendUtf16(flags, c);
    at_ += bytes;
  }
  token.end = at_;
  token.name = tree_.name(std::u16string_view(pattern));
  token.raw = tree_.name(std::u16string_view(flags));
  return token;
}

} // namespace tickscope::syntax
