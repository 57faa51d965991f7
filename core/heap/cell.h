#pragma once
// The header that every cell on the heap starts with, and the closed list of kinds.
#include <cstddef>
#include <cstdint>

#include "core/heap/value.h"

namespace tickscope {

enum class CellKind : uint8_t {
#define CELL(name, begin, end) name,
#define CUSTOM(name) name,
#define OBJECT(name, end) name,
#include "core/heap/cell_kinds.def"
#undef CELL
#undef CUSTOM
#undef OBJECT
  Free,       // a gap in an old page, walked by the sweeper
  Forwarded,  // moved: word 0 is the new address. Only during a scavenge
};

const char* cellKindName(CellKind kind);

// 8 bytes. `size` is the whole cell in bytes, header included, a multiple of 8 and at least 16.
struct Cell {
  enum Bits : uint8_t {
    kYoung = 1,         // in new space
    kSurvived = 2,      // has survived a scavenge: the next one promotes it
    kMarked = 4,        // reached by the collection under way
    kBarrier = 8,       // outside the nursery and not remembered: a store of a young cell into it must be recorded
    kLarge = 16,        // in large-object space
    kPinned = 32,       // never moves: shapes, code, interned strings, symbols
    kFinalize = 64,     // has an entry in the heap's list of cells with something outside the heap
    kRetained = 128,    // old, and in the list of those that the next scavenge starts from
  };

  CellKind kind;
  uint8_t gcBits;
  uint16_t aux;     // free for the kind: see the struct of the kind
  uint32_t size;

  bool isYoung() const { return gcBits & kYoung; }
  uint64_t* words() { return reinterpret_cast<uint64_t*>(this + 1); }
  size_t wordCount() const { return (size - sizeof(Cell)) / 8; }
  bool isObject() const { return kind >= CellKind::PlainObject && kind <= CellKind::HostObject; }
  bool isString() const { return kind <= CellKind::ConsString; }
};
static_assert(sizeof(Cell) == 8);

} // namespace tickscope
