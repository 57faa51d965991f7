// The native half of fs: operations on the virtual disk, at once (Sync forms) or as jobs of the thread pool. How a call
// is made of operations is told in core/node/lib/fs.js (node-semantics §6).
//
// Bytes travel as Latin-1 strings, one character a byte.
#include "core/machine/disk.h"
#include "core/node/builtin_modules.h"
#include "core/node/modules.h"
#include "core/node/node_errors.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/ordered_table.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

namespace {

// What an operation left behind, free of JavaScript values: pool threads have none.
struct Outcome {
  Errno error = Errno::None;
  enum Kind : uint8_t { Nothing, Number, Bytes, Text, Stat, List } kind = Nothing;
  double number = 0;
  std::string bytes;
  FileStat stat{};
  std::vector<DirectoryEntry> list;
};

struct Operands {
  std::string path, other; // absolute
  std::string bytes;
  double numbers[3] = {0, 0, 0};
};

Outcome failed(Errno error) {
  Outcome o;
  o.error = error;
  return o;
}
Outcome number(DiskResult<int> r) {
  Outcome o = failed(r.error);
  o.kind = Outcome::Number;
  o.number = r.value;
  return o;
}
Outcome number64(DiskResult<uint64_t> r) {
  Outcome o = failed(r.error);
  o.kind = Outcome::Number;
  o.number = double(r.value);
  return o;
}
Outcome bytes(DiskResult<std::string> r, Outcome::Kind kind = Outcome::Bytes) {
  Outcome o = failed(r.error);
  o.kind = kind;
  o.bytes = std::move(r.value);
  return o;
}
Outcome stat(DiskResult<FileStat> r) {
  Outcome o = failed(r.error);
  o.kind = Outcome::Stat;
  o.stat = r.value;
  return o;
}

// The operations, each named after its system call, with what it costs on the disk.
struct Operation {
  const char* name;       // as fs.js asks for it
  const char* what;       // in the trace
  const char* syscall;    // in errors
  DiskOperation cost;
  Outcome (*run)(Disk& disk, Operands& o);
};
constexpr Operation kOperations[] = {
    {"open", "fs.open", "open", DiskOperation::Open, [](Disk& d, Operands& o) { return number(d.open(o.path, int(o.numbers[0]), uint32_t(o.numbers[1]))); }},
    {"close", "fs.close", "close", DiskOperation::Close, [](Disk& d, Operands& o) { return failed(d.close(int(o.numbers[0]))); }},
    {"fstat", "fs.fstat", "fstat", DiskOperation::Stat, [](Disk& d, Operands& o) { return stat(d.statOf(int(o.numbers[0]))); }},
    {"stat", "fs.stat", "stat", DiskOperation::Stat, [](Disk& d, Operands& o) { return stat(d.stat(o.path)); }},
    {"lstat", "fs.lstat", "lstat", DiskOperation::Stat, [](Disk& d, Operands& o) { return stat(d.stat(o.path, false)); }},
    {"read", "fs.read", "read", DiskOperation::Read, [](Disk& d, Operands& o) { return bytes(d.read(int(o.numbers[0]), uint64_t(o.numbers[1]), int64_t(o.numbers[2]))); }},
    {"write", "fs.write", "write", DiskOperation::Write, [](Disk& d, Operands& o) { return number64(d.write(int(o.numbers[0]), o.bytes, int64_t(o.numbers[1]))); }},
    {"access", "fs.access", "access", DiskOperation::Stat, [](Disk& d, Operands& o) { return failed(d.access(o.path, int(o.numbers[0]))); }},
    {"readdir", "fs.readdir", "scandir", DiskOperation::List,
     [](Disk& d, Operands& o) {
       DiskResult<std::vector<DirectoryEntry>> r = d.list(o.path);
       Outcome out = failed(r.error);
       out.kind = Outcome::List;
       out.list = std::move(r.value);
       return out;
     }},
    {"mkdir", "fs.mkdir", "mkdir", DiskOperation::Change, [](Disk& d, Operands& o) { return failed(d.makeDirectory(o.path, uint32_t(o.numbers[0]))); }},
    {"rmdir", "fs.rmdir", "rmdir", DiskOperation::Change, [](Disk& d, Operands& o) { return failed(d.removeDirectory(o.path)); }},
    {"unlink", "fs.unlink", "unlink", DiskOperation::Change, [](Disk& d, Operands& o) { return failed(d.unlink(o.path)); }},
    {"rename", "fs.rename", "rename", DiskOperation::Change, [](Disk& d, Operands& o) { return failed(d.rename(o.path, o.other)); }},
    {"link", "fs.link", "link", DiskOperation::Change, [](Disk& d, Operands& o) { return failed(d.link(o.path, o.other)); }},
    {"symlink", "fs.symlink", "symlink", DiskOperation::Change, [](Disk& d, Operands& o) { return failed(d.symlink(o.path, o.other)); }},
    {"readlink", "fs.readlink", "readlink", DiskOperation::Stat, [](Disk& d, Operands& o) { return bytes(d.readLink(o.path), Outcome::Text); }},
    {"realpath", "fs.realpath", "realpath", DiskOperation::Stat, [](Disk& d, Operands& o) { return bytes(d.realPath(o.path), Outcome::Text); }},
    {"truncate", "fs.truncate", "open", DiskOperation::Change, [](Disk& d, Operands& o) { return failed(d.truncate(o.path, uint64_t(o.numbers[0]))); }},
    {"ftruncate", "fs.ftruncate", "ftruncate", DiskOperation::Change, [](Disk& d, Operands& o) { return failed(d.truncateOf(int(o.numbers[0]), uint64_t(o.numbers[1]))); }},
    {"chmod", "fs.chmod", "chmod", DiskOperation::Change, [](Disk& d, Operands& o) { return failed(d.changeMode(o.path, uint32_t(o.numbers[0]))); }},
    {"utimes", "fs.utimes", "utime", DiskOperation::Change,
     [](Disk& d, Operands& o) { return failed(d.setTimes(o.path, int64_t(o.numbers[0] * 1e9), int64_t(o.numbers[1] * 1e9))); }},
    {"fsync", "fs.fsync", "fsync", DiskOperation::Sync, [](Disk& d, Operands& o) { return failed(d.isOpen(int(o.numbers[0])) ? Errno::None : Errno::kEBADF); }},
    {"copyfile", "fs.copyFile", "copyfile", DiskOperation::Write,
     [](Disk& d, Operands& o) {
       DiskResult<std::string> source = d.readFile(o.path);
       if (!source.ok()) return failed(source.error);
       if (int(o.numbers[0]) & 1 && d.stat(o.other).ok()) return failed(Errno::kEEXIST); // COPYFILE_EXCL
       return failed(d.writeFile(o.other, source.value));
     }},
};

// An absolute path in the disk: a string that does not start with / lies under the process's current folder.
std::string absolute(NodeRuntime& runtime, std::string path) {
  if (path.empty() || path[0] == '/') return path;
  return runtime.options.cwd + (runtime.options.cwd.back() == '/' ? "" : "/") + path;
}

std::string toBytes(String* latin1) {
  const std::u16string text = toUtf16(latin1);
  return std::string(text.begin(), text.end());
}
Value fromBytes(Isolate& iso, const std::string& bytes) {
  return Value(newStringLatin1(iso, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}));
}

// Arguments as fs.js gives them: (operation, path or fd, …) by operation.
struct Call {
  const Operation* operation;
  Operands operands;
  std::string shownPath, shownOther; // as the program wrote them, for errors
};
Completion<Call> readCall(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  const std::string name = toUtf8(TRY(toString(iso, args.handle(iso, 0))));
  Call call{nullptr, {}, {}, {}};
  for (const Operation& operation : kOperations)
    if (name == operation.name) call.operation = &operation;
  TICK_ASSERT(call.operation, "fs.js asked for an operation that there is not");
  size_t numbers = 0, strings = 0;
  for (uint32_t i = 2; i < args.count(); ++i) {
    const Value v = args[i];
    if (v.isNumber() && numbers < 3) {
      call.operands.numbers[numbers++] = v.asNumber();
    } else if (isString(v)) {
      if (name == "write") {
        call.operands.bytes = toBytes(v.as<String>());
      } else {
        const std::string path = toUtf8(v.as<String>());
        (strings == 0 ? call.shownPath : call.shownOther) = path;
        // A link's target is kept as it is.
        const bool verbatim = name == "symlink" && strings == 0;
        (strings == 0 ? call.operands.path : call.operands.other) = verbatim ? path : absolute(runtime, path);
        ++strings;
      }
    }
  }
  return call;
}

Value errorOf(Isolate& iso, const Call& call, Errno error) {
  std::string text = std::string(errnoName(error)) + ": " + std::string(errnoText(error)) + ", " + call.operation->syscall;
  if (!call.shownPath.empty()) text += " '" + call.shownPath + "'";
  if (!call.shownOther.empty()) text += " -> '" + call.shownOther + "'";
  HandleScope scope(iso.heap);
  const Handle<Object> object = iso.handle(iso.newError(ErrorType::Error, text));
  const auto property = [&](const char* name, Value value) {
    HandleScope inner(iso.heap);
    const HandleValue kept = iso.handle(value);
    defineValue(iso, object, iso.key(name), kept);
  };
  property("errno", Value::int32(-int(error)));
  property("code", Value(newString(iso, errnoName(error))));
  property("syscall", Value(newString(iso, call.operation->syscall)));
  if (!call.shownPath.empty()) property("path", Value(newStringUtf8(iso, call.shownPath)));
  if (!call.shownOther.empty()) property("dest", Value(newStringUtf8(iso, call.shownOther)));
  return Value(object.get());
}

Value resultOf(Isolate& iso, const Outcome& outcome) {
  switch (outcome.kind) {
  case Outcome::Nothing: return Value();
  case Outcome::Number: return Value::number(outcome.number);
  case Outcome::Bytes: return fromBytes(iso, outcome.bytes);
  case Outcome::Text: return Value(newStringUtf8(iso, outcome.bytes));
  case Outcome::Stat: {
    // [dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs, ctimeMs, birthtimeMs]
    const FileStat& s = outcome.stat;
    const double fields[] = {2049, double(s.mode), double(s.links), 0, 0, 0, 4096, double(s.inode), double(s.size), double((s.size + 511) / 512),
                             double(s.accessedNs) / 1e6, double(s.modifiedNs) / 1e6, double(s.changedNs) / 1e6, double(s.bornNs) / 1e6};
    const Handle<ArrayObject> array = iso.handle(newArray(iso));
    for (const double field : fields) {
      HandleScope scope(iso.heap);
      MUST(arrayPush(iso, array, iso.handle(Value::number(field))));
    }
    return Value(array.get());
  }
  case Outcome::List: { // [name, kind, name, kind, …]; kind 1 file, 2 directory, 3 link as in fs.constants.UV_DIRENT_…
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
  const Outcome outcome = call.operation->run(runtime.machine.disk(), call.operands);
  const uint64_t took = runtime.machine.disk().latencyNs(call.operation->cost, movedBytes(call));
  iso.charge(took);
  if (trace::Recorder* recorder = iso.recorder) {
    const std::string what = std::string(call.operation->what) + "Sync";
    recorder->emit(trace::ev::SyncOperation{.cause = recorder->running(), .what = recorder->intern(what), .detail = recorder->intern(traceDetail(call)),
                                            .tookNs = took, .at = currentSite(iso)});
  }
  if (outcome.error != Errno::None) return iso.throwValue(errorOf(iso, call, outcome.error));
  return resultOf(iso, outcome);
}

// Callbacks of jobs under way, by id.
Handle<OrderedTable> pendingCallbacks(NodeRuntime& runtime) {
  HandleValue slot = runtime.keptSlot(NodeRuntime::Kept::NodeLib1);
  if (!slot.get().isCell()) slot.set(Value(newOrderedTable(runtime.iso, TableKind::Entries)));
  return Handle<OrderedTable>::fromRooted(slot);
}

// submit(operation, callback, …operands): callback(error) or callback(null, result) in poll.
Value submitNative(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  struct State {
    Call call;
    Outcome outcome;
  };
  auto state = std::make_shared<State>(State{TRY(readCall(iso, args)), {}});
  const double id = runtime.nextRequestId++;
  const HandleValue key = iso.handle(Value::number(id));
  runtime.keep(NodeRuntime::Kept::NodeLib1, Value(tableInsert(iso, pendingCallbacks(runtime), key, args.handle(iso, 1))));

  PoolJob job;
  job.what = state->call.operation->what;
  job.detail = traceDetail(state->call);
  job.deviceNs = runtime.machine.disk().latencyNs(state->call.operation->cost, movedBytes(state->call));
  job.at = currentSite(iso);
  job.work = [&runtime, state] { state->outcome = state->call.operation->run(runtime.machine.disk(), state->call.operands); };
  job.done = [&runtime, state, id](bool cancelled) {
    Isolate& iso = runtime.iso;
    HandleScope scope(iso.heap);
    OrderedTable* table = pendingCallbacks(runtime);
    const int32_t at = tableFindNoGc(table, Value::number(id));
    const HandleValue callback = iso.handle(table->valueAt(uint32_t(at)));
    tableEraseAtNoGc(table, uint32_t(at));
    runtime.keep(NodeRuntime::Kept::NodeLib1, Value(tableShrink(iso, pendingCallbacks(runtime))));
    const Errno error = cancelled ? Errno::kECANCELED : state->outcome.error;
    const HandleValue first = iso.handle(error == Errno::None ? Value::null() : errorOf(iso, state->call, error));
    const HandleValue second = iso.handle(error == Errno::None ? resultOf(iso, state->outcome) : Value());
    (void)iso.call(callback, iso.undefined(), {first, second}); // what it throws stays pending: the loop reports it
  };
  runtime.loop.poll.submit(std::move(job));
  return Value();
}

// --- encodings ---

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Value decodeNative(Isolate& iso, Args args) { // (bytes, encoding): text
  const std::string bytes = toBytes(args[0].as<String>());
  const std::string encoding = toUtf8(args[1].as<String>());
  iso.charge(bytes.size() / 4);
  if (encoding == "utf8") return Value(newStringUtf8(iso, bytes));
  if (encoding == "latin1") return args[0];
  if (encoding == "ascii") {
    std::string low = bytes;
    for (char& c : low) c = char(c & 0x7f);
    return Value(newString(iso, low));
  }
  if (encoding == "utf16le") {
    std::u16string text;
    for (size_t i = 0; i + 1 < bytes.size(); i += 2) text += char16_t(uint8_t(bytes[i]) | uint8_t(bytes[i + 1]) << 8);
    return Value(newStringUtf16(iso, text));
  }
  std::string out;
  if (encoding == "hex") {
    static constexpr char kHex[] = "0123456789abcdef";
    for (const char c : bytes) out += {kHex[uint8_t(c) >> 4], kHex[uint8_t(c) & 15]};
  } else { // base64, base64url
    const bool url = encoding == "base64url";
    for (size_t i = 0; i < bytes.size(); i += 3) {
      const size_t n = std::min<size_t>(3, bytes.size() - i);
      uint32_t bits = 0;
      for (size_t k = 0; k < 3; ++k) bits = bits << 8 | (k < n ? uint8_t(bytes[i + k]) : 0);
      for (size_t k = 0; k < 4; ++k) {
        if (k > n) {
          if (!url) out += '=';
          continue;
        }
        char c = kBase64[bits >> (18 - 6 * k) & 63];
        if (url) c = c == '+' ? '-' : c == '/' ? '_' : c;
        out += c;
      }
    }
  }
  return Value(newString(iso, out));
}

Value encodeNative(Isolate& iso, Args args) { // (text, encoding): bytes
  const std::string encoding = toUtf8(args[1].as<String>());
  if (encoding == "latin1" || encoding == "ascii") {
    std::string out;
    for (const char16_t unit : toUtf16(args[0].as<String>())) out += char(unit);
    return fromBytes(iso, out);
  }
  if (encoding == "utf16le") {
    std::string out;
    for (const char16_t unit : toUtf16(args[0].as<String>())) out += {char(unit & 255), char(unit >> 8)};
    return fromBytes(iso, out);
  }
  const std::string text = toUtf8(args[0].as<String>());
  if (encoding == "hex") {
    std::string out;
    const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1; };
    for (size_t i = 0; i + 1 < text.size() && digit(text[i]) >= 0 && digit(text[i + 1]) >= 0; i += 2)
      out += char(digit(text[i]) * 16 + digit(text[i + 1]));
    return fromBytes(iso, out);
  }
  if (encoding == "base64" || encoding == "base64url") {
    std::string out;
    uint32_t bits = 0;
    int count = 0;
    for (char c : text) {
      if (c == '-') c = '+';
      if (c == '_') c = '/';
      const char* at = std::char_traits<char>::find(kBase64, 64, c);
      if (!at) {
        if (c == '=') break;
        continue;
      }
      bits = bits << 6 | uint32_t(at - kBase64);
      if (++count % 4 == 0) out += {char(bits >> 16), char(bits >> 8), char(bits)};
    }
    if (count % 4 == 2) out += char(bits >> 4);
    if (count % 4 == 3) out += {char(bits >> 10), char(bits >> 2)};
    return fromBytes(iso, out);
  }
  return fromBytes(iso, text);
}

} // namespace

void fillFs(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  Isolate& iso = runtime.iso;
  const auto native = [&](const char* name, uint32_t length, NativeFn function) {
    HandleScope scope(iso.heap);
    const HandleValue value = iso.handle(Value(newNativeFunction(iso, name, length, function)));
    defineValue(iso, internal, iso.key(name), value);
  };
  native("sync", 2, syncNative);
  native("submit", 2, submitNative);
  fillEncodings(runtime, internal);
}

void fillEncodings(NodeRuntime& runtime, Handle<Object> internal) {
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  defineValue(iso, internal, iso.key("decode"), iso.handle(Value(newNativeFunction(iso, "decode", 2, decodeNative))));
  defineValue(iso, internal, iso.key("encode"), iso.handle(Value(newNativeFunction(iso, "encode", 2, encodeNative))));
}

Value createFsPromisesModule(NodeRuntime& runtime) {
  Isolate& iso = runtime.iso;
  const Handle<Object> fs = iso.handle(TRY(requireBuiltin(runtime, "fs")).as<Object>());
  return get(iso, fs, iso.key("promises"));
}

} // namespace tickscope
