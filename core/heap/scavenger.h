#pragma once
// The scavenger: copies what lives in new space to the other semi-space, or to old space the second time (Cheney's
// algorithm with promotion; V8's Scavenger). Roots: the roots, and the remembered cells and slots of older spaces.
#include <vector>

#include "core/heap/heap.h"

namespace tickscope {

class Scavenger final : public SlotVisitor, public Liveness {
public:
  // `promoteAll`: nothing stays in new space (what a full collection begins with).
  Scavenger(Heap& heap, bool promoteAll) : heap_(heap), promoteAll_(promoteAll) {}
  void run(GcEvent* event);
  void visit(Value* begin, Value* end) override;
  Cell* resolve(Cell* cell) override;

private:
  bool inFromSpace(const Cell* cell) const {
    return size_t(reinterpret_cast<const char*>(cell) - fromBegin_) < size_t(fromEnd_ - fromBegin_);
  }
  Cell* evacuate(Cell* cell);
  void keepLarge(Cell* cell); // a young large cell that is reachable becomes old where it is
  void releaseLarge();        // the others are freed
  void scanOld(Cell* cell); // visits it and remembers it if it still refers to a young cell
  void drain();
  void updateFinalizers();

  Heap& heap_;
  const bool promoteAll_;
  char* fromBegin_ = nullptr;
  char* fromEnd_ = nullptr;
  char* scan_ = nullptr;
  char* copyTop_ = nullptr;
  char* copyLimit_ = nullptr;
  std::vector<Cell*> promoted_;
  bool sawYoung_ = false;
  uint64_t copiedBytes_ = 0, oldBytes_ = 0, largeBytes_ = 0; // what survived, by where it is now, in V8's sizes
};

} // namespace tickscope
