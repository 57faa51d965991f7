// The essential internal methods of ordinary objects, arrays and string wrappers (ECMA-262 §10.1, §10.4.2, §10.4.3).
// Ordered: making objects, finding own properties, adding and storing, the methods in the specification's order.
#include "core/vm/object.h"

#include <algorithm>

#include "core/vm/conversions.h"
#include "core/vm/elements.h"
#include "core/vm/fast_native.h"
#include "core/vm/function.h"
#include "core/vm/isolate.h"
#include "core/vm/lookup_cache.h"
#include "core/vm/shape_table.h"

namespace tickscope {

namespace {
constexpr uint16_t kArrayLengthReadOnly = Object::kKindBit0;

bool isExotic(const Object* object) { return object->aux & Object::kHasExotic; }
const ExoticMethods* exoticMethods(Isolate& iso, const Object* object) {
  return isExotic(object) ? iso.exotic[size_t(object->kind)] : nullptr;
}

bool isStringWrapper(const Object* object) {
  return object->kind == CellKind::PrimitiveWrapper && tickscope::isString(static_cast<const PrimitiveWrapper*>(object)->value);
}

void setShape(Isolate& iso, Object* object, Shape* shape) {
  object->shape = shape;
  iso.heap.recordWrite(object, &object->shape, Value(shape));
}
} // namespace

// --- making ---

Object* newObject(Isolate& iso, Shape* shape) {
  auto* object = iso.heap.allocate<Object>(CellKind::PlainObject, sizeof(Object) + shape->inlineCapacity * sizeof(Value));
  object->shape = shape; // pinned and reachable from the caller's prototype or literal
  object->storage = Value::empty();
  object->elements = iso.emptyElements;
  return object;
}

Object* newObject(Isolate& iso) { return newObject(iso, iso.realm->objectShape); }

Object* newObjectWithPrototype(Isolate& iso, HandleValue prototype) {
  HandleScope scope(iso.heap);
  Handle<Shape> shape = iso.handle(rootShape(iso, prototype));
  return newObject(iso, shape.get());
}

Object* newObjectOfKind(Isolate& iso, CellKind kind, size_t bytes, HandleValue prototype) {
  HandleScope scope(iso.heap);
  Handle<Shape> shape = iso.handle(rootShape(iso, prototype, 0));
  auto* object = iso.heap.allocate<Object>(kind, bytes);
  object->shape = shape;
  object->storage = Value::empty();
  object->elements = iso.emptyElements;
  return object;
}

Box* newBox(Isolate& iso, uint32_t count) {
  return iso.heap.allocate<Box>(CellKind::Box, sizeof(Box) + std::max<uint32_t>(count, 1) * sizeof(Value));
}

PropertyDescriptor PropertyDescriptor::data(HandleValue value, uint8_t attributes) {
  PropertyDescriptor d;
  d.value = value;
  d.writable = (attributes & kWritable) != 0;
  d.enumerable = (attributes & kEnumerable) != 0;
  d.configurable = (attributes & kConfigurable) != 0;
  return d;
}

std::string describeKey(PropertyKey key) {
  if (key.isIndex()) return std::to_string(key.index());
  if (key.isString()) return toUtf8(key.string());
  const Value description = key.symbol()->description;
  if (key.isPrivateName()) return description.isCell() ? toUtf8(description.as<String>()) : std::string("#");
  return "Symbol(" + (description.isCell() ? toUtf8(description.as<String>()) : std::string()) + ")";
}

// --- finding own properties ---

namespace {
enum class Where : uint8_t { Absent, Slot, Element, ArrayLength, StringPart };

struct Found {
  Where where = Where::Absent;
  uint8_t attributes = 0;
  uint32_t slot = 0;
  Value value; // for slots and elements; an AccessorPair with kAccessor
  explicit operator bool() const { return where != Where::Absent; }
  bool isAccessor() const { return attributes & kAccessor; }
};

// Own property of an object without exotic getOwnProperty. Collects only to materialise a function's properties or a
// character of a string wrapper.
Found findOwn(Isolate& iso, Handle<Object> handle, PropertyKey key) {
  if (handle->aux & Object::kLazyFunctionProperties) {
    const Names& names = iso.names;
    if (key == PropertyKey::fromAtom(names.prototype) || key == PropertyKey::fromAtom(names.name) ||
        key == PropertyKey::fromAtom(names.length))
      materialiseFunctionProperties(iso, handle);
  }
  Object* object = handle;
  Found found;
  if (key.isIndex()) {
    if (isStringWrapper(object)) {
      String* string = static_cast<PrimitiveWrapper*>(object)->value.as<String>();
      if (key.index() < string->length) {
        found.where = Where::StringPart;
        found.attributes = kEnumerable;
        found.value = Value(singleCharacter(iso, charAtNoGc(string, key.index())));
        return found;
      }
    }
    const ElementLookup element = findElementNoGc(object, key.index());
    if (element.found) found = {Where::Element, element.attributes, 0, element.value};
    return found;
  }
  if (key == PropertyKey::fromAtom(iso.names.length)) {
    if (object->kind == CellKind::ArrayObject) {
      found.where = Where::ArrayLength;
      found.attributes = object->aux & kArrayLengthReadOnly ? kNone : kWritable;
      found.value = static_cast<ArrayObject*>(object)->length;
      return found;
    }
    if (isStringWrapper(object)) {
      found.where = Where::StringPart;
      found.value = Value::number(static_cast<PrimitiveWrapper*>(object)->value.as<String>()->length);
      return found;
    }
  }
  if (const PropertyEntry* entry = object->shape->lookup(key))
    found = {Where::Slot, entry->attributes, entry->slot, object->getSlot(entry->slot)};
  return found;
}

void toDescriptor(Isolate& iso, const Found& found, PropertyDescriptor* out) {
  if (found.isAccessor()) {
    out->getter = iso.handle(found.value.as<AccessorPair>()->getter);
    out->setter = iso.handle(found.value.as<AccessorPair>()->setter);
  } else {
    out->value = iso.handle(found.value);
    out->writable = (found.attributes & kWritable) != 0;
  }
  out->enumerable = (found.attributes & kEnumerable) != 0;
  out->configurable = (found.attributes & kConfigurable) != 0;
}

// --- adding and storing ---

void ensureSlots(Isolate& iso, Handle<Object> object, uint32_t slotCount) {
  const uint32_t inlineCapacity = object->shape->inlineCapacity;
  if (slotCount <= inlineCapacity) return;
  const uint32_t needed = slotCount - inlineCapacity;
  const bool has = object->storage.isCell();
  const uint32_t capacity = has ? object->storage.as<PropertyStorage>()->capacity() : 0;
  if (needed <= capacity) return;
  const uint32_t grown = std::max<uint32_t>(needed, capacity < 4 ? 4 : capacity * 2);
  auto* storage = iso.heap.allocate<PropertyStorage>(CellKind::PropertyStorage, sizeof(PropertyStorage) + grown * sizeof(Value));
  if (has) {
    PropertyStorage* old = object->storage.as<PropertyStorage>();
    storage->hash = old->hash;
    std::copy_n(old->slots(), capacity, storage->slots());
  } else {
    storage->hash = object->storage; // an identity hash, or empty
  }
  object->storage = Value(storage);
  iso.heap.recordWrite(object, &object->storage, object->storage);
}

// Moves the object to an owned shape.
void makeOwned(Isolate& iso, Handle<Object> object, uint16_t flags = 0) {
  Shape* owned = ownedCopy(iso, object->shape, flags);
  setShape(iso, object, owned);
}

// An owned shape that may be changed in attributes or by deletion: made anew, so that inline caches see another shape,
// once; after that it is changed in place and never cached.
void makeChangeable(Isolate& iso, Handle<Object> object) {
  bumpPrototypeEpoch(iso, object->shape);
  if (object->shape->isOwned() && !object->shape->isCacheable()) return;
  makeOwned(iso, object, object->shape->isOwned() ? Shape::kUncacheable : 0);
}

void addSlot(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value, uint8_t attributes) {
  HandleScope scope(iso.heap);
  iso.handle(key.raw());
  // A function's own properties come first in the order of creation.
  if (object->aux & Object::kLazyFunctionProperties) materialiseFunctionProperties(iso, object);
  ensureSlots(iso, object, object->shape->slotCount + 1);
  Shape* shape = shapeAfterAdding(iso, object->shape, key, attributes);
  if (!shape) {
    makeOwned(iso, object);
    shape = shapeAfterAdding(iso, object->shape, key, attributes);
  }
  setShape(iso, object, shape);
  object->setSlot(iso.heap, shape->entries()[shape->count - 1].slot, value);
}

void deleteSlot(Isolate& iso, Handle<Object> object, PropertyKey key) {
  makeChangeable(iso, object);
  // A shared shape became a fresh owned one: from now on it is known to be deleted from.
  object->shape->aux |= Shape::kUncacheable;
  Shape* shape = object->shape;
  PropertyTable* table = shape->table;
  const int32_t index = table->find(key);
  object->setSlot(iso.heap, table->entries[size_t(index)].slot, Value::undefined());
  table->erase(uint32_t(index));
  if (table->deletedCount <= 8 || table->deletedCount * 2 <= table->entries.size()) return;
  // Half is gaps: close them. Slots only move down, in order.
  auto* compact = new PropertyTable;
  uint32_t slot = 0;
  for (const PropertyEntry& entry : table->entries) {
    if (entry.deleted) continue;
    object->setSlot(iso.heap, slot, object->getSlot(entry.slot));
    compact->append({entry.key, slot, entry.attributes, false});
    ++slot;
  }
  for (uint32_t i = slot; i < shape->slotCount; ++i) object->setSlot(iso.heap, i, Value::undefined());
  if (--table->references == 0) delete table;
  shape->table = compact;
  shape->count = uint32_t(compact->entries.size());
  shape->slotCount = slot;
}

void setSlotAttributes(Isolate& iso, Handle<Object> object, PropertyKey key, uint8_t attributes) {
  if (object->shape->lookup(key)->attributes == attributes) return;
  makeChangeable(iso, object);
  object->shape->table->entries[size_t(object->shape->table->find(key))].attributes = attributes;
}

void storeFound(Isolate& iso, Handle<Object> object, PropertyKey key, const Found& found, HandleValue value) {
  if (found.where == Where::Slot) {
    object->setSlot(iso.heap, found.slot, value);
  } else {
    putElement(iso, object, key.index(), value, found.attributes);
  }
}

AccessorPair* newAccessorPair(Isolate& iso, HandleValue getter, HandleValue setter) {
  auto* pair = iso.heap.allocate<AccessorPair>(CellKind::AccessorPair);
  pair->getter = getter;
  pair->setter = setter;
  return pair;
}

bool shapeExtensible(const Object* object) { return !(object->shape->aux & Shape::kNotExtensible); }

// Adds a property that is known to be absent, by key kind; arrays keep their length.
void addOwn(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value, uint8_t attributes) {
  if (!key.isIndex()) {
    addSlot(iso, object, key, value, attributes);
    return;
  }
  if (object->shape->aux & Shape::kIsPrototype) ++iso.prototypeEpoch;
  putElement(iso, object, key.index(), value, attributes);
  if (object->kind == CellKind::ArrayObject) {
    ArrayObject* array = static_cast<ArrayObject*>(object.get());
    if (key.index() >= array->lengthU32()) array->length = Value::number(key.index() + 1);
  }
}

uint8_t attributesOf(const PropertyDescriptor& d) {
  uint8_t attributes = 0;
  if (d.isAccessor()) attributes |= kAccessor;
  else if (d.writable.value_or(false)) attributes |= kWritable;
  if (d.enumerable.value_or(false)) attributes |= kEnumerable;
  if (d.configurable.value_or(false)) attributes |= kConfigurable;
  return attributes;
}

bool arrayRefusesIndex(const Object* object, PropertyKey key) {
  return object->kind == CellKind::ArrayObject && key.isIndex() && (object->aux & kArrayLengthReadOnly) &&
         key.index() >= static_cast<const ArrayObject*>(object)->lengthU32();
}
} // namespace

bool isCompatiblePropertyDescriptor(bool extensible, const PropertyDescriptor& d, const PropertyDescriptor* current) {
  if (!current) return extensible;
  const bool configurable = current->configurable.value_or(false);
  if (configurable) return true;
  if (d.configurable.value_or(false)) return false;
  if (d.enumerable && *d.enumerable != current->enumerable.value_or(false)) return false;
  if (!d.isAccessor() && !d.isData()) return true;
  if (d.isAccessor() != current->isAccessor()) return false;
  if (current->isAccessor()) {
    if (d.getter && !sameValueNoGc(*d.getter, *current->getter)) return false;
    if (d.setter && !sameValueNoGc(*d.setter, *current->setter)) return false;
    return true;
  }
  if (current->writable.value_or(false)) return true;
  if (d.writable.value_or(false)) return false;
  return !d.value || sameValueNoGc(*d.value, *current->value);
}

// --- [[GetOwnProperty]] ---

Completion<bool> ordinaryGetOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, PropertyDescriptor* out) {
  const Found found = findOwn(iso, object, key);
  if (!found) return false;
  toDescriptor(iso, found, out);
  return true;
}

Completion<bool> getOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, PropertyDescriptor* out) {
  if (const ExoticMethods* exotic = exoticMethods(iso, object); exotic && exotic->getOwnProperty)
    return exotic->getOwnProperty(iso, object, key, out);
  return ordinaryGetOwnProperty(iso, object, key, out);
}

// --- [[DefineOwnProperty]] ---

namespace {
// §10.4.2.4
Completion<bool> defineArrayLength(Isolate& iso, Handle<Object> object, const PropertyDescriptor& d) {
  Handle<ArrayObject> array = Handle<ArrayObject>::fromRooted(object);
  uint32_t length = array->lengthU32();
  if (d.value) {
    length = TRY(toUint32(iso, *d.value));
    const double number = TRY(toNumber(iso, *d.value));
    if (double(length) != number) return iso.raise(msg::InvalidArrayLength);
  }
  if (d.configurable.value_or(false) || d.enumerable.value_or(false) || d.isAccessor()) return false;
  const bool readOnly = array->aux & kArrayLengthReadOnly;
  if (readOnly && (d.writable.value_or(false) || length != array->lengthU32())) return false;
  bool all = true;
  if (length != array->lengthU32()) all = TRY(setArrayLength(iso, array, length));
  if (d.writable && !*d.writable) array->aux |= kArrayLengthReadOnly | Object::kFrozenElements;
  return all;
}
} // namespace

Completion<bool> ordinaryDefineOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, const PropertyDescriptor& d) {
  const Found found = findOwn(iso, object, key);
  if (found.where == Where::ArrayLength) return defineArrayLength(iso, object, d);
  HandleScope scope(iso.heap);
  if (!found) {
    const bool extensible = TRY(isExtensible(iso, object));
    if (!extensible || arrayRefusesIndex(object, key)) return false;
    if (d.isAccessor()) {
      HandleValue pair = iso.handle(Value(newAccessorPair(iso, d.getter.value_or(iso.undefined()), d.setter.value_or(iso.undefined()))));
      addOwn(iso, object, key, pair, attributesOf(d));
    } else {
      addOwn(iso, object, key, d.value.value_or(iso.undefined()), attributesOf(d));
    }
    return true;
  }
  PropertyDescriptor current;
  toDescriptor(iso, found, &current);
  if (!isCompatiblePropertyDescriptor(true, d, &current)) return false;
  if (found.where == Where::StringPart) return true; // compatible, so nothing changes

  uint8_t attributes = found.attributes;
  const auto take = [&](const std::optional<bool>& flag, uint8_t bit) {
    if (flag) attributes = uint8_t(*flag ? attributes | bit : attributes & ~bit);
  };
  take(d.enumerable, kEnumerable);
  take(d.configurable, kConfigurable);
  HandleValue value = iso.handle(found.value);
  if (d.isAccessor()) {
    attributes = uint8_t((attributes | kAccessor) & ~kWritable);
    const bool had = found.isAccessor();
    HandleValue getter = d.getter ? *d.getter : had ? iso.handle(found.value.as<AccessorPair>()->getter) : iso.undefined();
    HandleValue setter = d.setter ? *d.setter : had ? iso.handle(value.get().as<AccessorPair>()->setter) : iso.undefined();
    value.set(Value(newAccessorPair(iso, getter, setter)));
  } else if (d.isData()) {
    if (found.isAccessor()) {
      attributes = uint8_t(attributes & ~(kAccessor | kWritable));
      value.set(Value::undefined());
    }
    take(d.writable, kWritable);
    if (d.value) value.set(*d.value);
  }
  if (found.where == Where::Slot) {
    setSlotAttributes(iso, object, key, attributes);
    object->setSlot(iso.heap, object->shape->lookup(key)->slot, value);
  } else {
    if (object->shape->aux & Shape::kIsPrototype) ++iso.prototypeEpoch;
    putElement(iso, object, key.index(), value, attributes);
  }
  return true;
}

Completion<bool> defineOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key, const PropertyDescriptor& d) {
  if (const ExoticMethods* exotic = exoticMethods(iso, object); exotic && exotic->defineOwnProperty)
    return exotic->defineOwnProperty(iso, object, key, d);
  return ordinaryDefineOwnProperty(iso, object, key, d);
}

// --- [[HasProperty]] ---

Completion<bool> hasOwnProperty(Isolate& iso, Handle<Object> object, PropertyKey key) {
  HandleScope scope(iso.heap);
  PropertyDescriptor ignored;
  return getOwnProperty(iso, object, key, &ignored);
}

Completion<bool> ordinaryHasProperty(Isolate& iso, Handle<Object> object, PropertyKey key) {
  HandleScope scope(iso.heap);
  Handle<Object> at = iso.handle(object.get());
  for (bool first = true;; first = false) {
    if (!first)
      if (const ExoticMethods* exotic = exoticMethods(iso, at); exotic && exotic->hasProperty)
        return exotic->hasProperty(iso, at, key);
    if (TRY(hasOwnProperty(iso, at, key))) return true;
    const Value parent = TRY(getPrototypeOf(iso, at));
    if (parent.isNull()) return false;
    at.set(parent.as<Object>());
  }
}

Completion<bool> hasProperty(Isolate& iso, Handle<Object> object, PropertyKey key) {
  if (const ExoticMethods* exotic = exoticMethods(iso, object); exotic && exotic->hasProperty)
    return exotic->hasProperty(iso, object, key);
  return ordinaryHasProperty(iso, object, key);
}

// --- [[Get]] ---

Value ordinaryGet(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue receiver) {
  HandleScope scope(iso.heap);
  Handle<Object> at = iso.handle(object.get());
  for (bool first = true;; first = false) {
    const ExoticMethods* exotic = exoticMethods(iso, at);
    if (exotic && exotic->get && !first) return exotic->get(iso, at, key, receiver);
    if (exotic && exotic->getOwnProperty) {
      PropertyDescriptor d;
      if (TRY(exotic->getOwnProperty(iso, at, key, &d))) {
        if (!d.isAccessor()) return *d.value;
        return d.getter->get().isUndefined() ? Value() : iso.call(*d.getter, receiver);
      }
    } else if (const Found found = findOwn(iso, at, key)) {
      if (!found.isAccessor()) return found.value;
      const Value getter = found.value.as<AccessorPair>()->getter;
      return getter.isUndefined() ? Value() : iso.call(iso.handle(getter), receiver);
    }
    const Value parent = exotic && exotic->getPrototypeOf ? TRY(exotic->getPrototypeOf(iso, at)) : at->shape->prototype;
    if (parent.isNull()) return Value();
    at.set(parent.as<Object>());
  }
}

Value get(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue receiver) {
  if (!key.isIndex() && ordinaryForNames(object)) {
    Value found;
    switch (iso.lookups->read(iso, object, key, &found)) {
    case Hit::Value: return found;
    case Hit::Getter: {
      const Value getter = found.as<AccessorPair>()->getter;
      if (getter.isUndefined()) return Value();
      if (tryFastGetter(iso, getter, receiver, &found)) return found;
      HandleScope scope(iso.heap);
      return iso.call(iso.handle(getter), receiver);
    }
    case Hit::Miss: break;
    }
  }
  if (const ExoticMethods* exotic = exoticMethods(iso, object); exotic && exotic->get)
    return exotic->get(iso, object, key, receiver);
  return ordinaryGet(iso, object, key, receiver);
}

Value get(Isolate& iso, Handle<Object> object, PropertyKey key) { return get(iso, object, key, object); }

// --- [[Set]] ---

namespace {
// §10.1.9.2 from step 2.b on: the property was found nowhere, or as a writable data property: write to the receiver.
Completion<bool> setOnReceiver(Isolate& iso, PropertyKey key, HandleValue value, HandleValue receiver) {
  if (!isObject(receiver)) return false;
  Handle<Object> target = Handle<Object>::fromRooted(receiver);
  PropertyDescriptor existing;
  if (TRY(getOwnProperty(iso, target, key, &existing))) {
    if (existing.isAccessor() || !existing.writable.value_or(false)) return false;
    PropertyDescriptor onlyValue;
    onlyValue.value = value;
    return defineOwnProperty(iso, target, key, onlyValue);
  }
  return createDataProperty(iso, target, key, value);
}
} // namespace

Completion<bool> ordinarySet(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value, HandleValue receiver) {
  HandleScope scope(iso.heap);
  Handle<Object> at = iso.handle(object.get());
  for (bool first = true;; first = false) {
    const ExoticMethods* exotic = exoticMethods(iso, at);
    if (exotic && exotic->set && !first) return exotic->set(iso, at, key, value, receiver);
    if (exotic && exotic->getOwnProperty) {
      PropertyDescriptor d;
      if (TRY(exotic->getOwnProperty(iso, at, key, &d))) {
        if (d.isAccessor()) {
          if (d.setter->get().isUndefined()) return false;
          TRY(iso.call(*d.setter, receiver, {value}));
          return true;
        }
        if (!d.writable.value_or(false)) return false;
        return setOnReceiver(iso, key, value, receiver);
      }
    } else if (const Found found = findOwn(iso, at, key)) {
      if (found.isAccessor()) {
        const Value setter = found.value.as<AccessorPair>()->setter;
        if (setter.isUndefined()) return false;
        TRY(iso.call(iso.handle(setter), receiver, {value}));
        return true;
      }
      if (!(found.attributes & kWritable)) return false;
      const bool own = receiver.get() == Value(at.get());
      if (own && (found.where == Where::Slot || found.where == Where::Element) && !(exotic && exotic->defineOwnProperty)) {
        storeFound(iso, at, key, found, value);
        return true;
      }
      return setOnReceiver(iso, key, value, receiver);
    }
    const Value parent = exotic && exotic->getPrototypeOf ? TRY(exotic->getPrototypeOf(iso, at)) : at->shape->prototype;
    if (parent.isNull()) break;
    at.set(parent.as<Object>());
  }
  // Found nowhere. The common case, a new property on an ordinary receiver, needs no descriptor.
  if (receiver.get() == Value(object.get()) && !isExotic(object)) {
    if (!shapeExtensible(object) || arrayRefusesIndex(object, key)) return false;
    addOwn(iso, object, key, value, kDefault);
    return true;
  }
  return setOnReceiver(iso, key, value, receiver);
}

Completion<bool> set(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value, HandleValue receiver) {
  if (const ExoticMethods* exotic = exoticMethods(iso, object); exotic && exotic->set)
    return exotic->set(iso, object, key, value, receiver);
  return ordinarySet(iso, object, key, value, receiver);
}

// --- [[Delete]] ---

Completion<bool> ordinaryDelete(Isolate& iso, Handle<Object> object, PropertyKey key) {
  const Found found = findOwn(iso, object, key);
  if (!found) return true;
  if (!(found.attributes & kConfigurable)) return false;
  if (found.where == Where::Slot) {
    deleteSlot(iso, object, key);
  } else {
    removeElement(iso, object, key.index());
    if (object->shape->aux & Shape::kIsPrototype) ++iso.prototypeEpoch;
  }
  return true;
}

Completion<bool> deleteProperty(Isolate& iso, Handle<Object> object, PropertyKey key) {
  if (const ExoticMethods* exotic = exoticMethods(iso, object); exotic && exotic->deleteProperty)
    return exotic->deleteProperty(iso, object, key);
  return ordinaryDelete(iso, object, key);
}

// --- [[OwnPropertyKeys]] ---

KeyList::KeyList(Isolate& iso) : iso_(iso) { iso.heap.addRoots(this); }
KeyList::~KeyList() { iso_.heap.removeRoots(this); }
void KeyList::visitRoots(SlotVisitor& visitor) {
  static_assert(sizeof(PropertyKey) == sizeof(Value));
  if (!keys.empty()) visitor.visit(reinterpret_cast<Value*>(keys.data()), reinterpret_cast<Value*>(keys.data() + keys.size()));
}

Completion<void> ordinaryOwnPropertyKeys(Isolate& iso, Handle<Object> object, std::vector<PropertyKey>* out) {
  if (object->aux & Object::kLazyFunctionProperties) materialiseFunctionProperties(iso, object);
  Object* raw = object;
  if (isStringWrapper(raw)) {
    const uint32_t length = static_cast<PrimitiveWrapper*>(raw)->value.as<String>()->length;
    for (uint32_t i = 0; i < length; ++i) out->push_back(PropertyKey::fromIndex(i));
  }
  std::vector<uint32_t> indices;
  elementIndicesNoGc(raw, &indices);
  for (uint32_t index : indices) out->push_back(PropertyKey::fromIndex(index));
  if (raw->kind == CellKind::ArrayObject || isStringWrapper(raw)) out->push_back(PropertyKey::fromAtom(iso.names.length));
  const PropertyEntry* entries = raw->shape->entries();
  const uint32_t count = raw->shape->count;
  for (uint32_t i = 0; i < count; ++i)
    if (!entries[i].deleted && entries[i].key.isString()) out->push_back(entries[i].key);
  for (uint32_t i = 0; i < count; ++i)
    if (!entries[i].deleted && entries[i].key.isSymbol() && !entries[i].key.isPrivateName()) out->push_back(entries[i].key);
  return {};
}

Completion<void> ownPropertyKeys(Isolate& iso, Handle<Object> object, KeyList* out) {
  if (const ExoticMethods* exotic = exoticMethods(iso, object); exotic && exotic->ownPropertyKeys)
    return exotic->ownPropertyKeys(iso, object, &out->keys);
  return ordinaryOwnPropertyKeys(iso, object, &out->keys);
}

// --- prototype and extensibility ---

Value getPrototypeOf(Isolate& iso, Handle<Object> object) {
  if (const ExoticMethods* exotic = exoticMethods(iso, object); exotic && exotic->getPrototypeOf)
    return exotic->getPrototypeOf(iso, object);
  return object->shape->prototype;
}

Completion<bool> ordinarySetPrototypeOf(Isolate& iso, Handle<Object> object, HandleValue prototype) {
  if (prototype.get() == object->shape->prototype) return true;
  // %Object.prototype% is an immutable prototype exotic object (§10.4.7).
  if (!shapeExtensible(object) || object.get() == iso.realm->get(Intrinsic::ObjectPrototype)) return false;
  for (Value at = prototype; at.isCell(); at = at.as<Object>()->shape->prototype) {
    if (at == Value(object.get())) return false;
    if (const ExoticMethods* exotic = exoticMethods(iso, at.as<Object>()); exotic && exotic->getPrototypeOf) break;
  }
  HandleScope scope(iso.heap);
  bumpPrototypeEpoch(iso, object->shape);
  Handle<Shape> root = iso.handle(rootShape(iso, prototype, object->shape->inlineCapacity));
  Handle<Shape> old = iso.handle(object->shape);
  if (!old->isOwned()) { // replay the additions from the new root
    Shape* shape = root;
    for (uint32_t i = 0; i < old->count && shape; ++i) {
      const PropertyEntry entry = old->entries()[i];
      shape = shapeAfterAdding(iso, shape, entry.key, entry.attributes);
      if (shape) root.set(shape);
    }
    if (shape) {
      setShape(iso, object, shape);
      return true;
    }
  }
  Shape* owned = ownedCopy(iso, old, uint16_t(old->aux & Shape::kUncacheable));
  owned->prototype = prototype;
  iso.heap.recordWrite(owned, &owned->prototype, owned->prototype);
  setShape(iso, object, owned);
  return true;
}

Completion<bool> setPrototypeOf(Isolate& iso, Handle<Object> object, HandleValue prototype) {
  if (const ExoticMethods* exotic = exoticMethods(iso, object); exotic && exotic->setPrototypeOf)
    return exotic->setPrototypeOf(iso, object, prototype);
  return ordinarySetPrototypeOf(iso, object, prototype);
}

Completion<bool> isExtensible(Isolate& iso, Handle<Object> object) {
  if (const ExoticMethods* exotic = exoticMethods(iso, object); exotic && exotic->isExtensible)
    return exotic->isExtensible(iso, object);
  return shapeExtensible(object);
}

Completion<bool> ordinaryPreventExtensions(Isolate& iso, Handle<Object> object) {
  if (!shapeExtensible(object)) return true;
  if (object->aux & Object::kLazyFunctionProperties) materialiseFunctionProperties(iso, object);
  makeOwned(iso, object, Shape::kNotExtensible);
  object->aux |= Object::kFrozenElements;
  return true;
}

Completion<bool> preventExtensions(Isolate& iso, Handle<Object> object) {
  if (const ExoticMethods* exotic = exoticMethods(iso, object); exotic && exotic->preventExtensions)
    return exotic->preventExtensions(iso, object);
  return ordinaryPreventExtensions(iso, object);
}

// --- set-up ---

void defineValue(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value, uint8_t attributes) {
  const Found found = findOwn(iso, object, key);
  if (!found) {
    addOwn(iso, object, key, value, attributes);
  } else if (found.where == Where::Slot) {
    setSlotAttributes(iso, object, key, attributes);
    object->setSlot(iso.heap, object->shape->lookup(key)->slot, value);
  } else {
    putElement(iso, object, key.index(), value, attributes);
  }
}

void defineAccessor(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue getter, HandleValue setter, uint8_t attributes) {
  HandleScope scope(iso.heap);
  HandleValue pair = iso.handle(Value(newAccessorPair(iso, getter, setter)));
  defineValue(iso, object, key, pair, uint8_t((attributes | kAccessor) & ~kWritable));
}

Value getOwnDataNoGc(Object* object, PropertyKey key) {
  if (key.isIndex()) {
    const ElementLookup element = findElementNoGc(object, key.index());
    return element.found && !(element.attributes & kAccessor) ? element.value : Value::empty();
  }
  const PropertyEntry* entry = object->shape->lookup(key);
  return entry && !(entry->attributes & kAccessor) ? object->getSlot(entry->slot) : Value::empty();
}

uint32_t identityHashOrZeroNoGc(Object* object) {
  const Value hash = object->storage.isCell() ? object->storage.as<PropertyStorage>()->hash : object->storage;
  return hash.isInt32() ? uint32_t(hash.asInt32()) : 0;
}

uint32_t identityHash(Isolate& iso, Handle<Object> object) {
  if (const uint32_t hash = identityHashOrZeroNoGc(object)) return hash;
  // Spread, so that tables keyed by objects made one after another do not cluster; never 0, and an int32.
  const uint32_t hash = (iso.nextIdentityHash++ * 0x9e3779b1u & 0x7fffffffu) | 1u;
  if (object->storage.isCell()) object->storage.as<PropertyStorage>()->hash = Value::int32(int32_t(hash));
  else object->storage = Value::int32(int32_t(hash));
  return hash;
}

} // namespace tickscope
