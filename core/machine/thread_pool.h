#pragma once
// libuv's thread pool on the machine's cores (node-semantics 6; libuv src/threadpool.c).
//
// Threads are virtual: a thread that has taken a job first waits for the device part of it, then needs a core for the
// CPU part. The JavaScript thread has a core whenever it runs; the others go to the pool's threads in the order in
// which they asked. A thread that loses its core to JavaScript keeps what it has done.
//
// advance(t) moves the pool to time t; how the way there is cut into steps makes no difference.
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "core/trace/event.h"

namespace tickscope {

class Machine;

struct PoolJob {
  std::string_view what;        // the operation, such as "fs.open"; text that lives for ever
  std::string detail;           // its main argument, such as a path
  bool slow = false;            // counts as slow work: name lookups
  uint64_t deviceNs = 0;        // waits that long without a core
  uint64_t cpuNs = 0;           // then computes that long on a core
  trace::SiteId at{};           // the call that asked for it
  // The effect, at the virtual time at which the job finishes. May be null. Never runs if cancelled.
  std::function<void()> work;
  // In the loop's poll phase: the completion. Enters JavaScript.
  std::function<void(bool cancelled)> done;

  // Filled in by the pool.
  uint64_t id = 0;
  bool cancelled = false;
  trace::EventId queued = 0, finished = 0;
};

class ThreadPool {
public:
  static constexpr unsigned kDefaultThreads = 4, kMaxThreads = 1024;
  // UV_THREADPOOL_SIZE as libuv reads it: unset 4; empty, garbage and 0 mean 1; negative and over 1024 mean 1024.
  static unsigned sizeFromEnvironment(const std::string* value);

  explicit ThreadPool(Machine& machine) : machine_(machine) {}

  bool created() const { return !threads_.empty(); }
  // The first submission creates the threads: `size` is asked then. Returns the job's id, for cancel().
  uint64_t submit(PoolJob job, unsigned size);
  // uv_cancel: takes a job that no thread has taken yet out of the queue; its result says so. False: too late.
  bool cancel(uint64_t id);

  // The time of the next thing to happen if nothing is submitted; kNever if nothing will. `cores` for the pool.
  static constexpr uint64_t kNever = ~uint64_t(0);
  uint64_t nextTime(unsigned cores) const;
  void advance(uint64_t to, unsigned cores);
  // All jobs under way take that much longer (a schedule says so).
  void holdUp(uint64_t ns);
  // Under WrongRule::PoolOneByOne: a job starts only when the one before it was delivered, and what its delivery asks
  // for comes before everything else. The loop calls deliveryEnded after each.
  void oneByOne() { oneByOne_ = true; }
  void deliveryEnded();

  // Finished and cancelled jobs, in the order in which they became so, that the loop has not taken yet.
  bool hasCompleted() const { return !completed_.empty(); }
  std::deque<PoolJob> takeCompleted() {
    delivering_ = true;
    return std::exchange(completed_, {});
  }
  // Jobs submitted and not delivered: they keep the loop alive. The loop calls delivered() for each it took.
  size_t outstanding() const { return outstanding_; }
  void delivered() { --outstanding_; }

private:
  struct Thread {
    enum State : uint8_t { Idle, Device, WantsCore, OnCore } state = Idle;
    uint64_t deviceUntil = 0;
    uint64_t cpuLeft = 0;
    uint64_t askedForCore = 0; // turn in which it asked
    uint64_t plannedNs = 0, delayedNs = 0; // under a schedule: its own time, and what other jobs made it longer
    PoolJob job;
    trace::EventId started = 0;
  };
  struct Queued {
    PoolJob job;
    bool marker = false; // stands for the queue of slow work
  };

  void assignCores(unsigned cores);
  bool startNext(size_t thread, trace::EventId freedBy, trace::Rule rule);
  void wakeIdle(trace::Rule rule);
  void begin(size_t thread, PoolJob job, trace::EventId freedBy, trace::Rule rule);
  void finish(size_t thread);
  size_t finishedFirst(size_t thread);
  uint64_t leftOf(const Thread& thread) const;
  unsigned slowLimit() const { return unsigned(threads_.size() + 1) / 2; }

  Machine& machine_;
  uint64_t now_ = 0;
  std::vector<Thread> threads_;
  std::deque<Queued> queue_;
  std::deque<PoolJob> slowQueue_;
  bool slowMarkerQueued_ = false;
  bool oneByOne_ = false, delivering_ = false;
  size_t askedInDelivery_ = 0;
  unsigned slowRunning_ = 0;
  std::deque<PoolJob> completed_;
  size_t outstanding_ = 0;
  uint64_t nextId_ = 1, nextTurn_ = 1;
};

} // namespace tickscope
