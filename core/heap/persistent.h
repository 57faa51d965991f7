#pragma once
// A Value that C++ code holds on to for longer than a scope: a root of its own. In a std::shared_ptr where a closure that
// waits outside of the heap needs it.
#include "core/heap/handles.h"

namespace tickscope {

class Persistent final : public RootSource {
public:
  Persistent(Heap& heap, Value value) : heap_(heap), value_(value) { heap.addRoots(this); }
  ~Persistent() override { heap_.removeRoots(this); }
  Persistent(const Persistent&) = delete;
  HandleValue handle() { return HandleValue(&value_); }
  void set(Value value) { value_ = value; }
  void visitRoots(SlotVisitor& visitor) override { visitor.visit(&value_); }

private:
  Heap& heap_;
  Value value_;
};

} // namespace tickscope
