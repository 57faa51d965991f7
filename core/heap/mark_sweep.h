#pragma once
// Mark-sweep over all spaces (V8: Mark-Compact without the compaction), right after a scavenge that made all of new space
// old. Ephemeron tables and weak cells are settled between marking and sweeping.
#include <vector>

#include "core/heap/heap.h"

namespace tickscope {

class MarkSweep final : public SlotVisitor, public Liveness {
public:
  explicit MarkSweep(Heap& heap) : heap_(heap) {}
  void run(GcEvent* event);
  void visit(Value* begin, Value* end) override;
  Cell* resolve(Cell* cell) override { return cell->gcBits & Cell::kMarked ? cell : nullptr; }
  void keep(Cell* leaf) override {
    if (!(leaf->gcBits & Cell::kMarked)) ++markedCells_;
    leaf->gcBits |= Cell::kMarked;
  }

private:
  void mark(Cell* cell);
  void drain();
  void settleEphemerons();
  void clearWeakCells();
  void sweep();

  Heap& heap_;
  std::vector<Cell*> worklist_, ephemerons_, weakCells_;
  uint64_t markedCells_ = 0;
  uint64_t oldBytes_ = 0, largeBytes_ = 0; // what lives, in V8's sizes
};

} // namespace tickscope
