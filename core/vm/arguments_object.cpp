#include "core/vm/arguments_object.h"

#include "core/vm/elements.h"
#include "core/vm/function.h"

namespace tickscope {

namespace {
ArgumentsObject* asArguments(Object* object) { return static_cast<ArgumentsObject*>(object); }

// The environment slot behind an index, or -1.
int32_t mappedSlot(Object* object, PropertyKey key) {
  ArgumentsObject* arguments = asArguments(object);
  if (!key.isIndex() || !arguments->map.isCell()) return -1;
  Box* map = arguments->map.as<Box>();
  return key.index() < map->count() ? map->values()[key.index()].asInt32() : -1;
}
Value& mappedValue(Object* object, int32_t slot) {
  return asArguments(object)->environment.as<Environment>()->slots()[slot];
}
void unmap(Object* object, PropertyKey key) { asArguments(object)->map.as<Box>()->values()[key.index()] = Value::int32(-1); }

void storeMapped(Isolate& iso, Object* object, int32_t slot, Value value) {
  auto* environment = asArguments(object)->environment.as<Environment>();
  iso.heap.store(environment, environment->slots() + slot, value);
}

Completion<bool> argumentsGetOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, PropertyDescriptor* out) {
  if (!TRY(ordinaryGetOwnProperty(iso, object, key, out))) return false;
  if (const int32_t slot = mappedSlot(object, key); slot >= 0) out->value = iso.handle(mappedValue(object, slot));
  return true;
}

Completion<bool> argumentsDefineOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, const PropertyDescriptor& d) {
  const int32_t slot = mappedSlot(object, key);
  PropertyDescriptor adjusted = d;
  if (slot >= 0 && d.isData() && !d.value && d.writable && !*d.writable) adjusted.value = iso.handle(mappedValue(object, slot));
  if (!TRY(ordinaryDefineOwnProperty(iso, object, key, adjusted))) return false;
  if (slot < 0) return true;
  if (d.isAccessor()) {
    unmap(object, key);
    return true;
  }
  if (d.value) storeMapped(iso, object, slot, *d.value);
  if (d.writable && !*d.writable) unmap(object, key);
  return true;
}

Value argumentsGet(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue receiver) {
  if (const int32_t slot = mappedSlot(object, key); slot >= 0) return mappedValue(object, slot);
  return ordinaryGet(iso, object, key, receiver);
}

Completion<bool> argumentsSet(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value, HandleValue receiver) {
  if (receiver.get() == Value(object.get()))
    if (const int32_t slot = mappedSlot(object, key); slot >= 0) {
      storeMapped(iso, object, slot, value);
      putElement(iso, object, key.index(), value, findElementNoGc(object, key.index()).attributes);
      return true;
    }
  return ordinarySet(iso, object, key, value, receiver);
}

Completion<bool> argumentsDelete(Isolate& iso, Handle<Object> object, PropertyKey key) {
  const int32_t slot = mappedSlot(object, key);
  if (!TRY(ordinaryDelete(iso, object, key))) return false;
  if (slot >= 0) unmap(object, key);
  return true;
}
} // namespace

const ExoticMethods kArgumentsMethods = [] {
  ExoticMethods methods;
  methods.getOwnProperty = argumentsGetOwnProperty;
  methods.defineOwnProperty = argumentsDefineOwnProperty;
  methods.get = argumentsGet;
  methods.set = argumentsSet;
  methods.deleteProperty = argumentsDelete;
  return methods;
}();

ArgumentsObject* newArgumentsObject(Isolate& iso, HandleValue callee, const Value* rootedArguments, uint32_t count, bool unmapped) {
  HandleScope scope(iso.heap);
  Handle<Object> object = iso.handle(
      newObjectOfKind(iso, CellKind::ArgumentsObject, sizeof(ArgumentsObject), iso.intrinsic(Intrinsic::ObjectPrototype)));
  if (count) {
    ensureDenseCapacity(iso, object, count);
    for (uint32_t i = 0; i < count; ++i)
      iso.heap.store(object->elements, object->elements->slots() + i, rootedArguments[i]);
  }
  defineValue(iso, object, iso.key(iso.names.length), iso.handle(Value::number(count)), kHidden);
  if (unmapped) {
    HandleValue thrower = iso.intrinsic(Intrinsic::ThrowTypeError);
    if (iso.realm->has(Intrinsic::ThrowTypeError)) defineAccessor(iso, object, iso.key(iso.names.callee), thrower, thrower, kNone);
  } else {
    defineValue(iso, object, iso.key(iso.names.callee), callee, kHidden);
  }
  if (iso.realm->has(Intrinsic::ArrayProtoValues))
    defineValue(iso, object, iso.key(iso.symbols.iterator), iso.intrinsic(Intrinsic::ArrayProtoValues), kHidden);
  return asArguments(object);
}

void mapArguments(Isolate& iso, Handle<ArgumentsObject> arguments, HandleValue environment, HandleValue slots) {
  HandleScope scope(iso.heap);
  const uint32_t given = uint32_t(getOwnDataNoGc(arguments, iso.key(iso.names.length)).asNumber());
  const uint32_t parameters = slots.get().as<Box>()->count();
  const uint32_t count = given < parameters ? given : parameters;
  if (count == 0) return;
  Box* map = newBox(iso, count);
  for (uint32_t i = 0; i < count; ++i) map->values()[i] = slots.get().as<Box>()->values()[i];
  iso.heap.store(arguments, &arguments->map, Value(map));
  iso.heap.store(arguments, &arguments->environment, environment);
  arguments->aux |= Object::kHasExotic;
}

} // namespace tickscope
