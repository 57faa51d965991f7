#include "core/node/slot_cache.h"

namespace tickscope {

Value* SlotCache::findSlowly(Object* object, PropertyKey key, Cell** holder) {
  if (!ordinaryForNames(object)) return nullptr;
  Value* slot = iso_.lookups->ownWritable(iso_, object, key, holder);
  if (slot) {
    const auto offset = uint32_t(reinterpret_cast<char*>(slot) - reinterpret_cast<char*>(*holder));
    entries_[indexOf(object->shape, key)] = {object->shape, key, nullptr, offset, *holder == object};
  }
  return slot;
}

void SlotCache::noteAdded(Shape* before, PropertyKey key, Object* object) {
  Shape* after = object->shape;
  if (before->isOwned() || after->isOwned() || after->slotCount > after->inlineCapacity) return;
  added_[indexOf(before, key)] = {before, key, after, 0, true};
}

void SlotCache::sweepWeak(Liveness&, bool fullCollection) {
  // Shapes and keys are pinned, but a full collection frees the dead ones.
  if (!fullCollection) return;
  entries_.fill(Entry{});
  added_.fill(Entry{});
}

} // namespace tickscope
