#pragma once
// An isolate: one JavaScript thread's heap, realm, register stack, microtasks and pending exception. No global state:
// every operation is given its isolate.
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/virtual_clock.h"
#include "core/heap/handles.h"
#include "core/heap/heap.h"
#include "core/vm/completion.h"
#include "core/vm/jobs.h"
#include "core/vm/messages.h"
#include "core/vm/native.h"
#include "core/vm/object.h"
#include "core/vm/realm.h"
#include "core/vm/wrong_rules.h"

namespace tickscope {

namespace trace { class Recorder; }
class Interpreter;
class InternTable;
class LookupCache;
struct FunctionCode;

struct Names {
#define NAME(identifier) String* identifier;
#define NAME_AS(identifier, text) String* identifier;
#define WELL_KNOWN(identifier)
#include "core/vm/names.def"
#undef NAME
#undef NAME_AS
#undef WELL_KNOWN
};
struct WellKnownSymbols {
#define NAME(identifier)
#define NAME_AS(identifier, text)
#define WELL_KNOWN(identifier) Symbol* identifier;
#include "core/vm/names.def"
#undef NAME
#undef NAME_AS
#undef WELL_KNOWN
};

// What the vm asks of the room that embeds it (the loop and node rooms implement it).
class Host {
public:
  virtual ~Host() = default;
  // ECMA-262 HostPromiseRejectionTracker.
  virtual void promiseRejected(Isolate&, Handle<Object> /*promise*/, HandleValue /*reason*/) {}
  virtual void promiseHandled(Isolate&, Handle<Object> /*promise*/) {}
  // HostEnqueueFinalizationRegistryCleanupJob: a task should call cleanupFinalizationRegistry (core/builtins/weak.h).
  virtual void finalizationRegistryDirty(Isolate&, Handle<Object> /*registry*/) {}
  // Virtual time in ns since the Unix epoch (Date) and since process start (performance). The isolate's
  // clock is already counted in.
  virtual int64_t wallClockNs(Isolate&) { return 0; }
  // A task of the platform's, outside of the program's own calls. Only one without a delay keeps the program alive.
  virtual void postTask(Isolate&, uint64_t /*delayNs*/, std::function<void(Isolate&)> /*task*/) {}
  // Atomics.wait: this thread stands still until `woken` says so or the time, in ms, is over. False: it would for ever.
  virtual bool standStill(Isolate&, double timeoutMs, const std::function<bool()>& woken);
  virtual uint64_t nextRandom(Isolate&) { return 0; } // 64 seeded bits (Math.random)
  // Error.prepareStackTrace-like decoration: false leaves V8's default format.
  virtual bool onInterrupt(Isolate&) { return true; } // false: stop the program now (limit, cancel)
  // async_hooks, while a program listens (Isolate::asyncHooksOn). They leave no exception pending.
  virtual double newAsyncId(Isolate&) { return 0; }
  virtual void asyncInit(Isolate&, double /*asyncId*/, std::string_view /*type*/, double /*triggerId*/, HandleValue /*resource*/) {}
  virtual void asyncBefore(Isolate&, double /*asyncId*/) {}
  virtual void asyncAfter(Isolate&, double /*asyncId*/) {}
  virtual void asyncDestroy(Isolate&, double /*asyncId*/) {}
  virtual void asyncPromiseResolve(Isolate&, double /*asyncId*/) {}
  virtual void promiseTracked(Isolate&, Handle<Object> /*promise*/, double /*asyncId*/, double /*triggerId*/) {} // it got its ids
  // import(): HostLoadImportedModule for a dynamic import. `referrer` is the name of the script or module that asks
  // (ScriptOptions::name); `attributes` is a plain object or undefined. Returns a promise for the namespace object.
  virtual Value importModuleDynamically(Isolate&, const std::string& /*referrer*/, HandleValue /*specifier*/, HandleValue /*attributes*/);
  // HostGetImportMetaProperties: fills the fresh `import.meta` of a module.
  virtual void initializeImportMeta(Isolate&, class Module&, Handle<Object> /*meta*/) {}
  // Around the run of a module's body; of one with top-level await: up to its first wait.
  virtual void moduleBegins(Isolate&, class Module&) {}
  virtual void moduleEnds(Isolate&, class Module&, bool /*threw*/) {}
  // Under WrongRule::AwaitBlocks: runs what was queued by event `since` or later until the promise is settled, or until
  // nothing of that is left.
  virtual void blockUntilSettled(Isolate&, Handle<Object> /*promise*/, uint32_t /*since*/) {}
  // Under WrongRule::RaceCancels: forgets timers and immediates that were queued after event `after`, up to `upTo`.
  virtual void cancelQueued(Isolate&, uint32_t /*after*/, uint32_t /*upTo*/) {}
};

struct IsolateOptions {
  HeapLimits heap;
  uint32_t stackValues = 1 << 20;       // registers of all frames together, in Values
  uint32_t maxFrames = 10800;           // JavaScript calls in progress; Node 20 allows about 11,000 simple ones
  uint32_t maxNativeDepth = 8000;       // C++ activations of the interpreter, natives calling back
  uint64_t instructionLimit = 0;        // 0: none
  int nodeMajor = 24;
  int timeZoneOffsetMinutes = 0;        // east of UTC, fixed
  bool trackAllocations = false;        // core/vm/allocation_tracker.h
  WrongRules wrong;                     // none, except to show what a wrong belief leads to
};

class Isolate : public RootSource {
public:
  Isolate(const IsolateOptions& options, Host& host);
  ~Isolate() override;
  Isolate(const Isolate&) = delete;

  Heap heap;
  IsolateOptions options;
  std::unique_ptr<class AllocationTracker> allocations; // null unless options.trackAllocations
  Host& host;
  Names names;
  WellKnownSymbols symbols;
  Realm* realm = nullptr;               // of the running code
  std::vector<Realm*> realms;           // all of them, by Realm::index()
  std::unique_ptr<MicrotaskQueue> microtasks;
  std::unique_ptr<Interpreter> interpreter;
  class ModuleMap* modules = nullptr;   // core/vm/module.h; null: the embedder has no modules
  trace::Recorder* recorder = nullptr;  // null: nothing is recorded

  // The interpreter keeps its part of the clock in a register while it runs and writes it back around natives; natives
  // with a cost that depends on their input call charge().
  VirtualClock clock;
  uint64_t nowNs() const { return clock.now(); }
  void charge(uint64_t ns) { clock.addNative(ns); }
  bool overInstructionLimit() const { return options.instructionLimit && clock.instructions() >= options.instructionLimit; }
  void* embedderData = nullptr;         // for natives of whoever made the isolate
  bool interruptRequested = false;      // looked at on loop back edges and calls

  uint32_t prototypeEpoch = 1;          // see shape.h
  std::unique_ptr<LookupCache> lookups; // named properties found lately (lookup_cache.h)
  uint32_t nextShapeId = 1, nextIdentityHash = 1, nextSymbolHash = 1, nextFunctionId = 0;

  // Exceptions. All throwX return Throw{}.
  Value pendingException = Value::empty();
  std::shared_ptr<struct SyntaxErrorPlace> lastSyntaxError; // where the last SyntaxError of a text was found (compiler.h)
  // Early errors of regular expressions: the message after "Invalid regular expression: ", or empty. Set by the library.
  std::function<std::string(std::u16string_view pattern, std::u16string_view flags)> checkRegExp;
  uint32_t lastThrown = 0; // EventId of the last ExceptionThrown, for the trace only
  // Where the exception under way was thrown: what Node shows above an uncaught one. Set by the interpreter when it
  // starts to look for a handler; a rethrow after a finally leaves it alone. Null: in no code of the program.
  FunctionCode* throwCode = nullptr;
  uint32_t throwPc = 0;
  bool throwIsNew = false; // set by throwValue
  bool throwIsHosts = false; // it is one of raiseWithCode's: thrown in the host's own source
  const struct HostEntry* hostEntry = nullptr; // core/vm/host_frames.h
  // The property under which an object of kind HostObject shows a function to stack traces, though it has no such
  // property of its own; nullptr: none. Never collects.
  const char* (*hostMethodName)(Object* receiver, Value function) = nullptr;
  // Where a function of the host's that is native here stands in the host's own source ("node:timers:140:3"), by its name;
  // nullptr: it is native there too.
  const char* (*hostFramePlace)(const Isolate&, std::string_view name) = nullptr;
  bool hasException() const { return !pendingException.isEmpty(); }
  Throw throwValue(Value value) { pendingException = value; throwIsNew = true; throwIsHosts = false; return {}; }
  Value takeException() { Value v = pendingException; pendingException = Value::empty(); return v; }
  Throw raise(const Message& message, std::initializer_list<std::string_view> arguments = {});
  Throw raise(ErrorType type, std::string_view text);
  Throw raiseWithCode(ErrorType type, std::string_view nodeCode, std::string_view text); // Node's errors: `code`, "[CODE]" in stack
  Object* newError(ErrorType type, std::string_view text);
  // A program that was stopped (limit, process.exit, cancel) unwinds with this: no catch or finally sees it.
  bool terminating = false;
  Throw terminate() { terminating = true; pendingException = Value::undefined(); return {}; }

  // Calls (ECMA-262 Call, Construct). Arguments are copied from rooted slots. Returns exception when it threw.
  Value call(HandleValue function, HandleValue thisValue, std::initializer_list<HandleValue> arguments = {});
  Value call(HandleValue function, HandleValue thisValue, const Value* rootedArguments, uint32_t count);
  Value construct(HandleValue constructor, const Value* rootedArguments, uint32_t count, HandleValue newTarget);
  Value construct(HandleValue constructor, std::initializer_list<HandleValue> arguments = {});
  Value invoke(HandleValue object, PropertyKey key, std::initializer_list<HandleValue> arguments = {}); // Invoke(V, P, args)

  // Handles.
  HandleValue handle(Value value) { return HandleValue(heap, value); }
  template <class T> Handle<T> handle(T* cell) { return Handle<T>(heap, cell); }
  Handle<Object> intrinsic(Intrinsic which) { return realm->handle(which); }
  HandleValue undefined() { return HandleValue(&undefinedSlot_); } // shared: never set()
  HandleValue null() { return HandleValue(&nullSlot_); }

  PropertyKey key(std::string_view ascii);      // interns
  PropertyKey key(String* atom) { return PropertyKey::fromAtom(atom); }
  PropertyKey key(Symbol* symbol) { return PropertyKey::fromSymbol(symbol); }
  Symbol* newSymbol(HandleValue description);   // a string or undefined
  Symbol* symbolFor(String* key);               // Symbol.for

  // Elements of an object without any: shared, capacity 0.
  Elements* emptyElements = nullptr;

  // Private name under which objects that are no errors keep what Error.captureStackTrace caught (error_object.cpp).
  Symbol* errorStackName = nullptr;

  std::vector<Shape*> nullPrototypeRoots; // root shapes of objects without a prototype, by inline capacity

  // Exotic kinds, by CellKind.
  const ExoticMethods* exotic[256] = {};

  // ECMA-262 §7.2.2 IsArray of a proxy, set by the room that has proxies.
  Completion<bool> (*proxyIsArray)(Isolate&, HandleValue proxy) = nullptr;

  // Regular expressions, set by the room that has them (core/builtins/regexp.cpp): RegExpCreate (§22.2.3.1) for literals;
  // the room's state.
  Value (*createRegExp)(Isolate&, HandleValue pattern, HandleValue flags) = nullptr;
  std::shared_ptr<void> regexpState;
  std::shared_ptr<struct WaitList> waits; // who waits on shared memory (core/builtins/wait_list.h); one for all threads that share

  // What AsyncLocalStorage and async_hooks see of the running code (core/vm/async_frame.h): undefined, or an AsyncFrame.
  Value asyncFrame = Value::undefined();
  Value thrownFrame = Value::undefined(); // of the outermost callback that an exception has left, for who reports it
  bool asyncTracking = false; // a program asked for async_hooks: frames are kept from now on
  bool asyncHooksOn = false;  // hooks are enabled
  bool promiseResolveHooked = false; // one of them wants to hear that promises settle
  std::unique_ptr<class WrongRace> wrongRace; // under WrongRule::RaceCancels

  std::vector<Value> joining; // objects whose Array.prototype.join is in progress: V8 gives '' for a cycle

  // Guards recursion of C++ code that user data can make deep (inspect, JSON, sort comparators, flattening, …).
  // Counted, not measured by address, so that the same program overflows at the same place in every build.
  uint32_t nativeDepth = 0;
  bool enterNative() { return ++nativeDepth <= options.maxNativeDepth; } // false: raise(msg::StackOverflow)
  void leaveNative() { --nativeDepth; }

  InternTable& interned() { return *interned_; }
  const char* rootName() const override { return "(Strong root list)"; }
  void visitRoots(SlotVisitor& visitor) override;

private:
  std::unique_ptr<InternTable> interned_;
  Value undefinedSlot_ = Value::undefined(), nullSlot_ = Value::null();
  Value latin1_[256]; // single-character strings
  Value symbolRegistry_;
  friend String* singleCharacter(Isolate&, char16_t);
};

// While one is alive, that realm's code runs.
class InRealm {
public:
  InRealm(Isolate& iso, Realm* realm) : iso_(iso), before_(iso.realm) { iso.realm = realm; }
  ~InRealm() { iso_.realm = before_; }
  InRealm(const InRealm&) = delete;

private:
  Isolate& iso_;
  Realm* before_;
};

// Entering C++ code that may recurse: `NativeDepth depth(iso); if (!depth) return iso.raise(msg::StackOverflow);`
class NativeDepth {
public:
  explicit NativeDepth(Isolate& iso) : iso_(iso), ok_(iso.enterNative()) {}
  ~NativeDepth() { iso_.leaveNative(); }
  NativeDepth(const NativeDepth&) = delete;
  explicit operator bool() const { return ok_; }

private:
  Isolate& iso_;
  bool ok_;
};

inline HandleValue Args::handle(Isolate& iso, uint32_t i) const {
  return i < count() ? HandleValue(base_ + 2 + i) : iso.undefined();
}

} // namespace tickscope
