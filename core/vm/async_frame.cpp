#include "core/vm/async_frame.h"

namespace tickscope {

Value newAsyncFrame(Isolate& iso, HandleValue context, double asyncId, double triggerId, HandleValue resource) {
  Box* frame = newBox(iso, AsyncFrame::kWords);
  frame->values()[AsyncFrame::kContext] = context;
  frame->values()[AsyncFrame::kAsyncId] = Value::number(asyncId);
  frame->values()[AsyncFrame::kTriggerId] = Value::number(triggerId);
  frame->values()[AsyncFrame::kResource] = resource;
  return Value(frame);
}

Value withoutIds(Isolate& iso, HandleValue frameValue) {
  AsyncFrame* frame = asAsyncFrame(frameValue);
  if (!frame || frame->asyncId() == 0) return frameValue;
  Value& kept = frame->values()[AsyncFrame::kWithoutIds];
  if (kept.isCell()) return kept;
  HandleScope scope(iso.heap);
  const Value made = newAsyncFrame(iso, iso.handle(frame->context()), 0, 0, iso.undefined());
  frame = asAsyncFrame(frameValue);
  iso.heap.store(frame, &frame->values()[AsyncFrame::kWithoutIds], made);
  return made;
}

Value frameForResource(Isolate& iso, std::string_view type, HandleValue resource, double asyncId) {
  if (!iso.asyncTracking) return Value::undefined();
  HandleScope scope(iso.heap);
  const AsyncFrame* running = asAsyncFrame(iso.asyncFrame);
  HandleValue context = iso.handle(running ? running->context() : Value::undefined());
  const double trigger = running ? running->asyncId() : 0;
  if (asyncId == 0) asyncId = iso.host.newAsyncId(iso);
  HandleValue frame = iso.handle(newAsyncFrame(iso, context, asyncId, trigger, resource));
  if (iso.asyncHooksOn) iso.host.asyncInit(iso, asyncId, type, trigger, resource);
  return frame;
}

void AsyncScope::enter(Value frame) {
  previous_ = iso_.handle(iso_.asyncFrame);
  iso_.asyncFrame = frame;
  entered_ = true;
  if (!iso_.asyncHooksOn) return;
  if (const AsyncFrame* entered = asAsyncFrame(frame)) id_ = entered->asyncId();
  if (id_ > 0) iso_.host.asyncBefore(iso_, id_);
}

void AsyncScope::leave() {
  if (id_ > 0 && iso_.asyncHooksOn && !iso_.terminating) iso_.host.asyncAfter(iso_, id_);
  if (iso_.hasException()) iso_.thrownFrame = iso_.asyncFrame; // it is reported in the frame that it comes from
  iso_.asyncFrame = previous_;
}

} // namespace tickscope
