#include "core/trace/state.h"

namespace tickscope::trace {

namespace {
template <class T> size_t bytesOf(const EventQueue<T>& queue) { return queue.size() * (sizeof(T) + 8); }
template <class T> size_t bytesOf(const std::vector<T>& list) { return list.size() * sizeof(T); }
template <class K, class T> size_t bytesOf(const std::map<K, T>& map) { return map.size() * (sizeof(K) + sizeof(T) + 48); }
} // namespace

size_t approximateBytes(const State& state) {
  size_t bytes = sizeof(State) + bytesOf(state.processes) + bytesOf(state.isolates) + bytesOf(state.openRaces);
  for (const ProcessState& process : state.processes) bytes += bytesOf(process.pool.threads) + bytesOf(process.pool.queue);
  for (const IsolateState& i : state.isolates)
    bytes += bytesOf(i.running) + bytesOf(i.stack) + bytesOf(i.scripts) + bytesOf(i.emits) + bytesOf(i.drains) +
             bytesOf(i.ticks) + bytesOf(i.microtasks) + bytesOf(i.timers) + bytesOf(i.lists) + bytesOf(i.immediates) +
             bytesOf(i.immediateBatch) + bytesOf(i.pending) + bytesOf(i.ready) + bytesOf(i.closing) +
             bytesOf(i.handles) + bytesOf(i.requests) + bytesOf(i.streams) + bytesOf(i.promises.suspended) + bytesOf(i.promises.unhandled);
  return bytes;
}

std::vector<Alive> aliveList(const State& state, ThreadId thread) {
  std::vector<Alive> list;
  if (thread >= state.isolates.size()) return list;
  const IsolateState& isolate = state.isolates[thread];
  using Kind = Alive::Kind;
  for (const Timer& timer : isolate.timers) list.push_back({Kind::Timer, timer.timer, timer.referenced});
  for (const auto* queue : {&isolate.immediateBatch, &isolate.immediates})
    for (const Immediate& immediate : *queue) list.push_back({Kind::Immediate, immediate.queued, immediate.referenced});
  const PoolState& pool = state.processes[isolate.process].pool;
  for (const PoolThread& worker : pool.threads)
    if (worker.busy && worker.job.thread == thread) list.push_back({Kind::PoolJob, worker.job.queued, true});
  for (const PoolJob& job : pool.queue)
    if (job.thread == thread) list.push_back({Kind::PoolJob, job.queued, true});
  // A result that waits for poll still counts as its request, unless the request or handle is listed itself.
  for (const Ready& ready : isolate.ready)
    if (!isolate.requests.find(ready.source) && !isolate.handles.find(ready.source))
      list.push_back({Kind::PoolJob, ready.source, true});
  for (const Request& request : isolate.requests) list.push_back({Kind::Request, request.queued, true});
  for (const Handle& handle : isolate.handles) list.push_back({Kind::Handle, handle.queued, handle.referenced});
  for (const ClosingHandle& closing : isolate.closing) list.push_back({Kind::Closing, closing.queued, true});
  for (const PendingItem& pending : isolate.pending) list.push_back({Kind::Pending, pending.queued, true});
  return list;
}

std::vector<TimerListView> timerListsInOrder(const IsolateState& isolate) {
  std::vector<TimerListView> lists;
  std::map<uint64_t, size_t> at;
  for (const auto& [durationMs, list] : isolate.lists) {
    at[durationMs] = lists.size();
    lists.push_back({durationMs, list, {}});
    lists.back().timers.reserve(list.size < isolate.timers.size() ? list.size : isolate.timers.size());
  }
  for (const Timer& timer : isolate.timers)
    if (const auto found = at.find(timer.durationMs); found != at.end()) lists[found->second].timers.push_back(timer);
  // Node's priority queue compares the expiry first and then the list's id, which grows each time a list is placed.
  std::stable_sort(lists.begin(), lists.end(), [](const TimerListView& a, const TimerListView& b) {
    return std::pair(a.list.expiryMs, a.list.placed) < std::pair(b.list.expiryMs, b.list.placed);
  });
  return lists;
}

} // namespace tickscope::trace
