// fs.watch: what the virtual disk tells of a file or folder reaches JavaScript in poll, as inotify's events do.
#include "core/machine/disk.h"
#include "core/node/fs.h"
#include "core/node/modules.h"
#include "core/node/node_errors.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/foreign_data.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

namespace {

// From the change to the readiness of the descriptor.
constexpr uint64_t kNotifyNs = 20'000;

// Owned by the watcher's cell and by what is on its way to it.
struct Watcher {
  int watch = -1; // of the disk; -1: closed
  double key = 0; // of its listener among the kept values of fs
  bool referenced = true;
  trace::EventId opened = 0;
};
using WatcherRef = std::shared_ptr<Watcher>;

WatcherRef* watcherOf(Value value) {
  if (!isObject(value) || value.asCell()->kind != CellKind::NativeFunction) return nullptr;
  const Value data = value.as<NativeFunction>()->data[0];
  return data.isCell() ? static_cast<WatcherRef*>(data.as<ForeignData>()->data) : nullptr;
}

void setReferenced(NodeRuntime& runtime, Watcher& watcher, bool referenced) {
  if (watcher.watch < 0 || watcher.referenced == referenced) return;
  runtime.loop.poll.handleInactive(watcher.referenced);
  watcher.referenced = referenced;
  runtime.loop.poll.handleActive(referenced);
  if (trace::Recorder* recorder = runtime.iso.recorder)
    recorder->emit(trace::ev::HandleReferenced{.cause = recorder->running(), .handle = watcher.opened, .referenced = referenced});
}

// The handle is a function: handle('close'), handle('ref'), handle('unref').
Value control(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  WatcherRef* watcher = watcherOf(args.callee());
  const std::string what = toUtf8(TRY(toString(iso, args.handle(iso, 0))));
  if (what != "close") {
    setReferenced(runtime, **watcher, what == "ref");
    return Value();
  }
  if ((*watcher)->watch < 0) return Value();
  runtime.machine.disk().unwatch((*watcher)->watch);
  (*watcher)->watch = -1;
  (void)takeFsValue(runtime, (*watcher)->key);
  runtime.loop.poll.handleInactive((*watcher)->referenced);
  runtime.loop.closing.request((*watcher)->opened, "fs.watch", [] {});
  return Value();
}

// watchPath(path, persistent, onchange): the handle. onchange(event, name), event 'rename' or 'change'.
Value watchPath(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  const std::string path = toUtf8(TRY(toString(iso, args.handle(iso, 0))));
  const HandleValue onchange = args.handle(iso, 2);
  const Handle<NativeFunction> handle = iso.handle(newNativeFunction(iso, "watcher", 1, control));
  auto* owned = new WatcherRef(std::make_shared<Watcher>());
  const WatcherRef watcher = *owned;
  ForeignData* data = newForeignData(iso, owned);
  iso.heap.store(handle, &handle->data[0], Value(data));
  runtime.machine.sync();
  const auto notify = [&runtime, watcher](bool renamed, const std::string& name) {
    runtime.machine.schedule(runtime.machine.now() + kNotifyNs, [&runtime, watcher, renamed, name] {
      if (watcher->watch < 0) return;
      runtime.loop.poll.ready(watcher->opened, renamed ? "rename" : "change", [&runtime, watcher, renamed, name] {
        if (watcher->watch < 0) return;
        Isolate& iso = runtime.iso;
        HandleScope scope(iso.heap);
        const HandleValue callback = iso.handle(keptFsValue(runtime, watcher->key));
        const HandleValue event = iso.handle(Value(newString(iso, renamed ? "rename" : "change")));
        const HandleValue shown = iso.handle(Value(newStringUtf8(iso, name)));
        (void)iso.call(callback, iso.undefined(), {event, shown}); // what it throws stays pending: the loop reports it
      });
    });
  };
  const DiskResult<int> watch = runtime.machine.disk().watch(absoluteDiskPath(runtime, path), notify);
  if (!watch.ok()) {
    const HandleValue error = iso.handle(newSystemError(iso, watch.error, "watch", path, ""));
    defineValue(iso, Handle<Object>::fromRooted(error), iso.key("filename"), args.handle(iso, 0));
    return iso.throwValue(error);
  }
  watcher->watch = watch.value;
  watcher->key = runtime.nextRequestId++;
  keepFsValue(runtime, watcher->key, onchange);
  watcher->referenced = args[1].isTrue();
  runtime.loop.poll.handleActive(watcher->referenced);
  if (trace::Recorder* recorder = iso.recorder)
    watcher->opened = recorder->emit(trace::ev::HandleOpened{.cause = recorder->running(), .kind = trace::HandleKind::FsWatcher,
                                                             .referenced = watcher->referenced, .label = recorder->intern(path), .at = currentSite(iso)});
  return Value(handle.get());
}

} // namespace

void fillFsWatch(NodeRuntime& runtime, Handle<Object> internal) {
  fillFs(runtime, internal);
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  defineValue(iso, internal, iso.key("watchPath"), iso.handle(Value(newNativeFunction(iso, "watchPath", 3, watchPath))));
}

} // namespace tickscope
