#include "core/heap/mark_sweep.h"

#include <cstdlib>
#include <cstring>

#include "core/base/assert.h"
#include "core/heap/intermediate.h"
#include "core/heap/layout.h"
#include "core/heap/paged_space.h"
#include "core/heap/v8_sizes.h"

namespace tickscope {

void MarkSweep::mark(Cell* cell) {
  if (cell->gcBits & Cell::kMarked) return;
  cell->gcBits |= Cell::kMarked;
  ++markedCells_;
  worklist_.push_back(cell);
}

void MarkSweep::visit(Value* begin, Value* end) {
  for (Value* slot = begin; slot != end; ++slot)
    if (slot->isCell() && slot->bits() != 0) mark(slot->asCell());
}

void MarkSweep::drain() {
  while (!worklist_.empty()) {
    Cell* cell = worklist_.back();
    worklist_.pop_back();
    (cell->gcBits & Cell::kLarge ? largeBytes_ : oldBytes_) += v8Size(cell);
    if (cell->kind == CellKind::EphemeronTable && heap_.custom_.ephemerons) {
      ephemerons_.push_back(cell);
    } else if (cell->kind == CellKind::WeakCell) {
      weakCells_.push_back(cell);
      const TracedWords words = tracedWords(cell);
      visit(words.begin + 1, words.end);
    } else {
      heap_.visitCell(cell, *this);
    }
  }
}

// A value is reachable through its entry only if its key is reachable otherwise: repeat until nothing new is found.
void MarkSweep::settleEphemerons() {
  for (bool grew = true; grew;) {
    grew = false;
    for (size_t i = 0; i < ephemerons_.size(); ++i) {
      const EphemeronEntries entries = heap_.custom_.ephemerons(ephemerons_[i]);
      for (size_t e = 0; e < entries.count; ++e) {
        Value* key = entries.first + e * entries.stride;
        if (!key->isCell() || !(key->asCell()->gcBits & Cell::kMarked)) continue;
        if (key[1].isCell() && key[1].bits() && !(key[1].asCell()->gcBits & Cell::kMarked)) {
          mark(key[1].asCell());
          grew = true;
        }
      }
    }
    drain();
  }
  for (Cell* table : ephemerons_) {
    const EphemeronEntries entries = heap_.custom_.ephemerons(table);
    for (size_t e = 0; e < entries.count; ++e) {
      Value* key = entries.first + e * entries.stride;
      if (key->isCell() && !(key->asCell()->gcBits & Cell::kMarked)) heap_.custom_.clearEphemeron(table, e);
    }
  }
}

void MarkSweep::clearWeakCells() {
  for (Cell* cell : weakCells_) {
    Value* target = reinterpret_cast<Value*>(cell->words());
    if (!target->isCell() || (target->asCell()->gcBits & Cell::kMarked)) continue;
    *target = Value::undefined();
    heap_.clearedWeakCells_.push_back(cell);
  }
}

void MarkSweep::sweep() {
  const bool poison = heap_.stress_ || heap_.verify_;
  size_t kept;
  for (std::vector<Cell*>* list : {&heap_.youngFinalizable_, &heap_.finalizable_}) {
    kept = 0;
    for (Cell* cell : *list) {
      if (cell->gcBits & Cell::kMarked) (*list)[kept++] = cell;
      else if (heap_.custom_.finalize) heap_.custom_.finalize(cell);
    }
    list->resize(kept);
  }

  heap_.old_->sweep(poison);
  heap_.pinned_->sweep(poison);
  kept = 0;
  for (Heap::LargeCell& large : heap_.large_) {
    if (large.cell->gcBits & Cell::kMarked) {
      large.cell->gcBits &= uint8_t(~Cell::kMarked);
      heap_.large_[kept++] = large;
    } else {
      heap_.largeUsed_ -= large.cell->size;
      std::free(large.cell);
    }
  }
  heap_.large_.resize(kept);
}

void MarkSweep::run(GcEvent* event) {
  TICK_ASSERT(heap_.top_ == heap_.nursery_ && heap_.intermediate_->bytes() == 0 && heap_.youngLarge_.empty() &&
                  heap_.rememberedCells_.empty() && heap_.rememberedSlots_.empty() && heap_.intermediate_->retainedCells.empty() && heap_.intermediate_->retainedSlots.empty(),
              "a mark-sweep with something in new space");
  heap_.visitAllRoots(*this);
  drain();
  settleEphemerons();
  clearWeakCells();
  for (WeakTable* table : heap_.weakTables_) table->sweepWeak(*this, true);
  sweep();
  event->markedCells += markedCells_;
  event->markedBytes += oldBytes_ + largeBytes_;
  V8Heap::Bytes& bytes = heap_.v8_.bytes;
  const uint64_t before = bytes.old + bytes.large, after = oldBytes_ + largeBytes_;
  event->sweptBytes += before > after ? before - after : 0; // what lives may have become heavier
  bytes.old = oldBytes_;
  bytes.large = largeBytes_;
}

} // namespace tickscope
