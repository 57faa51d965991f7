#pragma once
// The event loop of one isolate: libuv's uv_run with Node's phases, in virtual time (node-semantics 1 to 5).
//
// Files: ticks (tick queue and DRAIN), timers, immediates, poll, pending, closing, rejections, races; uncaught.cpp (what
// an exception at the outermost level does), exit.cpp (from the end of the main program to the exit code).
//
// A TURN is one entry from native code into JavaScript: enterTurn(), calls, leaveTurn(). The end of the outermost turn
// drains ticks and microtasks. When the process is to end (process.exit, an unhandled exception, a limit),
// Isolate::terminating is set, every call returns at once and every function here returns as soon as it sees it.
#include <functional>
#include <utility>

#include "core/loop/closing.h"
#include "core/loop/hooks.h"
#include "core/loop/immediates.h"
#include "core/loop/node_rules.h"
#include "core/loop/pending.h"
#include "core/loop/poll.h"
#include "core/loop/races.h"
#include "core/loop/rejections.h"
#include "core/loop/stack_frames.h"
#include "core/loop/ticks.h"
#include "core/loop/timers.h"
#include "core/loop/wrong_order.h"
#include "core/machine/machine.h"
#include "core/trace/recorder.h"
#include "core/vm/isolate.h"

namespace tickscope {

class Loop {
public:
  Loop(Isolate& iso, Machine& machine, const NodeRules& rules, LoopHooks& hooks);
  Loop(const Loop&) = delete;

  Isolate& iso;
  Machine& machine;
  const NodeRules& rules;
  LoopHooks& hooks;
  const NodeFrames& frames;

  WrongOrder wrongOrder;
  Rejections rejections;
  Ticks ticks;
  Races races;
  Timers timers;
  Immediates immediates;
  Closing closing;
  Pending pending;
  Poll poll;

  // --- time ---
  int64_t timeMs() const { return timeMs_; }      // uv_now: as last read
  int64_t updateTime(trace::TimeUpdate why) {     // reads the clock, floored to ms
    iso.charge(kClockReadCharge);
    const int64_t ms = int64_t(iso.nowNs() / 1'000'000);
    if (ms != timeMs_) timeChanged(ms, why);
    return ms;
  }

  // --- turns ---
  void enterTurn();
  void leaveTurn(trace::Rule rule, bool failed = false); // a turn that an exception left does not drain
  bool inTurn() const { return depth_ > 0; }
  bool inPhase() const { return inPhase_; }
  // A whole turn around `body`, which leaves an exception pending in the isolate when it threw.
  void callback(trace::CallbackKind kind, trace::EventId cause, trace::Rule rule, const std::function<void()>& body);
  void callbackEnded(trace::EventId begin, Value result);
  bool stopping() const { return iso.terminating; }
  // Pool threads and devices catch up with the clock, so that their events lie where they belong in the trace.
  // Called before every callback, so that the run's limits are looked at even if callbacks are too short for the
  // interpreter to.
  void syncDevices() {
    if (machine.busy()) machine.sync();
    if (iso.nowNs() >= nextLimitCheckNs_) checkLimits();
  }

  // --- exceptions (uncaught.cpp) ---
  // The pending exception, or `error`, reached the outermost level. True: handled, go on. False: the process is ending.
  bool reportUncaught();
  bool reportUncaught(HandleValue error, bool fromPromise);

  // --- running (loop.cpp, exit.cpp) ---
  // uv_run(UV_RUN_DEFAULT). True if the loop is still alive (it was stopped).
  bool run();
  bool alive() const;
  // The driver: runs the loop until nothing is alive, emitting beforeExit and exit.
  void runToEnd();
  // False: it stopped because nothing could ever wake it (a server that waits for connections).
  bool endedWell() const { return !stuck_; }
  uint64_t iterations() const { return iteration_; }
  uint64_t startedNs() const { return startedNs_; } // when it was entered first; 0: not yet

  // One counter for all async resources; the main script is 1.
  double nextAsyncId() { return double(++lastAsyncId_); }
  double lastAsyncId() const { return double(lastAsyncId_); }

  // Size of the thread pool, asked at its first use.
  std::function<unsigned()> poolThreads = [] { return ThreadPool::kDefaultThreads; };

  // For the rules that the trace names.
  bool ranTimerThisPhase = false, lastChance = false;

private:
  static constexpr uint64_t kClockReadCharge = 25; // costs::kClockReadNs: the header is not needed for it alone
  void timeChanged(int64_t ms, trace::TimeUpdate why);
  void runTimersPhase(bool isLastChance);
  template <class Body> void phase(trace::Phase which, Body body);

  void checkLimits();

  int64_t timeMs_ = 0;
  uint64_t nextLimitCheckNs_ = 0;
  uint32_t depth_ = 0;
  uint64_t iteration_ = 0;
  uint64_t startedNs_ = 0;
  uint64_t lastAsyncId_ = 1;
  bool stuck_ = false, inPhase_ = false;
};

} // namespace tickscope
