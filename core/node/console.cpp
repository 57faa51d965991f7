// console, as far as it goes without util.inspect.
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {
template <trace::Stream kStream> Value print(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  std::string line;
  for (uint32_t i = 0; i < args.count(); ++i) {
    if (i) line += ' ';
    if (isString(args[i])) {
      line += toUtf8(flatten(iso, args.handle(iso, i)));
    } else if (args[i].isNumber()) {
      line += args[i].isDouble() && args[i].asDouble() == 0 ? "-0" : numberToString(args[i].asNumber());
    } else {
      line += runtime.inspect(args.handle(iso, i));
    }
  }
  runtime.write(kStream, line + "\n");
  return Value();
}
} // namespace

void installConsole(NodeRuntime& runtime) {
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  Handle<Object> console = iso.handle(newObject(iso));
  runtime.keep(NodeRuntime::Kept::Console, console);
  for (const char* name : {"log", "info", "debug"}) defineMethod(iso, console, iso.key(name), 0, print<trace::Stream::Stdout>, kDefault);
  for (const char* name : {"error", "warn", "trace"}) defineMethod(iso, console, iso.key(name), 0, print<trace::Stream::Stderr>, kDefault);
  defineValue(iso, iso.realm->global(), iso.key("console"), console, kHidden);
}

} // namespace tickscope
