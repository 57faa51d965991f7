// The `process` object (Node lib/internal/bootstrap/node.js and lib/internal/process).
#include <cmath>

#include "core/builtins/proxy.h"
#include "core/machine/costs.h"
#include "core/machine/disk.h"
#include "core/node/modules.h"
#include "core/node/node_errors.h"
#include "core/node/process_events.h"
#include "core/node/runtime.h"
#include "core/node/stdio.h"
#include "core/node/warnings.h"
#include "core/vm/bigint.h"
#include "core/vm/conversions.h"
#include "core/vm/host_frames.h"

namespace tickscope {

namespace {
using Kept = NodeRuntime::Kept;
// The monotonic clock counts from some boot long ago; the program must not take it for the time since its start.
constexpr uint64_t kHrtimeOriginNs = 86'400'000'000'000;
constexpr const char* kExecPath = "/usr/local/bin/node";

NodeRuntime& runtimeOf(Isolate& iso) { return NodeRuntime::of(iso); }
uint64_t clockNs(Isolate& iso) {
  iso.charge(costs::kClockReadNs);
  return iso.nowNs();
}

HandleValue text(Isolate& iso, std::string_view utf8) { return iso.handle(Value(newStringUtf8(iso, utf8))); }
void put(Isolate& iso, Handle<Object> object, std::string_view name, HandleValue value, uint8_t attributes = kDefault) {
  defineValue(iso, object, iso.key(name), value, attributes);
}

// --- nextTick, exit ---

Value nextTick(Isolate& iso, Args args) {
  TRY(checkCallback(iso, args.handle(iso, 0)));
  runtimeOf(iso).loop.ticks.add(args);
  return Value();
}

// What process.exitCode and process.exit() take: an integer, or the text of one; undefined and null for none.
Completion<void> checkExitCode(Isolate& iso, HandleValue value, std::string_view name) {
  const NodeRuntime& runtime = runtimeOf(iso);
  if (value.get().isNullish()) return {};
  if (runtime.rules.major < 20) return {};
  double number = std::nan("");
  if (value.get().isNumber()) {
    number = value.get().asNumber();
  } else if (isString(value) && value.get().as<String>()->length > 0) {
    number = stringToNumber(flatText(iso, value));
    if (!(std::floor(number) == number)) return raiseInvalidArgType(iso, name, "of type number", value);
  } else {
    return raiseInvalidArgType(iso, name, "of type number", value);
  }
  if (std::floor(number) == number && std::isfinite(number)) return {};
  return iso.raiseWithCode(ErrorType::RangeError, "ERR_OUT_OF_RANGE",
                           "The value of \"" + std::string(name) + "\" is out of range. It must be an integer. Received " +
                               numberToString(number));
}
int exitCodeOf(Isolate& iso, Value value) {
  if (value.isNumber()) return doubleToInt32(value.asNumber());
  if (isString(value)) {
    HandleScope scope(iso.heap);
    return doubleToInt32(stringToNumber(flatText(iso, iso.handle(value))));
  }
  return 0;
}

Value getExitCode(Isolate& iso, Args) {
  const NodeRuntime& runtime = runtimeOf(iso);
  return runtime.exitCodeSet ? runtime.kept(Kept::ExitCode) : Value();
}
Value setExitCode(Isolate& iso, Args args) {
  NodeRuntime& runtime = runtimeOf(iso);
  TRY(checkExitCode(iso, args.handle(iso, 0), "code"));
  if (args[0].isNullish()) runtime.exitCodeSet = false;
  else runtime.setExitCodeTo(exitCodeOf(iso, args[0]));
  runtime.keep(Kept::ExitCode, args[0]);
  return Value();
}

Value exit(Isolate& iso, Args args) {
  NodeRuntime& runtime = runtimeOf(iso);
  if (!args[0].isUndefined()) {
    TRY(checkExitCode(iso, args.handle(iso, 0), "code"));
    if (!args[0].isNull()) {
      runtime.setExitCodeTo(exitCodeOf(iso, args[0]));
      runtime.keep(Kept::ExitCode, args[0]);
    }
  }
  if (!runtime.exiting) {
    runtime.exiting = true;
    runtime.loop.ticks.close();
    HandleValue code = iso.handle(Value::number(runtime.exitCodeSet ? runtime.exitCode() : 0));
    trace::EventId begin = 0;
    if (iso.recorder) {
      iso.recorder->emit(trace::ev::ExitBegin{
          .cause = iso.recorder->running(), .code = runtime.exitCode(), .reason = trace::ExitReason::ProcessExit});
      begin = iso.recorder->emit(trace::ev::CallbackBegin{
          .cause = iso.recorder->running(), .kind = trace::CallbackKind::Exit, .rule = trace::Rule::ProcessExit});
    }
    HostEntryScope entry(iso, runtime.loop.frames.emit);
    const auto heard = runtime.emit("exit", {code});
    if (begin) runtime.loop.callbackEnded(begin, heard.threw() ? Value::exception() : Value());
    if (heard.threw()) return Throw{};
  }
  return runtime.endProcess(runtime.exitCodeSet ? runtime.exitCode() : 0, trace::ExitReason::ProcessExit);
}

Value reallyExit(Isolate& iso, Args args) {
  return runtimeOf(iso).endProcess(exitCodeOf(iso, args[0]), trace::ExitReason::ProcessExit);
}
Value abort(Isolate& iso, Args) {
  runtimeOf(iso).write(trace::Stream::Stderr, "Aborted (core dumped)\n");
  return runtimeOf(iso).endProcess(134, trace::ExitReason::Abort);
}

// --- clocks ---

Value hrtime(Isolate& iso, Args args) {
  const uint64_t now = clockNs(iso) + kHrtimeOriginNs;
  double seconds = double(now / 1'000'000'000), nanos = double(now % 1'000'000'000);
  if (!args[0].isUndefined()) {
    HandleValue previous = args.handle(iso, 0);
    if (!TRY(isArray(iso, previous))) return raiseInvalidArgType(iso, "time", "an instance of Array", previous);
    Handle<Object> array = Handle<Object>::fromRooted(previous);
    const double earlierSeconds = TRY(toNumber(iso, iso.handle(TRY(get(iso, array, PropertyKey::fromIndex(0))))));
    const double earlierNanos = TRY(toNumber(iso, iso.handle(TRY(get(iso, array, PropertyKey::fromIndex(1))))));
    seconds -= earlierSeconds;
    nanos -= earlierNanos;
    if (nanos < 0) {
      --seconds;
      nanos += 1e9;
    }
  }
  const Value* row = iso.heap.handleTop();
  iso.handle(Value::number(seconds));
  iso.handle(Value::number(nanos));
  return Value(newArrayFrom(iso, row, 2));
}
Value hrtimeBigint(Isolate& iso, Args) {
  const uint64_t now = clockNs(iso) + kHrtimeOriginNs;
  return Value(newBigIntFromUint64(iso, now));
}
Value uptime(Isolate& iso, Args) { return Value::number(double(clockNs(iso) / 1000) / 1e6); }
Value cpuUsage(Isolate& iso, Args) {
  NodeRuntime& runtime = runtimeOf(iso);
  const uint64_t cpu = (clockNs(iso) - runtime.machine.sleptNs()) / 1000;
  Handle<Object> result = iso.handle(newObject(iso));
  put(iso, result, "user", iso.handle(Value::number(cpu)));
  put(iso, result, "system", iso.handle(Value::int32(0)));
  return result;
}

// --- the rest ---

Value memoryUsage(Isolate& iso, Args) {
  const V8Figures heap = runtimeOf(iso).heapFigures();
  Handle<Object> result = iso.handle(newObject(iso));
  put(iso, result, "rss", iso.handle(Value::number(heap.rss)));
  put(iso, result, "heapTotal", iso.handle(Value::number(heap.committed())));
  put(iso, result, "heapUsed", iso.handle(Value::number(heap.used())));
  put(iso, result, "external", iso.handle(Value::number(heap.external)));
  if (runtimeOf(iso).rules.major >= 12) put(iso, result, "arrayBuffers", iso.handle(Value::number(heap.arrayBuffers)));
  return result;
}
Value memoryUsageRss(Isolate& iso, Args) { return Value::number(runtimeOf(iso).heapFigures().rss); }

Value cwd(Isolate& iso, Args) { return text(iso, runtimeOf(iso).cwd); }
Value chdir(Isolate& iso, Args args) {
  TRY(checkString(iso, args.handle(iso, 0), "directory"));
  NodeRuntime& runtime = runtimeOf(iso);
  const std::string path = joinPath(runtime.cwd, toUtf8(flatten(iso, args.handle(iso, 0))));
  const auto stat = runtime.machine.disk().stat(path);
  if (!stat.ok() || stat.value.kind != FileKind::Directory) {
    const Errno error = stat.ok() ? Errno::kENOTDIR : stat.error;
    HandleValue thrown = iso.handle(newNodeError(iso, ErrorType::Error, errnoName(error),
                                                 std::string(errnoName(error)) + ": " + std::string(errnoText(error)) + ", chdir " +
                                                     runtime.cwd + " -> '" + path + "'"));
    return iso.throwValue(thrown);
  }
  runtime.cwd = path;
  return Value();
}
Value umask(Isolate&, Args) { return Value::int32(022); }
Value zero(Isolate&, Args) { return Value::int32(0); }

Value setCaptureCallback(Isolate& iso, Args args) {
  NodeRuntime& runtime = runtimeOf(iso);
  if (args[0].isNull()) {
    runtime.keep(Kept::CaptureCallback, Value());
    return Value();
  }
  if (!isCallable(args[0])) return raiseInvalidArgType(iso, "fn", "of type function or null", args.handle(iso, 0));
  if (isCallable(runtime.kept(Kept::CaptureCallback)))
    return iso.raiseWithCode(ErrorType::Error, "ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET",
                             "`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active");
  runtime.keep(Kept::CaptureCallback, args[0]);
  return Value();
}
Value hasCaptureCallback(Isolate& iso, Args) { return Value::boolean(isCallable(runtimeOf(iso).kept(Kept::CaptureCallback))); }
Value getExiting(Isolate& iso, Args) { return Value::boolean(runtimeOf(iso).exiting); }

Object* stringTable(Isolate& iso, std::initializer_list<std::pair<std::string_view, std::string_view>> entries) {
  Handle<Object> table = iso.handle(newObject(iso));
  for (const auto& [name, value] : entries) put(iso, table, name, text(iso, value));
  return table;
}
Object* stringArray(Isolate& iso, const std::vector<std::string>& items) {
  Handle<ArrayObject> array = iso.handle(newArray(iso));
  for (const std::string& item : items) {
    HandleScope scope(iso.heap);
    MUST(arrayPush(iso, array, text(iso, item)));
  }
  return array;
}

// --- env: assigning makes a string of every value ---

// The virtual environment: nothing of the host's is visible.
std::map<std::string, std::string> environmentOf(const NodeOptions& options) {
  std::map<std::string, std::string> all = {{"HOME", "/app"}, {"LANG", "C.UTF-8"}, {"PATH", "/usr/local/bin:/usr/bin:/bin"},
                                            {"PWD", options.cwd}, {"SHELL", "/bin/sh"}, {"USER", "node"}};
  for (const auto& [name, value] : options.environment) all[name] = value;
  return all;
}
// process.env: whatever is assigned becomes text.
Value setEnvironment(Isolate& iso, Args args) { // (target, key, value, receiver)
  if (isSymbol(args[1]) || isSymbol(args[2])) return iso.raise(msg::SymbolToString);
  HandleValue value = iso.handle(Value(TRY(toString(iso, args.handle(iso, 2)))));
  const PropertyKey key = TRY(toPropertyKey(iso, args.handle(iso, 1)));
  iso.handle(key.raw());
  TRY(setOrThrow(iso, Handle<Object>::fromRooted(args.handle(iso, 0)), key, value));
  return Value::boolean(true);
}
Object* environmentObject(Isolate& iso, Handle<Object> target) {
  Handle<Object> handler = iso.handle(newObjectWithPrototype(iso, iso.null()));
  defineMethod(iso, handler, "set", 4, setEnvironment);
  auto* proxy = static_cast<ProxyObject*>(newObjectOfKind(iso, CellKind::ProxyObject, sizeof(ProxyObject), iso.null()));
  proxy->target = target;
  proxy->handler = handler;
  proxy->aux |= Object::kHasExotic;
  return proxy;
}
} // namespace

std::string NodeRuntime::environmentVariable(std::string_view name, bool* present) {
  HandleScope scope(iso.heap);
  *present = false;
  const Value env = kept(Kept::Env);
  if (!isObject(env)) return {};
  const Value value = getOwnDataNoGc(env.as<Object>(), iso.key(name));
  if (value.isEmpty()) return {};
  *present = true;
  if (isString(value)) return toUtf8(flatten(iso, iso.handle(value)));
  if (value.isNumber()) return numberToString(value.asNumber());
  return value.isUndefined() ? "undefined" : value.isNull() ? "null" : value.isTrue() ? "true" : "false";
}

void installProcess(NodeRuntime& runtime) {
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  const int major = runtime.rules.major;

  // process -> its prototype with Symbol.toStringTag -> (EventEmitter.prototype)
  Handle<Object> prototype = iso.handle(newObject(iso));
  Handle<NativeFunction> constructor =
      iso.handle(newNativeFunction(iso, "process", 0, [](Isolate& i, Args) -> Value { return i.raise(ErrorType::TypeError, "Illegal constructor"); }));
  makeConstructor(iso, constructor, prototype);
  installProcessEvents(runtime, prototype);
  Handle<Object> process = iso.handle(newObjectWithPrototype(iso, prototype));
  runtime.keep(Kept::Process, process);
  defineValue(iso, process, PropertyKey::fromSymbol(iso.symbols.toStringTag), text(iso, "process"), kConfigurable);

  const std::string version = "v" + std::string(runtime.rules.version);
  put(iso, process, "version", text(iso, version), kEnumerable);
  put(iso, process, "versions",
      iso.handle(stringTable(iso, {{"node", runtime.rules.version}, {"v8", runtime.rules.v8}, {"uv", runtime.rules.uv}})), kEnumerable);
  put(iso, process, "arch", text(iso, "x64"), kEnumerable);
  put(iso, process, "platform", text(iso, "linux"), kEnumerable);
  Handle<Object> release = iso.handle(stringTable(iso, {{"name", "node"}}));
  const char* lts = major == 20 ? "Iron" : major == 22 ? "Jod" : major == 24 ? "Krypton" : major == 18 ? "Hydrogen" : major == 16 ? "Gallium" : nullptr;
  if (lts) put(iso, release, "lts", text(iso, lts));
  put(iso, process, "release", release, kEnumerable);

  std::vector<std::string> argv = {kExecPath, runtime.mainFile};
  argv.insert(argv.end(), runtime.options.arguments.begin(), runtime.options.arguments.end());
  put(iso, process, "argv", iso.handle(stringArray(iso, argv)));
  put(iso, process, "execArgv", iso.handle(stringArray(iso, runtime.options.execArguments)));
  put(iso, process, "argv0", text(iso, "node"));
  put(iso, process, "execPath", text(iso, kExecPath));
  put(iso, process, "title", text(iso, "node"));
  put(iso, process, "pid", iso.handle(Value::int32(kPid)), kEnumerable);
  put(iso, process, "ppid", iso.handle(Value::int32(kParentPid)), kEnumerable);
  put(iso, process, "debugPort", iso.handle(Value::int32(9229)));
  Handle<Object> features = iso.handle(newObject(iso));
  for (const char* feature : {"inspector", "uv", "ipv6", "tls_alpn", "tls_sni", "tls_ocsp", "tls", "cached_builtins"})
    put(iso, features, feature, iso.handle(Value::boolean(true)));
  put(iso, features, "debug", iso.handle(Value::boolean(false)));
  put(iso, process, "features", features);

  Handle<Object> env = iso.handle(newObject(iso));
  for (const auto& [name, value] : environmentOf(runtime.options)) {
    HandleScope inner(iso.heap);
    put(iso, env, name, text(iso, value));
  }
  runtime.keep(Kept::Env, env);
  put(iso, process, "env", iso.handle(environmentObject(iso, env)));

  defineGetter(iso, process, iso.key("exitCode"), getExitCode, setExitCode, kEnumerable | kConfigurable);
  defineGetter(iso, process, "_exiting", getExiting);
  Handle<NativeFunction> hr = defineMethod(iso, process, iso.key("hrtime"), 1, hrtime, kDefault);
  if (major >= 10) defineMethod(iso, iso.handle<Object>(hr.get()), iso.key("bigint"), 0, hrtimeBigint, kDefault);
  Handle<NativeFunction> memory = defineMethod(iso, process, iso.key("memoryUsage"), 0, memoryUsage, kDefault);
  defineMethod(iso, iso.handle<Object>(memory.get()), iso.key("rss"), 0, memoryUsageRss, kDefault);
  const std::initializer_list<MethodSpec> methods = {
      {"nextTick", nextTick, 1}, {"exit", exit, 1}, {"reallyExit", reallyExit, 1}, {"abort", abort, 0},
      {"uptime", uptime, 0}, {"cpuUsage", cpuUsage, 1}, {"cwd", cwd, 0}, {"chdir", chdir, 1}, {"umask", umask, 1},
      {"getuid", zero, 0}, {"geteuid", zero, 0}, {"getgid", zero, 0}, {"getegid", zero, 0},
      {"emitWarning", processEmitWarning, 4}, {"setUncaughtExceptionCaptureCallback", setCaptureCallback, 1},
      {"hasUncaughtExceptionCaptureCallback", hasCaptureCallback, 0}};
  for (const MethodSpec& method : methods) {
    HandleScope inner(iso.heap);
    defineMethod(iso, process, iso.key(method.name), method.length, method.function, kDefault);
  }
  defineStandardStreams(runtime, process);

  defineValue(iso, iso.realm->global(), iso.key("process"), process, kHidden);
  installProcessRest(runtime, process);
  installWarnings(runtime);
}

Value createProcessModule(NodeRuntime& runtime) { return runtime.kept(Kept::Process); }

} // namespace tickscope
