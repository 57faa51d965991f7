// Promise.all, allSettled, any and race (ECMA-262 §27.2.4.1 to §27.2.4.5). One loop serves the four: each calls the
// constructor's `resolve` and the result's `then` once per element, so that the jobs are those of the specification.
#include "core/builtins/array_like.h"
#include "core/builtins/constructors.h"
#include "core/builtins/iteration.h"
#include "core/builtins/messages.h"
#include "core/builtins/promise.h"
#include "core/vm/conversions.h"
#include "core/vm/function.h"
#include "core/vm/wrong_race.h"

namespace tickscope {

namespace {

enum class Combinator : uint8_t { All, AllSettled, Any, Race };

// What the functions of one call share, in a Box.
enum Shared : uint32_t { kValues, kRemaining, kPromise, kResolve, kReject, kSharedCount };

PromiseCapability capabilityOf(Isolate& iso, Handle<Box> shared) {
  return {iso.handle(shared->values()[kPromise]), iso.handle(shared->values()[kResolve]), iso.handle(shared->values()[kReject])};
}

// remainingElementsCount - 1; true at 0.
bool countDown(Box* shared) {
  const int32_t left = shared->values()[kRemaining].asInt32() - 1;
  shared->values()[kRemaining] = Value::int32(left);
  return left == 0;
}

Throw throwAggregate(Isolate& iso, Handle<Box> shared) {
  const Handle<Object> error = iso.handle(iso.newError(msg::AllPromisesRejected.type, msg::AllPromisesRejected.text));
  defineValue(iso, error, iso.key(iso.names.errors), iso.handle(shared->values()[kValues]), kHidden);
  return iso.throwValue(error);
}

// Stores a result and, when it was the last, settles the combined promise.
Completion<void> complete(Isolate& iso, Handle<Box> shared, uint32_t index, HandleValue value, Combinator combinator) {
  // The array is the engine's own until it is handed out: nobody else can have changed it.
  const Handle<Object> values = iso.handle(shared->values()[kValues].as<Object>());
  MUST(createIndexOrThrow(iso, values, index, value));
  if (!countDown(shared)) return {};
  if (combinator == Combinator::Any) {
    throwAggregate(iso, shared);
    return capabilityReject(iso, capabilityOf(iso, shared), iso.handle(iso.takeException()));
  }
  return capabilityResolve(iso, capabilityOf(iso, shared), values);
}

// The functions given to `then`: data[0] is the shared Box; data[1] a Box of the element's index, or of `empty` once one
// of the element's functions was called.
template <Combinator combinator, bool fulfilled> Value elementFunction(Isolate& iso, Args args) {
  NativeFunction* self = args.callee().get().as<NativeFunction>();
  const Handle<Box> shared = iso.handle(self->data[0].as<Box>());
  Box* element = self->data[1].as<Box>();
  if (element->values()[0].isEmpty()) return Value();
  const uint32_t index = uint32_t(element->values()[0].asInt32());
  element->values()[0] = Value::empty();
  HandleValue value = args.handle(iso, 0);
  if constexpr (combinator == Combinator::AllSettled) {
    const Handle<Object> outcome = iso.handle(newObject(iso));
    defineValue(iso, outcome, iso.key(iso.names.status), iso.handle(Value(intern(iso, fulfilled ? "fulfilled" : "rejected"))));
    defineValue(iso, outcome, iso.key(fulfilled ? iso.names.value : iso.names.reason), value);
    value = outcome;
  }
  TRY(complete(iso, shared, index, value, combinator));
  return Value();
}

Handle<NativeFunction> elementClosure(Isolate& iso, NativeFn function, Handle<Box> shared, Handle<Box> element) {
  const Handle<NativeFunction> made = iso.handle(newNativeFunction(iso, "", 1, function));
  iso.heap.store(made, &made->data[0], shared);
  iso.heap.store(made, &made->data[1], element);
  return made;
}

// §27.2.4.1.2 and its likes, from the first step of the iterator on.
Completion<void> perform(Isolate& iso, Combinator combinator, HandleValue constructor, HandleValue resolve, IteratorRecord* record,
                         Handle<Box> shared) {
  HandleValue item = iso.handle(Value());
  uint32_t index = 0;
  for (;; ++index) {
    HandleScope scope(iso.heap);
    const Value next = TRY(iteratorStepValue(iso, *record));
    if (next.isEmpty()) break;
    item.set(next);
    HandleValue onFulfilled = iso.handle(shared->values()[kResolve]), onRejected = iso.handle(shared->values()[kReject]);
    Handle<Box> element;
    if (combinator != Combinator::Race) {
      MUST(arrayPush(iso, iso.handle(shared->values()[kValues].as<ArrayObject>()), iso.undefined()));
      element = iso.handle(newBox(iso, 1));
      element->values()[0] = Value::int32(int32_t(index));
    }
    const HandleValue promise = iso.handle(TRY(iso.call(resolve, constructor, {item})));
    if (iso.wrongRace && combinator == Combinator::Race) iso.wrongRace->contends(traceIdOf(shared->values()[kPromise]), traceIdOf(promise));
    switch (combinator) {
    case Combinator::All: onFulfilled = elementClosure(iso, elementFunction<Combinator::All, true>, shared, element); break;
    case Combinator::AllSettled:
      onFulfilled = elementClosure(iso, elementFunction<Combinator::AllSettled, true>, shared, element);
      onRejected = elementClosure(iso, elementFunction<Combinator::AllSettled, false>, shared, element);
      break;
    case Combinator::Any: onRejected = elementClosure(iso, elementFunction<Combinator::Any, false>, shared, element); break;
    case Combinator::Race: break;
    }
    if (combinator != Combinator::Race)
      shared->values()[kRemaining] = Value::int32(shared->values()[kRemaining].asInt32() + 1);
    TRY(iso.invoke(promise, iso.key(iso.names.then), {onFulfilled, onRejected}));
  }
  if (combinator == Combinator::Race || !countDown(shared)) return {};
  if (combinator == Combinator::Any) return throwAggregate(iso, shared);
  return capabilityResolve(iso, capabilityOf(iso, shared), iso.handle(shared->values()[kValues]));
}

// The part whose exceptions reject the combined promise.
Completion<void> run(Isolate& iso, Args args, Combinator combinator, const PromiseCapability& capability) {
  const HandleValue constructor = args.thisValue();
  const HandleValue resolve = iso.handle(TRY(get(iso, Handle<Object>::fromRooted(constructor), iso.key(iso.names.resolve))));
  if (!isCallable(resolve)) return iso.raise(msg::NotAFunction, {"resolve"});
  IteratorRecord record = TRY(getArgumentIterator(iso, args.handle(iso, 0)));
  const Handle<Box> shared = iso.handle(newBox(iso, kSharedCount));
  const Handle<ArrayObject> values = iso.handle(newArray(iso));
  iso.heap.store(shared, shared->values() + kValues, values);
  shared->values()[kRemaining] = Value::int32(1);
  iso.heap.store(shared, shared->values() + kPromise, capability.promise);
  iso.heap.store(shared, shared->values() + kResolve, capability.resolve);
  iso.heap.store(shared, shared->values() + kReject, capability.reject);
  const Completion<void> completion = perform(iso, combinator, constructor, resolve, &record, shared);
  if (threw(completion) && !record.done) return iteratorCloseThrow(iso, record);
  return completion;
}

Value combine(Isolate& iso, Args args, Combinator combinator, const char* method) {
  if (!isObject(args.thisValue())) return iso.raise(msg::CalledOnNonObject, {method});
  const PromiseCapability capability = TRY(newPromiseCapability(iso, args.thisValue()));
  if (threw(run(iso, args, combinator, capability))) {
    if (iso.terminating) return Throw{};
    TRY(capabilityReject(iso, capability, iso.handle(iso.takeException())));
  }
  return capability.promise;
}

} // namespace

Value promiseAll(Isolate& iso, Args args) { return combine(iso, args, Combinator::All, "Promise.all"); }
Value promiseAllSettled(Isolate& iso, Args args) { return combine(iso, args, Combinator::AllSettled, "Promise.allSettled"); }
Value promiseAny(Isolate& iso, Args args) { return combine(iso, args, Combinator::Any, "Promise.any"); }
Value promiseRace(Isolate& iso, Args args) { return combine(iso, args, Combinator::Race, "Promise.race"); }

} // namespace tickscope
