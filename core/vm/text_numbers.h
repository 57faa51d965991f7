#pragma once
// What StringToNumber, StringToBigInt, parseInt and parseFloat share: white space and digits.
#include "core/vm/string.h"

namespace tickscope {

struct TextRange {
  uint32_t begin, end;
};

// ECMA-262 §12.2 WhiteSpace and §12.3 LineTerminator.
constexpr bool isStrWhiteSpace(char16_t c) {
  if (c <= 0x20) return c == 0x20 || (c >= 0x09 && c <= 0x0d);
  if (c < 0xa0) return false;
  return c == 0xa0 || c == 0xfeff || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
         c == 0x202f || c == 0x205f || c == 0x3000;
}

inline TextRange trimmed(FlatText text) {
  TextRange range{0, text.length};
  while (range.begin < range.end && isStrWhiteSpace(text[range.begin])) ++range.begin;
  while (range.end > range.begin && isStrWhiteSpace(text[range.end - 1])) --range.end;
  return range;
}

// The digit's value, or -1 when it is none in this radix (2 to 36).
constexpr int digitValue(char16_t c, int radix) {
  int value = -1;
  if (c >= '0' && c <= '9') value = c - '0';
  else if (c >= 'a' && c <= 'z') value = c - 'a' + 10;
  else if (c >= 'A' && c <= 'Z') value = c - 'A' + 10;
  return value < radix ? value : -1;
}

// 16, 8 or 2 for a range that starts with 0x, 0o, 0b in either case; else 0.
inline int radixPrefix(FlatText text, TextRange range) {
  if (range.end - range.begin < 2 || text[range.begin] != '0') return 0;
  switch (text[range.begin + 1]) {
  case 'x': case 'X': return 16;
  case 'o': case 'O': return 8;
  case 'b': case 'B': return 2;
  default: return 0;
  }
}

// The value of digits in a radix (all of the range, known to be digits), rounded once when the radix is a power of two,
// else exactly rounded for radix 10 and as precisely as V8 does for others.
double digitsToDouble(FlatText text, TextRange range, int radix);

// The longest prefix of the range that is a StrDecimalLiteral (§7.1.4.1): its value, and where it ends. `*end` is
// range.begin when there is none.
double parseDecimalPrefix(FlatText text, TextRange range, uint32_t* end);

} // namespace tickscope
