#pragma once
// The scavenge that V8 would do now: what is reachable of new space has survived once more, or becomes old the second
// time; the rest dies. Nothing is copied: the nursery has been emptied, and intermediate cells stay where they are. Roots:
// the roots, and the retained cells and slots of older spaces.
#include <vector>

#include "core/heap/heap.h"

namespace tickscope {

class Scavenger final : public SlotVisitor, public Liveness {
public:
  // `promoteAll`: nothing stays in new space (what a full collection begins with).
  Scavenger(Heap& heap, bool promoteAll) : heap_(heap), promoteAll_(promoteAll) {}
  void run(GcEvent* event);
  void visit(Value* begin, Value* end) override;
  Cell* resolve(Cell* cell) override { return cell->isYoung() && !(cell->gcBits & Cell::kMarked) ? nullptr : cell; }

private:
  void reach(Cell* young);
  void scan(Cell* cell); // visits it, and retains it if it is old and refers to a young cell
  void scanRetained();
  void drain();
  void updateFinalizers();
  void sweep();
  void releaseLarge();

  Heap& heap_;
  const bool promoteAll_;
  std::vector<Cell*> worklist_; // reached, and not yet visited
  bool sawYoung_ = false;
  uint64_t copiedBytes_ = 0, oldBytes_ = 0, largeBytes_ = 0; // what survived, by where V8 would have it now, in its sizes
};

} // namespace tickscope
