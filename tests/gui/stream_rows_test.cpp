#include "gui/stream_rows.h"

#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::gui;
using namespace tickscope::trace;

namespace {
void add(IsolateState& isolate, EventId id, std::vector<EventId> pipes = {}) {
  StreamState stream;
  stream.queued = id;
  stream.pipes = std::move(pipes);
  REQUIRE(isolate.streams.push(stream));
}
std::vector<EventId> order(const IsolateState& isolate) {
  std::vector<EventId> out;
  for (const StreamRow& row : streamRows(isolate)) out.push_back(row.stream->queued);
  return out;
}
} // namespace

TEST_CASE("streams: what is piped stands below what it comes from") {
  IsolateState isolate;
  add(isolate, 1);         // the sink was made first
  add(isolate, 2, {1});    // a transform
  add(isolate, 3);         // has nothing to do with them
  add(isolate, 4, {2, 9}); // the source; 9 is closed already
  CHECK(order(isolate) == std::vector<EventId>{3, 4, 2, 1});
  auto rows = streamRows(isolate);
  CHECK(rows[1].to == std::vector<size_t>{2});
  CHECK(rows[1].elsewhere == 1);
  CHECK(rows[2].to == std::vector<size_t>{3});
}

TEST_CASE("streams: circles and sinks of several sources are listed once") {
  IsolateState circle;
  add(circle, 1, {2});
  add(circle, 2, {1});
  CHECK(order(circle) == std::vector<EventId>{1, 2});
  IsolateState several;
  add(several, 1, {3});
  add(several, 2, {3});
  add(several, 3);
  CHECK(order(several) == std::vector<EventId>{1, 3, 2});
  CHECK(streamRows(several)[2].to == std::vector<size_t>{1});
}

TEST_CASE("streams: a gauge's mark gives way when the buffer is fuller than it") {
  CHECK(gaugeShares(0, 100).fill == 0);
  CHECK(gaugeShares(0, 100).mark == doctest::Approx(0.75));
  CHECK(gaugeShares(100, 100).fill == doctest::Approx(0.75));
  CHECK(gaugeShares(400, 100).fill == doctest::Approx(1));
  CHECK(gaugeShares(400, 100).mark == doctest::Approx(0.25));
  CHECK(gaugeShares(0, 0).fill == 0);
  CHECK(gaugeShares(5, 0).fill == 1);
}

TEST_CASE("streams: their states in words") {
  ReadableSide in;
  CHECK(readableWords(in) == "not read yet");
  in.mode = ReadMode::Flowing;
  in.reading = true;
  CHECK(readableWords(in) == "flowing · reading");
  in.reading = false;
  in.ended = true;
  CHECK(readableWords(in) == "flowing · ended");
  in.endEmitted = true;
  CHECK(readableWords(in) == "'end' was emitted");
  WritableSide out;
  CHECK(writableWords(out).empty());
  out.needDrain = out.writing = true;
  CHECK(writableWords(out) == "needDrain · writing");
  out.finished = true;
  CHECK(writableWords(out) == "'finish' was emitted");
  StreamState stream;
  CHECK(streamWords(stream).empty());
  stream.destroyed = stream.errored = true;
  CHECK(streamWords(stream) == "destroyed by an error");
}
