// Array methods that look elements up without callbacks (ECMA-262 §23.1.3).
#include "core/builtins/array.h"

#include <algorithm>

namespace tickscope {

namespace {
// Values that are equal only when their bits are: everything but numbers, strings and BigInts.
bool comparesByBits(Value value) { return !value.isNumber() && !isString(value) && !isBigInt(value); }

// Where the search starts, in [0, length]; length when there is nothing to search.
Completion<uint64_t> forwardStart(Isolate& iso, Args args, uint64_t length) { return relativeIndex(iso, args.handle(iso, 1), length, 0); }
} // namespace

// §23.1.3.1
Value arrayAt(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  const double relative = TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  const double k = relative >= 0 ? relative : double(length) + relative;
  if (k < 0 || k >= double(length)) return Value();
  return getIndex(iso, object, uint64_t(k));
}

// §23.1.3.16: holes count as undefined, NaN equals itself.
Value arrayIncludes(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  if (length == 0) return Value::boolean(false);
  uint64_t k = TRY(forwardStart(iso, args, length));
  const Value wanted = args[0]; // nothing collects before the slow loop
  if (isFastArrayNoGc(iso, object)) {
    const uint64_t row = std::min<uint64_t>(length, object->elements->capacity);
    iso.charge(row / 2);
    const Value* slots = object->elements->slots();
    if (wanted.isUndefined() && row < length && k < length) return Value::boolean(true);
    const bool bits = comparesByBits(wanted) && !wanted.isUndefined();
    for (; k < row; ++k) {
      const Value value = slots[k].isEmpty() ? Value() : slots[k];
      if (bits ? value == wanted : sameValueZeroNoGc(value, wanted)) return Value::boolean(true);
    }
    return Value::boolean(false);
  }
  for (; k < length; ++k) {
    const Value value = TRY(getIndex(iso, object, k));
    if (sameValueZeroNoGc(value, args[0])) return Value::boolean(true);
    TRY(pollInterrupt(iso, 1));
  }
  return Value::boolean(false);
}

// §23.1.3.17
Value arrayIndexOf(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args, "Array.prototype.indexOf")));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  if (length == 0) return Value::int32(-1);
  uint64_t k = TRY(forwardStart(iso, args, length));
  if (isFastArrayNoGc(iso, object)) {
    const Value wanted = args[0];
    const uint64_t row = std::min<uint64_t>(length, object->elements->capacity);
    const Value* slots = object->elements->slots();
    iso.charge(row / 2);
    if (comparesByBits(wanted)) {
      for (; k < row; ++k)
        if (slots[k] == wanted) return Value::number(k);
    } else {
      for (; k < row; ++k)
        if (strictEqualsNoGc(slots[k], wanted)) return Value::number(k);
    }
    return Value::int32(-1);
  }
  for (; k < length; ++k) {
    const Value value = TRY(getIndexIfPresent(iso, object, k));
    if (!value.isEmpty() && strictEqualsNoGc(value, args[0])) return Value::number(k);
    TRY(pollInterrupt(iso, 1));
  }
  return Value::int32(-1);
}

// §23.1.3.20
Value arrayLastIndexOf(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  if (length == 0) return Value::int32(-1);
  const double from = args.count() > 1 ? TRY(toIntegerOrInfinity(iso, args.handle(iso, 1))) : double(length) - 1;
  const double start = from >= 0 ? std::min(from, double(length) - 1) : double(length) + from;
  if (start < 0) return Value::int32(-1);
  for (uint64_t k = uint64_t(start) + 1; k-- > 0;) {
    const Value value = TRY(getIndexIfPresent(iso, object, k));
    if (!value.isEmpty() && strictEqualsNoGc(value, args[0])) return Value::number(k);
    TRY(pollInterrupt(iso, 1));
  }
  return Value::int32(-1);
}

} // namespace tickscope
