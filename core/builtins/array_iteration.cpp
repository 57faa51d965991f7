// Array methods that call a function for each element (ECMA-262 §23.1.3), and flat, whose recursion flatMap shares.
#include "core/builtins/array.h"

namespace tickscope {

namespace {

// The arguments of a callback in adjacent slots of the handle stack, so that a call copies them from there and a loop
// makes no handles. REQUIRES that nothing else makes handles while it is constructed.
class CallbackArguments {
public:
  CallbackArguments(Isolate& iso, Handle<Object> object)
      : base_(iso.heap.handleTop()), item(iso.handle(Value())), index(iso.handle(Value())), object_(iso.handle(Value(object.get()))) {}
  Value call(Isolate& iso, HandleValue callback, HandleValue thisArgument) { return iso.call(callback, thisArgument, base_, 3); }

private:
  Value* base_;

public:
  HandleValue item, index;

private:
  HandleValue object_;
};

struct Walk {
  Handle<Object> object;
  uint64_t length = 0;
};

// What all of them begin with: this as an object, its length, a callable first argument.
Completion<Walk> begin(Isolate& iso, Args args, const char* method) {
  Walk walk;
  walk.object = iso.handle(TRY(thisObject(iso, args, method)));
  walk.length = TRY(lengthOfArrayLike(iso, walk.object));
  if (!isCallable(args[0])) return raiseCallbackNotCallable(iso, args.handle(iso, 0));
  return walk;
}

// Calls visit(value, k, result of the callback) -> bool (go on) for every element that is present, ascending.
template <class Visit> Completion<void> forEachPresent(Isolate& iso, Args args, const Walk& walk, Visit visit) {
  CallbackArguments callback(iso, walk.object);
  const HandleValue function = args.handle(iso, 0), thisArgument = args.handle(iso, 1);
  for (uint64_t k = 0; k < walk.length; ++k) {
    HandleScope scope(iso.heap);
    const Value element = TRY(getIndexIfPresent(iso, walk.object, k));
    TRY(pollInterrupt(iso, 1));
    if (element.isEmpty()) continue;
    callback.item.set(element);
    callback.index.set(Value::number(k));
    const Value result = TRY(callback.call(iso, function, thisArgument));
    if (!TRY(visit(callback.item, k, result))) break;
  }
  return {};
}

// The same for find and its kin: absent elements count as undefined.
template <class Visit> Completion<void> search(Isolate& iso, Args args, const Walk& walk, bool backwards, Visit visit) {
  CallbackArguments callback(iso, walk.object);
  const HandleValue function = args.handle(iso, 0), thisArgument = args.handle(iso, 1);
  for (uint64_t i = 0; i < walk.length; ++i) {
    HandleScope scope(iso.heap);
    const uint64_t k = backwards ? walk.length - 1 - i : i;
    callback.item.set(TRY(getIndex(iso, walk.object, k)));
    callback.index.set(Value::number(k));
    TRY(pollInterrupt(iso, 1));
    if (!toBoolean(TRY(callback.call(iso, function, thisArgument)))) continue;
    visit(callback.item, k);
    break;
  }
  return {};
}

Value findValue(Isolate& iso, Args args, bool backwards, const char* method) {
  const Walk walk = TRY(begin(iso, args, method));
  HandleValue found = iso.handle(Value());
  TRY(search(iso, args, walk, backwards, [&](HandleValue item, uint64_t) { found.set(item); }));
  return found;
}

Value findIndex(Isolate& iso, Args args, bool backwards, const char* method) {
  const Walk walk = TRY(begin(iso, args, method));
  Value found = Value::int32(-1);
  TRY(search(iso, args, walk, backwards, [&](HandleValue, uint64_t k) { found = Value::number(k); }));
  return found;
}

// §23.1.3.24 and §23.1.3.25
Value reduce(Isolate& iso, Args args, bool fromRight, const char* method) {
  const Walk walk = TRY(begin(iso, args, method));
  const auto at = [&](uint64_t i) { return fromRight ? walk.length - 1 - i : i; };
  uint64_t i = 0;
  Value* const base = iso.heap.handleTop(); // accumulator, element, index, object: adjacent
  HandleValue accumulator = iso.handle(Value::empty()), item = iso.handle(Value()), index = iso.handle(Value());
  iso.handle(Value(walk.object.get()));
  if (args.count() >= 2) accumulator.set(args[1]);
  for (; accumulator.get().isEmpty() && i < walk.length; ++i) {
    accumulator.set(TRY(getIndexIfPresent(iso, walk.object, at(i))));
    TRY(pollInterrupt(iso, 1));
  }
  if (accumulator.get().isEmpty()) return iso.raise(msg::ReduceEmpty);
  for (; i < walk.length; ++i) {
    HandleScope scope(iso.heap);
    const Value element = TRY(getIndexIfPresent(iso, walk.object, at(i)));
    TRY(pollInterrupt(iso, 1));
    if (element.isEmpty()) continue;
    item.set(element);
    index.set(Value::number(at(i)));
    accumulator.set(TRY(iso.call(args.handle(iso, 0), iso.undefined(), base, 4)));
  }
  return accumulator;
}

// §23.1.3.13.1 FlattenIntoArray. `mapper` is undefined or a function (for the outermost level only).
Completion<uint64_t> flattenIntoArray(Isolate& iso, Handle<Object> target, Handle<Object> source, uint64_t length, uint64_t start,
                                      double depth, HandleValue mapper, HandleValue thisArgument) {
  NativeDepth guard(iso);
  if (!guard) return iso.raise(msg::StackOverflow);
  HandleScope scope(iso.heap);
  CallbackArguments callback(iso, source);
  uint64_t next = start;
  for (uint64_t k = 0; k < length; ++k) {
    HandleScope inner(iso.heap);
    const Value element = TRY(getIndexIfPresent(iso, source, k));
    TRY(pollInterrupt(iso, 1));
    if (element.isEmpty()) continue;
    callback.item.set(element);
    HandleValue item = callback.item;
    if (!mapper.get().isUndefined()) {
      callback.index.set(Value::number(k));
      item = iso.handle(TRY(callback.call(iso, mapper, thisArgument)));
    }
    if (depth > 0 && TRY(isArray(iso, item))) {
      const Handle<Object> nested = iso.handle(item.get().as<Object>());
      const uint64_t nestedLength = TRY(lengthOfArrayLike(iso, nested));
      next = TRY(flattenIntoArray(iso, target, nested, nestedLength, next, depth - 1, iso.undefined(), iso.undefined()));
      continue;
    }
    if (next >= 9007199254740991u) return iso.raise(msg::LengthTypeError);
    TRY(createIndexOrThrow(iso, target, next++, item));
  }
  return next;
}

} // namespace

Value arrayFind(Isolate& iso, Args args) { return findValue(iso, args, false, "Array.prototype.find"); }
Value arrayFindIndex(Isolate& iso, Args args) { return findIndex(iso, args, false, "Array.prototype.findIndex"); }
Value arrayFindLast(Isolate& iso, Args args) { return findValue(iso, args, true, "Array.prototype.findLast"); }
Value arrayFindLastIndex(Isolate& iso, Args args) { return findIndex(iso, args, true, "Array.prototype.findLastIndex"); }
Value arrayReduce(Isolate& iso, Args args) { return reduce(iso, args, false, "Array.prototype.reduce"); }
Value arrayReduceRight(Isolate& iso, Args args) { return reduce(iso, args, true, "Array.prototype.reduceRight"); }

// §23.1.3.15
Value arrayForEach(Isolate& iso, Args args) {
  const Walk walk = TRY(begin(iso, args, "Array.prototype.forEach"));
  TRY(forEachPresent(iso, args, walk, [](HandleValue, uint64_t, Value) -> Completion<bool> { return true; }));
  return Value();
}

// §23.1.3.6
Value arrayEvery(Isolate& iso, Args args) {
  const Walk walk = TRY(begin(iso, args, "Array.prototype.every"));
  bool all = true;
  TRY(forEachPresent(iso, args, walk, [&](HandleValue, uint64_t, Value result) -> Completion<bool> { return all = toBoolean(result); }));
  return Value::boolean(all);
}

// §23.1.3.29
Value arraySome(Isolate& iso, Args args) {
  const Walk walk = TRY(begin(iso, args, "Array.prototype.some"));
  bool any = false;
  TRY(forEachPresent(iso, args, walk, [&](HandleValue, uint64_t, Value result) -> Completion<bool> { return !(any = toBoolean(result)); }));
  return Value::boolean(any);
}

// §23.1.3.8
Value arrayFilter(Isolate& iso, Args args) {
  const Walk walk = TRY(begin(iso, args, "Array.prototype.filter"));
  const Handle<Object> result = iso.handle(TRY(arraySpeciesCreate(iso, walk.object, 0)));
  uint64_t to = 0;
  TRY(forEachPresent(iso, args, walk, [&](HandleValue item, uint64_t, Value selected) -> Completion<bool> {
    if (toBoolean(selected)) TRY(createIndexOrThrow(iso, result, to++, item));
    return true;
  }));
  return result;
}

// §23.1.3.21
Value arrayMap(Isolate& iso, Args args) {
  const Walk walk = TRY(begin(iso, args, "Array.prototype.map"));
  const Handle<Object> result = iso.handle(TRY(arraySpeciesCreate(iso, walk.object, walk.length)));
  HandleValue mapped = iso.handle(Value());
  TRY(forEachPresent(iso, args, walk, [&](HandleValue, uint64_t k, Value value) -> Completion<bool> {
    mapped.set(value);
    TRY(createIndexOrThrow(iso, result, k, mapped));
    return true;
  }));
  return result;
}

// §23.1.3.13
Value arrayFlat(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  const double depth = args[0].isUndefined() ? 1 : TRY(toIntegerOrInfinity(iso, args.handle(iso, 0)));
  const Handle<Object> result = iso.handle(TRY(arraySpeciesCreate(iso, object, 0)));
  TRY(flattenIntoArray(iso, result, object, length, 0, depth, iso.undefined(), iso.undefined()));
  return result;
}

// §23.1.3.14
Value arrayFlatMap(Isolate& iso, Args args) {
  const Handle<Object> object = iso.handle(TRY(thisObject(iso, args)));
  const uint64_t length = TRY(lengthOfArrayLike(iso, object));
  if (!isCallable(args[0])) {
    if (iso.options.nodeMajor < 21) return iso.raise(msg::FlatMapNotCallable);
    return raiseCallbackNotCallable(iso, args.handle(iso, 0));
  }
  const Handle<Object> result = iso.handle(TRY(arraySpeciesCreate(iso, object, 0)));
  TRY(flattenIntoArray(iso, result, object, length, 0, 1, args.handle(iso, 0), args.handle(iso, 1)));
  return result;
}

} // namespace tickscope
