// process.stdout, stderr and stdin: streams of core/node/lib/stdio.js, made when first looked at. Writes are synchronous,
// as to a file or a terminal (node-semantics §7.4).
#include "core/node/stdio.h"

#include "core/node/buffer.h"
#include "core/node/builtin_modules.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

// writeStandard(fd, text or view): bytes written.
Value writeStandard(Isolate& iso, Args args) {
  const trace::Stream stream = args[0] == Value::int32(2) ? trace::Stream::Stderr : trace::Stream::Stdout;
  NodeRuntime& runtime = NodeRuntime::of(iso);
  if (isString(args[1])) {
    const std::string text = toUtf8(flatten(iso, args.handle(iso, 1)));
    runtime.write(stream, text);
    return Value::number(uint64_t(text.size()));
  }
  const ViewBytes bytes = bytesOfView(args[1]);
  runtime.write(stream, {reinterpret_cast<const char*>(bytes.data), bytes.length});
  return Value::number(uint64_t(bytes.length));
}

// Getter of process.stdin and the others. data[0]: the name.
Value standardStream(Isolate& iso, Args args) {
  const HandleValue name = iso.handle(args.callee().get().as<NativeFunction>()->data[0]);
  const std::string which = toUtf8(name.get().as<String>());
  NodeRuntime& runtime = NodeRuntime::of(iso);
  if (which != "stdin") runtime.standardHandles.open(runtime, which == "stderr" ? trace::Stream::Stderr : trace::Stream::Stdout);
  const Handle<Object> streams = iso.handle(TRY(requireBuiltin(runtime, "internal/stdio")).as<Object>());
  return get(iso, streams, PropertyKey::fromString(iso, name.get().as<String>()));
}

} // namespace

void fillStandardStreams(NodeRuntime& runtime, Handle<Object> internal) {
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  defineValue(iso, internal, iso.key("writeStandard"), iso.handle(Value(newNativeFunction(iso, "writeStandard", 2, writeStandard))));
}
void defineStandardStreams(NodeRuntime& runtime, Handle<Object> process) {
  Isolate& iso = runtime.iso;
  for (const char* name : {"stdout", "stdin", "stderr"}) {
    HandleScope scope(iso.heap);
    const Handle<String> text = iso.handle(intern(iso, name));
    const Handle<NativeFunction> getter = iso.handle(newNativeFunction(iso, PropertyKey::fromAtom(text), "get", 0, standardStream));
    iso.heap.store(getter, &getter->data[0], Value(text.get()));
    defineAccessor(iso, process, PropertyKey::fromAtom(text), getter, iso.undefined(), kConfigurable | kEnumerable);
  }
}

} // namespace tickscope
