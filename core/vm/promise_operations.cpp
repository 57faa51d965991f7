#include "core/vm/promise_operations.h"

#include "core/heap/v8_sizes.h"
#include "core/trace/recorder.h"
#include "core/vm/async_frame.h"
#include "core/vm/conversions.h"
#include "core/vm/fast_native.h"
#include "core/vm/function.h"
#include "core/vm/generator.h"
#include "core/vm/isolate.h"
#include "core/vm/lookup_cache.h"
#include "core/vm/promise_hooks.h"
#include "core/vm/trace_sites.h"
#include "core/vm/wrong_race.h"

namespace tickscope {

namespace {

trace::PromiseOrigin originOf(PromiseSource source) {
  switch (source) {
  case PromiseSource::Constructor: return trace::PromiseOrigin::Constructor;
  case PromiseSource::Then: return trace::PromiseOrigin::Then;
  case PromiseSource::AsyncFunction: return trace::PromiseOrigin::AsyncFunction;
  case PromiseSource::AsyncGenerator: return trace::PromiseOrigin::AsyncGenerator;
  case PromiseSource::Resolve: return trace::PromiseOrigin::Resolve;
  case PromiseSource::Combinator: return trace::PromiseOrigin::Combinator;
  case PromiseSource::Module:
  case PromiseSource::Throwaway:
  case PromiseSource::Native: return trace::PromiseOrigin::Api;
  }
  TICK_UNREACHABLE("a source that is not in the list");
}

// What §27.2.2.1 NewPromiseReactionJob does for a `then`: data = reaction, argument, fulfilled.
Value runReaction(Isolate& iso, HandleValue reactionValue, HandleValue argument, HandleValue fulfilled, HandleValue) {
  auto* raw = reactionValue.get().as<PromiseReaction>();
  if (iso.wrongRace && !iso.wrongRace->maySettle(traceIdOf(raw->promise))) return Value::undefined();
  HandleValue handler = iso.handle(fulfilled.get().isTrue() ? raw->onFulfilled : raw->onRejected);
  PromiseCapability capability{iso.handle(raw->promise), iso.handle(raw->resolve), iso.handle(raw->reject)};
  HandleValue result = iso.handle(argument.get());
  bool rejected = fulfilled.get().isFalse();
  if (!handler.get().isUndefined()) {
    result.set(iso.call(handler, iso.undefined(), {argument}));
    rejected = result.get().isException();
    if (rejected) {
      if (iso.terminating) return Throw{};
      result.set(iso.takeException());
    }
  }
  if (capability.promise.get().isUndefined()) return Value::undefined(); // nothing derives from it (§27.2.2.1 step 1.f)
  if (rejected) TRY(capabilityReject(iso, capability, result));
  else TRY(capabilityResolve(iso, capability, result));
  return Value::undefined();
}

Value runAwait(Isolate& iso, HandleValue generator, HandleValue argument, HandleValue fulfilled, HandleValue throwaway) {
  if (iso.wrongRace && !iso.wrongRace->maySettle(traceIdOf(generator.get().as<GeneratorObject>()->promise))) return Value::undefined();
  const Value result = resumeAwait(iso, generator, argument, fulfilled.get().isTrue());
  if (isPromise(throwaway) && !iso.terminating) fulfillPromise(iso, Handle<PromiseObject>::fromRooted(throwaway), iso.undefined());
  return result;
}

Value runContinuation(Isolate& iso, HandleValue reactionValue, HandleValue argument, HandleValue fulfilled, HandleValue) {
  auto* raw = reactionValue.get().as<PromiseReaction>();
  // The function's address lies in a RawBytes cell: it is no Value.
  auto run = *reinterpret_cast<PromiseContinuation*>(raw->onFulfilled.asCell()->words());
  HandleValue data = iso.handle(raw->onRejected);
  return run(iso, argument, fulfilled.get().isTrue(), data);
}

enum class ReactionKind : int32_t { Then, Await, Native };

void enqueueReaction(Isolate& iso, PromiseReaction* reaction, Value argument, bool fulfilled, uint32_t promiseTraceId) {
  JobTrace trace;
  trace.promise = promiseTraceId;
  switch (ReactionKind(reaction->kind.asInt32())) {
  case ReactionKind::Await:
    if (iso.recorder) trace.function = siteOfAwait(iso, reaction->onFulfilled);
    iso.microtasks->enqueue(JobKind::AwaitReaction, runAwait, reaction->onFulfilled, argument, Value::boolean(fulfilled),
                            reaction->promise, trace, reaction->frame);
    return;
  case ReactionKind::Native:
    iso.microtasks->enqueue(JobKind::Reaction, runContinuation, Value(reaction), argument, Value::boolean(fulfilled),
                            Value::undefined(), trace, reaction->frame);
    return;
  case ReactionKind::Then:
    if (iso.recorder) trace.function = siteOfFunction(iso, fulfilled ? reaction->onFulfilled : reaction->onRejected);
    iso.microtasks->enqueue(JobKind::Reaction, runReaction, Value(reaction), argument, Value::boolean(fulfilled),
                            Value::undefined(), trace, reaction->frame);
    return;
  }
}

// §27.2.1.8 TriggerPromiseReactions: oldest first. The list is newest first, so it is turned round in place.
void triggerReactions(Isolate& iso, Value newest, Value argument, bool fulfilled, uint32_t promiseTraceId) {
  Value previous = Value::undefined();
  for (Value at = newest; at.isCell();) {
    auto* reaction = at.as<PromiseReaction>();
    const Value next = reaction->next;
    iso.heap.store(reaction, &reaction->next, previous);
    previous = at;
    at = next;
  }
  for (Value at = previous; at.isCell();) {
    auto* reaction = at.as<PromiseReaction>();
    const Value next = reaction->next;
    reaction->next = Value::undefined();
    enqueueReaction(iso, reaction, argument, fulfilled, promiseTraceId); // does not collect
    at = next;
  }
}

void settleByRule(Isolate& iso, Handle<PromiseObject> promise, HandleValue result, bool fulfilled) {
  if (__builtin_expect(iso.promiseResolveHooked, 0)) promiseSettles(iso, promise);
  const uint32_t traceId = traceIdOf(promise);
  if (iso.recorder)
    iso.recorder->emit(trace::ev::PromiseSettled{.cause = iso.recorder->running(),
                                                 .promise = traceId,
                                                 .settlement = fulfilled ? trace::Settlement::Fulfilled : trace::Settlement::Rejected,
                                                 .at = currentSite(iso)});
  const Value reactions = promise->reactions;
  iso.heap.store(promise, &promise->result, result);
  promise->reactions = Value::undefined();
  promise->aux |= fulfilled ? PromiseObject::kFulfilled : PromiseObject::kRejected;
  if (!fulfilled && !promise->isHandled()) {
    // The tracker may allocate; the reactions of an unhandled promise are none.
    iso.host.promiseRejected(iso, promise, result);
    return;
  }
  triggerReactions(iso, reactions, result, fulfilled, traceId);
}

void settle(Isolate& iso, Handle<PromiseObject> promise, HandleValue result, bool fulfilled) {
  if (iso.wrongRace && !iso.wrongRace->maySettle(traceIdOf(promise))) return;
  settleByRule(iso, promise, result, fulfilled);
  if (iso.wrongRace) iso.wrongRace->settled(iso, traceIdOf(promise));
}

// The functions of one pair share a Box whose only word says whether either was called.
bool takeResolution(Isolate& iso, Args args, HandleValue* promise) {
  auto* native = args.callee().get().as<NativeFunction>();
  Box* resolved = native->data[1].as<Box>();
  if (resolved->values()[0].isTrue()) return false;
  resolved->values()[0] = Value::boolean(true);
  *promise = iso.handle(native->data[0]);
  return true;
}
Value resolveFunction(Isolate& iso, Args args) {
  HandleValue promise = iso.undefined();
  if (!takeResolution(iso, args, &promise)) return Value::undefined();
  resolvePromise(iso, Handle<PromiseObject>::fromRooted(promise), args.handle(iso, 0));
  return Value::undefined();
}
Value rejectFunction(Isolate& iso, Args args) {
  HandleValue promise = iso.undefined();
  if (!takeResolution(iso, args, &promise)) return Value::undefined();
  rejectPromise(iso, Handle<PromiseObject>::fromRooted(promise), args.handle(iso, 0));
  return Value::undefined();
}

// §27.2.2.2 NewPromiseResolveThenableJob.
Value runThenableJob(Isolate& iso, HandleValue promise, HandleValue thenable, HandleValue then, HandleValue) {
  HandleValue resolve = iso.undefined(), reject = iso.undefined();
  createResolvingFunctions(iso, Handle<PromiseObject>::fromRooted(promise), &resolve, &reject);
  const Value result = iso.call(then, thenable, {resolve, reject});
  if (!result.isException()) return Value::undefined();
  if (iso.terminating) return Throw{};
  HandleValue reason = iso.handle(iso.takeException());
  return iso.call(reject, iso.undefined(), {reason});
}

// §27.2.1.5.1 GetCapabilitiesExecutor Functions: data[0] is a Box(resolve, reject).
Value capabilityExecutor(Isolate& iso, Args args) {
  Box* box = args.callee().get().as<NativeFunction>()->data[0].as<Box>();
  if (!box->values()[0].isUndefined() || !box->values()[1].isUndefined())
    return iso.raise(ErrorType::TypeError, "Promise executor has already been invoked with non-undefined arguments");
  iso.heap.store(box, &box->values()[0], args[0]);
  iso.heap.store(box, &box->values()[1], args[1]);
  return Value::undefined();
}

bool isIntrinsic(Isolate& iso, Value value, Intrinsic which) { return value == Value(iso.realm->get(which)); }
} // namespace

bool isAwaitReaction(const PromiseReaction* reaction) { return ReactionKind(reaction->kind.asInt32()) == ReactionKind::Await; }

uint32_t traceIdOf(Value promise) {
  if (!isPromise(promise)) return 0;
  const Value id = promise.as<PromiseObject>()->traceId;
  return id.isInt32() ? uint32_t(id.asInt32()) : 0;
}

bool isPromise(Value value) { return value.isCell() && value.asCell()->kind == CellKind::PromiseObject; }

PromiseObject* newPromiseWithPrototype(Isolate& iso, HandleValue prototype, PromiseSource source, HandleValue parent) {
  Shape* const shape = rootShape(iso, prototype, 0); // pinned, and its prototype keeps it
  auto* promise = iso.heap.allocateUnfilled<PromiseObject>(CellKind::PromiseObject, sizeof(PromiseObject));
  promise->shape = shape;
  promise->storage = Value::empty();
  promise->elements = iso.emptyElements;
  promise->result = promise->reactions = promise->traceId = Value::undefined();
  promise->frame = iso.asyncFrame;
  if (iso.recorder && source != PromiseSource::Throwaway)
    promise->traceId = Value::int32(int32_t(iso.recorder->emit(trace::ev::PromiseCreated{
        .cause = iso.recorder->running(), .origin = originOf(source), .at = currentSite(iso)})));
  if (__builtin_expect(iso.asyncHooksOn && source != PromiseSource::Module, 0)) {
    HandleScope scope(iso.heap);
    Handle<PromiseObject> made = iso.handle(promise);
    promiseMade(iso, made, parent);
    return made;
  }
  return promise;
}

PromiseObject* newPromise(Isolate& iso, PromiseSource source) { return newPromise(iso, source, iso.undefined()); }
PromiseObject* newPromise(Isolate& iso, PromiseSource source, HandleValue parent) {
  return newPromiseWithPrototype(iso, iso.intrinsic(Intrinsic::PromisePrototype), source, parent);
}

void createResolvingFunctions(Isolate& iso, Handle<PromiseObject> promise, HandleValue* resolve, HandleValue* reject) {
  Handle<NativeFunction> first = iso.handle(newNativeFunction(iso, "", 1, resolveFunction));
  Handle<NativeFunction> second = iso.handle(newNativeFunction(iso, "", 1, rejectFunction));
  Box* resolved = newBox(iso, 1);
  for (NativeFunction* function : {first.get(), second.get()}) {
    iso.heap.store(function, &function->data[0], promise);
    iso.heap.store(function, &function->data[1], Value(resolved));
  }
  *resolve = first;
  *reject = second;
}

void fulfillPromise(Isolate& iso, Handle<PromiseObject> promise, HandleValue value) { settle(iso, promise, value, true); }
void rejectPromise(Isolate& iso, Handle<PromiseObject> promise, HandleValue reason) { settle(iso, promise, reason, false); }

namespace {
// Under WrongRule::ThenableFree: without the job that calls `then`.
Value settleLike(Isolate& iso, HandleValue value, bool fulfilled, HandleValue promise) {
  Handle<PromiseObject> follower = Handle<PromiseObject>::fromRooted(promise);
  if (fulfilled) fulfillPromise(iso, follower, value);
  else rejectPromise(iso, follower, value);
  return Value();
}
void followWithoutJob(Isolate& iso, Handle<PromiseObject> promise, Handle<PromiseObject> followed) {
  if (followed->isPending()) return whenSettled(iso, followed, settleLike, promise);
  const bool fulfilled = followed->isFulfilled();
  if (!fulfilled && !followed->isHandled()) iso.host.promiseHandled(iso, followed);
  followed->aux |= PromiseObject::kHandled;
  settleLike(iso, iso.handle(followed->result), fulfilled, promise);
}
} // namespace

void resolvePromise(Isolate& iso, Handle<PromiseObject> promise, HandleValue resolution) {
  if (!isObject(resolution)) return fulfillPromise(iso, promise, resolution);
  HandleScope scope(iso.heap);
  if (resolution.get() == Value(promise.get())) {
    HandleValue error = iso.handle(Value(iso.newError(ErrorType::TypeError, "Chaining cycle detected for promise #<Promise>")));
    return rejectPromise(iso, promise, error);
  }
  HandleValue then = iso.handle(get(iso, Handle<Object>::fromRooted(resolution), iso.key(iso.names.then)));
  if (then.get().isException()) {
    if (iso.terminating) return;
    HandleValue reason = iso.handle(iso.takeException());
    return rejectPromise(iso, promise, reason);
  }
  if (!isCallable(then)) return fulfillPromise(iso, promise, resolution);
  JobTrace trace;
  if (iso.recorder) {
    trace.promise = traceIdOf(promise);
    trace.function = siteOfFunction(iso, then);
    iso.recorder->emit(trace::ev::PromiseFollows{.cause = iso.recorder->running(), .promise = traceIdOf(promise), .thenable = traceIdOf(resolution)});
  }
  if (iso.wrongRace) iso.wrongRace->waitsFor(traceIdOf(promise), traceIdOf(resolution));
  if (iso.options.wrong.has(WrongRule::ThenableFree) && isPromise(resolution))
    return followWithoutJob(iso, promise, Handle<PromiseObject>::fromRooted(resolution));
  iso.microtasks->enqueue(JobKind::ThenableJob, runThenableJob, promise, resolution, then, Value::undefined(), trace);
}

PromiseCapability noCapability(Isolate& iso) { return {iso.undefined(), iso.undefined(), iso.undefined()}; }

Completion<PromiseCapability> newPromiseCapability(Isolate& iso, HandleValue constructor, bool needFunctions) {
  if (isIntrinsic(iso, constructor, Intrinsic::Promise)) {
    Handle<PromiseObject> promise = iso.handle(newPromise(iso, PromiseSource::Then));
    PromiseCapability capability{promise, iso.undefined(), iso.undefined()};
    if (needFunctions) createResolvingFunctions(iso, promise, &capability.resolve, &capability.reject);
    return capability;
  }
  if (!isConstructor(constructor)) return iso.raise(msg::NotAConstructor, {describeForMessage(iso, constructor)});
  Handle<Box> box = iso.handle(newBox(iso, 2));
  Handle<NativeFunction> executor = iso.handle(newNativeFunction(iso, "", 2, capabilityExecutor));
  iso.heap.store(executor, &executor->data[0], box);
  HandleValue promise = iso.handle(TRY(iso.construct(constructor, {executor})));
  HandleValue resolve = iso.handle(box->values()[0]);
  HandleValue reject = iso.handle(box->values()[1]);
  if (!isCallable(resolve) || !isCallable(reject))
    return iso.raise(ErrorType::TypeError, "Promise resolve or reject function is not callable");
  return PromiseCapability{promise, resolve, reject};
}

Completion<PromiseCapability> newDerivedCapability(Isolate& iso, HandleValue constructor, HandleValue parent) {
  if (!isIntrinsic(iso, constructor, Intrinsic::Promise)) return newPromiseCapability(iso, constructor, false);
  return PromiseCapability{iso.handle(newPromise(iso, PromiseSource::Then, parent)), iso.undefined(), iso.undefined()};
}

Completion<void> capabilityResolve(Isolate& iso, const PromiseCapability& capability, HandleValue value) {
  if (capability.resolve.get().isUndefined()) {
    resolvePromise(iso, Handle<PromiseObject>::fromRooted(capability.promise), value);
    return {};
  }
  TRY(iso.call(capability.resolve, iso.undefined(), {value}));
  return {};
}

Completion<void> capabilityReject(Isolate& iso, const PromiseCapability& capability, HandleValue reason) {
  if (capability.reject.get().isUndefined()) {
    rejectPromise(iso, Handle<PromiseObject>::fromRooted(capability.promise), reason);
    return {};
  }
  TRY(iso.call(capability.reject, iso.undefined(), {reason}));
  return {};
}

Value promiseResolve(Isolate& iso, HandleValue constructor, HandleValue value) {
  if (isPromise(value)) {
    HandleScope scope(iso.heap);
    HandleValue valueConstructor = iso.handle(TRY(get(iso, Handle<Object>::fromRooted(value), iso.key(iso.names.constructor))));
    if (sameValueNoGc(valueConstructor, constructor)) return value;
  }
  HandleScope scope(iso.heap);
  if (isIntrinsic(iso, constructor, Intrinsic::Promise)) {
    Handle<PromiseObject> promise = iso.handle(newPromise(iso, PromiseSource::Resolve));
    resolvePromise(iso, promise, value);
    if (iso.terminating) return Throw{};
    return promise.get();
  }
  PromiseCapability capability = TRY(newPromiseCapability(iso, constructor));
  TRY(capabilityResolve(iso, capability, value));
  return capability.promise;
}

namespace {
PromiseReaction* newReaction(Isolate& iso, HandleValue onFulfilled, HandleValue onRejected, const PromiseCapability& capability, ReactionKind kind) {
  auto* reaction = iso.heap.allocateUnfilled<PromiseReaction>(CellKind::Box, sizeof(PromiseReaction));
  reaction->next = Value::undefined();
  reaction->aux |= V8Aux::kReaction;
  reaction->frame = iso.asyncFrame;
  reaction->onFulfilled = onFulfilled;
  reaction->onRejected = onRejected;
  reaction->promise = capability.promise;
  reaction->resolve = capability.resolve;
  reaction->reject = capability.reject;
  reaction->kind = Value::int32(int32_t(kind));
  return reaction;
}

void attach(Isolate& iso, Handle<PromiseObject> promise, PromiseReaction* reaction) {
  if (promise->isPending()) {
    reaction->next = promise->reactions;
    iso.heap.store(promise, &promise->reactions, Value(reaction));
    promise->aux |= PromiseObject::kHandled;
    return;
  }
  const bool fulfilled = promise->isFulfilled();
  if (!fulfilled && !promise->isHandled()) {
    HandleScope scope(iso.heap);
    Handle<PromiseReaction> kept = iso.handle(reaction);
    iso.host.promiseHandled(iso, promise);
    reaction = kept;
  }
  promise->aux |= PromiseObject::kHandled;
  if (iso.options.wrong.has(WrongRule::ThenAtOnce) && ReactionKind(reaction->kind.asInt32()) == ReactionKind::Then) {
    HandleScope scope(iso.heap);
    runReaction(iso, iso.handle(Value(reaction)), iso.handle(promise->result), iso.handle(Value::boolean(fulfilled)), iso.undefined());
    return;
  }
  enqueueReaction(iso, reaction, promise->result, fulfilled, traceIdOf(promise));
}
} // namespace

void performPromiseThen(Isolate& iso, Handle<PromiseObject> promise, HandleValue onFulfilled, HandleValue onRejected,
                        const PromiseCapability& capability) {
  if (iso.wrongRace) iso.wrongRace->waitsFor(traceIdOf(capability.promise), traceIdOf(promise));
  if (iso.recorder)
    iso.recorder->emit(trace::ev::PromiseHandled{.cause = iso.recorder->running(), .promise = traceIdOf(promise),
                                                 .derived = traceIdOf(capability.promise), .at = currentSite(iso)});
  attach(iso, promise,
         newReaction(iso, isCallable(onFulfilled) ? onFulfilled : iso.undefined(), isCallable(onRejected) ? onRejected : iso.undefined(),
                     capability, ReactionKind::Then));
}

namespace {
// OPTIMIZATION: SpeciesConstructor of a promise without properties of its own, whose prototype has %Promise% as its constructor
// in the place where it was made, and which gives itself as species. Empty: ask the ordinary way.
Value usualSpecies(Isolate& iso, PromiseObject* promise) {
  Object* prototype = iso.realm->get(Intrinsic::PromisePrototype);
  Object* constructor = iso.realm->get(Intrinsic::Promise);
  if (promise->shape->count != 0 || promise->shape->prototype != Value(prototype) || prototype->shape->count == 0) return Value::empty();
  const PropertyEntry& first = *prototype->shape->entries();
  if (first.deleted || (first.attributes & kAccessor) || !(first.key == PropertyKey::fromAtom(iso.names.constructor)) ||
      prototype->getSlot(first.slot) != Value(constructor))
    return Value::empty();
  Value species;
  return tryFastGetter(iso, iso.lookups->speciesGetter(iso, constructor), constructor, &species) && species == Value(constructor) ? species : Value::empty();
}
} // namespace

Value promiseThen(Isolate& iso, Handle<PromiseObject> promise, HandleValue onFulfilled, HandleValue onRejected) {
  HandleScope scope(iso.heap);
  HandleValue constructor = iso.handle(usualSpecies(iso, promise));
  if (constructor.get().isEmpty()) constructor.set(TRY(speciesConstructor(iso, promise, iso.intrinsic(Intrinsic::Promise))));
  PromiseCapability capability = TRY(newDerivedCapability(iso, constructor, promise));
  performPromiseThen(iso, promise, onFulfilled, onRejected, capability);
  return capability.promise;
}

namespace {
// §27.7.5.3 step 2. Until V8 7.2 (Node 12) every awaited value was wrapped in a promise of its own, which costs an
// awaited promise two jobs more.
Completion<PromiseObject*> promiseToAwait(Isolate& iso, HandleValue value, Value waiting) {
  constexpr int kFirstThatAwaitsPromisesThemselves = 12;
  if (__builtin_expect(iso.asyncHooksOn, 0) && !isPromise(value)) {
    Handle<PromiseObject> wrapper = iso.handle(newPromise(iso, PromiseSource::Resolve, iso.handle(waiting)));
    resolvePromise(iso, wrapper, value);
    return wrapper.get();
  }
  if (iso.options.nodeMajor >= kFirstThatAwaitsPromisesThemselves)
    return TRY(promiseResolve(iso, iso.intrinsic(Intrinsic::Promise), value)).as<PromiseObject>();
  Handle<PromiseObject> wrapper = iso.handle(newPromise(iso));
  resolvePromise(iso, wrapper, value);
  return wrapper.get();
}
} // namespace

Completion<void> awaitValue(Isolate& iso, HandleValue generator, HandleValue value) {
  HandleScope scope(iso.heap);
  Handle<PromiseObject> promise = iso.handle(TRY(promiseToAwait(iso, value, promiseOfSuspended(generator.get().as<GeneratorObject>()))));
  auto* state = generator.get().as<GeneratorObject>();
  iso.heap.store(state, &state->awaiting, promise);
  if (iso.wrongRace) iso.wrongRace->waitsFor(traceIdOf(state->promise), traceIdOf(promise));
  if (iso.recorder)
    state->traceId = Value::int32(int32_t(iso.recorder->emit(trace::ev::AwaitSuspended{.cause = iso.recorder->running(),
                                                                                       .promise = traceIdOf(promise),
                                                                                       .function = siteOfFunction(iso, state->function),
                                                                                       .at = currentSite(iso)})));
  PromiseCapability throwaway = noCapability(iso);
  if (__builtin_expect(iso.asyncHooksOn, 0)) throwaway.promise = iso.handle(newThrowaway(iso, promise));
  attach(iso, promise, newReaction(iso, generator, iso.undefined(), throwaway, ReactionKind::Await));
  return {};
}

void whenSettled(Isolate& iso, Handle<PromiseObject> promise, PromiseContinuation run, HandleValue data) {
  HandleScope scope(iso.heap);
  Handle<Cell> address = iso.handle(iso.heap.allocateCell(CellKind::RawBytes, sizeof(Cell) + sizeof run));
  *reinterpret_cast<PromiseContinuation*>(address->words()) = run;
  attach(iso, promise, newReaction(iso, address, data, noCapability(iso), ReactionKind::Native));
}

} // namespace tickscope
