#include "core/heap/mark_sweep.h"

#include <doctest/doctest.h>

#include "tests/unit/heap/test_heap.h"

using namespace tickscope;
using namespace tickscope::test;

TEST_CASE("mark-sweep: old garbage is freed and its room used again") {
  Heap heap(tinyLimits(), {});
  for (int i = 0; i < 1000; ++i) newRow(heap, 8, AllocateIn::Old);
  const size_t capacity = heap.summary().oldSpace.capacity;
  heap.collect(GcKind::MarkSweep, GcReason::Requested);
  CHECK(heap.summary().oldSpace.used == 0);
  for (int i = 0; i < 1000; ++i) newRow(heap, 8, AllocateIn::Old);
  CHECK(heap.summary().oldSpace.capacity == capacity);
  CHECK(heap.verify() == "");
}

TEST_CASE("mark-sweep: a cycle of old cells dies, what a handle reaches lives") {
  Heap heap(tinyLimits(), {});
  HandleScope scope(heap);
  Handle<Row> kept(heap, newRow(heap, 2, AllocateIn::Old));
  {
    HandleScope inner(heap);
    Handle<Row> a(heap, newRow(heap, 2, AllocateIn::Old));
    Handle<Row> b(heap, newRow(heap, 2, AllocateIn::Old));
    a->values()[0] = Value(b.get());
    b->values()[0] = Value(a.get());
    Row* c = newRow(heap, 2);
    c->values()[1] = Value::int32(5);
    heap.store(kept, &kept->values()[1], Value(c));
  }
  heap.collect(GcKind::MarkSweep, GcReason::Requested);
  CHECK(heap.verify() == "");
  CHECK(heap.summary().oldSpace.used == kept->size + kept->values()[1].asCell()->size); // which was promoted first
  CHECK(heap.summary().newSpace.used == 0);
  CHECK(kept->values()[1].as<Row>()->values()[1].asInt32() == 5);
}

TEST_CASE("mark-sweep: a weak cell lets its target go and says so") {
  Heap heap(tinyLimits(), {});
  HandleScope scope(heap);
  Handle<Row> target(heap, newRow(heap, 1));
  Handle<Row> weak(heap, heap.allocate<Row>(CellKind::WeakCell, sizeof(Cell) + 16));
  weak->values()[0] = Value(target.get());
  heap.collect(GcKind::MarkSweep, GcReason::Requested);
  CHECK(weak->values()[0] == Value(target.get()));
  target.set(weak.get());
  heap.collect(GcKind::MarkSweep, GcReason::Requested);
  CHECK(weak->values()[0].isUndefined());
  REQUIRE(heap.clearedWeakCells().size() == 1);
  CHECK(heap.clearedWeakCells()[0] == weak.get());
}

TEST_CASE("mark-sweep: a heap that cannot shrink below its limit says V8's words") {
  HeapLimits limits = tinyLimits();
  limits.oldMax = 1 << 20;
  Heap heap(limits, {});
  HandleScope scope(heap);
  Handle<Row> list(heap, newRow(heap, 1));
  std::string message;
  try {
    for (int i = 0; i < 1000000; ++i) {
      Row* next = newRow(heap, 16);
      next->values()[0] = Value(list.get());
      list.set(next);
    }
  } catch (const HeapLimitReached& reached) {
    message = reached.message;
  }
  CHECK(message.find("Reached heap limit") != std::string::npos);
}
