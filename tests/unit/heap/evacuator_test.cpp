#include "core/heap/evacuator.h"

#include <doctest/doctest.h>

#include <tuple>
#include <vector>

#include "tests/unit/heap/test_heap.h"

using namespace tickscope;
using namespace tickscope::test;

namespace {
// New space that takes many nurseries before a scavenge is due.
HeapLimits wideLimits() { return {.semiSpaceInitial = 16 << 20, .semiSpaceMax = 16 << 20}; }

// Garbage of more than a nursery.
void fillNursery(Heap& heap) {
  for (int i = 0; i < 40000; ++i) newRow(heap, 5);
}
} // namespace

TEST_CASE("evacuator: what is reachable leaves the nursery, and is as young as before") {
  Heap heap(wideLimits(), {});
  HandleScope scope(heap);
  Handle<Row> row(heap, newRow(heap, 2));
  row->values()[0] = Value::int32(42);
  Row* born = row;
  fillNursery(heap);
  CHECK(heap.summary().scavenges == 0);
  CHECK(row.get() != born);
  Row* moved = row;
  CHECK(row->values()[0].asInt32() == 42);
  CHECK(heap.spaceOf(row) == V8SpaceName::New);
  CHECK((row->gcBits & Cell::kSurvived) == 0);
  CHECK(heap.verify() == "");
  heap.collect(GcKind::Scavenge, GcReason::Requested);
  CHECK(row.get() == moved); // it stays there
  CHECK(heap.spaceOf(row) == V8SpaceName::New);
  heap.collect(GcKind::Scavenge, GcReason::Requested);
  CHECK(row.get() == moved);
  CHECK(heap.spaceOf(row) == V8SpaceName::Old);
  CHECK(heap.verify() == "");
}

TEST_CASE("evacuator: garbage takes no memory, and is shown until it is scavenged") {
  Heap heap(wideLimits(), {});
  uint64_t born = 0;
  for (int round = 0; round < 5; ++round) {
    fillNursery(heap);
    born += 40000 * (48 + 8); // V8 has a length in each
    CHECK(heap.summary().newSpace.used < (2 << 20));
    CHECK(heap.figures().newSpace.used >= born * 99 / 100);
    CHECK(heap.figures().newSpace.used <= born * 101 / 100);
  }
  CHECK(heap.summary().scavenges == 0);
  heap.collect(GcKind::Scavenge, GcReason::Requested);
  CHECK(heap.figures().newSpace.used == 0);
}

TEST_CASE("evacuator: old, intermediate and young large cells hold what is in the nursery") {
  Heap heap(wideLimits(), {});
  HandleScope scope(heap);
  Handle<Row> old(heap, newRow(heap, 3, AllocateIn::Old)), large(heap, newRow(heap, 40000)), middle(heap, newRow(heap, 3));
  fillNursery(heap);
  REQUIRE(heap.spaceOf(middle) == V8SpaceName::New);
  for (int round = 0; round < 3; ++round) {
    for (Row* holder : {old.get(), large.get(), middle.get()}) {
      Row* fresh = newRow(heap, 1);
      fresh->values()[0] = Value::int32(round);
      heap.store(holder, &holder->values()[round], Value(fresh));
    }
    CHECK(heap.verify() == "");
    fillNursery(heap);
    CHECK(heap.verify() == "");
  }
  CHECK(heap.summary().scavenges == 0);
  for (GcKind kind : {GcKind::Scavenge, GcKind::Scavenge, GcKind::MarkSweep}) {
    heap.collect(kind, GcReason::Requested);
    CHECK(heap.verify() == "");
    for (Row* holder : {old.get(), large.get(), middle.get()})
      for (int round = 0; round < 3; ++round) REQUIRE(holder->values()[round].as<Row>()->values()[0] == Value::int32(round));
  }
}

TEST_CASE("evacuator: the verifier notices an intermediate cell that was written without the barrier") {
  Heap heap(wideLimits(), {});
  HandleScope scope(heap);
  Handle<Row> middle(heap, newRow(heap, 1));
  fillNursery(heap);
  middle->values()[0] = Value(newRow(heap, 1));
  CHECK(heap.verify().find("into the nursery") != std::string::npos);
}

TEST_CASE("evacuator: an old cell that forgets its young one does not keep it past a scavenge") {
  Heap heap(wideLimits(), {});
  HandleScope scope(heap);
  Handle<Row> old(heap, newRow(heap, 1, AllocateIn::Old));
  heap.store(old, &old->values()[0], Value(newRow(heap, 100)));
  fillNursery(heap);
  old->values()[0] = Value::undefined();
  heap.collect(GcKind::Scavenge, GcReason::Requested);
  CHECK(heap.figures().newSpace.used == 0);
  CHECK(heap.summary().newSpace.used == 0);
  CHECK(heap.verify() == "");
}

TEST_CASE("evacuator: a cell with a finalizer dies in a scavenge, as ever") {
  static int finalized; // CustomCells has plain functions
  finalized = 0;
  CustomCells custom;
  custom.finalize = [](Cell*) { ++finalized; };
  Heap heap(wideLimits(), custom);
  heap.registerFinalizer(heap.allocateCell(CellKind::ForeignData, 32));
  fillNursery(heap);
  CHECK(finalized == 0);
  heap.collect(GcKind::Scavenge, GcReason::Requested);
  CHECK(finalized == 1);
}

TEST_CASE("evacuator: pages of old space that a mark-sweep finds empty are given back") {
  Heap heap(wideLimits(), {});
  for (int i = 0; i < 100000; ++i) newRow(heap, 5, AllocateIn::Old);
  CHECK(heap.summary().oldSpace.capacity > (4 << 20));
  heap.collect(GcKind::MarkSweep, GcReason::Requested);
  CHECK(heap.summary().oldSpace.capacity == 0);
  for (int i = 0; i < 100000; ++i) newRow(heap, 5, AllocateIn::Old);
  CHECK(heap.verify() == "");
}

TEST_CASE("heap: contents that are discarded are nothing to collections") {
  Heap heap(wideLimits(), {});
  HandleScope scope(heap);
  Handle<Row> large(heap, newRow(heap, 100000));
  for (uint32_t i = 0; i < 100000; ++i) {
    Row* row = newRow(heap, 1);
    heap.store(large, &large->values()[i], Value(row));
  }
  heap.discardContents(large);
  CHECK(large->size == sizeof(Cell) + 100000 * 8);
  CHECK(heap.verify() == "");
  for (GcKind kind : {GcKind::Scavenge, GcKind::Scavenge, GcKind::MarkSweep}) heap.collect(kind, GcReason::Requested);
  CHECK(heap.verify() == "");
  CHECK(heap.summary().oldSpace.used < 100000); // but for what the first page held
}

TEST_CASE("heap: who follows allocations changes nothing") {
  struct Counter final : AllocationObserver {
    uint64_t count = 0;
    void allocated(Cell*) override { ++count; }
  };
  using Seen = std::tuple<GcKind, GcReason, uint64_t, uint64_t, uint64_t, uint64_t>;
  std::vector<Seen> seen[2];
  uint64_t shown[2];
  for (int follows : {0, 1}) {
    Heap heap({.semiSpaceInitial = 256 << 10, .semiSpaceMax = 4 << 20, .oldMax = 512 << 20}, {});
    Counter counter;
    heap.setObserver([&](const GcEvent& e) { seen[follows].emplace_back(e.kind, e.reason, e.usedBefore, e.usedAfter, e.copiedBytes, e.promotedBytes); });
    HandleScope scope(heap);
    Handle<Row> ring(heap, newRow(heap, 500));
    uint64_t made = 0;
    for (int i = 0; i < 400000; ++i) {
      if (i == 100 && follows) heap.observeAllocations(&counter); // in the middle of an area
      if (i == 390000 && follows) heap.observeAllocations(nullptr);
      made += i >= 100 && i < 390000;
      Row* row = newRow(heap, 1 + uint32_t(i * 7 % 11), i % 1000 == 0 ? AllocateIn::Old : AllocateIn::Young);
      if (i % 5 == 0) heap.store(ring, &ring->values()[i / 5 % 500], Value(row));
      if (i % 60000 == 0) heap.runTasks();
      if (i % 100000 == 0) heap.collect(GcKind::MarkSweep, GcReason::Requested);
    }
    shown[follows] = heap.figures().used();
    if (follows) CHECK(counter.count == made);
    heap.observeAllocations(nullptr);
  }
  CHECK(seen[0].size() > 20);
  CHECK(seen[0] == seen[1]);
  CHECK(shown[0] == shown[1]);
}
