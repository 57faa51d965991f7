#pragma once
// What Map and Set share: an OrderedTable behind an object (`table`), filled through a method that a program may replace,
// and iterators over it (ECMA-262 §24.1, §24.2).
#include <string_view>

#include "core/builtins/iterator.h"
#include "core/vm/completion.h"
#include "core/vm/isolate.h"
#include "core/vm/native.h"
#include "core/vm/ordered_table.h"

namespace tickscope {

// The method that the constructor fills a new collection with: `name` of the collection, read once.
struct Adder {
  HandleValue method;
  bool plain; // it is the one that we install: calling it cannot be seen
};
// Throws if it cannot be called. `className` is for the message.
Completion<Adder> adderOf(Isolate& iso, Handle<Object> collection, PropertyKey name, std::string_view className, NativeFn ours);

// %MapIteratorPrototype%.next and %SetIteratorPrototype%.next (§24.1.5.2.1, §24.2.6.2.1): a Set's values are its keys.
Value collectionIteratorNext(Isolate& iso, Args args, IteratorType type, std::string_view method);

template <class Collection> Value deleteFromCollection(Isolate& iso, Handle<Collection> collection, Value key) {
  OrderedTable* table = collection->table.template as<OrderedTable>();
  const int32_t at = tableFindNoGc(table, key);
  if (at == OrderedTable::kAbsent) return Value::boolean(false);
  tableEraseAtNoGc(table, uint32_t(at));
  OrderedTable* kept = tableShrink(iso, iso.handle(table));
  iso.heap.store(collection, &collection->table, Value(kept));
  return Value::boolean(true);
}

template <class Collection> Value clearCollection(Isolate& iso, Handle<Collection> collection) {
  OrderedTable* fresh = tableClear(iso, iso.handle(collection->table.template as<OrderedTable>()));
  iso.heap.store(collection, &collection->table, Value(fresh));
  return Value();
}

} // namespace tickscope
