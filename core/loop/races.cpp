#include "core/loop/races.h"

#include "core/loop/loop.h"
#include "core/trace/recorder.h"

namespace tickscope {

using namespace trace;

void Races::timerStarted(EventId timer, int64_t durationMs, int64_t startMs) {
  if (open_ || !allowed_ || durationMs != 1) return;
  Recorder& recorder = *loop_.iso.recorder;
  if (timer_ && timerCause_ == recorder.running()) return; // the first one of the turn competes
  timer_ = timer;
  timerCause_ = recorder.running();
  dueMs_ = startMs + durationMs;
  if (immediate_ && immediateCause_ == timerCause_) {
    open_ = recorder.emit(ev::RaceOpened{
        .cause = timer, .kind = RaceKind::TimeoutOrImmediate, .first = immediate_, .second = timer_});
    lookedNs_ = 0;
  }
}

void Races::immediateQueued(EventId immediate) {
  if (open_ || !allowed_) return;
  Recorder& recorder = *loop_.iso.recorder;
  if (immediate_ && immediateCause_ == recorder.running()) return;
  immediate_ = immediate;
  immediateCause_ = recorder.running();
  if (timer_ && timerCause_ == immediateCause_) {
    open_ = recorder.emit(ev::RaceOpened{
        .cause = immediate, .kind = RaceKind::TimeoutOrImmediate, .first = timer_, .second = immediate_});
    lookedNs_ = 0;
  }
}

void Races::decide(EventId winner) {
  const uint64_t dueNs = uint64_t(dueMs_) * 1'000'000;
  const uint64_t at = lookedNs_ ? lookedNs_ : loop_.machine.now();
  loop_.iso.recorder->emit(ev::RaceDecided{.cause = loop_.iso.recorder->last(),
                                           .race = open_,
                                           .winner = winner,
                                           .marginNs = at > dueNs ? at - dueNs : dueNs - at,
                                           .rule = Rule::RaceMillisecond});
  open_ = timer_ = immediate_ = 0;
}

} // namespace tickscope
