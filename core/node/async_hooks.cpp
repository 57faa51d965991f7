// The native half of async_hooks: the frame of the running code, and the hooks that JavaScript listens with.
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/async_frame.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {
using Kept = NodeRuntime::Kept;

Value asyncContext(Isolate& iso, Args) {
  const AsyncFrame* frame = asAsyncFrame(iso.asyncFrame);
  return frame ? frame->context() : Value();
}
// The rest of the running callback, and what it starts, sees another context.
Value setAsyncContext(Isolate& iso, Args args) {
  const AsyncFrame* frame = asAsyncFrame(iso.asyncFrame);
  const double id = frame ? frame->asyncId() : 0, trigger = frame ? frame->triggerId() : 0;
  HandleValue resource = iso.handle(frame ? frame->resource() : Value());
  iso.asyncFrame = newAsyncFrame(iso, args.handle(iso, 0), id, trigger, resource);
  return Value();
}
// callInFrame(context, asyncId, triggerId, resource, function, this, arguments)
Value callInFrame(Isolate& iso, Args args) {
  HandleValue frame = iso.handle(newAsyncFrame(iso, args.handle(iso, 0), args[1].asNumber(), args[2].asNumber(), args.handle(iso, 3)));
  HandleValue list = args.handle(iso, 6);
  AsyncScope scope(iso, frame);
  return iso.invoke(iso.intrinsic(Intrinsic::Reflect), iso.key("apply"), {args.handle(iso, 4), args.handle(iso, 5), list});
}
Value executionAsyncIdNative(Isolate& iso, Args) { return Value::number(executionAsyncId(iso)); }
Value triggerAsyncId(Isolate& iso, Args) {
  const AsyncFrame* frame = asAsyncFrame(iso.asyncFrame);
  return Value::number(frame ? frame->triggerId() : 0);
}
Value executionResource(Isolate& iso, Args) {
  const AsyncFrame* frame = asAsyncFrame(iso.asyncFrame);
  return frame ? frame->resource() : Value();
}
Value newAsyncIdNative(Isolate& iso, Args) { return Value::number(NodeRuntime::of(iso).loop.nextAsyncId()); }
// The hooks hear of it in the next check phase.
Value destroyed(Isolate& iso, Args args) {
  iso.host.asyncDestroy(iso, args[0].asNumber());
  return Value();
}
// setHooks(on, promiseResolve, dispatch): whether there are hooks, and one for promiseResolve. dispatch(kind, id, type, trigger,
// resource), kind one of init, before, after, destroy, promiseResolve, or track: a promise got its ids. Of off only the next
// job takes notice.
Value setHooks(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  runtime.asyncHooksWanted = toBoolean(args[0]);
  if (runtime.asyncHooksWanted) {
    iso.asyncHooksOn = true;
    iso.promiseResolveHooked = toBoolean(args[1]);
    runtime.keep(Kept::AsyncHooks, args[2]);
    return Value();
  }
  // A promise's job may be under way: until the next job promises get ids as before.
  iso.microtasks->enqueue(JobKind::Host, [](Isolate& isolate, HandleValue, HandleValue, HandleValue, HandleValue) {
    isolate.asyncHooksOn = NodeRuntime::of(isolate).asyncHooksWanted;
    isolate.promiseResolveHooked = isolate.promiseResolveHooked && isolate.asyncHooksOn;
    return Value();
  }, Value(), Value());
  return Value();
}

void dispatch(NodeRuntime& runtime, std::string_view kind, double id, std::string_view type = {}, double trigger = 0, HandleValue resource = {}) {
  Isolate& iso = runtime.iso;
  if (!isCallable(runtime.kept(Kept::AsyncHooks)) || iso.terminating) return;
  HandleScope scope(iso.heap);
  const HandleValue listener = iso.handle(runtime.kept(Kept::AsyncHooks));
  // A hook's own exception ends the process in Node; it must not take the place of one that is under way.
  HandleValue pending = iso.handle(iso.pendingException);
  iso.pendingException = Value::empty();
  HandleValue kindText = iso.handle(Value(newString(iso, kind))), idValue = iso.handle(Value::number(id));
  HandleValue typeText = iso.handle(Value(newString(iso, type))), triggerValue = iso.handle(Value::number(trigger));
  HandleValue what = iso.handle(type.empty() ? Value() : resource.get());
  const Value result = iso.call(listener, iso.undefined(), {kindText, idValue, typeText, triggerValue, what});
  if (result.isException() && !iso.terminating) runtime.loop.reportUncaught();
  if (!iso.terminating) iso.pendingException = pending;
}
} // namespace

void NodeRuntime::asyncInit(Isolate&, double id, std::string_view type, double trigger, HandleValue resource) {
  dispatch(*this, "init", id, type, trigger, resource);
}
void NodeRuntime::asyncBefore(Isolate&, double id) { dispatch(*this, "before", id); }
void NodeRuntime::asyncAfter(Isolate&, double id) { dispatch(*this, "after", id); }
void NodeRuntime::asyncDestroy(Isolate&, double id) {
  destroyedIds_.push_back(id);
  if (destroyedIds_.size() > 1) return;
  loop.immediates.addNative([this] { tellDestroyed(); });
}
// AsyncWrap::DestroyAsyncIdsCallback.
void NodeRuntime::tellDestroyed() {
  for (const double one : std::exchange(destroyedIds_, {})) dispatch(*this, "destroy", one);
}
void NodeRuntime::asyncPromiseResolve(Isolate&, double id) { dispatch(*this, "promiseResolve", id); }
void NodeRuntime::promiseTracked(Isolate&, Handle<Object> promise, double id, double trigger) { dispatch(*this, "track", id, "PROMISE", trigger, promise); }

void fillAsyncHooks(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  Isolate& iso = runtime.iso;
  if (!iso.asyncTracking) {
    iso.asyncTracking = true;
    // What runs now is the main program, unless the module was asked for later.
    HandleScope scope(iso.heap);
    if (runtime.loop.iterations() == 0) iso.asyncFrame = newAsyncFrame(iso, iso.undefined(), 1, 0, iso.undefined());
  }
  defineMethods(iso, internal, {{"asyncContext", asyncContext, 0}, {"setAsyncContext", setAsyncContext, 1}, {"callInFrame", callInFrame, 7},
                                {"executionAsyncId", executionAsyncIdNative, 0}, {"triggerAsyncId", triggerAsyncId, 0},
                                {"executionResource", executionResource, 0}, {"newAsyncId", newAsyncIdNative, 0}, {"setHooks", setHooks, 3}, {"destroyed", destroyed, 1}});
}

} // namespace tickscope
