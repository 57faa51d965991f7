// Numbers to text and back (ECMA-262 §6.1.6.1.20 Number::toString, §7.1.4.1.1 StringToNumber).
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include "core/vm/conversions.h"
#include "core/vm/isolate.h"
#include "core/vm/text_numbers.h"

namespace tickscope {

namespace {

// Radix 10: the shortest digits that read back as the same number, laid out as §6.1.6.1.20 says.
std::string decimalToString(double d) {
  char scientific[32]; // d.ddde±xx
  const auto end = std::to_chars(scientific, scientific + sizeof scientific, std::fabs(d), std::chars_format::scientific);
  std::string digits;
  const char* at = scientific;
  for (; at != end.ptr && *at != 'e'; ++at)
    if (*at != '.') digits.push_back(*at);
  ++at;
  if (*at == '+') ++at;
  int exponent = 0;
  std::from_chars(at, end.ptr, exponent);

  const int k = int(digits.size()), n = exponent + 1; // the number is 0.digits * 10^n
  std::string text;
  if (std::signbit(d)) text.push_back('-');
  if (k <= n && n <= 21) {
    text += digits;
    text.append(size_t(n - k), '0');
  } else if (0 < n && n <= 21) {
    text.append(digits, 0, size_t(n));
    text.push_back('.');
    text.append(digits, size_t(n), std::string::npos);
  } else if (-6 < n && n <= 0) {
    text += "0.";
    text.append(size_t(-n), '0');
    text += digits;
  } else {
    text.push_back(digits[0]);
    if (k > 1) {
      text.push_back('.');
      text.append(digits, 1, std::string::npos);
    }
    text.push_back('e');
    text.push_back(n - 1 < 0 ? '-' : '+');
    text += std::to_string(std::abs(n - 1));
  }
  return text;
}

constexpr char kDigits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

// Other radixes: the specification leaves the digits to the implementation. As V8: the fraction stops as soon as what
// is left is smaller than half the distance to the next double.
std::string radixToString(double d, int radix) {
  const double magnitude = std::fabs(d);
  double integer = std::floor(magnitude), fraction = magnitude - integer;
  double delta = std::max(0.5 * (std::nextafter(magnitude, std::numeric_limits<double>::infinity()) - magnitude),
                          std::numeric_limits<double>::denorm_min());
  std::string fractionDigits;
  if (fraction >= delta) {
    do {
      fraction *= radix;
      delta *= radix;
      const int digit = int(fraction);
      fractionDigits.push_back(kDigits[digit]);
      fraction -= digit;
      const bool roundUp = fraction > 0.5 || (fraction == 0.5 && (digit & 1));
      if (roundUp && fraction + delta > 1) {
        // Carry as far as it goes, dropping the zeros it makes.
        for (;;) {
          if (fractionDigits.empty()) {
            integer += 1;
            break;
          }
          const char last = fractionDigits.back();
          fractionDigits.pop_back();
          const int value = last > '9' ? last - 'a' + 10 : last - '0';
          if (value + 1 < radix) {
            fractionDigits.push_back(kDigits[value + 1]);
            break;
          }
        }
        break;
      }
    } while (fraction >= delta);
  }
  std::string integerDigits; // least significant first
  while (integer / radix >= 9007199254740992.0) { // 2^53: V8 writes no digits that the double does not determine
    integer /= radix;
    integerDigits.push_back('0');
  }
  do {
    const double remainder = std::fmod(integer, radix);
    integerDigits.push_back(kDigits[int(remainder)]);
    integer = (integer - remainder) / radix;
  } while (integer > 0);
  std::string text = d < 0 ? "-" : "";
  text.append(integerDigits.rbegin(), integerDigits.rend());
  if (!fractionDigits.empty()) text += "." + fractionDigits;
  return text;
}

} // namespace

std::string numberToString(double d, int radix) {
  if (std::isnan(d)) return "NaN";
  if (d == 0) return "0";
  if (std::isinf(d)) return d < 0 ? "-Infinity" : "Infinity";
  if (std::fabs(d) < 1e15 && d == std::floor(d)) { // OPTIMIZATION: exact as an integer
    char text[72];
    const auto end = std::to_chars(text, text + sizeof text, int64_t(d), radix);
    return std::string(text, end.ptr);
  }
  return radix == 10 ? decimalToString(d) : radixToString(d, radix);
}

String* numberToJSString(Isolate& iso, double d) {
  if (d >= 0 && d <= 9 && d == std::floor(d)) return singleCharacter(iso, char16_t('0' + int(d)));
  return newString(iso, numberToString(d));
}

double stringToNumber(FlatText text) {
  const TextRange range = trimmed(text);
  if (range.begin == range.end) return 0;
  if (const int radix = radixPrefix(text, range)) {
    const TextRange digits{range.begin + 2, range.end};
    if (digits.begin == digits.end) return std::numeric_limits<double>::quiet_NaN();
    for (uint32_t i = digits.begin; i < digits.end; ++i)
      if (digitValue(text[i], radix) < 0) return std::numeric_limits<double>::quiet_NaN();
    return digitsToDouble(text, digits, radix);
  }
  uint32_t end;
  const double value = parseDecimalPrefix(text, range, &end);
  return end == range.end ? value : std::numeric_limits<double>::quiet_NaN();
}

} // namespace tickscope
