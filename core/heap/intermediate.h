#pragma once
// The intermediate generation: cells that have left the nursery for old space's pages, and are young to everybody else.
#include <vector>

#include "core/heap/heap.h"

namespace tickscope {

// Kept as runs of neighbours, since evacuated cells mostly are.
class Heap::Intermediate {
public:
  void add(Cell* cell) {
    char* at = reinterpret_cast<char*>(cell);
    bytes_ += cell->size;
    if (!runs_.empty() && runs_.back().end == at) runs_.back().end = at + cell->size;
    else runs_.push_back({at, at + cell->size});
  }
  // In the order of their evacuation. `visit` may free the cell it is handed, if it says so by returning false; only those
  // for which it returns true stay.
  template <class F> void filter(F&& visit) {
    std::vector<Run> before;
    before.swap(runs_);
    bytes_ = 0;
    for (const Run& run : before)
      for (char* at = run.begin; at < run.end;) {
        Cell* cell = reinterpret_cast<Cell*>(at);
        at += cell->size;
        if (visit(cell)) add(cell);
      }
  }
  template <class F> void forEach(F&& visit) const {
    for (const Run& run : runs_)
      for (char* at = run.begin; at < run.end; at += reinterpret_cast<Cell*>(at)->size) visit(reinterpret_cast<Cell*>(at));
  }
  size_t bytes() const { return bytes_; }

  // Old cells and slots that refer to young cells outside the nursery: what a scavenge starts from.
  std::vector<Cell*> retainedCells;
  std::vector<RememberedSlot> retainedSlots;
  void retain(Cell* old) {
    if (old->gcBits & Cell::kRetained) return;
    old->gcBits |= Cell::kRetained;
    retainedCells.push_back(old);
  }

private:
  struct Run {
    char *begin, *end;
  };
  std::vector<Run> runs_;
  size_t bytes_ = 0; // of ours
};

} // namespace tickscope
