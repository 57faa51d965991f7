#pragma once
// The three events of core/trace/FORMAT.md's worked example.
#include "tests/unit/test_clock.h"
#include "core/trace/recorder.h"
#include "core/trace/trace.h"

namespace tickscope::trace::testing {

inline Trace formatExample() {
  Trace trace({.engineVersion = "0.1.0", .program = "a.js", .nodeVersion = "24.21.0", .seed = 1});
  TestClock clock{1000};
  Recorder recorder(Detail::Loop, &clock, trace);
  const SourceId source = recorder.addSource("/a.js", "process.nextTick(f)\n");
  const SiteId call = recorder.site({.source = source, .start = 0, .end = 19, .line = 1, .column = 1});
  recorder.emit(ev::CallbackBegin{.kind = CallbackKind::Main, .rule = Rule::MainProgram});
  clock += 300;
  recorder.emit(ev::TickQueued{.cause = 1, .at = call});
  clock += 50;
  recorder.emit(ev::CallbackEnd{.cause = 1});
  recorder.flush();
  return trace;
}

} // namespace tickscope::trace::testing
