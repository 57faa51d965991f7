// Map and its iterators (ECMA-262 §24.1).
#include "core/builtins/map.h"

#include "core/builtins/array_like.h"
#include "core/builtins/constructors.h"
#include "core/builtins/grouping.h"
#include "core/builtins/install.h"
#include "core/builtins/iteration.h"
#include "core/builtins/iterator.h"
#include "core/builtins/keyed_collection.h"
#include "core/builtins/messages.h"

namespace tickscope {

OrderedTable* copyTable(Isolate& iso, Handle<OrderedTable> source) {
  HandleScope scope(iso.heap);
  const bool values = source->aux & OrderedTable::kHasValues;
  Handle<OrderedTable> copy = iso.handle(newOrderedTable(iso, values ? TableKind::Entries : TableKind::Keys, source->liveCount()));
  HandleValue key = iso.handle(Value()), value = iso.handle(Value());
  for (uint32_t i = 0; i < source->usedCount(); ++i) {
    key.set(source->keyAt(i));
    if (key.get().isEmpty()) continue;
    if (values) value.set(source->valueAt(i));
    copy.set(tableInsert(iso, copy, key, value));
  }
  return copy;
}

Completion<void> mapSet(Isolate& iso, Handle<MapObject> map, HandleValue key, HandleValue value) {
  const int32_t at = tableFindNoGc(map->entries(), key);
  if (at != OrderedTable::kAbsent) {
    tableSetValueAtNoGc(iso.heap, map->entries(), uint32_t(at), value);
    return {};
  }
  if (map->entries()->liveCount() >= OrderedTable::kMaxEntries) return iso.raise(msg::MapTooBig);
  HandleScope scope(iso.heap);
  OrderedTable* kept = tableInsert(iso, iso.handle(map->entries()), key, value);
  iso.heap.store(map, &map->table, Value(kept));
  return {};
}

namespace {

Completion<Handle<MapObject>> thisMap(Isolate& iso, Args args, std::string_view method) {
  TRY(requireReceiver<MapObject>(iso, args.thisValue(), CellKind::MapObject, method));
  return Handle<MapObject>::fromRooted(args.thisValue());
}

Value mapPrototypeSet(Isolate& iso, Args args) {
  const Handle<MapObject> map = TRY(thisMap(iso, args, "Map.prototype.set"));
  TRY(mapSet(iso, map, args.handle(iso, 0), args.handle(iso, 1)));
  return map;
}

// §24.1.1.1
Value mapConstructor(Isolate& iso, Args args) {
  if (!args.isConstruct()) return iso.raise(msg::ConstructorNeedsNew, {"Map"});
  const Handle<MapObject> map = iso.handle(TRY(createFromConstructor<MapObject>(iso, args, CellKind::MapObject, Intrinsic::MapPrototype)));
  OrderedTable* table = newOrderedTable(iso, TableKind::Entries); // before the handle is read
  iso.heap.store(map, &map->table, Value(table));
  if (args[0].isNullish()) return map;
  const Adder adder = TRY(adderOf(iso, map, iso.key(iso.names.set), "Map", mapPrototypeSet));
  TRY(forEachOf(iso, args.handle(iso, 0), [&](HandleValue item) -> Completion<void> {
    if (!isObject(item)) return iso.raise(msg::EntryNotObject, {describeForMessage(iso, item)});
    const Handle<Object> entry = Handle<Object>::fromRooted(item);
    const HandleValue key = iso.handle(TRY(getIndex(iso, entry, 0)));
    const HandleValue value = iso.handle(TRY(getIndex(iso, entry, 1)));
    if (adder.plain) return mapSet(iso, map, key, value);
    TRY(iso.call(adder.method, map, {key, value}));
    return {};
  }));
  return map;
}

// §24.1.2.1
Value mapGroupBy(Isolate& iso, Args args) {
  RootedValues keys(iso), groups(iso);
  TRY(groupBy(iso, args, "Map.groupBy", GroupKeys::Collection, &keys, &groups));
  const Handle<MapObject> map = iso.handle(static_cast<MapObject*>(
      newObjectOfKind(iso, CellKind::MapObject, sizeof(MapObject), iso.intrinsic(Intrinsic::MapPrototype))));
  OrderedTable* table = newOrderedTable(iso, TableKind::Entries); // before the handle is read
  iso.heap.store(map, &map->table, Value(table));
  for (size_t i = 0; i < keys.size(); ++i) TRY(mapSet(iso, map, keys.handle(i), groups.handle(i)));
  return map;
}

Value mapGet(Isolate& iso, Args args) {
  const Handle<MapObject> map = TRY(thisMap(iso, args, "Map.prototype.get"));
  const int32_t at = tableFindNoGc(map->entries(), args[0]);
  return at == OrderedTable::kAbsent ? Value() : map->entries()->valueAt(uint32_t(at));
}

Value mapHas(Isolate& iso, Args args) {
  const Handle<MapObject> map = TRY(thisMap(iso, args, "Map.prototype.has"));
  return Value::boolean(tableFindNoGc(map->entries(), args[0]) != OrderedTable::kAbsent);
}

// The same on a Map (FastNativeFn).
bool fastGet(Isolate&, const Value* window, uint32_t count, Value* result) {
  if (count == 0 || !window[1].isCell() || window[1].asCell()->kind != CellKind::MapObject) return false;
  OrderedTable* table = window[1].as<MapObject>()->entries();
  const int32_t at = tableFindNoGc(table, window[2]);
  *result = at == OrderedTable::kAbsent ? Value() : table->valueAt(uint32_t(at));
  return true;
}
bool fastHas(Isolate&, const Value* window, uint32_t count, Value* result) {
  if (count == 0 || !window[1].isCell() || window[1].asCell()->kind != CellKind::MapObject) return false;
  *result = Value::boolean(tableFindNoGc(window[1].as<MapObject>()->entries(), window[2]) != OrderedTable::kAbsent);
  return true;
}
bool fastSet(Isolate& iso, const Value* window, uint32_t count, Value* result) {
  if (count < 2 || !window[1].isCell() || window[1].asCell()->kind != CellKind::MapObject) return false;
  OrderedTable* table = window[1].as<MapObject>()->entries();
  const int32_t at = tableFindNoGc(table, window[2]);
  if (at == OrderedTable::kAbsent) return false;
  tableSetValueAtNoGc(iso.heap, table, uint32_t(at), window[3]);
  *result = window[1];
  return true;
}

Value mapDelete(Isolate& iso, Args args) {
  const Handle<MapObject> map = TRY(thisMap(iso, args, "Map.prototype.delete"));
  return deleteFromCollection(iso, map, args[0]);
}

Value mapClear(Isolate& iso, Args args) {
  const Handle<MapObject> map = TRY(thisMap(iso, args, "Map.prototype.clear"));
  return clearCollection(iso, map);
}

Value mapSize(Isolate& iso, Args args) {
  return Value::number(TRY(thisMap(iso, args, "get Map.prototype.size"))->entries()->liveCount());
}

// §24.1.3.5
Value mapForEach(Isolate& iso, Args args) {
  const Handle<MapObject> map = TRY(thisMap(iso, args, "Map.prototype.forEach"));
  if (!isCallable(args[0])) return raiseCallbackNotCallable(iso, args.handle(iso, 0));
  TableCursor cursor(iso, map->entries());
  HandleValue value = iso.handle(Value()), key = iso.handle(Value());
  while (cursor.nextNoGc()) {
    HandleScope scope(iso.heap);
    value.set(cursor.value());
    key.set(cursor.key());
    TRY(iso.call(args.handle(iso, 0), args.handle(iso, 1), {value, key, map}));
  }
  return Value();
}

template <Listing listing> Value mapIterator(Isolate& iso, Args args) {
  constexpr std::string_view names[] = {"Map.prototype.keys", "Map.prototype.values", "Map.prototype.entries"};
  const Handle<MapObject> map = TRY(thisMap(iso, args, names[int(listing)]));
  return Value(newIterator(iso, IteratorType::Map, Intrinsic::MapIteratorPrototype, iso.handle(map->table), listing));
}

Value mapIteratorNext(Isolate& iso, Args args) { return collectionIteratorNext(iso, args, IteratorType::Map, "Map Iterator.prototype.next"); }

} // namespace

void installMap(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = newPrototype(iso);
  const Handle<NativeFunction> constructor =
      installConstructor(iso, realm, "Map", 0, mapConstructor, Intrinsic::Map, prototype, Intrinsic::MapPrototype);
  if (iso.options.nodeMajor >= 21) defineMethod(iso, constructor, "groupBy", 2, mapGroupBy);
  defineSpecies(iso, constructor);
  defineMethods(iso, prototype,
                {withFast({"get", mapGet, 1}, fastGet), withFast({"set", mapPrototypeSet, 2}, fastSet), withFast({"has", mapHas, 1}, fastHas), {"delete", mapDelete, 1}, {"clear", mapClear, 0}});
  const Handle<NativeFunction> entries = defineMethod(iso, prototype, "entries", 0, mapIterator<Listing::Entries>);
  defineMethods(iso, prototype, {{"forEach", mapForEach, 1}, {"keys", mapIterator<Listing::Keys>, 0}});
  defineGetter(iso, prototype, "size", mapSize);
  defineMethod(iso, prototype, "values", 0, mapIterator<Listing::Values>);
  defineToStringTag(iso, prototype, "Map");
  defineValue(iso, prototype, iso.key(iso.symbols.iterator), entries, kHidden);
  installIteratorPrototype(iso, realm, Intrinsic::MapIteratorPrototype, mapIteratorNext, "Map Iterator");
}

} // namespace tickscope
