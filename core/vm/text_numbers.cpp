#include "core/vm/text_numbers.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>

namespace tickscope {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// `literal` is digits [. digits] [e digits]; never locale-dependent.
double decimalToDouble(const std::string& literal) {
  double value = 0;
  const auto result = std::from_chars(literal.data(), literal.data() + literal.size(), value);
  if (result.ec != std::errc::result_out_of_range) return value;
  // Too big or too small: where the first digit that counts stands decides which.
  long exponent = 0;
  size_t mantissaEnd = literal.find_first_of("eE");
  if (mantissaEnd == std::string::npos) mantissaEnd = literal.size();
  else {
    const char* digits = literal.data() + mantissaEnd + 1;
    const bool negative = *digits == '-';
    if (*digits == '-' || *digits == '+') ++digits;
    int parsed = 0;
    const auto e = std::from_chars(digits, literal.data() + literal.size(), parsed);
    exponent = e.ec == std::errc::result_out_of_range ? std::numeric_limits<int>::max() : parsed;
    if (negative) exponent = -exponent;
  }
  size_t point = literal.find('.');
  if (point == std::string::npos || point > mantissaEnd) point = mantissaEnd;
  for (size_t i = 0; i < mantissaEnd; ++i) {
    if (literal[i] == '0' || literal[i] == '.') continue;
    exponent += i < point ? long(point - i) : -long(i - point);
    return exponent > 0 ? kInfinity : 0;
  }
  return 0;
}

} // namespace

double digitsToDouble(FlatText text, TextRange range, int radix) {
  if (radix == 10) {
    std::string literal;
    for (uint32_t i = range.begin; i < range.end; ++i) literal.push_back(char(text[i]));
    return decimalToDouble(literal);
  }
  if ((radix & (radix - 1)) == 0) {
    const int bitsPerDigit = std::countr_zero(unsigned(radix));
    uint64_t top = 0; // the leading bits; the lowest stands for all that were dropped
    int64_t dropped = 0;
    for (uint32_t i = range.begin; i < range.end; ++i) {
      const uint64_t digit = uint64_t(digitValue(text[i], radix));
      if (top >> (63 - bitsPerDigit)) {
        dropped += bitsPerDigit;
        top |= digit != 0;
      } else {
        top = (top << bitsPerDigit) | digit;
      }
    }
    return std::ldexp(double(top), dropped > 5000 ? 5000 : int(dropped));
  }
  // Chunks of digits whose value is exact, as V8 does: only the joining of chunks rounds.
  double value = 0;
  uint32_t i = range.begin;
  while (i < range.end) {
    uint64_t part = 0, multiplier = 1;
    while (i < range.end) {
      const uint64_t next = multiplier * uint64_t(radix);
      if (next > 0xffffffffu / 36) break;
      part = part * uint64_t(radix) + uint64_t(digitValue(text[i++], radix));
      multiplier = next;
    }
    value = value * double(multiplier) + double(part);
  }
  return value;
}

double parseDecimalPrefix(FlatText text, TextRange range, uint32_t* end) {
  uint32_t at = range.begin;
  *end = range.begin;
  bool negative = false;
  if (at < range.end && (text[at] == '+' || text[at] == '-')) negative = text[at++] == '-';
  const double sign = negative ? -1 : 1;

  constexpr std::string_view infinity = "Infinity";
  if (range.end - at >= infinity.size()) {
    bool same = true;
    for (uint32_t i = 0; i < infinity.size() && same; ++i) same = text[at + i] == char16_t(infinity[i]);
    if (same) {
      *end = at + uint32_t(infinity.size());
      return sign * kInfinity;
    }
  }

  // OPTIMIZATION: short integers need no general parser.
  const auto isDigit = [&](uint32_t i) { return i < range.end && text[i] >= '0' && text[i] <= '9'; };
  const uint32_t digitsBegin = at;
  uint64_t small = 0;
  while (isDigit(at)) {
    if (at - digitsBegin < 15) small = small * 10 + uint64_t(text[at] - '0');
    ++at;
  }
  const uint32_t integerDigits = at - digitsBegin;
  const bool more = at < range.end && (text[at] == '.' || text[at] == 'e' || text[at] == 'E');
  if (integerDigits > 0 && integerDigits <= 15 && !more) {
    *end = at;
    return sign * double(small);
  }
  uint32_t fractionDigits = 0;
  if (at < range.end && text[at] == '.') {
    uint32_t after = at + 1;
    while (isDigit(after)) ++after;
    fractionDigits = after - at - 1;
    if (integerDigits + fractionDigits > 0) at = after;
  }
  if (integerDigits + fractionDigits == 0) return kNaN;
  if (at < range.end && (text[at] == 'e' || text[at] == 'E')) {
    uint32_t exponent = at + 1;
    if (exponent < range.end && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
    if (isDigit(exponent)) {
      while (isDigit(exponent)) ++exponent;
      at = exponent;
    }
  }
  *end = at;
  std::string literal;
  literal.reserve(at - digitsBegin + 1);
  if (integerDigits == 0) literal.push_back('0');
  for (uint32_t i = digitsBegin; i < at; ++i) {
    const char c = char(text[i]);
    // from_chars wants a digit after the point and no plus sign in the exponent is a matter of taste: both are dropped.
    if (c == '+' || (c == '.' && fractionDigits == 0)) continue;
    literal.push_back(c);
  }
  return sign * decimalToDouble(literal);
}

} // namespace tickscope
