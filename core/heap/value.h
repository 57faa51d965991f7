#pragma once
// A JavaScript value in 64 bits.
//
//   pointer to a cell   0000 pppp pppp pppp      (the pointer itself: no masking to follow it)
//   double              its bits + 2^49           0002… to fffc…
//   int32               fffe 0000 iiii iiii
//   undefined, null, true, false and the engine's own marks: small odd-looking constants with bit 1 set
//
// A raw cell pointer and a Value that holds it have the same bits, so the collector treats a `Shape*` field and a
// `Value` field alike. A null pointer (0) is no Value; only pointer fields may hold it.
#include <bit>
#include <cmath>
#include <cstdint>

namespace tickscope {

struct Cell;

// What a function returns after it has set the isolate's pending exception. Becomes a Value or a Completion<T>.
struct Throw {};

class Value {
public:
  constexpr Value() : bits_(kUndefined) {}
  constexpr Value(Throw) : bits_(kException) {}
  constexpr Value(Cell* cell) : bits_(std::bit_cast<uint64_t>(cell)) {}
  static constexpr Value fromBits(uint64_t bits) { Value v; v.bits_ = bits; return v; }
  constexpr uint64_t bits() const { return bits_; }

  static constexpr Value undefined() { return fromBits(kUndefined); }
  static constexpr Value null() { return fromBits(kNull); }
  static constexpr Value boolean(bool b) { return fromBits(kFalse | uint64_t(b)); }
  static constexpr Value int32(int32_t i) { return fromBits(kNumberTag | uint32_t(i)); }
  // No int32 canonicalisation: use number() where the value may be an integer that is compared or used as an index.
  static Value float64(double d) { return fromBits((d == d ? std::bit_cast<uint64_t>(d) : kNaNBits) + kDoubleOffset); }
  static Value number(double d) {
    if (d >= -2147483648.0 && d <= 2147483647.0) { // also false for NaN
      const int32_t i = int32_t(d);
      if (double(i) == d && (i != 0 || !std::signbit(d))) return int32(i);
    }
    return float64(d);
  }
  static Value number(int32_t i) { return int32(i); }
  static Value number(uint32_t u) { return u <= 0x7fffffffu ? int32(int32_t(u)) : float64(double(u)); }
  static Value number(int64_t i) { return number(double(i)); }
  static Value number(uint64_t i) { return number(double(i)); }
  // A hole in an array, a binding in its temporal dead zone, an absent property: never seen by a program.
  static constexpr Value empty() { return fromBits(kEmpty); }
  // What a native returns after it has set the isolate's pending exception.
  static constexpr Value exception() { return fromBits(kException); }

  constexpr bool isUndefined() const { return bits_ == kUndefined; }
  constexpr bool isNull() const { return bits_ == kNull; }
  constexpr bool isNullish() const { return (bits_ & ~uint64_t(8)) == kNull; }
  constexpr bool isTrue() const { return bits_ == kTrue; }
  constexpr bool isFalse() const { return bits_ == kFalse; }
  constexpr bool isBoolean() const { return (bits_ & ~uint64_t(1)) == kFalse; }
  constexpr bool isEmpty() const { return bits_ == kEmpty; }
  constexpr bool isException() const { return bits_ == kException; }
  constexpr bool isInt32() const { return bits_ >= kNumberTag; }
  constexpr bool isNumber() const { return (bits_ & kNumberTag) != 0; }
  constexpr bool isDouble() const { return isNumber() && !isInt32(); }
  constexpr bool isCell() const { return (bits_ & (kNumberTag | kOtherTag)) == 0; }

  constexpr bool asBoolean() const { return bits_ == kTrue; }
  constexpr int32_t asInt32() const { return int32_t(uint32_t(bits_)); }
  double asDouble() const { return std::bit_cast<double>(bits_ - kDoubleOffset); }
  double asNumber() const { return isInt32() ? double(asInt32()) : asDouble(); }
  Cell* asCell() const { return std::bit_cast<Cell*>(bits_); }
  template <class T> T* as() const { return static_cast<T*>(asCell()); }

  // Same bits: SameValue for everything but strings, BigInts, and an integer stored once as int32 and once as double.
  constexpr bool operator==(const Value& other) const = default;

  static constexpr uint64_t kNumberTag = 0xfffe000000000000ull, kDoubleOffset = 0x0002000000000000ull;
  static constexpr uint64_t kOtherTag = 2;

private:
  static constexpr uint64_t kNull = 0x02, kUndefined = 0x0a, kFalse = 0x06, kTrue = 0x07, kException = 0x12,
                            kEmpty = 0x1a, kNaNBits = 0x7ff8000000000000ull;
  uint64_t bits_;
};
static_assert(sizeof(Value) == 8);

} // namespace tickscope
