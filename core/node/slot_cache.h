#pragma once
// Where objects of a shape have an own, writable data property: as LookupCache knows it, for a few places in C++ that ask
// all the time. Purely a matter of speed.
#include <array>

#include "core/vm/isolate.h"
#include "core/vm/lookup_cache.h"

namespace tickscope {

class SlotCache final : public WeakTable {
public:
  explicit SlotCache(Isolate& iso) : iso_(iso) { iso.heap.addWeakTable(this); }
  SlotCache(const SlotCache&) = delete;

  // The slot and the cell that has it; null: look the ordinary way. Never collects.
  Value* find(Object* object, PropertyKey key, Cell** holder) {
    const Entry& entry = entries_[indexOf(object->shape, key)];
    if (__builtin_expect(entry.shape != object->shape || !(entry.key == key), 0)) return findSlowly(object, key, holder);
    *holder = entry.isInline ? static_cast<Cell*>(object) : object->storage.asCell();
    return &valueAt(*holder, entry.offset);
  }
  // The shape that adding a default property to an object without a prototype leads to, when it was seen before and the
  // value has its place in the object itself.
  Shape* afterAdding(Shape* shape, PropertyKey key) const {
    const Entry& entry = added_[indexOf(shape, key)];
    return entry.shape == shape && entry.key == key ? entry.next : nullptr;
  }
  void noteAdded(Shape* before, PropertyKey key, Object* object);

  void sweepWeak(Liveness&, bool fullCollection) override;

private:
  static constexpr size_t kEntries = 64;
  struct Entry {
    Shape* shape = nullptr;
    PropertyKey key;
    Shape* next = nullptr;
    uint32_t offset = 0;
    bool isInline = false;
  };
  // Addresses may choose the entry: it makes no difference to what is found.
  static size_t indexOf(const Shape* shape, PropertyKey key) { return (shape->id ^ (key.raw().bits() >> 4)) % kEntries; }
  Value* findSlowly(Object* object, PropertyKey key, Cell** holder);

  Isolate& iso_;
  std::array<Entry, kEntries> entries_, added_;
};

} // namespace tickscope
