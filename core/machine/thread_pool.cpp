#include "core/machine/thread_pool.h"

#include <algorithm>
#include <cstdlib>

#include "core/machine/costs.h"
#include "core/machine/machine.h"
#include "core/machine/schedule.h"

namespace tickscope {

using namespace trace;

unsigned ThreadPool::sizeFromEnvironment(const std::string* value) {
  if (!value) return kDefaultThreads;
  // libuv: atoi into an unsigned, 0 becomes 1, too much becomes the most.
  const long number = std::strtol(value->c_str(), nullptr, 10);
  if (number < 0 || number > long(kMaxThreads)) return kMaxThreads;
  return number == 0 ? 1 : unsigned(number);
}

uint64_t ThreadPool::submit(PoolJob job, unsigned size) {
  machine_.sync();
  now_ = std::max(now_, machine_.now());
  Recorder* recorder = machine_.recorder;
  if (threads_.empty()) {
    threads_.resize(size);
    if (recorder) recorder->emit(ev::PoolCreated{.cause = recorder->running(), .threads = size});
  }
  job.id = nextId_++;
  ++outstanding_;
  if (recorder)
    job.queued = recorder->emit(ev::PoolJobQueued{.cause = recorder->running(), .what = recorder->intern(job.what),
                                                  .detail = recorder->intern(job.detail), .slow = job.slow, .at = job.at});
  const uint64_t id = job.id;
  if (job.slow) {
    slowQueue_.push_back(std::move(job));
    // One marker stands in the main queue for all slow work.
    if (!slowMarkerQueued_) {
      slowMarkerQueued_ = true;
      queue_.push_back({{}, true});
    }
  } else {
    queue_.push_back({std::move(job), false});
  }
  if (!oneByOne_) wakeIdle(Rule::PoolIdleThread);
  else if (delivering_) std::rotate(queue_.begin() + ptrdiff_t(askedInDelivery_++), queue_.end() - 1, queue_.end());
  else if (outstanding_ == 1) wakeIdle(Rule::PoolIdleThread);
  return id;
}

bool ThreadPool::cancel(uint64_t id) {
  machine_.sync();
  const auto give = [&](PoolJob job) {
    job.cancelled = true;
    if (Recorder* recorder = machine_.recorder)
      job.finished = recorder->emit(ev::PoolJobCancelled{.cause = recorder->running(), .job = job.queued});
    completed_.push_back(std::move(job));
    return true;
  };
  for (auto at = queue_.begin(); at != queue_.end(); ++at)
    if (!at->marker && at->job.id == id) {
      PoolJob job = std::move(at->job);
      queue_.erase(at);
      return give(std::move(job));
    }
  for (auto at = slowQueue_.begin(); at != slowQueue_.end(); ++at)
    if (at->id == id) {
      PoolJob job = std::move(*at);
      slowQueue_.erase(at);
      return give(std::move(job));
    }
  return false;
}

void ThreadPool::wakeIdle(Rule rule) {
  for (size_t i = 0; i < threads_.size() && !queue_.empty(); ++i)
    if (threads_[i].state == Thread::Idle && !startNext(i, kNoEvent, rule)) return;
}

// Gives a free thread the head of the queue. False: nothing in the queue may be taken now.
bool ThreadPool::startNext(size_t thread, EventId freedBy, Rule rule) {
  size_t deferred = 0; // markers sent to the tail because the limit of slow work is reached
  while (!queue_.empty()) {
    Queued head = std::move(queue_.front());
    queue_.pop_front();
    if (!head.marker) {
      begin(thread, std::move(head.job), freedBy, rule);
      return true;
    }
    if (slowQueue_.empty()) { // all of it was cancelled
      slowMarkerQueued_ = false;
      continue;
    }
    if (slowRunning_ >= slowLimit()) {
      queue_.push_back(std::move(head));
      if (++deferred > queue_.size() - 1 || queue_.size() == 1) return false;
      continue;
    }
    PoolJob job = std::move(slowQueue_.front());
    slowQueue_.pop_front();
    ++slowRunning_;
    if (slowQueue_.empty()) slowMarkerQueued_ = false;
    else queue_.push_back(std::move(head));
    begin(thread, std::move(job), freedBy, rule);
    return true;
  }
  return false;
}

void ThreadPool::begin(size_t index, PoolJob job, EventId freedBy, Rule rule) {
  Thread& thread = threads_[index];
  thread.deviceUntil = now_ + (rule == Rule::PoolIdleThread ? costs::kWakeWorkerNs : 0) + job.deviceNs;
  thread.cpuLeft = job.cpuNs;
  thread.plannedNs = thread.deviceUntil - now_ + job.cpuNs;
  thread.delayedNs = 0;
  thread.state = Thread::Device;
  thread.job = std::move(job);
  thread.started = machine_.emitAt(
      now_, ev::PoolJobStarted{.cause = freedBy ? freedBy : thread.job.queued, .job = thread.job.queued, .poolThread = index,
                               .latencyNs = thread.deviceUntil - now_ + thread.job.cpuNs, .rule = rule});
}

void ThreadPool::assignCores(unsigned cores) {
  // Those that asked first have the cores.
  std::vector<Thread*> wanting;
  for (Thread& thread : threads_)
    if (thread.state == Thread::WantsCore || thread.state == Thread::OnCore) wanting.push_back(&thread);
  std::sort(wanting.begin(), wanting.end(), [](Thread* a, Thread* b) { return a->askedForCore < b->askedForCore; });
  for (size_t i = 0; i < wanting.size(); ++i) wanting[i]->state = i < cores ? Thread::OnCore : Thread::WantsCore;
}

uint64_t ThreadPool::nextTime(unsigned cores) const {
  uint64_t next = kNever;
  unsigned wanting = 0;
  std::vector<const Thread*> byTurn;
  for (const Thread& thread : threads_) {
    if (thread.state == Thread::Device) next = std::min(next, thread.deviceUntil);
    else if (thread.state != Thread::Idle) byTurn.push_back(&thread);
  }
  std::sort(byTurn.begin(), byTurn.end(), [](const Thread* a, const Thread* b) { return a->askedForCore < b->askedForCore; });
  for (const Thread* thread : byTurn)
    if (wanting++ < cores) next = std::min(next, now_ + thread->cpuLeft);
  return next;
}

void ThreadPool::advance(uint64_t to, unsigned cores) {
  if (threads_.empty()) {
    now_ = std::max(now_, to);
    return;
  }
  for (;;) {
    const uint64_t next = nextTime(cores);
    const uint64_t until = std::min(next, to);
    if (until > now_) {
      assignCores(cores);
      for (Thread& thread : threads_)
        if (thread.state == Thread::OnCore) thread.cpuLeft -= until - now_;
      now_ = until;
    }
    if (next > to) return;
    // What happens at this instant, by thread number.
    assignCores(cores);
    for (size_t i = 0; i < threads_.size(); ++i) {
      Thread& thread = threads_[i];
      if (thread.state == Thread::Device && thread.deviceUntil <= now_) {
        if (thread.cpuLeft == 0) {
          finish(finishedFirst(i));
        } else {
          thread.state = Thread::WantsCore;
          thread.askedForCore = nextTurn_++;
        }
      } else if (thread.state == Thread::OnCore && thread.cpuLeft == 0) {
        finish(finishedFirst(i));
      }
    }
    // The first in the queue may have waited for a slow job to end.
    if (!queue_.empty() && !oneByOne_) wakeIdle(Rule::PoolSlowLimit);
  }
}

void ThreadPool::deliveryEnded() {
  if (!oneByOne_) return;
  delivering_ = false;
  askedInDelivery_ = 0;
  wakeIdle(Rule::PoolQueued);
}

uint64_t ThreadPool::leftOf(const Thread& thread) const {
  return thread.cpuLeft + (thread.state == Thread::Device && thread.deviceUntil > now_ ? thread.deviceUntil - now_ : 0);
}

// `index` is done now. A schedule may let another job be done in its place: the two change what is left of them.
size_t ThreadPool::finishedFirst(size_t index) {
  Schedule* schedule = machine_.schedule();
  if (!schedule) return index;
  std::vector<size_t> options{index};
  for (size_t i = 0; i < threads_.size(); ++i)
    if (i != index && threads_[i].state != Thread::Idle && leftOf(threads_[i]) <= threads_[i].plannedNs / 2 &&
        threads_[index].delayedNs + leftOf(threads_[i]) <= threads_[index].plannedNs)
      options.push_back(i);
  if (options.size() < 2) return index;
  const size_t chosen = options[schedule->choose(ChoiceKind::JobOvertakes, unsigned(options.size()))];
  threads_[index].delayedNs += leftOf(threads_[chosen]);
  std::swap(threads_[index].state, threads_[chosen].state);
  std::swap(threads_[index].deviceUntil, threads_[chosen].deviceUntil);
  std::swap(threads_[index].cpuLeft, threads_[chosen].cpuLeft);
  std::swap(threads_[index].askedForCore, threads_[chosen].askedForCore);
  return chosen;
}

void ThreadPool::holdUp(uint64_t ns) {
  for (Thread& thread : threads_) {
    if (thread.state == Thread::Device) thread.deviceUntil += ns;
    else if (thread.state != Thread::Idle) thread.cpuLeft += ns;
  }
}

void ThreadPool::finish(size_t index) {
  Thread& thread = threads_[index];
  PoolJob job = std::move(thread.job);
  thread.job = {};
  thread.state = Thread::Idle;
  if (job.slow) --slowRunning_;
  if (job.work) job.work();
  job.finished = machine_.emitAt(now_, ev::PoolJobFinished{.cause = thread.started, .job = job.queued});
  const EventId finished = job.finished;
  completed_.push_back(std::move(job));
  if (!oneByOne_) startNext(index, finished, Rule::PoolQueued);
}

} // namespace tickscope
