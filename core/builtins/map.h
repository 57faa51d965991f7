#pragma once
// Map and Set objects (ECMA-262 §24.1, §24.2) and what the engine's other rooms ask of them.
#include "core/vm/isolate.h"
#include "core/vm/ordered_table.h"

namespace tickscope {

struct MapObject : Object {
  Value table; // OrderedTable of entries
  OrderedTable* entries() { return table.as<OrderedTable>(); }
};
struct SetObject : Object {
  Value table; // OrderedTable of keys
  OrderedTable* keys() { return table.as<OrderedTable>(); }
};

Completion<void> mapSet(Isolate& iso, Handle<MapObject> map, HandleValue key, HandleValue value);
Completion<void> setAdd(Isolate& iso, Handle<SetObject> set, HandleValue key);
SetObject* newSet(Isolate& iso);
// A table with the same live entries.
OrderedTable* copyTable(Isolate& iso, Handle<OrderedTable> table);

// A walk over a table that may change meanwhile: `table` is kept at the one in use.
class TableCursor {
public:
  TableCursor(Isolate& iso, OrderedTable* table, uint32_t position = 0) : table_(iso.handle(table)), position_(position) {}
  // Moves on to the next entry; false at the end. Never collects.
  bool nextNoGc() {
    OrderedTable* table = table_;
    const bool found = tableAdvanceNoGc(table, position_);
    table_.set(table);
    if (found) at_ = position_++;
    return found;
  }
  Value key() const { return table_->keyAt(at_); }
  Value value() const { return table_->valueAt(at_); }

private:
  Handle<OrderedTable> table_;
  uint32_t position_, at_ = 0;
};

// The methods of Set that take another set-like (Node 22 on): set_methods.cpp.
Value setUnion(Isolate& iso, Args args);
Value setIntersection(Isolate& iso, Args args);
Value setDifference(Isolate& iso, Args args);
Value setSymmetricDifference(Isolate& iso, Args args);
Value setIsSubsetOf(Isolate& iso, Args args);
Value setIsSupersetOf(Isolate& iso, Args args);
Value setIsDisjointFrom(Isolate& iso, Args args);

} // namespace tickscope
