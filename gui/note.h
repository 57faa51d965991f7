#pragma once
#include "core/trace/event.h"

#include <string>

namespace tickscope::gui {

// A scenario's comment on a step.
struct Note {
  trace::EventId step = 0;
  std::string text;
};

} // namespace tickscope::gui
