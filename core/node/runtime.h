#pragma once
// Node: one isolate with its loop, its realm and what `require` finds, from start to exit code.
//
// Natives reach it by NodeRuntime::of(iso). What JavaScript objects the runtime itself keeps are named in `Kept`.
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/node/gc_report.h"
#include "core/node/module_weights.h"
#include "core/loop/loop.h"
#include "core/node/fatal.h"
#include "core/node/output.h"
#include "core/node/standard_handles.h"
#include "core/vm/isolate.h"
#include "core/vm/realm.h"

namespace tickscope {

class EsModules;
class ModuleLoader;
class Packages;
class ProcessEvents;
class StreamStates;

struct NodeOptions {
  int major = 24;
  std::string mainPath;                    // in the virtual disk
  std::string mainText;                    // used if hasMainText
  bool hasMainText = false;
  std::vector<std::string> arguments;      // of the program
  std::vector<std::string> execArguments;  // Node's own flags, as process.execArgv shows them
  std::map<std::string, std::string> environment;
  std::string cwd;
  // from Node's flags
  bool rejectionsGiven = false;
  RejectionMode rejections = RejectionMode::Throw;
  bool traceWarnings = false, traceDeprecation = false, noWarnings = false, noDeprecation = false, throwDeprecation = false;
  bool traceUncaught = false, exposeGc = false, traceGc = false;
  IsolateOptions isolate;
};

// Ids of the simulated process. Fixed: nothing of the real machine is visible.
inline constexpr int kPid = 4242, kParentPid = 4241;

class Persistent;

class NodeRuntime final : public Host, public LoopHooks, public RootSource {
public:
  NodeRuntime(Machine& machine, const NodeOptions& options, OutputSink& output, trace::Recorder* recorder);
  ~NodeRuntime() override;
  static NodeRuntime& of(Isolate& iso) { return static_cast<NodeRuntime&>(iso.host); }

  Machine& machine;
  const NodeOptions options;
  const NodeRules& rules;
  Isolate iso;
  std::unique_ptr<Realm> realm;
  Loop loop;

  // Boots, runs the main program and the loop. Returns the exit code. Throws HeapLimitReached.
  int run();
  // Why the process ended, for the trace; valid after run().
  trace::ExitReason exitReason = trace::ExitReason::Natural;

  // --- output ---
  // A synchronous write of the process: costs time and is recorded. Bytes are UTF-8.
  void write(trace::Stream stream, std::string_view bytes);
  // The same by V8 itself, past Node (--trace-gc): takes no time of its own. Never collects.
  void writeOfV8(trace::Stream stream, std::string_view bytes);

  // --- process ---
  int exitCode() const { return exitCode_; }
  bool exitCodeSet = false;     // process.exitCode is not undefined
  void setExitCodeTo(int code) {
    exitCode_ = code;
    exitCodeSet = true;
    keep(Kept::ExitCode, Value::int32(code));
  }
  bool exiting = false;         // process._exiting
  // process.reallyExit: the program stops here. Return what it gives.
  Throw endProcess(int code, trace::ExitReason reason);
  // process.emit(name, ...arguments): whether there were listeners.
  Completion<bool> emit(std::string_view name, std::initializer_list<HandleValue> arguments);
  // process.emitWarning with a ready text: the `warning` event comes on the next tick. `code` and `detail` may be empty.
  void emitWarning(std::string_view text, std::string_view type, std::string_view code = {}, std::string_view detail = {});
  void emitWarningObject(HandleValue warning);

  // --- kept values ---
  enum class Kept : uint8_t {
    AsyncHooks, GcListener, Process, ExitCode, Console, CaptureCallback, TimerPrototype, ImmediatePrototype, TimerSymbols, TimersListPrototype, BuiltinCache, Env, Inspect, SyntaxError, WrappedRejection, InternalError, LinkError,
    Loader0, Loader1, Loader2, Loader3, // the module loader's
    BufferPrototype, FsCallbacks, // of core/node/buffer.cpp and fs.cpp
    NodeLib0, NodeLib1, NodeLib2, NodeLib3, NodeLib4, NodeLib5, NodeLib6, NodeLib7, // for modules of the node room
    Count
  };
  Value kept(Kept which) const { return kept_[size_t(which)]; }
  HandleValue keptSlot(Kept which) { return HandleValue(&kept_[size_t(which)]); }
  void keep(Kept which, Value value) { kept_[size_t(which)] = value; }

  Random& cryptoRandom(); // of crypto, apart from Math.random

  StandardHandles standardHandles;
  bool asyncHooksWanted = false; // Isolate::asyncHooksOn follows
  size_t consoleIndentation = 0; // columns, by console.group
  double nextRequestId = 1;      // of fs jobs under way
  std::unique_ptr<StreamStates> streamStates; // made with the first stream
  std::unique_ptr<class EmitterFast> emitterFast; // made with `events`

  GcReport gcReport{*this};
  ModuleWeights moduleWeights;
  // The heap as the program is told of it: with what Node's own modules weigh that it has loaded.
  V8Figures heapFigures();
  bool contextsHaveGc = false; // v8.setFlagsFromString('--expose-gc'): contexts made from now on
  ModuleLoader& loader() { return *loader_; }
  EsModules& esModules() { return *esModules_; }
  Packages& packages() { return *packages_; }
  ProcessEvents& processEvents() { return *processEvents_; }

  // util.inspect(value) as messages need it, and as an error that ends the process is shown. What it throws is swallowed.
  std::string inspect(HandleValue value);
  std::string inspectFatal(HandleValue error);

  bool warningHintShown = false; // the first warning tells how to see more
  std::string mainFile; // process.argv[1]
  std::string cwd;
  // process.env as it is now.
  std::string environmentVariable(std::string_view name, bool* present);

  // Of the exception that ended the process: for diagnostics. An empty message: none did.
  FatalPlace fatalPlace;
  std::string fatalMessage;
  // Where the exception under way was thrown; where the last SyntaxError of a file is. False: not known.
  bool throwPlace(FatalPlace* place);
  bool syntaxErrorPlace(FatalPlace* place);

  // --- Host ---
  void promiseRejected(Isolate&, Handle<Object> promise, HandleValue reason) override { loop.rejections.rejected(promise, reason); }
  void promiseHandled(Isolate&, Handle<Object> promise) override { loop.rejections.handled(promise); }
  void finalizationRegistryDirty(Isolate&, Handle<Object> registry) override;
  void blockUntilSettled(Isolate&, Handle<Object> promise, uint32_t since) override { loop.wrongOrder.blockUntilSettled(promise, since); }
  void cancelQueued(Isolate&, uint32_t after, uint32_t upTo) override { loop.wrongOrder.cancelQueued(after, upTo); }
  int64_t wallClockNs(Isolate&) override { return machine.wallNs(); }
  void postTask(Isolate&, uint64_t delayNs, std::function<void(Isolate&)> task) override;
  uint64_t nextRandom(Isolate&) override { return mathRandom_.next(); }
  bool onInterrupt(Isolate&) override;
  double newAsyncId(Isolate&) override { return loop.nextAsyncId(); }
  void asyncInit(Isolate&, double asyncId, std::string_view type, double triggerId, HandleValue resource) override;
  void asyncBefore(Isolate&, double asyncId) override;
  void asyncAfter(Isolate&, double asyncId) override;
  void asyncDestroy(Isolate&, double asyncId) override;
  void asyncPromiseResolve(Isolate&, double asyncId) override;
  void promiseTracked(Isolate&, Handle<Object> promise, double asyncId, double triggerId) override;
  Value importModuleDynamically(Isolate&, const std::string& referrer, HandleValue specifier, HandleValue attributes) override;
  void initializeImportMeta(Isolate&, Module& module, Handle<Object> meta) override;
  void moduleBegins(Isolate&, Module& module) override;
  void moduleEnds(Isolate&, Module& module, bool threw) override;
  // Asked by onInterrupt on the engine's thread: false stops the program. Set by the session.
  std::function<bool()> goOn;

  // --- LoopHooks ---
  bool uncaughtException(HandleValue error, bool fromPromise) override;
  Completion<bool> emitUnhandledRejection(HandleValue reason, HandleValue promise) override;
  Completion<bool> emitRejectionHandled(HandleValue promise) override;
  Value rejectionAsError(HandleValue reason) override;
  void warn(WarningKind kind, HandleValue value, double number) override;
  void setExitCode(int code) override { setExitCodeTo(code); }
  void platformTasks() override;
  void emitBeforeExit() override;
  void emitExit() override;

  const char* rootName() const override { return "(Node)"; }
  void visitRoots(SlotVisitor& visitor) override;

private:
  void boot();
  void runMain();
  void observeHeap();
  void endTurnsOf(trace::CallbackKind kind, trace::Rule rule, std::string_view event);
  void printFatal(HandleValue error, bool fromPromise);
  void enhanceStack(HandleValue error);

  OutputSink& output_;
  Random mathRandom_;
  std::unique_ptr<Random> cryptoRandom_;
  void postCleanup();
  void tellOfCollections(); // to perf_hooks
  std::deque<std::shared_ptr<Persistent>> dirtyRegistries_; // with something to clean up, in order
  Value kept_[size_t(Kept::Count)];
  std::unique_ptr<Packages> packages_;
  std::unique_ptr<EsModules> esModules_;
  std::unique_ptr<ModuleLoader> loader_;
  std::unique_ptr<ProcessEvents> processEvents_;
  int exitCode_ = 0;
  int finalCode_ = 0;
  bool streamUsed_[2] = {false, false};
  std::vector<double> destroyedIds_; // of resources: async_hooks hears of them in the check phase, or before beforeExit
  void tellDestroyed();
  bool ended_ = false;
  bool warnedNegative_ = false, warnedNaN_ = false, warnedRejectionDeprecation_ = false;
};

} // namespace tickscope
