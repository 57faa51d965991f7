// Set methods that take another set-like object (ECMA-262 §24.2.4: union, intersection, …).
#include <cmath>

#include "core/builtins/constructors.h"
#include "core/builtins/map.h"
#include "core/builtins/messages.h"
#include "core/vm/conversions.h"
#include "core/vm/iterator_operations.h"

namespace tickscope {

namespace {

// §24.2.1.2 Set Records
struct SetRecord {
  Handle<Object> object;
  double size = 0;
  HandleValue has, keys;
};

// §24.2.1.3 GetSetRecord
Completion<SetRecord> getSetRecord(Isolate& iso, HandleValue value, std::string_view method) {
  if (!isObject(value)) return iso.raise(msg::ArgumentNotObject, {method});
  SetRecord record;
  record.object = Handle<Object>::fromRooted(value);
  const HandleValue rawSize = iso.handle(TRY(get(iso, record.object, iso.key(iso.names.size))));
  const double size = TRY(toNumber(iso, rawSize));
  if (std::isnan(size)) return iso.raise(msg::SizeIsNaN);
  record.size = std::trunc(size);
  if (record.size < 0) return iso.raise(msg::InvalidSize, {numberToString(record.size)});
  record.has = iso.handle(TRY(get(iso, record.object, iso.key(iso.names.has))));
  if (!isCallable(record.has)) return iso.raise(msg::NotAFunction, {describeCallSite(iso, iso.names.has)});
  record.keys = iso.handle(TRY(get(iso, record.object, iso.key(iso.names.keys))));
  if (!isCallable(record.keys)) return iso.raise(msg::NotAFunction, {describeCallSite(iso, iso.names.keys)});
  return record;
}

Completion<Handle<SetObject>> thisSet(Isolate& iso, Args args, std::string_view method) {
  TRY(requireReceiver<SetObject>(iso, args.thisValue(), CellKind::SetObject, method));
  return Handle<SetObject>::fromRooted(args.thisValue());
}

Completion<bool> otherHas(Isolate& iso, const SetRecord& other, HandleValue key) {
  return toBoolean(TRY(iso.call(other.has, other.object, {key})));
}

// GetIteratorFromMethod on `keys`, whose `next` is called directly.
Completion<IteratorRecord> otherKeys(Isolate& iso, const SetRecord& other) {
  const HandleValue iterator = iso.handle(TRY(iso.call(other.keys, other.object)));
  if (!isObject(iterator)) return iso.raise(msg::KeysNotObject);
  return getIteratorDirect(iso, Handle<Object>::fromRooted(iterator));
}

// Calls each(key) -> Completion<bool> (go on) for each of the other's keys; stopping early closes the iterator.
template <class Each> Completion<void> forEachOtherKey(Isolate& iso, const SetRecord& other, Each each) {
  IteratorRecord record = TRY(otherKeys(iso, other));
  HandleValue key = iso.handle(Value());
  for (;;) {
    HandleScope scope(iso.heap);
    const Value next = TRY(iteratorStepValue(iso, record));
    if (next.isEmpty()) return {};
    key.set(next.isNumber() && next.asNumber() == 0 ? Value::int32(0) : next); // CanonicalizeKeyedCollectionKey
    if (!TRY(each(key))) return iteratorClose(iso, record);
  }
}

// Calls each(key) -> Completion<bool> (go on) for each key of the set, which may change meanwhile.
template <class Each> Completion<void> forEachOwnKey(Isolate& iso, Handle<SetObject> set, Each each) {
  TableCursor cursor(iso, set->keys());
  HandleValue key = iso.handle(Value());
  while (cursor.nextNoGc()) {
    HandleScope scope(iso.heap);
    key.set(cursor.key());
    if (!TRY(each(key))) break;
  }
  return {};
}

bool contains(SetObject* set, Value key) { return tableFindNoGc(set->keys(), key) != OrderedTable::kAbsent; }

void erase(Isolate& iso, Handle<SetObject> set, Value key) {
  const int32_t at = tableFindNoGc(set->keys(), key);
  if (at == OrderedTable::kAbsent) return;
  tableEraseAtNoGc(set->keys(), uint32_t(at));
  HandleScope scope(iso.heap);
  OrderedTable* kept = tableShrink(iso, iso.handle(set->keys()));
  iso.heap.store(set, &set->table, Value(kept));
}

Handle<SetObject> copyOf(Isolate& iso, Handle<SetObject> set) {
  const Handle<SetObject> copy = iso.handle(newSet(iso));
  OrderedTable* keys = copyTable(iso, iso.handle(set->keys()));
  iso.heap.store(copy, &copy->table, Value(keys));
  return copy;
}

} // namespace

// §24.2.4.16
Value setUnion(Isolate& iso, Args args) {
  const Handle<SetObject> set = TRY(thisSet(iso, args, "Set.prototype.union"));
  const SetRecord other = TRY(getSetRecord(iso, args.handle(iso, 0), "Set.prototype.union"));
  IteratorRecord record = TRY(otherKeys(iso, other));
  const Handle<SetObject> result = copyOf(iso, set); // after `keys` was called: it may have changed the set
  HandleValue key = iso.handle(Value());
  for (;;) {
    HandleScope scope(iso.heap);
    const Value next = TRY(iteratorStepValue(iso, record));
    if (next.isEmpty()) return result;
    key.set(next);
    TRY(setAdd(iso, result, key));
  }
}

// §24.2.4.9
Value setIntersection(Isolate& iso, Args args) {
  const Handle<SetObject> set = TRY(thisSet(iso, args, "Set.prototype.intersection"));
  const SetRecord other = TRY(getSetRecord(iso, args.handle(iso, 0), "Set.prototype.intersection"));
  const Handle<SetObject> result = iso.handle(newSet(iso));
  if (set->keys()->liveCount() <= other.size) {
    TRY(forEachOwnKey(iso, set, [&](HandleValue key) -> Completion<bool> {
      if (TRY(otherHas(iso, other, key))) TRY(setAdd(iso, result, key));
      return true;
    }));
  } else {
    TRY(forEachOtherKey(iso, other, [&](HandleValue key) -> Completion<bool> {
      if (contains(set, key)) TRY(setAdd(iso, result, key));
      return true;
    }));
  }
  return result;
}

// §24.2.4.5
Value setDifference(Isolate& iso, Args args) {
  const Handle<SetObject> set = TRY(thisSet(iso, args, "Set.prototype.difference"));
  const SetRecord other = TRY(getSetRecord(iso, args.handle(iso, 0), "Set.prototype.difference"));
  const Handle<SetObject> result = copyOf(iso, set);
  if (set->keys()->liveCount() <= other.size) {
    // Over the copy: what `has` does to the set itself makes no difference any more.
    const Handle<SetObject> source = copyOf(iso, set);
    TRY(forEachOwnKey(iso, source, [&](HandleValue key) -> Completion<bool> {
      if (TRY(otherHas(iso, other, key))) erase(iso, result, key);
      return true;
    }));
  } else {
    TRY(forEachOtherKey(iso, other, [&](HandleValue key) -> Completion<bool> {
      erase(iso, result, key);
      return true;
    }));
  }
  return result;
}

// §24.2.4.15
Value setSymmetricDifference(Isolate& iso, Args args) {
  const Handle<SetObject> set = TRY(thisSet(iso, args, "Set.prototype.symmetricDifference"));
  const SetRecord other = TRY(getSetRecord(iso, args.handle(iso, 0), "Set.prototype.symmetricDifference"));
  IteratorRecord record = TRY(otherKeys(iso, other));
  const Handle<SetObject> result = copyOf(iso, set);
  HandleValue key = iso.handle(Value());
  for (;;) {
    HandleScope scope(iso.heap);
    const Value next = TRY(iteratorStepValue(iso, record));
    if (next.isEmpty()) return result;
    key.set(next.isNumber() && next.asNumber() == 0 ? Value::int32(0) : next);
    // The set as it is now, not as it was copied.
    if (contains(set, key)) erase(iso, result, key);
    else TRY(setAdd(iso, result, key));
  }
}

// §24.2.4.11
Value setIsSubsetOf(Isolate& iso, Args args) {
  const Handle<SetObject> set = TRY(thisSet(iso, args, "Set.prototype.isSubsetOf"));
  const SetRecord other = TRY(getSetRecord(iso, args.handle(iso, 0), "Set.prototype.isSubsetOf"));
  if (set->keys()->liveCount() > other.size) return Value::boolean(false);
  bool all = true;
  TRY(forEachOwnKey(iso, set, [&](HandleValue key) -> Completion<bool> { return all = TRY(otherHas(iso, other, key)); }));
  return Value::boolean(all);
}

// §24.2.4.12
Value setIsSupersetOf(Isolate& iso, Args args) {
  const Handle<SetObject> set = TRY(thisSet(iso, args, "Set.prototype.isSupersetOf"));
  const SetRecord other = TRY(getSetRecord(iso, args.handle(iso, 0), "Set.prototype.isSupersetOf"));
  if (set->keys()->liveCount() < other.size) return Value::boolean(false);
  bool all = true;
  TRY(forEachOtherKey(iso, other, [&](HandleValue key) -> Completion<bool> { return all = contains(set, key); }));
  return Value::boolean(all);
}

// §24.2.4.10
Value setIsDisjointFrom(Isolate& iso, Args args) {
  const Handle<SetObject> set = TRY(thisSet(iso, args, "Set.prototype.isDisjointFrom"));
  const SetRecord other = TRY(getSetRecord(iso, args.handle(iso, 0), "Set.prototype.isDisjointFrom"));
  bool disjoint = true;
  if (set->keys()->liveCount() <= other.size) {
    TRY(forEachOwnKey(iso, set, [&](HandleValue key) -> Completion<bool> { return disjoint = !TRY(otherHas(iso, other, key)); }));
  } else {
    TRY(forEachOtherKey(iso, other, [&](HandleValue key) -> Completion<bool> { return disjoint = !contains(set, key); }));
  }
  return Value::boolean(disjoint);
}

} // namespace tickscope
