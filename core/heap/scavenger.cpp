#include "core/heap/scavenger.h"

#include <cstdlib>
#include <cstring>

#include "core/base/assert.h"
#include "core/heap/layout.h"
#include "core/heap/paged_space.h"
#include "core/heap/v8_sizes.h"

namespace tickscope {

Cell* Scavenger::evacuate(Cell* cell) {
  if (cell->kind == CellKind::Forwarded) return reinterpret_cast<Cell*>(cell->words()[0]);
  const size_t size = cell->size;
  const size_t weight = v8Size(cell);
  char* at;
  uint8_t bits = cell->gcBits & Cell::kFinalize;
  if (promoteAll_ || (cell->gcBits & Cell::kSurvived) || size_t(copyLimit_ - copyTop_) < size) {
    at = heap_.old_->allocate(size);
    bits |= Cell::kBarrier;
    oldBytes_ += weight;
    promoted_.push_back(reinterpret_cast<Cell*>(at));
  } else {
    at = copyTop_;
    copyTop_ += size;
    bits |= Cell::kYoung | Cell::kSurvived;
    copiedBytes_ += weight;
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
    if (cell->isYoung()) {
      if (cell->gcBits & Cell::kLarge) keepLarge(cell);
      else sawYoung_ = true;
    }
  }
}

void Scavenger::keepLarge(Cell* cell) {
  cell->gcBits = uint8_t((cell->gcBits & Cell::kFinalize) | Cell::kLarge | Cell::kBarrier);
  largeBytes_ += cell->size;
  heap_.largeUsed_ += cell->size;
  heap_.large_.push_back({cell});
  promoted_.push_back(cell);
}

void Scavenger::releaseLarge() {
  for (const Heap::LargeCell& large : heap_.youngLarge_)
    if (large.cell->isYoung()) std::free(large.cell);
  heap_.youngLarge_.clear();
}

Cell* Scavenger::resolve(Cell* cell) {
  if (!inFromSpace(cell)) return cell->isYoung() && (cell->gcBits & Cell::kLarge) ? nullptr : cell;
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
  copyLimit_ = heap_.to_ + heap_.halfBytes_;

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
  heap_.limit_ = heap_.areaBegin_ = heap_.freshBegin_ = heap_.looked_ = heap_.top_;
  heap_.areas_ = 0;
  heap_.lookedBytes_ = 0;
  releaseLarge();

  heap_.v8_.bytes.old += oldBytes_;
  heap_.v8_.bytes.large += largeBytes_;
  event->copiedBytes += copiedBytes_;
  event->promotedBytes += oldBytes_ + largeBytes_;
}

} // namespace tickscope
