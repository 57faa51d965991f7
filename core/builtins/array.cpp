// Array: the constructor and the methods that change arrays or copy them (ECMA-262 §23.1). The others: see array.h.
#include "core/builtins/array.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/builtins/install.h"
#include "core/vm/elements.h"

namespace tickscope {

// --- shared ---

namespace {
constexpr uint64_t kMaxSafe = 9007199254740991;
constexpr uint32_t kMaxPreallocated = 1u << 25; // V8 makes `new Array(n)` sparse from 32 Mi elements on
} // namespace

Completion<ArrayObject*> arrayCreate(Isolate& iso, uint64_t length) {
  if (length > 0xffffffffu) return iso.raise(msg::InvalidArrayLength);
  return newArray(iso, uint32_t(length), length <= kMaxPreallocated ? uint32_t(length) : 0);
}

bool hasDefaultSpeciesNoGc(Isolate& iso, Object* array) {
  Realm& realm = *iso.realm;
  const PropertyKey constructor = iso.key(iso.names.constructor);
  return array->kind == CellKind::ArrayObject && array->shape->prototype == Value(realm.get(Intrinsic::ArrayPrototype)) &&
         (array->shape->count == 0 || !array->shape->lookup(constructor)) &&
         getOwnDataNoGc(realm.get(Intrinsic::ArrayPrototype), constructor) == Value(realm.get(Intrinsic::Array)) &&
         hasOriginalSpeciesNoGc(iso, realm.get(Intrinsic::Array));
}

Completion<Object*> arraySpeciesCreate(Isolate& iso, Handle<Object> original, uint64_t length) {
  if (hasDefaultSpeciesNoGc(iso, original) || !TRY(isArray(iso, original))) return TRY(arrayCreate(iso, length));
  HandleScope scope(iso.heap);
  HandleValue constructor = iso.handle(TRY(get(iso, original, iso.key(iso.names.constructor))));
  if (isConstructor(constructor)) {
    Realm* realm = functionRealm(iso, constructor);
    if (!realm) return Throw{};
    if (realm != iso.realm && constructor.get() == Value(realm->get(Intrinsic::Array))) constructor.set(Value());
  }
  if (isObject(constructor)) {
    constructor.set(TRY(get(iso, Handle<Object>::fromRooted(constructor), iso.key(iso.symbols.species))));
    if (constructor.get().isNull()) constructor.set(Value());
  }
  if (constructor.get().isUndefined()) return TRY(arrayCreate(iso, length));
  if (!isConstructor(constructor)) return iso.raise(msg::SpeciesNotConstructor);
  return TRY(iso.construct(constructor, {iso.handle(Value::number(length))})).as<Object>();
}

Completion<Object*> thisObject(Isolate& iso, Args args, const char* method) {
  if (method && args.thisValue().get().isNullish()) return iso.raise(msg::CalledOnNullish, {method});
  return toObject(iso, args.thisValue());
}

Completion<uint64_t> relativeIndex(Isolate& iso, HandleValue value, uint64_t length, uint64_t otherwise) {
  if (value.get().isUndefined()) return otherwise;
  const double relative = TRY(toIntegerOrInfinity(iso, value));
  if (relative < 0) return relative + double(length) < 0 ? uint64_t(0) : uint64_t(relative + double(length));
  return relative > double(length) ? length : uint64_t(relative);
}

void copyElementsNoGc(Heap& heap, Elements* to, uint64_t toIndex, Elements* from, uint64_t fromIndex, uint64_t count) {
  Value *target = to->slots() + toIndex, *source = from->slots() + fromIndex;
  std::memmove(target, source, size_t(count) * sizeof(Value));
  if (!(to->gcBits & Cell::kBarrier)) return; // young, or remembered as a whole
  for (uint64_t i = 0; i < count; ++i) heap.recordWrite(to, target + i, target[i]);
}

namespace {

// Set(object, "length", …, true) even when nothing changes: a length that is not writable must throw.
Completion<void> setLengthAlways(Isolate& iso, Handle<Object> object, uint64_t length) {
  HandleScope scope(iso.heap);
  return setOrThrow(iso, object, iso.key(iso.names.length), iso.handle(Value::number(length)));
}

// Moves `count` elements, holes included, in the order that does not overwrite what is still to be read.
Completion<void> moveElements(Isolate& iso, Handle<Object> object, uint64_t from, uint64_t to, uint64_t count) {
  HandleValue value = iso.handle(Value());
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t offset = to > from ? count - 1 - i : i;
    const Value element = TRY(getIndexIfPresent(iso, object, from + offset));
    if (element.isEmpty()) {
      TRY(deleteIndexOrThrow(iso, object, to + offset));
    } else {
      value.set(element);
      TRY(setIndexOrThrow(iso, object, to + offset, value));
    }
    TRY(pollInterrupt(iso, 2));
  }
  return {};
}

// --- constructor ---

// §23.1.1.1
Value arrayConstructor(Isolate& iso, Args args) {
  const HandleValue prototype = iso.handle(TRY(getPrototypeFromConstructor(iso, args, Intrinsic::ArrayPrototype)));
  Handle<ArrayObject> array = iso.handle(newArray(iso));
  if (prototype.get() != array->shape->prototype) MUST(setPrototypeOf(iso, array, prototype));
  if (args.count() == 1) {
    const Value length = args[0];
    if (length.isNumber()) {
      const double number = length.asNumber();
      if (!(number >= 0 && number <= 4294967295.0 && number == std::floor(number))) return iso.raise(msg::InvalidArrayLength);
      array->length = Value::number(number);
      if (number <= kMaxPreallocated) {
        ensureDenseCapacity(iso, array, uint32_t(number));
        iso.charge(uint64_t(number) / 4);
      }
      return array;
    }
    TRY(arrayPush(iso, array, args.handle(iso, 0)));
    return array;
  }
  if (args.count() == 0) return array;
  ensureDenseCapacity(iso, array, args.count());
  for (uint32_t i = 0; i < args.count(); ++i) iso.heap.store(array->elements, array->elements->slots() + i, args[i]);
  array->length = Value::number(args.count());
  return array;
}

Value arrayIsArray(Isolate& iso, Args args) { return Value::boolean(TRY(isArray(iso, args.handle(iso, 0)))); }

// --- methods ---

// The elements that `source` has in [from, end), as own ones of `result` from `at` on; holes stay holes.
Completion<void> copyPresent(Isolate& iso, Handle<Object> source, uint64_t from, uint64_t end, Handle<Object> result, uint64_t at) {
  HandleValue value = iso.handle(Value());
  for (uint64_t k = from; k < end; ++k, ++at) {
    const Value element = TRY(getIndexIfPresent(iso, source, k));
    TRY(pollInterrupt(iso, 1));
    if (element.isEmpty()) continue;
    value.set(element);
    TRY(createIndexOrThrow(iso, result, at, value));
  }
  return {};
}

// §23.1.3.2
Value arrayConcat(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args, "Array.prototype.concat")));
  const Handle<Object> result = iso.handle(TRY(arraySpeciesCreate(iso, object, 0)));
  uint64_t n = 0;
  for (uint32_t i = 0; i <= args.count(); ++i) {
    HandleScope scope(iso.heap);
    const HandleValue item = i == 0 ? HandleValue(object) : args.handle(iso, i - 1);
    bool spread = false;
    if (isObject(item)) {
      const Value spreadable = TRY(get(iso, Handle<Object>::fromRooted(item), iso.key(iso.symbols.isConcatSpreadable)));
      spread = spreadable.isUndefined() ? TRY(isArray(iso, item)) : toBoolean(spreadable);
    }
    if (!spread) {
      if (n >= kMaxSafe) return iso.raise(msg::LengthTypeError);
      TRY(createIndexOrThrow(iso, result, n++, item));
      continue;
    }
    const Handle<Object> source = Handle<Object>::fromRooted(item);
    const uint64_t length = TRY(lengthOfArrayLike(iso, source));
    if (n + length > kMaxSafe) return iso.raise(msg::LengthTypeError);
    if (isFastArrayNoGc(iso, source) && isSimpleArrayNoGc(result) && source.get() != result.get() && n + length <= (1u << 27) &&
        static_cast<ArrayObject*>(result.get())->lengthU32() <= n && ensureDenseCapacity(iso, result, uint32_t(n + length))) {
      // OPTIMIZATION: row to row, holes stay holes.
      const uint64_t present = std::min<uint64_t>(length, source->elements->capacity);
      if (present) copyElementsNoGc(iso.heap, result->elements, n, source->elements, 0, present);
      iso.charge(present);
      n += length;
      static_cast<ArrayObject*>(result.get())->length = Value::number(n);
      continue;
    }
    TRY(copyPresent(iso, source, 0, length, result, n));
    n += length;
  }
  TRY(setLengthOrThrow(iso, result, n));
  return result;
}

// §23.1.3.4
Value arrayCopyWithin(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  uint64_t to = TRY(relativeIndex(iso, args.handle(iso, 0), length, 0));
  uint64_t from = TRY(relativeIndex(iso, args.handle(iso, 1), length, 0));
  const uint64_t end = TRY(relativeIndex(iso, args.handle(iso, 2), length, length));
  if (end <= from) return object;
  const uint64_t count = std::min(end - from, length - to);
  const bool backwards = from < to && to < from + count;
  HandleValue value = iso.handle(Value());
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t offset = backwards ? count - 1 - i : i;
    const Value element = TRY(getIndexIfPresent(iso, object, from + offset));
    if (element.isEmpty()) {
      TRY(deleteIndexOrThrow(iso, object, to + offset));
    } else {
      value.set(element);
      TRY(setIndexOrThrow(iso, object, to + offset, value));
    }
    TRY(pollInterrupt(iso, 2));
  }
  return object;
}

// §23.1.3.7
Value arrayFill(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  uint64_t k = TRY(relativeIndex(iso, args.handle(iso, 1), length, 0));
  const uint64_t end = TRY(relativeIndex(iso, args.handle(iso, 2), length, length));
  if (isFastArrayNoGc(iso, object) && end <= static_cast<ArrayObject*>(object.get())->lengthU32() && end <= kMaxPreallocated &&
      k < end && ensureDenseCapacity(iso, object, uint32_t(end))) {
    Elements* elements = object->elements;
    for (; k < end; ++k) iso.heap.store(elements, elements->slots() + k, args[0]);
    iso.charge(end / 2);
    return object;
  }
  for (; k < end; ++k) {
    TRY(setIndexOrThrow(iso, object, k, args.handle(iso, 0)));
    TRY(pollInterrupt(iso, 2));
  }
  return object;
}

// §23.1.3.22
Value arrayPop(Isolate& iso, Args args) {
  if (isObject(args.thisValue()) && isFastArrayNoGc(iso, args.thisValue().get().as<Object>())) {
    ArrayObject* array = args.thisValue().get().as<ArrayObject>();
    const uint32_t length = array->lengthU32();
    if (length == 0) return Value();
    array->length = Value::number(length - 1);
    if (length > array->elements->capacity) return Value();
    Value* slot = array->elements->slots() + (length - 1);
    const Value last = *slot;
    *slot = Value::empty();
    return last.isEmpty() ? Value() : last;
  }
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  if (length == 0) {
    TRY(setLengthAlways(iso, object, 0));
    return Value();
  }
  const HandleValue last = iso.handle(TRY(getIndex(iso, object, length - 1)));
  TRY(deleteIndexOrThrow(iso, object, length - 1));
  TRY(setLengthAlways(iso, object, length - 1));
  return last;
}

// Both on a plain array with room (FastNativeFn).
bool fastPop(Isolate& iso, const Value* window, uint32_t, Value* result) {
  if (!isObject(window[1]) || !isFastArrayNoGc(iso, window[1].as<Object>())) return false;
  auto* array = window[1].as<ArrayObject>();
  const uint32_t length = array->lengthU32();
  if (length == 0 || length > array->elements->capacity) return false;
  Value* slot = array->elements->slots() + (length - 1);
  if (slot->isEmpty()) return false;
  *result = *slot;
  *slot = Value::empty();
  array->length = Value::number(length - 1);
  return true;
}
bool fastPush(Isolate& iso, const Value* window, uint32_t count, Value* result) {
  if (count != 1 || !isObject(window[1]) || !isFastArrayNoGc(iso, window[1].as<Object>())) return false;
  auto* array = window[1].as<ArrayObject>();
  const uint32_t length = array->lengthU32();
  if (length >= array->elements->capacity) return false;
  iso.heap.store(array->elements, array->elements->slots() + length, window[2]);
  *result = array->length = Value::number(length + 1);
  return true;
}

// §23.1.3.23
Value arrayPush(Isolate& iso, Args args) {
  const uint32_t count = args.count();
  if (isObject(args.thisValue()) && isFastArrayNoGc(iso, args.thisValue().get().as<Object>())) {
    ArrayObject* array = args.thisValue().get().as<ArrayObject>();
    const uint64_t length = array->lengthU32();
    if (length + count <= (1u << 28) &&
        (length + count <= array->elements->capacity ||
         (length <= array->elements->capacity + 1024 &&
          ensureDenseCapacity(iso, Handle<Object>::fromRooted(args.thisValue()), uint32_t(length + count))))) {
      array = args.thisValue().get().as<ArrayObject>();
      Elements* elements = array->elements;
      for (uint32_t i = 0; i < count; ++i) iso.heap.store(elements, elements->slots() + length + i, args[i]);
      array->length = Value::number(length + count);
      return array->length;
    }
  }
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  if (length + count > kMaxSafe)
    return iso.raise(msg::PushPastSafeLength, {std::to_string(count), std::to_string(length)});
  if (count > 0 && object->kind == CellKind::ArrayObject && TRY(isExtensible(iso, object))) {
    // V8 looks at the length before it stores anything.
    PropertyDescriptor d;
    if (TRY(getOwnProperty(iso, object, iso.key(iso.names.length), &d)) && !d.writable.value_or(false))
      return raiseSetFailure(iso, object, iso.key(iso.names.length));
  }
  for (uint32_t i = 0; i < count; ++i) TRY(setIndexOrThrow(iso, object, length + i, args.handle(iso, i)));
  TRY(setLengthAlways(iso, object, length + count));
  return Value::number(length + count);
}

// §23.1.3.26
Value arrayReverse(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  if (isFastArrayNoGc(iso, object) && length <= object->elements->capacity) {
    Elements* elements = object->elements;
    std::reverse(elements->slots(), elements->slots() + length);
    for (uint64_t i = 0; i < length; ++i) iso.heap.recordWrite(elements, elements->slots() + i, elements->slots()[i]);
    iso.charge(length);
    return object;
  }
  HandleValue low = iso.handle(Value()), high = iso.handle(Value());
  for (uint64_t lower = 0; lower < length / 2; ++lower) {
    const uint64_t upper = length - 1 - lower;
    low.set(TRY(getIndexIfPresent(iso, object, lower)));
    high.set(TRY(getIndexIfPresent(iso, object, upper)));
    const bool hasLow = !low.get().isEmpty(), hasHigh = !high.get().isEmpty();
    if (hasHigh) TRY(setIndexOrThrow(iso, object, lower, high));
    else if (hasLow) TRY(deleteIndexOrThrow(iso, object, lower));
    if (hasLow) TRY(setIndexOrThrow(iso, object, upper, low));
    else if (hasHigh) TRY(deleteIndexOrThrow(iso, object, upper));
    TRY(pollInterrupt(iso, 4));
  }
  return object;
}

// §23.1.3.27
Value arrayShift(Isolate& iso, Args args) {
  if (isObject(args.thisValue()) && isFastArrayNoGc(iso, args.thisValue().get().as<Object>())) {
    ArrayObject* array = args.thisValue().get().as<ArrayObject>();
    const uint32_t length = array->lengthU32();
    if (length == 0) return Value();
    if (length <= array->elements->capacity) {
      Elements* elements = array->elements;
      const Value first = elements->slots()[0];
      copyElementsNoGc(iso.heap, elements, 0, elements, 1, length - 1);
      elements->slots()[length - 1] = Value::empty();
      array->length = Value::number(length - 1);
      iso.charge(length / 16);
      return first.isEmpty() ? Value() : first;
    }
  }
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  if (length == 0) {
    TRY(setLengthAlways(iso, object, 0));
    return Value();
  }
  const HandleValue first = iso.handle(TRY(getIndex(iso, object, 0)));
  TRY(moveElements(iso, object, 1, 0, length - 1));
  TRY(deleteIndexOrThrow(iso, object, length - 1));
  TRY(setLengthAlways(iso, object, length - 1));
  return first;
}

// §23.1.3.28
Value arraySlice(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  uint64_t k = TRY(relativeIndex(iso, args.handle(iso, 0), length, 0));
  const uint64_t end = TRY(relativeIndex(iso, args.handle(iso, 1), length, length));
  const uint64_t count = end > k ? end - k : 0;
  if (isFastArrayNoGc(iso, object) && hasDefaultSpeciesNoGc(iso, object) && end <= static_cast<ArrayObject*>(object.get())->lengthU32() &&
      count <= kMaxPreallocated) {
    ArrayObject* copy = newArray(iso, uint32_t(count), uint32_t(count));
    const uint64_t present = std::min<uint64_t>(end, object->elements->capacity);
    if (count && k < present) copyElementsNoGc(iso.heap, copy->elements, 0, object->elements, k, present - k);
    iso.charge(count / 2);
    return Value(copy);
  }
  const Handle<Object> result = iso.handle(TRY(arraySpeciesCreate(iso, object, count)));
  TRY(copyPresent(iso, object, k, end, result, 0));
  TRY(setLengthOrThrow(iso, result, count));
  return result;
}

// §23.1.3.31
Value arraySplice(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  const uint64_t start = TRY(relativeIndex(iso, args.handle(iso, 0), length, 0));
  const uint32_t items = args.count() > 2 ? args.count() - 2 : 0;
  uint64_t skip = 0;
  if (args.count() == 1) {
    skip = length - start;
  } else if (args.count() > 1) {
    const double wanted = TRY(toIntegerOrInfinity(iso, args.handle(iso, 1)));
    skip = wanted <= 0 ? 0 : wanted > double(length - start) ? length - start : uint64_t(wanted);
  }
  if (length + items - skip > kMaxSafe) return iso.raise(msg::LengthTypeError);

  if (isFastArrayNoGc(iso, object) && hasDefaultSpeciesNoGc(iso, object) && length == static_cast<ArrayObject*>(object.get())->lengthU32() &&
      length + items <= kMaxPreallocated && ensureDenseCapacity(iso, object, uint32_t(length + items))) {
    const Handle<ArrayObject> removed = iso.handle(newArray(iso, uint32_t(skip), uint32_t(skip)));
    Elements* elements = object->elements;
    if (skip) copyElementsNoGc(iso.heap, removed->elements, 0, elements, start, skip);
    const uint64_t tail = length - start - skip;
    if (skip != items && tail) copyElementsNoGc(iso.heap, elements, start + items, elements, start + skip, tail);
    for (uint64_t i = length + items - skip; i < length; ++i) elements->slots()[i] = Value::empty();
    for (uint32_t i = 0; i < items; ++i) iso.heap.store(elements, elements->slots() + start + i, args[i + 2]);
    static_cast<ArrayObject*>(object.get())->length = Value::number(length + items - skip);
    iso.charge(skip + items + tail / 8);
    return removed;
  }

  const Handle<Object> removed = iso.handle(TRY(arraySpeciesCreate(iso, object, skip)));
  HandleValue value = iso.handle(Value());
  for (uint64_t k = 0; k < skip; ++k) {
    const Value element = TRY(getIndexIfPresent(iso, object, start + k));
    TRY(pollInterrupt(iso, 1));
    if (element.isEmpty()) continue;
    value.set(element);
    TRY(createIndexOrThrow(iso, removed, k, value));
  }
  TRY(setLengthAlways(iso, removed, skip));
  if (items < skip) {
    TRY(moveElements(iso, object, start + skip, start + items, length - start - skip));
    for (uint64_t k = length; k > length - skip + items; --k) {
      TRY(deleteIndexOrThrow(iso, object, k - 1));
      TRY(pollInterrupt(iso, 1));
    }
  } else if (items > skip) {
    TRY(moveElements(iso, object, start + skip, start + items, length - start - skip));
  }
  for (uint32_t i = 0; i < items; ++i) TRY(setIndexOrThrow(iso, object, start + i, args.handle(iso, i + 2)));
  TRY(setLengthAlways(iso, object, length - skip + items));
  return removed;
}

// §23.1.3.37
Value arrayUnshift(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  const uint32_t count = args.count();
  if (length + count > kMaxSafe && count > 0) return iso.raise(msg::LengthTypeError);
  if (isFastArrayNoGc(iso, object) && length + count <= kMaxPreallocated && length <= object->elements->capacity &&
      ensureDenseCapacity(iso, object, uint32_t(length + count))) {
    Elements* elements = object->elements;
    if (count && length) copyElementsNoGc(iso.heap, elements, count, elements, 0, length);
    for (uint32_t i = 0; i < count; ++i) iso.heap.store(elements, elements->slots() + i, args[i]);
    static_cast<ArrayObject*>(object.get())->length = Value::number(length + count);
    iso.charge(length / 16);
    return Value::number(length + count);
  }
  if (count > 0) {
    TRY(moveElements(iso, object, 0, count, length));
    for (uint32_t i = 0; i < count; ++i) TRY(setIndexOrThrow(iso, object, i, args.handle(iso, i)));
  }
  TRY(setLengthAlways(iso, object, length + count));
  return Value::number(length + count);
}

// --- methods that leave their array as it is ---

// §23.1.3.33
Value arrayToReversed(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  const Handle<ArrayObject> result = iso.handle(TRY(arrayCreate(iso, length)));
  HandleValue value = iso.handle(Value());
  for (uint64_t k = 0; k < length; ++k) {
    value.set(TRY(getIndex(iso, object, length - 1 - k)));
    TRY(createIndexOrThrow(iso, result, k, value));
    TRY(pollInterrupt(iso, 1));
  }
  return result;
}

// §23.1.3.35
Value arrayToSpliced(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  const uint64_t start = TRY(relativeIndex(iso, args.handle(iso, 0), length, 0));
  const uint32_t items = args.count() > 2 ? args.count() - 2 : 0;
  uint64_t skip = 0;
  if (args.count() == 1) {
    skip = length - start;
  } else if (args.count() > 1) {
    const double wanted = TRY(toIntegerOrInfinity(iso, args.handle(iso, 1)));
    skip = wanted <= 0 ? 0 : wanted > double(length - start) ? length - start : uint64_t(wanted);
  }
  const uint64_t newLength = length + items - skip;
  if (newLength > kMaxSafe) return iso.raise(msg::LengthTypeError);
  const Handle<ArrayObject> result = iso.handle(TRY(arrayCreate(iso, newLength)));
  HandleValue value = iso.handle(Value());
  for (uint64_t k = 0; k < newLength; ++k) {
    if (k < start) value.set(TRY(getIndex(iso, object, k)));
    else if (k < start + items) value.set(args[uint32_t(k - start) + 2]);
    else value.set(TRY(getIndex(iso, object, k - items + skip)));
    TRY(createIndexOrThrow(iso, result, k, value));
    TRY(pollInterrupt(iso, 1));
  }
  return result;
}

// §23.1.3.39
Value arrayWith(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  const double relative = TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  const double actual = relative >= 0 ? relative : double(length) + relative;
  if (actual >= double(length) || actual < 0) return iso.raise(msg::InvalidIndex, {numberToString(relative)});
  const Handle<ArrayObject> result = iso.handle(TRY(arrayCreate(iso, length)));
  HandleValue value = iso.handle(Value());
  for (uint64_t k = 0; k < length; ++k) {
    value.set(double(k) == actual ? args[1] : TRY(getIndex(iso, object, k)));
    TRY(createIndexOrThrow(iso, result, k, value));
    TRY(pollInterrupt(iso, 1));
  }
  return result;
}

} // namespace

void installArray(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = realm.handle(Intrinsic::ArrayPrototype);
  const Handle<NativeFunction> constructor =
      installConstructor(iso, realm, "Array", 1, arrayConstructor, Intrinsic::Array, prototype, Intrinsic::ArrayPrototype);
  defineMethods(iso, constructor, {{"isArray", arrayIsArray, 1}, {"from", arrayFrom, 1}});
  if (iso.options.nodeMajor >= 22) defineMethod(iso, constructor, "fromAsync", 1, arrayFromAsync);
  defineMethod(iso, constructor, "of", 0, arrayOf);
  defineSpecies(iso, constructor);

  defineMethods(iso, prototype,
                {since(16, {"at", arrayAt, 1}),
                 {"concat", arrayConcat, 1},
                 {"copyWithin", arrayCopyWithin, 2},
                 {"fill", arrayFill, 1},
                 {"find", arrayFind, 1},
                 {"findIndex", arrayFindIndex, 1},
                 since(18, {"findLast", arrayFindLast, 1}),
                 since(18, {"findLastIndex", arrayFindLastIndex, 1}),
                 {"lastIndexOf", arrayLastIndexOf, 1},
                 withFast({"pop", arrayPop, 0}, fastPop),
                 withFast({"push", arrayPush, 1}, fastPush),
                 {"reverse", arrayReverse, 0},
                 {"shift", arrayShift, 0},
                 {"unshift", arrayUnshift, 1},
                 {"slice", arraySlice, 2},
                 {"sort", arraySort, 1},
                 {"splice", arraySplice, 2},
                 {"includes", arrayIncludes, 1},
                 {"indexOf", arrayIndexOf, 1},
                 {"join", arrayJoin, 1},
                 {"keys", arrayKeys, 0},
                 {"entries", arrayEntries, 0}});
  const Handle<NativeFunction> values = defineMethod(iso, prototype, "values", 0, arrayValues);
  realm.set(Intrinsic::ArrayProtoValues, values);
  defineMethods(iso, prototype,
                {{"forEach", arrayForEach, 1},
                 {"filter", arrayFilter, 1},
                 since(11, {"flat", arrayFlat, 0}),
                 since(11, {"flatMap", arrayFlatMap, 1}),
                 {"map", arrayMap, 1},
                 {"every", arrayEvery, 1},
                 {"some", arraySome, 1},
                 {"reduce", arrayReduce, 1},
                 {"reduceRight", arrayReduceRight, 1}});
  if (iso.options.nodeMajor >= 20) {
    defineMethods(iso, prototype,
                  {{"toReversed", arrayToReversed, 0}, {"toSorted", arrayToSorted, 1}, {"toSpliced", arrayToSpliced, 2}, {"with", arrayWith, 2}});
  }
  defineMethod(iso, prototype, "toLocaleString", 0, arrayToLocaleString);
  realm.set(Intrinsic::ArrayProtoToString, defineMethod(iso, prototype, "toString", 0, arrayToString));
  defineValue(iso, prototype, iso.key(iso.symbols.iterator), values, kHidden);

  // §23.1.3.41
  const Handle<Object> unscopables = iso.handle(newObjectWithPrototype(iso, iso.null()));
  const HandleValue yes = iso.handle(Value::boolean(true));
  const auto hide = [&](std::initializer_list<const char*> names) {
    for (const char* name : names) {
      HandleScope scope(iso.heap);
      const HandleValue key = iso.handle(iso.key(name).raw());
      defineValue(iso, unscopables, PropertyKey::fromRaw(key), yes);
    }
  };
  hide({"at", "copyWithin", "entries", "fill", "find", "findIndex", "findLast", "findLastIndex", "flat", "flatMap", "includes", "keys"});
  if (iso.options.nodeMajor < 22) hide({"values"});
  if (iso.options.nodeMajor >= 20) hide({"toReversed", "toSorted", "toSpliced"});
  if (iso.options.nodeMajor >= 22) hide({"values"});
  defineValue(iso, prototype, iso.key(iso.symbols.unscopables), unscopables, kConfigurable);
}

} // namespace tickscope
