#pragma once
// The set of orders that the rules allow: the program is run under one schedule after another (core/machine/schedule.h),
// those with the fewest turns away from the machine's own times first, until every schedule has been tried or a limit
// is reached.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/machine/schedule.h"
#include "core/session/session.h"

namespace tickscope {

struct ExploreLimits {
  unsigned runs = 400;
};

// One outcome, and a schedule that leads to it.
struct AllowedOrder {
  std::string standardOutput;
  int exitCode = 0;
  std::vector<uint8_t> schedule;
  std::vector<ScheduleChoice> choices;         // of that run: why it went this way
  std::shared_ptr<trace::Trace> trace; // if the request asked for one
};

struct Exploration {
  // The first is that of the machine's own times. Empty: the program could not be run, `problem` says why.
  std::vector<AllowedOrder> orders;
  unsigned runs = 0;
  bool complete = false;     // every schedule was tried
  std::string problem;
};

Exploration explore(const RunRequest& request, const ExploreLimits& limits = {}, RunControl* control = nullptr);

// "3:1 7:2": choice 3 takes option 1 and choice 7 option 2; those that are not named take option 0. Choices count from 1.
std::string scheduleText(const std::vector<uint8_t>& schedule);
std::optional<std::vector<uint8_t>> parseSchedule(std::string_view text);

} // namespace tickscope
