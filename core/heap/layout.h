#pragma once
// Which words of a cell are traced, by kind: cell_kinds.def as a table.
#include <array>

#include "core/heap/cell.h"

namespace tickscope {

struct CellLayout {
  uint32_t begin, end; // words after the header; end is clipped to the cell
  bool custom;         // traced by CustomCells::visit
};

inline constexpr uint32_t kAll = 0xffffffff; // more words than any cell has
inline constexpr auto kCellLayouts = std::to_array<CellLayout>({
#define CELL(name, begin, end) {begin, end, false},
#define CUSTOM(name) {0, 0, true},
#define OBJECT(name, end) {0, end, false},
#include "core/heap/cell_kinds.def"
#undef CELL
#undef CUSTOM
#undef OBJECT
    {0, 0, false}, // Free
    {0, 0, false}, // Forwarded
});

struct TracedWords {
  Value* begin;
  Value* end;
};
// For kinds that are not CUSTOM.
inline TracedWords tracedWords(Cell* cell) {
  const CellLayout layout = kCellLayouts[size_t(cell->kind)];
  const size_t count = cell->wordCount();
  Value* words = reinterpret_cast<Value*>(cell->words());
  const size_t end = layout.end < count ? layout.end : count;
  return {words + (layout.begin < end ? layout.begin : end), words + end};
}

} // namespace tickscope
