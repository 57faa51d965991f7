#include "core/heap/scavenger.h"

#include <cstdlib>
#include <cstring>

#include "core/base/assert.h"
#include "core/heap/layout.h"
#include "core/heap/paged_space.h"

namespace tickscope {

Cell* Scavenger::evacuate(Cell* cell) {
  if (cell->kind == CellKind::Forwarded) return reinterpret_cast<Cell*>(cell->words()[0]);
  const size_t size = cell->size;
  char* at;
  uint8_t bits = cell->gcBits & Cell::kFinalize;
  if (size > Heap::kLargeBytes) {
    // Born in new space because there happened to be room: no page could hold it.
    at = static_cast<char*>(std::malloc(size));
    TICK_ASSERT(at, "no memory for a large cell in the middle of a scavenge");
    heap_.large_.push_back({reinterpret_cast<Cell*>(at)});
    heap_.largeUsed_ += size;
    bits |= Cell::kLarge | Cell::kBarrier;
    promotedBytes_ += size;
    promoted_.push_back(reinterpret_cast<Cell*>(at));
  } else if ((cell->gcBits & Cell::kSurvived) || size_t(copyLimit_ - copyTop_) < size) {
    at = heap_.old_->allocate(size);
    bits |= Cell::kBarrier;
    promotedBytes_ += size;
    promoted_.push_back(reinterpret_cast<Cell*>(at));
  } else {
    at = copyTop_;
    copyTop_ += size;
    bits |= Cell::kYoung | Cell::kSurvived;
    copiedBytes_ += size;
  }
  std::memcpy(at, cell, size);
  Cell* copy = reinterpret_cast<Cell*>(at);
  copy->gcBits = bits;
  cell->kind = CellKind::Forwarded;
  cell->words()[0] = reinterpret_cast<uint64_t>(copy);
  return copy;
}

void Scavenger::visit(Value* begin, Value* end) {
  for (Value* slot = begin; slot != end; ++slot) {
    if (!slot->isCell() || slot->bits() == 0) continue;
    Cell* cell = slot->asCell();
    if (inFromSpace(cell)) {
      cell = evacuate(cell);
      *slot = Value(cell);
    }
    if (cell->isYoung()) sawYoung_ = true;
  }
}

Cell* Scavenger::resolve(Cell* cell) {
  if (!inFromSpace(cell)) return cell;
  return cell->kind == CellKind::Forwarded ? reinterpret_cast<Cell*>(cell->words()[0]) : nullptr;
}

void Scavenger::scanOld(Cell* cell) {
  sawYoung_ = false;
  heap_.visitCell(cell, *this);
  if (sawYoung_) {
    cell->gcBits &= uint8_t(~Cell::kBarrier);
    heap_.rememberedCells_.push_back(cell);
  } else {
    cell->gcBits |= Cell::kBarrier;
  }
}

void Scavenger::drain() {
  while (scan_ < copyTop_ || !promoted_.empty()) {
    while (scan_ < copyTop_) {
      Cell* cell = reinterpret_cast<Cell*>(scan_);
      scan_ += cell->size;
      heap_.visitCell(cell, *this);
    }
    while (!promoted_.empty()) {
      Cell* cell = promoted_.back();
      promoted_.pop_back();
      scanOld(cell);
    }
  }
}

void Scavenger::updateFinalizers() {
  size_t kept = 0;
  for (Cell* cell : heap_.youngFinalizable_) {
    Cell* now = resolve(cell);
    if (!now) {
      if (heap_.custom_.finalize) heap_.custom_.finalize(cell);
    } else if (now->isYoung()) {
      heap_.youngFinalizable_[kept++] = now;
    } else {
      heap_.finalizable_.push_back(now);
    }
  }
  heap_.youngFinalizable_.resize(kept);
}

void Scavenger::run(GcEvent* event) {
  fromBegin_ = heap_.from_;
  fromEnd_ = heap_.top_;
  scan_ = copyTop_ = heap_.to_;
  copyLimit_ = heap_.to_ + heap_.capacity_;

  // The remembered set is rebuilt while its old entries are visited.
  std::vector<Cell*> cells;
  cells.swap(heap_.rememberedCells_);
  std::vector<Heap::RememberedSlot> slots;
  slots.swap(heap_.rememberedSlots_);

  heap_.visitAllRoots(*this);
  for (Cell* cell : cells) scanOld(cell);
  for (const Heap::RememberedSlot& slot : slots) {
    if (!(slot.holder->gcBits & Cell::kBarrier)) continue; // the whole cell has been visited
    sawYoung_ = false;
    visit(reinterpret_cast<Value*>(reinterpret_cast<char*>(slot.holder) + slot.offset),
          reinterpret_cast<Value*>(reinterpret_cast<char*>(slot.holder) + slot.offset) + 1);
    if (sawYoung_) heap_.rememberedSlots_.push_back(slot);
  }
  drain();
  for (WeakTable* table : heap_.weakTables_) table->sweepWeak(*this, false);
  updateFinalizers();

  if (heap_.stress_ || heap_.verify_) std::memset(fromBegin_, 0xdb, size_t(fromEnd_ - fromBegin_));
  std::swap(heap_.from_, heap_.to_);
  heap_.top_ = copyTop_;
  // Grow when much survives: copying the same cells again and again costs more than the room.
  const size_t survived = size_t(copyTop_ - heap_.from_) + promotedBytes_;
  if (survived > heap_.capacity_ / 4 && heap_.capacity_ < heap_.halfBytes_)
    heap_.capacity_ = std::min(heap_.capacity_ * 2, heap_.halfBytes_);
  heap_.limit_ = heap_.from_ + heap_.capacity_;

  event->copiedBytes += copiedBytes_;
  event->promotedBytes += promotedBytes_;
}

} // namespace tickscope
