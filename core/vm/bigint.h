#pragma once
// BigInt values (ECMA-262 §6.1.6.2): sign and magnitude.
//
// The cell's raw words are the magnitude in 64-bit limbs, least significant first, without leading zero limbs; zero is
// one zero limb and never negative. So equal BigInts have equal words.
#include <string>

#include "core/heap/handles.h"
#include "core/vm/completion.h"
#include "core/vm/string.h"

namespace tickscope {

struct BigInt : Cell {
  enum Aux : uint16_t { kNegative = 1 };
  static constexpr uint32_t kMaxLimbs = (1u << 30) / 64; // V8's limit of bits: "Maximum BigInt size exceeded"
  bool isNegative() const { return aux & kNegative; }
  bool isZero() { return wordCount() == 1 && words()[0] == 0; }
  uint64_t* limbs() { return words(); }
  uint32_t limbCount() const { return uint32_t(wordCount()); }
};

// Drops leading zero limbs of `limbs` (may be empty: zero). REQUIRES the rest to be at most kMaxLimbs.
BigInt* newBigInt(Isolate& iso, bool negative, const uint64_t* limbs, size_t count);
BigInt* newBigIntFromInt64(Isolate& iso, int64_t value);
BigInt* newBigIntFromUint64(Isolate& iso, uint64_t value);
BigInt* newBigIntFromDouble(Isolate& iso, double integer); // REQUIRES a finite integral number

// §7.1.14 StringToBigInt on flat text: a BigInt, or undefined when it is no integer literal. RangeError when too big.
Value stringToBigInt(Isolate& iso, FlatText text);
std::string bigintToString(BigInt* value, int radix = 10); // never collects
double bigintToDoubleNoGc(BigInt* value);                  // nearest, ties to even; infinite when out of range
uint64_t bigintToUint64NoGc(BigInt* value);                // modulo 2^64 (as int64: BigInt.asIntN(64, value))

bool bigintEqualsNoGc(BigInt* a, BigInt* b);
int bigintCompareNoGc(BigInt* a, BigInt* b);       // < 0, 0, > 0
// < 0, 0, > 0; 2 when d is NaN.
int bigintCompareToDoubleNoGc(BigInt* a, double d);

} // namespace tickscope
