#include "core/loop/poll.h"

#include <algorithm>
#include <utility>

#include "core/heap/persistent.h"
#include "core/loop/loop.h"
#include "core/machine/costs.h"
#include "core/machine/schedule.h"
#include "core/vm/async_frame.h"
#include "core/trace/recorder.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

using namespace trace;

namespace {
// The names under which async_hooks knows requests.
std::string_view resourceType(std::string_view what) {
  constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {"fs.", "FSREQCALLBACK"}, {"dns.lookupService", "GETNAMEINFOREQWRAP"}, {"dns.", "GETADDRINFOREQWRAP"}, {"crypto.pbkdf2", "PBKDF2REQUEST"},
      {"crypto.scrypt", "SCRYPTREQUEST"}, {"crypto.random", "RANDOMBYTESREQUEST"}, {"crypto.", "HASHREQUEST"}, {"zlib.", "ZLIB"}};
  for (const auto& [prefix, type] : kTypes)
    if (what.substr(0, prefix.size()) == prefix) return type;
  return "WORKREQUEST";
}
} // namespace

uint64_t Poll::submit(PoolJob job) {
  Isolate& iso = loop_.iso;
  if (iso.asyncTracking) {
    HandleScope scope(iso.heap);
    auto kept = std::make_shared<Persistent>(iso.heap, frameForResource(iso, resourceType(job.what), iso.undefined()));
    job.done = [&iso, kept, done = std::move(job.done)](bool cancelled) {
      HandleScope inner(iso.heap);
      AsyncScope async(iso, kept->handle());
      done(cancelled);
      resourceDone(iso, kept->handle());
    };
  }
  ++poolJobs_;
  job.at = loop_.iso.recorder ? currentSite(loop_.iso) : SiteId::None;
  unsigned threads = loop_.poolThreads();
  if (loop_.wrongOrder.has(WrongRule::PoolOneByOne)) {
    loop_.machine.pool().oneByOne();
    threads = 1;
  }
  return loop_.machine.pool().submit(std::move(job), threads);
}

bool Poll::cancel(uint64_t id) { return loop_.machine.pool().cancel(id); }

EventId Poll::begin(std::string_view what, std::string_view detail) {
  ++requests_;
  Recorder* recorder = loop_.iso.recorder;
  if (!recorder) return kNoEvent;
  return recorder->emit(ev::RequestBegin{.cause = recorder->running(),
                                         .what = recorder->intern(what),
                                         .detail = recorder->intern(detail),
                                         .at = currentSite(loop_.iso)});
}

void Poll::end(EventId request) {
  --requests_;
  if (Recorder* recorder = loop_.iso.recorder) recorder->emit(ev::RequestEnd{.cause = recorder->running(), .request = request});
}

void Poll::ready(EventId source, std::string_view what, std::function<void()> deliver, bool isSignal) {
  Recorder* recorder = loop_.iso.recorder;
  const EventId event =
      recorder ? recorder->emit(ev::RequestReady{.cause = source, .source = source, .what = recorder->intern(what)}) : kNoEvent;
  ready_.push_back({std::move(deliver), event, isSignal, {}});
}

void Poll::serve(EventId source, std::string_view what, std::function<void(EventId)> serve) {
  ready(source, what, {});
  ready_.back().serve = std::move(serve);
}

int64_t Poll::timeout(PollWhy* why) const {
  const auto zero = [&](PollWhy reason) {
    *why = reason;
    return int64_t(0);
  };
  if (loop_.stopping()) return zero(PollWhy::Stopped);
  if (loop_.wrongOrder.keepsAlive()) return zero(PollWhy::Pending);
  if (!loop_.immediates.alive() && !loop_.timers.alive() && !alive()) {
    if (!loop_.closing.empty()) return zero(PollWhy::Closing);
    return zero(PollWhy::NothingActive);
  }
  if (!loop_.pending.empty()) return zero(PollWhy::Pending);
  if (loop_.immediates.alive()) return zero(PollWhy::Immediate);
  if (!loop_.closing.empty()) return zero(PollWhy::Closing);
  if (!loop_.timers.armed()) {
    *why = PollWhy::OnlyIo;
    return -1;
  }
  // An unreferenced timer counts here too.
  const int64_t left = loop_.timers.dueMs() - loop_.timeMs();
  *why = left > 0 ? PollWhy::Timer : PollWhy::TimerOverdue;
  return std::max<int64_t>(left, 0);
}

bool Poll::anythingReady() {
  // All completions of the pool share one wake-up: it takes its place in the order when the first of them comes.
  if (!poolIsReady_ && loop_.machine.pool().hasCompleted()) {
    poolIsReady_ = true;
    poolPosition_ = ready_.size();
  }
  return poolIsReady_ || !ready_.empty();
}

bool Poll::runPhase() {
  Isolate& iso = loop_.iso;
  Recorder* recorder = iso.recorder;
  iso.charge(costs::kPollNs);
  loop_.hooks.platformTasks();
  loop_.machine.sync();
  PollWhy why{};
  const int64_t timeoutMs = timeout(&why);
  EventId asleep = kNoEvent;
  if (recorder) asleep = recorder->emit(ev::PollSleep{.timeoutMs = timeoutMs, .why = why});
  WakeWhy wake = WakeWhy::NoSleep;
  if (loop_.machine.schedule() && !anythingReady()) chooseWake(timeoutMs);
  if (anythingReady()) {
    wake = WakeWhy::Io;
  } else if (timeoutMs != 0) {
    int64_t left = timeoutMs;
    if (left > 0 && loop_.rules.pollAsksFirst) {
      // The timeout was reckoned from loop time as last read, before the callbacks that have run since. libuv first asks
      // the kernel without waiting, reads the time, and takes off what has passed (src/unix/linux.c, update_timeout).
      const int64_t base = loop_.timeMs();
      left -= loop_.updateTime(TimeUpdate::PollReturn) - base;
      left = std::max<int64_t>(left, 0);
    }
    const uint64_t from = loop_.machine.now();
    const uint64_t deadline = left < 0 ? ThreadPool::kNever : from + uint64_t(left) * 1'000'000;
    if (!loop_.machine.sleepUntil(deadline, [&] { return anythingReady(); })) return false;
    idleNs_ += loop_.machine.now() - from;
    wake = anythingReady() ? WakeWhy::Io : WakeWhy::Timeout;
    iso.charge(costs::kWakeLoopNs);
    loop_.machine.sync();
    anythingReady();
  }
  loop_.updateTime(TimeUpdate::PollReturn);
  if (recorder) {
    const size_t ready = ready_.size() + (poolIsReady_ ? 1 : 0);
    recorder->emit(ev::PollWake{.cause = asleep, .why = wake, .ready = ready});
  }

  deliverReady();
  return true;
}

// Under a schedule: whether the pool or something else comes first.
void Poll::chooseWake(int64_t timeoutMs) {
  Machine& machine = loop_.machine;
  const uint64_t now = machine.now(), job = machine.pool().nextTime(machine.settings.cores);
  if (job == ThreadPool::kNever || timeoutMs < 0) return;
  if (timeoutMs == 0) {
    if (!loop_.immediates.alive() || job > now + Schedule::kSlackNs) return;
    if (machine.schedule()->choose(ChoiceKind::JobBeforeCheck, 2) == 1) waitForJob(job);
    return;
  }
  const uint64_t due = std::max(now, uint64_t(loop_.timers.dueMs()) * 1'000'000);
  if (job <= due && due - job <= Schedule::kSlackNs) {
    if (machine.schedule()->choose(ChoiceKind::JobsLate, 2) == 1) machine.pool().holdUp(due - job + 1000);
  } else if (job > due && job - due <= Schedule::kSlackNs) {
    if (machine.schedule()->choose(ChoiceKind::TimerLate, 2) == 1) waitForJob(job);
  }
}

void Poll::waitForJob(uint64_t until) {
  loop_.machine.holdUpUntil(until);
  loop_.machine.sync();
}

bool Poll::deliverReady() {
  if (!anythingReady()) return false;
  // One batch: what becomes ready while it is served waits for the next poll.
  std::deque<Ready> batch = std::exchange(ready_, {});
  const size_t poolAt = std::exchange(poolIsReady_, false) ? poolPosition_ : size_t(-1);
  for (size_t i = 0; i <= batch.size(); ++i) {
    if (i == poolAt) deliverPool();
    if (i < batch.size() && !batch[i].signal) deliver(batch[i]);
  }
  for (Ready& item : batch)
    if (item.signal) deliver(item);
  return true;
}

void Poll::deliver(Ready& item) {
  if (loop_.stopping()) return;
  EventId delivered = kNoEvent;
  if (Recorder* recorder = loop_.iso.recorder)
    delivered = recorder->emit(ev::RequestDelivered{.cause = item.event, .ready = item.event});
  if (item.serve) return item.serve(delivered);
  loop_.callback(item.signal ? CallbackKind::Signal : CallbackKind::Poll, delivered,
                 item.signal ? Rule::PollSignalsLast : Rule::PollReady, item.deliver);
}

void Poll::deliverPool() {
  std::deque<PoolJob> done = loop_.machine.pool().takeCompleted();
  for (PoolJob& job : done) {
    loop_.machine.pool().delivered();
    --poolJobs_;
    if (loop_.stopping()) continue;
    EventId delivered = kNoEvent;
    if (Recorder* recorder = loop_.iso.recorder)
      delivered = recorder->emit(ev::PoolJobDelivered{.cause = job.finished, .job = job.queued, .finished = job.finished});
    const bool cancelled = job.cancelled;
    loop_.callback(CallbackKind::Poll, delivered, Rule::PollPool, [&] { job.done(cancelled); });
  }
  loop_.machine.pool().deliveryEnded();
}

} // namespace tickscope
