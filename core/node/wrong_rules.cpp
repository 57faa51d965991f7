// What our own JavaScript that makes wrong rules true (lib/wrong_*.js) needs of the engine.
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/trace/recorder.h"

namespace tickscope {

namespace {
Value lastEvent(Isolate& iso, Args) { return Value::number(iso.recorder ? iso.recorder->last() : 0); }
// wait(promise, since): runs what was queued after that event until the promise is settled, or nothing of it is left.
Value waitFor(Isolate& iso, Args args) {
  iso.host.blockUntilSettled(iso, iso.handle(args[0].as<Object>()), uint32_t(args[1].asNumber()) + 1);
  return iso.terminating ? Value(Throw{}) : Value();
}
} // namespace

void fillWaiting(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal, {{"lastEvent", lastEvent, 0}, {"wait", waitFor, 2}});
}

} // namespace tickscope
