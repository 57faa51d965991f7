#pragma once
// Reading and writing the elements of any object by number, fast for dense ones.
#include "core/builtins/rooted_values.h"
#include "core/vm/conversions.h"

namespace tickscope {

// The key of an integer index up to 2^53 - 1; beyond 2^32 - 2 it is a string. May collect; keep it reachable.
inline PropertyKey indexKey(Isolate& iso, uint64_t index) {
  if (index < 0xffffffffu) return PropertyKey::fromIndex(uint32_t(index));
  return PropertyKey::fromString(iso, numberToJSString(iso, double(index)));
}

// An own dense element that needs no look at anything else, or empty. Right for every object: a dense element is an
// ordinary data property. Never collects.
inline Value denseElementNoGc(Object* object, uint64_t index) {
  if ((object->aux & Object::kHasExotic) || !hasDenseElements(object) || index >= object->elements->capacity)
    return Value::empty();
  return object->elements->slots()[index];
}

// Get(object, index).
inline Value getIndex(Isolate& iso, Handle<Object> object, uint64_t index) {
  const Value dense = denseElementNoGc(object, index);
  if (!dense.isEmpty()) return dense;
  HandleScope scope(iso.heap);
  const PropertyKey key = indexKey(iso, index);
  iso.handle(key.raw());
  return get(iso, object, key);
}

// HasProperty(object, index), then Get: the value, or empty when it is absent.
Value getIndexIfPresent(Isolate& iso, Handle<Object> object, uint64_t index);

// Set(object, index, value, true).
Completion<void> setIndexOrThrow(Isolate& iso, Handle<Object> object, uint64_t index, HandleValue value);
// DeletePropertyOrThrow(object, index).
Completion<void> deleteIndexOrThrow(Isolate& iso, Handle<Object> object, uint64_t index);
// CreateDataPropertyOrThrow(object, index, value).
Completion<void> createIndexOrThrow(Isolate& iso, Handle<Object> object, uint64_t index, HandleValue value);
// Set(object, "length", length, true).
Completion<void> setLengthOrThrow(Isolate& iso, Handle<Object> object, uint64_t length);

// An array whose elements may be read and replaced in its dense row below its length without asking anyone: not exotic,
// dense, extensible, its length writable. Holes must still be looked for along the prototypes. Never collects.
inline bool isSimpleArrayNoGc(const Object* object) {
  return object->kind == CellKind::ArrayObject && !(object->aux & (Object::kHasExotic | Object::kFrozenElements)) &&
         hasDenseElements(object);
}
// No hole in the dense row of a simple array. Never collects.
bool isPackedNoGc(ArrayObject* array);
// Whether holes of this array read as undefined for sure: nobody put elements on Array.prototype or Object.prototype,
// and those two are its prototypes. Never collects.
bool holesAreUndefinedNoGc(Isolate& iso, Object* array);

Value newPairArray(Isolate& iso, HandleValue first, HandleValue second);
// Copies a list to a new array.
Value newArrayOf(Isolate& iso, RootedValues& values);

// §7.3.19 CreateListFromArrayLike.
Completion<void> createListFromArrayLike(Isolate& iso, HandleValue value, RootedValues* out);

} // namespace tickscope
