#pragma once
// Reads a trace file. Everything is checked while reading (checksums, then every field of every event), so that a Trace
// that came out of here can be trusted.
#include "core/base/result.h"
#include "core/trace/trace.h"

#include <optional>
#include <string>
#include <string_view>

namespace tickscope::trace {

struct ReadLimits {
  uint64_t fileBytes = uint64_t{4} << 30;
  uint64_t memoryBytes = uint64_t{4} << 30; // after decompression
};

struct LoadedTrace {
  Trace trace;
  // If set, the file is damaged or cut short: this says how, where, and what was whole before; `trace` holds that part.
  std::optional<std::string> damage;
};

// Fails if nothing can be read at all: no such file, not a trace, another format version, a damaged header. Messages
// start with the path.
Result<LoadedTrace> readTrace(const std::string& path, const ReadLimits& limits = {});
// The same for bytes in memory; `name` is what messages call them.
Result<LoadedTrace> readTraceBytes(std::string_view bytes, std::string_view name, const ReadLimits& limits = {});

// What the ends of a file say, without reading the events: for lists of traces. Fails if the file is not whole.
struct TraceSummary {
  Header header;
  EventId eventCount = 0;
  uint64_t endNs = 0;
};
Result<TraceSummary> readSummary(const std::string& path);

} // namespace tickscope::trace
