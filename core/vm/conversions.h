#pragma once
// Type conversion and comparison (ECMA-262 §7.1, §7.2). Those returning Completion or taking handles may run user code.
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
int32_t doubleToInt32(double d);
Completion<String*> toString(Isolate& iso, HandleValue value);
Completion<Object*> toObject(Isolate& iso, HandleValue value);
Completion<PropertyKey> toPropertyKey(Isolate& iso, HandleValue value);
// §7.1.4.1.1 StringToNumber on flat text; NaN when it is not a numeric literal.
double stringToNumber(FlatText text);
// §6.1.6.1.20 Number::toString.
std::string numberToString(double d, int radix = 10);
String* numberToJSString(Isolate& iso, double d); // caches small integers

bool isCallable(Value value);
bool isConstructor(Value value);
bool isObject(Value value);
bool isString(Value value);
bool isSymbol(Value value);
bool isBigInt(Value value);

bool strictEqualsNoGc(Value a, Value b);
bool sameValueNoGc(Value a, Value b);
bool sameValueZeroNoGc(Value a, Value b);
Completion<bool> looseEquals(Isolate& iso, HandleValue a, HandleValue b);
String* typeOf(Isolate& iso, Value value); // an atom; NoGc

// How V8 shows a value in an error message: "undefined", "'abc'" → "abc", "#<Object>", "[object Array]", "Symbol(x)" …
std::string describeForMessage(Isolate& iso, Value value); // NoGc, no user code
// How V8 names a value that has no place in the source: its type and, for primitives, its value: `number 1`,
// `string "x"`, `object null`, `undefined`.
std::string describeCallSite(Isolate& iso, Value value);

} // namespace tickscope
