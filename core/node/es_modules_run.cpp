// Linking, evaluating and import(); the main program.
#include <algorithm>

#include "core/machine/disk.h"
#include "core/node/es_modules.h"
#include "core/node/file_url.h"
#include "core/node/module_frames.h"
#include "core/node/module_loader.h"
#include "core/node/node_errors.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/function_code.h"
#include "core/vm/host_frames.h"
#include "core/vm/promise_operations.h"
#include "core/vm/script_source.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

namespace {
using Kept = NodeRuntime::Kept;

HandleValue text(Isolate& iso, std::string_view utf8) { return iso.handle(Value(newStringUtf8(iso, utf8))); }
} // namespace

// --- linking ---

Completion<void> EsModules::link(Module& module, Asks asks) {
  HostEntryScope entry(iso_, asks == Asks::Require ? frames_.instantiateInRequire : frames_.instantiate);
  auto linked = map_.link(module);
  if (linked.threw() && !iso_.terminating) {
    runtime_.keep(Kept::SyntaxError, iso_.pendingException);
    runtime_.keep(Kept::LinkError, iso_.pendingException);
    explainMissingCommonJsName();
  }
  return linked;
}

// A name that a CommonJS file may well export, though its text does not show it.
void EsModules::explainMissingCommonJsName() {
  HandleScope scope(iso_.heap);
  HandleValue error = iso_.handle(iso_.takeException());
  const bool threwNew = iso_.throwIsNew;
  Handle<Object> object = Handle<Object>::fromRooted(error);
  const Value message = getOwnDataNoGc(object, iso_.key(iso_.names.message));
  const std::string said = isString(message) ? toUtf8(flatten(iso_, iso_.handle(message))) : std::string();
  const ModuleRequest* request = map_.lastUnresolvedRequest();
  if (request && commonJs_.count(request->module) && said.find("does not provide an export named") != std::string::npos) {
    // Node takes the names that it proposes from the line of the import.
    const std::string& line = iso_.lastSyntaxError->sourceLine;
    const size_t open = line.find('{'), close = line.rfind('}');
    std::string pattern = open != std::string::npos && close != std::string::npos && close > open ? line.substr(open, close + 1 - open) : "";
    for (size_t at = pattern.find(" as "); at != std::string::npos; at = pattern.find(" as ")) pattern.replace(at, 4, ": ");
    const std::string name = said.substr(said.rfind('\'', said.size() - 2) + 1);
    const std::string whole = "Named export '" + name + " not found. The requested module '" + request->specifier +
                              "' is a CommonJS module, which may not support all module.exports as named exports.\n"
                              "CommonJS modules can always be imported via the default export, for example using:\n\nimport pkg from '" +
                              request->specifier + "';\n" + (pattern.empty() ? pattern : "const " + pattern + " = pkg;\n");
    defineValue(iso_, object, iso_.key(iso_.names.message), text(iso_, whole), kHidden);
  }
  iso_.throwValue(error);
  iso_.throwIsNew = threwNew;
}

// --- bodies ---

void EsModules::begins(Module& module) {
  trace::Recorder* recorder = iso_.recorder;
  if (!recorder || module.isSynthetic()) return;
  runningScripts_.push_back(recorder->emit(trace::ev::ScriptBegin{.cause = recorder->running(),
                                                                  .kind = &module == main_ ? trace::ScriptKind::Main : trace::ScriptKind::EsModule,
                                                                  .source = traceSourceOf(iso_, module.functionNoGc())}));
}

void EsModules::ends(Module& module, bool threw) {
  trace::Recorder* recorder = iso_.recorder;
  if (!recorder || module.isSynthetic()) return;
  const trace::EventId script = runningScripts_.back();
  runningScripts_.pop_back();
  recorder->emit(trace::ev::ScriptEnd{.cause = script, .script = script,
                                      .completion = iso_.terminating ? trace::Completion::Exit : threw ? trace::Completion::Throw : trace::Completion::Return});
}

// Names that CommonJS files have and ES modules have not.
void EsModules::explainMissingGlobal(HandleValue error) {
  if (!isObject(error) || error.get().asCell()->kind != CellKind::ErrorObject) return;
  HandleScope scope(iso_.heap);
  Handle<Object> object = Handle<Object>::fromRooted(error);
  const Value message = getOwnDataNoGc(object, iso_.key(iso_.names.message));
  if (!isString(message)) return;
  std::string said = toUtf8(flatten(iso_, iso_.handle(message)));
  for (const char* name : {"__filename", "__dirname", "require", "module", "exports"}) {
    if (said != std::string(name) + " is not defined") continue;
    said += " in ES module scope";
    if (std::string_view(name) == "require") said += ", you can use import instead";
    if (const PackageJson* package = packages_.scopeOf(mainPath_);
        package && package->type == "module" && mainPath_.size() > 3 && mainPath_.compare(mainPath_.size() - 3, 3, ".js") == 0)
      said += "\nThis file is being treated as an ES module because it has a '.js' file extension and '" + package->file() +
              "' contains \"type\": \"module\". To treat it as a CommonJS script, rename it to use the '.cjs' file extension.";
    defineValue(iso_, object, iso_.key(iso_.names.message), text(iso_, said), kHidden);
    return;
  }
}

Handle<PromiseObject> EsModules::evaluate(Module& module, const char* const* frames) {
  HostEntryScope entry(iso_, frames);
  return iso_.handle(map_.evaluate(module));
}

// --- the main program ---

void EsModules::runMain(const std::string& path, std::string source) {
  mainPath_ = path;
  mainText_ = std::move(source);
  iso_.microtasks->enqueue(JobKind::Host, [](Isolate& iso, HandleValue, HandleValue, HandleValue, HandleValue) -> Value {
    NodeRuntime::of(iso).esModules().runMainJob();
    return iso.terminating ? Value::exception() : Value();
  }, Value(), Value());
}

void EsModules::runMainJob() {
  HandleScope scope(iso_.heap);
  auto loaded = sourceModule(fileUrlOf(mainPath_), std::move(mainText_), Asks::Import);
  HostEntryScope entry(iso_, frames_.entry);
  if (loaded.threw() || link(*loaded.value(), Asks::Import).threw()) {
    if (!iso_.terminating) reportMain(iso_.handle(iso_.takeException()));
    return;
  }
  main_ = loaded.value();
  const Handle<PromiseObject> done = evaluate(*main_, frames_.body);
  whenSettled(iso_, done, [](Isolate& iso, HandleValue value, bool fulfilled, HandleValue) -> Value {
    EsModules& self = NodeRuntime::of(iso).esModules();
    self.mainEnded_ = true;
    if (!fulfilled) self.reportMain(value);
    return iso.terminating ? Value::exception() : Value();
  }, iso_.undefined());
}

void EsModules::reportMain(HandleValue error) {
  mainEnded_ = true;
  explainMissingGlobal(error);
  if (!isObject(error)) runtime_.keep(Kept::InternalError, error); // Node shows its own line, having no other
  runtime_.loop.reportUncaught(error, true);
}

bool EsModules::internalPlace(Value error, FatalPlace* place) const {
  if (error != runtime_.kept(Kept::InternalError) || error.isUndefined()) return false;
  const InternalPlace* at = &frames_.resolvePlace;
  if (!isObject(error)) {
    at = &frames_.entryPlace;
  } else {
    const Value code = getOwnDataNoGc(error.as<Object>(), iso_.key(iso_.names.code));
    const std::string known = isString(code) ? toUtf8(code.as<String>()) : std::string();
    if (known == "ERR_REQUIRE_ASYNC_MODULE") at = &frames_.requireAsyncPlace;
    if (known == "MODULE_NOT_FOUND") at = &frames_.requirePlace;
  }
  *place = {at->file, at->line, at->column, 1, at->text};
  return true;
}

bool EsModules::isLinkError(Value error) const { return !error.isUndefined() && error == runtime_.kept(Kept::LinkError); }

bool EsModules::mainIsWaiting() const { return main_ && !mainEnded_; }

bool EsModules::waitingPlace(FatalPlace* place) const {
  const Module* waiting = main_ ? main_->waitingBelow() : nullptr;
  if (!waiting) return false;
  const auto [code, pc] = waiting->suspendedAtNoGc();
  if (!code) return false;
  const ScriptSource& source = *code->tables->source;
  const SourcePosition position = source.position(placeAt(code, pc).start);
  *place = {source.name, position.line, position.column, 1, std::string(source.line(position.line))};
  return true;
}

// --- require() ---

// What `import * as ns` of such a module gives to require: a default export marks it as compiled from an ES module.
Value EsModules::withEsModuleFlag(Module& module) {
  const std::string key = module.url + " for require";
  if (const auto known = loaded_.find(key); known != loaded_.end()) return map_.namespaceObject(*known->second);
  Module* wrapper = TRY(map_.compile({key, "export * from 'original'; export { default } from 'original'; export const __esModule = true;", true}));
  for (ModuleRequest& request : wrapper->requests) request.module = &module;
  loaded_.emplace(key, wrapper);
  TRY(map_.link(*wrapper));
  map_.evaluate(*wrapper);
  return map_.namespaceObject(*wrapper);
}

Value EsModules::require(const std::string& path, std::string source, const std::string& parent) {
  HandleScope scope(iso_.heap);
  const std::string url = fileUrlOf(path);
  const auto known = loaded_.find(url);
  Module* module = known != loaded_.end() ? known->second : TRY(sourceModule(url, std::move(source), Asks::Require));
  if (module->status() == Module::Status::Evaluating)
    return iso_.raiseWithCode(ErrorType::Error, "ERR_REQUIRE_CYCLE_MODULE",
                              "Cannot require() ES Module " + path + " in a cycle. A cycle involving require(esm) is disallowed to maintain invariants "
                              "mandated by the ECMAScript specification. Try making at least part of the dependency in the graph lazily loaded.");
  TRY(link(*module, Asks::Require));
  if (module->graphHasTopLevelAwait()) {
    const std::string message = "require() cannot be used on an ESM graph with top-level await. Use import() instead. To see where the top-level await comes "
                                "from, use --experimental-print-required-tla.";
    HostEntryScope entry(iso_, frames_.bodyInRequire);
    Handle<Object> error = iso_.handle(newNodeError(iso_, ErrorType::Error, "ERR_REQUIRE_ASYNC_MODULE",
                                                    runtime_.rules.major >= 22 ? message + "\nRequired module: " + path + "\nRequire stack:\n- " + parent
                                                                               : message + "\n  From " + parent + " \n  Requiring " + path + " ")
                                           .as<Object>());
    runtime_.keep(Kept::InternalError, error);
    return iso_.throwValue(error);
  }
  const bool outer = std::exchange(requiring_, true);
  const Handle<PromiseObject> done = evaluate(*module, frames_.bodyInRequire);
  requiring_ = outer;
  if (iso_.terminating) return Throw{};
  if (done->isRejected()) {
    whenSettled(iso_, done, [](Isolate&, HandleValue, bool, HandleValue) { return Value(); }, iso_.undefined()); // it is thrown here instead
    return iso_.throwValue(done->result);
  }
  const Value whole = map_.exportedValue(*module, u"module.exports");
  if (!whole.isEmpty()) return whole;
  const bool hasDefault = !map_.exportedValue(*module, u"default").isEmpty(), isMarked = !map_.exportedValue(*module, u"__esModule").isEmpty();
  return hasDefault && !isMarked ? withEsModuleFlag(*module) : map_.namespaceObject(*module);
}

// --- import() ---
//
// What Node's loader does between the call and the result is promise jobs of its own; how many is seen by programs that
// count rounds. An ImportStep is a Box that is handed from job to job.

struct EsModules::ImportStep : Cell {
  Value rounds;   // int32: jobs to wait for
  Value module;   // int32: its index, or -1: `result` is why it failed
  Value promise;  // what import() returned
  Value result;
  Value evaluated; // true once its body ran: what remains is to hand out the namespace

  static Value run(Isolate& iso, HandleValue given, HandleValue, HandleValue, HandleValue) {
    auto* step = static_cast<ImportStep*>(given.get().asCell());
    if (step->rounds.asInt32() > 1) {
      step->rounds = Value::int32(step->rounds.asInt32() - 1);
      wait(iso, given);
      return Value();
    }
    EsModules& self = NodeRuntime::of(iso).esModules();
    Handle<Box> box = Handle<Box>::fromRooted(given);
    Handle<PromiseObject> promise = iso.handle(step->promise.as<PromiseObject>());
    if (step->module.asInt32() < 0) {
      rejectPromise(iso, promise, iso.handle(step->result));
      return Value();
    }
    Module& module = iso.modules->at(uint32_t(step->module.asInt32()));
    if (step->evaluated.isTrue()) {
      resolvePromise(iso, promise, iso.handle(iso.modules->namespaceObject(module)));
      return Value();
    }
    if (self.link(module, Asks::Import).threw()) {
      if (!iso.terminating) rejectPromise(iso, promise, iso.handle(iso.takeException()));
      return iso.terminating ? Value::exception() : Value();
    }
    const Handle<PromiseObject> done = self.evaluate(module, self.frames_.body);
    if (iso.terminating) return Value::exception();
    whenSettled(iso, done, [](Isolate& i, HandleValue value, bool fulfilled, HandleValue data) -> Value {
      auto* waiting = static_cast<ImportStep*>(data.get().asCell());
      waiting->evaluated = Value::boolean(true);
      if (!fulfilled) {
        waiting->module = Value::int32(-1);
        i.heap.store(waiting, &waiting->result, value);
      }
      waiting->rounds = Value::int32(int32_t(NodeRuntime::of(i).rules.importSettleRounds));
      wait(i, data);
      return Value();
    }, box);
    return Value();
  }

  static void wait(Isolate& iso, Value step) { iso.microtasks->enqueue(JobKind::Host, run, step, Value()); }
};

Value EsModules::importDynamically(const std::string& referrer, HandleValue specifier, HandleValue attributes) {
  HandleScope scope(iso_.heap);
  runtime_.machine.sync();
  const NodeRules& rules = runtime_.rules;
  const std::string asked = toUtf8(flatten(iso_, specifier));
  Attributes given;
  if (isObject(attributes)) {
    Handle<Object> object = Handle<Object>::fromRooted(attributes);
    KeyList keys(iso_);
    TRY(ownPropertyKeys(iso_, object, &keys));
    for (const PropertyKey key : keys.keys) given.emplace_back(describeKey(key), toUtf8(flatten(iso_, iso_.handle(getOwnDataNoGc(object, key)))));
    std::sort(given.begin(), given.end());
  }
  const std::string base = !referrer.empty() && referrer[0] == '/' ? fileUrlOf(referrer) : referrer;
  const size_t before = loaded_.size();
  auto url = resolve(asked, base, Asks::Import);
  Completion<Module*> loaded = url.threw() ? Completion<Module*>(Throw{}) : load(url.value(), given, Asks::Import);
  if (iso_.terminating) return Throw{};
  Handle<PromiseObject> promise = iso_.handle(newPromise(iso_, PromiseSource::Module));
  HandleValue failure = iso_.handle(loaded.threw() ? iso_.takeException() : Value());
  Handle<Box> box = iso_.handle(newBox(iso_, 5));
  auto* step = static_cast<ImportStep*>(static_cast<Cell*>(box.get()));
  step->promise = promise;
  step->result = failure;
  step->evaluated = Value::boolean(false);
  step->module = Value::int32(-1);
  step->rounds = Value::int32(int32_t(rules.importErrorRounds));
  if (!loaded.threw()) {
    Module& module = *loaded.value();
    step->module = Value::int32(int32_t(module.index()));
    const bool isNew = loaded_.size() != before;
    if (module.status() == Module::Status::Evaluated) {
      step->rounds = Value::int32(int32_t(rules.importKnownRounds));
      step->evaluated = Value::boolean(true);
      if (module.failed()) {
        step->module = Value::int32(-1);
        iso_.heap.store(step, &step->result, module.error());
      }
    } else {
      step->rounds = Value::int32(int32_t(rules.importBodyRounds + rules.importLevelRounds * (heights_[&module] - 1)));
      if (isNew && rules.importReadsInPool && !module.isSynthetic()) {
        readThroughPool(module, box);
        return promise.get();
      }
    }
  }
  ImportStep::wait(iso_, box);
  return promise.get();
}

// Until 20 the loader reads files with fs/promises: four jobs of the thread pool a level of the graph, in the loop's turns.
struct EsModules::Reading : RootSource {
  Reading(Heap& h, Value s) : heap(h), step(s) { heap.addRoots(this); }
  ~Reading() override { heap.removeRoots(this); }
  void visitRoots(SlotVisitor& visitor) override { visitor.visit(&step); }
  Heap& heap;
  Value step;
  std::string path;
  uint32_t left = 0; // jobs
};

void EsModules::readThroughPool(Module& module, Value step) {
  auto reading = std::make_shared<Reading>(iso_.heap, step);
  reading->left = 4 * heights_[&module];
  reading->path = isFileUrl(module.url) ? pathOfFileUrl(module.url) : module.url;
  submitRead(reading);
}

void EsModules::submitRead(std::shared_ptr<Reading> reading) {
  constexpr std::pair<std::string_view, DiskOperation> operations[] = {
      {"fs.open", DiskOperation::Open}, {"fs.fstat", DiskOperation::Stat}, {"fs.read", DiskOperation::Read}, {"fs.close", DiskOperation::Close}};
  const auto& [what, cost] = operations[(4 - reading->left % 4) % 4];
  PoolJob job;
  job.what = what;
  job.detail = reading->path;
  job.deviceNs = runtime_.machine.disk().latencyNs(cost, 0);
  job.done = [this, reading](bool) {
    if (--reading->left > 0) submitRead(reading);
    else ImportStep::wait(iso_, reading->step);
  };
  runtime_.loop.poll.submit(std::move(job));
}

// --- import.meta ---

void EsModules::initializeMeta(Module& module, Handle<Object> meta) {
  const auto put = [&](std::string_view name, HandleValue value) { defineValue(iso_, meta, iso_.key(name), value); };
  const int major = runtime_.rules.major;
  if (isFileUrl(module.url) && major >= 20) {
    const std::string path = pathOfFileUrl(module.url);
    const size_t slash = path.rfind('/');
    put("dirname", text(iso_, slash == 0 ? "/" : path.substr(0, slash)));
    put("filename", text(iso_, path));
  }
  if (major >= 24) put("main", iso_.handle(Value::boolean(&module == main_)));
  if (major >= 20) {
    Handle<NativeFunction> resolveFunction = iso_.handle(newNativeFunction(iso_, "resolve", 1, [](Isolate& iso, Args args) -> Value {
      EsModules& self = NodeRuntime::of(iso).esModules();
      HandleValue base = iso.handle(args.callee().get().as<NativeFunction>()->data[0]);
      HandleValue asked = iso.handle(Value(TRY(toString(iso, args.handle(iso, 0)))));
      const auto found = self.resolver.resolve(toUtf8(flatten(iso, asked)), toUtf8(flatten(iso, base)));
      if (const auto* url = std::get_if<std::string>(&found)) return Value(newStringUtf8(iso, *url));
      const ResolutionError& error = std::get<ResolutionError>(found);
      if (!error.url.empty()) return Value(newStringUtf8(iso, error.url)); // a URL is asked for, not a file
      return self.raise(error);
    }));
    HandleValue url = text(iso_, module.url);
    iso_.heap.store(resolveFunction, &resolveFunction->data[0], url);
    put("resolve", resolveFunction);
  }
  put("url", text(iso_, module.url));
}

} // namespace tickscope
