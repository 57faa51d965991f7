// Type conversion and comparison (ECMA-262 §7.1, §7.2). Number formatting and parsing: number_conversions.cpp; how
// values look in messages: describe.cpp.
#include "core/vm/conversions.h"

#include <cmath>
#include <limits>

#include "core/vm/bigint.h"
#include "core/vm/isolate.h"

namespace tickscope {

// --- kinds ---


// --- to primitives ---

// §7.1.1.1
static Value ordinaryToPrimitive(Isolate& iso, Handle<Object> object, Hint hint) {
  const PropertyKey order[2] = {iso.key(hint == Hint::String ? iso.names.toString : iso.names.valueOf),
                                iso.key(hint == Hint::String ? iso.names.valueOf : iso.names.toString)};
  for (const PropertyKey& name : order) {
    const HandleValue method = iso.handle(TRY(get(iso, object, name)));
    if (!isCallable(method)) continue;
    const Value result = TRY(iso.call(method, object));
    if (!isObject(result)) return result;
  }
  return iso.raise(msg::ToPrimitiveFailed);
}

Value toPrimitive(Isolate& iso, HandleValue value, Hint hint) {
  if (!isObject(value)) return value;
  HandleScope scope(iso.heap);
  const Handle<Object> object = Handle<Object>::fromRooted(value);
  const HandleValue exotic = iso.handle(TRY(getMethod(iso, object, iso.key(iso.symbols.toPrimitive))));
  if (exotic.get().isUndefined()) return ordinaryToPrimitive(iso, object, hint == Hint::Default ? Hint::Number : hint);
  String* const hintName = hint == Hint::Default ? iso.names.default_ : hint == Hint::Number ? iso.names.number : iso.names.string;
  const Value result = TRY(iso.call(exotic, object, {iso.handle(Value(hintName))}));
  if (isObject(result)) return iso.raise(msg::ToPrimitiveFailed);
  return result;
}

bool toBoolean(Value value) {
  if (value.isBoolean()) return value.asBoolean();
  if (value.isInt32()) return value.asInt32() != 0;
  if (value.isNumber()) {
    const double d = value.asDouble();
    return d == d && d != 0;
  }
  if (!value.isCell()) return false; // undefined, null
  Cell* cell = value.asCell();
  if (cell->isString()) return static_cast<String*>(cell)->length != 0;
  if (cell->kind == CellKind::BigInt) return !static_cast<BigInt*>(cell)->isZero();
  return !(cell->isObject() && (cell->aux & Object::kIsHTMLDDA));
}

static Completion<double> primitiveToNumber(Isolate& iso, HandleValue primitive) {
  const Value value = primitive;
  if (value.isNumber()) return value.asNumber();
  if (value.isUndefined()) return std::numeric_limits<double>::quiet_NaN();
  if (value.isBoolean()) return value.asBoolean() ? 1.0 : 0.0;
  if (value.isNull()) return 0.0;
  if (isString(value)) return stringToNumber(flatText(iso, primitive));
  return iso.raise(isSymbol(value) ? msg::SymbolToNumber : msg::BigIntToNumber);
}

Value toNumeric(Isolate& iso, HandleValue value) {
  if (value.get().isNumber() || isBigInt(value)) return value;
  HandleScope scope(iso.heap);
  const HandleValue primitive = iso.handle(TRY(toPrimitive(iso, value, Hint::Number)));
  if (isBigInt(primitive)) return primitive;
  return Value::number(TRY(primitiveToNumber(iso, primitive)));
}

Completion<double> toNumber(Isolate& iso, HandleValue value) {
  if (value.get().isNumber()) return value.get().asNumber();
  if (!isObject(value)) return primitiveToNumber(iso, value);
  HandleScope scope(iso.heap);
  return primitiveToNumber(iso, iso.handle(TRY(toPrimitive(iso, value, Hint::Number))));
}

Completion<double> toIntegerOrInfinity(Isolate& iso, HandleValue value) {
  if (value.get().isInt32()) return double(value.get().asInt32());
  const double d = TRY(toNumber(iso, value));
  if (std::isnan(d)) return 0.0;
  return std::trunc(d) + 0.0; // + 0.0 makes -0 into +0
}

int32_t doubleToInt32Slow(double d) {
  if (!std::isfinite(d)) return 0;
  const double m = std::fmod(std::trunc(d), 4294967296.0); // exact
  return int32_t(uint32_t(int64_t(m)));
}

Completion<int32_t> toInt32(Isolate& iso, HandleValue value) {
  if (value.get().isInt32()) return value.get().asInt32();
  return doubleToInt32(TRY(toNumber(iso, value)));
}

Completion<uint32_t> toUint32(Isolate& iso, HandleValue value) {
  if (value.get().isInt32()) return uint32_t(value.get().asInt32());
  return uint32_t(doubleToInt32(TRY(toNumber(iso, value))));
}

Completion<uint64_t> toLength(Isolate& iso, HandleValue value) {
  const double length = TRY(toIntegerOrInfinity(iso, value));
  if (length <= 0) return uint64_t(0);
  return length >= 9007199254740991.0 ? uint64_t(9007199254740991) : uint64_t(length);
}

Completion<uint64_t> toIndex(Isolate& iso, HandleValue value, const Message& error) {
  const double index = TRY(toIntegerOrInfinity(iso, value));
  if (index < 0 || index > 9007199254740991.0) return iso.raise(error);
  return uint64_t(index);
}

Completion<String*> toString(Isolate& iso, HandleValue value) {
  if (isString(value)) return value.get().as<String>();
  if (isObject(value)) {
    HandleScope scope(iso.heap);
    return toString(iso, iso.handle(TRY(toPrimitive(iso, value, Hint::String))));
  }
  const Value v = value;
  if (v.isNumber()) return numberToJSString(iso, v.asNumber());
  if (v.isUndefined()) return iso.names.undefined;
  if (v.isNull()) return iso.names.null_;
  if (v.isBoolean()) return v.asBoolean() ? iso.names.true_ : iso.names.false_;
  if (isSymbol(v)) return iso.raise(msg::SymbolToString);
  return newString(iso, bigintToString(v.as<BigInt>()));
}

Completion<Object*> toObject(Isolate& iso, HandleValue value) {
  if (isObject(value)) return value.get().as<Object>();
  const Value v = value;
  Intrinsic prototype;
  if (v.isNullish()) return iso.raise(msg::NullishToObject);
  else if (v.isNumber()) prototype = Intrinsic::NumberPrototype;
  else if (v.isBoolean()) prototype = Intrinsic::BooleanPrototype;
  else if (isString(v)) prototype = Intrinsic::StringPrototype;
  else if (isSymbol(v)) prototype = Intrinsic::SymbolPrototype;
  else prototype = Intrinsic::BigIntPrototype;
  Object* wrapper = newObjectOfKind(iso, CellKind::PrimitiveWrapper, sizeof(PrimitiveWrapper), iso.intrinsic(prototype));
  static_cast<PrimitiveWrapper*>(wrapper)->value = value;
  return wrapper;
}

Completion<PropertyKey> toPropertyKey(Isolate& iso, HandleValue value) {
  const Value v = value;
  if (v.isInt32() && v.asInt32() >= 0) return PropertyKey::fromIndex(uint32_t(v.asInt32()));
  if (isString(v)) return PropertyKey::fromString(iso, v.as<String>());
  if (isSymbol(v)) return PropertyKey::fromSymbol(v.as<Symbol>());
  if (v.isDouble()) {
    const double d = v.asDouble();
    if (d >= 0 && d < 4294967295.0 && double(uint32_t(d)) == d) return PropertyKey::fromIndex(uint32_t(d));
  }
  HandleScope scope(iso.heap);
  const HandleValue primitive = iso.handle(TRY(toPrimitive(iso, value, Hint::String)));
  if (isSymbol(primitive)) return PropertyKey::fromSymbol(primitive.get().as<Symbol>());
  return PropertyKey::fromString(iso, TRY(toString(iso, primitive)));
}

// --- comparison ---

bool strictEqualsNoGc(Value a, Value b) {
  if (a.isNumber()) return b.isNumber() && a.asNumber() == b.asNumber();
  if (a == b) return true;
  if (!a.isCell() || !b.isCell()) return false;
  Cell *left = a.asCell(), *right = b.asCell();
  if (left->isString()) return right->isString() && equalNoGc(static_cast<String*>(left), static_cast<String*>(right));
  return left->kind == CellKind::BigInt && right->kind == CellKind::BigInt &&
         bigintEqualsNoGc(static_cast<BigInt*>(left), static_cast<BigInt*>(right));
}

bool sameValueZeroNoGc(Value a, Value b) {
  if (a.isNumber() && b.isNumber()) {
    const double x = a.asNumber(), y = b.asNumber();
    return x == y || (x != x && y != y);
  }
  return strictEqualsNoGc(a, b);
}

bool sameValueNoGc(Value a, Value b) {
  if (a.isNumber() && b.isNumber()) {
    const double x = a.asNumber(), y = b.asNumber();
    return x != x ? y != y : (x == y && std::signbit(x) == std::signbit(y));
  }
  return strictEqualsNoGc(a, b);
}

// §7.2.14, with at least one side a BigInt and the other a string or a number.
static Completion<bool> bigintLooselyEquals(Isolate& iso, HandleValue bigint, HandleValue other) {
  if (other.get().isNumber())
    return bigintCompareToDoubleNoGc(bigint.get().as<BigInt>(), other.get().asNumber()) == 0;
  const Value parsed = TRY(stringToBigInt(iso, flatText(iso, other)));
  return !parsed.isUndefined() && bigintEqualsNoGc(bigint.get().as<BigInt>(), parsed.as<BigInt>());
}

Completion<bool> looseEquals(Isolate& iso, HandleValue a, HandleValue b) {
  HandleScope scope(iso.heap);
  HandleValue left = a, right = b;
  for (;;) { // each round makes one side more primitive
    const Value x = left, y = right;
    if (x.isNumber() && y.isNumber()) return x.asNumber() == y.asNumber();
    if (x.isNullish() || y.isNullish()) {
      const auto actsNullish = [](Value v) { return v.isNullish() || (isObject(v) && (v.asCell()->aux & Object::kIsHTMLDDA)); };
      return actsNullish(x) && actsNullish(y);
    }
    if (isObject(x) && isObject(y)) return x == y;
    if (isObject(x)) {
      left = iso.handle(TRY(toPrimitive(iso, left)));
      continue;
    }
    if (isObject(y)) {
      right = iso.handle(TRY(toPrimitive(iso, right)));
      continue;
    }
    if (x.isBoolean() && y.isBoolean()) return x == y;
    if (x.isBoolean()) {
      left = iso.handle(Value::int32(x.asBoolean()));
      continue;
    }
    if (y.isBoolean()) {
      right = iso.handle(Value::int32(y.asBoolean()));
      continue;
    }
    // Numbers, strings, BigInts and symbols are left.
    if (isSymbol(x) || isSymbol(y)) return x == y;
    if (isString(x) && isString(y)) return equalNoGc(x.as<String>(), y.as<String>());
    if (isBigInt(x) && isBigInt(y)) return bigintEqualsNoGc(x.as<BigInt>(), y.as<BigInt>());
    if (isBigInt(x)) return bigintLooselyEquals(iso, left, right);
    if (isBigInt(y)) return bigintLooselyEquals(iso, right, left);
    const double m = TRY(primitiveToNumber(iso, left));
    return m == TRY(primitiveToNumber(iso, right));
  }
}

std::optional<TypeName> typeNamed(std::u16string_view text) {
  constexpr std::u16string_view kNames[] = {u"undefined", u"object", u"boolean", u"number", u"string", u"symbol", u"bigint", u"function"};
  for (size_t i = 0; i < std::size(kNames); ++i)
    if (kNames[i] == text) return TypeName(i);
  return std::nullopt;
}

bool hasType(Value value, TypeName type) {
  switch (type) {
  case TypeName::Number: return value.isNumber();
  case TypeName::Boolean: return value.isBoolean();
  case TypeName::String: return value.isCell() && value.asCell()->isString();
  case TypeName::Symbol: return value.isCell() && value.asCell()->kind == CellKind::Symbol;
  case TypeName::BigInt: return value.isCell() && value.asCell()->kind == CellKind::BigInt;
  case TypeName::Undefined: return value.isUndefined() || (isObject(value) && (value.asCell()->aux & Object::kIsHTMLDDA));
  case TypeName::Function: return isObject(value) && (value.asCell()->aux & (Object::kCallable | Object::kIsHTMLDDA)) == Object::kCallable;
  case TypeName::Object: return value.isNull() || (isObject(value) && !(value.asCell()->aux & (Object::kCallable | Object::kIsHTMLDDA)));
  }
  TICK_UNREACHABLE("a type that is not in the list");
}

String* typeOf(Isolate& iso, Value value) {
  if (value.isNumber()) return iso.names.number;
  if (value.isUndefined()) return iso.names.undefined;
  if (value.isBoolean()) return iso.names.boolean;
  if (value.isNull()) return iso.names.object;
  Cell* cell = value.asCell();
  if (cell->isString()) return iso.names.string;
  if (cell->kind == CellKind::Symbol) return iso.names.symbol;
  if (cell->kind == CellKind::BigInt) return iso.names.bigint;
  if (cell->aux & Object::kIsHTMLDDA) return iso.names.undefined;
  return cell->aux & Object::kCallable ? iso.names.function : iso.names.object;
}

} // namespace tickscope
