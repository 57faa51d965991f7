#pragma once
// Type conversion and comparison (ECMA-262 §7.1, §7.2). Those returning Completion or taking handles may run user code.
#include <optional>
#include <string_view>

#include "core/heap/handles.h"
#include "core/vm/completion.h"
#include "core/vm/object.h"

namespace tickscope {

enum class Hint : uint8_t { Default, Number, String };

Value toPrimitive(Isolate& iso, HandleValue value, Hint hint = Hint::Default);
bool toBoolean(Value value); // NoGc
Value toNumeric(Isolate& iso, HandleValue value); // a number or a BigInt
Completion<double> toNumber(Isolate& iso, HandleValue value);
Completion<double> toIntegerOrInfinity(Isolate& iso, HandleValue value); // never -0
Completion<int32_t> toInt32(Isolate& iso, HandleValue value);
Completion<uint32_t> toUint32(Isolate& iso, HandleValue value);
Completion<uint64_t> toLength(Isolate& iso, HandleValue value);
Completion<uint64_t> toIndex(Isolate& iso, HandleValue value, const struct Message& error);
int32_t doubleToInt32Slow(double d);
inline int32_t doubleToInt32(double d) {
  // Truncation to 64 bits and then to 32 is the same modulo 2^32.
  if (d > -9223372036854775808.0 && d < 9223372036854775808.0) return int32_t(uint32_t(uint64_t(int64_t(d))));
  return doubleToInt32Slow(d);
}
Completion<String*> toString(Isolate& iso, HandleValue value);
Completion<Object*> toObject(Isolate& iso, HandleValue value);
Completion<PropertyKey> toPropertyKey(Isolate& iso, HandleValue value);
// §7.1.4.1.1 StringToNumber on flat text; NaN when it is not a numeric literal.
double stringToNumber(FlatText text);
// §6.1.6.1.20 Number::toString.
std::string numberToString(double d, int radix = 10);
String* numberToJSString(Isolate& iso, double d); // caches small integers

inline bool isObject(Value value) { return value.isCell() && value.asCell()->isObject(); }
inline bool isCallable(Value value) { return isObject(value) && value.as<Object>()->isCallable(); }
inline bool isConstructor(Value value) { return isObject(value) && value.as<Object>()->isConstructor(); }
inline bool isString(Value value) { return value.isCell() && value.asCell()->isString(); }
inline bool isSymbol(Value value) { return value.isCell() && value.asCell()->kind == CellKind::Symbol; }
inline bool isBigInt(Value value) { return value.isCell() && value.asCell()->kind == CellKind::BigInt; }

bool strictEqualsNoGc(Value a, Value b);
bool sameValueNoGc(Value a, Value b);
bool sameValueZeroNoGc(Value a, Value b);
Completion<bool> looseEquals(Isolate& iso, HandleValue a, HandleValue b);
String* typeOf(Isolate& iso, Value value); // an atom; NoGc
enum class TypeName : uint8_t { Undefined, Object, Boolean, Number, String, Symbol, BigInt, Function };
std::optional<TypeName> typeNamed(std::u16string_view text); // what `typeof x === text` asks for
// Whether typeOf gives that name.
bool hasType(Value value, TypeName type);

// How V8 shows a value in an error message: "undefined", "'abc'" → "abc", "#<Object>", "[object Array]", "Symbol(x)" …
std::string describeForMessage(Isolate& iso, Value value); // NoGc, no user code
// How V8 names a value that has no place in the source: its type and, for primitives, its value: `number 1`,
// `string "x"`, `object null`, `undefined`.
std::string describeCallSite(Isolate& iso, Value value);

} // namespace tickscope
