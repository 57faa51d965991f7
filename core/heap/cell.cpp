#include "core/heap/cell.h"

#include "core/heap/layout.h"

namespace tickscope {

const char* cellKindName(CellKind kind) {
  static constexpr const char* kNames[] = {
#define CELL(name, begin, end) #name,
#define CUSTOM(name) #name,
#define OBJECT(name, end) #name,
#include "core/heap/cell_kinds.def"
#undef CELL
#undef CUSTOM
#undef OBJECT
      "Free", "Forwarded"};
  static_assert(std::size(kNames) == kCellLayouts.size());
  return size_t(kind) < std::size(kNames) ? kNames[size_t(kind)] : "?";
}

} // namespace tickscope
