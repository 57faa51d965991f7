#include "core/heap/v8_heap.h"

#include <doctest/doctest.h>

#include "core/heap/v8_sizes.h"
#include "tests/unit/heap/test_heap.h"

using namespace tickscope;
using namespace tickscope::test;

namespace {
constexpr uint64_t kMb = v8::kMb;

V8Heap newV8Heap(int major) {
  const V8Rules& rules = v8Rules(major);
  return V8Heap(rules, v8::kSemiSpaceInitial, rules.semiSpaceMaxMb * kMb, rules.oldMaxMb * kMb, false);
}

// A scavenge of a full new space of which `percent` survive.
void scavenge(V8Heap& heap, unsigned percent) {
  heap.bytes.fresh = heap.usable() - heap.bytes.survivors;
  const uint64_t survived = heap.usable() * percent / 100;
  heap.scavengeBegins();
  heap.scavengeEnds(survived / 2, survived - survived / 2);
  heap.bytes.old += survived - survived / 2;
}
} // namespace

TEST_CASE("v8 heap: new space doubles when more has survived than it has room for") {
  for (int major : {20, 24}) {
    V8Heap heap = newV8Heap(major);
    scavenge(heap, 5);
    CHECK(heap.semiSpace() == kMb);
    scavenge(heap, 90);
    CHECK(heap.semiSpace() == kMb);
    scavenge(heap, 90); // 185 % since the last growth: 24 grows at the end, 20 at the start of the next
    CHECK(heap.semiSpace() == (major == 24 ? 2 : 1) * kMb);
    scavenge(heap, 5);
    CHECK(heap.semiSpace() == 2 * kMb);
    for (int i = 0; i < 100; ++i) scavenge(heap, 100);
    CHECK(heap.semiSpace() == v8Rules(major).semiSpaceMaxMb * kMb);
  }
}

TEST_CASE("v8 heap: garbage never grows new space") {
  V8Heap heap = newV8Heap(24);
  for (int i = 0; i < 1000; ++i) scavenge(heap, 0);
  CHECK(heap.semiSpace() == kMb);
}

TEST_CASE("v8 heap: the first limit of old space falls with what survives, to 8 MB over what lives") {
  V8Heap heap = newV8Heap(24);
  CHECK(heap.oldLimit() == v8::kOldInitialLimit);
  for (int i = 0; i < 20; ++i) scavenge(heap, 10);
  CHECK(heap.oldLimit() >= v8::kGrowingStep);
  CHECK(heap.oldLimit() < 16 * kMb);
  CHECK_FALSE(heap.hardLimitReached());
  heap.bytes.old += 20 * kMb;
  CHECK(heap.hardLimitReached());
}

TEST_CASE("v8 heap: after a full collection the limit is four times what lives, 8 MB more at least, never the maximum") {
  V8Heap heap = newV8Heap(24);
  heap.bytes.old = 100 * kMb;
  heap.fullEnds();
  CHECK(heap.oldLimit() == 401 * kMb);
  heap.bytes.old = 1 * kMb;
  heap.fullEnds();
  CHECK(heap.oldLimit() == 10 * kMb);
  heap.bytes.old = 3000 * kMb;
  heap.fullEnds();
  CHECK(heap.oldLimit() == (3000 + 4096) / 2 * kMb);
}

TEST_CASE("v8 heap: what Node has at its start is counted, ages, and loses its garbage once") {
  for (int major : {10, 12, 14, 16, 18, 20, 22, 24, 26}) {
    const V8Rules& rules = v8Rules(major);
    V8Heap heap(rules, v8::kSemiSpaceInitial, rules.semiSpaceMaxMb * kMb, rules.oldMaxMb * kMb, true);
    heap.bytes.old = 100'000; // of our boot
    heap.programStarts();
    const uint64_t atStart = heap.figures().used();
    CHECK(atStart > 2 * kMb);
    CHECK(atStart < 5 * kMb);
    CHECK(heap.figures().committed() >= atStart);
    CHECK(heap.figures().newSpace.used == rules.start.newUsed);
    for (int i = 0; i < 3; ++i) {
      heap.scavengeBegins();
      heap.scavengeEnds(0, 0);
      CHECK(heap.figures().used() == atStart);
    }
    CHECK(heap.figures().newSpace.used == 0);
    heap.fullEnds();
    const uint64_t after = heap.figures().used();
    CHECK(after < atStart);
    heap.fullEnds();
    CHECK(heap.figures().used() == after);
  }
}

TEST_CASE("v8 heap: flags round as V8 rounds") {
  HeapLimits limits = defaultHeapLimits(20);
  CHECK(limits.semiSpaceMax == 16 * kMb);
  CHECK(defaultHeapLimits(24).semiSpaceMax == 64 * kMb);
  setMaxSemiSpace(limits, 5);
  CHECK(limits.semiSpaceMax == 8 * kMb);
  setMaxSemiSpace(limits, 100);
  CHECK(limits.semiSpaceMax == 128 * kMb);
}

TEST_CASE("v8 sizes: a constructed object is trimmed, a double needs a HeapNumber") {
  Heap heap(tinyLimits(), {});
  HandleScope scope(heap);
  const auto object = [&](uint32_t slots) { return heap.allocateCell(CellKind::PlainObject, sizeof(Cell) + (3 + slots) * 8); };
  Handle<Cell> plain(heap, object(4));
  Value* slots = reinterpret_cast<Value*>(plain->words()) + 3;
  CHECK(v8Size(plain.get()) == 56);
  slots[0] = Value::int32(1);
  slots[1] = Value::float64(1.5);
  CHECK(v8Size(plain.get()) == 72);
  plain->aux |= V8Aux::kSlackTracked;
  CHECK(v8Size(plain.get()) == 40 + 16);
}

TEST_CASE("heap: what is shown of new space is what its cells weigh, and does not change what happens") {
  uint32_t scavenges[2];
  for (bool look : {false, true}) {
    HeapLimits limits{.semiSpaceInitial = 64 << 10, .semiSpaceMax = 256 << 10};
    Heap heap(limits, {});
    HandleScope scope(heap);
    uint64_t before = heap.figures().newSpace.used;
    for (int i = 0; i < 20000; ++i) {
      const uint32_t count = heap.summary().scavenges;
      Row* row = newRow(heap, 1 + uint32_t(i % 5));
      if (!look) continue;
      const uint64_t now = heap.figures().newSpace.used;
      if (count == heap.summary().scavenges && now < heap.limits().semiSpaceInitial) REQUIRE(now - before == row->size + 8);
      before = now;
    }
    scavenges[look] = heap.summary().scavenges;
  }
  CHECK(scavenges[0] == scavenges[1]);
  CHECK(scavenges[0] > 10);
}
