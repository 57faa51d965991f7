#include "core/trace/fold/fold.h"

namespace tickscope::trace::fold {

void Process::on(Context& c, const ev::ProcessStart& e) {
  // The first process is there from the beginning; another one starts on a thread of its own.
  ProcessState* process = &c.process;
  if (process->started != kNoEvent && c.isolate.process == 0 && c.event.thread != 0) {
    c.isolate.process = static_cast<uint32_t>(c.state.processes.size());
    process = &c.state.processes.emplace_back();
  }
  process->started = c.event.id;
  process->pid = e.pid;
  process->nodeVersion = e.nodeVersion;
  process->cores = e.cores;
  process->detail = e.detail;
  process->status = ProcessStatus::Running;
}

void Process::on(Context& c, const ev::ScriptBegin& e) { c.isolate.scripts.push_back({c.event.id, e.kind, e.source}); }

void Process::on(Context& c, const ev::ScriptEnd& e) {
  // Scripts nest; one that threw may take those inside it along.
  auto& scripts = c.isolate.scripts;
  while (!scripts.empty() && scripts.back().begin >= e.script) scripts.pop_back();
}

void Process::on(Context& c, const ev::ExitBegin& e) {
  c.process.status = ProcessStatus::Exiting;
  c.process.exitCode = e.code;
  c.process.exitReason = e.reason;
}

void Process::on(Context& c, const ev::ProcessEnd& e) {
  const bool ended = c.process.status >= ProcessStatus::Exited;
  c.process.exitCode = e.code;
  c.process.exitReason = e.reason;
  switch (e.reason) {
  case ExitReason::Abort:
  case ExitReason::Signal:
  case ExitReason::OutOfMemory: c.process.status = ProcessStatus::Crashed; break;
  case ExitReason::Limit: c.process.status = ProcessStatus::Stopped; break;
  default: c.process.status = ProcessStatus::Exited; break;
  }
  if (ended) return; // a process ends once
  // Nothing runs any more. Queues stay as they are: they show what never got its turn.
  for (IsolateState& isolate : c.state.isolates) {
    if (isolate.process != c.isolate.process) continue;
    isolate.running.clear();
    isolate.stack.clear();
    isolate.scripts.clear();
    isolate.emits.clear();
    isolate.drains.clear();
    isolate.loop.phase = Phase::None;
    isolate.loop.sleeping = false;
  }
}

void Process::on(Context& c, const ev::LimitHit& e) { c.state.limit = HitLimit{c.event.id, e.limit, e.value}; }

} // namespace tickscope::trace::fold
