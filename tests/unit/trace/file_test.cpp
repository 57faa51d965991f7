// Writer and reader: what is written comes back; what is damaged is refused with a clear message and the part before the
// damage stays readable.
#include "tests/unit/test_clock.h"
#include "core/base/crc32c.h"
#include "core/trace/chunk.h"
#include "core/trace/fold/fold.h"
#include "core/trace/reader.h"
#include "core/trace/writer.h"
#include "tests/unit/trace/random_run.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <unistd.h>
#include <filesystem>
#include <fstream>

using namespace tickscope;
using namespace tickscope::trace;
using namespace tickscope::trace::testing;

namespace {
bool sameEvent(const Event& a, const Event& b) {
  return a.id == b.id && a.kind == b.kind && a.thread == b.thread && a.cause == b.cause && a.timeNs == b.timeNs &&
         a.text == b.text &&
         std::equal(a.field.begin(), a.field.begin() + schema(a.kind).fields.size(), b.field.begin());
}
void checkPrefixOf(const Trace& whole, const Trace& part) {
  REQUIRE(part.eventCount() <= whole.eventCount());
  part.forEach(1, part.eventCount(), [&](const Event& event) { REQUIRE(sameEvent(event, whole.event(event.id))); });
}
std::filesystem::path temporary(const char* name) {
  return std::filesystem::temp_directory_path() / (std::string("tickscope-test-") + std::to_string(::getpid()) + name);
}
} // namespace

TEST_CASE("a trace comes back from its bytes") {
  const Trace trace = arbitraryTrace(11, 50'000);
  const std::string bytes = traceToBytes(trace);
  const Result<LoadedTrace> loaded = readTraceBytes(bytes, "t");
  REQUIRE(loaded);
  CHECK_FALSE(loaded->damage);
  const Trace& back = loaded->trace;
  CHECK(back.header() == trace.header());
  REQUIRE(back.eventCount() == trace.eventCount());
  CHECK(back.endNs() == trace.endNs());
  CHECK(back.consoleEvents().size() == trace.consoleEvents().size());
  checkPrefixOf(trace, back);
  CHECK(back.siteCount() == trace.siteCount());
  for (uint32_t i = 0; i < trace.siteCount(); ++i) CHECK(back.site(SiteId{i}) == trace.site(SiteId{i}));
  CHECK(back.source(SourceId{1}).text == trace.source(SourceId{1}).text);
  CHECK(traceToBytes(back) == bytes);
}

TEST_CASE("writing to a file while recording gives the bytes of the trace in memory, and its summary") {
  const std::string path = temporary("-live.tick");
  Trace memory(exampleHeader());
  {
    TestClock clock{0};
    Random random(21);
    auto writer = Writer::create(path, exampleHeader());
    REQUIRE(writer);
    struct Tee final : BlockSink {
      Trace& memory;
      Writer& file;
      Tee(Trace& m, Writer& f) : memory(m), file(f) {}
      void write(Block&& block) override {
        memory.write(Block(block));
        file.write(std::move(block));
      }
    } tee(memory, **writer);
    {
      Recorder recorder(Detail::Statement, &clock, tee);
      arbitraryEvents(recorder, defineNames(recorder), clock, random, 60'000);
    }
    CHECK((*writer)->finish().ok());
  }
  std::ifstream in(path, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  CHECK(bytes == traceToBytes(memory));
  const Result<TraceSummary> summary = readSummary(path);
  REQUIRE(summary);
  CHECK(summary->eventCount == memory.eventCount());
  CHECK(summary->endNs == memory.endNs());
  CHECK(summary->header == exampleHeader());
  const Result<LoadedTrace> loaded = readTrace(path);
  REQUIRE(loaded);
  CHECK_FALSE(loaded->damage);
  std::filesystem::remove(path);
}

TEST_CASE("files that are no traces are refused by name and reason") {
  const auto message = [](const auto& result) {
    REQUIRE_FALSE(result.ok());
    return result.error().message;
  };
  CHECK(message(readTrace("/nonexistent/x.tick")) ==
        "/nonexistent/x.tick: cannot read the trace: No such file or directory");
  CHECK(message(readTrace("/")) == "/: this is a directory, not a trace");
  CHECK(message(readTraceBytes("", "x.tick")) == "x.tick: the file is empty, not a trace");
  CHECK(message(readTraceBytes("console.log(1)\n", "x.tick")) == "x.tick: this is not a Tickscope trace");
  CHECK(message(readTraceBytes("TICK\r\n", "x.tick")) ==
        "x.tick: the file is cut short: not even the header of the trace is whole");
  std::string other = traceToBytes(arbitraryTrace(1, 10));
  other[8] = 9;
  CHECK(message(readTraceBytes(other, "x.tick")) ==
        "x.tick: this trace has format version 9, this program reads version 1");
  CHECK(message(Writer::create("/nonexistent/x.tick", {})).find("cannot create the trace") != std::string::npos);
}

TEST_CASE("a full disk is reported, and the run goes on without the file") {
  if (!std::filesystem::exists("/dev/full")) return; // Linux has it
  auto writer = Writer::create("/dev/full", {});
  REQUIRE(writer);
  TestClock clock{0};
  Recorder recorder(Detail::Loop, &clock, **writer);
  for (int i = 0; i < 200'000; ++i) recorder.emit(ev::LoopStart{});
  recorder.flush();
  const Result<void> finished = (*writer)->finish();
  REQUIRE_FALSE(finished);
  CHECK(finished.error().message == "/dev/full: cannot write the trace: No space left on device");
}

TEST_CASE("one byte changed anywhere is noticed, and what was whole before it stays readable") {
  const Trace trace = arbitraryTrace(31, 2000, 150);
  const std::string bytes = traceToBytes(trace, {.keyframeEvents = 1});
  Random random(7);
  for (int i = 0; i < 1200; ++i) {
    std::string damaged = bytes;
    // Half of them near the two ends, where the structure is dense.
    const uint64_t at = i % 4 == 0   ? random.below(400)
                        : i % 4 == 1 ? bytes.size() - 1 - random.below(400)
                                     : random.below(bytes.size());
    damaged[at] ^= static_cast<char>(1 + random.below(255));
    const Result<LoadedTrace> loaded = readTraceBytes(damaged, "t");
    if (!loaded) {
      CHECK(loaded.error().message.starts_with("t: "));
      continue;
    }
    REQUIRE(loaded->damage);
    CHECK(loaded->damage->starts_with("t: damaged at byte "));
    if (i % 50 == 0) checkPrefixOf(trace, loaded->trace);
  }
}

TEST_CASE("a file cut short anywhere says so, and what was whole before the cut stays readable") {
  const Trace trace = arbitraryTrace(32, 2000, 150);
  const std::string bytes = traceToBytes(trace);
  Random random(8);
  for (int i = 0; i < 1500; ++i) {
    const std::string cut = bytes.substr(0, random.below(bytes.size()));
    const Result<LoadedTrace> loaded = readTraceBytes(cut, "t");
    if (!loaded) continue;
    REQUIRE(loaded->damage);
    if (i % 50 == 0) checkPrefixOf(trace, loaded->trace);
  }
  // Blocks written before the cut are there.
  const Result<LoadedTrace> most = readTraceBytes(bytes.substr(0, bytes.size() - 20), "t");
  REQUIRE(most);
  CHECK(most->trace.eventCount() == trace.eventCount());
  CHECK(most->damage->find("cut short") != std::string::npos);
}

TEST_CASE("hostile files, whose checksums are right, are refused without harm") {
  const Trace trace = arbitraryTrace(33, 600, 100);
  Random random(9);
  // Takes a whole file apart, changes payloads, and puts it together with right checksums.
  const std::string bytes = traceToBytes(trace, {.keyframeEvents = 1});
  std::vector<Chunk> chunks;
  for (size_t at = kPrefixBytes, size = 0; at < bytes.size() - kTrailerBytes; at += size) {
    Result<Chunk> chunk = getChunk(std::string_view(bytes).substr(at), size);
    REQUIRE(chunk);
    chunks.push_back(std::move(*chunk));
  }
  for (int i = 0; i < 1500; ++i) {
    std::string out = bytes.substr(0, kPrefixBytes);
    const size_t victim = random.below(chunks.size());
    for (size_t c = 0; c < chunks.size(); ++c) {
      Chunk chunk = chunks[c];
      if (c == victim) {
        if (random.chance(90) && !chunk.payload.empty())
          for (uint64_t n = 1 + random.below(3); n > 0; --n)
            chunk.payload[random.below(chunk.payload.size())] = static_cast<char>(random.below(256));
        else if (random.chance(50))
          chunk.firstEvent = static_cast<uint32_t>(random.below(~uint64_t{0}));
        else
          chunk.eventCount = static_cast<uint32_t>(random.below(~uint64_t{0}));
      }
      putChunk(out, chunk);
    }
    out += bytes.substr(bytes.size() - kTrailerBytes);
    const Result<LoadedTrace> loaded = readTraceBytes(out, "t");
    if (!loaded) continue;
    // What was accepted can be folded, whatever it says.
    State state;
    loaded->trace.forEach(1, loaded->trace.eventCount(), [&](const Event& event) { apply(state, event); });
  }
  // A chunk that claims to be huge is not believed.
  std::string bomb = bytes.substr(0, kPrefixBytes);
  putChunk(bomb, chunks[0]);
  std::string head;
  head += 'E';
  head += '\1';
  head.append(2, '\0');
  putFixed32(head, 4);
  putFixed32(head, 0xffffffff);
  putFixed32(head, 1);
  putFixed32(head, 1);
  putFixed32(head, crc32c("abcd", crc32c(head)));
  bomb += head + "abcd";
  const Result<LoadedTrace> refused = readTraceBytes(bomb, "t");
  REQUIRE(refused);
  CHECK(refused->damage->find("impossible size") != std::string::npos);
  CHECK_FALSE(readTraceBytes(bytes, "t", {.memoryBytes = 1000})->damage->find("memory") == std::string::npos);
}
