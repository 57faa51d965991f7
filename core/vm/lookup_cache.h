#pragma once
// Where named properties were found, by shape and key: what an inline cache is for one place in the code, for places
// that meet too many shapes, for computed keys and for lookups from C++. Purely a matter of speed: no result, cost or
// trace depends on what it holds.
#include <memory>

#include "core/vm/function_code.h"
#include "core/vm/object.h"

namespace tickscope {

// How `key` (no index) is found for receivers of `start`'s shape; kNone: cannot be cached. Never collects.
PropertyCache describeGet(Isolate& iso, Object* start, PropertyKey key);

enum class Hit : uint8_t { Miss, Value, Getter }; // Getter: an AccessorPair
// Reads through an entry whose shape is `object`'s. Miss: it does not hold any more.
Hit readEntry(Isolate& iso, const PropertyCache& entry, Object* object, Value* out);

// Kinds whose exotic methods concern only numeric keys: named properties are ordinary.
inline bool ordinaryForNames(const Object* object) {
  return !(object->aux & Object::kHasExotic) || object->kind == CellKind::ArgumentsObject || object->kind == CellKind::TypedArrayObject;
}

struct SlotPlace { // where a slot of a shape is
  bool isInline;
  uint32_t offset; // in bytes, from the object or from its storage
};
inline SlotPlace slotPlace(const Shape* shape, uint32_t slot) {
  if (slot < shape->inlineCapacity) return {true, uint32_t(sizeof(Object) + slot * sizeof(Value))};
  return {false, uint32_t(sizeof(PropertyStorage) + (slot - shape->inlineCapacity) * sizeof(Value))};
}
inline Value& valueAt(Cell* base, uint32_t offset) { return *reinterpret_cast<Value*>(reinterpret_cast<char*>(base) + offset); }
inline Value readSlot(Object* object, bool isInline, uint32_t offset) {
  return isInline ? valueAt(object, offset) : valueAt(object->storage.asCell(), offset);
}

class LookupCache : public WeakTable {
public:
  // The property `key` (no index) of `object` or its prototypes, without running code. Miss: look the ordinary way.
  // Never collects. REQUIRES ordinaryForNames(object).
  Hit read(Isolate& iso, Object* object, PropertyKey key, Value* out);
  // The slot of an own, writable data property; null: look the ordinary way. `*holder` is the cell that has the slot.
  Value* ownWritable(Isolate& iso, Object* object, PropertyKey key, Cell** holder);
  // The getter that an object has of its own under Symbol.species; undefined: look the ordinary way. Never collects.
  Value speciesGetter(Isolate& iso, Object* constructor) {
    if (__builtin_expect(constructor->shape != species_.shape, 0)) findSpecies(iso, constructor);
    return constructor->shape == species_.shape ? readSlot(constructor, species_.offset & 1, species_.offset & ~1u).as<AccessorPair>()->getter : Value();
  }
  // What describeGet says. kNone too.
  const PropertyCache& find(Isolate& iso, Object* object, PropertyKey key);

  void sweepWeak(Liveness& liveness, bool fullCollection) override;

private:
  static constexpr size_t kEntries = 1024;
  struct Entry {
    PropertyKey key;
    PropertyCache found;
    Shape* shape = nullptr; // also of lookups that cannot be cached in `found`: null for those
    bool writable = false;  // an own data property that may be stored to
  };
  Entry& entryFor(Isolate& iso, Object* object, PropertyKey key);
  void findSpecies(Isolate& iso, Object* constructor);
  PropertyCache species_; // of the constructor that was asked last
  std::unique_ptr<Entry[]> entries_; // made at the first lookup: many programs need none
};

} // namespace tickscope
