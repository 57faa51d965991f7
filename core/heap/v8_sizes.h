#pragma once
// What a cell of ours would weigh in V8. Everything that is shown of the heap, and every decision to collect, counts in
// these bytes; ours are close to them (within a word for most kinds), so that neither is far from the memory in use.
#include <array>
#include <bit>

#include "core/heap/cell.h"

namespace tickscope {

// Bits of Cell::aux that only the sizes of V8 depend on.
struct V8Aux {
  static constexpr uint16_t kSlackTracked = 256; // a PlainObject made by a constructor: V8 trims the slots it leaves unused
  static constexpr uint16_t kReaction = 1;       // a Box that is a promise's reaction
  static constexpr uint16_t kRegistration = 1;   // a WeakCell of a FinalizationRegistry
};

enum class V8Rule : uint8_t { Delta, Fixed, PlainObject, Function, Box, Ephemerons, WeakCell };
struct V8Layout {
  V8Rule rule;
  int16_t bytes;
};

inline constexpr auto kV8Layouts = [] {
  std::array<V8Layout, size_t(CellKind::Forwarded) + 1> table{};
#define V8SIZE(kind, rule, bytes, reason) table[size_t(CellKind::kind)] = {V8Rule::rule, bytes};
#include "core/heap/v8_sizes.def"
#undef V8SIZE
  return table;
}();

namespace v8_sizes {
inline constexpr size_t kHeapNumber = 16, kObjectWords = 3;
// Words 0-2 are shape, slots, elements; then the slots within the object.
inline size_t plainObject(const Cell* cell) {
  const Value* words = reinterpret_cast<const Value*>(cell + 1);
  size_t count = cell->wordCount();
  if (cell->aux & V8Aux::kSlackTracked)
    while (count > kObjectWords && words[count - 1].isUndefined()) --count;
  size_t boxes = 0;
  for (size_t i = kObjectWords; i < count; ++i) boxes += words[i].isDouble();
  return count * 8 + boxes * kHeapNumber;
}
// The first word of our table is how many entries live in it. A third of V8's, a power of two, stays free.
inline size_t ephemerons(const Cell* cell, size_t head) {
  const Value count = *reinterpret_cast<const Value*>(cell + 1);
  const size_t entries = count.isInt32() ? size_t(count.asInt32()) : 0;
  return head + 16 * std::bit_ceil(entries < 3 ? 4 : entries + entries / 2);
}
} // namespace v8_sizes

// Never collects. A cell's weight may change while it lives (a slot gets a double).
inline size_t v8Size(const Cell* cell) {
  const V8Layout layout = kV8Layouts[size_t(cell->kind)];
  switch (layout.rule) {
  case V8Rule::Delta: return size_t(ptrdiff_t(cell->size) + layout.bytes);
  case V8Rule::Fixed: return size_t(layout.bytes);
  case V8Rule::PlainObject: return v8_sizes::plainObject(cell);
  case V8Rule::Function: return size_t(layout.bytes) + (cell->aux & 2 /* Object::kConstructor */ ? 8 : 0);
  case V8Rule::Box: return cell->aux & V8Aux::kReaction ? 48 : size_t(cell->size) + size_t(layout.bytes);
  case V8Rule::Ephemerons: return v8_sizes::ephemerons(cell, size_t(layout.bytes));
  case V8Rule::WeakCell: return cell->aux & V8Aux::kRegistration ? size_t(layout.bytes) : 0;
  }
  return cell->size;
}

} // namespace tickscope
