#include "core/vm/lookup_cache.h"

#include "core/vm/isolate.h"

namespace tickscope {

PropertyCache describeGet(Isolate& iso, Object* start, PropertyKey key) {
  PropertyCache entry;
  const Names& names = iso.names;
  const bool isLength = key == PropertyKey::fromAtom(names.length);
  const bool lazyName = isLength || key == PropertyKey::fromAtom(names.name) || key == PropertyKey::fromAtom(names.prototype);
  for (Object* holder = start;;) {
    if (!ordinaryForNames(holder)) return entry;
    // Until somebody looks at it an error's stack is not made, and its shape does not tell.
    if (holder->kind == CellKind::ErrorObject && key == PropertyKey::fromAtom(names.stack)) return entry;
    if (holder->kind == CellKind::TypedArrayObject && key.isString()) {
      // A canonical numeric string such as "-0" or "Infinity" is an element; all of them begin like this.
      String* text = key.string();
      const char16_t first = text->length ? charAtNoGc(text, 0) : u'\0';
      if (first == u'-' || first == u'I' || first == u'N' || (first >= u'0' && first <= u'9')) return entry;
    }
    if (lazyName && (holder->aux & Object::kLazyFunctionProperties)) return entry;
    if (isLength) {
      if (holder->kind == CellKind::ArrayObject) {
        if (holder == start) {
          entry.shape = holder->shape;
          entry.kind = PropertyCache::kArrayLength;
        }
        return entry;
      }
      if (holder->kind == CellKind::PrimitiveWrapper) return entry;
    }
    Shape* shape = holder->shape;
    if (!shape->isCacheable()) return entry;
    if (const PropertyEntry* found = shape->lookup(key)) {
      const SlotPlace slot = slotPlace(shape, found->slot);
      if (slot.offset > PropertyCache::kMaxOffset) return entry;
      const bool own = holder == start;
      // An owned receiver could get the property itself without its shape or the epoch telling.
      if (!own && start->shape->isOwned() && !(start->shape->aux & Shape::kIsPrototype)) return entry;
      entry.shape = start->shape;
      entry.holder = own ? nullptr : holder;
      entry.epoch = iso.prototypeEpoch;
      entry.offset = slot.offset;
      if (found->attributes & kAccessor) {
        entry.kind = own ? PropertyCache::kOwnGetter : PropertyCache::kHolderGetter;
        entry.offset = slot.offset | uint32_t(slot.isInline); // offsets are multiples of 8
      } else if (own) {
        entry.kind = slot.isInline ? PropertyCache::kOwnInline : PropertyCache::kOwnStorage;
      } else {
        entry.kind = slot.isInline ? PropertyCache::kHolderInline : PropertyCache::kHolderStorage;
      }
      return entry;
    }
    const Value next = shape->prototype;
    if (!next.isCell()) break;
    holder = next.as<Object>();
  }
  if (start->shape->isOwned() && !(start->shape->aux & Shape::kIsPrototype)) return entry;
  entry.shape = start->shape;
  entry.kind = PropertyCache::kAbsent;
  entry.epoch = iso.prototypeEpoch;
  return entry;
}

Hit readEntry(Isolate& iso, const PropertyCache& entry, Object* object, Value* out) {
  switch (entry.kind) {
  case PropertyCache::kOwnInline: *out = valueAt(object, entry.offset); return Hit::Value;
  case PropertyCache::kOwnStorage: *out = valueAt(object->storage.asCell(), entry.offset); return Hit::Value;
  case PropertyCache::kArrayLength:
    if (object->kind != CellKind::ArrayObject) return Hit::Miss; // another kind with the same prototype may share the shape
    *out = static_cast<ArrayObject*>(object)->length;
    return Hit::Value;
  case PropertyCache::kOwnGetter:
    *out = readSlot(object, entry.offset & 1, entry.offset & ~1u);
    return Hit::Getter;
  default: break;
  }
  if (entry.epoch != iso.prototypeEpoch) return Hit::Miss;
  auto* holder = static_cast<Object*>(entry.holder);
  switch (entry.kind) {
  case PropertyCache::kHolderInline: *out = valueAt(holder, entry.offset); return Hit::Value;
  case PropertyCache::kHolderStorage: *out = valueAt(holder->storage.asCell(), entry.offset); return Hit::Value;
  case PropertyCache::kAbsent: *out = Value::undefined(); return Hit::Value;
  case PropertyCache::kHolderGetter:
    *out = readSlot(holder, entry.offset & 1, entry.offset & ~1u);
    return Hit::Getter;
  default: return Hit::Miss;
  }
}

LookupCache::Entry& LookupCache::entryFor(Isolate& iso, Object* object, PropertyKey key) {
  if (!entries_) entries_ = std::make_unique<Entry[]>(kEntries);
  Shape* shape = object->shape;
  // Addresses may choose the entry: it makes no difference to what is found.
  const uint64_t mixed = (shape->id * 0x9e3779b1u) ^ (key.raw().bits() >> 4);
  Entry& entry = entries_[(mixed ^ (mixed >> 10)) & (kEntries - 1)];
  if (entry.shape == shape && entry.key == key &&
      (entry.found.epoch == iso.prototypeEpoch || entry.found.kind <= PropertyCache::kOwnStorage || entry.found.kind == PropertyCache::kOwnGetter))
    return entry;
  entry.key = key;
  entry.found = describeGet(iso, object, key);
  entry.shape = entry.found.kind == PropertyCache::kNone ? nullptr : shape;
  entry.writable = (entry.found.kind == PropertyCache::kOwnInline || entry.found.kind == PropertyCache::kOwnStorage) &&
                   (shape->lookup(key)->attributes & kWritable);
  return entry;
}

const PropertyCache& LookupCache::find(Isolate& iso, Object* object, PropertyKey key) {
  static const PropertyCache kNot;
  return ordinaryForNames(object) ? entryFor(iso, object, key).found : kNot;
}

Hit LookupCache::read(Isolate& iso, Object* object, PropertyKey key, Value* out) {
  return readEntry(iso, entryFor(iso, object, key).found, object, out);
}

Value* LookupCache::ownWritable(Isolate& iso, Object* object, PropertyKey key, Cell** holder) {
  const Entry& entry = entryFor(iso, object, key);
  if (!entry.writable) return nullptr;
  *holder = entry.found.kind == PropertyCache::kOwnInline ? object : object->storage.asCell();
  return &valueAt(*holder, entry.found.offset);
}

void LookupCache::findSpecies(Isolate& iso, Object* constructor) {
  const PropertyCache& found = find(iso, constructor, iso.key(iso.symbols.species));
  if (found.kind == PropertyCache::kOwnGetter) species_ = found;
}

void LookupCache::sweepWeak(Liveness& liveness, bool fullCollection) {
  if (fullCollection) species_ = PropertyCache();
  if (!entries_) return;
  for (size_t i = 0; i < kEntries; ++i) {
    Entry& entry = entries_[i];
    if (!entry.shape) continue;
    // Shapes and keys are pinned, but a full collection frees the dead ones; what held a property may have moved.
    if (fullCollection) entry.shape = nullptr;
    else if (entry.found.holder && !(entry.found.holder = liveness.resolve(entry.found.holder))) entry.shape = nullptr;
  }
}

} // namespace tickscope
