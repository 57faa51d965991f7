#pragma once
// V8's promise hooks as Node's async_hooks uses them: while hooks are on (Isolate::asyncHooksOn) every promise is a resource
// with an id, which it is given when it is made, or when it is first heard of. A promise's own AsyncFrame
// (PromiseObject::frame, whose resource is the promise) keeps the ids.
//
// Whoever makes a promise says what its parent is: of a `then` the promise that it was called on, of what an await wraps its
// operand in the promise of the function that waits.
#include "core/vm/promise_operations.h"

namespace tickscope {

// init: `parent` is a promise or undefined. May collect, and calls JavaScript. REQUIRES asyncHooksOn.
void promiseMade(Isolate& iso, Handle<PromiseObject> promise, HandleValue parent);
// promiseResolve: it is fulfilled or rejected. The same. REQUIRES promiseResolveHooked.
void promiseSettles(Isolate& iso, Handle<PromiseObject> promise);
// The frame in which a job that settles `promise` runs: with the promise's ids, made now if it is older than the hooks. The
// store is the one of `queued`, the frame that the job was queued in, or, before AsyncContextFrame (Node 24), the promise's.
// May collect. REQUIRES asyncHooksOn.
Value frameOfJobFor(Isolate& iso, Handle<PromiseObject> promise, HandleValue queued);
// What V8 makes for an await only while hooks are on, so that its continuation has a promise: `awaited` is its parent.
Value newThrowaway(Isolate& iso, Handle<PromiseObject> awaited);

} // namespace tickscope
