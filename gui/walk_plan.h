#pragma once
// Which steps an animated walk shows. No drawing.
#include "core/base/result.h"
#include "gui/playback.h"

#include <vector>

namespace tickscope::gui {

inline constexpr size_t mostWalkSteps = 600; // some minutes of looking

// The playhead's stops of a granularity from one step to another, both among them. Fails when they are too many.
Result<std::vector<trace::EventId>> planWalk(const RunIndex& index, trace::EventId from, trace::EventId to, Granularity granularity);
// Where a walk of this many stops ends.
trace::EventId walkEnd(const RunIndex& index, trace::EventId from, Granularity granularity, size_t stops);

} // namespace tickscope::gui
