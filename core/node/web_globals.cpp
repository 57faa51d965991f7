// Globals that come from the Web (EventTarget, AbortController, …): made when first looked at, since most programs never do.
#include "core/node/builtin_modules.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

struct WebGlobal {
  const char* name;
  const char* module; // of builtin_modules.def, with an export of that name
  int since;          // Node major
  bool isEnumerable = false;
};
constexpr WebGlobal kWebGlobals[] = {
    {"Buffer", "buffer", 0},
    {"TextEncoder", "internal/encoding", 11},
    {"TextDecoder", "internal/encoding", 11},
    {"atob", "buffer", 16, true},
    {"btoa", "buffer", 16, true},
    {"ReadableStream", "stream/web", 18},
    {"ReadableStreamDefaultReader", "stream/web", 18},
    {"ReadableStreamBYOBReader", "stream/web", 18},
    {"ReadableStreamBYOBRequest", "stream/web", 18},
    {"ReadableByteStreamController", "stream/web", 18},
    {"ReadableStreamDefaultController", "stream/web", 18},
    {"TransformStream", "stream/web", 18},
    {"TransformStreamDefaultController", "stream/web", 18},
    {"WritableStream", "stream/web", 18},
    {"WritableStreamDefaultWriter", "stream/web", 18},
    {"WritableStreamDefaultController", "stream/web", 18},
    {"ByteLengthQueuingStrategy", "stream/web", 18},
    {"CountQueuingStrategy", "stream/web", 18},
    {"TextEncoderStream", "stream/web", 18},
    {"TextDecoderStream", "stream/web", 18},
    {"Blob", "internal/blob", 18},
    {"File", "internal/blob", 20},
    {"Event", "internal/event_target", 15},
    {"EventTarget", "internal/event_target", 15},
    {"AbortController", "internal/event_target", 15},
    {"AbortSignal", "internal/event_target", 15},
    {"Intl", "internal/intl", 0},
    {"DOMException", "internal/event_target", 17},
    {"CustomEvent", "internal/event_target", 20},
    {"URL", "url", 10},
    {"URLSearchParams", "url", 10},
    {"MessageChannel", "internal/message_channel", 15},
    {"MessagePort", "internal/message_channel", 15},
    {"MessageEvent", "internal/message_channel", 15},
    {"BroadcastChannel", "internal/message_channel", 18},
    {"performance", "perf_hooks", 16, true},
    {"Performance", "perf_hooks", 19},
    {"PerformanceEntry", "perf_hooks", 19},
    {"PerformanceMark", "perf_hooks", 19},
    {"PerformanceMeasure", "perf_hooks", 19},
    {"PerformanceObserver", "perf_hooks", 19},
    {"PerformanceObserverEntryList", "perf_hooks", 19},
    {"PerformanceResourceTiming", "perf_hooks", 19},
    {"fetch", "internal/fetch", 18, true},
    {"FormData", "internal/fetch", 18},
    {"Headers", "internal/fetch", 18},
    {"Request", "internal/fetch", 18},
    {"Response", "internal/fetch", 18},
    {"navigator", "internal/navigator", 21, true},
    {"Navigator", "internal/navigator", 21},
    {"crypto", "internal/webcrypto", 19, true},
    {"Crypto", "internal/webcrypto", 19},
    {"CryptoKey", "internal/webcrypto", 19},
    {"SubtleCrypto", "internal/webcrypto", 19},
};

bool isEnumerable(std::string_view name) {
  for (const WebGlobal& global : kWebGlobals)
    if (name == global.name) return global.isEnumerable;
  return false;
}
void settle(Isolate& iso, PropertyKey key, HandleValue value) {
  const bool shown = isEnumerable(toUtf8(key.toValue(iso).as<String>()));
  PropertyDescriptor d = PropertyDescriptor::data(value, shown ? kDefault : kHidden);
  (void)MUST(defineOwnProperty(iso, iso.realm->global(), key, d));
}

Value getGlobal(Isolate& iso, Args args) {
  const NativeFunction* self = args.callee().get().as<NativeFunction>();
  HandleValue name = iso.handle(self->data[0]), module = iso.handle(self->data[1]);
  const PropertyKey key = PropertyKey::fromString(iso, name.get().as<String>());
  const Handle<Object> exports = iso.handle(TRY(requireBuiltin(NodeRuntime::of(iso), toUtf8(module.get().as<String>()))).as<Object>());
  HandleValue value = iso.handle(TRY(get(iso, exports, key)));
  settle(iso, key, value);
  return value;
}
Value setGlobal(Isolate& iso, Args args) {
  settle(iso, PropertyKey::fromString(iso, args.callee().get().as<NativeFunction>()->data[0].as<String>()), args.handle(iso, 0));
  return Value();
}

} // namespace

void installWebGlobals(NodeRuntime& runtime) {
  Isolate& iso = runtime.iso;
  for (const WebGlobal& global : kWebGlobals) {
    if (iso.options.nodeMajor < global.since) continue;
    HandleScope scope(iso.heap);
    const Handle<String> name = iso.handle(intern(iso, global.name));
    const HandleValue module = iso.handle(Value(newString(iso, global.module)));
    const Handle<NativeFunction> getter = iso.handle(newNativeFunction(iso, PropertyKey::fromAtom(name), "get", 0, getGlobal));
    const Handle<NativeFunction> setter = iso.handle(newNativeFunction(iso, PropertyKey::fromAtom(name), "set", 1, setGlobal));
    for (const Handle<NativeFunction>& function : {getter, setter}) {
      iso.heap.store(function, &function->data[0], Value(name.get()));
      iso.heap.store(function, &function->data[1], module);
    }
    defineAccessor(iso, runtime.realm->global(), PropertyKey::fromAtom(name), getter, setter, kConfigurable | (global.isEnumerable ? kEnumerable : 0));
  }
}

} // namespace tickscope
