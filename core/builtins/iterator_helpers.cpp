// Iterator and the iterator helpers (ECMA-262 §27.1.2 to §27.1.4), from Node 22 on.
//
// A helper is an IteratorObject of type Helper: `target` the underlying iterator (undefined once it is exhausted or
// closed), `listing` the kind of helper, extra[0] its function or what is left of a limit, extra[1] the inner iterator
// of flatMap, extra[2] the underlying `next`; `position` counts the values. The specification writes them as generators:
// of the generator's state only kRunning can be seen.
#include <cmath>

#include "core/builtins/array_like.h"
#include "core/builtins/constructors.h"
#include "core/builtins/iterator.h"
#include "core/builtins/messages.h"
#include "core/vm/iterator_operations.h"

namespace tickscope {

namespace {

enum class Helper : uint8_t { Map, Filter, Take, Drop, FlatMap };
constexpr uint16_t kRunning = 4096; // above the bits of the type

enum Extra : uint32_t { kFunction, kInner, kNext };

IteratorRecord underlying(Isolate& iso, Handle<IteratorObject> helper) {
  IteratorRecord record;
  record.iterator = iso.handle(helper->target);
  record.next = iso.handle(helper->extra[kNext]);
  return record;
}

Completion<Handle<Object>> thisIterator(Isolate& iso, Args args, std::string_view method) {
  if (!isObject(args.thisValue())) return iso.raise(msg::CalledOnNonObject, {method});
  return Handle<Object>::fromRooted(args.thisValue());
}

// A bad argument of a helper: from Node 24 on the iterator is closed before the error is thrown.
Throw failArgument(Isolate& iso, Handle<Object> iterator, Throw) {
  if (iso.options.nodeMajor < 24) return {};
  IteratorRecord record;
  record.iterator = iterator;
  record.next = iso.undefined();
  return iteratorCloseThrow(iso, record);
}

// Node 22 names the method where it means the argument.
Throw raiseNotCallable(Isolate& iso, Args args, std::string_view method) {
  if (iso.options.nodeMajor >= 24) return raiseCallbackNotCallable(iso, args.handle(iso, 0));
  return iso.raise(msg::NotAFunction, {"string \"" + std::string(method) + "\""});
}

Completion<void> requireFunction(Isolate& iso, Args args, Handle<Object> iterator, std::string_view method) {
  if (isCallable(args[0])) return {};
  return failArgument(iso, iterator, raiseNotCallable(iso, args, method));
}

Value newHelper(Isolate& iso, Helper kind, const IteratorRecord& record, HandleValue argument) {
  IteratorObject* helper =
      newIterator(iso, IteratorType::Helper, Intrinsic::IteratorHelperPrototype, record.iterator, Listing::Values);
  helper->listing = Value::int32(int32_t(kind));
  helper->extra[kFunction] = argument;
  helper->extra[kNext] = record.next;
  return Value(helper);
}

template <Helper kind> Value functionHelper(Isolate& iso, Args args) {
  constexpr std::string_view names[] = {"Iterator.prototype.map", "Iterator.prototype.filter", "Iterator.prototype.take",
                                        "Iterator.prototype.drop", "Iterator.prototype.flatMap"};
  const Handle<Object> iterator = TRY(thisIterator(iso, args, names[int(kind)]));
  if (!isCallable(args[0])) {
    const Throw thrown = kind == Helper::FlatMap ? iso.raise(msg::NotAFunction, {names[int(kind)]})
                                                 : raiseNotCallable(iso, args, names[int(kind)]);
    return failArgument(iso, iterator, thrown);
  }
  return newHelper(iso, kind, TRY(getIteratorDirect(iso, iterator)), args.handle(iso, 0));
}

template <Helper kind> Value limitHelper(Isolate& iso, Args args) {
  const Handle<Object> iterator = TRY(thisIterator(iso, args, kind == Helper::Take ? "Iterator.prototype.take" : "Iterator.prototype.drop"));
  const Completion<double> number = toNumber(iso, args.handle(iso, 0));
  if (threw(number)) return failArgument(iso, iterator, Throw{});
  const double limit = Completion<double>(number).value();
  if (std::isnan(limit) || std::trunc(limit) < 0)
    return failArgument(iso, iterator, iso.raise(msg::MustBePositive, {describeForMessage(iso, args[0])}));
  return newHelper(iso, kind, TRY(getIteratorDirect(iso, iterator)), iso.handle(Value::number(std::trunc(limit))));
}

// Calls the helper's function with a value and the counter.
Value callFunction(Isolate& iso, Handle<IteratorObject> helper, HandleValue value) {
  const HandleValue counter = iso.handle(helper->position);
  const Value result = TRY(iso.call(iso.handle(helper->extra[kFunction]), iso.undefined(), {value, counter}));
  helper->position = Value::number(counter.get().asNumber() + 1);
  return result;
}

// GetIteratorFlattenable, rejecting strings unless `allowStrings`.
Completion<IteratorRecord> getIteratorFlattenable(Isolate& iso, HandleValue value, bool allowStrings, std::string_view method) {
  if (!isObject(value) && !(allowStrings && isString(value))) return iso.raise(msg::CalledOnNonObject, {method});
  const HandleValue iteratorMethod = iso.handle(TRY(getMethod(iso, value, iso.key(iso.symbols.iterator))));
  HandleValue iterator = value;
  if (!iteratorMethod.get().isUndefined()) iterator = iso.handle(TRY(iso.call(iteratorMethod, value)));
  if (!isObject(iterator)) return iso.raise(msg::CalledOnNonObject, {method});
  return getIteratorDirect(iso, Handle<Object>::fromRooted(iterator));
}

// One step of a helper: a value, `empty` at the end, or exception. Closes the underlying iterator where the
// specification does.
Value step(Isolate& iso, Handle<IteratorObject> helper) {
  IteratorRecord record = underlying(iso, helper);
  HandleValue value = iso.handle(Value());
  const Helper kind = Helper(helper->listing.asInt32());
  switch (kind) {
  case Helper::Map: {
    value.set(TRY(iteratorStepValue(iso, record)));
    if (value.get().isEmpty()) return value;
    const Value mapped = callFunction(iso, helper, value);
    if (threw(mapped)) return iteratorCloseThrow(iso, record);
    return mapped;
  }
  case Helper::Filter:
    for (;;) {
      HandleScope scope(iso.heap);
      value.set(TRY(iteratorStepValue(iso, record)));
      if (value.get().isEmpty()) return value;
      const Value selected = callFunction(iso, helper, value);
      if (threw(selected)) return iteratorCloseThrow(iso, record);
      if (toBoolean(selected)) return value;
      TRY(pollInterrupt(iso, 1));
    }
  case Helper::Take: {
    const double left = helper->extra[kFunction].asNumber();
    if (left == 0) {
      TRY(iteratorClose(iso, record));
      return Value::empty();
    }
    if (!std::isinf(left)) helper->extra[kFunction] = Value::number(left - 1);
    return iteratorStepValue(iso, record);
  }
  case Helper::Drop:
    while (helper->extra[kFunction].asNumber() > 0) {
      HandleScope scope(iso.heap);
      const double left = helper->extra[kFunction].asNumber();
      if (!std::isinf(left)) helper->extra[kFunction] = Value::number(left - 1);
      if (TRY(iteratorStepValue(iso, record)).isEmpty()) return Value::empty();
      TRY(pollInterrupt(iso, 1));
    }
    return iteratorStepValue(iso, record);
  case Helper::FlatMap:
    for (;;) {
      HandleScope scope(iso.heap);
      if (helper->extra[kInner].isUndefined()) {
        value.set(TRY(iteratorStepValue(iso, record)));
        if (value.get().isEmpty()) return value;
        const Value mapped = callFunction(iso, helper, value);
        if (threw(mapped)) return iteratorCloseThrow(iso, record);
        Completion<IteratorRecord> inner = getIteratorFlattenable(iso, iso.handle(mapped), false, "Iterator.prototype.flatMap");
        if (threw(inner)) return iteratorCloseThrow(iso, record);
        // The inner iterator and its `next` as a pair.
        const HandleValue pair = iso.handle(newPairArray(iso, inner.value().iterator, inner.value().next));
        iso.heap.store(helper, &helper->extra[kInner], pair);
      }
      const Handle<Object> pair = iso.handle(helper->extra[kInner].as<Object>());
      IteratorRecord inner;
      inner.iterator = iso.handle(getDenseElementNoGc(pair, 0));
      inner.next = iso.handle(getDenseElementNoGc(pair, 1));
      const Value innerValue = iteratorStepValue(iso, inner);
      if (threw(innerValue)) return iteratorCloseThrow(iso, record);
      if (!innerValue.isEmpty()) return innerValue;
      helper->extra[kInner] = Value();
      TRY(pollInterrupt(iso, 1));
    }
  }
  TICK_UNREACHABLE("an unknown iterator helper");
}

Completion<Handle<IteratorObject>> thisHelper(Isolate& iso, Args args, std::string_view method) {
  TRY(requireIterator(iso, args.thisValue(), IteratorType::Helper, method));
  return Handle<IteratorObject>::fromRooted(args.thisValue());
}

// §27.1.2.1.1 %IteratorHelperPrototype%.next
Value helperNext(Isolate& iso, Args args) {
  const Handle<IteratorObject> helper = TRY(thisHelper(iso, args, "Iterator Helper.prototype.next"));
  if (helper->aux & kRunning) return iso.raise(msg::GeneratorRunning);
  if (helper->target.isUndefined()) return Value(createIterResult(iso, iso.undefined(), true));
  helper->aux |= kRunning;
  const Value value = step(iso, helper);
  helper->aux &= uint16_t(~kRunning);
  if (threw(value) || value.isEmpty()) {
    helper->target = Value();
    helper->extra[kInner] = Value();
    if (threw(value)) return Throw{};
    return Value(createIterResult(iso, iso.undefined(), true));
  }
  return Value(createIterResult(iso, iso.handle(value), false));
}

// §27.1.2.1.2 %IteratorHelperPrototype%.return
Value helperReturn(Isolate& iso, Args args) {
  const Handle<IteratorObject> helper = TRY(thisHelper(iso, args, "Iterator Helper.prototype.return"));
  if (helper->aux & kRunning) return iso.raise(msg::GeneratorRunning);
  if (!helper->target.isUndefined()) {
    const IteratorRecord record = underlying(iso, helper);
    const HandleValue inner = iso.handle(helper->extra[kInner]);
    helper->target = Value();
    helper->extra[kInner] = Value();
    helper->aux |= kRunning;
    Completion<void> closed;
    if (inner.get().isCell()) {
      IteratorRecord innerRecord;
      innerRecord.iterator = iso.handle(getDenseElementNoGc(inner.get().as<Object>(), 0));
      innerRecord.next = iso.undefined();
      closed = iteratorClose(iso, innerRecord);
    }
    if (threw(closed)) (void)iteratorCloseThrow(iso, record);
    else closed = iteratorClose(iso, record);
    helper->aux &= uint16_t(~kRunning);
    TRY(closed);
  }
  return Value(createIterResult(iso, iso.undefined(), true));
}

// --- consuming methods ---

// Calls visit(value, result of the function) -> bool (go on) for each value of `this`; stopping closes the iterator.
template <class Visit> Completion<void> consume(Isolate& iso, Args args, std::string_view method, Visit visit) {
  const Handle<Object> iterator = TRY(thisIterator(iso, args, method));
  TRY(requireFunction(iso, args, iterator, method));
  IteratorRecord record = TRY(getIteratorDirect(iso, iterator));
  HandleValue value = iso.handle(Value()), counter = iso.handle(Value());
  for (double k = 0;; ++k) {
    HandleScope scope(iso.heap);
    value.set(TRY(iteratorStepValue(iso, record)));
    if (value.get().isEmpty()) return {};
    counter.set(Value::number(k));
    const Value result = iso.call(args.handle(iso, 0), iso.undefined(), {value, counter});
    if (threw(result)) return iteratorCloseThrow(iso, record);
    if (!visit(value, result)) return iteratorClose(iso, record);
  }
}

Value iteratorForEach(Isolate& iso, Args args) {
  TRY(consume(iso, args, "Iterator.prototype.forEach", [](HandleValue, Value) { return true; }));
  return Value();
}
Value iteratorSome(Isolate& iso, Args args) {
  bool any = false;
  TRY(consume(iso, args, "Iterator.prototype.some", [&](HandleValue, Value result) { return !(any = toBoolean(result)); }));
  return Value::boolean(any);
}
Value iteratorEvery(Isolate& iso, Args args) {
  bool all = true;
  TRY(consume(iso, args, "Iterator.prototype.every", [&](HandleValue, Value result) { return all = toBoolean(result); }));
  return Value::boolean(all);
}
Value iteratorFind(Isolate& iso, Args args) {
  HandleValue found = iso.handle(Value());
  TRY(consume(iso, args, "Iterator.prototype.find", [&](HandleValue value, Value result) {
    if (!toBoolean(result)) return true;
    found.set(value);
    return false;
  }));
  return found;
}

Value iteratorToArray(Isolate& iso, Args args) {
  const Handle<Object> iterator = TRY(thisIterator(iso, args, "Iterator.prototype.toArray"));
  IteratorRecord record = TRY(getIteratorDirect(iso, iterator));
  const Handle<ArrayObject> result = iso.handle(newArray(iso));
  HandleValue value = iso.handle(Value());
  for (;;) {
    HandleScope scope(iso.heap);
    value.set(TRY(iteratorStepValue(iso, record)));
    if (value.get().isEmpty()) return result;
    TRY(arrayPush(iso, result, value));
  }
}

Value iteratorReduce(Isolate& iso, Args args) {
  const Handle<Object> iterator = TRY(thisIterator(iso, args, "Iterator.prototype.reduce"));
  TRY(requireFunction(iso, args, iterator, "Iterator.prototype.reduce"));
  IteratorRecord record = TRY(getIteratorDirect(iso, iterator));
  HandleValue accumulator = iso.handle(Value()), value = iso.handle(Value()), counter = iso.handle(Value());
  double k = 0;
  if (args.count() >= 2) {
    accumulator.set(args[1]);
  } else {
    accumulator.set(TRY(iteratorStepValue(iso, record)));
    if (accumulator.get().isEmpty()) return iso.raise(msg::ReduceDoneIterator);
    k = 1;
  }
  for (;; ++k) {
    HandleScope scope(iso.heap);
    value.set(TRY(iteratorStepValue(iso, record)));
    if (value.get().isEmpty()) return accumulator;
    counter.set(Value::number(k));
    const Value result = iso.call(args.handle(iso, 0), iso.undefined(), {accumulator, value, counter});
    if (threw(result)) return iteratorCloseThrow(iso, record);
    accumulator.set(result);
  }
}

// --- Iterator ---

// §27.1.3.1.1
Value iteratorConstructor(Isolate& iso, Args args) {
  if (!args.isConstruct()) return iso.raise(msg::ConstructorNeedsNew, {"Iterator"});
  if (args.newTarget().get() == args.callee().get()) return iso.raise(msg::ConstructAbstract, {"Iterator"});
  return Value(newObjectWithPrototype(iso, iso.handle(TRY(getPrototypeFromConstructor(iso, args, Intrinsic::IteratorPrototype)))));
}

// §27.1.3.2.1
Value iteratorFrom(Isolate& iso, Args args) {
  const IteratorRecord record = TRY(getIteratorFlattenable(iso, args.handle(iso, 0), true, "Iterator.from"));
  if (TRY(ordinaryHasInstance(iso, iso.intrinsic(Intrinsic::Iterator), record.iterator))) return record.iterator;
  IteratorObject* wrapper =
      newIterator(iso, IteratorType::Wrap, Intrinsic::WrapForValidIteratorPrototype, record.iterator, Listing::Values);
  wrapper->extra[kNext] = record.next;
  return Value(wrapper);
}

Value wrapNext(Isolate& iso, Args args) {
  TRY(requireIterator(iso, args.thisValue(), IteratorType::Wrap, "%WrapForValidIteratorPrototype%.next"));
  const IteratorRecord record = underlying(iso, Handle<IteratorObject>::fromRooted(args.thisValue()));
  return iso.call(record.next, record.iterator);
}

Value wrapReturn(Isolate& iso, Args args) {
  TRY(requireIterator(iso, args.thisValue(), IteratorType::Wrap, "%WrapForValidIteratorPrototype%.return"));
  const IteratorRecord record = underlying(iso, Handle<IteratorObject>::fromRooted(args.thisValue()));
  const HandleValue method = iso.handle(TRY(getMethod(iso, record.iterator, iso.key(iso.names.return_))));
  if (method.get().isUndefined()) return Value(createIterResult(iso, iso.undefined(), true));
  return iso.call(method, record.iterator);
}

// §27.1.4.1, §27.1.4.14: `constructor` and Symbol.toStringTag of Iterator.prototype are accessors that let a child define
// its own, which a read-only property would not (SetterThatIgnoresPrototypeProperties).
Value setIgnoringPrototype(Isolate& iso, Args args, PropertyKey key, std::string_view setter) {
  if (!isObject(args.thisValue())) return iso.raise(msg::CalledOnNonObject, {setter});
  const Handle<Object> self = Handle<Object>::fromRooted(args.thisValue());
  if (self.get() == iso.realm->get(Intrinsic::IteratorPrototype))
    return iso.raise(msg::ReadOnlyProperty, {describeKey(key), describeForMessage(iso, self)});
  PropertyDescriptor d;
  if (TRY(getOwnProperty(iso, self, key, &d))) TRY(setOrThrow(iso, self, key, args.handle(iso, 0)));
  else TRY(createDataPropertyOrThrow(iso, self, key, args.handle(iso, 0)));
  return Value();
}
Value getTag(Isolate& iso, Args) { return Value(intern(iso, "Iterator")); }
Value setTag(Isolate& iso, Args args) { return setIgnoringPrototype(iso, args, iso.key(iso.symbols.toStringTag), "set Iterator.prototype[Symbol.toStringTag]"); }
Value getConstructor(Isolate& iso, Args) { return Value(iso.realm->get(Intrinsic::Iterator)); }
Value setConstructor(Isolate& iso, Args args) { return setIgnoringPrototype(iso, args, iso.key(iso.names.constructor), "set Iterator.prototype.constructor"); }

} // namespace

void installIteratorHelpers(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = realm.handle(Intrinsic::IteratorPrototype);
  const Handle<NativeFunction> constructor = installConstructor(iso, realm, "Iterator", 0, iteratorConstructor, Intrinsic::Iterator,
                                                                prototype, Intrinsic::IteratorPrototype);
  defineGetter(iso, prototype, iso.key(iso.names.constructor), getConstructor, setConstructor);
  defineMethod(iso, constructor, "from", 1, iteratorFrom);
  defineMethods(iso, prototype,
                {{"reduce", iteratorReduce, 1},
                 {"toArray", iteratorToArray, 0},
                 {"forEach", iteratorForEach, 1},
                 {"some", iteratorSome, 1},
                 {"every", iteratorEvery, 1},
                 {"find", iteratorFind, 1},
                 {"map", functionHelper<Helper::Map>, 1},
                 {"filter", functionHelper<Helper::Filter>, 1},
                 {"take", limitHelper<Helper::Take>, 1},
                 {"drop", limitHelper<Helper::Drop>, 1},
                 {"flatMap", functionHelper<Helper::FlatMap>, 1}});
  defineGetter(iso, prototype, iso.key(iso.symbols.toStringTag), getTag, setTag);

  const Handle<Object> helper =
      installIteratorPrototype(iso, realm, Intrinsic::IteratorHelperPrototype, helperNext, "Iterator Helper");
  defineMethod(iso, helper, "return", 0, helperReturn);
  const Handle<Object> wrapper = newPrototype(iso, Intrinsic::IteratorPrototype);
  realm.set(Intrinsic::WrapForValidIteratorPrototype, wrapper);
  defineMethods(iso, wrapper, {{"next", wrapNext, 0}, {"return", wrapReturn, 0}});
}

} // namespace tickscope
