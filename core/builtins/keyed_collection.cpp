#include "core/builtins/keyed_collection.h"

#include "core/builtins/array_like.h"
#include "core/builtins/messages.h"
#include "core/vm/conversions.h"
#include "core/vm/iterator_operations.h"

namespace tickscope {

Completion<Adder> adderOf(Isolate& iso, Handle<Object> collection, PropertyKey name, std::string_view className, NativeFn ours) {
  const HandleValue method = iso.handle(TRY(get(iso, collection, name)));
  if (!isCallable(method)) {
    return iso.raise(msg::NotAFunction, {"'" + describeForMessage(iso, method) + "' returned for property '" + describeKey(name) +
                                         "' of object '#<" + std::string(className) + ">'"});
  }
  const Cell* cell = method.get().asCell();
  return Adder{method, cell->kind == CellKind::NativeFunction && static_cast<const NativeFunction*>(cell)->function == ours};
}

Value collectionIteratorNext(Isolate& iso, Args args, IteratorType type, std::string_view method) {
  IteratorObject* iterator = TRY(requireIterator(iso, args.thisValue(), type, method));
  if (iterator->target.isUndefined()) return Value(createIterResult(iso, iso.undefined(), true));
  OrderedTable* table = iterator->target.as<OrderedTable>();
  uint32_t position = uint32_t(iterator->position.asInt32());
  if (!tableAdvanceNoGc(table, position)) {
    iterator->target = Value();
    return Value(createIterResult(iso, iso.undefined(), true));
  }
  iso.heap.store(iterator, &iterator->target, Value(table));
  iterator->position = Value::int32(int32_t(position + 1));
  const Listing listing = Listing(iterator->listing.asInt32());
  const HandleValue key = iso.handle(table->keyAt(position));
  const HandleValue value = table->aux & OrderedTable::kHasValues ? iso.handle(table->valueAt(position)) : key;
  if (listing == Listing::Keys) return Value(createIterResult(iso, key, false));
  if (listing == Listing::Values) return Value(createIterResult(iso, value, false));
  return Value(createIterResult(iso, iso.handle(newPairArray(iso, key, value)), false));
}

} // namespace tickscope
