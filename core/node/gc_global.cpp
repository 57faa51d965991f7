// The global `gc` (--expose-gc). What its argument means changed with V8: until Node 20 anything true asks for a
// scavenge, however it is worded; since 22 `type` and `execution` are read, and what says neither is a scavenge.
#include "core/heap/persistent.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/promise_operations.h"

namespace tickscope {

namespace {
struct Wish {
  bool minor = false, async = false;
};

Completion<std::string> option(Isolate& iso, Handle<Object> options, const char* name) {
  HandleScope scope(iso.heap);
  HandleValue value = iso.handle(TRY(get(iso, options, iso.key(name))));
  if (!isString(value)) return std::string();
  return toUtf8(flatten(iso, value));
}

Completion<Wish> wishOf(Isolate& iso, Args args) {
  Wish wish;
  if (args.count() == 0) return wish;
  const bool words = NodeRuntime::of(iso).rules.major >= 22;
  if (!isObject(args[0])) {
    wish.minor = words || toBoolean(args[0]);
    return wish;
  }
  Handle<Object> options = iso.handle<Object>(args[0].as<Object>());
  const std::string type = TRY(option(iso, options, "type"));
  const std::string execution = TRY(option(iso, options, "execution"));
  wish.async = execution == "async";
  wish.minor = words ? type != "major" && (type == "minor" || execution.empty()) : type == "minor" || !wish.async;
  return wish;
}

Value gc(Isolate& iso, Args args) {
  const Wish wish = TRY(wishOf(iso, args));
  const GcKind kind = wish.minor ? GcKind::Scavenge : GcKind::MarkSweep;
  if (!wish.async) {
    iso.heap.collect(kind, GcReason::Requested);
    return Value();
  }
  // A task of the platform, which a process finishes before it ends.
  Loop& loop = NodeRuntime::of(iso).loop;
  auto promise = std::make_shared<Persistent>(iso.heap, Value(newPromise(iso)));
  const trace::EventId request = loop.poll.begin("gc", "");
  loop.poll.ready(request, "gc", [&iso, &loop, promise, kind, request] {
    loop.poll.end(request);
    iso.heap.collect(kind, GcReason::Requested);
    HandleScope scope(iso.heap);
    resolvePromise(iso, Handle<PromiseObject>::fromRooted(promise->handle()), iso.undefined());
  });
  return promise->handle();
}
} // namespace

Value contextGc(Isolate& iso, Args) {
  const NodeRuntime& runtime = NodeRuntime::of(iso);
  if (!runtime.options.exposeGc && !runtime.contextsHaveGc) return Value();
  return Value(newNativeFunction(iso, "gc", 0, gc));
}

void installGc(NodeRuntime& runtime, Handle<Object> global) {
  defineMethod(runtime.iso, global, runtime.iso.key("gc"), 0, gc, kWritable | kEnumerable);
}

} // namespace tickscope
