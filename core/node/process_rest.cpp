// What few programs ask of `process`: made when first looked at, by core/node/lib/process_rest.js. Signals to the process
// itself are here.
#include "core/node/builtin_modules.h"
#include "core/node/modules.h"
#include "core/node/process_events.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {
struct Rest {
  const char* name;
  int since; // Node major
};
constexpr Rest kRest[] = {
    {"allowedNodeEnvironmentFlags", 10}, {"availableMemory", 20}, {"binding", 0}, {"config", 0}, {"constrainedMemory", 18}, {"dlopen", 0},
    {"getActiveResourcesInfo", 16}, {"getBuiltinModule", 20}, {"getgroups", 0}, {"initgroups", 0}, {"kill", 0}, {"loadEnvFile", 20},
    {"mainModule", 0}, {"moduleLoadList", 0}, {"report", 12}, {"resourceUsage", 12}, {"setegid", 0}, {"seteuid", 0}, {"setgid", 0},
    {"setgroups", 0}, {"setSourceMapsEnabled", 16}, {"setuid", 0}, {"threadCpuUsage", 23}, {"_getActiveHandles", 0}, {"_getActiveRequests", 0},
    {"_rawDebug", 0}};

Value getRest(Isolate& iso, Args args) {
  const HandleValue name = iso.handle(args.callee().get().as<NativeFunction>()->data[0]);
  const PropertyKey key = PropertyKey::fromString(iso, name.get().as<String>());
  iso.handle(key.raw());
  const Handle<Object> exports = iso.handle(TRY(requireBuiltin(NodeRuntime::of(iso), "internal/process_rest")).as<Object>());
  const HandleValue value = iso.handle(TRY(get(iso, exports, key)));
  defineValue(iso, Handle<Object>::fromRooted(NodeRuntime::of(iso).keptSlot(NodeRuntime::Kept::Process)), key, value);
  return value;
}
Value setRest(Isolate& iso, Args args) {
  const PropertyKey key = PropertyKey::fromString(iso, args.callee().get().as<NativeFunction>()->data[0].as<String>());
  iso.handle(key.raw());
  defineValue(iso, Handle<Object>::fromRooted(NodeRuntime::of(iso).keptSlot(NodeRuntime::Kept::Process)), key, args.handle(iso, 0));
  return Value();
}

// raise(name, number): the process gets a signal. With a listener it is delivered in poll; without one it dies of it.
Value raise(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  const std::string name = toUtf8(flatten(iso, args.handle(iso, 0)));
  const int number = int(args[1].asNumber());
  if (runtime.processEvents().count(iso.key(name)) == 0 || number == 9) return runtime.endProcess(128 + number, trace::ExitReason::Signal);
  runtime.loop.poll.ready(iso.recorder ? iso.recorder->running() : trace::kNoEvent, "signal", [&runtime, name, number] {
    Isolate& i = runtime.iso;
    HandleScope scope(i.heap);
    HandleValue text = i.handle(Value(newString(i, name))), value = i.handle(Value::int32(number));
    (void)runtime.emit(name, {text, value});
  }, true);
  return Value();
}
Value rawDebug(Isolate& iso, Args args) {
  NodeRuntime::of(iso).write(trace::Stream::Stderr, toUtf8(flatten(iso, args.handle(iso, 0))));
  return Value();
}
} // namespace

void fillProcessRest(NodeRuntime& runtime, Handle<Object> internal) {
  fillOs(runtime, internal);
  Isolate& iso = runtime.iso;
  defineMethods(iso, internal, {{"raise", raise, 2}, {"rawDebug", rawDebug, 1}});
  HandleScope scope(iso.heap);
  defineValue(iso, internal, iso.key("mainModule"), runtime.keptSlot(NodeRuntime::Kept::Loader3));
}

void installProcessRest(NodeRuntime& runtime, Handle<Object> process) {
  Isolate& iso = runtime.iso;
  for (const Rest& rest : kRest) {
    if (iso.options.nodeMajor < rest.since) continue;
    HandleScope scope(iso.heap);
    const Handle<String> name = iso.handle(intern(iso, rest.name));
    const Handle<NativeFunction> getter = iso.handle(newNativeFunction(iso, PropertyKey::fromAtom(name), "get", 0, getRest));
    const Handle<NativeFunction> setter = iso.handle(newNativeFunction(iso, PropertyKey::fromAtom(name), "set", 1, setRest));
    for (const Handle<NativeFunction>& function : {getter, setter}) iso.heap.store(function, &function->data[0], Value(name.get()));
    defineAccessor(iso, process, PropertyKey::fromAtom(name), getter, setter, kConfigurable | kEnumerable);
  }
}

} // namespace tickscope
