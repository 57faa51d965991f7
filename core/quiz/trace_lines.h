#pragma once
// Printed lines in a trace: where each was written and by which callback.
#include <string>
#include <string_view>
#include <vector>

#include "core/trace/trace.h"

namespace tickscope::quiz {

struct PrintedLine {
  std::string text;
  trace::EventId write = trace::kNoEvent;    // its ConsoleWrite
  trace::EventId callback = trace::kNoEvent; // the CallbackBegin it was written in
};

// Lines of standard output in order.
std::vector<PrintedLine> printedLines(const trace::Trace& trace);

// What a callback is called in questions and feedback: "the timer set in line 5".
std::string whoRuns(const trace::Trace& trace, trace::EventId callback);

} // namespace tickscope::quiz
