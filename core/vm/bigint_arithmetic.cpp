#include "core/vm/bigint_arithmetic.h"

#include <tommath.h>

#include <bit>

#include "core/vm/isolate.h"

namespace tickscope {

namespace {

constexpr Message kTooBig{ErrorType::RangeError, "Maximum BigInt size exceeded"};
constexpr Message kDivisionByZero{ErrorType::RangeError, "Division by zero"};
constexpr Message kNegativeExponent{ErrorType::RangeError, "Exponent must be non-negative"};
constexpr Message kNoUnsignedShift{ErrorType::TypeError, "BigInts have no unsigned right shift, use >> instead"};
constexpr uint64_t kMaxBits = uint64_t(BigInt::kMaxLimbs) * 64;

// A number of libtommath's, freed with its scope. Running out of memory is the only way in which its functions fail
// here, and ends the process as any other allocation does.
class Number {
public:
  Number() { check(mp_init(&value_)); }
  explicit Number(BigInt* bigint) : Number() {
    check(mp_unpack(&value_, bigint->limbCount(), MP_LSB_FIRST, sizeof(uint64_t), MP_NATIVE_ENDIAN, 0, bigint->limbs()));
    if (bigint->isNegative()) check(mp_neg(&value_, &value_));
  }
  ~Number() { mp_clear(&value_); }
  Number(const Number&) = delete;
  Number& operator=(const Number&) = delete;
  mp_int* get() { return &value_; }
  static void check(mp_err error) { TICK_ASSERT(error == MP_OKAY, "arithmetic on big integers failed"); }

  Value toBigInt(Isolate& iso) {
    std::vector<uint64_t> limbs(mp_pack_count(&value_, 0, sizeof(uint64_t)));
    if (limbs.size() > BigInt::kMaxLimbs) return iso.raise(kTooBig);
    size_t written = 0;
    if (!limbs.empty()) check(mp_pack(limbs.data(), limbs.size(), &written, MP_LSB_FIRST, sizeof(uint64_t), MP_NATIVE_ENDIAN, 0, &value_));
    return Value(newBigInt(iso, mp_isneg(&value_), limbs.data(), written));
  }

private:
  mp_int value_;
};

uint64_t bitLength(BigInt* value) {
  return uint64_t(value->limbCount()) * 64 - uint64_t(std::countl_zero(value->limbs()[value->limbCount() - 1]));
}

// Sums and products of single limbs, the most common by far, without leaving the machine's integers.
bool trySmall(Isolate& iso, BinaryOperator op, BigInt* left, BigInt* right, Value* result) {
  if (left->limbCount() != 1 || right->limbCount() != 1) return false;
  __int128 a = left->limbs()[0], b = right->limbs()[0];
  if (left->isNegative()) a = -a;
  if (right->isNegative()) b = -b;
  if (op == BinaryOperator::Mul && (left->limbs()[0] >> 63 || right->limbs()[0] >> 63)) return false;
  const __int128 value = op == BinaryOperator::Add ? a + b : op == BinaryOperator::Sub ? a - b : a * b;
  const unsigned __int128 magnitude = value < 0 ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
  const uint64_t limbs[2] = {uint64_t(magnitude), uint64_t(magnitude >> 64)};
  *result = Value(newBigInt(iso, value < 0, limbs, 2));
  return true;
}

// a << shift, or a >> -shift rounding towards minus infinity. `amount` is the magnitude of the shift.
Value shift(Isolate& iso, BigInt* left, BigInt* amount, bool toLeft) {
  if (left->isZero() || amount->isZero()) return Value(left);
  const bool huge = amount->limbCount() > 1 || amount->limbs()[0] >= kMaxBits;
  if (toLeft) {
    if (huge || bitLength(left) + amount->limbs()[0] > kMaxBits) return iso.raise(kTooBig);
    Number a(left), result;
    Number::check(mp_mul_2d(a.get(), int(amount->limbs()[0]), result.get()));
    return result.toBigInt(iso);
  }
  if (huge) return Value(newBigIntFromInt64(iso, left->isNegative() ? -1 : 0));
  Number a(left), result;
  Number::check(mp_signed_rsh(a.get(), int(amount->limbs()[0]), result.get()));
  return result.toBigInt(iso);
}

Value power(Isolate& iso, BigInt* base, BigInt* exponent) {
  if (exponent->isNegative()) return iso.raise(kNegativeExponent);
  if (exponent->isZero()) return Value(newBigIntFromUint64(iso, 1));
  if (base->isZero()) return Value(base);
  const bool odd = exponent->limbs()[0] & 1;
  if (base->limbCount() == 1 && base->limbs()[0] == 1) return base->isNegative() && !odd ? Value(newBigIntFromInt64(iso, 1)) : Value(base);
  const uint64_t bits = bitLength(base);
  if (exponent->limbCount() > 1 || exponent->limbs()[0] > kMaxBits || (bits - 1) * exponent->limbs()[0] >= kMaxBits) return iso.raise(kTooBig);
  if (base->limbCount() == 1 && std::has_single_bit(base->limbs()[0])) { // powers of two are shifts
    Number one, result;
    mp_set_u64(one.get(), 1);
    Number::check(mp_mul_2d(one.get(), int((bits - 1) * exponent->limbs()[0]), result.get()));
    if (base->isNegative() && odd) Number::check(mp_neg(result.get(), result.get()));
    return result.toBigInt(iso);
  }
  Number b(base), result;
  Number::check(mp_expt_u32(b.get(), uint32_t(exponent->limbs()[0]), result.get()));
  return result.toBigInt(iso);
}

} // namespace

Value bigintBinary(Isolate& iso, BinaryOperator op, Handle<BigInt> left, Handle<BigInt> right) {
  iso.charge(uint64_t(left->limbCount()) + right->limbCount());
  switch (op) {
  case BinaryOperator::Add:
  case BinaryOperator::Sub:
  case BinaryOperator::Mul: {
    Value small;
    if (trySmall(iso, op, left, right, &small)) return small;
    if (op == BinaryOperator::Mul && bitLength(left) + bitLength(right) > kMaxBits + 1) return iso.raise(kTooBig);
    Number a(left), b(right), result;
    if (op == BinaryOperator::Add) Number::check(mp_add(a.get(), b.get(), result.get()));
    else if (op == BinaryOperator::Sub) Number::check(mp_sub(a.get(), b.get(), result.get()));
    else Number::check(mp_mul(a.get(), b.get(), result.get()));
    return result.toBigInt(iso);
  }
  case BinaryOperator::Div:
  case BinaryOperator::Mod: {
    if (right->isZero()) return iso.raise(kDivisionByZero);
    Number a(left), b(right), quotient, rest; // truncating: the rest has the dividend's sign
    Number::check(mp_div(a.get(), b.get(), quotient.get(), rest.get()));
    return (op == BinaryOperator::Div ? quotient : rest).toBigInt(iso);
  }
  case BinaryOperator::Exp: return power(iso, left, right);
  case BinaryOperator::BitAnd:
  case BinaryOperator::BitOr:
  case BinaryOperator::BitXor: { // as if in two's complement with endless sign bits
    Number a(left), b(right), result;
    if (op == BinaryOperator::BitAnd) Number::check(mp_and(a.get(), b.get(), result.get()));
    else if (op == BinaryOperator::BitOr) Number::check(mp_or(a.get(), b.get(), result.get()));
    else Number::check(mp_xor(a.get(), b.get(), result.get()));
    return result.toBigInt(iso);
  }
  case BinaryOperator::ShiftLeft: return shift(iso, left, right, !right->isNegative());
  case BinaryOperator::ShiftRight: return shift(iso, left, right, right->isNegative());
  case BinaryOperator::ShiftRightZero: return iso.raise(kNoUnsignedShift);
  }
  TICK_UNREACHABLE("an unknown binary operator");
}

Value bigintUnary(Isolate& iso, UnaryOperator op, Handle<BigInt> operand) {
  switch (op) {
  case UnaryOperator::Negate: {
    const std::vector<uint64_t> limbs(operand->limbs(), operand->limbs() + operand->limbCount());
    return Value(newBigInt(iso, !operand->isNegative(), limbs.data(), limbs.size()));
  }
  case UnaryOperator::BitNot: { // -a - 1
    Number a(operand.get()), result;
    Number::check(mp_complement(a.get(), result.get()));
    return result.toBigInt(iso);
  }
  case UnaryOperator::Increment:
  case UnaryOperator::Decrement: {
    Number a(operand.get()), result;
    if (op == UnaryOperator::Increment) Number::check(mp_add_d(a.get(), 1, result.get()));
    else Number::check(mp_sub_d(a.get(), 1, result.get()));
    return result.toBigInt(iso);
  }
  }
  TICK_UNREACHABLE("an unknown unary operator");
}

} // namespace tickscope
