#include "gui/loop_condition.h"

#include <algorithm>
#include <map>

namespace tickscope::gui {

using namespace trace;

namespace {

constexpr LoopConditionInfo infos[] = {
#define CONDITION(name, id, title, unit, figure, text) {id, title, unit, figure, text},
#include "gui/loop_conditions.def"
#undef CONDITION
};

constexpr double nsPerMs = 1e6;

// Sees every event of the main thread once; what it holds back (how long a sleep will be) it says when it knows.
class Watcher {
public:
  Watcher(const Trace& trace, const LoopCondition& condition, std::vector<EventId>& out) : trace_(trace), condition_(condition), out_(out) {}

  void see(const Event& e) {
    switch (condition_.kind) {
    case LoopConditionKind::PollBlocks: return pollBlocks(e);
    case LoopConditionKind::TimerLate: return timerLate(e);
    case LoopConditionKind::LongCallback: return longCallback(e);
    case LoopConditionKind::MicrotasksDeeper: return deeper(e, EventKind::MicrotaskQueued, CallbackKind::Microtask);
    case LoopConditionKind::TicksDeeper: return deeper(e, EventKind::TickQueued, CallbackKind::Tick);
    case LoopConditionKind::PoolFull: return poolFull(e);
    case LoopConditionKind::WriteFalse: return writeFalse(e);
    case LoopConditionKind::Scavenge:
      if (e.kind == EventKind::GcBegin && e.as<ev::GcBegin>().kind == GcKind::Scavenge) out_.push_back(e.id);
      return;
    case LoopConditionKind::Collection: return once(e, EventKind::GcBegin);
    case LoopConditionKind::Thrown: return once(e, EventKind::ExceptionThrown);
    case LoopConditionKind::Rejected: return once(e, EventKind::RejectionPending);
    case LoopConditionKind::RaceDecided: return once(e, EventKind::RaceDecided);
    }
  }

private:
  void once(const Event& e, EventKind kind) {
    if (e.kind == kind) out_.push_back(e.id);
  }

  void pollBlocks(const Event& e) {
    if (e.kind == EventKind::PollSleep) since_ = e;
    if (e.kind == EventKind::PollWake && since_.id && static_cast<double>(e.timeNs - since_.timeNs) > condition_.figure * nsPerMs) out_.push_back(since_.id);
  }

  void timerLate(const Event& e) {
    if (e.kind != EventKind::CallbackBegin || e.as<ev::CallbackBegin>().kind != CallbackKind::Timer || e.cause == kNoEvent) return;
    Event queued = trace_.event(e.cause);
    uint64_t dueMs = 0;
    if (queued.kind == EventKind::TimerCreated)
      dueMs = queued.as<ev::TimerCreated>().startMs + queued.as<ev::TimerCreated>().durationMs;
    else if (queued.kind == EventKind::TimerRearmed)
      dueMs = queued.as<ev::TimerRearmed>().startMs + queued.as<ev::TimerRearmed>().durationMs;
    else
      return;
    if (static_cast<double>(e.timeNs) > (static_cast<double>(dueMs) + condition_.figure) * nsPerMs) out_.push_back(e.id);
  }

  void longCallback(const Event& e) {
    if (e.kind == EventKind::CallbackBegin) open_.push_back(e);
    if (e.kind != EventKind::CallbackEnd || open_.empty()) return;
    if (static_cast<double>(e.timeNs - open_.back().timeNs) > condition_.figure * nsPerMs) out_.push_back(open_.back().id);
    open_.pop_back();
  }

  void deeper(const Event& e, EventKind in, CallbackKind taken) {
    if (e.kind == in && static_cast<double>(++depth_) > condition_.figure && !above_) above_ = true, out_.push_back(e.id);
    if (e.kind == EventKind::CallbackBegin && e.as<ev::CallbackBegin>().kind == taken && depth_ > 0) --depth_;
    if (static_cast<double>(depth_) <= condition_.figure) above_ = false;
  }

  // write() says false when what it adds reaches the mark: the buffer is longer than before, and 'drain' is owed.
  void writeFalse(const Event& e) {
    if (e.kind == EventKind::StreamClosed) lengths_.erase(e.as<ev::StreamClosed>().stream);
    if (e.kind != EventKind::StreamWritable) return;
    auto state = e.as<ev::StreamWritable>();
    uint64_t& length = lengths_[state.stream];
    if (state.length > length && state.needDrain) out_.push_back(e.id);
    length = state.length;
  }

  void poolFull(const Event& e) {
    if (e.kind == EventKind::PoolCreated) threads_ = e.as<ev::PoolCreated>().threads;
    if (e.kind == EventKind::PoolJobStarted) ++busy_;
    if (e.kind == EventKind::PoolJobFinished && busy_ > 0) --busy_;
    if (e.kind == EventKind::PoolJobQueued && threads_ > 0 && busy_ >= threads_) out_.push_back(e.id);
  }

  const Trace& trace_;
  LoopCondition condition_;
  std::vector<EventId>& out_;
  Event since_{};
  std::vector<Event> open_;
  bool above_ = false;
  std::map<EventId, uint64_t> lengths_; // of writable buffers, by StreamCreated
  uint64_t depth_ = 0, busy_ = 0, threads_ = 0;
};

} // namespace

const LoopConditionInfo& loopConditionInfo(LoopConditionKind kind) { return infos[static_cast<size_t>(kind)]; }

std::vector<LoopCondition> allLoopConditions() {
  std::vector<LoopCondition> out;
  for (int i = 0; i < loopConditionCount; ++i) out.push_back({static_cast<LoopConditionKind>(i), false, infos[i].figure});
  return out;
}

std::vector<EventId> findStops(const Trace& trace, const LoopCondition& condition, const std::atomic<bool>* cancel, size_t most) {
  std::vector<EventId> out;
  Watcher watcher(trace, condition, out);
  trace.forEach(1, trace.eventCount(), [&](const Event& e) {
    // The pool's events carry the thread that asked; everything else that is watched is the main thread's own.
    if (e.thread == 0) watcher.see(e);
    if ((e.id & 0xFFFF) == 0 && cancel && cancel->load(std::memory_order_relaxed)) return false;
    return out.size() < most;
  });
  if (!std::is_sorted(out.begin(), out.end())) std::sort(out.begin(), out.end()); // long callbacks are known at their ends
  return out;
}

ConditionStops findAllStops(const Trace& trace, const std::vector<LoopCondition>& conditions, const std::atomic<bool>* cancel) {
  ConditionStops all;
  all.hits.assign(conditions.size(), 0);
  for (size_t i = 0; i < conditions.size(); ++i) {
    if (!conditions[i].on) continue;
    std::vector<EventId> found = findStops(trace, conditions[i], cancel);
    all.hits[i] = found.size();
    all.stops.insert(all.stops.end(), found.begin(), found.end());
  }
  std::sort(all.stops.begin(), all.stops.end());
  all.stops.erase(std::unique(all.stops.begin(), all.stops.end()), all.stops.end());
  return all;
}

} // namespace tickscope::gui
