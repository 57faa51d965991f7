// What core/node/lib/events.js needs of the engine: emits in the trace, and the symbol of the fatal printer.
#include "core/node/events.h"

#include "core/node/emitter_fast.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

namespace {

Value emitBegin(Isolate& iso, Args args) {
  trace::Recorder* recorder = iso.recorder;
  const Value name = args[0];
  const std::string text = isString(name) ? toUtf8(name.as<String>()) : describeForMessage(iso, name);
  recorder->emit(trace::ev::EmitBegin{.cause = recorder->running(), .name = recorder->intern(text), .listeners = uint64_t(args[1].asInt32()), .at = currentSite(iso)});
  return Value();
}
Value emitEnd(Isolate& iso, Args) {
  iso.recorder->emit(trace::ev::EmitEnd{.cause = iso.recorder->running()});
  return Value();
}

} // namespace

Symbol* enhanceStackSymbol(NodeRuntime& runtime) {
  HandleValue slot = runtime.keptSlot(NodeRuntime::Kept::NodeLib0);
  if (!slot.get().isCell()) {
    HandleScope scope(runtime.iso.heap);
    const HandleValue description = runtime.iso.handle(Value(newString(runtime.iso, "kEnhanceStackBeforeInspector")));
    slot.set(Value(runtime.iso.newSymbol(description)));
  }
  return slot.get().as<Symbol>();
}

void fillEvents(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  defineMethods(iso, internal, {{"emitterFunctions", EmitterFast::install, 6}});
  // Where nobody records calls the library does not even ask ($note).
  if (iso.recorder && iso.recorder->wants(trace::Detail::Call)) defineMethods(iso, internal, {{"emitBegin", emitBegin, 2}, {"emitEnd", emitEnd, 0}});
  defineValue(iso, internal, iso.key("enhanceStackSymbol"), iso.handle(Value(enhanceStackSymbol(runtime))));
}

} // namespace tickscope
