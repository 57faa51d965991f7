#include "core/loop/loop.h"

#include "core/machine/costs.h"
#include "core/vm/intern_table.h"

namespace tickscope {

using namespace trace;

Loop::Loop(Isolate& isolate, Machine& loopMachine, const NodeRules& nodeRules, LoopHooks& loopHooks)
    : iso(isolate), machine(loopMachine), rules(nodeRules), hooks(loopHooks), frames(nodeFrames(nodeRules.major)), wrongOrder(*this), rejections(*this), ticks(*this), races(*this),
      timers(*this), immediates(*this), closing(*this), pending(*this), poll(*this) {
  static_assert(kClockReadCharge == costs::kClockReadNs);
  // Node keeps the callbacks in properties of these objects, and stack traces say so.
  iso.hostMethodName = [](Object* receiver, Value function) -> const char* {
    if (HostObject::is(Value(receiver), HostClass::Timeout))
      return static_cast<TimerObject*>(receiver)->callback == function ? "_onTimeout" : nullptr;
    if (HostObject::is(Value(receiver), HostClass::Immediate))
      return static_cast<ImmediateObject*>(receiver)->callback == function ? "_onImmediate" : nullptr;
    return nullptr;
  };
  iso.hostFramePlace = [](const Isolate& i, std::string_view name) { return nativePlace(i.options.nodeMajor, name); };
}

void Loop::timeChanged(int64_t ms, TimeUpdate why) {
  timeMs_ = ms;
  if (iso.recorder) iso.recorder->emit(ev::LoopTime{.cause = iso.recorder->running(), .timeMs = uint64_t(ms), .why = why});
}

void Loop::enterTurn() {
  ++depth_;
  iso.charge(costs::kEnterJavaScriptNs);
}

void Loop::leaveTurn(Rule rule, bool failed) {
  if (--depth_ > 0) return;
  if (!failed) ticks.drainAtEndOfTurn(rule);
  if (rules.contextFrames && !stopping()) iso.asyncFrame = Value();
}

void Loop::checkLimits() {
  nextLimitCheckNs_ = iso.nowNs() + VirtualClock::kCheckIntervalNs;
  if ((iso.overInstructionLimit() || iso.interruptRequested) && !stopping() && !iso.host.onInterrupt(iso)) iso.terminate();
}

void Loop::callback(CallbackKind kind, EventId cause, Rule rule, const std::function<void()>& body) {
  HandleScope scope(iso.heap);
  enterTurn();
  syncDevices();
  EventId begin = kNoEvent;
  if (iso.recorder) begin = iso.recorder->emit(ev::CallbackBegin{.cause = cause, .kind = kind, .rule = rule});
  body();
  const bool threw = iso.hasException() || stopping();
  if (begin) callbackEnded(begin, threw ? Value::exception() : Value());
  if (threw && !stopping()) reportUncaught();
  leaveTurn(Rule::DrainEndOfTurn, threw);
}

void Loop::callbackEnded(EventId begin, Value result) {
  iso.recorder->emit(ev::CallbackEnd{.cause = begin,
                                     .completion = iso.terminating        ? trace::Completion::Exit
                                                   : result.isException() ? trace::Completion::Throw
                                                                          : trace::Completion::Return});
}

bool Loop::alive() const {
  return timers.alive() || immediates.alive() || poll.alive() || !pending.empty() || !closing.empty() || wrongOrder.keepsAlive();
}

template <class Body> void Loop::phase(Phase which, Body body) {
  if (stopping()) return;
  iso.charge(costs::kPhaseNs);
  if (!iso.recorder) return body();
  const EventId enter = iso.recorder->emit(ev::PhaseEnter{.phase = which});
  inPhase_ = true;
  body();
  inPhase_ = false;
  iso.recorder->emit(ev::PhaseLeave{.cause = enter, .phase = which});
  if (wrongOrder.any()) wrongOrder.phaseEnded();
}

void Loop::runTimersPhase(bool isLastChance) {
  if (wrongOrder.has(WrongRule::ImmediatesBeforeTimers)) phase(Phase::Check, [&] { immediates.runPhase(); });
  phase(Phase::Timers, [&] {
    if (machine.schedule()) timers.chooseDue();
    updateTime(TimeUpdate::TimersPhase);
    races.looked(machine.now());
    ranTimerThisPhase = false;
    lastChance = isLastChance;
    timers.runPhase();
    lastChance = false;
  });
}

// uv_run, in the two orders of libuv up to 1.44 and from 1.45 on (2.1).
bool Loop::run() {
  if (startedNs_ == 0) startedNs_ = iso.nowNs();
  Recorder* recorder = iso.recorder;
  EventId start = kNoEvent;
  if (recorder) start = recorder->emit(ev::LoopStart{});
  if (!alive()) updateTime(TimeUpdate::LoopStart);
  bool goesOn = alive();
  if (wrongOrder.any()) wrongOrder.loopBegins();
  if (goesOn && rules.timersAfterClosing) {
    updateTime(TimeUpdate::LoopStart);
    races.allow(false);
    runTimersPhase(false);
    // As libuv has it: the test was made before, so the first turn runs whatever the timers left.
  }
  while (goesOn && !stopping()) {
    ++iteration_;
    iso.interned().forgetHandedOut();
    if (recorder) recorder->emit(ev::IterationBegin{.cause = start, .iteration = iteration_});
    if (wrongOrder.any() && (iteration_ > 1 || rules.timersAfterClosing)) wrongOrder.iterationBegins();
    if (!rules.timersAfterClosing) {
      races.allow(false);
      runTimersPhase(false);
    }
    races.allow(false);
    if (!pending.empty()) phase(Phase::Pending, [&] { pending.runRound(Rule::PendingPhase); });
    // Idle and prepare run no JavaScript: the idle handle only keeps poll awake.
    iso.charge(2 * costs::kPhaseNs);
    bool wakeable = true;
    phase(Phase::Poll, [&] { wakeable = poll.runPhase(); });
    if (!wakeable) {
      stuck_ = true;
      break;
    }
    if (rules.pendingAfterPoll)
      for (int round = 0; round < 8 && !pending.empty(); ++round)
        phase(Phase::Pending, [&] { pending.runRound(Rule::PendingAfterPoll); });
    races.allow(true); // a new timer against a new immediate: the timers phase comes before the next check
    phase(Phase::Check, [&] { immediates.runPhase(); });
    if (!closing.empty()) phase(Phase::Closing, [&] { closing.runPhase(); });
    if (stopping()) break;
    if (rules.timersAfterClosing) {
      races.allow(false);
      // Runs before the alive test: what is due gets a last chance (1.2).
      runTimersPhase(!alive());
    }
    goesOn = alive();
  }
  if (recorder && !stopping()) recorder->emit(ev::LoopEnd{.cause = start});
  return alive();
}

} // namespace tickscope
