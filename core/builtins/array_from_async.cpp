// Array.fromAsync (ECMA-262 §23.1.2.1 of 2026), from Node 22 on: the specification's async function as a row of
// continuations. What lives across an await is in a Box.
#include "core/builtins/array.h"
#include "core/builtins/promise.h"
#include "core/vm/function.h"
#include "core/vm/iterator_operations.h"

namespace tickscope {

namespace {

enum Slot : uint32_t { kPromise, kResult, kSource, kNext, kMapper, kThisArgument, kIndex, kLength, kReason, kSlotCount };

struct State { // a view of the Box
  Isolate& iso;
  Handle<Box> box;
  HandleValue get(Slot slot) const { return iso.handle(box->values()[slot]); }
  void set(Slot slot, Value value) const { iso.heap.store(box, box->values() + slot, value); }
  uint64_t index() const { return uint64_t(box->values()[kIndex].asNumber()); }
  bool mapping() const { return !box->values()[kMapper].isUndefined(); }
  bool iterating() const { return !box->values()[kNext].isUndefined(); }
};

Value stepBegin(const State& state);

void rejectResult(const State& state) {
  if (state.iso.terminating) return;
  rejectPromise(state.iso, Handle<PromiseObject>::fromRooted(state.get(kPromise)), state.iso.handle(state.iso.takeException()));
}

// Await(value), going on with `next`; an exception here is the caller's.
Value await(const State& state, HandleValue value, PromiseContinuation next) {
  const HandleValue promise = state.iso.handle(TRY(promiseResolve(state.iso, state.iso.intrinsic(Intrinsic::Promise), value)));
  whenSettled(state.iso, Handle<PromiseObject>::fromRooted(promise), next, state.box);
  return Value();
}

// Every continuation: runs `body`, whose exception rejects the result.
template <class Body> Value continuation(Isolate& iso, HandleValue data, Body body) {
  const State state{iso, Handle<Box>::fromRooted(data)};
  if (threw(body(state))) rejectResult(state);
  return iso.terminating ? Value(Throw{}) : Value();
}

Value afterClose(Isolate& iso, HandleValue, bool, HandleValue data) {
  return continuation(iso, data, [](const State& state) -> Value { return state.iso.throwValue(state.get(kReason)); });
}

// AsyncIteratorClose with a throw completion: whatever `return` does, the reason stays the pending exception.
Value closeAndThrow(const State& state) {
  Isolate& iso = state.iso;
  if (iso.terminating || !state.iterating()) return Throw{};
  state.set(kReason, iso.takeException());
  const Value method = getMethod(iso, state.get(kSource), iso.key(iso.names.return_));
  if (!threw(method) && !method.isUndefined()) {
    const Value result = iso.call(iso.handle(method), state.get(kSource));
    if (!threw(result) && !threw(await(state, iso.handle(result), afterClose))) return Value();
  }
  if (iso.terminating) return Throw{};
  return iso.throwValue(state.get(kReason));
}

Value store(const State& state, HandleValue value) {
  if (threw(createIndexOrThrow(state.iso, Handle<Object>::fromRooted(state.get(kResult)), state.index(), value)))
    return closeAndThrow(state);
  state.set(kIndex, Value::number(state.index() + 1));
  return stepBegin(state);
}

Value afterMapped(Isolate& iso, HandleValue value, bool fulfilled, HandleValue data) {
  return continuation(iso, data, [&](const State& state) -> Value {
    if (fulfilled) return store(state, value);
    iso.throwValue(value);
    return closeAndThrow(state);
  });
}

Value mapAndStore(const State& state, HandleValue value) {
  Isolate& iso = state.iso;
  if (!state.mapping()) return store(state, value);
  const Value mapped = iso.call(state.get(kMapper), state.get(kThisArgument), {value, state.get(kIndex)});
  if (threw(mapped) || threw(await(state, iso.handle(mapped), afterMapped))) return closeAndThrow(state);
  return Value();
}

Value afterElement(Isolate& iso, HandleValue value, bool fulfilled, HandleValue data) {
  return continuation(iso, data, [&](const State& state) -> Value {
    if (!fulfilled) return iso.throwValue(value);
    return mapAndStore(state, value);
  });
}

Value finish(const State& state) {
  TRY(setLengthOrThrow(state.iso, Handle<Object>::fromRooted(state.get(kResult)), state.index()));
  resolvePromise(state.iso, Handle<PromiseObject>::fromRooted(state.get(kPromise)), state.get(kResult));
  return Value();
}

Value afterNext(Isolate& iso, HandleValue value, bool fulfilled, HandleValue data) {
  return continuation(iso, data, [&](const State& state) -> Value {
    if (!fulfilled) return iso.throwValue(value);
    if (!isObject(value)) return iso.raise(msg::IteratorResultNotObject, {describeForMessage(iso, value)});
    const Handle<Object> result = Handle<Object>::fromRooted(value);
    if (toBoolean(TRY(get(iso, result, iso.key(iso.names.done))))) return finish(state);
    return mapAndStore(state, iso.handle(TRY(get(iso, result, iso.key(iso.names.value)))));
  });
}

Value stepBegin(const State& state) {
  Isolate& iso = state.iso;
  if (state.iterating())
    return await(state, iso.handle(TRY(iso.call(state.get(kNext), state.get(kSource)))), afterNext);
  if (state.index() >= uint64_t(state.box->values()[kLength].asNumber())) return finish(state);
  const Value element = TRY(getIndex(iso, Handle<Object>::fromRooted(state.get(kSource)), state.index()));
  return await(state, iso.handle(element), afterElement);
}

// Up to the first await.
Value start(Isolate& iso, Args args, const State& state) {
  const HandleValue items = args.handle(iso, 0), constructor = args.thisValue();
  if (!args[1].isUndefined() && !isCallable(args[1])) return iso.raise(msg::NotAFunction, {describeForMessage(iso, args[1])});
  state.set(kMapper, args[1]);
  state.set(kThisArgument, args[2]);
  state.set(kIndex, Value::int32(0));
  HandleValue method = iso.handle(TRY(getMethod(iso, items, iso.key(iso.symbols.asyncIterator))));
  const bool async = !method.get().isUndefined();
  if (!async) method.set(TRY(getMethod(iso, items, iso.key(iso.symbols.iterator))));
  if (!method.get().isUndefined()) {
    IteratorRecord record = TRY(getIteratorFromMethod(iso, items, method));
    if (!async) record = TRY(createAsyncFromSyncIterator(iso, record));
    state.set(kSource, record.iterator);
    state.set(kNext, record.next);
    state.set(kResult, isConstructor(constructor) ? TRY(iso.construct(constructor)) : Value(newArray(iso)));
    return stepBegin(state);
  }
  const Handle<Object> source = iso.handle(TRY(toObject(iso, items)));
  state.set(kSource, source);
  const uint64_t length = TRY(lengthOfArrayLike(iso, source));
  state.set(kLength, Value::number(length));
  if (isConstructor(constructor)) state.set(kResult, TRY(iso.construct(constructor, {iso.handle(Value::number(length))})));
  else state.set(kResult, Value(TRY(arrayCreate(iso, length))));
  return stepBegin(state);
}

} // namespace

Value arrayFromAsync(Isolate& iso, Args args) {
  const Handle<PromiseObject> promise = iso.handle(newPromise(iso, PromiseSource::AsyncFunction));
  const State state{iso, iso.handle(newBox(iso, kSlotCount))};
  state.set(kPromise, promise);
  if (threw(start(iso, args, state))) rejectResult(state);
  if (iso.terminating) return Throw{};
  return promise;
}

} // namespace tickscope
