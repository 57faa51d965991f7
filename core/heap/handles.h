#pragma once
// Handles: how C++ code holds on to cells across points where a collection may happen. See heap.h.
//
// A handle is the address of a slot in the isolate's handle stack. Handles are made inside a HandleScope and die with
// it; every native call runs in a scope of its own, so a native needs one only around a loop that makes handles.
#include "core/base/assert.h"
#include "core/heap/heap.h"

namespace tickscope {

class HandleScope {
public:
  explicit HandleScope(Heap& heap) : heap_(heap), saved_(heap.handleTop()) {}
  ~HandleScope() { heap_.handleTop() = saved_; }
  HandleScope(const HandleScope&) = delete;
  HandleScope& operator=(const HandleScope&) = delete;

private:
  Heap& heap_;
  Value* saved_;
};

// A rooted Value of any type. Copying the handle copies the reference to the slot, not the slot.
class HandleValue {
public:
  HandleValue() = default; // refers to nothing: only to be assigned over
  HandleValue(Heap& heap, Value value) : slot_(heap.handleTop()++) {
    TICK_ASSERT(slot_ < heap.handleLimit(), "handle stack overflow: a loop without a HandleScope");
    *slot_ = value;
  }
  // A slot that is a root already: an argument of a native, a register.
  explicit HandleValue(Value* rooted) : slot_(rooted) {}
  Value get() const { return *slot_; }
  Value operator*() const { return *slot_; }
  operator Value() const { return *slot_; }
  void set(Value value) { *slot_ = value; } // changes the slot for every copy of this handle

protected:
  Value* slot_ = nullptr;
};

// A rooted pointer to a cell of type T (never null; a HandleValue may be anything).
template <class T> class Handle : public HandleValue {
public:
  Handle() = default;
  Handle(Heap& heap, T* cell) : HandleValue(heap, Value(static_cast<Cell*>(cell))) {}
  template <class U> requires(std::is_convertible_v<U*, T*>)
  Handle(const Handle<U>& other) : HandleValue(other) {}
  // REQUIRES the value to hold a T.
  static Handle fromRooted(HandleValue value) { return Handle(value); }
  T* get() const { return static_cast<T*>(slot_->asCell()); }
  T* operator->() const { return get(); }
  operator T*() const { return get(); }
  void set(T* cell) { *slot_ = Value(static_cast<Cell*>(cell)); }

private:
  explicit Handle(HandleValue value) : HandleValue(value) {}
};

} // namespace tickscope
