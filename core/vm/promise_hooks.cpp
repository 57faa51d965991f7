#include "core/vm/promise_hooks.h"

#include "core/vm/async_frame.h"
#include "core/vm/isolate.h"

namespace tickscope {

namespace {
constexpr int kFirstWithContextFrame = 24;

// Its own frame; nullptr: nobody has heard of it.
AsyncFrame* ownFrame(PromiseObject* promise) {
  AsyncFrame* frame = asAsyncFrame(promise->frame);
  return frame && frame->resource() == Value(promise) ? frame : nullptr;
}

Handle<AsyncFrame> track(Isolate& iso, Handle<PromiseObject> promise, HandleValue context, double trigger) {
  const double id = iso.host.newAsyncId(iso);
  Handle<AsyncFrame> frame = Handle<AsyncFrame>::fromRooted(iso.handle(newAsyncFrame(iso, context, id, trigger, promise)));
  iso.heap.store(promise, &promise->frame, Value(frame.get()));
  iso.host.promiseTracked(iso, promise, id, trigger);
  return frame;
}
// A promise that is older than the hooks has no store, and what triggered it is what runs now.
Handle<AsyncFrame> frameOf(Isolate& iso, Handle<PromiseObject> promise) {
  if (AsyncFrame* own = ownFrame(promise)) return iso.handle(own);
  return track(iso, promise, iso.undefined(), executionAsyncId(iso));
}
} // namespace

void promiseMade(Isolate& iso, Handle<PromiseObject> promise, HandleValue parent) {
  HandleScope scope(iso.heap);
  // The parent's id comes first if both are new.
  const double trigger = isPromise(parent) ? frameOf(iso, Handle<PromiseObject>::fromRooted(parent))->asyncId() : executionAsyncId(iso);
  const AsyncFrame* running = asAsyncFrame(iso.asyncFrame);
  HandleValue context = iso.handle(running ? running->context() : Value());
  const double id = track(iso, promise, context, trigger)->asyncId();
  iso.host.asyncInit(iso, id, "PROMISE", trigger, promise);
}

void promiseSettles(Isolate& iso, Handle<PromiseObject> promise) {
  HandleScope scope(iso.heap);
  iso.host.asyncPromiseResolve(iso, frameOf(iso, promise)->asyncId());
}

Value frameOfJobFor(Isolate& iso, Handle<PromiseObject> promise, HandleValue queued) {
  HandleScope scope(iso.heap);
  Handle<AsyncFrame> own = frameOf(iso, promise);
  if (iso.options.nodeMajor < kFirstWithContextFrame) return Value(own.get());
  const AsyncFrame* captured = asAsyncFrame(queued);
  HandleValue context = iso.handle(captured ? captured->context() : Value());
  return newAsyncFrame(iso, context, own->asyncId(), own->triggerId(), promise);
}

Value newThrowaway(Isolate& iso, Handle<PromiseObject> awaited) {
  HandleScope scope(iso.heap);
  Handle<PromiseObject> throwaway = iso.handle(newPromise(iso, PromiseSource::Throwaway, awaited));
  return Value(throwaway.get());
}

} // namespace tickscope
