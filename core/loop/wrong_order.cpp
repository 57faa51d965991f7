#include "core/loop/wrong_order.h"

#include <algorithm>

#include "core/loop/loop.h"
#include "core/machine/costs.h"
#include "core/vm/promise_operations.h"

namespace tickscope {

using namespace trace;

namespace {
constexpr EventId kNothing = ~EventId(0);
constexpr double kZeroTimeout = 1; // what a delay of 0 is clamped to

EventId eventOf(Value id) { return id.isInt32() ? EventId(id.asInt32()) : kNoEvent; }

bool isZeroTimeout(const TimerObject* timer) {
  // An interval would come back for ever.
  return timer->repeat.isNull() && timer->idleTimeout.isNumber() && timer->idleTimeout.asNumber() == kZeroTimeout;
}

struct Flagged {
  bool& flag;
  explicit Flagged(bool& f) : flag(f) { flag = true; }
  ~Flagged() { flag = false; }
};
} // namespace

bool WrongOrder::any() const { return loop_.iso.options.wrong.any(); }
bool WrongOrder::has(WrongRule rule) const { return loop_.iso.options.wrong.has(rule); }

bool WrongOrder::drains() {
  if (draining_) return true; // a callback that the drain itself runs
  if (has(WrongRule::DrainBetweenPhases)) return loop_.inPhase();
  Flagged draining(draining_);
  if (has(WrongRule::ZeroTimeoutFirst)) runZeroTimers();
  if (has(WrongRule::ImmediateFirst)) runImmediates();
  if (has(WrongRule::PromisesBeforeTicks)) loop_.ticks.runMicrotasks(Rule::MicrotaskNoTicks);
  if (has(WrongRule::OneQueue)) runOneQueue();
  if (has(WrongRule::TicksAlternate)) alternate();
  if (has(WrongRule::TicksNextTurn)) {
    loop_.ticks.runMicrotasks(Rule::MicrotaskNoTicks);
    return true;
  }
  if (has(WrongRule::MicrotasksOneRound)) return runRound();
  return false;
}

void WrongOrder::phaseEnded() {
  if (has(WrongRule::DrainBetweenPhases)) loop_.ticks.drainAtEndOfTurn(Rule::DrainEndOfTurn);
}

void WrongOrder::runWaitingTicks() {
  Flagged draining(draining_);
  for (size_t left = loop_.ticks.size(); left && !loop_.stopping(); --left) loop_.ticks.runOldest(Rule::TickEndOfTurn);
  loop_.ticks.runMicrotasks(Rule::MicrotaskAfterTicks);
}

void WrongOrder::loopBegins() {
  if (has(WrongRule::TicksNextTurn)) runWaitingTicks();
}

void WrongOrder::iterationBegins() {
  if (has(WrongRule::TicksNextTurn)) runWaitingTicks();
  if (has(WrongRule::MicrotasksOneRound)) loop_.ticks.drainAtEndOfTurn(Rule::DrainEndOfTurn);
}

bool WrongOrder::keepsAlive() const {
  return (has(WrongRule::TicksNextTurn) && !loop_.ticks.empty()) ||
         (has(WrongRule::MicrotasksOneRound) && !loop_.iso.microtasks->empty());
}

void WrongOrder::runMicrotask() {
  loop_.iso.charge(costs::kMicrotaskNs);
  loop_.syncDevices();
  if (loop_.iso.microtasks->runOne(Rule::MicrotaskAfterTicks).isException() && !loop_.stopping()) loop_.reportUncaught();
}

// Those that are waiting now; what they queue of their kind waits for the next time.
void WrongOrder::runZeroTimers() {
  const EventId last = loop_.iso.recorder->last();
  while (!loop_.stopping()) {
    HandleScope scope(loop_.iso.heap);
    TimerObject* next =
        loop_.timers.earliest([&](const TimerObject* timer) { return isZeroTimeout(timer) && eventOf(timer->queued) <= last; });
    if (!next) return;
    loop_.timers.fireNow(loop_.iso.handle(next), Rule::TimerDue);
  }
}

void WrongOrder::runImmediates() {
  const EventId last = loop_.iso.recorder->last();
  while (!loop_.stopping()) {
    HandleScope scope(loop_.iso.heap);
    ImmediateObject* next = loop_.immediates.oldest(kNoEvent);
    if (!next || eventOf(next->queued) > last) return;
    loop_.immediates.runNow(loop_.iso.handle(next));
  }
}

void WrongOrder::runOneQueue() {
  while (!loop_.stopping()) {
    HandleScope scope(loop_.iso.heap);
    TimerObject* timer = loop_.timers.earliest(isZeroTimeout);
    ImmediateObject* immediate = loop_.immediates.oldest(kNoEvent);
    const EventId of[] = {loop_.ticks.empty() ? kNothing : loop_.ticks.frontEvent(),
                          loop_.iso.microtasks->empty() ? kNothing : loop_.iso.microtasks->frontEvent(),
                          timer ? eventOf(timer->queued) : kNothing, immediate ? eventOf(immediate->queued) : kNothing};
    const EventId* first = std::min_element(std::begin(of), std::end(of));
    if (*first == kNothing) return;
    switch (first - of) {
    case 0: loop_.ticks.runOldest(Rule::TickEndOfTurn); break;
    case 1: runMicrotask(); break;
    case 2: loop_.timers.fireNow(loop_.iso.handle(timer), Rule::TimerDue); break;
    default: loop_.immediates.runNow(loop_.iso.handle(immediate));
    }
  }
}

void WrongOrder::alternate() {
  while (!loop_.stopping() && !(loop_.ticks.empty() && loop_.iso.microtasks->empty())) {
    if (!loop_.ticks.empty()) loop_.ticks.runOldest(Rule::TickEndOfTurn);
    if (!loop_.stopping() && !loop_.iso.microtasks->empty()) runMicrotask();
  }
}

bool WrongOrder::runRound() {
  while (!loop_.ticks.empty() && !loop_.stopping()) loop_.ticks.runOldest(Rule::TickEndOfTurn);
  for (size_t left = loop_.iso.microtasks->size(); left && !loop_.stopping(); --left) runMicrotask();
  return !loop_.iso.microtasks->empty();
}

void WrongOrder::cancelQueued(EventId after, EventId upTo) {
  HandleScope scope(loop_.iso.heap);
  while (TimerObject* timer = loop_.timers.earliest([&](const TimerObject* t) { return eventOf(t->queued) > after && eventOf(t->queued) <= upTo; }))
    loop_.timers.clear(loop_.iso.handle(timer));
  for (EventId from = after + 1;;) {
    ImmediateObject* immediate = loop_.immediates.oldest(from);
    if (!immediate || eventOf(immediate->queued) > upTo) return;
    from = eventOf(immediate->queued) + 1;
    loop_.immediates.clear(loop_.iso.handle(immediate));
  }
}

// --- await that blocks ---

// The next thing that was queued by `since` or later, waiting for it if it takes time. False: there is none.
bool WrongOrder::runNextOf(EventId since) {
  HandleScope scope(loop_.iso.heap);
  Machine& machine = loop_.machine;
  if (!loop_.ticks.empty()) return loop_.ticks.runOldest(Rule::TickEndOfTurn), true;
  if (!loop_.iso.microtasks->empty()) return runMicrotask(), true;
  if (ImmediateObject* immediate = loop_.immediates.oldest(since))
    return loop_.immediates.runNow(loop_.iso.handle(immediate)), true;
  machine.sync();
  if (loop_.poll.deliverReady()) return true;
  TimerObject* timer = loop_.timers.earliest([&](const TimerObject* t) { return eventOf(t->queued) >= since; });
  if (!timer && !loop_.poll.alive()) return false;
  HandleValue next = loop_.iso.handle(timer ? Value(timer) : Value());
  const uint64_t due = timer ? uint64_t(timer->idleStart.asNumber() + timer->idleTimeout.asNumber()) * 1'000'000 : ThreadPool::kNever;
  if (due > machine.now()) {
    if (!machine.sleepUntil(due, [&] { return loop_.poll.anythingReady(); })) return false;
    loop_.updateTime(TimeUpdate::PollReturn);
    if (loop_.poll.deliverReady()) return true;
  }
  if (!timer) return false;
  loop_.timers.fireNow(Handle<TimerObject>::fromRooted(next), Rule::TimerDue);
  return true;
}

void WrongOrder::blockUntilSettled(Handle<Object> promise, EventId since) {
  loop_.ticks.park(since);
  loop_.iso.microtasks->park(since);
  while (static_cast<PromiseObject*>(promise.get())->isPending() && !loop_.stopping() && runNextOf(since)) {
  }
  loop_.ticks.unpark();
  loop_.iso.microtasks->unpark();
}

} // namespace tickscope
