#include "core/trace/fold/fold.h"

namespace tickscope::trace::fold {

void Loop::on(Context& c, const ev::LoopStart&) {
  c.isolate.loop.started = true;
  c.isolate.loop.ended = false;
}

void Loop::on(Context& c, const ev::LoopEnd&) {
  c.isolate.loop.ended = true;
  c.isolate.loop.phase = Phase::None;
}

void Loop::on(Context& c, const ev::IterationBegin& e) { c.isolate.loop.iteration = e.iteration; }

void Loop::on(Context& c, const ev::PhaseEnter& e) {
  c.isolate.loop.phase = e.phase;
  c.isolate.loop.phaseEntered = c.event.id;
}

void Loop::on(Context& c, const ev::PhaseLeave&) { c.isolate.loop.phase = Phase::None; }

void Loop::on(Context& c, const ev::LoopTime& e) { c.isolate.loop.timeMs = e.timeMs; }

void Loop::on(Context& c, const ev::PollSleep& e) {
  LoopState& loop = c.isolate.loop;
  loop.sleeping = true;
  loop.slept = c.event.id;
  loop.sleepSinceNs = c.event.timeNs;
  loop.sleepTimeoutMs = e.timeoutMs;
  loop.sleepWhy = e.why;
}

void Loop::on(Context& c, const ev::PollWake& e) {
  LoopState& loop = c.isolate.loop;
  if (loop.sleeping && c.event.timeNs > loop.sleepSinceNs) loop.blockedNs += c.event.timeNs - loop.sleepSinceNs;
  loop.sleeping = false;
  loop.wakeWhy = e.why;
}

} // namespace tickscope::trace::fold
