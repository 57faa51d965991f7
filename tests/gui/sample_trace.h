#pragma once
// A trace made by hand with the Recorder: a small program with one of each thing that a panel shows. It stands for the
// engine in tests of the window, which must not depend on it.
#include "core/trace/trace.h"
#include "gui/run_index.h"

#include <memory>
#include <string>

namespace tickscope::gui::test {

// A timer, an immediate, a tick, a promise, a readFile, a loop of three turns; recorded with statements.
std::shared_ptr<const trace::Trace> sampleTrace();
// `turns` timers, one after the other: for sizes.
std::shared_ptr<const trace::Trace> longTrace(uint32_t turns);
// Where the sample's parts are.
extern const char* const sampleSource;
uint32_t lineOf(const char* text); // 1-based, in sampleSource

} // namespace tickscope::gui::test
