#include "core/builtins/weak.h"

#include <algorithm>

#include "core/builtins/array_like.h"
#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/iteration.h"
#include "core/builtins/messages.h"
#include "core/vm/ordered_table.h"

namespace tickscope {

namespace {

// §9.14 CanBeHeldWeakly
bool canBeHeldWeakly(Value value) {
  return isObject(value) || (isSymbol(value) && !(value.asCell()->aux & Symbol::kRegistered));
}

// WeakMapObject and WeakSetObject have the same layout.
Handle<OrderedTable> tableOf(Isolate& iso, HandleValue collection) {
  return iso.handle(collection.get().as<WeakMapObject>()->table.as<OrderedTable>());
}

int32_t find(HandleValue collection, Value key) {
  return canBeHeldWeakly(key) ? tableFindNoGc(collection.get().as<WeakMapObject>()->table.as<OrderedTable>(), key) : OrderedTable::kAbsent;
}

void insert(Isolate& iso, HandleValue collection, HandleValue key, HandleValue value) {
  HandleScope scope(iso.heap);
  OrderedTable* kept = tableInsert(iso, tableOf(iso, collection), key, value);
  WeakMapObject* object = collection.get().as<WeakMapObject>();
  iso.heap.store(object, &object->table, Value(kept));
}

bool erase(Isolate& iso, HandleValue collection, Value key) {
  const int32_t at = find(collection, key);
  if (at == OrderedTable::kAbsent) return false;
  HandleScope scope(iso.heap);
  tableEraseAtNoGc(tableOf(iso, collection), uint32_t(at));
  OrderedTable* kept = tableShrink(iso, tableOf(iso, collection));
  WeakMapObject* object = collection.get().as<WeakMapObject>();
  iso.heap.store(object, &object->table, Value(kept));
  return true;
}

Completion<HandleValue> receiver(Isolate& iso, Args args, CellKind kind, std::string_view method) {
  TRY(requireReceiver<Object>(iso, args.thisValue(), kind, method));
  return args.thisValue();
}

// --- WeakMap ---

Value weakMapSet(Isolate& iso, Args args) {
  const HandleValue map = TRY(receiver(iso, args, CellKind::WeakMapObject, "WeakMap.prototype.set"));
  if (!canBeHeldWeakly(args[0])) return iso.raise(msg::InvalidWeakMapKey);
  insert(iso, map, args.handle(iso, 0), args.handle(iso, 1));
  return map;
}
Value weakMapGet(Isolate& iso, Args args) {
  const HandleValue map = TRY(receiver(iso, args, CellKind::WeakMapObject, "WeakMap.prototype.get"));
  const int32_t at = find(map, args[0]);
  return at == OrderedTable::kAbsent ? Value() : tableOf(iso, map)->valueAt(uint32_t(at));
}
Value weakMapHas(Isolate& iso, Args args) {
  return Value::boolean(find(TRY(receiver(iso, args, CellKind::WeakMapObject, "WeakMap.prototype.has")), args[0]) != OrderedTable::kAbsent);
}
Value weakMapDelete(Isolate& iso, Args args) {
  return Value::boolean(erase(iso, TRY(receiver(iso, args, CellKind::WeakMapObject, "WeakMap.prototype.delete")), args[0]));
}

// §24.3.1.1
Value weakMapConstructor(Isolate& iso, Args args) {
  if (!args.isConstruct()) return iso.raise(msg::ConstructorNeedsNew, {"WeakMap"});
  const Handle<WeakMapObject> map =
      iso.handle(TRY(createFromConstructor<WeakMapObject>(iso, args, CellKind::WeakMapObject, Intrinsic::WeakMapPrototype)));
  OrderedTable* table = newOrderedTable(iso, TableKind::Ephemeron); // before the handle is read
  iso.heap.store(map, &map->table, Value(table));
  if (args[0].isNullish()) return map;
  const HandleValue adder = iso.handle(TRY(get(iso, map, iso.key(iso.names.set))));
  if (!isCallable(adder)) return iso.raise(msg::NotAFunction, {"'" + describeForMessage(iso, adder) + "' returned for property 'set' of object '#<WeakMap>'"});
  TRY(forEachOf(iso, args.handle(iso, 0), [&](HandleValue item) -> Completion<void> {
    if (!isObject(item)) return iso.raise(msg::EntryNotObject, {describeForMessage(iso, item)});
    const Handle<Object> entry = Handle<Object>::fromRooted(item);
    const HandleValue key = iso.handle(TRY(getIndex(iso, entry, 0)));
    const HandleValue value = iso.handle(TRY(getIndex(iso, entry, 1)));
    TRY(iso.call(adder, map, {key, value}));
    return {};
  }));
  return map;
}

// --- WeakSet ---

Value weakSetAdd(Isolate& iso, Args args) {
  const HandleValue set = TRY(receiver(iso, args, CellKind::WeakSetObject, "WeakSet.prototype.add"));
  if (!canBeHeldWeakly(args[0])) return iso.raise(msg::InvalidWeakSetValue);
  insert(iso, set, args.handle(iso, 0), iso.handle(Value::boolean(true)));
  return set;
}
Value weakSetHas(Isolate& iso, Args args) {
  return Value::boolean(find(TRY(receiver(iso, args, CellKind::WeakSetObject, "WeakSet.prototype.has")), args[0]) != OrderedTable::kAbsent);
}
Value weakSetDelete(Isolate& iso, Args args) {
  return Value::boolean(erase(iso, TRY(receiver(iso, args, CellKind::WeakSetObject, "WeakSet.prototype.delete")), args[0]));
}

// §24.4.1.1
Value weakSetConstructor(Isolate& iso, Args args) {
  if (!args.isConstruct()) return iso.raise(msg::ConstructorNeedsNew, {"WeakSet"});
  const Handle<WeakSetObject> set =
      iso.handle(TRY(createFromConstructor<WeakSetObject>(iso, args, CellKind::WeakSetObject, Intrinsic::WeakSetPrototype)));
  OrderedTable* table = newOrderedTable(iso, TableKind::Ephemeron); // before the handle is read
  iso.heap.store(set, &set->table, Value(table));
  if (args[0].isNullish()) return set;
  const HandleValue adder = iso.handle(TRY(get(iso, set, iso.key(iso.names.add))));
  if (!isCallable(adder)) return iso.raise(msg::NotAFunction, {"'" + describeForMessage(iso, adder) + "' returned for property 'add' of object '#<WeakSet>'"});
  TRY(forEachOf(iso, args.handle(iso, 0), [&](HandleValue item) -> Completion<void> {
    TRY(iso.call(adder, set, {item}));
    return {};
  }));
  return set;
}

// --- WeakRef ---

WeakCell* newWeakCell(Isolate& iso, HandleValue target) {
  WeakCell* cell = iso.heap.allocate<WeakCell>(CellKind::WeakCell);
  cell->target = target;
  return cell;
}

// §26.1.1.1
Value weakRefConstructor(Isolate& iso, Args args) {
  if (!args.isConstruct()) return iso.raise(msg::ConstructorNeedsNew, {"WeakRef"});
  if (!canBeHeldWeakly(args[0])) return iso.raise(msg::WeakRefTarget);
  const Handle<WeakRefObject> reference =
      iso.handle(TRY(createFromConstructor<WeakRefObject>(iso, args, CellKind::WeakRefObject, Intrinsic::WeakRefPrototype)));
  iso.heap.keepDuringJob(args[0].asCell());
  WeakCell* cell = newWeakCell(iso, args.handle(iso, 0));
  iso.heap.store(reference, &reference->cell, Value(cell));
  return reference;
}

// §26.1.4.1
Value weakRefDeref(Isolate& iso, Args args) {
  WeakRefObject* reference = TRY(requireReceiver<WeakRefObject>(iso, args.thisValue(), CellKind::WeakRefObject, "WeakRef.prototype.deref"));
  const Value target = reference->cell.as<WeakCell>()->target;
  if (target.isCell()) iso.heap.keepDuringJob(target.asCell());
  return target;
}

// --- FinalizationRegistry ---

// §26.2.1.1
Value registryConstructor(Isolate& iso, Args args) {
  if (!args.isConstruct()) return iso.raise(msg::ConstructorNeedsNew, {"FinalizationRegistry"});
  if (!isCallable(args[0])) return iso.raise(msg::RegistryCleanup);
  FinalizationRegistryObject* registry = TRY(createFromConstructor<FinalizationRegistryObject>(
      iso, args, CellKind::FinalizationRegistryObject, Intrinsic::FinalizationRegistryPrototype));
  registry->cleanup = args[0];
  return Value(registry);
}

Completion<Handle<FinalizationRegistryObject>> thisRegistry(Isolate& iso, Args args, std::string_view method) {
  TRY(requireReceiver<FinalizationRegistryObject>(iso, args.thisValue(), CellKind::FinalizationRegistryObject, method));
  return Handle<FinalizationRegistryObject>::fromRooted(args.thisValue());
}

// §26.2.3.2
Value registryRegister(Isolate& iso, Args args) {
  const Handle<FinalizationRegistryObject> registry = TRY(thisRegistry(iso, args, "FinalizationRegistry.prototype.register"));
  if (!canBeHeldWeakly(args[0])) return iso.raise(msg::RegistryTarget);
  if (sameValueNoGc(args[0], args[1])) return iso.raise(msg::RegistrySameHoldings);
  if (!canBeHeldWeakly(args[2]) && !args[2].isUndefined())
    return iso.raise(msg::RegistryToken, {describeForMessage(iso, args[2])});
  const Handle<WeakCell> cell = iso.handle(newWeakCell(iso, args.handle(iso, 0)));
  cell->aux |= WeakCell::kRegistration;
  iso.heap.store(cell, &cell->registry, registry);
  iso.heap.store(cell, &cell->held, args[1]);
  if (!args[2].isUndefined()) {
    WeakCell* token = newWeakCell(iso, args.handle(iso, 2));
    iso.heap.store(cell, &cell->token, Value(token));
  }
  iso.heap.store(cell, &cell->next, registry->registrations);
  iso.heap.store(registry, &registry->registrations, cell);
  return Value();
}

// Takes the registrations for which `gone` is true out of a list.
template <class Gone> bool removeFrom(Isolate& iso, Object* owner, Value* head, Gone gone) {
  bool removed = false;
  Object* holder = owner;
  Value* link = head;
  WeakCell* before = nullptr;
  while (link->isCell()) {
    WeakCell* cell = link->as<WeakCell>();
    if (gone(cell)) {
      removed = true;
      iso.heap.store(before ? static_cast<Cell*>(before) : holder, link, cell->next);
    } else {
      before = cell;
      link = &cell->next;
    }
  }
  return removed;
}

// §26.2.3.3
Value registryUnregister(Isolate& iso, Args args) {
  const Handle<FinalizationRegistryObject> registry = TRY(thisRegistry(iso, args, "FinalizationRegistry.prototype.unregister"));
  if (!canBeHeldWeakly(args[0])) return iso.raise(msg::RegistryToken, {describeForMessage(iso, args[0])});
  const auto hasToken = [&](WeakCell* cell) { return cell->token.isCell() && cell->token.as<WeakCell>()->target == args[0]; };
  const bool live = removeFrom(iso, registry, &registry->registrations, hasToken);
  const bool dead = removeFrom(iso, registry, &registry->dead, hasToken);
  return Value::boolean(live || dead);
}

} // namespace

void scheduleFinalization(Isolate& iso) {
  std::vector<Cell*>& cleared = iso.heap.clearedWeakCells();
  if (cleared.empty()) return;
  HandleScope scope(iso.heap);
  RootedValues swept(iso), dirty(iso);
  for (Cell* raw : cleared) { // nothing in this loop collects
    WeakCell* cell = static_cast<WeakCell*>(raw);
    if (!(cell->aux & WeakCell::kRegistration)) continue;
    auto* registry = cell->registry.as<FinalizationRegistryObject>();
    if (registry->aux & FinalizationRegistryObject::kSwept) continue;
    registry->aux |= FinalizationRegistryObject::kSwept;
    swept.push(Value(registry));
    // One pass over the list takes out all whose target died, from new to old. `dead` gets them in that order: V8 calls
    // the newest first.
    Value* tail = &registry->dead;
    Cell* tailHolder = registry;
    Cell* holder = registry;
    Value* link = &registry->registrations;
    while (link->isCell()) {
      WeakCell* at = link->as<WeakCell>();
      if (!at->target.isUndefined()) {
        holder = at;
        link = &at->next;
        continue;
      }
      iso.heap.store(holder, link, at->next);
      iso.heap.store(at, &at->next, *tail);
      iso.heap.store(tailHolder, tail, Value(at));
      tail = &at->next;
      tailHolder = at;
    }
    if (!registry->dead.isCell() || (registry->aux & FinalizationRegistryObject::kScheduled)) continue;
    registry->aux |= FinalizationRegistryObject::kScheduled;
    dirty.push(Value(registry));
  }
  cleared.clear();
  for (size_t i = 0; i < swept.size(); ++i) swept[i].asCell()->aux &= uint16_t(~FinalizationRegistryObject::kSwept);
  // Marking goes from the last to the first: this is the order in which they were made.
  for (size_t i = dirty.size(); i-- > 0;) iso.host.finalizationRegistryDirty(iso, Handle<Object>::fromRooted(dirty.handle(i)));
}

Value cleanupFinalizationRegistry(Isolate& iso, Handle<FinalizationRegistryObject> registry) {
  registry->aux &= uint16_t(~FinalizationRegistryObject::kScheduled);
  while (registry->dead.isCell()) {
    HandleScope scope(iso.heap);
    WeakCell* first = registry->dead.as<WeakCell>();
    iso.heap.store(registry, &registry->dead, first->next);
    TRY(iso.call(iso.handle(registry->cleanup), iso.undefined(), {iso.handle(first->held)}));
  }
  return Value();
}

void installWeakCollections(Isolate& iso, Realm& realm) {
  const Handle<Object> mapPrototype = newPrototype(iso);
  installConstructor(iso, realm, "WeakMap", 0, weakMapConstructor, Intrinsic::WeakMap, mapPrototype, Intrinsic::WeakMapPrototype);
  defineMethods(iso, mapPrototype, {{"delete", weakMapDelete, 1}, {"get", weakMapGet, 1}, {"set", weakMapSet, 2}, {"has", weakMapHas, 1}});
  defineToStringTag(iso, mapPrototype, "WeakMap");

  const Handle<Object> setPrototype = newPrototype(iso);
  installConstructor(iso, realm, "WeakSet", 0, weakSetConstructor, Intrinsic::WeakSet, setPrototype, Intrinsic::WeakSetPrototype);
  defineMethods(iso, setPrototype, {{"delete", weakSetDelete, 1}, {"has", weakSetHas, 1}, {"add", weakSetAdd, 1}});
  defineToStringTag(iso, setPrototype, "WeakSet");
}

void installWeakReferences(Isolate& iso, Realm& realm) {
  if (iso.options.nodeMajor < 14) return;
  const Handle<Object> registryPrototype = newPrototype(iso);
  installConstructor(iso, realm, "FinalizationRegistry", 1, registryConstructor, Intrinsic::FinalizationRegistry, registryPrototype,
                     Intrinsic::FinalizationRegistryPrototype);
  defineMethods(iso, registryPrototype, {{"register", registryRegister, 2}, {"unregister", registryUnregister, 1}});
  defineToStringTag(iso, registryPrototype, "FinalizationRegistry");

  const Handle<Object> referencePrototype = newPrototype(iso);
  installConstructor(iso, realm, "WeakRef", 1, weakRefConstructor, Intrinsic::WeakRef, referencePrototype, Intrinsic::WeakRefPrototype);
  defineMethod(iso, referencePrototype, "deref", 0, weakRefDeref);
  defineToStringTag(iso, referencePrototype, "WeakRef");
}

} // namespace tickscope
