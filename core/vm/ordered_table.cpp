#include "core/vm/ordered_table.h"

#include <bit>

#include "core/vm/conversions.h"
#include "core/vm/isolate.h"
#include "core/vm/string.h"

namespace tickscope {

namespace {

constexpr uint32_t kClearedMark = 0x7fffffff; // `used` of a table that was replaced by clear()

uint32_t mix(uint64_t bits) { // the finaliser of MurmurHash3: every bit of the input reaches the low ones
  bits ^= bits >> 33;
  bits *= 0xff51afd7ed558ccdull;
  bits ^= bits >> 33;
  bits *= 0xc4ceb9fe1a85ec53ull;
  bits ^= bits >> 33;
  return uint32_t(bits);
}

// One representation for numbers that are equal: int32 where it fits, and no negative zero.
Value normalised(Value key) {
  if (!key.isDouble()) return key;
  const double d = key.asDouble();
  return d == 0 ? Value::int32(0) : Value::number(d);
}

// False when the key can be in no table: an object that never was given an identity hash.
bool hashKeyNoGc(Value key, uint32_t* hash) {
  if (!key.isCell()) {
    *hash = mix(key.bits());
    return true;
  }
  Cell* cell = key.asCell();
  if (cell->isString()) {
    *hash = hashNoGc(static_cast<String*>(cell));
  } else if (cell->isObject()) {
    const uint32_t identity = identityHashOrZeroNoGc(static_cast<Object*>(cell));
    if (identity == 0) return false;
    *hash = mix(identity);
  } else if (cell->kind == CellKind::Symbol) {
    *hash = mix(static_cast<Symbol*>(cell)->hash);
  } else if (cell->kind == CellKind::BigInt) {
    uint32_t h = cell->aux;
    for (size_t i = 0; i < cell->wordCount(); ++i) h = mix(cell->words()[i] + h);
    *hash = h;
  } else {
    TICK_UNREACHABLE("a cell that is no language value as a table's key");
  }
  return true;
}

bool sameKeyNoGc(Value a, Value b) {
  if (a == b) return true;
  if (!a.isCell() || !b.isCell()) return false; // both are normalised
  const CellKind kind = a.asCell()->kind;
  if (a.asCell()->isString())
    return b.asCell()->isString() && equalNoGc(a.as<String>(), b.as<String>());
  return kind == CellKind::BigInt && b.asCell()->kind == CellKind::BigInt && sameValueZeroNoGc(a, b);
}

int32_t findNoGc(OrderedTable* table, Value key, uint32_t hash) {
  const uint32_t chain = table->stride() - 1;
  int32_t at = table->buckets()[hash & (table->bucketCount() - 1)].asInt32();
  while (at != OrderedTable::kAbsent) {
    Value* entry = table->entry(uint32_t(at));
    if (sameKeyNoGc(entry[0], key)) return at;
    at = entry[chain].asInt32();
  }
  return OrderedTable::kAbsent;
}

// REQUIRES room. Never collects.
void appendNoGc(Heap& heap, OrderedTable* table, Value key, Value value, uint32_t hash) {
  const uint32_t at = table->usedCount();
  Value* entry = table->entry(at);
  Value* bucket = table->buckets() + (hash & (table->bucketCount() - 1));
  heap.store(table, entry, key);
  if (table->aux & OrderedTable::kHasValues) heap.store(table, entry + 1, value);
  entry[table->stride() - 1] = *bucket;
  *bucket = Value::int32(int32_t(at));
  table->used = Value::int32(int32_t(at + 1));
  table->size = Value::int32(int32_t(table->liveCount() + 1));
}

TableKind kindOf(OrderedTable* table) {
  if (table->kind == CellKind::EphemeronTable) return TableKind::Ephemeron;
  return table->aux & OrderedTable::kHasValues ? TableKind::Entries : TableKind::Keys;
}

// Copies the live entries to a table with room for `capacity`, and leaves the old one with its gaps and a link.
OrderedTable* rehash(Isolate& iso, Handle<OrderedTable> old, uint32_t capacity) {
  OrderedTable* fresh = newOrderedTable(iso, kindOf(old.get()), capacity);
  OrderedTable* table = old.get();
  const bool hasValues = table->aux & OrderedTable::kHasValues;
  const uint32_t used = table->usedCount();
  for (uint32_t i = 0; i < used; ++i) {
    Value* entry = table->entry(i);
    if (entry[0].isEmpty()) continue;
    uint32_t hash = 0;
    hashKeyNoGc(entry[0], &hash);
    appendNoGc(iso.heap, fresh, entry[0], hasValues ? entry[1] : Value(), hash);
    // What only an iterator that stands still refers to should not keep the entries alive.
    entry[0] = Value::undefined();
    if (hasValues) entry[1] = Value::undefined();
  }
  iso.heap.store(table, &table->next, Value(fresh));
  return fresh;
}

} // namespace

OrderedTable* newOrderedTable(Isolate& iso, TableKind kind, uint32_t entries) {
  const uint32_t capacity = std::bit_ceil(entries < 4 ? 4u : entries);
  const uint32_t stride = kind == TableKind::Keys ? 2 : 3;
  const size_t bytes = sizeof(OrderedTable) + sizeof(Value) * (size_t(capacity) / 2 + size_t(capacity) * stride);
  const CellKind cellKind = kind == TableKind::Ephemeron ? CellKind::EphemeronTable : CellKind::OrderedTable;
  OrderedTable* table = iso.heap.allocate<OrderedTable>(cellKind, bytes);
  table->aux = kind == TableKind::Keys ? 0 : OrderedTable::kHasValues;
  table->size = table->used = Value::int32(0);
  table->capacity = Value::int32(int32_t(capacity));
  for (uint32_t i = 0; i < capacity / 2; ++i) table->buckets()[i] = Value::int32(OrderedTable::kAbsent);
  return table;
}

int32_t tableFindNoGc(OrderedTable* table, Value key) {
  key = normalised(key);
  uint32_t hash;
  return hashKeyNoGc(key, &hash) ? findNoGc(table, key, hash) : OrderedTable::kAbsent;
}

OrderedTable* tableInsert(Isolate& iso, Handle<OrderedTable> table, HandleValue key, HandleValue value) {
  Value raw = normalised(key);
  uint32_t hash;
  if (!hashKeyNoGc(raw, &hash)) {
    HandleScope scope(iso.heap);
    identityHash(iso, Handle<Object>::fromRooted(key));
    raw = key.get();
    hashKeyNoGc(raw, &hash);
  } else if (const int32_t at = findNoGc(table.get(), raw, hash); at != OrderedTable::kAbsent) {
    tableSetValueAtNoGc(iso.heap, table.get(), uint32_t(at), value);
    return table.get();
  }
  OrderedTable* target = table.get();
  const uint32_t capacity = target->capacityCount();
  if (target->usedCount() == capacity) {
    const uint32_t gaps = target->usedCount() - target->liveCount();
    target = rehash(iso, table, gaps >= capacity / 2 ? capacity : capacity * 2);
    raw = normalised(key);
  }
  appendNoGc(iso.heap, target, raw, value, hash);
  return target;
}

void tableSetValueAtNoGc(Heap& heap, OrderedTable* table, uint32_t position, Value value) {
  if (table->aux & OrderedTable::kHasValues) heap.store(table, table->entry(position) + 1, value);
}

void tableEraseAtNoGc(OrderedTable* table, uint32_t position) {
  Value* entry = table->entry(position);
  entry[0] = Value::empty(); // stays in its chain, where it matches nothing
  if (table->aux & OrderedTable::kHasValues) entry[1] = Value::undefined();
  table->size = Value::int32(int32_t(table->liveCount() - 1));
}

OrderedTable* tableShrink(Isolate& iso, Handle<OrderedTable> table) {
  const uint32_t capacity = table->capacityCount();
  if (capacity <= 4 || table->liveCount() >= capacity / 4) return table.get();
  return rehash(iso, table, capacity / 2);
}

OrderedTable* tableClear(Isolate& iso, Handle<OrderedTable> table) {
  OrderedTable* fresh = newOrderedTable(iso, kindOf(table.get()));
  OrderedTable* old = table.get();
  const uint32_t used = old->usedCount();
  for (uint32_t i = 0; i < used; ++i) {
    old->entry(i)[0] = Value::undefined();
    if (old->aux & OrderedTable::kHasValues) old->entry(i)[1] = Value::undefined();
  }
  old->used = Value::int32(int32_t(kClearedMark));
  iso.heap.store(old, &old->next, Value(fresh));
  return fresh;
}

bool tableAdvanceNoGc(OrderedTable*& table, uint32_t& position) {
  while (table->next.isCell()) {
    if (table->usedCount() == kClearedMark) {
      position = 0;
    } else {
      uint32_t gaps = 0;
      for (uint32_t i = 0; i < position; ++i) gaps += table->keyAt(i).isEmpty();
      position -= gaps;
    }
    table = table->next.as<OrderedTable>();
  }
  const uint32_t used = table->usedCount();
  while (position < used && table->keyAt(position).isEmpty()) ++position;
  return position < used;
}

EphemeronEntries ephemeronEntries(Cell* cell) {
  OrderedTable* table = static_cast<OrderedTable*>(cell);
  return {table->entry(0), table->usedCount(), table->stride()};
}

void clearEphemeronEntry(Cell* cell, size_t entry) {
  tableEraseAtNoGc(static_cast<OrderedTable*>(cell), uint32_t(entry));
}

} // namespace tickscope
