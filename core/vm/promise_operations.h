#pragma once
// Promises (ECMA-262 §27.2.1): the abstract operations behind the Promise constructor, await and async generators.
//
// A capability whose functions are undefined belongs to a promise of ours that nothing but this file settles: then,
// await and async functions need no resolving functions, and no user code can see the difference.
#include "core/heap/handles.h"
#include "core/vm/jobs.h"
#include "core/vm/object.h"

namespace tickscope {

struct PromiseObject : Object {
  enum Aux : uint16_t {
    kFulfilled = kKindBit0,
    kRejected = kKindBit1,
    kHandled = kKindBit2,         // [[PromiseIsHandled]]
    kAlreadyResolved = kKindBit3, // a resolving function was called; only for promises without resolving functions
  };
  Value result;    // the value or the reason once settled
  Value reactions; // while pending: the newest PromiseReaction, linked to older ones; or undefined
  Value traceId;   // int32: its PromiseCreated event, 0 untraced
  Value frame;     // the AsyncFrame that it was made in (core/vm/async_frame.h), undefined while nobody tracks
  bool isPending() const { return !(aux & (kFulfilled | kRejected)); }
  bool isFulfilled() const { return aux & kFulfilled; }
  bool isRejected() const { return aux & kRejected; }
  bool isHandled() const { return aux & kHandled; }
};

// A Box: what one `then` or `await` left behind in a pending promise (both halves of the specification's pair).
struct PromiseReaction : Cell {
  Value next;        // the one before it, or undefined
  Value onFulfilled; // a function or undefined (pass on); for await: the suspended GeneratorObject
  Value onRejected;
  Value promise;     // the derived promise, or undefined when nothing derives; of an await its throwaway, while hooks are on
  Value resolve, reject; // of the capability; undefined: settle `promise` directly
  Value kind;        // int32: then, await, or a native continuation
  Value frame;       // the AsyncFrame that it was registered in
};

struct PromiseCapability {
  HandleValue promise, resolve, reject; // all undefined: no capability (performPromiseThen with none)
};

// What made a promise: for the trace.
enum class PromiseSource : uint8_t {
  Constructor, Then, AsyncFunction, AsyncGenerator, Resolve, Combinator, Module, Native,
  Throwaway, // of an await, for promise hooks alone (core/vm/promise_hooks.h): not in the trace
};

// A pending promise with prototype %Promise.prototype%. `parent` is for promise hooks: a promise, or undefined. While hooks
// are on, making one calls JavaScript.
PromiseObject* newPromise(Isolate& iso, PromiseSource source = PromiseSource::Native);
PromiseObject* newPromise(Isolate& iso, PromiseSource source, HandleValue parent);
// The same with another prototype: OrdinaryCreateFromConstructor's result for the Promise constructor.
PromiseObject* newPromiseWithPrototype(Isolate& iso, HandleValue prototype, PromiseSource source, HandleValue parent);

bool isPromise(Value value);
uint32_t traceIdOf(Value promise); // its PromiseCreated; 0: it is none, or is not traced

// §27.2.1.3 CreateResolvingFunctions.
void createResolvingFunctions(Isolate& iso, Handle<PromiseObject> promise, HandleValue* resolve, HandleValue* reject);
// §27.2.1.3.2: what a resolve function does the first time. Never throws. Takes a getter of `then` into account.
void resolvePromise(Isolate& iso, Handle<PromiseObject> promise, HandleValue resolution);
void fulfillPromise(Isolate& iso, Handle<PromiseObject> promise, HandleValue value); // §27.2.1.4
void rejectPromise(Isolate& iso, Handle<PromiseObject> promise, HandleValue reason); // §27.2.1.7

// §27.2.1.5. For %Promise% itself it makes the resolving functions only if `needFunctions`.
Completion<PromiseCapability> newPromiseCapability(Isolate& iso, HandleValue constructor, bool needFunctions = true);
// The same for a promise that derives from `parent`, without resolving functions for %Promise% itself.
Completion<PromiseCapability> newDerivedCapability(Isolate& iso, HandleValue constructor, HandleValue parent);
// Call(capability.[[Resolve]], undefined, « value »), or the direct equivalent.
Completion<void> capabilityResolve(Isolate& iso, const PromiseCapability& capability, HandleValue value);
Completion<void> capabilityReject(Isolate& iso, const PromiseCapability& capability, HandleValue reason);

Value promiseResolve(Isolate& iso, HandleValue constructor, HandleValue value); // §27.2.4.7.1
// §27.2.5.4.1. Handlers that are not callable count as undefined. Without capability: all members undefined.
void performPromiseThen(Isolate& iso, Handle<PromiseObject> promise, HandleValue onFulfilled, HandleValue onRejected,
                        const PromiseCapability& capability);
PromiseCapability noCapability(Isolate& iso);
// Promise.prototype.then without looking `then` up: with the species constructor, as %Promise.prototype.then% does.
Value promiseThen(Isolate& iso, Handle<PromiseObject> promise, HandleValue onFulfilled, HandleValue onRejected);

// §27.7.5.3 Await, its first half: `generator` (a suspended frame, core/vm/generator.h) goes on in a job once `value`
// has settled. Throws what PromiseResolve throws.
Completion<void> awaitValue(Isolate& iso, HandleValue generator, HandleValue value);

// For natives that wait: calls run(iso, settled value, fulfilled?, data) in a job, with no derived promise.
using PromiseContinuation = Value (*)(Isolate& iso, HandleValue value, bool fulfilled, HandleValue data);
void whenSettled(Isolate& iso, Handle<PromiseObject> promise, PromiseContinuation run, HandleValue data);

bool isAwaitReaction(const PromiseReaction* reaction);

} // namespace tickscope
