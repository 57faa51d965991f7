// A developer's shell: runs a JavaScript file on the bare engine, without Node. print(…) writes its arguments.
//
//   vm_shell [--stress|--stress-full] [--verify] [--script] [--dump] [--time] FILE
#include <pthread.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "core/builtins/install.h"
#include "core/trace/words.h"
#include "core/vm/compiler.h"
#include "core/vm/conversions.h"
#include "core/vm/dump_bytecode.h"
#include "core/vm/interpreter.h"

using namespace tickscope;

namespace {
struct Settings {
  std::string file;
  bool stress = false, stressFull = false, verify = false, script = false, dump = false, time = false;
  int exitCode = 0;
};

Value print(Isolate& iso, Args args) {
  std::string line;
  for (uint32_t i = 0; i < args.count(); ++i) {
    if (i) line += ' ';
    HandleScope scope(iso.heap);
    if (isSymbol(args[i])) line += describeForMessage(iso, args[i]);
    else line += toUtf8(flatten(iso, iso.handle(Value(TRY(toString(iso, args.handle(iso, i)))))));
  }
  line += '\n';
  fwrite(line.data(), 1, line.size(), stdout);
  return Value::undefined();
}

Value queueJob(Isolate& iso, Args args) {
  iso.microtasks->enqueue(
      JobKind::QueueMicrotask,
      [](Isolate& isolate, HandleValue f, HandleValue, HandleValue, HandleValue) { return isolate.call(f, isolate.undefined()); }, args[0],
      Value::undefined());
  return Value::undefined();
}

Value collectGarbage(Isolate& iso, Args) {
  iso.heap.collect(GcKind::MarkSweep, GcReason::Requested);
  return Value::undefined();
}

// Timers that fire in order of time, at once: enough for programs that only need the order.
constexpr const char* kPrelude = R"js(
{
  const timers = [];
  let now = 0, id = 0;
  globalThis.setTimeout = (f, ms, ...args) => {
    timers.push({ at: now + Math.max(1, ms | 0), id: ++id, f, args });
    return id;
  };
  globalThis.setImmediate = (f, ...args) => globalThis.setTimeout(f, 0, ...args);
  globalThis.clearTimeout = (id) => {
    const i = timers.findIndex((t) => t.id === id);
    if (i >= 0) timers.splice(i, 1);
  };
  globalThis.__nextTimer = () => {
    let best = -1;
    timers.forEach((t, i) => {
      if (best < 0 || t.at < timers[best].at || (t.at === timers[best].at && t.id < timers[best].id)) best = i;
    });
    if (best < 0) return undefined;
    const [timer] = timers.splice(best, 1);
    now = timer.at;
    return () => timer.f(...timer.args);
  };
  globalThis.process = { nextTick: (f, ...a) => queueMicrotask(() => f(...a)), on() {}, version: "v24", versions: { node: "24" }, hrtime: () => [0, 0], stdout: { write(s) { print(s) } } };
}
)js";

void report(Isolate& iso) {
  if (iso.terminating) {
    fprintf(stderr, "stopped\n");
    return;
  }
  HandleScope scope(iso.heap);
  HandleValue error = iso.handle(iso.takeException());
  HandleValue text = iso.handle(error.get());
  if (isObject(error)) {
    text.set(get(iso, Handle<Object>::fromRooted(error), iso.key(iso.names.stack)));
    if (text.get().isException() || !isString(text)) {
      iso.pendingException = Value::empty();
      text.set(error.get());
    }
  }
  auto string = toString(iso, text);
  fprintf(stderr, "Uncaught %s\n", string.threw() ? "?" : toUtf8(flatten(iso, iso.handle(Value(string.value())))).c_str());
  iso.pendingException = Value::empty();
}

int runFile(Settings& settings) {
  std::ifstream in(settings.file, std::ios::binary);
  if (!in) {
    fprintf(stderr, "vm_shell: cannot read %s\n", settings.file.c_str());
    return 2;
  }
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  Host host;
  Isolate iso(IsolateOptions{}, host);
  Realm realm(iso);
  iso.realm = &realm;
  HandleScope scope(iso.heap);
  installBuiltins(iso, realm);
  for (const MethodSpec& method : {MethodSpec{"print", print, 1}, MethodSpec{"queueMicrotask", queueJob, 1}, MethodSpec{"gc", collectGarbage, 0}})
    defineMethod(iso, realm.global(), method.name, method.length, method.function);
  Handle<Object> console = iso.handle(newObject(iso));
  defineMethod(iso, console, "log", 0, print);
  defineValue(iso, realm.global(), iso.key("console"), console);
  {
    HandleScope prelude(iso.heap);
    auto setup = compileScript(iso, {"prelude", kPrelude, true});
    if (setup.threw() || iso.call(iso.handle(setup.value()), realm.global()).isException()) {
      report(iso);
      return 2;
    }
  }
  if (settings.stress) iso.heap.setStress(GcKind::Scavenge);
  if (settings.stressFull) iso.heap.setStress(GcKind::MarkSweep);
  if (settings.verify) iso.heap.setVerify(true);
  const auto start = std::chrono::steady_clock::now();
  int code = 0;
  ScriptOptions options{settings.file, std::move(text), false};
  auto compiled = settings.script ? compileScript(iso, std::move(options)) : compileCommonJs(iso, std::move(options), {"exports", "require", "module"});
  if (compiled.threw()) {
    report(iso);
    return 1;
  }
  Handle<FunctionObject> function = iso.handle(compiled.value());
  if (settings.dump) {
    std::string dumped = dumpBytecode(iso, function->code);
    fwrite(dumped.data(), 1, dumped.size(), stdout);
    return 0;
  }
  if (iso.call(function, settings.script ? HandleValue(realm.global()) : iso.undefined()).isException()) {
    report(iso);
    code = 1;
  }
  for (;;) {
    HandleScope turn(iso.heap);
    while (!iso.microtasks->empty()) {
      if (iso.microtasks->runOne(trace::Rule{}).isException()) {
        report(iso);
        code = 1;
      }
    }
    HandleValue next = iso.handle(iso.call(iso.handle(get(iso, realm.global(), iso.key("__nextTimer"))), iso.undefined()));
    if (!isCallable(next)) break;
    if (iso.call(next, iso.undefined()).isException()) {
      report(iso);
      code = 1;
    }
  }
  if (settings.time)
    fprintf(stderr, "%.3f ms, %llu virtual ns\n",
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count(),
            static_cast<unsigned long long>(iso.nowNs()));
  return code;
}
} // namespace

int main(int argc, char** argv) {
  Settings settings;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--stress") settings.stress = true;
    else if (argument == "--stress-full") settings.stressFull = true;
    else if (argument == "--verify") settings.verify = true;
    else if (argument == "--script") settings.script = true;
    else if (argument == "--dump") settings.dump = true;
    else if (argument == "--time") settings.time = true;
    else settings.file = argument;
  }
  if (settings.file.empty()) {
    fprintf(stderr, "usage: vm_shell [--stress|--stress-full] [--verify] [--script] [--dump] [--time] FILE\n");
    return 2;
  }
  // The engine counts its depth; the stack must be deep enough that the counters trip first.
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, size_t(1) << 30);
  pthread_t thread;
  pthread_create(&thread, &attributes, [](void* data) -> void* {
    auto* s = static_cast<Settings*>(data);
    s->exitCode = runFile(*s);
    return nullptr;
  }, &settings);
  pthread_join(thread, nullptr);
  fflush(stdout);
  return settings.exitCode;
}
