// The engine as tests/conformance asks it: a test262 test a line. tests/conformance/README.md describes the protocol.
#include <pthread.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/builtins/array_buffer.h"
#include "core/builtins/install.h"
#include "core/builtins/wait_list.h"
#include "core/trace/words.h"
#include "core/vm/compiler.h"
#include "core/vm/conversions.h"
#include "core/vm/interpreter.h"
#include "core/vm/module.h"
#include "core/vm/promise_operations.h"
#include "tests/tools/agents262.h"

using namespace tickscope;

namespace {

constexpr uint64_t kInstructionLimit = 2'000'000'000;

struct Request {
  std::string path, kind, prefix;
  std::vector<std::string> includes;
};

struct Answer {
  std::string ended = "normally", error, message;
  std::vector<std::string> printed;
};

std::string readWhole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
}

// What the natives of a test reach through Isolate::embedderData.
struct Run {
  Answer answer;
  std::vector<std::unique_ptr<Realm>> realms; // made by $262.createRealm
  Cluster& cluster;
  size_t agent; // in the cluster
};
Run& runOf(Isolate& iso) { return *static_cast<Run*>(iso.embedderData); }

// Loads modules from files beside each other.
class TestHost final : public Host {
public:
  TestHost(Cluster& cluster, size_t agent) : cluster_(cluster), agent_(agent) {}

  bool onInterrupt(Isolate& iso) override {
    if (iso.overInstructionLimit() || (agent_ != 0 && cluster_.ending())) return false;
    // Asked at every turn of a loop while there are others.
    if (++asked_ % kTurnsInSlice == 0) cluster_.slice(agent_);
    return true;
  }
  bool standStill(Isolate& iso, double timeoutMs, const std::function<bool()>& woken) override {
    const uint64_t until = timeoutMs <= kLongestSleepMs ? cluster_.now() + uint64_t(std::max(timeoutMs, 0.0) * 1e6) : Cluster::kNever;
    const bool ended = cluster_.block(agent_, until, woken);
    if (!ended && agent_ != 0) iso.terminate();
    return ended;
  }
  void postTask(Isolate&, uint64_t delayNs, std::function<void(Isolate&)> task) override {
    tasks_.emplace(std::pair(cluster_.now() + delayNs, ++posted_), std::move(task));
  }
  // Jobs, and tasks as they come due, until nothing is left that could bring another.
  void runAll(Isolate& iso) {
    for (;;) {
      while (!iso.microtasks->empty() && !iso.terminating)
        if (iso.microtasks->runOne(trace::Rule{}).isException() && !iso.terminating) iso.pendingException = Value::empty();
      if (iso.terminating || (tasks_.empty() && cluster_.alive() == 1)) break;
      const auto due = [&] { return !tasks_.empty() && tasks_.begin()->first.first <= cluster_.now(); };
      if (!due() && !cluster_.block(agent_, tasks_.empty() ? Cluster::kNever : tasks_.begin()->first.first, due)) break;
      if (tasks_.empty()) break;
      const auto task = std::move(tasks_.begin()->second);
      tasks_.erase(tasks_.begin());
      task(iso);
      cluster_.slice(agent_); // so that time goes on for a program that asks for another at once
      if (iso.hasException() && !iso.terminating) iso.pendingException = Value::empty();
    }
    tasks_.clear();
  }

  int64_t wallClockNs(Isolate& iso) override { return 1'700'000'000'000'000'000 + int64_t(iso.nowNs()); }

  Value importModuleDynamically(Isolate& iso, const std::string& referrer, HandleValue specifier, HandleValue attributes) override {
    HandleScope scope(iso.heap);
    const std::string name = toUtf8(flatten(iso, specifier));
    std::vector<std::pair<std::string, std::string>> given;
    if (isObject(attributes)) {
      Handle<Object> object = Handle<Object>::fromRooted(attributes);
      KeyList keys(iso);
      TRY(ownPropertyKeys(iso, object, &keys));
      for (const PropertyKey key : keys.keys) given.emplace_back(describeKey(key), toUtf8(flatten(iso, iso.handle(getOwnDataNoGc(object, key)))));
    }
    Module* module = TRY(load(iso, beside(referrer, name), given));
    Handle<PromiseObject> promise = iso.handle(newPromise(iso, PromiseSource::Module));
    iso.microtasks->enqueue(JobKind::Host, [](Isolate& i, HandleValue index, HandleValue given, HandleValue, HandleValue) {
      i.modules->import(i.modules->at(uint32_t(index.get().asInt32())), Handle<PromiseObject>::fromRooted(given));
      return i.terminating ? Value::exception() : Value();
    }, Value::int32(int32_t(module->index())), promise);
    return promise.get();
  }

  using Attributes = std::vector<std::pair<std::string, std::string>>;
  Completion<Module*> load(Isolate& iso, const std::string& path, const Attributes& attributes) {
    std::string kind;
    for (const auto& [key, value] : attributes) {
      if (key != "type" || value != "json") return iso.raise(ErrorType::SyntaxError, "import attribute '" + key + "' is not supported");
      kind = value;
    }
    const auto known = modules_.find(kind + ":" + path);
    if (known != modules_.end()) return known->second;
    std::ifstream in(path, std::ios::binary);
    if (!in || !std::filesystem::is_regular_file(path)) return iso.raise(ErrorType::TypeError, "cannot find module " + path);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (kind == "json") return loadJson(iso, path, text);
    Module* module = TRY(iso.modules->compile({path, std::move(text), false}));
    modules_.emplace(kind + ":" + path, module);
    return TRY(loadRequests(iso, *module));
  }

  bool knows(const std::string& path) const { return modules_.count(":" + path) != 0; }

private:
  static std::string beside(const std::string& referrer, const std::string& name) {
    const size_t slash = referrer.rfind('/');
    return (slash == std::string::npos ? "" : referrer.substr(0, slash + 1)) + (name.compare(0, 2, "./") == 0 ? name.substr(2) : name);
  }

  Completion<Module*> loadRequests(Isolate& iso, Module& module) {
    NativeDepth depth(iso);
    if (!depth) return iso.raise(msg::StackOverflow);
    for (size_t i = 0; i < module.requests.size(); ++i) {
      const std::string path = beside(module.url, module.requests[i].specifier);
      module.requests[i].module = TRY(load(iso, path, module.requests[i].attributes));
    }
    return &module;
  }

  Completion<Module*> loadJson(Isolate& iso, const std::string& path, const std::string& text) {
    HandleScope scope(iso.heap);
    HandleValue parsed = iso.handle(TRY(iso.invoke(iso.intrinsic(Intrinsic::JSON), iso.key("parse"), {iso.handle(Value(newStringUtf8(iso, text)))})));
    auto root = std::make_shared<Kept>(iso.heap, parsed);
    Module* module = iso.modules->addSynthetic(path, {u"default"}, [root](Isolate& i, Module& m) {
      i.modules->setExport(m, u"default", root->value);
      return Value();
    });
    modules_.emplace("json:" + path, module);
    return module;
  }

  struct Kept : RootSource {
    Kept(Heap& h, Value v) : heap(h), value(v) { heap.addRoots(this); }
    ~Kept() override { heap.removeRoots(this); }
    void visitRoots(SlotVisitor& visitor) override { visitor.visit(&value); }
    Heap& heap;
    Value value;
  };
  static constexpr double kLongestSleepMs = 1e12;
  static constexpr uint32_t kTurnsInSlice = 200;
  std::map<std::string, Module*> modules_;
  Cluster& cluster_;
  size_t agent_;
  uint32_t asked_ = 0;
  uint64_t posted_ = 0;
  std::map<std::pair<uint64_t, uint64_t>, std::function<void(Isolate&)>> tasks_; // by due time and order
};

Value print(Isolate& iso, Args args) {
  HandleValue text = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  runOf(iso).answer.printed.push_back(toUtf8(flatten(iso, text)));
  return Value::undefined();
}

Value evalScript(Isolate& iso, Args args) {
  HandleValue text = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
  Handle<FunctionObject> function = iso.handle(TRY(compileScript(iso, {"evalScript", toUtf8(flatten(iso, text)), false})));
  return iso.call(function, iso.realm->global());
}

Value collectGarbage(Isolate& iso, Args) {
  iso.heap.collect(GcKind::MarkSweep, GcReason::Requested);
  return Value::undefined();
}

Value detachBuffer(Isolate& iso, Args args) {
  if (!args[0].isCell() || args[0].asCell()->kind != CellKind::ArrayBufferObject) return iso.raise(ErrorType::TypeError, "not an ArrayBuffer");
  detachArrayBuffer(iso, Handle<ArrayBufferObject>::fromRooted(args.handle(iso, 0)));
  return Value::null();
}

std::string textOf(Isolate& iso, HandleValue object, std::string_view name) {
  if (!isObject(object)) return {};
  HandleValue value = iso.handle(get(iso, Handle<Object>::fromRooted(object), iso.key(name)));
  if (isString(value)) return toUtf8(flatten(iso, value));
  iso.pendingException = Value::empty();
  return {};
}

// Ends the answer with the exception under way.
void endWith(Isolate& iso, const char* ended, Answer& answer) {
  answer.ended = ended;
  if (iso.terminating) {
    answer.ended = "limit";
    return;
  }
  HandleScope scope(iso.heap);
  HandleValue error = iso.handle(iso.takeException());
  if (!isObject(error)) {
    answer.error = describeForMessage(iso, error);
    return;
  }
  HandleValue constructor = iso.handle(get(iso, Handle<Object>::fromRooted(error), iso.key("constructor")));
  answer.error = textOf(iso, constructor, "name");
  answer.message = textOf(iso, error, "message");
  iso.pendingException = Value::empty();
  if (answer.message.find("Tickscope does not support") != std::string::npos) answer.ended = "unsupported";
}

// False: it ended the answer.
bool runScript(Isolate& iso, const std::string& name, std::string text, const char* whenThrown, Answer& answer) {
  HandleScope scope(iso.heap);
  auto compiled = compileScript(iso, {name, std::move(text), false});
  if (compiled.threw()) {
    endWith(iso, "parse", answer);
    return false;
  }
  if (!iso.call(iso.handle(compiled.value()), iso.realm->global()).isException()) return true;
  endWith(iso, whenThrown, answer);
  return false;
}

void runModule(Isolate& iso, TestHost& host, const Request& request, Answer& answer) {
  HandleScope scope(iso.heap);
  auto loaded = host.load(iso, request.path, {});
  // Errors of the file itself are found before those of what it imports.
  if (loaded.threw()) return endWith(iso, host.knows(request.path) ? "resolution" : "parse", answer);
  Module& module = *loaded.value();
  if (iso.modules->link(module).threw()) return endWith(iso, "resolution", answer);
  Handle<PromiseObject> done = iso.handle(iso.modules->evaluate(module));
  host.runAll(iso);
  if (iso.terminating) {
    answer.ended = "limit";
  } else if (done->isRejected()) {
    iso.throwValue(done->result);
    endWith(iso, "runtime", answer);
  }
}

// --- agents ---

Value agentReport(Isolate& iso, Args args) {
  runOf(iso).cluster.reports.push_back(toUtf8(flatten(iso, iso.handle(Value(TRY(toString(iso, args.handle(iso, 0))))))));
  return Value();
}
Value agentGetReport(Isolate& iso, Args) {
  auto& reports = runOf(iso).cluster.reports;
  if (reports.empty()) return Value::null();
  const std::string report = reports.front();
  reports.pop_front();
  return Value(newStringUtf8(iso, report));
}
Value agentSleep(Isolate& iso, Args args) {
  (void)iso.host.standStill(iso, TRY(toNumber(iso, args.handle(iso, 0))), [] { return false; });
  return iso.terminating ? Value::exception() : Value();
}
Value agentNow(Isolate& iso, Args) { return Value::number(double(runOf(iso).cluster.now() / 1'000'000)); }
Value agentLeaving(Isolate&, Args) { return Value(); }

Value agentSetTimeout(Isolate& iso, Args args) {
  const double ms = TRY(toNumber(iso, args.handle(iso, 1)));
  auto callback = std::make_shared<Persistent>(iso.heap, args[0]);
  iso.host.postTask(iso, uint64_t(ms > 0 ? ms * 1e6 : 0), [callback](Isolate& i) {
    HandleScope scope(i.heap);
    (void)i.call(callback->handle(), i.undefined());
  });
  return Value();
}

Value agentBroadcast(Isolate& iso, Args args) {
  Run& run = runOf(iso);
  const auto store = backingStoreOf(args[0].as<ArrayBufferObject>());
  for (size_t i = 1; i < run.cluster.inbox.size(); ++i) run.cluster.inbox[i].push_back(store);
  const auto taken = [&] {
    for (const auto& inbox : run.cluster.inbox)
      if (!inbox.empty()) return false;
    return true;
  };
  (void)run.cluster.block(run.agent, Cluster::kNever, taken);
  return Value();
}
Value agentReceiveBroadcast(Isolate& iso, Args args) {
  Run& run = runOf(iso);
  if (!run.cluster.block(run.agent, Cluster::kNever, [&] { return !run.cluster.inbox[run.agent].empty(); })) return iso.terminate();
  auto& inbox = run.cluster.inbox[run.agent];
  const auto store = inbox.front();
  inbox.pop_front();
  const HandleValue buffer = iso.handle(Value(newArrayBufferOver(iso, iso.intrinsic(Intrinsic::SharedArrayBufferPrototype), store, true, false)));
  return iso.call(args.handle(iso, 0), iso.undefined(), {buffer});
}

void runAgent(Cluster& cluster, size_t self, const std::string& script);

Value agentStart(Isolate& iso, Args args) {
  Run& run = runOf(iso);
  const std::string script = toUtf8(flatten(iso, iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))))));
  run.cluster.start([&cluster = run.cluster, script](size_t self) { runAgent(cluster, self, script); });
  iso.interruptRequested = true;
  return Value();
}

void installAgent(Isolate& iso, Handle<Object> harness, bool isMain) {
  const Handle<Object> agent = iso.handle(newObject(iso));
  defineMethods(iso, agent, {{"sleep", agentSleep, 1}, {"monotonicNow", agentNow, 0}, {"setTimeout", agentSetTimeout, 2}});
  if (isMain) defineMethods(iso, agent, {{"start", agentStart, 1}, {"broadcast", agentBroadcast, 1}, {"getReport", agentGetReport, 0}});
  else defineMethods(iso, agent, {{"receiveBroadcast", agentReceiveBroadcast, 1}, {"report", agentReport, 1}, {"leaving", agentLeaving, 0}});
  defineValue(iso, harness, iso.key("agent"), agent);
}

Value createRealm(Isolate& iso, Args);

// REQUIRES that the realm is the running one. Returns its $262.
Handle<Object> install262(Isolate& iso, Realm& realm) {
  installBuiltins(iso, realm);
  defineMethod(iso, realm.global(), "print", 1, print);
  defineMethod(iso, realm.global(), "setTimeout", 2, agentSetTimeout); // atomicsHelper.js would poll in jobs
  Handle<Object> harness = iso.handle(newObject(iso));
  defineMethods(iso, harness, {{"evalScript", evalScript, 1}, {"gc", collectGarbage, 0}, {"detachArrayBuffer", detachBuffer, 1}, {"createRealm", createRealm, 0}});
  defineValue(iso, harness, iso.key("global"), realm.global());
  installAgent(iso, harness, runOf(iso).agent == 0);
  defineValue(iso, realm.global(), iso.key("$262"), harness, kHidden);
  return harness;
}

Value createRealm(Isolate& iso, Args) {
  auto& realms = runOf(iso).realms;
  realms.push_back(std::make_unique<Realm>(iso));
  const InRealm inRealm(iso, realms.back().get());
  return Value(install262(iso, *realms.back()).get());
}

void runAgent(Cluster& cluster, size_t self, const std::string& script) {
  TestHost host(cluster, self);
  IsolateOptions options;
  options.instructionLimit = kInstructionLimit;
  Isolate iso(options, host);
  iso.waits = cluster.waits;
  Run run{{}, {}, cluster, self};
  iso.embedderData = &run;
  Realm realm(iso);
  iso.realm = &realm;
  HandleScope scope(iso.heap);
  install262(iso, realm);
  iso.interruptRequested = true;
  if (runScript(iso, "agent", script, "runtime", run.answer)) host.runAll(iso);
  cluster.inbox[self].clear();
  cluster.waits->forget(iso);
}

Answer runTest(const Request& request) {
  Cluster cluster;
  TestHost host(cluster, 0);
  IsolateOptions options;
  options.instructionLimit = kInstructionLimit;
  Isolate iso(options, host);
  iso.waits = cluster.waits;
  Run run{{}, {}, cluster, 0};
  iso.embedderData = &run;
  ModuleMap modules(iso);
  Realm realm(iso);
  iso.realm = &realm;
  HandleScope scope(iso.heap);
  install262(iso, realm);
  Answer& answer = run.answer;
  struct Ending {
    ~Ending() {
      cluster.endAll();
      cluster.waits->forget(iso);
    }
    Cluster& cluster;
    Isolate& iso;
  } ending{cluster, iso};
  for (const std::string& include : request.includes)
    if (!runScript(iso, include, readWhole(include), "runtime", answer)) {
      answer.ended = "include";
      return answer;
    }
  if (request.kind == "module") {
    runModule(iso, host, request, answer);
  } else if (runScript(iso, request.path, request.prefix + readWhole(request.path), "runtime", answer)) {
    host.runAll(iso);
    if (iso.terminating) answer.ended = "limit";
  }
  return answer;
}

void serve() {
  using Json = nlohmann::json;
  std::string line;
  while (std::getline(std::cin, line)) {
    const Json asked = Json::parse(line, nullptr, false);
    if (asked.is_discarded()) {
      std::cerr << "eval262: not JSON: " << line << '\n';
      return;
    }
    const Request request{asked.value("path", ""), asked.value("kind", "script"), asked.value("prefix", ""),
                          asked.value("includes", std::vector<std::string>{})};
    Answer answer;
    try {
      answer = runTest(request);
    } catch (const HeapLimitReached&) {
      answer = Answer{"limit", "", "out of memory", {}};
    }
    const Json told{{"id", asked.value("id", 0)}, {"ended", answer.ended}, {"error", answer.error}, {"message", answer.message}, {"printed", answer.printed}};
    std::cout << told.dump(-1, ' ', true, Json::error_handler_t::replace) << std::endl;
  }
}

} // namespace

int main() {
  // The engine counts its depth; the stack must be deep enough that the counters trip first.
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, size_t(1) << 30);
  pthread_t thread;
  const auto body = [](void*) -> void* {
    serve();
    return nullptr;
  };
  if (pthread_create(&thread, &attributes, body, nullptr) != 0) return 2;
  pthread_join(thread, nullptr);
  return 0;
}
