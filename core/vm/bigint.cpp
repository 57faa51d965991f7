#include "core/vm/bigint.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

#include "core/vm/isolate.h"
#include "core/vm/text_numbers.h"

namespace tickscope {

namespace {

constexpr Message kTooBig{ErrorType::RangeError, "Maximum BigInt size exceeded"};

int compareMagnitude(BigInt* a, BigInt* b) {
  if (a->limbCount() != b->limbCount()) return a->limbCount() < b->limbCount() ? -1 : 1;
  for (uint32_t i = a->limbCount(); i-- > 0;)
    if (a->limbs()[i] != b->limbs()[i]) return a->limbs()[i] < b->limbs()[i] ? -1 : 1;
  return 0;
}

// limbs = limbs * factor + addend
void multiplyAdd(std::vector<uint64_t>& limbs, uint64_t factor, uint64_t addend) {
  unsigned __int128 carry = addend;
  for (uint64_t& limb : limbs) {
    carry += static_cast<unsigned __int128>(limb) * factor;
    limb = uint64_t(carry);
    carry >>= 64;
  }
  if (carry) limbs.push_back(uint64_t(carry));
}

// Divides in place; returns the remainder.
uint64_t divideBy(std::vector<uint64_t>& limbs, uint64_t divisor) {
  unsigned __int128 rest = 0;
  for (size_t i = limbs.size(); i-- > 0;) {
    rest = (rest << 64) | limbs[i];
    limbs[i] = uint64_t(rest / divisor);
    rest %= divisor;
  }
  while (!limbs.empty() && limbs.back() == 0) limbs.pop_back();
  return uint64_t(rest);
}

uint32_t bitLength(BigInt* value) {
  return value->limbCount() * 64 - uint32_t(std::countl_zero(value->limbs()[value->limbCount() - 1]));
}

} // namespace

BigInt* newBigInt(Isolate& iso, bool negative, const uint64_t* limbs, size_t count) {
  while (count > 0 && limbs[count - 1] == 0) --count;
  const size_t stored = count == 0 ? 1 : count;
  TICK_ASSERT(stored <= BigInt::kMaxLimbs, "a BigInt over its limit");
  BigInt* value = iso.heap.allocate<BigInt>(CellKind::BigInt, sizeof(Cell) + stored * 8);
  value->aux = negative && count > 0 ? BigInt::kNegative : 0;
  value->limbs()[0] = 0;
  if (count > 0) std::memcpy(value->limbs(), limbs, count * 8);
  return value;
}

BigInt* newBigIntFromInt64(Isolate& iso, int64_t value) {
  const uint64_t magnitude = value < 0 ? uint64_t(0) - uint64_t(value) : uint64_t(value);
  return newBigInt(iso, value < 0, &magnitude, 1);
}

BigInt* newBigIntFromUint64(Isolate& iso, uint64_t value) { return newBigInt(iso, false, &value, 1); }

BigInt* newBigIntFromDouble(Isolate& iso, double integer) {
  int exponent;
  const double fraction = std::frexp(std::fabs(integer), &exponent); // [0.5, 1) * 2^exponent
  if (integer == 0) return newBigIntFromUint64(iso, 0);
  const uint64_t mantissa = uint64_t(std::ldexp(fraction, 53));
  uint64_t limbs[17] = {};
  const int shift = exponent - 53;
  if (shift <= 0) {
    limbs[0] = mantissa >> -shift; // integral: no bits are lost
  } else {
    limbs[shift / 64] = mantissa << (shift % 64);
    if (shift % 64 > 11) limbs[shift / 64 + 1] = mantissa >> (64 - shift % 64);
  }
  return newBigInt(iso, integer < 0, limbs, 17);
}

Value stringToBigInt(Isolate& iso, FlatText text) {
  TextRange range = trimmed(text);
  if (range.begin == range.end) return Value(newBigIntFromUint64(iso, 0));
  bool negative = false;
  int radix = radixPrefix(text, range);
  if (radix != 0) {
    range.begin += 2;
  } else {
    radix = 10;
    if (text[range.begin] == '-' || text[range.begin] == '+') negative = text[range.begin++] == '-';
  }
  if (range.begin == range.end) return Value::undefined();
  // As many digits at a time as fit a limb.
  std::vector<uint64_t> limbs;
  uint64_t factor = 1, chunk = 0;
  const uint64_t factorLimit = UINT64_MAX / uint64_t(radix);
  for (uint32_t i = range.begin; i < range.end; ++i) {
    const int digit = digitValue(text[i], radix);
    if (digit < 0) return Value::undefined();
    if (factor > factorLimit) {
      multiplyAdd(limbs, factor, chunk);
      factor = 1;
      chunk = 0;
      if (limbs.size() > BigInt::kMaxLimbs) return iso.raise(kTooBig);
    }
    factor *= uint64_t(radix);
    chunk = chunk * uint64_t(radix) + uint64_t(digit);
  }
  multiplyAdd(limbs, factor, chunk);
  if (limbs.size() > BigInt::kMaxLimbs) return iso.raise(kTooBig);
  return Value(newBigInt(iso, negative, limbs.data(), limbs.size()));
}

std::string bigintToString(BigInt* value, int radix) {
  if (value->isZero()) return "0";
  std::vector<uint64_t> limbs(value->limbs(), value->limbs() + value->limbCount());
  uint64_t chunkFactor = uint64_t(radix);
  int chunkDigits = 1;
  while (chunkFactor <= UINT64_MAX / uint64_t(radix)) {
    chunkFactor *= uint64_t(radix);
    ++chunkDigits;
  }
  std::string digits; // least significant first
  while (!limbs.empty()) {
    uint64_t chunk = divideBy(limbs, chunkFactor);
    for (int i = 0; i < chunkDigits && (chunk != 0 || !limbs.empty()); ++i) {
      digits.push_back("0123456789abcdefghijklmnopqrstuvwxyz"[chunk % uint64_t(radix)]);
      chunk /= uint64_t(radix);
    }
  }
  if (value->isNegative()) digits.push_back('-');
  std::reverse(digits.begin(), digits.end());
  return digits;
}

double bigintToDoubleNoGc(BigInt* value) {
  if (value->isZero()) return 0;
  const uint32_t bits = bitLength(value);
  const double sign = value->isNegative() ? -1 : 1;
  if (bits > 1024) return sign * HUGE_VAL;
  // The top 64 bits, the last of them standing for all that is below: enough for one correct rounding.
  const uint32_t count = value->limbCount();
  uint64_t top = value->limbs()[count - 1];
  const int lead = std::countl_zero(top);
  bool sticky = false;
  if (count > 1) {
    const uint64_t below = value->limbs()[count - 2];
    if (lead > 0) {
      top = (top << lead) | (below >> (64 - lead));
      sticky = (below << lead) != 0;
    } else {
      sticky = below != 0;
    }
    for (uint32_t i = 0; i + 2 < count && !sticky; ++i) sticky = value->limbs()[i] != 0;
  } else {
    top <<= lead;
  }
  return sign * std::ldexp(double(top | uint64_t(sticky)), int(bits) - 64);
}

uint64_t bigintToUint64NoGc(BigInt* value) {
  const uint64_t low = value->limbs()[0];
  return value->isNegative() ? uint64_t(0) - low : low;
}

bool bigintEqualsNoGc(BigInt* a, BigInt* b) { return a->isNegative() == b->isNegative() && compareMagnitude(a, b) == 0; }

int bigintCompareNoGc(BigInt* a, BigInt* b) {
  if (a->isNegative() != b->isNegative()) return a->isNegative() ? -1 : 1;
  const int magnitude = compareMagnitude(a, b);
  return a->isNegative() ? -magnitude : magnitude;
}

int bigintCompareToDoubleNoGc(BigInt* a, double d) {
  if (std::isnan(d)) return 2;
  if (std::isinf(d)) return d > 0 ? -1 : 1;
  const bool negative = d < 0;
  if (a->isZero()) return d == 0 ? 0 : (negative ? 1 : -1);
  if (a->isNegative() != negative || d == 0) return a->isNegative() ? -1 : 1;
  const int farther = negative ? -1 : 1; // the answer when |a| > |d|
  int exponent;
  const double fraction = std::frexp(std::fabs(d), &exponent);
  if (exponent <= 0) return farther; // |d| < 1 <= |a|
  const uint32_t bits = bitLength(a);
  if (bits != uint32_t(exponent)) return bits > uint32_t(exponent) ? farther : -farther;
  // Same number of integer bits: compare them from the top, a's against the mantissa's.
  const uint64_t mantissa = uint64_t(std::ldexp(fraction, 53)) << 11; // left-aligned in 64 bits
  for (uint32_t i = 0; i < bits; ++i) {
    const uint32_t at = bits - 1 - i;
    const bool mine = (a->limbs()[at / 64] >> (at % 64)) & 1;
    const bool theirs = i < 64 && ((mantissa >> (63 - i)) & 1);
    if (mine != theirs) return mine ? farther : -farther;
  }
  const bool fractionLeft = bits < 64 && (mantissa << bits) != 0;
  return fractionLeft ? -farther : 0;
}

} // namespace tickscope
