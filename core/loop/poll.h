#pragma once
// Poll (node-semantics 2.3, 2.4): how long the loop may sleep, sleeping in virtual time, and the order in which what is
// ready gets delivered.
//
// Every user of the operating system waits through here: jobs of the thread pool, requests (one answer, such as a
// connect) and handles (many events, such as a listening socket). A delivery is a turn of its own, with its DRAIN.
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>

#include "core/machine/thread_pool.h"
#include "core/trace/event.h"

namespace tickscope {

class Loop;

class Poll {
public:
  explicit Poll(Loop& loop) : loop_(loop) {}

  // uv_queue_work and every fs function: runs the job on the pool; job.done is called in poll. `done` enters JavaScript
  // and leaves a thrown exception pending (Isolate::pendingException), as if it were the callback.
  uint64_t submit(PoolJob job);
  bool cancel(uint64_t id);

  // A request without a pool thread that keeps the loop alive until end(). Returns its RequestBegin event (0 untraced).
  trace::EventId begin(std::string_view what, std::string_view detail);
  void end(trace::EventId request);
  // From a device's event (no JavaScript): something is ready now; `deliver` is called in poll like PoolJob::done.
  void ready(trace::EventId source, std::string_view what, std::function<void()> deliver, bool isSignal = false);

  // The same for a descriptor that is ready: `serve` is called outside of a turn and makes the turns itself, one for each
  // thing it finds (a read, an accepted connection), with the event that is their cause.
  void serve(trace::EventId source, std::string_view what, std::function<void(trace::EventId cause)> serve);

  // Handles that are active: referenced ones keep the loop alive.
  void handleActive(bool referenced) { active_ += referenced; }
  void handleInactive(bool referenced) { active_ -= referenced; }

  bool alive() const { return requests_ > 0 || active_ > 0 || poolJobs_ > 0; }
  // The poll phase. False: the loop would sleep for ever, since nothing can wake it.
  bool runPhase();
  uint64_t idleNs() const { return idleNs_; } // slept so far
  // Whether something is complete; delivering it, a batch. False: there was nothing.
  bool anythingReady();
  bool deliverReady();

private:
  struct Ready {
    std::function<void()> deliver;
    trace::EventId event;
    bool signal;
    std::function<void(trace::EventId)> serve; // instead of deliver
  };
  int64_t timeout(trace::PollWhy* why) const; // ms, -1: for ever
  void chooseWake(int64_t timeoutMs);
  void waitForJob(uint64_t until);
  void deliverPool();
  void deliver(Ready& item);

  Loop& loop_;
  std::deque<Ready> ready_;
  bool poolIsReady_ = false;  // the pool's wake-up stands in ready_ at poolPosition_
  size_t poolPosition_ = 0;
  uint64_t requests_ = 0, poolJobs_ = 0;
  int64_t active_ = 0;
  uint64_t idleNs_ = 0;
};

} // namespace tickscope
