#pragma once
// State: what a panel can show at step k, a pure fold of events 1..k (fold/fold.h). Plain values, comparable, copyable
// cheaply enough to be kept as keyframes. Strings, places and console text stay in the trace and are named by id.
//
// Things are named by the event that created them; `queued` is always the event that put an item where it is, and is
// the cause of the CallbackBegin that takes it out again. Times: Ns are virtual nanoseconds since the machine was
// switched on, Ms are loop time (floored clock of the isolate).
#include "core/trace/event.h"
#include "core/trace/event_queue.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tickscope::trace {

// A frame of the call stack, from CallEnter to CallLeave: there are none at detail `loop`, where `running` and
// `scripts` say what there is to know.
struct Frame {
  EventId entered = kNoEvent; // its CallEnter
  CallKind kind{};
  SiteId function{}; // the function, or the body of a script
  SiteId calledAt{}; // the call in the caller
  SiteId position{}; // the statement it is at (detail `statement`)
  friend bool operator==(const Frame&, const Frame&) = default;
};

// A callback that has begun and not ended. They nest: process.exit() runs exit listeners inside of a timer.
struct Running {
  EventId begin = kNoEvent;  // its CallbackBegin
  EventId queued = kNoEvent; // what queued it
  CallbackKind kind{};
  SiteId function{};
  Rule rule{};
  uint32_t stackBase = 0, emitBase = 0; // frames and emits that were there before it
  friend bool operator==(const Running&, const Running&) = default;
};

struct Tick {
  EventId queued = kNoEvent;
  SiteId function{}, at{};
  friend bool operator==(const Tick&, const Tick&) = default;
};

struct Microtask {
  EventId queued = kNoEvent;
  MicrotaskKind kind{};
  SiteId function{};
  EventId promise = kNoEvent;
  friend bool operator==(const Microtask&, const Microtask&) = default;
};

struct Timer {
  EventId queued = kNoEvent; // its TimerCreated or last TimerRearmed
  EventId timer = kNoEvent;  // its TimerCreated
  uint64_t durationMs = 0, startMs = 0;
  bool repeats = false, referenced = true;
  SiteId function{}, at{}; // at is None once it was rearmed
  uint64_t dueMs() const { return startMs + durationMs; }
  friend bool operator==(const Timer&, const Timer&) = default;
};

// Timers of one duration. Lists are served by (expiryMs, placed); inside a list timers are served by `queued`.
struct TimerList {
  uint64_t expiryMs = 0;
  EventId placed = kNoEvent; // when it was created or put back: decides between equal expiries
  uint64_t size = 0;
  friend bool operator==(const TimerList&, const TimerList&) = default;
};

struct Immediate {
  EventId queued = kNoEvent;
  bool referenced = true;
  SiteId function{}, at{};
  friend bool operator==(const Immediate&, const Immediate&) = default;
};

struct PendingItem {
  EventId queued = kNoEvent;
  StringId what{};
  friend bool operator==(const PendingItem&, const PendingItem&) = default;
};

// Completed I/O that waits for the loop to poll.
struct Ready {
  EventId queued = kNoEvent; // PoolJobFinished, PoolJobCancelled or RequestReady
  EventId source = kNoEvent; // PoolJobQueued, RequestBegin or HandleOpened
  StringId what{}, detail{};
  bool cancelled = false;
  friend bool operator==(const Ready&, const Ready&) = default;
};

struct ClosingHandle {
  EventId queued = kNoEvent; // its HandleClosing; the newest is finished first
  EventId handle = kNoEvent;
  StringId label{};
  SiteId at{};
  friend bool operator==(const ClosingHandle&, const ClosingHandle&) = default;
};

struct Handle {
  EventId queued = kNoEvent; // its HandleOpened
  HandleKind kind{};
  bool referenced = true;
  StringId label{};
  SiteId at{};
  friend bool operator==(const Handle&, const Handle&) = default;
};

struct ReadableSide {
  uint64_t length = 0, highWaterMark = 0;
  ReadMode mode{};
  bool reading = false, ended = false, endEmitted = false;
  friend bool operator==(const ReadableSide&, const ReadableSide&) = default;
};
struct WritableSide {
  uint64_t length = 0, highWaterMark = 0;
  bool writing = false, needDrain = false, corked = false, ending = false, finished = false;
  friend bool operator==(const WritableSide&, const WritableSide&) = default;
};
// A stream of Node's library that is not closed.
struct StreamState {
  EventId queued = kNoEvent; // its StreamCreated
  StringId label{};
  bool hasReadable = false, hasWritable = false, objects = false;
  bool destroyed = false, errored = false;
  ReadableSide readable;
  WritableSide writable;
  std::vector<EventId> pipes; // StreamCreated of those it is piped to
  SiteId at{};
  friend bool operator==(const StreamState&, const StreamState&) = default;
};

struct Request {
  EventId queued = kNoEvent; // its RequestBegin
  StringId what{}, detail{};
  SiteId at{};
  friend bool operator==(const Request&, const Request&) = default;
};

// An async function that stands at an await.
struct SuspendedAwait {
  EventId queued = kNoEvent; // its AwaitSuspended
  EventId promise = kNoEvent;
  SiteId function{}, at{};
  friend bool operator==(const SuspendedAwait&, const SuspendedAwait&) = default;
};

struct Rejection {
  EventId noted = kNoEvent; // its RejectionPending
  bool reported = false;
  friend bool operator==(const Rejection&, const Rejection&) = default;
};

struct PromiseState {
  uint64_t created = 0, fulfilled = 0, rejected = 0; // counts so far; pending = created - fulfilled - rejected
  EventQueue<SuspendedAwait> suspended;
  std::map<EventId, Rejection> unhandled; // by PromiseCreated
  uint64_t pending() const { return created - std::min(created, fulfilled + rejected); }
  friend bool operator==(const PromiseState&, const PromiseState&) = default;
};

struct LoopState {
  bool started = false, ended = false; // uv_run entered; returned (both again after beforeExit)
  uint64_t iteration = 0;
  Phase phase = Phase::None;
  EventId phaseEntered = kNoEvent;
  uint64_t timeMs = 0; // loop time
  bool sleeping = false;
  EventId slept = kNoEvent; // the last PollSleep
  uint64_t sleepSinceNs = 0;
  int64_t sleepTimeoutMs = 0; // -1 = for ever
  PollWhy sleepWhy{};
  WakeWhy wakeWhy{};
  bool timersArmed = false; // the uv_timer
  bool timersReferenced = false;
  uint64_t timersDueMs = 0;
  uint64_t blockedNs = 0; // slept in poll so far
  friend bool operator==(const LoopState&, const LoopState&) = default;
};

struct Drain {
  EventId begin = kNoEvent;
  Rule rule{};
  friend bool operator==(const Drain&, const Drain&) = default;
};

struct Emit {
  EventId begin = kNoEvent;
  StringId name{};
  uint64_t listeners = 0;
  friend bool operator==(const Emit&, const Emit&) = default;
};

struct HeapState {
  uint64_t newUsed = 0, newCapacity = 0, oldUsed = 0, oldCapacity = 0, largeUsed = 0, external = 0;
  uint64_t scavenges = 0, fullCollections = 0; // counts so far
  uint64_t promotedBytes = 0;                  // in all
  uint64_t pauseNs = 0, lastPauseNs = 0;       // in all; the last one's
  GcKind lastKind{};
  GcReason lastReason{};
  EventId collecting = kNoEvent; // GcBegin of the collection that is running
  EventId lastSample = kNoEvent;
  uint64_t used() const { return newUsed + oldUsed + largeUsed; }
  friend bool operator==(const HeapState&, const HeapState&) = default;
};

struct ExceptionState {
  EventId last = kNoEvent;     // the last ExceptionThrown
  EventId uncaught = kNoEvent; // the last ExceptionUncaught
  uint64_t thrown = 0, caught = 0;
  friend bool operator==(const ExceptionState&, const ExceptionState&) = default;
};

struct ScriptFrame {
  EventId begin = kNoEvent;
  ScriptKind kind{};
  SourceId source{};
  friend bool operator==(const ScriptFrame&, const ScriptFrame&) = default;
};

// One JavaScript thread.
struct IsolateState {
  uint32_t process = 0; // index into State::processes
  LoopState loop;
  std::vector<Running> running;     // innermost last; empty = no JavaScript runs
  std::vector<Frame> stack;         // innermost last
  std::vector<ScriptFrame> scripts; // bodies being evaluated, innermost last
  std::vector<Emit> emits;          // EventEmitter calls, innermost last
  std::vector<Drain> drains;        // drains going on, innermost last
  EventQueue<Tick> ticks;
  EventQueue<Microtask> microtasks;
  EventQueue<Timer> timers;              // all lists together, in order of `queued`
  std::map<uint64_t, TimerList> lists;   // by duration in ms
  EventQueue<Immediate> immediates;      // for the next check phase
  EventQueue<Immediate> immediateBatch;  // taken by the current check phase and not run yet
  bool immediatesOutstanding = false;    // the batch is what an exception left over
  EventQueue<PendingItem> pending;
  EventQueue<Ready> ready; // completed I/O waiting for poll
  EventQueue<ClosingHandle> closing;
  EventQueue<Handle> handles;
  EventQueue<Request> requests;
  EventQueue<StreamState> streams;
  uint64_t poolJobs = 0; // jobs of this isolate queued, running or undelivered
  uint64_t referencedTimers = 0, referencedImmediates = 0;
  PromiseState promises;
  ExceptionState exceptions;
  HeapState heap;
  uint64_t blockedNs = 0; // in synchronous operations so far
  friend bool operator==(const IsolateState&, const IsolateState&) = default;
};

struct PoolJob {
  EventId queued = kNoEvent; // its PoolJobQueued
  StringId what{}, detail{};
  bool slow = false;
  ThreadId thread = 0; // isolate that asked
  SiteId at{};
  friend bool operator==(const PoolJob&, const PoolJob&) = default;
};

struct PoolThread {
  bool busy = false;
  PoolJob job;                       // the one it runs, or ran last
  EventId started = kNoEvent;        // its PoolJobStarted
  uint64_t startedNs = 0, endsNs = 0; // of that job
  Rule rule{};
  friend bool operator==(const PoolThread&, const PoolThread&) = default;
};

struct PoolState {
  bool created = false;
  std::vector<PoolThread> threads;
  EventQueue<PoolJob> queue; // FIFO
  uint64_t queuedJobs = 0, finishedJobs = 0; // counts so far
  friend bool operator==(const PoolState&, const PoolState&) = default;
};

// Console text stays in the trace: Trace::consoleEvents() lists the ConsoleWrite events, of which the first `writes`
// have happened at this step.
struct ConsoleState {
  uint64_t writes = 0; // ConsoleWrite events so far, both streams
  uint64_t stdoutBytes = 0, stderrBytes = 0;
  EventId last = kNoEvent;
  friend bool operator==(const ConsoleState&, const ConsoleState&) = default;
};

struct ProcessState {
  EventId started = kNoEvent; // its ProcessStart, which holds the arguments
  uint64_t pid = 0;
  StringId nodeVersion{};
  uint64_t cores = 0;
  Detail detail{};
  ProcessStatus status{};
  int64_t exitCode = 0;
  ExitReason exitReason{};
  PoolState pool;
  ConsoleState console;
  friend bool operator==(const ProcessState&, const ProcessState&) = default;
};

struct Race {
  EventId queued = kNoEvent; // its RaceOpened
  RaceKind kind{};
  EventId first = kNoEvent, second = kNoEvent;
  friend bool operator==(const Race&, const Race&) = default;
};

struct DecidedRace {
  Race race;
  EventId decided = kNoEvent, winner = kNoEvent;
  uint64_t marginNs = 0;
  Rule rule{};
  friend bool operator==(const DecidedRace&, const DecidedRace&) = default;
};

struct HitLimit {
  EventId event = kNoEvent;
  LimitKind kind{};
  uint64_t value = 0;
  friend bool operator==(const HitLimit&, const HitLimit&) = default;
};

struct State {
  EventId step = 0; // the last event folded in; 0 = before the first
  uint64_t timeNs = 0;
  ThreadId thread = 0; // of that event
  std::vector<ProcessState> processes{1}; // [0] is the program's own
  std::vector<IsolateState> isolates{1};  // [0] is its main thread
  EventQueue<Race> openRaces;
  std::optional<DecidedRace> lastRace;
  std::optional<HitLimit> limit;

  const IsolateState& isolate() const { return isolates[0]; }
  const ProcessState& process() const { return processes[0]; }
  friend bool operator==(const State&, const State&) = default;
};

// Roughly how much memory a copy takes: decides how often keyframes are made.
size_t approximateBytes(const State& state);

// What keeps an isolate alive, in the order in which libuv would find it; `referenced` false ones are listed too since
// people ask why they do not count.
struct Alive {
  enum class Kind : uint8_t { Timer, Immediate, PoolJob, Request, Handle, Closing, Pending };
  Kind kind;
  EventId id; // the thing's own event
  bool referenced;
};
std::vector<Alive> aliveList(const State& state, ThreadId thread = 0);

// Timer lists in the order in which they will be served; each with its timers, oldest first.
struct TimerListView {
  uint64_t durationMs;
  TimerList list;
  std::vector<Timer> timers;
};
std::vector<TimerListView> timerListsInOrder(const IsolateState& isolate);

// Prints a state as readable text, a line a thing, only what is not empty (golden tests, `show --state`).
class Trace;
std::string stateText(const State& state, const Trace& trace);

} // namespace tickscope::trace
