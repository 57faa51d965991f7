#include "core/heap/evacuator.h"

#include <cstring>

#include "core/heap/intermediate.h"
#include "core/heap/layout.h"
#include "core/heap/paged_space.h"

namespace tickscope {

namespace {
constexpr size_t kRetainedSlotsMax = 1 << 16;
} // namespace

Cell* Evacuator::evacuate(Cell* cell) {
  if (cell->kind == CellKind::Forwarded) return reinterpret_cast<Cell*>(cell->words()[0]);
  const size_t size = cell->size;
  Cell* copy = reinterpret_cast<Cell*>(heap_.old_->allocate(size));
  std::memcpy(static_cast<void*>(copy), cell, size);
  copy->gcBits = uint8_t((cell->gcBits & Cell::kFinalize) | Cell::kYoung | Cell::kBarrier);
  heap_.intermediate_->add(copy);
  const CellLayout layout = kCellLayouts[size_t(copy->kind)];
  if (layout.end > 0 || layout.custom) worklist_.push_back(copy);
  cell->kind = CellKind::Forwarded;
  cell->words()[0] = reinterpret_cast<uint64_t>(copy);
  return copy;
}

void Evacuator::visit(Value* begin, Value* end) {
  for (Value* slot = begin; slot != end; ++slot) {
    if (!slot->isCell() || slot->bits() == 0) continue;
    Cell* cell = slot->asCell();
    if (inNursery(cell)) {
      *slot = Value(evacuate(cell));
      sawYoung_ = true;
    } else if (wantsYoung_ && cell->isYoung()) {
      sawYoung_ = true;
    }
  }
}

Cell* Evacuator::resolve(Cell* cell) {
  if (!inNursery(cell)) return cell;
  return cell->kind == CellKind::Forwarded ? reinterpret_cast<Cell*>(cell->words()[0]) : nullptr;
}

// Afterwards nothing refers into the nursery, so that none is remembered; old cells that refer to young ones are retained.
void Evacuator::scanRemembered() {
  for (const Heap::RememberedSlot& slot : heap_.rememberedSlots_) {
    if (!(slot.holder->gcBits & Cell::kBarrier)) continue; // it is remembered as a whole
    wantsYoung_ = !slot.holder->isYoung() && !(slot.holder->gcBits & Cell::kRetained);
    sawYoung_ = false;
    Value* at = reinterpret_cast<Value*>(reinterpret_cast<char*>(slot.holder) + slot.offset);
    visit(at, at + 1);
    if (!wantsYoung_ || !sawYoung_) continue;
    if (heap_.intermediate_->retainedSlots.size() < kRetainedSlotsMax) heap_.intermediate_->retainedSlots.push_back(slot);
    else heap_.intermediate_->retain(slot.holder);
  }
  heap_.rememberedSlots_.clear();
  for (Cell* cell : heap_.rememberedCells_) {
    wantsYoung_ = !cell->isYoung();
    sawYoung_ = false;
    heap_.visitCell(cell, *this);
    cell->gcBits |= Cell::kBarrier;
    if (wantsYoung_ && sawYoung_) heap_.intermediate_->retain(cell);
  }
  heap_.rememberedCells_.clear();
  wantsYoung_ = false;
}

void Evacuator::drain() {
  while (!worklist_.empty()) {
    Cell* cell = worklist_.back();
    worklist_.pop_back();
    heap_.visitCell(cell, *this);
  }
}

void Evacuator::run() {
  heap_.visitAllRoots(*this);
  scanRemembered();
  for (Cell*& cell : heap_.youngFinalizable_)
    if (inNursery(cell)) cell = evacuate(cell);
  drain();
  for (WeakTable* table : heap_.weakTables_) table->sweepWeak(*this, false);
  if (heap_.stress_ || heap_.verify_) std::memset(begin_, 0xdb, bytes_);
  heap_.top_ = heap_.areaBegin_ = heap_.looked_ = begin_;
  heap_.setArea(begin_);
}

} // namespace tickscope
