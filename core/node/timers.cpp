// setTimeout and its family as programs see them (Node lib/timers.js); how they run is core/loop/timers.h.
#include "core/loop/immediates.h"
#include "core/loop/timers.h"
#include "core/node/builtin_modules.h"
#include "core/node/modules.h"
#include "core/node/node_errors.h"
#include "core/node/runtime.h"
#include "core/node/timer_properties.h"
#include "core/vm/async_frame.h"
#include "core/vm/conversions.h"
#include "core/vm/host_frames.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

namespace {
using Kept = NodeRuntime::Kept;
Loop& loopOf(Isolate& iso) { return NodeRuntime::of(iso).loop; }

// --- starting and clearing ---

Value setTimeoutNative(Isolate& iso, Args args) {
  TRY(checkCallback(iso, args.handle(iso, 0)));
  return loopOf(iso).timers.start(args, false);
}
Value setIntervalNative(Isolate& iso, Args args) {
  TRY(checkCallback(iso, args.handle(iso, 0)));
  return loopOf(iso).timers.start(args, true);
}
Value setImmediateNative(Isolate& iso, Args args) {
  TRY(checkCallback(iso, args.handle(iso, 0)));
  return loopOf(iso).immediates.start(args);
}

// clearTimeout and clearInterval: anything that is no timer is silently ignored.
Value clearTimeoutNative(Isolate& iso, Args args) {
  Timers& timers = loopOf(iso).timers;
  const Value value = args[0];
  if (HostObject::is(value, HostClass::Timeout)) {
    timers.clear(Handle<TimerObject>::fromRooted(args.handle(iso, 0)));
  } else if (value.isNumber()) {
    timers.clearById(value.asNumber());
  } else if (isString(value)) {
    // A property name of Node's table of ids: only the canonical text of a number finds one.
    const double id = stringToNumber(flatText(iso, args.handle(iso, 0)));
    if (numberToString(id) == toUtf8(args[0].as<String>())) timers.clearById(id);
  }
  return Value();
}
Value clearImmediateNative(Isolate& iso, Args args) {
  if (HostObject::is(args[0], HostClass::Immediate))
    loopOf(iso).immediates.clear(Handle<ImmediateObject>::fromRooted(args.handle(iso, 0)));
  return Value();
}

// --- methods of Timeout and Immediate ---

Completion<Handle<TimerObject>> thisTimer(Isolate& iso, Args args) {
  if (!HostObject::is(args.thisValue(), HostClass::Timeout))
    return iso.raise(msg::IncompatibleReceiver, {"Timeout", describeForMessage(iso, args.thisValue())});
  return Handle<TimerObject>::fromRooted(args.thisValue());
}
Completion<Handle<ImmediateObject>> thisImmediate(Isolate& iso, Args args) {
  if (!HostObject::is(args.thisValue(), HostClass::Immediate))
    return iso.raise(msg::IncompatibleReceiver, {"Immediate", describeForMessage(iso, args.thisValue())});
  return Handle<ImmediateObject>::fromRooted(args.thisValue());
}

template <bool kReferenced> Value timerRef(Isolate& iso, Args args) {
  loopOf(iso).timers.setReferenced(TRY(thisTimer(iso, args)), kReferenced);
  return args.thisValue();
}
Value timerHasRef(Isolate& iso, Args args) { return Value::boolean(TRY(thisTimer(iso, args))->has(TimerObject::kReferenced)); }
Value timerRefresh(Isolate& iso, Args args) {
  loopOf(iso).timers.refresh(TRY(thisTimer(iso, args)));
  return args.thisValue();
}
Value timerClose(Isolate& iso, Args args) {
  loopOf(iso).timers.clear(TRY(thisTimer(iso, args)));
  return args.thisValue();
}
Value timerToPrimitive(Isolate& iso, Args args) { return Value::number(loopOf(iso).timers.idOf(TRY(thisTimer(iso, args)))); }

template <bool kReferenced> Value immediateRef(Isolate& iso, Args args) {
  loopOf(iso).immediates.setReferenced(TRY(thisImmediate(iso, args)), kReferenced);
  return args.thisValue();
}
Value immediateHasRef(Isolate& iso, Args args) {
  return Value::boolean(TRY(thisImmediate(iso, args))->has(ImmediateObject::kReferenced));
}

Value illegalConstructor(Isolate& iso, Args) {
  return iso.raise(ErrorType::TypeError, "Illegal constructor");
}

// queueMicrotask: a job that calls the function; what it throws is uncaught at once.
Value runMicrotask(Isolate& iso, HandleValue callback, HandleValue frame, HandleValue, HandleValue) {
  HostEntryScope entry(iso, NodeRuntime::of(iso).loop.frames.queuedMicrotask);
  const Value result = iso.call(callback, iso.undefined(), nullptr, 0);
  resourceDone(iso, frame);
  return result;
}
Value queueMicrotaskNative(Isolate& iso, Args args) {
  TRY(checkCallback(iso, args.handle(iso, 0)));
  JobTrace trace;
  if (iso.recorder) trace.function = siteOfFunction(iso, args[0]);
  constexpr int kFirstThatMakesNoResource = 24; // unless hooks are on
  NodeRuntime& runtime = NodeRuntime::of(iso);
  if (runtime.rules.major >= kFirstThatMakesNoResource && !iso.asyncHooksOn) {
    const Value frame = withoutIds(iso, HandleValue(&iso.asyncFrame));
    iso.microtasks->enqueue(JobKind::QueueMicrotask, runMicrotask, args[0], Value(), Value(), Value(), trace, frame);
    return Value();
  }
  const HandleValue frame = iso.handle(frameForResource(iso, "Microtask", iso.undefined(), runtime.loop.nextAsyncId()));
  iso.microtasks->enqueue(JobKind::QueueMicrotask, runMicrotask, args[0], frame, Value(), Value(), trace, frame);
  return Value();
}

Handle<Object> classOf(Isolate& iso, std::string_view name, Kept kept) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  Handle<Object> prototype = iso.handle(newObject(iso));
  Handle<NativeFunction> constructor = iso.handle(newNativeFunction(iso, name, 0, illegalConstructor));
  makeConstructor(iso, constructor, prototype);
  runtime.keep(kept, prototype);
  return prototype;
}

struct Global {
  const char* name;
  NativeFn function;
  uint32_t length;
};
constexpr Global kGlobals[] = {
    {"clearImmediate", clearImmediateNative, 1}, {"setImmediate", setImmediateNative, 1},
    {"clearInterval", clearTimeoutNative, 1},    {"clearTimeout", clearTimeoutNative, 1},
    {"setInterval", setIntervalNative, 2},       {"setTimeout", setTimeoutNative, 2},
};
template <bool kImmediate> Value promisedTimer(Isolate& iso, Args) {
  const Handle<Object> promised = iso.handle(TRY(requireBuiltin(NodeRuntime::of(iso), "timers/promises")).as<Object>());
  return get(iso, promised, iso.key(kImmediate ? "setImmediate" : "setTimeout"));
}
} // namespace

void installTimers(NodeRuntime& runtime) {
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  Handle<Object> timeout = classOf(iso, "Timeout", Kept::TimerPrototype);
  defineMethods(iso, timeout, {{"ref", timerRef<true>, 0}, {"unref", timerRef<false>, 0}, since(11, {"hasRef", timerHasRef, 0}),
                               {"refresh", timerRefresh, 0}, {"close", timerClose, 0}});
  if (runtime.rules.timerHasPrimitive)
    defineMethod(iso, timeout, PropertyKey::fromSymbol(iso.symbols.toPrimitive), 0, timerToPrimitive);
  installTimerProperties(runtime, timeout);
  runtime.loop.timers.setShape(rootShape(iso, timeout, 0));

  Handle<Object> immediate = classOf(iso, "Immediate", Kept::ImmediatePrototype);
  defineMethods(iso, immediate, {{"ref", immediateRef<true>, 0}, {"unref", immediateRef<false>, 0}, since(11, {"hasRef", immediateHasRef, 0})});
  runtime.loop.immediates.setShape(rootShape(iso, immediate, 0));

  Handle<Object> global = iso.realm->global();
  for (const Global& entry : kGlobals) defineMethod(iso, global, iso.key(entry.name), entry.length, entry.function, kDefault);
  // util.promisify gives the functions of timers/promises.
  if (runtime.rules.timersPromises) {
    const HandleValue name = iso.handle(Value(newString(iso, "nodejs.util.promisify.custom")));
    const PropertyKey custom = PropertyKey::fromSymbol(iso.symbolFor(name.get().as<String>()));
    iso.handle(custom.raw());
    const auto promised = [&](const char* timer, NativeFn get) {
      HandleScope inner(iso.heap);
      defineGetter(iso, iso.handle(getOwnDataNoGc(global, iso.key(timer)).as<Object>()), custom, get, nullptr, kEnumerable | kConfigurable);
    };
    promised("setTimeout", promisedTimer<false>);
    promised("setImmediate", promisedTimer<true>);
  }
  if (runtime.rules.major >= 11) defineMethod(iso, global, iso.key("queueMicrotask"), 1, queueMicrotaskNative, kDefault);
}

Value createTimersModule(NodeRuntime& runtime) {
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  Handle<Object> exports = iso.handle(newObject(iso));
  Handle<Object> global = iso.realm->global();
  // The same functions as the globals had at the start.
  for (const char* name : {"setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "setInterval", "clearInterval"}) {
    HandleScope inner(iso.heap);
    const PropertyKey key = iso.key(name);
    HandleValue function = iso.handle(getOwnDataNoGc(global, key));
    defineValue(iso, exports, key, function);
  }
  if (runtime.rules.timersPromises)
    defineGetter(iso, exports, iso.key("promises"),
                 [](Isolate& i, Args) -> Value { return requireBuiltin(NodeRuntime::of(i), "timers/promises"); }, nullptr,
                 kEnumerable | kConfigurable);
  return exports;
}

// --- timers/promises ---

namespace {
Value startTimeoutInternal(Isolate& iso, Args args) { // (callback, delay, value)
  HandleValue callback = args.handle(iso, 0);
  double delay = 1;
  if (args[1].isNumber()) delay = args[1].asNumber();
  if (delay > Timers::kMaxDuration) loopOf(iso).hooks.warn(WarningKind::TimerOverflow, iso.undefined(), delay);
  return Value(loopOf(iso).timers.startInternal(callback, delay, args.handle(iso, 2), true));
}
Value checkNumberInternal(Isolate& iso, Args args) {
  TRY(checkNumber(iso, args.handle(iso, 0), toUtf8(args[1].as<String>())));
  return Value();
}
Value checkObjectInternal(Isolate& iso, Args args) {
  if (isObject(args[0]) && !isCallable(args[0])) return Value();
  return raiseInvalidArgType(iso, toUtf8(args[1].as<String>()), "of type object", args.handle(iso, 0));
}
Value checkBooleanInternal(Isolate& iso, Args args) {
  if (args[0].isBoolean()) return Value();
  return raiseInvalidArgType(iso, toUtf8(args[1].as<String>()), "of type boolean", args.handle(iso, 0));
}
Value checkSignalInternal(Isolate& iso, Args args) {
  if (isObject(args[0]) && TRY(hasProperty(iso, Handle<Object>::fromRooted(args.handle(iso, 0)), iso.key("aborted")))) return Value();
  return raiseInvalidArgType(iso, toUtf8(args[1].as<String>()), "an instance of AbortSignal", args.handle(iso, 0));
}
Value newAbortErrorInternal(Isolate& iso, Args args) {
  Handle<Object> error = iso.handle(iso.newError(ErrorType::Error, "The operation was aborted"));
  defineValue(iso, error, iso.key(iso.names.name), iso.handle(Value(newString(iso, "AbortError"))), kDefault);
  defineValue(iso, error, iso.key(iso.names.code), iso.handle(Value(newString(iso, "ABORT_ERR"))), kDefault);
  if (!args[0].isUndefined()) defineValue(iso, error, iso.key(iso.names.cause), args.handle(iso, 0), kHidden);
  return error;
}
Value newErrorInternal(Isolate& iso, Args args) {
  const std::string type = toUtf8(args[0].as<String>());
  const ErrorType errorType = type == "TypeError" ? ErrorType::TypeError : type == "RangeError" ? ErrorType::RangeError : ErrorType::Error;
  const std::string code = toUtf8(args[1].as<String>());
  return newNodeError(iso, errorType, code, toUtf8(flatten(iso, args.handle(iso, 2))));
}
} // namespace

void fillTimersPromises(NodeRuntime& runtime, Handle<Object> internal) {
  defineMethods(runtime.iso, internal,
                {{"startTimeout", startTimeoutInternal, 3}, {"startInterval", setIntervalNative, 2},
                 {"startImmediate", setImmediateNative, 2}, {"stopTimer", clearTimeoutNative, 1},
                 {"stopImmediate", clearImmediateNative, 1}, {"checkNumber", checkNumberInternal, 2},
                 {"checkObject", checkObjectInternal, 2}, {"checkBoolean", checkBooleanInternal, 2},
                 {"checkSignal", checkSignalInternal, 2}, {"newAbortError", newAbortErrorInternal, 1},
                 {"newError", newErrorInternal, 3}});
}

} // namespace tickscope
