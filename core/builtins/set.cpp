// Set and its iterators (ECMA-262 §24.2). The methods that combine sets: set_methods.cpp.
#include "core/builtins/array_like.h"
#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/iteration.h"
#include "core/builtins/iterator.h"
#include "core/builtins/keyed_collection.h"
#include "core/builtins/map.h"
#include "core/builtins/messages.h"

namespace tickscope {

SetObject* newSet(Isolate& iso) {
  HandleScope scope(iso.heap);
  const Handle<SetObject> set = iso.handle(static_cast<SetObject*>(
      newObjectOfKind(iso, CellKind::SetObject, sizeof(SetObject), iso.intrinsic(Intrinsic::SetPrototype))));
  OrderedTable* table = newOrderedTable(iso, TableKind::Keys); // before the handle is read
  iso.heap.store(set, &set->table, Value(table));
  return set;
}

Completion<void> setAdd(Isolate& iso, Handle<SetObject> set, HandleValue key) {
  if (tableFindNoGc(set->keys(), key) != OrderedTable::kAbsent) return {};
  if (set->keys()->liveCount() >= OrderedTable::kMaxEntries) return iso.raise(msg::SetTooBig);
  HandleScope scope(iso.heap);
  OrderedTable* kept = tableInsert(iso, iso.handle(set->keys()), key, iso.undefined());
  iso.heap.store(set, &set->table, Value(kept));
  return {};
}

namespace {

Completion<Handle<SetObject>> thisSet(Isolate& iso, Args args, std::string_view method) {
  TRY(requireReceiver<SetObject>(iso, args.thisValue(), CellKind::SetObject, method));
  return Handle<SetObject>::fromRooted(args.thisValue());
}

Value setPrototypeAdd(Isolate& iso, Args args) {
  const Handle<SetObject> set = TRY(thisSet(iso, args, "Set.prototype.add"));
  TRY(setAdd(iso, set, args.handle(iso, 0)));
  return set;
}

// §24.2.1.1
Value setConstructor(Isolate& iso, Args args) {
  if (!args.isConstruct()) return iso.raise(msg::ConstructorNeedsNew, {"Set"});
  const Handle<SetObject> set = iso.handle(TRY(createFromConstructor<SetObject>(iso, args, CellKind::SetObject, Intrinsic::SetPrototype)));
  OrderedTable* table = newOrderedTable(iso, TableKind::Keys); // before the handle is read
  iso.heap.store(set, &set->table, Value(table));
  if (args[0].isNullish()) return set;
  const Adder adder = TRY(adderOf(iso, set, iso.key(iso.names.add), "Set", setPrototypeAdd));
  TRY(forEachOf(iso, args.handle(iso, 0), [&](HandleValue item) -> Completion<void> {
    if (adder.plain) return setAdd(iso, set, item);
    TRY(iso.call(adder.method, set, {item}));
    return {};
  }));
  return set;
}

Value setHas(Isolate& iso, Args args) {
  const Handle<SetObject> set = TRY(thisSet(iso, args, "Set.prototype.has"));
  return Value::boolean(tableFindNoGc(set->keys(), args[0]) != OrderedTable::kAbsent);
}

// The same on a Set (FastNativeFn).
bool fastHas(Isolate&, const Value* window, uint32_t count, Value* result) {
  if (count == 0 || !window[1].isCell() || window[1].asCell()->kind != CellKind::SetObject) return false;
  *result = Value::boolean(tableFindNoGc(window[1].as<SetObject>()->keys(), window[2]) != OrderedTable::kAbsent);
  return true;
}

Value setDelete(Isolate& iso, Args args) {
  const Handle<SetObject> set = TRY(thisSet(iso, args, "Set.prototype.delete"));
  return deleteFromCollection(iso, set, args[0]);
}

Value setClear(Isolate& iso, Args args) {
  const Handle<SetObject> set = TRY(thisSet(iso, args, "Set.prototype.clear"));
  return clearCollection(iso, set);
}

Value setSize(Isolate& iso, Args args) { return Value::number(TRY(thisSet(iso, args, "get Set.prototype.size"))->keys()->liveCount()); }

// §24.2.3.6
Value setForEach(Isolate& iso, Args args) {
  const Handle<SetObject> set = TRY(thisSet(iso, args, "Set.prototype.forEach"));
  if (!isCallable(args[0])) return raiseCallbackNotCallable(iso, args.handle(iso, 0));
  TableCursor cursor(iso, set->keys());
  HandleValue key = iso.handle(Value());
  while (cursor.nextNoGc()) {
    HandleScope scope(iso.heap);
    key.set(cursor.key());
    TRY(iso.call(args.handle(iso, 0), args.handle(iso, 1), {key, key, set}));
  }
  return Value();
}

template <Listing listing> Value setIterator(Isolate& iso, Args args) {
  const Handle<SetObject> set =
      TRY(thisSet(iso, args, listing == Listing::Entries ? "Set.prototype.entries" : "Set.prototype.values"));
  return Value(newIterator(iso, IteratorType::Set, Intrinsic::SetIteratorPrototype, iso.handle(set->table), listing));
}

Value setIteratorNext(Isolate& iso, Args args) { return collectionIteratorNext(iso, args, IteratorType::Set, "Set Iterator.prototype.next"); }

} // namespace

void installSet(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = newPrototype(iso);
  const Handle<NativeFunction> constructor =
      installConstructor(iso, realm, "Set", 0, setConstructor, Intrinsic::Set, prototype, Intrinsic::SetPrototype);
  defineSpecies(iso, constructor);
  const bool combines = iso.options.nodeMajor >= 22;
  defineMethods(iso, prototype, {withFast({"has", setHas, 1}, fastHas), {"add", setPrototypeAdd, 1}, {"delete", setDelete, 1}});
  if (combines) defineMethod(iso, prototype, "difference", 1, setDifference);
  defineMethods(iso, prototype, {{"clear", setClear, 0}, {"entries", setIterator<Listing::Entries>, 0}, {"forEach", setForEach, 1}});
  if (combines)
    defineMethods(iso, prototype,
                  {{"intersection", setIntersection, 1},
                   {"isSubsetOf", setIsSubsetOf, 1},
                   {"isSupersetOf", setIsSupersetOf, 1},
                   {"isDisjointFrom", setIsDisjointFrom, 1}});
  defineGetter(iso, prototype, "size", setSize);
  if (combines) defineMethods(iso, prototype, {{"symmetricDifference", setSymmetricDifference, 1}, {"union", setUnion, 1}});
  const Handle<NativeFunction> values = defineMethod(iso, prototype, "values", 0, setIterator<Listing::Values>);
  defineValue(iso, prototype, iso.key(iso.names.keys), values, kHidden);
  defineToStringTag(iso, prototype, "Set");
  defineValue(iso, prototype, iso.key(iso.symbols.iterator), values, kHidden);
  installIteratorPrototype(iso, realm, Intrinsic::SetIteratorPrototype, setIteratorNext, "Set Iterator");
}

} // namespace tickscope
