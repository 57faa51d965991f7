// BigInt (ECMA-262 §21.2); the arithmetic is in core/vm/bigint_arithmetic.cpp.
#include "core/builtins/bigint.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"
#include "core/vm/conversions.h"

namespace tickscope {

// §7.1.13
Completion<BigInt*> toBigInt(Isolate& iso, HandleValue value) {
  if (isBigInt(value)) return value.get().as<BigInt>();
  HandleScope scope(iso.heap);
  const HandleValue primitive = iso.handle(TRY(toPrimitive(iso, value, Hint::Number)));
  if (isBigInt(primitive)) return primitive.get().as<BigInt>();
  if (primitive.get().isBoolean()) return newBigIntFromInt64(iso, primitive.get().asBoolean());
  if (isString(primitive)) {
    const Value parsed = TRY(stringToBigInt(iso, flatText(iso, primitive)));
    if (!parsed.isUndefined()) return parsed.as<BigInt>();
    return iso.raise(msg::ToBigIntSyntax, {toUtf8(primitive.get().as<String>())});
  }
  return iso.raise(msg::ToBigIntType, {describeForMessage(iso, primitive)});
}

namespace {

// §21.2.1.1
Value bigintConstructor(Isolate& iso, Args args) {
  if (args.isConstruct()) return iso.raise(msg::NotAConstructor, {"BigInt"});
  const HandleValue primitive = iso.handle(TRY(toPrimitive(iso, args.handle(iso, 0), Hint::Number)));
  if (!primitive.get().isNumber()) return Value(TRY(toBigInt(iso, primitive)));
  const double number = primitive.get().asNumber();
  if (std::trunc(number) != number || std::isinf(number)) return iso.raise(msg::ToBigIntNotInteger, {numberToString(number)});
  return Value(newBigIntFromDouble(iso, number));
}

// The low `bits` of a BigInt in two's complement, and whether the highest of them is set.
struct LowBits {
  std::vector<uint64_t> limbs; // empty: zero
  bool top = false;
};
LowBits lowBitsNoGc(BigInt* value, uint64_t bits) {
  LowBits low;
  const size_t count = size_t(std::min<uint64_t>((bits + 63) / 64, uint64_t(value->limbCount()) + 1));
  low.limbs.assign(count, 0);
  uint64_t carry = 1;
  for (size_t i = 0; i < count; ++i) {
    const uint64_t limb = i < value->limbCount() ? value->limbs()[i] : 0;
    low.limbs[i] = limb;
    if (value->isNegative()) {
      low.limbs[i] = ~limb + carry;
      carry = carry && low.limbs[i] == 0;
    }
  }
  if (bits / 64 < count) low.limbs[size_t(bits / 64)] &= (uint64_t(1) << (bits % 64)) - 1;
  if (bits > 0 && (bits - 1) / 64 < count) low.top = (low.limbs[size_t((bits - 1) / 64)] >> ((bits - 1) % 64)) & 1;
  return low;
}

Completion<uint64_t> bitsArgument(Isolate& iso, Args args) { return toIndex(iso, args.handle(iso, 0), msg::NotSafeInteger); }

// §21.2.2.2
Value asUintN(Isolate& iso, Args args) {
  const uint64_t bits = TRY(bitsArgument(iso, args));
  const Handle<BigInt> value = iso.handle(TRY(toBigInt(iso, args.handle(iso, 1))));
  if (!value->isNegative() && uint64_t(value->limbCount()) * 64 <= bits) return value;
  if (bits > uint64_t(BigInt::kMaxLimbs) * 64) return iso.raise(ErrorType::RangeError, "Maximum BigInt size exceeded");
  // A negative number has ones without end.
  LowBits low = lowBitsNoGc(value, bits);
  if (value->isNegative() && !value->isZero())
    while (low.limbs.size() * 64 < bits) {
      const uint64_t left = bits - low.limbs.size() * 64;
      low.limbs.push_back(left >= 64 ? ~uint64_t(0) : (uint64_t(1) << left) - 1);
    }
  return Value(newBigInt(iso, false, low.limbs.data(), low.limbs.size()));
}

// §21.2.2.1
Value asIntN(Isolate& iso, Args args) {
  const uint64_t bits = TRY(bitsArgument(iso, args));
  const Handle<BigInt> value = iso.handle(TRY(toBigInt(iso, args.handle(iso, 1))));
  if (bits == 0) return Value(newBigIntFromInt64(iso, 0));
  if (uint64_t(value->limbCount()) * 64 < bits) return value; // fits with room to spare
  LowBits low = lowBitsNoGc(value, bits);
  if (!low.top) return Value(newBigInt(iso, false, low.limbs.data(), low.limbs.size()));
  // Minus (2^bits - low).
  uint64_t carry = 1;
  for (uint64_t& limb : low.limbs) {
    limb = ~limb + carry;
    carry = carry && limb == 0;
  }
  if (bits / 64 < low.limbs.size()) low.limbs[size_t(bits / 64)] &= (uint64_t(1) << (bits % 64)) - 1;
  return Value(newBigInt(iso, true, low.limbs.data(), low.limbs.size()));
}

Completion<BigInt*> thisBigInt(Isolate& iso, Args args, std::string_view method) {
  Value self = args.thisValue();
  if (self.isCell() && self.asCell()->kind == CellKind::PrimitiveWrapper) self = self.as<PrimitiveWrapper>()->value;
  if (isBigInt(self)) return self.as<BigInt>();
  return iso.raise(msg::NotA, {method, "BigInt"});
}

Value bigintToStringMethod(Isolate& iso, Args args) {
  const Handle<BigInt> value = iso.handle(TRY(thisBigInt(iso, args, "BigInt.prototype.toString")));
  const double radix = args[0].isUndefined() ? 10 : TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  if (!(radix >= 2 && radix <= 36)) return iso.raise(msg::RadixRange);
  iso.charge(uint64_t(value->limbCount()) * value->limbCount());
  return Value(newString(iso, bigintToString(value, int(radix))));
}

Value bigintToLocaleString(Isolate& iso, Args args) { // en-US: groups of three
  const std::string digits = bigintToString(TRY(thisBigInt(iso, args, "BigInt.prototype.toLocaleString")));
  std::string out;
  const size_t sign = digits[0] == '-';
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > sign && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return Value(newString(iso, out));
}

Value bigintValueOf(Isolate& iso, Args args) { return Value(TRY(thisBigInt(iso, args, "BigInt.prototype.valueOf"))); }

} // namespace

void installBigInt(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = newPrototype(iso);
  const Handle<NativeFunction> constructor =
      installConstructor(iso, realm, "BigInt", 1, bigintConstructor, Intrinsic::BigInt, prototype, Intrinsic::BigIntPrototype);
  defineMethods(iso, constructor, {{"asUintN", asUintN, 2}, {"asIntN", asIntN, 2}});
  defineMethods(iso, prototype,
                {{"toLocaleString", bigintToLocaleString, 0}, {"toString", bigintToStringMethod, 0}, {"valueOf", bigintValueOf, 0}});
  defineToStringTag(iso, prototype, "BigInt");
}

} // namespace tickscope
