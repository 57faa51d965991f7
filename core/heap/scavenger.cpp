#include "core/heap/scavenger.h"

#include <cstdlib>
#include <cstring>

#include "core/base/assert.h"
#include "core/heap/evacuator.h"
#include "core/heap/intermediate.h"
#include "core/heap/layout.h"
#include "core/heap/paged_space.h"
#include "core/heap/v8_sizes.h"

namespace tickscope {

// The first time a scavenge comes to it. A cell that leaves new space does so here, so that whoever refers to it sees at
// once whether it refers to something young.
void Scavenger::reach(Cell* cell) {
  if (cell->gcBits & Cell::kLarge) {
    cell->gcBits = uint8_t(cell->gcBits & ~Cell::kYoung);
    largeBytes_ += cell->size;
    heap_.largeUsed_ += cell->size;
    heap_.large_.push_back({cell});
  } else if (promoteAll_ || (cell->gcBits & Cell::kSurvived)) {
    cell->gcBits = uint8_t(cell->gcBits & ~(Cell::kYoung | Cell::kSurvived));
    oldBytes_ += v8Size(cell);
  } else {
    cell->gcBits |= Cell::kSurvived | Cell::kMarked;
    copiedBytes_ += v8Size(cell);
  }
  const CellLayout layout = kCellLayouts[size_t(cell->kind)];
  if (layout.end > 0 || layout.custom) worklist_.push_back(cell);
}

void Scavenger::visit(Value* begin, Value* end) {
  for (Value* slot = begin; slot != end; ++slot) {
    if (!slot->isCell() || slot->bits() == 0) continue;
    Cell* cell = slot->asCell();
    if (!cell->isYoung()) continue;
    if (!(cell->gcBits & Cell::kMarked)) reach(cell);
    if (cell->isYoung()) sawYoung_ = true;
  }
}

void Scavenger::scan(Cell* cell) {
  sawYoung_ = false;
  heap_.visitCell(cell, *this);
  if (sawYoung_ && !cell->isYoung()) heap_.intermediate_->retain(cell);
}

// What is retained is found out anew.
void Scavenger::scanRetained() {
  std::vector<Cell*> cells;
  cells.swap(heap_.intermediate_->retainedCells);
  std::vector<Heap::RememberedSlot> slots;
  slots.swap(heap_.intermediate_->retainedSlots);
  for (Cell* cell : cells) cell->gcBits &= uint8_t(~Cell::kRetained);
  for (Cell* cell : cells) scan(cell);
  for (const Heap::RememberedSlot& slot : slots) {
    if (slot.holder->gcBits & Cell::kRetained) continue; // the whole cell has been visited
    sawYoung_ = false;
    Value* at = reinterpret_cast<Value*>(reinterpret_cast<char*>(slot.holder) + slot.offset);
    visit(at, at + 1);
    if (sawYoung_) heap_.intermediate_->retainedSlots.push_back(slot);
  }
}

void Scavenger::drain() {
  while (!worklist_.empty()) {
    Cell* cell = worklist_.back();
    worklist_.pop_back();
    scan(cell);
  }
}

void Scavenger::updateFinalizers() {
  size_t kept = 0;
  for (Cell* cell : heap_.youngFinalizable_) {
    if (!resolve(cell)) {
      if (heap_.custom_.finalize) heap_.custom_.finalize(cell);
    } else if (cell->isYoung()) {
      heap_.youngFinalizable_[kept++] = cell;
    } else {
      heap_.finalizable_.push_back(cell);
    }
  }
  heap_.youngFinalizable_.resize(kept);
}

void Scavenger::sweep() {
  const bool poison = heap_.stress_ || heap_.verify_;
  char *gapBegin = nullptr, *gapEnd = nullptr; // dead neighbours become one gap
  heap_.intermediate_->filter([&](Cell* cell) {
    if (!cell->isYoung()) return false; // promoted
    if (cell->gcBits & Cell::kMarked) {
      cell->gcBits &= uint8_t(~Cell::kMarked);
      return true;
    }
    char* at = reinterpret_cast<char*>(cell);
    const size_t size = cell->size;
    if (poison) std::memset(cell->words(), 0xdb, size - sizeof(Cell));
    if (at != gapEnd || Heap::PagedSpace::beginsPage(at)) {
      if (gapBegin) heap_.old_->free(gapBegin, size_t(gapEnd - gapBegin));
      gapBegin = at;
    }
    gapEnd = at + size;
    return false;
  });
  if (gapBegin) heap_.old_->free(gapBegin, size_t(gapEnd - gapBegin));
}

void Scavenger::releaseLarge() {
  for (const Heap::LargeCell& large : heap_.youngLarge_)
    if (large.cell->isYoung()) std::free(large.cell);
  heap_.youngLarge_.clear();
}

void Scavenger::run(GcEvent* event) {
  Evacuator(heap_).run();
  heap_.visitAllRoots(*this);
  scanRetained();
  drain();
  for (WeakTable* table : heap_.weakTables_) table->sweepWeak(*this, false);
  updateFinalizers();
  sweep();
  releaseLarge();
  heap_.areas_ = 0;
  heap_.lookedBytes_ = 0;
  heap_.hasLooked_ = false;

  heap_.v8_.bytes.old += oldBytes_;
  heap_.v8_.bytes.large += largeBytes_;
  event->copiedBytes += copiedBytes_;
  event->promotedBytes += oldBytes_ + largeBytes_;
}

} // namespace tickscope
