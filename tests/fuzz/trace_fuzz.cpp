// Feeds arbitrary bytes to the reader of trace files, then folds, prints, explains and seeks through whatever it accepts.
// Since random bytes never have right checksums, the first byte chooses: the file as it is, or a file built around the
// bytes as the payload of one chunk.
#include "core/trace/chunk.h"
#include "core/trace/definitions.h"
#include "core/trace/explain.h"
#include "core/trace/print_json.h"
#include "core/trace/print_text.h"
#include "core/trace/reader.h"
#include "core/trace/seek.h"

#include <cstddef>
#include <cstdint>
#include <string>

using namespace tickscope;
using namespace tickscope::trace;

namespace {
std::string fileAround(uint8_t choice, std::string_view payload) {
  std::string file(kMagic);
  putFixed32(file, kFormatVersion);
  putChunk(file, {ChunkKind::Header, 0, 0, choice == 1 ? std::string(payload) : headerToBytes({})});
  // A few strings and places for the events to name.
  std::string defined;
  definitions::putSource(defined, "/a.js", "f()\n");
  definitions::putString(defined, "f");
  definitions::putSite(defined, {.source = SourceId{1}, .start = 0, .end = 3, .line = 1, .column = 1, .function = StringId{1}});
  if (choice == 2) defined = payload;
  putChunk(file, {ChunkKind::Definitions, 0, 0, defined});
  std::string events{'\0', '\0', '\x90', '\x01', '\x01', '\0', '\x01'};
  uint32_t count = 1;
  if (choice == 3 && !payload.empty()) {
    count = static_cast<uint8_t>(payload[0]);
    events = std::string(2, '\0') + std::string(payload.substr(1));
  }
  putChunk(file, {ChunkKind::Events, 1, count, events});
  if (choice == 4) putChunk(file, {ChunkKind::Keyframe, 1, 0, std::string(payload)});
  if (choice == 5) putChunk(file, {ChunkKind::Index, 0, 0, std::string(payload)});
  return file;
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0 || size > 32 * 1024) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string file = data[0] % 6 == 0 ? std::string(bytes) : fileAround(data[0] % 6, bytes);
  const Result<LoadedTrace> loaded = readTraceBytes(file, "fuzz", {.memoryBytes = 64 << 20});
  if (!loaded) return 0;
  const Trace& trace = loaded->trace;
  std::string out;
  appendHeaderText(out, trace);
  appendHeaderJson(out, trace);
  TextPrinter printer(trace);
  trace.forEach(1, trace.eventCount(), [&](const Event& event) {
    printer.append(out, event);
    appendEventJson(out, trace, event);
    out += explain(trace, event.id);
    out.clear();
  });
  Seek seek(trace);
  out += stateText(seek.at(trace.eventCount()), trace);
  out += stateText(seek.at(trace.eventCount() / 2), trace);
  return 0;
}
