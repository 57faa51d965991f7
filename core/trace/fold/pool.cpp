#include "core/trace/fold/fold.h"

namespace tickscope::trace::fold {

namespace {
constexpr uint64_t kMaxPoolThreads = 1024; // libuv's own limit for UV_THREADPOOL_SIZE

void ready(Context& c, const PoolJob& job, bool cancelled) {
  if (job.thread < c.state.isolates.size())
    c.state.isolates[job.thread].ready.push({c.event.id, job.queued, job.what, job.detail, cancelled});
}
} // namespace

void Pool::on(Context& c, const ev::PoolCreated& e) {
  c.process.pool.created = true;
  c.process.pool.threads.resize(std::min(e.threads, kMaxPoolThreads));
}

void Pool::on(Context& c, const ev::PoolJobQueued& e) {
  c.process.pool.queue.push({c.event.id, e.what, e.detail, e.slow, c.event.thread, e.at});
  ++c.process.pool.queuedJobs;
  ++c.isolate.poolJobs;
}

void Pool::on(Context& c, const ev::PoolJobStarted& e) {
  const std::optional<PoolJob> job = c.process.pool.queue.take(e.job);
  if (!job || e.poolThread >= c.process.pool.threads.size()) return;
  PoolThread& thread = c.process.pool.threads[e.poolThread];
  thread = {true, *job, c.event.id, c.event.timeNs, c.event.timeNs + e.latencyNs, e.rule};
}

void Pool::on(Context& c, const ev::PoolJobFinished& e) {
  for (PoolThread& thread : c.process.pool.threads) {
    if (!thread.busy || thread.job.queued != e.job) continue;
    thread.busy = false;
    thread.endsNs = c.event.timeNs;
    ++c.process.pool.finishedJobs;
    ready(c, thread.job, false);
    return;
  }
}

void Pool::on(Context& c, const ev::PoolJobDelivered& e) {
  if (c.isolate.ready.erase(e.finished) && c.isolate.poolJobs > 0) --c.isolate.poolJobs;
}

void Pool::on(Context& c, const ev::PoolJobCancelled& e) {
  if (const std::optional<PoolJob> job = c.process.pool.queue.take(e.job)) ready(c, *job, true);
}

} // namespace tickscope::trace::fold
