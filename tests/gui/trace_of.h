#pragma once
// A trace with what is emitted into it, and nothing else.
#include <memory>

#include "core/base/virtual_clock.h"
#include "core/trace/recorder.h"
#include "core/trace/trace.h"

namespace tickscope::gui {

// `fill` is called with the recorder and its clock.
template <class Fill> std::shared_ptr<const trace::Trace> traceOf(Fill&& fill) {
  VirtualClock clock;
  auto trace = std::make_shared<trace::Trace>(trace::Header{});
  trace::Recorder recorder(trace::Detail::Loop, &clock, *trace);
  fill(recorder, clock);
  recorder.flush();
  return trace;
}

} // namespace tickscope::gui
