#pragma once
// The states of streams' sides (core/node/lib/stream_state.js), read and written from C++ as fast as from JavaScript: where
// a state of some shape keeps its properties is found out once.
#include <array>
#include <memory>
#include <vector>

#include "core/heap/persistent.h"
#include "core/vm/isolate.h"
#include "core/vm/lookup_cache.h"
#include "core/vm/object.h"

namespace tickscope {

namespace readable_bits {
enum : int32_t {
#define BOTH(name, bit) name = 1 << bit,
#define READABLE(name, bit) name = 1 << bit,
#include "core/node/stream_bits.def"
};
} // namespace readable_bits
namespace writable_bits {
enum : int32_t {
#define BOTH(name, bit) name = 1 << bit,
#define WRITABLE(name, bit) name = 1 << bit,
#include "core/node/stream_bits.def"
};
} // namespace writable_bits

class StreamStates final : public WeakTable {
public:
  enum Field : uint8_t { Bits, HighWaterMark, Length, Buffer, BufferIndex, AwaitDrainWriters, WriteLength, PendingCallbacks, Fields };

  explicit StreamStates(Isolate& iso);
  ~StreamStates() override;

  std::unique_ptr<class StreamCalls> calls; // of a program that uses streams

  // The own, writable data property of a state; null: it is something else, do it the general way. Never collects.
  Value* field(Object* state, Field which) {
    Layout& layout = layouts_[state->shape->id & (kLayouts - 1)];
    if (__builtin_expect(layout.shape != state->shape, 0)) describe(layout, state);
    const Place place = layout.places[which];
    if (place.offset == 0) return nullptr;
    return &valueAt(place.isInline ? static_cast<Cell*>(state) : state->storage.asCell(), place.offset);
  }
  // The same of a small integer.
  Value* integer(Object* state, Field which) {
    Value* slot = field(state, which);
    return slot && slot->isInt32() ? slot : nullptr;
  }
  // For a store of a cell: the cell that has the slot.
  Cell* holder(Object* state, Field which) const {
    return layouts_[state->shape->id & (kLayouts - 1)].places[which].isInline ? static_cast<Cell*>(state) : state->storage.asCell();
  }

  void sweepWeak(Liveness&, bool fullCollection) override;

  // --- of a run that is recorded: what was told of each stream last (stream_trace.cpp) ---
  struct Side {
    double length = -1, mark = -1;
    int32_t bits = 0;
  };
  struct Told {
    uint32_t id; // the stream in the trace: its StreamCreated event
    Side readable, writable;
  };
  Told* told(Value stream); // null: a stream that the trace does not know
  void add(Isolate& iso, HandleValue stream, uint32_t id);

private:
  struct Place {
    uint32_t offset : 31 = 0; // in bytes; 0: there is no such property
    uint32_t isInline : 1 = 0;
  };
  struct Layout {
    Shape* shape = nullptr;
    std::array<Place, Fields> places;
  };
  void describe(Layout& layout, Object* state);

  static constexpr size_t kLayouts = 8;
  std::array<Layout, kLayouts> layouts_;
  std::array<std::unique_ptr<Persistent>, Fields> names_;
  std::vector<Told> told_;
  Persistent toldOf_; // EphemeronTable: stream -> index into told_
};

} // namespace tickscope
