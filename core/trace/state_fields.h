#pragma once
// The fields of every struct of State, once, for whatever must walk them all (state_bytes.cpp). A field added to
// state.h is added here; the round trip test compares whole states and fails without it.
#include "core/trace/state.h"

#include <type_traits>

namespace tickscope::trace {

#define STATE_FIELDS(Name)                                                                                             \
  template <class S, class V>                                                                                          \
  requires std::is_same_v<std::remove_const_t<S>, Name>                                                                \
  void visitFields(S& s, V&& v)

STATE_FIELDS(Frame) { v(s.entered, s.kind, s.function, s.calledAt, s.position); }
STATE_FIELDS(Running) { v(s.begin, s.queued, s.kind, s.function, s.rule, s.stackBase, s.emitBase); }
STATE_FIELDS(Tick) { v(s.queued, s.function, s.at); }
STATE_FIELDS(Microtask) { v(s.queued, s.kind, s.function, s.promise); }
STATE_FIELDS(Timer) { v(s.queued, s.timer, s.durationMs, s.startMs, s.repeats, s.referenced, s.function, s.at); }
STATE_FIELDS(TimerList) { v(s.expiryMs, s.placed, s.size); }
STATE_FIELDS(Immediate) { v(s.queued, s.referenced, s.function, s.at); }
STATE_FIELDS(PendingItem) { v(s.queued, s.what); }
STATE_FIELDS(Ready) { v(s.queued, s.source, s.what, s.detail, s.cancelled); }
STATE_FIELDS(ClosingHandle) { v(s.queued, s.handle, s.label, s.at); }
STATE_FIELDS(Handle) { v(s.queued, s.kind, s.referenced, s.label, s.at); }
STATE_FIELDS(ReadableSide) { v(s.length, s.highWaterMark, s.mode, s.reading, s.ended, s.endEmitted); }
STATE_FIELDS(WritableSide) { v(s.length, s.highWaterMark, s.writing, s.needDrain, s.corked, s.ending, s.finished); }
STATE_FIELDS(StreamState) {
  v(s.queued, s.label, s.hasReadable, s.hasWritable, s.objects, s.destroyed, s.errored, s.readable, s.writable, s.pipes, s.at);
}
STATE_FIELDS(Request) { v(s.queued, s.what, s.detail, s.at); }
STATE_FIELDS(SuspendedAwait) { v(s.queued, s.promise, s.function, s.at); }
STATE_FIELDS(Rejection) { v(s.noted, s.reported); }
STATE_FIELDS(PromiseState) { v(s.created, s.fulfilled, s.rejected, s.suspended, s.unhandled); }
STATE_FIELDS(LoopState) {
  v(s.started, s.ended, s.iteration, s.phase, s.phaseEntered, s.timeMs, s.sleeping, s.slept, s.sleepSinceNs,
    s.sleepTimeoutMs, s.sleepWhy, s.wakeWhy, s.timersArmed, s.timersReferenced, s.timersDueMs, s.blockedNs);
}
STATE_FIELDS(Drain) { v(s.begin, s.rule); }
STATE_FIELDS(Emit) { v(s.begin, s.name, s.listeners); }
STATE_FIELDS(HeapState) {
  v(s.newUsed, s.newCapacity, s.oldUsed, s.oldCapacity, s.largeUsed, s.external, s.scavenges, s.fullCollections,
    s.promotedBytes, s.pauseNs, s.lastPauseNs, s.lastKind, s.lastReason, s.collecting, s.lastSample);
}
STATE_FIELDS(ExceptionState) { v(s.last, s.uncaught, s.thrown, s.caught); }
STATE_FIELDS(ScriptFrame) { v(s.begin, s.kind, s.source); }
STATE_FIELDS(IsolateState) {
  v(s.process, s.loop, s.running, s.stack, s.scripts, s.emits, s.drains, s.ticks, s.microtasks, s.timers, s.lists,
    s.immediates, s.immediateBatch, s.immediatesOutstanding, s.pending, s.ready, s.closing, s.handles, s.requests, s.streams,
    s.poolJobs, s.referencedTimers, s.referencedImmediates, s.promises, s.exceptions, s.heap, s.blockedNs);
}
STATE_FIELDS(PoolJob) { v(s.queued, s.what, s.detail, s.slow, s.thread, s.at); }
STATE_FIELDS(PoolThread) { v(s.busy, s.job, s.started, s.startedNs, s.endsNs, s.rule); }
STATE_FIELDS(PoolState) { v(s.created, s.threads, s.queue, s.queuedJobs, s.finishedJobs); }
STATE_FIELDS(ConsoleState) { v(s.writes, s.stdoutBytes, s.stderrBytes, s.last); }
STATE_FIELDS(ProcessState) {
  v(s.started, s.pid, s.nodeVersion, s.cores, s.detail, s.status, s.exitCode, s.exitReason, s.pool, s.console);
}
STATE_FIELDS(Race) { v(s.queued, s.kind, s.first, s.second); }
STATE_FIELDS(DecidedRace) { v(s.race, s.decided, s.winner, s.marginNs, s.rule); }
STATE_FIELDS(HitLimit) { v(s.event, s.kind, s.value); }
STATE_FIELDS(State) { v(s.step, s.timeNs, s.thread, s.processes, s.isolates, s.openRaces, s.lastRace, s.limit); }

#undef STATE_FIELDS

} // namespace tickscope::trace
