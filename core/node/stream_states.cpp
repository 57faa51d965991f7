#include "core/node/stream_states.h"

#include "core/node/stream_calls.h"
#include "core/vm/ordered_table.h"

namespace tickscope {

StreamStates::StreamStates(Isolate& iso) : toldOf_(iso.heap, Value::undefined()) {
  constexpr const char* kNames[] = {"bits", "highWaterMark", "length", "buffer", "bufferIndex", "awaitDrainWriters", "writelen", "pendingcb"};
  static_assert(std::size(kNames) == Fields);
  for (size_t i = 0; i < Fields; ++i) names_[i] = std::make_unique<Persistent>(iso.heap, iso.key(kNames[i]).raw());
  iso.heap.addWeakTable(this);
}
StreamStates::~StreamStates() = default;

void StreamStates::describe(Layout& layout, Object* state) {
  layout = Layout{};
  Shape* shape = state->shape;
  layout.shape = shape;
  if (!ordinaryForNames(state) || !shape->isCacheable() || shape->isOwned()) return;
  for (size_t i = 0; i < Fields; ++i) {
    const PropertyEntry* entry = shape->lookup(PropertyKey::fromRaw(names_[i]->handle()));
    if (!entry || (entry->attributes & kAccessor) || !(entry->attributes & kWritable)) continue;
    const SlotPlace place = slotPlace(shape, entry->slot);
    layout.places[i].offset = place.offset & 0x7fffffffu;
    layout.places[i].isInline = place.isInline;
  }
}

StreamStates::Told* StreamStates::told(Value stream) {
  if (!toldOf_.handle().get().isCell() || !stream.isCell()) return nullptr;
  auto* table = static_cast<OrderedTable*>(toldOf_.handle().get().asCell());
  const int32_t position = tableFindNoGc(table, stream);
  return position == OrderedTable::kAbsent ? nullptr : &told_[size_t(table->valueAt(uint32_t(position)).asInt32())];
}

void StreamStates::add(Isolate& iso, HandleValue stream, uint32_t id) {
  HandleScope scope(iso.heap);
  if (!toldOf_.handle().get().isCell()) toldOf_.set(Value(newOrderedTable(iso, TableKind::Ephemeron)));
  told_.push_back({id, {}, {}});
  toldOf_.set(Value(tableInsert(iso, Handle<OrderedTable>::fromRooted(toldOf_.handle()), stream, iso.handle(Value::int32(int32_t(told_.size() - 1))))));
}

void StreamStates::sweepWeak(Liveness&, bool fullCollection) {
  // Shapes are pinned, but a full collection frees the dead ones.
  if (fullCollection) layouts_.fill(Layout{});
}

} // namespace tickscope
