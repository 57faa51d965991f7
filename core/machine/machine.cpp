#include "core/machine/machine.h"

#include <algorithm>

#include "core/machine/disk.h"

namespace tickscope {

Machine::Machine(const MachineSettings& machineSettings)
    : settings(machineSettings), random(machineSettings.seed), pool_(*this), disk_(std::make_unique<Disk>(*this)) {}

Machine::~Machine() = default;

void Machine::schedule(uint64_t at, std::function<void()> event) {
  events_.push({std::max(at, now()), nextSequence_++, std::move(event)});
}

void Machine::advance(uint64_t to, unsigned poolCores) {
  // At equal times the pool comes first: its threads were there before the device's interrupt.
  while (!events_.empty() && events_.top().at <= to) {
    const uint64_t at = std::max(events_.top().at, syncedTo_);
    pool_.advance(at, poolCores);
    syncedTo_ = at;
    std::function<void()> run = std::move(const_cast<DeviceEvent&>(events_.top()).run);
    events_.pop();
    run();
  }
  pool_.advance(to, poolCores);
  syncedTo_ = std::max(syncedTo_, to);
}

void Machine::sync() {
  if (syncedTo_ < now()) advance(now(), settings.cores - 1);
}

bool Machine::sleepUntil(uint64_t deadline, const std::function<bool()>& ready) {
  sync();
  const uint64_t from = now();
  bool woken = true;
  while (!ready()) {
    uint64_t next = pool_.nextTime(settings.cores);
    if (!events_.empty()) next = std::min(next, events_.top().at);
    if (next > deadline || next == ThreadPool::kNever) {
      if (deadline == ThreadPool::kNever) {
        woken = false;
        break;
      }
      clock_->setAtLeast(deadline);
      advance(now(), settings.cores);
      break;
    }
    clock_->setAtLeast(next);
    advance(now(), settings.cores);
  }
  sleptNs_ += now() - from;
  return woken;
}

} // namespace tickscope
