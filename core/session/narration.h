#pragma once
// A scenario's narration on a recorded run: at which step each sentence is to be said, and whether what it claims holds.
#include "core/session/scenario.h"
#include "core/trace/event.h"

#include <string>
#include <vector>

namespace tickscope {

namespace trace { class Trace; }

struct Told {
  trace::EventId step = trace::kNoEvent; // none: the run has no such step
  std::string problem;                   // what does not hold; empty if all is well
};

// One for each entry of the narration, in its order. One pass over the trace.
std::vector<Told> narrate(const Scenario& scenario, const trace::Trace& trace);

} // namespace tickscope
