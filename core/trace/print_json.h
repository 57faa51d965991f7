#pragma once
// A trace as JSON lines: the header, then the sources, then every event, one object a line. The schema of a line is
// published in assets/schema/trace.schema.json, which traceJsonSchema() makes out of events.def.
//
//   {"type":"header",…}
//   {"type":"source","source":1,"path":"/app/main.js","text":"…"}
//   {"type":"event","id":12,"event":"TimerCreated","timeNs":1234567,"thread":0,"cause":9,"durationMs":10,…}
//
// References are ids of events or null; places are objects {file, line, column, start, end, name} or null; words are
// their names in words.def. Text that is not UTF-8 has U+FFFD for each wrong byte, and its exact bytes in "…Base64".
#include "core/trace/trace.h"

#include <string>

namespace tickscope::trace {

void appendHeaderJson(std::string& out, const Trace& trace); // the header and the sources
void appendEventJson(std::string& out, const Trace& trace, const Event& event);

std::string traceJsonSchema();

} // namespace tickscope::trace
