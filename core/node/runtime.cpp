#include "core/node/runtime.h"

#include "core/builtins/install.h"
#include "core/builtins/weak.h"
#include "core/heap/persistent.h"
#include "core/machine/costs.h"
#include "core/node/builtin_modules.h"
#include "core/node/emitter_fast.h"
#include "core/node/es_modules.h"
#include "core/node/module_loader.h"
#include "core/node/modules.h"
#include "core/node/process_events.h"
#include "core/node/stream_states.h"
#include "core/vm/conversions.h"
#include "core/vm/host_frames.h"
#include "core/vm/interpreter.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

namespace {
constexpr int kUnsettledTopLevelAwait = 13; // exit code
constexpr uint64_t kRandomStream = 0x3a7b; // of Math.random, told apart from the machine's other uses of the seed
} // namespace

NodeRuntime::NodeRuntime(Machine& hostMachine, const NodeOptions& nodeOptions, OutputSink& output, trace::Recorder* recorder)
    : machine(hostMachine), options(nodeOptions), rules(nodeRules(nodeOptions.major)), iso(nodeOptions.isolate, *this),
      loop(iso, hostMachine, rules, *this), mainFile(nodeOptions.mainPath), cwd(nodeOptions.cwd), output_(output),
      mathRandom_(hostMachine.random.fork(kRandomStream)) {
  iso.heap.addRoots(this);
  iso.recorder = recorder;
  machine.setClock(&iso.clock);
  machine.recorder = recorder;
  if (options.rejectionsGiven) loop.rejections.mode = options.rejections;
}

NodeRuntime::~NodeRuntime() {
  processEvents_.reset();
  esModules_.reset();
  loader_.reset();
  realm.reset();
  iso.heap.removeRoots(this);
}

void NodeRuntime::visitRoots(SlotVisitor& visitor) { visitor.visit(kept_, kept_ + size_t(Kept::Count)); }

// --- start ---

void NodeRuntime::boot() {
  HandleScope scope(iso.heap);
  realm = std::make_unique<Realm>(iso);
  iso.realm = realm.get();
  installBuiltins(iso, *realm);
  processEvents_ = std::make_unique<ProcessEvents>(iso);
  packages_ = std::make_unique<Packages>(machine.disk());
  loader_ = std::make_unique<ModuleLoader>(*this);
  esModules_ = std::make_unique<EsModules>(*this, *packages_);

  Handle<Object> global = realm->global();
  // As V8 and Node order them.
  defineValue(iso, global, iso.key("global"), global, kDefault);
  defineValue(iso, global, iso.key(iso.symbols.toStringTag), iso.handle(Value(newString(iso, "global"))), kConfigurable);
  installProcess(*this);
  installTimers(*this);
  installConsole(*this);
  installStructuredClone(*this);
  installIntl(*this);
  installWebGlobals(*this);
  if (options.exposeGc) installGc(*this, global);
  loop.poolThreads = [this] {
    bool present;
    const std::string size = environmentVariable("UV_THREADPOOL_SIZE", &present);
    return ThreadPool::sizeFromEnvironment(present ? &size : nullptr);
  };
}

void NodeRuntime::observeHeap() {
  iso.heap.setClock(&iso.clock);
  iso.heap.setObserver([this](const GcEvent& gc) { gcReport.collected(gc); });
}

V8Figures NodeRuntime::heapFigures() {
  V8Figures figures = iso.heap.figures();
  moduleWeights.addTo(figures);
  return figures;
}

void NodeRuntime::platformTasks() {
  iso.heap.runTasks();
  HandleScope scope(iso.heap);
  scheduleFinalization(iso);
  if (gcReport.hasEntries()) loop.poll.ready(0, "gc", [this] { tellOfCollections(); });
}

void NodeRuntime::tellOfCollections() {
  HandleScope scope(iso.heap);
  for (const GcReport::Entry& entry : gcReport.takeEntries()) {
    HandleScope inner(iso.heap);
    const Value done = iso.call(keptSlot(Kept::GcListener), iso.undefined(),
                                {iso.handle(Value::number(entry.startMs)), iso.handle(Value::number(entry.durationMs)),
                                 iso.handle(Value::int32(entry.kind)), iso.handle(Value::int32(entry.flags))});
    if (done.isException()) return;
  }
}

int NodeRuntime::run() {
  trace::Recorder* recorder = iso.recorder;
  if (recorder) {
    std::string argv = mainFile + std::string(1, '\0');
    for (const std::string& argument : options.arguments) argv += argument + std::string(1, '\0');
    if (argv.size() > trace::kMaxTextBytes) argv.resize(trace::kMaxTextBytes);
    recorder->emit(trace::ev::ProcessStart{.pid = kPid,
                                           .nodeVersion = recorder->intern(rules.version),
                                           .cores = machine.settings.cores,
                                           .seed = machine.settings.seed,
                                           .detail = recorder->detail(),
                                           .argv = argv});
  }
  boot();
  iso.heap.programStarts();
  observeHeap();
  if (recorder && recorder->wants(trace::Detail::Call)) iso.interpreter->setObserved(true);
  // What the start really cost us is not what it costs Node.
  iso.clock.set(costs::kBootNs + machine.random.fork(1).below(costs::kBootJitterNs));
  machine.sync();
  loop.updateTime(trace::TimeUpdate::LoopStart);
  runMain();
  if (!iso.terminating) loop.runToEnd();
  if (!ended_) {
    finalCode_ = exitCodeSet ? exitCode() : 0;
    ended_ = true;
  }
  if (recorder) recorder->emit(trace::ev::ProcessEnd{.cause = recorder->last(), .code = finalCode_ & 0xff, .reason = exitReason});
  return finalCode_ & 0xff;
}

void NodeRuntime::runMain() {
  loop.enterTurn();
  trace::Recorder* recorder = iso.recorder;
  trace::EventId begin = 0;
  if (recorder)
    begin = recorder->emit(trace::ev::CallbackBegin{.kind = trace::CallbackKind::Main, .rule = trace::Rule::MainProgram});
  if (iso.options.wrong.has(WrongRule::CatchLater)) { // defines %later and %over
    HandleScope scope(iso.heap);
    iso.handle(requireBuiltin(*this, "internal/wrong_catch"));
  }
  const Value result = loader_->runMain(mainFile);
  if (begin) loop.callbackEnded(begin, result);
  iso.thrownFrame = iso.asyncFrame;
  if (result.isException()) loop.reportUncaught();
  iso.asyncFrame = Value(); // the main program was a resource; its stores do not outlive it
  loop.leaveTurn(trace::Rule::DrainEndOfTurn, result.isException() && !rules.mainThrowDrains);
}

// --- output ---

void NodeRuntime::write(trace::Stream stream, std::string_view bytes) {
  if (!std::exchange(streamUsed_[size_t(stream)], true)) iso.charge(costs::kFirstWriteNs);
  iso.charge(costs::kWriteNs + bytes.size() * costs::kWritePerByteNs1000 / 1000);
  if (iso.recorder && !bytes.empty()) iso.recorder->console(iso.recorder->running(), stream, currentSite(iso), bytes);
  output_.write(stream, bytes);
}

void NodeRuntime::writeOfV8(trace::Stream stream, std::string_view bytes) {
  if (iso.recorder) iso.recorder->console(iso.recorder->running(), stream, {}, bytes);
  output_.write(stream, bytes);
}

// --- process ---

Throw NodeRuntime::endProcess(int code, trace::ExitReason reason) {
  if (!ended_) {
    ended_ = true;
    finalCode_ = code;
    exitReason = reason;
  }
  return iso.terminate();
}

Completion<bool> NodeRuntime::emit(std::string_view name, std::initializer_list<HandleValue> arguments) {
  HandleScope scope(iso.heap);
  const PropertyKey event = iso.key(name);
  iso.handle(event.raw());
  const Value* row = iso.heap.handleTop();
  for (HandleValue argument : arguments) iso.handle(argument.get());
  return processEvents_->emit(event, keptSlot(Kept::Process), row, uint32_t(arguments.size()));
}

void NodeRuntime::endTurnsOf(trace::CallbackKind kind, trace::Rule rule, std::string_view event) {
  HandleScope scope(iso.heap);
  HandleValue code = iso.handle(exitCodeSet ? kept(Kept::ExitCode) : Value::int32(0));
  HostEntryScope entry(iso, loop.frames.emit);
  loop.callback(kind, iso.recorder ? iso.recorder->last() : 0, rule, [&] { (void)emit(event, {code}); });
}

void NodeRuntime::emitBeforeExit() {
  if (iso.recorder) iso.recorder->emit(trace::ev::BeforeExit{.code = exitCode()});
  if (!destroyedIds_.empty()) tellDestroyed();
  endTurnsOf(trace::CallbackKind::BeforeExit, trace::Rule::BeforeExit, "beforeExit");
}

void NodeRuntime::emitExit() {
  // A main module that still waits at its top level: exit code 13, which listeners see from 22 on.
  const bool unsettled = esModules_->mainIsWaiting() && !exitCodeSet;
  if (unsettled && rules.exitListenersGet13) setExitCodeTo(kUnsettledTopLevelAwait);
  exiting = true;
  if (!loop.wrongOrder.has(WrongRule::ExitWaits)) loop.ticks.close();
  if (iso.recorder)
    iso.recorder->emit(trace::ev::ExitBegin{.code = exitCodeSet ? exitCode() : 0, .reason = trace::ExitReason::Natural});
  endTurnsOf(trace::CallbackKind::Exit, trace::Rule::NaturalExit, "exit");
  if (!unsettled || loop.stopping()) return;
  if (!exitCodeSet) setExitCodeTo(kUnsettledTopLevelAwait);
  if (FatalPlace place; rules.exitListenersGet13 && esModules_->waitingPlace(&place))
    write(trace::Stream::Stderr, "Warning: Detected unsettled top-level await at " + arrow(place) + "\n\n\n");
}

Value NodeRuntime::importModuleDynamically(Isolate&, const std::string& referrer, HandleValue specifier, HandleValue attributes) {
  return esModules_->importDynamically(referrer, specifier, attributes);
}
void NodeRuntime::initializeImportMeta(Isolate&, Module& module, Handle<Object> meta) { esModules_->initializeMeta(module, meta); }
void NodeRuntime::moduleBegins(Isolate&, Module& module) { esModules_->begins(module); }
void NodeRuntime::moduleEnds(Isolate&, Module& module, bool threw) { esModules_->ends(module, threw); }

bool NodeRuntime::onInterrupt(Isolate&) { return goOn ? goOn() : false; }

// A task of V8's platform comes in poll. The loop waits for one that is ready, not for one that only time will bring.
void NodeRuntime::postTask(Isolate&, uint64_t delayNs, std::function<void(Isolate&)> task) {
  if (delayNs == 0) {
    const trace::EventId request = loop.poll.begin("platform", "task");
    loop.poll.ready(request, "platform task", [this, request, task = std::move(task)] {
      loop.poll.end(request);
      task(iso);
    });
    return;
  }
  machine.sync();
  machine.schedule(iso.nowNs() + delayNs, [this, task = std::move(task)]() mutable {
    loop.poll.ready(0, "platform task", [this, task = std::move(task)] { task(iso); });
  });
}

void NodeRuntime::finalizationRegistryDirty(Isolate&, Handle<Object> registry) {
  dirtyRegistries_.push_back(std::make_shared<Persistent>(iso.heap, Value(registry.get())));
  if (dirtyRegistries_.size() == 1) postCleanup();
}

// A task of the platform, delivered in poll; it does not keep the loop alive. V8 posts one, for one registry, and the next
// when that is done: the second registry waits for another iteration.
void NodeRuntime::postCleanup() {
  loop.poll.ready(0, "FinalizationRegistry", [this] {
    const std::shared_ptr<Persistent> root = dirtyRegistries_.front();
    dirtyRegistries_.pop_front();
    if (!dirtyRegistries_.empty()) postCleanup();
    cleanupFinalizationRegistry(iso, Handle<FinalizationRegistryObject>::fromRooted(root->handle()));
  });
}

} // namespace tickscope
