#include "gui/walk_plan.h"

#include <algorithm>
#include <fmt/format.h>

namespace tickscope::gui {

using trace::EventId;

Result<std::vector<EventId>> planWalk(const RunIndex& index, EventId from, EventId to, Granularity granularity) {
  from = std::min(from, index.last);
  to = std::min(to, index.last);
  if (to < from) std::swap(from, to);
  std::vector<EventId> stops{from};
  if (granularity == Granularity::Event) {
    for (EventId step = from + 1; step < to && stops.size() <= mostWalkSteps; ++step) stops.push_back(step);
  } else {
    const std::vector<EventId>& all = index.stops[static_cast<int>(granularity)];
    for (auto at = std::upper_bound(all.begin(), all.end(), from); at != all.end() && *at < to && stops.size() <= mostWalkSteps; ++at) stops.push_back(*at);
  }
  if (to > from) stops.push_back(to);
  if (stops.size() > mostWalkSteps) return Error{fmt::format("from step {} to step {} there are more than {} stops by {}: choose a shorter span or longer steps", from, to, mostWalkSteps, granularityName(granularity))};
  return stops;
}

EventId walkEnd(const RunIndex& index, EventId from, Granularity granularity, size_t stops) {
  if (granularity == Granularity::Event) return std::min<EventId>(index.last, from + static_cast<EventId>(stops));
  const std::vector<EventId>& all = index.stops[static_cast<int>(granularity)];
  auto at = std::upper_bound(all.begin(), all.end(), from);
  if (all.empty()) return index.last;
  return static_cast<size_t>(all.end() - at) < stops ? index.last : *(at + static_cast<ptrdiff_t>(stops) - 1);
}

} // namespace tickscope::gui
