#pragma once
// The simulated computer: clock, cores, randomness, disk, thread pool, devices.
//
// TIME. The clock is that of the JavaScript thread that runs: a pointer to its isolate's count of ns since the machine
// was switched on, which moves as code runs. Devices and pool threads are brought up to it by sync(), which whoever
// looks at them calls first. The thread sleeps by sleepUntil(), which sets the clock forward.
//
// Events of devices happen in the order of (time, sequence number): never of addresses or host time.
#include <cstdint>
#include <functional>
#include <memory>
#include <queue>
#include <string>

#include "core/base/virtual_clock.h"
#include "core/machine/loopback.h"
#include "core/machine/random.h"
#include "core/machine/thread_pool.h"
#include "core/trace/recorder.h"

namespace tickscope {

class Disk;
class Schedule;

struct MachineSettings {
  uint64_t seed = 1;
  unsigned cores = 4;
  std::string root;            // host folder that seeds the disk, read only; empty: none
  std::string mount = "/app";  // where it appears
  // The wall clock when the machine is switched on: 2026-01-01T00:00:00Z.
  int64_t wallStartNs = int64_t(1'767'225'600) * 1'000'000'000;
  uint64_t diskOperationNs = 0;      // 0: core/machine/costs.h
  uint64_t diskPerByteNs1000 = 0;    // 0: costs.h
  Schedule* schedule = nullptr;      // decides what hangs on time; null: the times below do
};

class Machine {
public:
  explicit Machine(const MachineSettings& settings);
  ~Machine();
  Machine(const Machine&) = delete;

  const MachineSettings settings;
  trace::Recorder* recorder = nullptr;
  Random random;

  // The clock of the running thread.
  void setClock(VirtualClock* clock) { clock_ = clock; }
  uint64_t now() const { return clock_->now(); }
  Schedule* schedule() const { return settings.schedule; }
  // The thread is held up until then.
  void holdUpUntil(uint64_t ns) { clock_->setAtLeast(ns); }
  int64_t wallNs() const { return settings.wallStartNs + int64_t(now()); }

  Disk& disk() { return *disk_; }
  ThreadPool& pool() { return pool_; }
  Loopback& loopback() { return loopback_; }

  // Devices: runs `event` at `at` (not before now). Runs inside sync() or sleepUntil(), so it must not enter JavaScript.
  void schedule(uint64_t at, std::function<void()> event);

  // Whether anything outside of JavaScript is under way.
  bool busy() const { return pool_.outstanding() > 0 || !events_.empty(); }
  // Brings pool and devices up to the running thread's clock.
  void sync();
  // The thread sleeps until `deadline` (kNever: for ever) or until `ready` says so, asked after every event; then the
  // clock stands where it woke. Returns false if it would sleep for ever.
  bool sleepUntil(uint64_t deadline, const std::function<bool()>& ready);
  uint64_t sleptNs() const { return sleptNs_; }

  // Records an event that happened at `at`, which lies at or before the clock; if later events are recorded already,
  // as soon after it as the trace's order of times allows.
  template <class E> trace::EventId emitAt(uint64_t at, const E& event) {
    if (!recorder) return trace::kNoEvent;
    const uint64_t before = now();
    clock_->set(at > recorder->lastTimeNs() ? at : recorder->lastTimeNs());
    const trace::EventId id = recorder->emit(event);
    clock_->set(before);
    return id;
  }

private:
  struct DeviceEvent {
    uint64_t at, sequence;
    std::function<void()> run;
    bool operator>(const DeviceEvent& other) const { return at != other.at ? at > other.at : sequence > other.sequence; }
  };
  void advance(uint64_t to, unsigned poolCores);

  VirtualClock idleClock_;
  VirtualClock* clock_ = &idleClock_;
  uint64_t syncedTo_ = 0;
  uint64_t nextSequence_ = 1;
  uint64_t sleptNs_ = 0;
  std::priority_queue<DeviceEvent, std::vector<DeviceEvent>, std::greater<>> events_;
  ThreadPool pool_;
  std::unique_ptr<Disk> disk_;
  Loopback loopback_;
};

} // namespace tickscope
