#pragma once
// Small heaps for tests: every kind of collection is reachable in a few lines.
#include "core/heap/handles.h"

namespace tickscope::test {

inline HeapLimits tinyLimits() { return {.semiSpaceInitial = 4 << 10, .semiSpaceMax = 16 << 10, .oldMax = 64 << 20}; }

struct Row : Cell { // a Box
  Value* values() { return reinterpret_cast<Value*>(words()); }
};
inline Row* newRow(Heap& heap, uint32_t count, AllocateIn where = AllocateIn::Young) {
  return heap.allocate<Row>(CellKind::Box, sizeof(Cell) + count * sizeof(Value), where);
}

} // namespace tickscope::test
