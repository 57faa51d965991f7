#pragma once
// The loop under rules that are wrong on purpose (core/vm/wrong_rules.h): what its believers think comes next. The loop
// asks here only if any such rule is set. Orders are told by the events that queued things, so such a run is traced.
#include "core/heap/handles.h"
#include "core/trace/event.h"
#include "core/vm/wrong_rules.h"

namespace tickscope {

class Loop;
struct Object;

class WrongOrder {
public:
  explicit WrongOrder(Loop& loop) : loop_(loop) {}
  bool any() const;
  bool has(WrongRule rule) const;

  // A turn of JavaScript has ended, or another callback of the phase is about to run. True: ticks and microtasks have
  // had what they get; false: Node's own drain goes on from here.
  bool drains();
  void phaseEnded();
  void loopBegins();
  void iterationBegins(); // after the first timers
  // Ticks or microtasks wait for the next turn of the loop.
  bool keepsAlive() const;
  // Runs what was queued by event `since` or later until the promise is settled or nothing of it is left.
  void blockUntilSettled(Handle<Object> promise, trace::EventId since);
  // Clears the timers and immediates that were queued after one event, up to another.
  void cancelQueued(trace::EventId after, trace::EventId upTo);

private:
  void runZeroTimers();
  void runImmediates();
  void runOneQueue();
  void alternate();
  bool runRound();
  void runWaitingTicks();
  bool runNextOf(trace::EventId since);
  void runMicrotask();

  Loop& loop_;
  bool draining_ = false;
};

} // namespace tickscope
