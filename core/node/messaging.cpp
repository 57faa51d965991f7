// The native half of MessageChannel and BroadcastChannel: waking the loop for a message, and keeping it alive.
#include "core/heap/persistent.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {
// wake(deliver): deliver() is called in poll, in a turn of its own. One call a message.
Value wake(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  auto deliver = std::make_shared<Persistent>(iso.heap, args[0]);
  runtime.loop.poll.ready(iso.recorder ? iso.recorder->running() : trace::kNoEvent, "message",
                          [&iso, deliver] { (void)iso.call(deliver->handle(), iso.undefined()); });
  return Value();
}
// reference(on): a handle that keeps the loop alive begins or ends.
Value reference(Isolate& iso, Args args) {
  Poll& poll = NodeRuntime::of(iso).loop.poll;
  if (toBoolean(args[0])) poll.handleActive(true);
  else poll.handleInactive(true);
  return Value();
}
// closing(label, closed): closed() is called in the closing phase.
Value closing(Isolate& iso, Args args) {
  auto closed = std::make_shared<Persistent>(iso.heap, args[1]);
  NodeRuntime::of(iso).loop.closing.request(trace::kNoEvent, toUtf8(args[0].as<String>()),
                                            [&iso, closed] { (void)iso.call(closed->handle(), iso.undefined()); });
  return Value();
}
} // namespace

void fillMessaging(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal, {{"wake", wake, 1}, {"reference", reference, 1}, {"closing", closing, 2}});
}

} // namespace tickscope
