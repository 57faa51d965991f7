#include "core/builtins/array_like.h"

#include "core/builtins/constructors.h"
#include "core/builtins/messages.h"
#include "core/vm/elements.h"

namespace tickscope {

Value getIndexIfPresent(Isolate& iso, Handle<Object> object, uint64_t index) {
  const Value dense = denseElementNoGc(object, index);
  if (!dense.isEmpty()) return dense;
  HandleScope scope(iso.heap);
  const PropertyKey key = indexKey(iso, index);
  iso.handle(key.raw());
  if (!TRY(hasProperty(iso, object, key))) return Value::empty();
  return get(iso, object, key);
}

Completion<void> setIndexOrThrow(Isolate& iso, Handle<Object> object, uint64_t index, HandleValue value) {
  if (isSimpleArrayNoGc(object) && index < object->elements->capacity) {
    Value* slot = object->elements->slots() + index;
    if (!slot->isEmpty()) {
      iso.heap.store(object->elements, slot, value);
      return {};
    }
  }
  HandleScope scope(iso.heap);
  const PropertyKey key = indexKey(iso, index);
  iso.handle(key.raw());
  return setOrThrow(iso, object, key, value);
}

Completion<void> deleteIndexOrThrow(Isolate& iso, Handle<Object> object, uint64_t index) {
  HandleScope scope(iso.heap);
  const PropertyKey key = indexKey(iso, index);
  iso.handle(key.raw());
  return deletePropertyOrThrow(iso, object, key);
}

Completion<void> createIndexOrThrow(Isolate& iso, Handle<Object> object, uint64_t index, HandleValue value) {
  if (isSimpleArrayNoGc(object)) {
    ArrayObject* array = static_cast<ArrayObject*>(object.get());
    if (index == array->lengthU32() && index < 0xfffffffeu) return arrayPush(iso, Handle<ArrayObject>::fromRooted(object), value);
    if (index < array->lengthU32() && index < object->elements->capacity) {
      iso.heap.store(object->elements, object->elements->slots() + index, value);
      return {};
    }
  }
  HandleScope scope(iso.heap);
  const PropertyKey key = indexKey(iso, index);
  iso.handle(key.raw());
  return createDataPropertyOrThrow(iso, object, key, value);
}

Completion<void> setLengthOrThrow(Isolate& iso, Handle<Object> object, uint64_t length) {
  if (isSimpleArrayNoGc(object) && static_cast<ArrayObject*>(object.get())->lengthU32() == length) return {};
  HandleScope scope(iso.heap);
  return setOrThrow(iso, object, iso.key(iso.names.length), iso.handle(Value::number(length)));
}

bool isPackedNoGc(ArrayObject* array) {
  const uint32_t length = array->lengthU32();
  if (length > array->elements->capacity) return false;
  for (uint32_t i = 0; i < length; ++i)
    if (array->elements->slots()[i].isEmpty()) return false;
  return true;
}

bool holesAreUndefinedNoGc(Isolate& iso, Object* array) {
  Object* arrayPrototype = iso.realm->get(Intrinsic::ArrayPrototype);
  Object* objectPrototype = iso.realm->get(Intrinsic::ObjectPrototype);
  return array->shape->prototype == Value(arrayPrototype) && arrayPrototype->shape->prototype == Value(objectPrototype) &&
         objectPrototype->shape->prototype.isNull() && arrayPrototype->elements == iso.emptyElements &&
         objectPrototype->elements == iso.emptyElements;
}

Value newPairArray(Isolate& iso, HandleValue first, HandleValue second) {
  ArrayObject* pair = newArray(iso, 2, 2);
  iso.heap.store(pair->elements, pair->elements->slots(), first);
  iso.heap.store(pair->elements, pair->elements->slots() + 1, second);
  return Value(pair);
}

Value newArrayOf(Isolate& iso, RootedValues& values) {
  return Value(newArrayFrom(iso, values.data(), uint32_t(values.size())));
}

Completion<void> createListFromArrayLike(Isolate& iso, HandleValue value, RootedValues* out) {
  if (!isObject(value)) return iso.raise(msg::ListFromNonObject);
  const Handle<Object> object = Handle<Object>::fromRooted(value);
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  // More could never be passed on; V8 says the same of a list it cannot hold.
  if (length > (1u << 27)) return iso.raise(msg::InvalidArrayLength);
  out->reserve(size_t(length));
  for (uint64_t i = 0; i < length; ++i) {
    out->push(TRY(getIndex(iso, object, i)));
    if ((i & 1023) == 1023) TRY(pollInterrupt(iso, 1024));
  }
  return {};
}

} // namespace tickscope
