#pragma once
// The scavenger: copies what lives in new space to the other semi-space, or to old space the second time (Cheney's
// algorithm with promotion; V8's Scavenger). Roots: the roots, and the remembered cells and slots of older spaces.
#include <vector>

#include "core/heap/heap.h"

namespace tickscope {

class Scavenger final : public SlotVisitor, public Liveness {
public:
  explicit Scavenger(Heap& heap) : heap_(heap) {}
  void run(GcEvent* event);
  void visit(Value* begin, Value* end) override;
  Cell* resolve(Cell* cell) override;

private:
  bool inFromSpace(const Cell* cell) const {
    return size_t(reinterpret_cast<const char*>(cell) - fromBegin_) < size_t(fromEnd_ - fromBegin_);
  }
  Cell* evacuate(Cell* cell);
  void scanOld(Cell* cell); // visits it and remembers it if it still refers to a young cell
  void drain();
  void updateFinalizers();

  Heap& heap_;
  char* fromBegin_ = nullptr;
  char* fromEnd_ = nullptr;
  char* scan_ = nullptr;
  char* copyTop_ = nullptr;
  char* copyLimit_ = nullptr;
  std::vector<Cell*> promoted_;
  bool sawYoung_ = false;
  uint64_t copiedBytes_ = 0, promotedBytes_ = 0;
};

} // namespace tickscope
