#pragma once
// A first-in-first-out queue of rows of Values whose storage is on the JavaScript heap.
//
// Rows stand in chunks (Boxes) that are linked from old to new; only the first and the last chunk are roots. So a
// scavenge looks at chunks that are young or were written to, not at all that waits: a million queued ticks do not make
// every scavenge look at a million ticks.
#include "core/heap/handles.h"
#include "core/vm/function.h"
#include "core/vm/isolate.h"

namespace tickscope {

template <uint32_t kColumns> class HeapQueue : public RootSource {
public:
  explicit HeapQueue(Isolate& iso) : iso_(iso) { iso.heap.addRoots(this); }
  ~HeapQueue() override { iso_.heap.removeRoots(this); }
  HeapQueue(const HeapQueue&) = delete;

  bool empty() const { return size_ == 0; }
  size_t size() const { return size_; }

  // Appends a row of undefined. May collect. Fill it with set() before the next point where a collection may happen.
  void push() {
    if (!last_.isCell() || lastRow_ == kRows) addChunk();
    ++lastRow_;
    ++size_;
  }
  // Of the row pushed last. Does not collect.
  void set(uint32_t column, Value value) {
    Box* chunk = last_.as<Box>();
    iso_.heap.store(chunk, rowOf(chunk, lastRow_ - 1) + column, value);
  }
  // Of the oldest row. REQUIRES !empty(). Does not collect.
  Value front(uint32_t column) const { return rowOf(first_.as<Box>(), firstRow_)[column]; }
  void pop() {
    Value* row = rowOf(first_.as<Box>(), firstRow_);
    for (uint32_t i = 0; i < kColumns; ++i) row[i] = Value();
    --size_;
    if (++firstRow_ == kRows) {
      firstRow_ = 0;
      if (first_ == last_) {
        lastRow_ = 0; // the chunk is used again
      } else {
        first_ = first_.as<Box>()->values()[0];
      }
    } else if (size_ == 0) {
      firstRow_ = lastRow_ = 0;
    }
  }

  const char* rootName() const override { return "(Waiting callbacks)"; }
  void visitRoots(SlotVisitor& visitor) override {
    visitor.visit(&first_);
    visitor.visit(&last_);
  }

private:
  static constexpr uint32_t kRows = 2044 / kColumns; // 16 KiB a chunk: ordinary, movable cells
  static Value* rowOf(Box* chunk, uint32_t row) { return chunk->values() + 1 + row * kColumns; }

  void addChunk() {
    Box* chunk = newBox(iso_, 1 + kRows * kColumns);
    if (last_.isCell()) iso_.heap.store(last_.asCell(), last_.as<Box>()->values(), Value(chunk));
    else first_ = Value(chunk);
    last_ = Value(chunk);
    lastRow_ = 0;
  }

  Isolate& iso_;
  Value first_ = Value::empty(), last_ = Value::empty();
  uint32_t firstRow_ = 0, lastRow_ = 0; // the next row to take; one after the row pushed last
  size_t size_ = 0;
};

} // namespace tickscope
