#pragma once
// Where the rules leave an order to time, a schedule decides it: `explore` runs a program under one schedule after
// another. A run without one (a null pointer) takes the times of the simulated machine.
//
// A choice offers 2 or more options; option 0 is always what the machine's own times would have led to, the others are
// what a slightly slower or busier machine does. Which choices come depends on the program and the options taken before,
// so a schedule is the list of options by the number of the choice.
#include <cstdint>
#include <string_view>
#include <vector>

namespace tickscope {

enum class ChoiceKind : uint8_t {
  ClockTicks,    // a boundary of milliseconds falls just before a timer is started
  TimerDue,      // the loop is held up until the timer is due
  JobOvertakes,  // another job of the pool is finished first
  JobsLate,      // jobs of the pool are not finished before a timer is due
  TimerLate,     // the loop wakes late: jobs of the pool are finished by then
  JobBeforeCheck // poll is held up until a job is finished, before the immediates
};

struct ScheduleChoice {
  ChoiceKind kind;
  uint8_t options, taken;
};

class Schedule {
public:
  // How far from the machine's own times a schedule goes for the thread. A job of the pool takes at most twice the time
  // that it would take, and at least half of it.
  static constexpr uint64_t kSlackNs = 1'000'000;

  explicit Schedule(std::vector<uint8_t> forced) : forced_(std::move(forced)) {}
  unsigned choose(ChoiceKind kind, unsigned options) {
    const size_t at = taken_.size();
    const unsigned option = at < forced_.size() && forced_[at] < options ? forced_[at] : 0;
    taken_.push_back({kind, uint8_t(options), uint8_t(option)});
    return option;
  }
  const std::vector<ScheduleChoice>& taken() const { return taken_; }

private:
  std::vector<uint8_t> forced_;
  std::vector<ScheduleChoice> taken_;
};

constexpr std::string_view describe(ChoiceKind kind) {
  switch (kind) {
  case ChoiceKind::ClockTicks: return "the clock's millisecond changes just before a timer is started";
  case ChoiceKind::TimerDue: return "the thread is held up until the next timer is due";
  case ChoiceKind::JobOvertakes: return "a job of the thread pool overtakes another";
  case ChoiceKind::JobsLate: return "the thread pool is not ready before the next timer is due";
  case ChoiceKind::TimerLate: return "the loop wakes late, and the thread pool is ready by then";
  case ChoiceKind::JobBeforeCheck: return "poll is held up, and the thread pool is ready by then";
  }
  return "";
}

} // namespace tickscope
