#pragma once
// A trace as text: one line an event, for `show` and the golden tests.
//
//     #12  1.234567ms  <9  TimerCreated  10ms start=1ms referenced function=f@main.js:3:12 at=main.js:3:1
//
//   #12         id, counted from 1
//   1.234567ms  virtual time in milliseconds, to the nanosecond
//   t2          thread, only where it is not the main one
//   <9          cause: the event that scheduled it; blank if there is none
//   Kind        as in events.def, indented by two for every callback that is running
//   fields      in the order of events.def: name=value. A reference to another event is #id; a place is
//               function@file:line:column; flags appear by name when they are set; fields that are 0 or empty are left out;
//               text comes last, in quotes with C escapes
#include "core/trace/trace.h"

#include <string>
#include <vector>

namespace tickscope::trace {

// The run's header as a few lines, each starting with "# ".
void appendHeaderText(std::string& out, const Trace& trace);

class TextPrinter {
 public:
  explicit TextPrinter(const Trace& trace) : trace_(trace) {}
  // Appends the event's line. Events must come in order for the indentation to be right.
  void append(std::string& out, const Event& event);

 private:
  const Trace& trace_;
  std::vector<uint32_t> depth_; // callbacks running, by thread
};

// Text in quotes: printable ASCII and UTF-8 as they are, the rest as \n, \t, \xNN.
void appendQuoted(std::string& out, std::string_view text);

} // namespace tickscope::trace
