#include "core/heap/heap.h"

#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "tests/unit/heap/test_heap.h"

using namespace tickscope;
using namespace tickscope::test;

namespace {
// A graph of rows, mutated at random on the heap and in a plain model beside it; they must agree.
void mutateAndCompare(Heap& heap, int steps, uint32_t seed) {
  constexpr int kRoots = 16, kWidth = 4;
  struct Node {
    int id;
    std::vector<int> next;
  };
  std::vector<Node> model;
  std::vector<int> modelRoots(kRoots, -1);
  HandleScope scope(heap);
  std::vector<HandleValue> roots;
  for (int i = 0; i < kRoots; ++i) roots.emplace_back(heap, Value());
  std::mt19937 random(seed);
  const auto pick = [&](int n) { return int(random() % uint32_t(n)); };

  for (int step = 0; step < steps; ++step) {
    const int r = pick(kRoots);
    switch (pick(8)) {
    case 0: case 1: case 2: { // a new row, linked to two roots
      const int a = pick(kRoots), b = pick(kRoots);
      const uint32_t extra = pick(50) == 0 ? 20000u : uint32_t(pick(6));
      Row* row = newRow(heap, 1 + kWidth + extra, pick(10) == 0 ? AllocateIn::Old : AllocateIn::Young);
      row->values()[0] = Value::int32(int32_t(model.size()));
      row->values()[1] = roots[size_t(a)];
      row->values()[2] = roots[size_t(b)];
      roots[size_t(r)].set(Value(row));
      model.push_back({int(model.size()), {modelRoots[size_t(a)], modelRoots[size_t(b)], -1, -1}});
      modelRoots[size_t(r)] = int(model.size()) - 1;
      break;
    }
    case 3: case 4: case 5: { // an edge changed
      if (modelRoots[size_t(r)] < 0) break;
      const int slot = pick(kWidth), to = pick(kRoots);
      Row* row = roots[size_t(r)].get().as<Row>();
      heap.store(row, &row->values()[1 + slot], roots[size_t(to)]);
      model[size_t(modelRoots[size_t(r)])].next[size_t(slot)] = modelRoots[size_t(to)];
      break;
    }
    case 6: { // a root follows an edge
      if (modelRoots[size_t(r)] < 0) break;
      const int slot = pick(kWidth);
      roots[size_t(r)].set(roots[size_t(r)].get().as<Row>()->values()[1 + slot]);
      modelRoots[size_t(r)] = model[size_t(modelRoots[size_t(r)])].next[size_t(slot)];
      break;
    }
    case 7:
      if (pick(40) == 0) heap.collect(pick(4) == 0 ? GcKind::MarkSweep : GcKind::Scavenge, GcReason::Requested);
      if (pick(20) == 0) {
        roots[size_t(r)].set(Value());
        modelRoots[size_t(r)] = -1;
      }
      break;
    }
    if (step % 100000 == 99999) CHECK(heap.verify() == "");
    for (int i = 0; i < kRoots; ++i) {
      const Value v = roots[size_t(i)];
      if ((modelRoots[size_t(i)] < 0) != !v.isCell()) FAIL("a root differs");
      if (v.isCell() && v.as<Row>()->values()[0].asInt32() != modelRoots[size_t(i)]) FAIL("a row differs");
    }
  }
  CHECK(heap.verify() == "");
}
} // namespace

TEST_CASE("heap: random mutations agree with a model") {
  for (uint32_t seed = 1; seed <= 10; ++seed) {
    Heap heap(tinyLimits(), {});
    mutateAndCompare(heap, 20000, seed);
  }
}

TEST_CASE("heap: collecting at every allocation changes nothing, and the verifier agrees") {
  for (GcKind kind : {GcKind::Scavenge, GcKind::MarkSweep}) {
    Heap heap(tinyLimits(), {});
    heap.setStress(kind);
    heap.setVerify(true);
    mutateAndCompare(heap, 400, 99);
  }
}

TEST_CASE("heap: a million mutations") {
  Heap heap({.semiSpaceInitial = 64 << 10, .semiSpaceMax = 1 << 20, .oldMax = 512 << 20}, {});
  mutateAndCompare(heap, 1000000, 2024);
}

TEST_CASE("heap: a million mutations in a new space of many nurseries") {
  Heap heap({.semiSpaceInitial = 16 << 20, .semiSpaceMax = 16 << 20, .oldMax = 512 << 20}, {});
  mutateAndCompare(heap, 1000000, 2025);
}

TEST_CASE("heap: raw contents of a fresh cell are not references") {
  Heap heap(tinyLimits(), {});
  HandleScope scope(heap);
  Handle<Cell> text(heap, heap.allocateCell(CellKind::OneByteString, 200));
  std::fill_n(text->words(), text->wordCount(), 0x1000);
  heap.collect(GcKind::MarkSweep, GcReason::Requested);
  CHECK(text->words()[3] == 0x1000);
}

TEST_CASE("heap: while NoCollect lives nothing moves") {
  Heap heap(tinyLimits(), {});
  HandleScope scope(heap);
  Handle<Row> row(heap, newRow(heap, 1));
  Row* before = row;
  {
    Heap::NoCollect guard(heap);
    for (int i = 0; i < 1000; ++i) newRow(heap, 10);
    CHECK(row.get() == before);
  }
  for (int i = 0; i < 1000; ++i) newRow(heap, 10);
  CHECK(row.get() != before);
}
