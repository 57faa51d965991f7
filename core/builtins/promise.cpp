// Promise, as programs see it (ECMA-262 §27.2.3 to §27.2.5); its machinery is core/vm/promise_operations.h. The
// combinators: promise_combinators.cpp.
#include "core/builtins/promise.h"

#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"
#include "core/trace/recorder.h"
#include "core/vm/conversions.h"
#include "core/vm/function.h"
#include "core/vm/wrong_race.h"

namespace tickscope {

namespace {

// The constructor's call of its executor.
Value runExecutor(Isolate& iso, HandleValue executor, HandleValue resolve, HandleValue reject, HandleValue) {
  if (!threw(iso.call(executor, iso.undefined(), {resolve, reject}))) return Value();
  if (iso.terminating) return Throw{};
  TRY(iso.call(reject, iso.undefined(), {iso.handle(iso.takeException())}));
  return Value();
}

// §27.2.3.1
Value promiseConstructor(Isolate& iso, Args args) {
  if (!args.isConstruct()) return iso.raise(msg::PromiseWithoutNew);
  if (!isCallable(args[0])) return iso.raise(msg::ResolverNotFunction, {describeForMessage(iso, args[0])});
  const HandleValue prototype = iso.handle(TRY(getPrototypeFromConstructor(iso, args, Intrinsic::PromisePrototype)));
  const Handle<PromiseObject> promise = iso.handle(newPromiseWithPrototype(iso, prototype, PromiseSource::Constructor, iso.undefined()));
  HandleValue resolve = iso.handle(Value()), reject = iso.handle(Value());
  createResolvingFunctions(iso, promise, &resolve, &reject);
  if (iso.options.wrong.has(WrongRule::ExecutorLater)) {
    iso.microtasks->enqueue(JobKind::QueueMicrotask, runExecutor, args[0], resolve, reject);
    return promise;
  }
  const uint32_t before = iso.wrongRace ? iso.recorder->last() : 0;
  TRY(runExecutor(iso, args.handle(iso, 0), resolve, reject, iso.undefined()));
  if (iso.wrongRace) iso.wrongRace->worked(traceIdOf(promise), before, iso.recorder->last());
  return promise;
}

// --- Promise.prototype ---

// §27.2.5.4
Value promisePrototypeThen(Isolate& iso, Args args) {
  if (!isPromise(args.thisValue())) return raiseIncompatibleReceiver(iso, args.thisValue(), "Promise.prototype.then");
  return promiseThen(iso, Handle<PromiseObject>::fromRooted(args.thisValue()), args.handle(iso, 0), args.handle(iso, 1));
}

// §27.2.5.1
Value promisePrototypeCatch(Isolate& iso, Args args) {
  return iso.invoke(args.thisValue(), iso.key(iso.names.then), {iso.undefined(), args.handle(iso, 0)});
}

Handle<NativeFunction> closure(Isolate& iso, uint32_t length, NativeFn function, HandleValue first, HandleValue second) {
  const Handle<NativeFunction> made = iso.handle(newNativeFunction(iso, "", length, function));
  iso.heap.store(made, &made->data[0], first);
  iso.heap.store(made, &made->data[1], second);
  return made;
}

// §27.2.5.3.1 and §27.2.5.3.2: data are onFinally and the constructor.
Value returnValue(Isolate&, Args args) { return args.callee().get().as<NativeFunction>()->data[0]; }
Value throwValue(Isolate& iso, Args args) { return iso.throwValue(args.callee().get().as<NativeFunction>()->data[0]); }

Value afterFinally(Isolate& iso, Args args, NativeFn outcome) {
  const HandleValue onFinally = iso.handle(args.callee().get().as<NativeFunction>()->data[0]);
  const HandleValue constructor = iso.handle(args.callee().get().as<NativeFunction>()->data[1]);
  const HandleValue result = iso.handle(TRY(iso.call(onFinally, iso.undefined())));
  const HandleValue promise = iso.handle(TRY(promiseResolve(iso, constructor, result)));
  const Handle<NativeFunction> then = closure(iso, 0, outcome, args.handle(iso, 0), iso.undefined());
  return iso.invoke(promise, iso.key(iso.names.then), {then});
}
Value thenFinally(Isolate& iso, Args args) { return afterFinally(iso, args, returnValue); }
Value catchFinally(Isolate& iso, Args args) { return afterFinally(iso, args, throwValue); }

// §27.2.5.3
Value promisePrototypeFinally(Isolate& iso, Args args) {
  if (!isObject(args.thisValue())) return iso.raise(msg::CalledOnNonObject, {"Promise.prototype.finally"});
  const Handle<Object> promise = Handle<Object>::fromRooted(args.thisValue());
  const HandleValue constructor = iso.handle(TRY(speciesConstructor(iso, promise, iso.intrinsic(Intrinsic::Promise))));
  const HandleValue onFinally = args.handle(iso, 0);
  HandleValue onFulfilled = onFinally, onRejected = onFinally;
  if (isCallable(onFinally)) {
    onFulfilled = closure(iso, 1, thenFinally, onFinally, constructor);
    onRejected = closure(iso, 1, catchFinally, onFinally, constructor);
  }
  return iso.invoke(promise, iso.key(iso.names.then), {onFulfilled, onRejected});
}

// --- Promise ---

// §27.2.4.6
Value promiseReject(Isolate& iso, Args args) {
  if (!isObject(args.thisValue())) return iso.raise(msg::CalledOnNonObject, {"PromiseReject"});
  const PromiseCapability capability = TRY(newPromiseCapability(iso, args.thisValue(), false));
  TRY(capabilityReject(iso, capability, args.handle(iso, 0)));
  return capability.promise;
}

// §27.2.4.7
Value promiseResolveFunction(Isolate& iso, Args args) {
  if (!isObject(args.thisValue())) return iso.raise(msg::CalledOnNonObject, {"PromiseResolve"});
  return promiseResolve(iso, args.thisValue(), args.handle(iso, 0));
}

// §27.2.4.9
Value promiseWithResolvers(Isolate& iso, Args args) {
  if (!isObject(args.thisValue())) return iso.raise(msg::CalledOnNonObject, {"Promise.withResolvers"});
  const PromiseCapability capability = TRY(newPromiseCapability(iso, args.thisValue()));
  const Handle<Object> result = iso.handle(newObject(iso));
  const auto define = [&](const char* name, HandleValue value) {
    const HandleValue key = iso.handle(iso.key(name).raw());
    defineValue(iso, result, PropertyKey::fromRaw(key), value);
  };
  define("promise", capability.promise);
  define("resolve", capability.resolve);
  define("reject", capability.reject);
  return result;
}

// §27.2.4.8
Value promiseTry(Isolate& iso, Args args) {
  if (!isObject(args.thisValue())) return iso.raise(msg::CalledOnNonObject, {"Promise.try"});
  const PromiseCapability capability = TRY(newPromiseCapability(iso, args.thisValue(), false));
  const uint32_t count = args.count() > 1 ? args.count() - 1 : 0;
  const Value result = iso.call(args.handle(iso, 0), iso.undefined(), args.slots() + 1, count);
  if (threw(result)) {
    if (iso.terminating) return Throw{};
    TRY(capabilityReject(iso, capability, iso.handle(iso.takeException())));
  } else {
    TRY(capabilityResolve(iso, capability, iso.handle(result)));
  }
  return capability.promise;
}

} // namespace

void installPromise(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = newPrototype(iso);
  const Handle<NativeFunction> constructor =
      installConstructor(iso, realm, "Promise", 1, promiseConstructor, Intrinsic::Promise, prototype, Intrinsic::PromisePrototype);
  defineMethods(iso, constructor,
                {{"all", promiseAll, 1}, since(12, {"allSettled", promiseAllSettled, 1}), since(16, {"any", promiseAny, 1}), {"race", promiseRace, 1}});
  realm.set(Intrinsic::PromiseResolve, defineMethod(iso, constructor, "resolve", 1, promiseResolveFunction));
  defineMethod(iso, constructor, "reject", 1, promiseReject);
  if (iso.options.nodeMajor >= 22) defineMethod(iso, constructor, "withResolvers", 0, promiseWithResolvers);
  if (iso.options.nodeMajor >= 24) defineMethod(iso, constructor, "try", 1, promiseTry);
  defineSpecies(iso, constructor);
  realm.set(Intrinsic::PromiseThen, defineMethod(iso, prototype, "then", 2, promisePrototypeThen));
  defineMethods(iso, prototype, {{"catch", promisePrototypeCatch, 1}, {"finally", promisePrototypeFinally, 1}});
  defineToStringTag(iso, prototype, "Promise");
}

} // namespace tickscope
