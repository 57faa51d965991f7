// The native half of fs: operations on the virtual disk, at once (Sync forms) or as jobs of the thread pool. How a call
// is made of operations is told in core/node/lib/fs.js (node-semantics §6).
#include <cstring>

#include "core/builtins/array_buffer.h"
#include "core/machine/disk.h"
#include "core/node/buffer.h"
#include "core/node/builtin_modules.h"
#include "core/node/fs.h"
#include "core/node/fs_operations.h"
#include "core/node/modules.h"
#include "core/node/node_errors.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/ordered_table.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

namespace {

// Arguments as fs.js gives them: (operation, callback, …operands): paths and numbers in the order of the operation; for
// reads and writes a view and an offset into it, for writes also how many bytes.
struct Call {
  const FsOperation* operation;
  FsOperands operands;
  std::string shownPath, shownOther; // as the program wrote them, for errors
  uint32_t view = 0;                 // argument that holds the memory to read into; 0: none
  size_t viewOffset = 0;
};
Completion<Call> readCall(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  const std::string name = toUtf8(TRY(toString(iso, args.handle(iso, 0))));
  Call call{&fsOperation(name), {}, {}, {}};
  size_t numbers = 0, strings = 0;
  for (uint32_t i = 2; i < args.count(); ++i) {
    const Value v = args[i];
    if (v.isNumber() && numbers < 3) {
      call.operands.numbers[numbers++] = v.asNumber();
    } else if (isString(v)) {
      const std::string path = toUtf8(v.as<String>());
      (strings == 0 ? call.shownPath : call.shownOther) = path;
      // A link's target is kept as it is.
      const bool verbatim = name == "symlink" && strings == 0;
      (strings == 0 ? call.operands.path : call.operands.other) = verbatim ? path : absoluteDiskPath(runtime, path);
      ++strings;
    } else if (isTypedArray(v) || isDataView(v)) {
      const ViewBytes bytes = bytesOfView(v);
      const size_t offset = std::min(bytes.length, size_t(args[i + 1].asNumber()));
      if (name == "write" || name == "writefile") {
        const size_t count = std::min(bytes.length - offset, size_t(args[i + 2].asNumber()));
        call.operands.bytes.assign(reinterpret_cast<const char*>(bytes.data + offset), count);
      } else {
        call.view = i;
        call.viewOffset = offset;
      }
      break;
    }
  }
  return call;
}

Value errorOf(Isolate& iso, const Call& call, Errno error) {
  return newSystemError(iso, error, call.operation->syscall, call.shownPath, call.shownOther);
}

// `view`: where a read's bytes go.
Value resultOf(Isolate& iso, const FsOutcome& outcome, Value view, size_t viewOffset) {
  switch (outcome.kind) {
  case FsOutcome::Nothing: return Value();
  case FsOutcome::Number: return Value::number(outcome.number);
  case FsOutcome::Bytes: {
    const ViewBytes target = bytesOfView(view);
    const size_t count = std::min(outcome.bytes.size(), target.length - std::min(target.length, viewOffset));
    if (count > 0) std::memcpy(target.data + viewOffset, outcome.bytes.data(), count);
    return Value::number(uint64_t(count));
  }
  case FsOutcome::Whole: {
    const Value buffer = newBuffer(NodeRuntime::of(iso), outcome.bytes.size());
    if (!buffer.isException() && !outcome.bytes.empty()) std::memcpy(bytesOfView(buffer).data, outcome.bytes.data(), outcome.bytes.size());
    return buffer;
  }
  case FsOutcome::Text: return Value(newStringUtf8(iso, outcome.bytes));
  case FsOutcome::Stat: {
    // [dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, then seconds and ns of atime, mtime, ctime, birthtime]
    const FileStat& s = outcome.stat;
    double fields[18] = {2049, double(s.mode), double(s.links), 0, 0, 0, 4096, double(s.inode), double(s.size), double((s.size + 511) / 512)};
    size_t next = 10;
    for (const int64_t ns : {s.accessedNs, s.modifiedNs, s.changedNs, s.bornNs}) {
      const int64_t rest = (ns % 1'000'000'000 + 1'000'000'000) % 1'000'000'000;
      fields[next++] = double((ns - rest) / 1'000'000'000);
      fields[next++] = double(rest);
    }
    const Handle<ArrayObject> array = iso.handle(newArray(iso));
    for (const double field : fields) {
      HandleScope scope(iso.heap);
      MUST(arrayPush(iso, array, iso.handle(Value::number(field))));
    }
    return Value(array.get());
  }
  case FsOutcome::List: { // [name, kind, name, kind, …]; kind 1 file, 2 directory, 3 link as in fs.constants.UV_DIRENT_…
    const Handle<ArrayObject> array = iso.handle(newArray(iso));
    for (const DirectoryEntry& entry : outcome.list) {
      HandleScope scope(iso.heap);
      MUST(arrayPush(iso, array, iso.handle(Value(newStringUtf8(iso, entry.name)))));
      const int kind = entry.kind == FileKind::File ? 1 : entry.kind == FileKind::Directory ? 2 : 3;
      MUST(arrayPush(iso, array, iso.handle(Value::int32(kind))));
    }
    return Value(array.get());
  }
  }
  return Value();
}

uint64_t movedBytes(const Call& call) {
  if (std::string_view(call.operation->name) == "read") return uint64_t(call.operands.numbers[1]);
  return call.operands.bytes.size();
}

std::string traceDetail(const Call& call) {
  if (!call.shownPath.empty()) return call.shownPath;
  return "fd " + std::to_string(int(call.operands.numbers[0]));
}

// sync(operation, null, …operands): the result, or throws.
Value syncNative(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  Call call = TRY(readCall(iso, args));
  runtime.machine.sync();
  const FsOutcome outcome = call.operation->run(runtime.machine.disk(), call.operands);
  const uint64_t took = runtime.machine.disk().latencyNs(call.operation->cost, movedBytes(call));
  iso.charge(took);
  if (trace::Recorder* recorder = iso.recorder) {
    const std::string what = std::string(call.operation->what) + "Sync";
    recorder->emit(trace::ev::SyncOperation{.cause = recorder->running(), .what = recorder->intern(what), .detail = recorder->intern(traceDetail(call)),
                                            .tookNs = took, .at = currentSite(iso)});
  }
  if (outcome.error != Errno::None) return iso.throwValue(errorOf(iso, call, outcome.error));
  return resultOf(iso, outcome, call.view ? args[call.view] : Value(), call.viewOffset);
}

// submit(operation, callback, …operands): callback(error) or callback(null, result) in poll.
Value submitNative(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  struct State {
    Call call;
    FsOutcome outcome;
  };
  auto state = std::make_shared<State>(State{TRY(readCall(iso, args)), {}});
  const double id = runtime.nextRequestId++;
  keepFsValue(runtime, id, args.handle(iso, 1));
  if (state->call.view) keepFsValue(runtime, -id, args.handle(iso, state->call.view)); // the memory to read into

  PoolJob job;
  job.what = state->call.operation->what;
  job.detail = traceDetail(state->call);
  job.deviceNs = runtime.machine.disk().latencyNs(state->call.operation->cost, movedBytes(state->call));
  job.at = currentSite(iso);
  job.work = [&runtime, state] { state->outcome = state->call.operation->run(runtime.machine.disk(), state->call.operands); };
  job.done = [&runtime, state, id](bool cancelled) {
    Isolate& iso = runtime.iso;
    HandleScope scope(iso.heap);
    const HandleValue callback = iso.handle(takeFsValue(runtime, id));
    const HandleValue view = state->call.view ? iso.handle(takeFsValue(runtime, -id)) : iso.undefined();
    const Errno error = cancelled ? Errno::kECANCELED : state->outcome.error;
    const HandleValue first = iso.handle(error == Errno::None ? Value::null() : errorOf(iso, state->call, error));
    const HandleValue second = iso.handle(error == Errno::None ? resultOf(iso, state->outcome, view, state->call.viewOffset) : Value());
    (void)iso.call(callback, iso.undefined(), {first, second}); // what it throws stays pending: the loop reports it
  };
  runtime.loop.poll.submit(std::move(job));
  return Value();
}

} // namespace

namespace {
Handle<OrderedTable> keptTable(NodeRuntime& runtime) {
  HandleValue slot = runtime.keptSlot(NodeRuntime::Kept::FsCallbacks);
  if (!slot.get().isCell()) slot.set(Value(newOrderedTable(runtime.iso, TableKind::Entries)));
  return Handle<OrderedTable>::fromRooted(slot);
}
} // namespace

void keepFsValue(NodeRuntime& runtime, double key, HandleValue value) {
  HandleScope scope(runtime.iso.heap);
  const HandleValue number = runtime.iso.handle(Value::number(key));
  runtime.keep(NodeRuntime::Kept::FsCallbacks, Value(tableInsert(runtime.iso, keptTable(runtime), number, value)));
}
Value keptFsValue(NodeRuntime& runtime, double key) {
  OrderedTable* table = keptTable(runtime);
  return table->valueAt(uint32_t(tableFindNoGc(table, Value::number(key))));
}
Value takeFsValue(NodeRuntime& runtime, double key) {
  HandleScope scope(runtime.iso.heap);
  OrderedTable* table = keptTable(runtime);
  const uint32_t at = uint32_t(tableFindNoGc(table, Value::number(key)));
  const HandleValue value = runtime.iso.handle(table->valueAt(at));
  tableEraseAtNoGc(table, at);
  runtime.keep(NodeRuntime::Kept::FsCallbacks, Value(tableShrink(runtime.iso, keptTable(runtime))));
  return value;
}

std::string absoluteDiskPath(const NodeRuntime& runtime, std::string path) {
  if (path.empty() || path[0] == '/') return path;
  return runtime.cwd + (runtime.cwd.back() == '/' ? "" : "/") + path;
}

void fillFs(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  Isolate& iso = runtime.iso;
  defineMethods(iso, internal, {{"sync", syncNative, 2}, {"submit", submitNative, 2}});
  fillStandardStreams(runtime, internal);
}

Value createFsPromisesModule(NodeRuntime& runtime) {
  Isolate& iso = runtime.iso;
  const Handle<Object> fs = iso.handle(TRY(requireBuiltin(runtime, "fs")).as<Object>());
  return get(iso, fs, iso.key("promises"));
}

} // namespace tickscope
