#pragma once
// A State as bytes and back: keyframes. Only what a fold of honest events can give is accepted back; whatever else the
// bytes may hold (ids of events, strings or places that do not exist, sizes beyond the bytes) is refused.
#include "core/base/result.h"
#include "core/trace/state.h"

#include <string>
#include <string_view>

namespace tickscope::trace {

std::string stateToBytes(const State& state);

// What the ids in the bytes are checked against.
struct StateBounds {
  EventId step; // the state's own step must be this one
  uint32_t strings, sites, sources;
};
Result<State> stateFromBytes(std::string_view bytes, const StateBounds& bounds);

} // namespace tickscope::trace
