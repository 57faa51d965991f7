#pragma once
// The insertion-ordered hash table behind Map, Set, weak collections and sparse elements.
//
// Keys are compared by SameValueZero (ECMA-262 §7.2.12) and hashed by text, number or identity counter, never by
// address: the collector may move them, and two runs see the same order of everything.
//
// Entries stand in the order of insertion at positions 0 … used-1. A deleted entry leaves a gap (its key is `empty`).
// A full table is REPLACED by a new one: its owner must keep what the inserting functions return. A replaced table
// keeps its gaps and a link to its successor, so that a cursor (table, position) held across any number of insertions,
// deletions and clears goes on exactly where §24.1.5.1 and §24.2.5.1 say it must.
#include "core/heap/handles.h"

namespace tickscope {

class Isolate;

struct OrderedTable : Cell { // kind OrderedTable or EphemeronTable
  enum Aux : uint16_t { kHasValues = 1 };
  static constexpr uint32_t kMaxEntries = 1u << 24; // V8's limit: "Map maximum size exceeded"
  static constexpr int32_t kAbsent = -1;

  Value size;      // live entries (all counts are int32)
  Value used;      // entries and gaps
  Value capacity;  // entries there is room for; a power of two >= 4
  Value next;      // the table that replaced this one, or undefined
  // then capacity/2 bucket heads (position or kAbsent), then the entries: key, [value,] position of the next in the bucket

  uint32_t liveCount() const { return uint32_t(size.asInt32()); }
  uint32_t usedCount() const { return uint32_t(used.asInt32()); }
  uint32_t capacityCount() const { return uint32_t(capacity.asInt32()); }
  uint32_t bucketCount() const { return capacityCount() / 2; }
  uint32_t stride() const { return 2 + (aux & kHasValues); }
  Value* buckets() { return &next + 1; }
  Value* entry(uint32_t position) { return buckets() + bucketCount() + size_t(position) * stride(); }
  Value keyAt(uint32_t position) { return entry(position)[0]; }   // empty: a gap
  Value valueAt(uint32_t position) { return entry(position)[1]; } // REQUIRES kHasValues
};

enum class TableKind : uint8_t { Keys, Entries, Ephemeron };

// Room for `entries` before it must grow.
OrderedTable* newOrderedTable(Isolate& iso, TableKind kind, uint32_t entries = 4);

// The position of `key`, or kAbsent. Never collects.
int32_t tableFindNoGc(OrderedTable* table, Value key);
// Adds an entry, or changes the value of the one there is. Returns the table to keep from now on. -0 becomes +0.
// `value` is ignored by a table of keys. REQUIRES liveCount() < kMaxEntries.
OrderedTable* tableInsert(Isolate& iso, Handle<OrderedTable> table, HandleValue key, HandleValue value);
// Changes the value at a position. Never collects.
void tableSetValueAtNoGc(Heap& heap, OrderedTable* table, uint32_t position, Value value);
// Leaves a gap at a position. Never collects.
void tableEraseAtNoGc(OrderedTable* table, uint32_t position);
// After erasing: a smaller table when few entries are left, else the same. Returns the table to keep.
OrderedTable* tableShrink(Isolate& iso, Handle<OrderedTable> table);
// An empty table in the place of this one. Returns the table to keep.
OrderedTable* tableClear(Isolate& iso, Handle<OrderedTable> table);

// The next entry at or after a cursor: moves the cursor to the table in use now and to the entry's position, and says
// whether there is one. The caller steps on by adding 1 to `position`. Never collects, so `table` may be a raw pointer
// that is written back to a root afterwards.
bool tableAdvanceNoGc(OrderedTable*& table, uint32_t& position);

// For the collector (CustomCells): the entries of an EphemeronTable, and making one of them a gap.
EphemeronEntries ephemeronEntries(Cell* table);
void clearEphemeronEntry(Cell* table, size_t entry);

} // namespace tickscope
