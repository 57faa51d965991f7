#include "core/vm/operators.h"

#include <cmath>

#include "core/vm/bigint.h"
#include "core/vm/bigint_arithmetic.h"
#include "core/vm/conversions.h"
#include "core/vm/isolate.h"

namespace tickscope {

double numberRemainder(double dividend, double divisor) {
  // OPTIMIZATION: whole numbers, which fmod divides bit by bit. A zero has the dividend's sign.
  constexpr double kWhole = 9007199254740992.0;
  if (dividend > 0 && dividend < kWhole && divisor >= 1 && divisor < kWhole) {
    const auto a = int64_t(dividend), b = int64_t(divisor);
    if (double(a) == dividend && double(b) == divisor) return double(a % b);
  }
  if (std::isfinite(dividend) && std::isinf(divisor)) return dividend;
  return std::fmod(dividend, divisor); // exact, sign of the dividend, as §6.1.6.1.6 asks
}

double numberPower(double base, double exponent) {
  if (std::isnan(exponent)) return std::nan("");
  if (exponent == 0) return 1;
  // C's pow gives 1 for these two; the specification wants NaN.
  if ((base == 1 || base == -1) && std::isinf(exponent)) return std::nan("");
  return std::pow(base, exponent);
}

namespace {
double applyNumber(BinaryOperator op, double a, double b) {
  switch (op) {
  case BinaryOperator::Add: return a + b;
  case BinaryOperator::Sub: return a - b;
  case BinaryOperator::Mul: return a * b;
  case BinaryOperator::Div: return a / b;
  case BinaryOperator::Mod: return numberRemainder(a, b);
  case BinaryOperator::Exp: return numberPower(a, b);
  case BinaryOperator::BitAnd: return doubleToInt32(a) & doubleToInt32(b);
  case BinaryOperator::BitOr: return doubleToInt32(a) | doubleToInt32(b);
  case BinaryOperator::BitXor: return doubleToInt32(a) ^ doubleToInt32(b);
  case BinaryOperator::ShiftLeft: return int32_t(uint32_t(doubleToInt32(a)) << (uint32_t(doubleToInt32(b)) & 31));
  case BinaryOperator::ShiftRight: return doubleToInt32(a) >> (uint32_t(doubleToInt32(b)) & 31);
  case BinaryOperator::ShiftRightZero: return uint32_t(doubleToInt32(a)) >> (uint32_t(doubleToInt32(b)) & 31);
  }
  TICK_UNREACHABLE("an operator that is not in the list");
}
} // namespace

Value applyBinary(Isolate& iso, BinaryOperator op, HandleValue left, HandleValue right) {
  if (left.get().isNumber() && right.get().isNumber()) return Value::number(applyNumber(op, left.get().asNumber(), right.get().asNumber()));
  HandleScope scope(iso.heap);
  HandleValue a = iso.handle(left.get());
  HandleValue b = iso.handle(right.get());
  if (op == BinaryOperator::Add) {
    if (isString(a) && isString(b)) return Value(TRY(concat(iso, a, b)));
    a.set(TRY(toPrimitive(iso, a)));
    b.set(TRY(toPrimitive(iso, b)));
    if (isString(a) || isString(b)) {
      a.set(Value(TRY(toString(iso, a))));
      b.set(Value(TRY(toString(iso, b))));
      return Value(TRY(concat(iso, a, b)));
    }
  }
  a.set(TRY(toNumeric(iso, a)));
  b.set(TRY(toNumeric(iso, b)));
  if (isBigInt(a) || isBigInt(b)) {
    if (!isBigInt(a) || !isBigInt(b)) return iso.raise(msg::BigIntMix);
    return bigintBinary(iso, op, Handle<BigInt>::fromRooted(a), Handle<BigInt>::fromRooted(b));
  }
  return Value::number(applyNumber(op, a.get().asNumber(), b.get().asNumber()));
}

Value applyUnary(Isolate& iso, UnaryOperator op, HandleValue operand) {
  HandleScope scope(iso.heap);
  HandleValue a = iso.handle(TRY(toNumeric(iso, operand)));
  if (isBigInt(a)) return bigintUnary(iso, op, Handle<BigInt>::fromRooted(a));
  const double d = a.get().asNumber();
  switch (op) {
  case UnaryOperator::Negate: return Value::number(-d);
  case UnaryOperator::BitNot: return Value::int32(~doubleToInt32(d));
  case UnaryOperator::Increment: return Value::number(d + 1);
  case UnaryOperator::Decrement: return Value::number(d - 1);
  }
  TICK_UNREACHABLE("an operator that is not in the list");
}

namespace {
bool holds(Relation relation, int order) { // order of two comparable values: < 0, 0, > 0
  switch (relation) {
  case Relation::Less: return order < 0;
  case Relation::LessEqual: return order <= 0;
  case Relation::Greater: return order > 0;
  case Relation::GreaterEqual: return order >= 0;
  }
  TICK_UNREACHABLE("a relation that is not in the list");
}
bool holdsForNumbers(Relation relation, double a, double b) {
  switch (relation) {
  case Relation::Less: return a < b;
  case Relation::LessEqual: return a <= b;
  case Relation::Greater: return a > b;
  case Relation::GreaterEqual: return a >= b;
  }
  TICK_UNREACHABLE("a relation that is not in the list");
}
} // namespace

Completion<bool> applyRelation(Isolate& iso, Relation relation, HandleValue left, HandleValue right) {
  if (left.get().isNumber() && right.get().isNumber())
    return holdsForNumbers(relation, left.get().asNumber(), right.get().asNumber());
  HandleScope scope(iso.heap);
  // The operands are converted left to right whichever way the comparison goes (LeftFirst).
  HandleValue a = iso.handle(TRY(toPrimitive(iso, left, Hint::Number)));
  HandleValue b = iso.handle(TRY(toPrimitive(iso, right, Hint::Number)));
  if (isString(a) && isString(b)) return holds(relation, compareNoGc(a.get().as<String>(), b.get().as<String>()));
  if (isBigInt(a) && isString(b)) {
    b.set(TRY(stringToBigInt(iso, flatText(iso, b))));
    if (b.get().isUndefined()) return false;
  } else if (isString(a) && isBigInt(b)) {
    a.set(TRY(stringToBigInt(iso, flatText(iso, a))));
    if (a.get().isUndefined()) return false;
  }
  a.set(TRY(toNumeric(iso, a)));
  b.set(TRY(toNumeric(iso, b)));
  if (isBigInt(a)) {
    if (isBigInt(b)) return holds(relation, bigintCompareNoGc(a.get().as<BigInt>(), b.get().as<BigInt>()));
    const int order = bigintCompareToDoubleNoGc(a.get().as<BigInt>(), b.get().asNumber());
    return order != 2 && holds(relation, order);
  }
  if (isBigInt(b)) {
    const int order = bigintCompareToDoubleNoGc(b.get().as<BigInt>(), a.get().asNumber());
    return order != 2 && holds(relation, -order);
  }
  return holdsForNumbers(relation, a.get().asNumber(), b.get().asNumber());
}

} // namespace tickscope
