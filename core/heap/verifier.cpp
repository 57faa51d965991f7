// Heap::verify: the invariants of heap.h, checked by walking from the roots. Shares no code with the collectors.
#include <string>
#include <unordered_set>
#include <vector>

#include "core/heap/heap.h"
#include "core/heap/intermediate.h"
#include "core/heap/layout.h"
#include "core/heap/paged_space.h"

namespace tickscope {

class HeapVerifier final : public SlotVisitor {
public:
  explicit HeapVerifier(Heap& heap) : heap_(heap) {
    for (Cell* cell : heap.rememberedCells_) remembered_.insert(cell);
    for (const Heap::RememberedSlot& slot : heap.rememberedSlots_)
      slots_.insert(reinterpret_cast<const char*>(slot.holder) + slot.offset);
    for (Cell* cell : heap.intermediate_->retainedCells) retained_.insert(cell);
    for (const Heap::RememberedSlot& slot : heap.intermediate_->retainedSlots)
      retainedSlots_.insert(reinterpret_cast<const char*>(slot.holder) + slot.offset);
    for (const Heap::LargeCell& large : heap.large_) large_.insert(large.cell);
  }

  std::string run() {
    for (const auto& [name, space] : {std::pair{"old space: ", heap_.old_.get()}, std::pair{"pinned space: ", heap_.pinned_.get()}}) {
      const std::string broken = space->verifyWalk();
      if (!broken.empty()) return name + broken;
      space->forEachCell([&](Cell* cell) { paged_.insert(cell); });
    }
    for (char* at = heap_.nursery_; at < heap_.top_;) {
      Cell* cell = reinterpret_cast<Cell*>(at);
      if (cell->size < 16 || cell->size % 8 || cell->size > size_t(heap_.top_ - at)) return "the nursery cannot be walked";
      nursery_.insert(cell);
      young_.insert(cell);
      at += cell->size;
    }
    heap_.intermediate_->forEach([&](Cell* cell) {
      if (!paged_.count(cell)) broken_ = "an intermediate cell that is in no page";
      young_.insert(cell);
    });
    for (const Heap::LargeCell& large : heap_.youngLarge_) young_.insert(large.cell);
    holder_ = nullptr;
    heap_.visitAllRoots(*this);
    while (!worklist_.empty() && broken_.empty()) {
      holder_ = worklist_.back();
      worklist_.pop_back();
      heap_.visitCell(holder_, *this);
    }
    return broken_;
  }

  void visit(Value* begin, Value* end) override {
    for (Value* slot = begin; slot != end && broken_.empty(); ++slot)
      if (slot->isCell() && slot->bits() != 0) check(slot);
  }

private:
  std::string from() const {
    return holder_ ? std::string(" in a ") + cellKindName(holder_->kind) + " of " + std::to_string(holder_->size) + " bytes" : " in the roots";
  }

  void check(Value* slot) {
    Cell* cell = slot->asCell();
    const bool young = young_.count(cell);
    if (!young && !paged_.count(cell) && !large_.count(cell)) {
      broken_ = "a reference to no live cell" + from();
      return;
    }
    if (size_t(cell->kind) >= kCellLayouts.size() || cell->kind == CellKind::Free || cell->kind == CellKind::Forwarded) {
      broken_ = std::string("a reference to a ") + cellKindName(cell->kind) + " cell" + from();
      return;
    }
    if (cell->isYoung() != young) broken_ = std::string("a wrong young bit on a ") + cellKindName(cell->kind) + from();
    if (cell->gcBits & Cell::kMarked) broken_ = "a marked cell outside a collection" + from();
    if (holder_ && young && !remembered_.count(holder_) && !slots_.count(slot)) {
      if (nursery_.count(cell) && !nursery_.count(holder_))
        broken_ = std::string("a reference into the nursery that is not remembered, to a ") + cellKindName(cell->kind) + from();
      else if (!holder_->isYoung() && !retained_.count(holder_) && !retainedSlots_.count(slot))
        broken_ = std::string("an old-to-young reference that is not remembered, to a ") + cellKindName(cell->kind) + from();
    }
    if (visited_.insert(cell).second) worklist_.push_back(cell);
  }

  Heap& heap_;
  Cell* holder_ = nullptr;
  std::string broken_;
  std::unordered_set<const void*> remembered_, slots_, retained_, retainedSlots_, large_, paged_, nursery_, young_, visited_;
  std::vector<Cell*> worklist_;
};

std::string Heap::verify() { return HeapVerifier(*this).run(); }

} // namespace tickscope
