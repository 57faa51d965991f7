#pragma once
// Empties the nursery: what is reachable in it is copied to old space's pages and is intermediate there (heap.h says why
// nobody can tell). Roots: the roots, remembered cells and slots, and young cells with finalizers.
#include <vector>

#include "core/heap/heap.h"

namespace tickscope {

class Evacuator final : public SlotVisitor, public Liveness {
public:
  explicit Evacuator(Heap& heap) : heap_(heap), begin_(heap.nursery_), bytes_(size_t(heap.top_ - heap.nursery_)) {}
  void run();
  void visit(Value* begin, Value* end) override;
  Cell* resolve(Cell* cell) override;

private:
  bool inNursery(const Cell* cell) const { return size_t(reinterpret_cast<const char*>(cell) - begin_) < bytes_; }
  Cell* evacuate(Cell* cell);
  void scanRemembered();
  void drain();

  Heap& heap_;
  char* const begin_;
  const size_t bytes_;
  std::vector<Cell*> worklist_; // evacuated, and not yet visited
  bool wantsYoung_ = false, sawYoung_ = false; // whether a slot of the visited cell refers to a young cell
};

} // namespace tickscope
