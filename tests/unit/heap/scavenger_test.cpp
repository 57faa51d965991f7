#include "core/heap/scavenger.h"

#include <doctest/doctest.h>

#include "tests/unit/heap/test_heap.h"

using namespace tickscope;
using namespace tickscope::test;

TEST_CASE("scavenger: a reachable cell moves and keeps its contents, then is promoted") {
  Heap heap(tinyLimits(), {});
  HandleScope scope(heap);
  Handle<Row> row(heap, newRow(heap, 2));
  row->values()[0] = Value::int32(42);
  Row* before = row;
  heap.collect(GcKind::Scavenge, GcReason::Requested);
  CHECK(row.get() != before);
  CHECK(row->isYoung());
  CHECK(row->values()[0].asInt32() == 42);
  heap.collect(GcKind::Scavenge, GcReason::Requested);
  CHECK_FALSE(row->isYoung());
  CHECK(row->values()[0].asInt32() == 42);
  CHECK(heap.verify() == "");
}

TEST_CASE("scavenger: garbage is gone") {
  Heap heap(tinyLimits(), {});
  for (int i = 0; i < 100; ++i) newRow(heap, 4);
  const size_t before = heap.summary().newSpace.used;
  CHECK(before == 100 * 40);
  heap.collect(GcKind::Scavenge, GcReason::Requested);
  CHECK(heap.summary().newSpace.used == 0);
}

TEST_CASE("scavenger: a young cell held only by an old one survives") {
  Heap heap(tinyLimits(), {});
  HandleScope scope(heap);
  Handle<Row> old(heap, newRow(heap, 1, AllocateIn::Old));
  heap.collect(GcKind::Scavenge, GcReason::Requested); // no longer remembered from birth
  {
    HandleScope inner(heap);
    Row* young = newRow(heap, 1);
    young->values()[0] = Value::int32(7);
    heap.store(old, &old->values()[0], Value(young));
  }
  CHECK(heap.verify() == "");
  for (int i = 0; i < 3; ++i) {
    heap.collect(GcKind::Scavenge, GcReason::Requested);
    CHECK(heap.verify() == "");
    CHECK(old->values()[0].as<Row>()->values()[0].asInt32() == 7);
  }
}

TEST_CASE("scavenger: the verifier notices a store without the barrier") {
  Heap heap(tinyLimits(), {});
  HandleScope scope(heap);
  Handle<Row> old(heap, newRow(heap, 1, AllocateIn::Old));
  heap.collect(GcKind::Scavenge, GcReason::Requested);
  old->values()[0] = Value(newRow(heap, 1));
  CHECK(heap.verify().find("not remembered") != std::string::npos);
}

TEST_CASE("scavenger: slots of a large cell are remembered one by one") {
  Heap heap(tinyLimits(), {});
  HandleScope scope(heap);
  Handle<Row> large(heap, newRow(heap, 40000));
  CHECK(heap.spaceOf(large.get()) == V8SpaceName::NewLarge);
  Row* before = large;
  heap.collect(GcKind::Scavenge, GcReason::Requested);
  CHECK(heap.spaceOf(large.get()) == V8SpaceName::Large);
  CHECK(large.get() == before); // it became old where it was
  for (int i : {3, 39999, 3}) heap.store(large, &large->values()[i], Value(newRow(heap, i == 3 ? 1 : 2)));
  CHECK(heap.verify() == "");
  for (int i = 0; i < 3; ++i) heap.collect(GcKind::Scavenge, GcReason::Requested);
  CHECK(large->values()[39999].as<Row>()->wordCount() == 2);
  CHECK(heap.verify() == "");
}

TEST_CASE("scavenger: a young large cell that nobody holds is freed, and so is what it held") {
  Heap heap(tinyLimits(), {});
  HandleScope scope(heap);
  {
    HandleScope inner(heap);
    Handle<Row> large(heap, newRow(heap, 40000));
    Row* small = newRow(heap, 3);
    large->values()[7] = Value(small); // no barrier: both are young
    CHECK(heap.verify() == "");
  }
  CHECK(heap.summary().largeSpace.used > 0);
  heap.collect(GcKind::Scavenge, GcReason::Requested);
  CHECK(heap.summary().largeSpace.used == 0);
  CHECK(heap.summary().newSpace.used == 0);
}

TEST_CASE("scavenger: a young large cell keeps what it holds") {
  Heap heap(tinyLimits(), {});
  HandleScope scope(heap);
  Handle<Row> large(heap, newRow(heap, 40000));
  for (int i : {0, 20000, 39999}) {
    Row* row = newRow(heap, 1);
    row->values()[0] = Value::int32(i);
    heap.store(large, &large->values()[i], Value(row));
  }
  for (int round = 0; round < 3; ++round) {
    heap.collect(GcKind::Scavenge, GcReason::Requested);
    CHECK(heap.verify() == "");
    for (int i : {0, 20000, 39999}) CHECK(large->values()[i].as<Row>()->values()[0] == Value::int32(i));
  }
}

TEST_CASE("scavenger: a large cell that was born in new space leaves it for large space") {
  HeapLimits limits;
  limits.semiSpaceInitial = 1 << 20;
  Heap heap(limits, {});
  HandleScope scope(heap);
  constexpr uint32_t kCount = (Heap::kPageBytes + (64 << 10)) / 8; // no page could hold it
  Handle<Row> row(heap, newRow(heap, kCount, AllocateIn::Young));
  for (uint32_t i = 0; i < kCount; ++i) row->values()[i] = Value::int32(int32_t(i));
  for (int round = 0; round < 3; ++round) {
    heap.collect(GcKind::Scavenge, GcReason::Requested);
    CHECK(heap.verify() == "");
  }
  CHECK_FALSE(row->isYoung());
  for (uint32_t i = 0; i < kCount; ++i) REQUIRE(row->values()[i] == Value::int32(int32_t(i)));
}

TEST_CASE("scavenger: the last word of a cell of a million words is traced like the first") {
  Heap heap(tinyLimits(), {});
  HandleScope scope(heap);
  constexpr uint32_t kCount = 1'000'000;
  Handle<Row> large(heap, newRow(heap, kCount));
  for (uint32_t i : {0u, 0xfffeu, 0xffffu, kCount - 1}) {
    Row* row = newRow(heap, 1);
    row->values()[0] = Value::int32(int32_t(i));
    heap.store(large, &large->values()[i], Value(row));
  }
  for (GcKind kind : {GcKind::Scavenge, GcKind::MarkSweep, GcKind::MarkSweep}) {
    heap.collect(kind, GcReason::Requested);
    for (uint32_t i : {0u, 0xfffeu, 0xffffu, kCount - 1}) {
      REQUIRE(large->values()[i].as<Row>()->kind == CellKind::Box);
      CHECK(large->values()[i].as<Row>()->values()[0] == Value::int32(int32_t(i)));
    }
  }
}
