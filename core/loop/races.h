#pragma once
// Noticing races for the trace: setTimeout(…, 1) against setImmediate, started in the same turn where the order depends
// on whether a millisecond boundary passes (node-semantics 2.7). Only looked at in a traced run.
#include <cstdint>

#include "core/trace/event.h"

namespace tickscope {

class Loop;

class Races {
public:
  explicit Races(Loop& loop) : loop_(loop) {}
  // In a poll or timer callback the immediate always comes first: no race. The loop says where it is.
  void allow(bool dependsOnClock) { allowed_ = dependsOnClock; }
  void timerStarted(trace::EventId timer, int64_t durationMs, int64_t startMs);
  void immediateQueued(trace::EventId immediate);
  // A contender is about to run: decides the open race if it takes part.
  void timerWins(trace::EventId timer) { if (open_ && timer == timer_) decide(timer); }
  void immediateWins(trace::EventId immediate) { if (open_ && immediate == immediate_) decide(immediate); }
  // The timers phase looked at the clock: this is what decides.
  void looked(uint64_t clockNs) { if (open_ && !lookedNs_) lookedNs_ = clockNs; }

private:
  void decide(trace::EventId winner);
  Loop& loop_;
  bool allowed_ = true;
  trace::EventId open_ = 0, timer_ = 0, immediate_ = 0;
  trace::EventId timerCause_ = 0, immediateCause_ = 0;
  int64_t dueMs_ = 0;
  uint64_t lookedNs_ = 0;
};

} // namespace tickscope
