// stateText: a state as readable lines, a line a thing, only what is not empty.
#include "core/trace/explain.h"
#include "core/trace/print_text.h"
#include "core/trace/state.h"
#include "core/trace/trace.h"

#include <fmt/format.h>
#include <iterator>

namespace tickscope::trace {

namespace {
class Printer {
 public:
  explicit Printer(const Trace& trace) : trace_(trace) {}

  std::string print(const State& state) {
    line(0, "step {} at {}.{:06} ms", state.step, state.timeNs / 1'000'000, state.timeNs % 1'000'000);
    for (size_t i = 0; i < state.processes.size(); ++i) process(state.processes[i], i);
    for (size_t i = 0; i < state.isolates.size(); ++i) isolate(state.isolates[i], i);
    for (const Race& race : state.openRaces)
      line(0, "open race #{}: {}, #{} against #{}", race.queued, text(race.kind), race.first, race.second);
    if (state.lastRace)
      line(0, "last race #{}: #{} won by {} ns ({})", state.lastRace->race.queued, state.lastRace->winner,
           state.lastRace->marginNs, ruleText(state.lastRace->rule).name);
    if (state.limit) line(0, "limit hit: {} ({})", text(state.limit->kind), state.limit->value);
    return std::move(out_);
  }

 private:
  template <class... Args> void line(int indent, fmt::format_string<Args...> format, Args&&... args) {
    out_.append(2 * static_cast<size_t>(indent), ' ');
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_ += '\n';
  }
  std::string place(SiteId id) const {
    const std::string_view name = trace_.string(trace_.site(id).function);
    const std::string at = trace_.place(id);
    if (name.empty() && at.empty()) return "-";
    return name.empty() ? at : at.empty() ? std::string(name) : fmt::format("{}@{}", name, at);
  }
  std::string_view str(StringId id) const { return trace_.string(id); }

  void process(const ProcessState& p, size_t index) {
    line(0, "process {}: {}, node {}, exit code {}", index, text(p.status), str(p.nodeVersion), p.exitCode);
    if (p.console.writes)
      line(1, "console: {} writes, {} bytes of stdout, {} bytes of stderr", p.console.writes, p.console.stdoutBytes,
           p.console.stderrBytes);
    if (!p.pool.created) return;
    line(1, "pool: {} threads, {} jobs so far, {} finished", p.pool.threads.size(), p.pool.queuedJobs, p.pool.finishedJobs);
    for (size_t i = 0; i < p.pool.threads.size(); ++i)
      if (const PoolThread& t = p.pool.threads[i]; t.busy)
        line(2, "thread {}: #{} {} {}, {} to {} ns", i, t.job.queued, str(t.job.what), str(t.job.detail), t.startedNs,
             t.endsNs);
    for (const PoolJob& job : p.pool.queue)
      line(2, "waiting: #{} {} {}{}", job.queued, str(job.what), str(job.detail), job.slow ? " (slow)" : "");
  }

  void isolate(const IsolateState& i, size_t index) {
    line(0, "thread {}", index);
    const LoopState& loop = i.loop;
    line(1, "loop: {}, turn {}, phase {}, time {} ms{}",
         !loop.started ? "not started" : loop.ended ? "ended" : "running", loop.iteration, text(loop.phase), loop.timeMs,
         loop.timersArmed ? fmt::format(", timer set to {} ms", loop.timersDueMs) : std::string());
    if (loop.sleeping) line(1, "sleeping in poll: timeout {} ms, {}", loop.sleepTimeoutMs, text(loop.sleepWhy));
    for (const Running& r : i.running)
      line(1, "running: {} #{} queued by #{} {} ({})", text(r.kind), r.begin, r.queued, place(r.function),
           ruleText(r.rule).name);
    for (const ScriptFrame& s : i.scripts) line(1, "script: {} {}", text(s.kind), trace_.source(s.source).path);
    for (const Frame& f : i.stack)
      line(1, "frame: {} {}, called at {}, now at {}", text(f.kind), place(f.function), place(f.calledAt), place(f.position));
    for (const Emit& e : i.emits) line(1, "emit: {} ({} listeners)", str(e.name), e.listeners);
    for (const Drain& d : i.drains) line(1, "drain: #{} ({})", d.begin, ruleText(d.rule).name);
    for (const Tick& t : i.ticks) line(1, "tick: #{} {}", t.queued, place(t.function));
    for (const Microtask& m : i.microtasks) line(1, "microtask: #{} {} {}", m.queued, text(m.kind), place(m.function));
    for (const TimerListView& list : timerListsInOrder(i)) {
      line(1, "timers of {} ms, due at {} ms:", list.durationMs, list.list.expiryMs);
      for (const Timer& t : list.timers)
        line(2, "#{} {}{} due at {} ms{}", t.timer, place(t.function), t.repeats ? " (interval)" : "", t.dueMs(),
             t.referenced ? "" : " (unref)");
    }
    for (const Immediate& m : i.immediateBatch)
      line(1, "immediate of this check phase{}: #{} {}", i.immediatesOutstanding ? " (outstanding)" : "", m.queued,
           place(m.function));
    for (const Immediate& m : i.immediates)
      line(1, "immediate: #{} {}{}", m.queued, place(m.function), m.referenced ? "" : " (unref)");
    for (const PendingItem& p : i.pending) line(1, "pending: #{} {}", p.queued, str(p.what));
    for (const Ready& r : i.ready)
      line(1, "ready for poll: #{} {} {}{}", r.source, str(r.what), str(r.detail), r.cancelled ? " (cancelled)" : "");
    for (const Request& r : i.requests) line(1, "request: #{} {} {}", r.queued, str(r.what), str(r.detail));
    for (const Handle& h : i.handles)
      line(1, "handle: #{} {} {}{}", h.queued, text(h.kind), str(h.label), h.referenced ? "" : " (unref)");
    for (const StreamState& s : i.streams) stream(s);
    for (const ClosingHandle& c : i.closing) line(1, "closing: #{} {}", c.handle, str(c.label));
    const PromiseState& p = i.promises;
    if (p.created) line(1, "promises: {} pending, {} fulfilled, {} rejected", p.pending(), p.fulfilled, p.rejected);
    for (const SuspendedAwait& s : p.suspended) line(1, "suspended: #{} {} at {}", s.queued, place(s.function), place(s.at));
    for (const auto& [promise, rejection] : p.unhandled)
      line(1, "unhandled rejection: #{}{}", promise, rejection.reported ? " (reported)" : "");
    if (i.exceptions.thrown)
      line(1, "exceptions: {} thrown, {} caught{}", i.exceptions.thrown, i.exceptions.caught,
           i.exceptions.uncaught ? ", one not caught" : "");
    const HeapState& h = i.heap;
    if (h.lastSample || h.scavenges || h.fullCollections)
      line(1, "heap: new {}/{}, old {}/{}, large {}, external {}; {} scavenges, {} full collections, {} ns paused",
           h.newUsed, h.newCapacity, h.oldUsed, h.oldCapacity, h.largeUsed, h.external, h.scavenges, h.fullCollections,
           h.pauseNs);
    if (i.blockedNs) line(1, "blocked in synchronous operations: {} ns", i.blockedNs);
  }

  void stream(const StreamState& s) {
    std::string text = fmt::format("stream: #{} {}", s.queued, str(s.label));
    if (s.hasReadable) {
      const ReadableSide& r = s.readable;
      text += fmt::format("; readable {}/{} {}{}{}", r.length, r.highWaterMark, trace::text(r.mode), r.reading ? ", reading" : "",
                          r.endEmitted ? ", at its end" : r.ended ? ", ended" : "");
    }
    if (s.hasWritable) {
      const WritableSide& w = s.writable;
      text += fmt::format("; writable {}/{}{}{}{}{}", w.length, w.highWaterMark, w.writing ? ", writing" : "", w.needDrain ? ", needs drain" : "",
                          w.corked ? ", corked" : "", w.finished ? ", finished" : w.ending ? ", ending" : "");
    }
    for (const EventId target : s.pipes) text += fmt::format("; piped to #{}", target);
    if (s.destroyed) text += s.errored ? "; destroyed by an error" : "; destroyed";
    line(1, "{}", text);
  }

  const Trace& trace_;
  std::string out_;
};
} // namespace

std::string stateText(const State& state, const Trace& trace) { return Printer(trace).print(state); }

} // namespace tickscope::trace
