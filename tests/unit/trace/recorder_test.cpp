#include "tests/unit/test_clock.h"
#include "core/trace/recorder.h"
#include "core/trace/trace.h"

#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::trace;

TEST_CASE("an event comes back as it was emitted") {
  TestClock clock{5};
  Trace trace;
  Recorder recorder(Detail::Loop, &clock, trace);
  const SourceId source = recorder.addSource("/app/main.js", "setTimeout(f, 10)\n");
  const SiteId at = recorder.site({.source = source, .start = 0, .end = 17, .line = 1, .column = 1});
  const EventId begin = recorder.emit(ev::CallbackBegin{.kind = CallbackKind::Main, .rule = Rule::MainProgram});
  clock = 1'000'000;
  const EventId timer = recorder.emit(ev::TimerCreated{
      .cause = recorder.running(), .durationMs = 10, .startMs = 1, .repeats = true, .referenced = true, .at = at});
  recorder.flush();
  CHECK(begin == 1);
  CHECK(timer == 2);
  REQUIRE(trace.eventCount() == 2);
  const Event event = trace.event(2);
  CHECK(event.kind == EventKind::TimerCreated);
  CHECK(event.cause == 1);
  CHECK(event.timeNs == 1'000'000);
  const auto created = event.as<ev::TimerCreated>();
  CHECK(created.durationMs == 10);
  CHECK(created.startMs == 1);
  CHECK(created.repeats);
  CHECK(created.at == at);
  CHECK(created.function == SiteId::None);
  CHECK(trace.place(at) == "main.js:1:1");
}

TEST_CASE("kinds above the level of detail are not recorded") {
  TestClock clock{0};
  Trace trace;
  Recorder recorder(Detail::Call, &clock, trace);
  CHECK(recorder.emit(ev::Statement{}) == kNoEvent);
  CHECK(recorder.emit(ev::CallEnter{}) == 1);
  CHECK(recorder.wants(Detail::Loop));
  CHECK_FALSE(recorder.wants(Detail::Statement));
}

TEST_CASE("every block is readable on its own, and events at random places are exact") {
  TestClock clock{0};
  Trace trace;
  std::vector<uint64_t> times{0};
  Recorder recorder(Detail::Statement, &clock, trace);
  for (uint32_t i = 1; i <= 100'000; ++i) {
    clock += i % 977;
    times.push_back(clock);
    recorder.emit(ev::TickQueued{.cause = i / 2});
  }
  recorder.flush();
  REQUIRE(trace.eventCount() == 100'000);
  for (EventId id = 1; id <= 100'000; id += 61) {
    const Event event = trace.event(id);
    CHECK(event.id == id);
    CHECK(event.timeNs == times[id]);
    CHECK(event.cause == id / 2);
  }
  EventId expected = 500;
  trace.forEach(500, 70'000, [&](const Event& event) {
    CHECK(event.id == expected);
    ++expected;
  });
  CHECK(expected == 70'001);
}

TEST_CASE("threads interleave, each with its own running callback and clock") {
  TestClock clock{100};
  Trace trace;
  Recorder recorder(Detail::Loop, &clock, trace);
  recorder.emit(ev::CallbackBegin{});
  clock = 40; // another isolate, less far ahead
  recorder.setThread(3);
  CHECK(recorder.running() == kNoEvent);
  recorder.emit(ev::CallbackBegin{});
  CHECK(recorder.running() == 2);
  clock = 120;
  recorder.setThread(0);
  CHECK(recorder.running() == 1);
  recorder.emit(ev::CallbackEnd{});
  CHECK(recorder.running() == kNoEvent);
  recorder.flush();
  CHECK(trace.event(1).thread == 0);
  CHECK(trace.event(2).thread == 3);
  CHECK(trace.event(3).thread == 0);
  CHECK(trace.event(3).timeNs == 120);
}

TEST_CASE("strings and places are defined once, long strings are cut at a character") {
  TestClock clock{0};
  Trace trace;
  Recorder recorder(Detail::Loop, &clock, trace);
  CHECK(recorder.intern("") == StringId::Empty);
  const StringId a = recorder.intern("fs.open");
  CHECK(recorder.intern("fs.open") == a);
  std::string euros;
  for (int i = 0; i < 3000; ++i) euros += "€";
  const StringId cut = recorder.intern(euros);
  recorder.emit(ev::LoopStart{}); // definitions travel with the events that may need them
  recorder.flush();
  CHECK(trace.string(a) == "fs.open");
  CHECK(trace.string(cut).size() <= Recorder::kMaxStringBytes);
  CHECK(trace.string(cut).ends_with("€…"));
  CHECK(recorder.site({}) == SiteId::None);
  CHECK(recorder.site({.function = a}) == recorder.site({.function = a}));
}

TEST_CASE("console output of any size is recorded byte by byte") {
  TestClock clock{0};
  Trace trace;
  Recorder recorder(Detail::Loop, &clock, trace);
  std::string big;
  for (int i = 0; i < 50'000; ++i) big += static_cast<char>(i % 251);
  recorder.console(0, Stream::Stdout, SiteId::None, big);
  recorder.console(0, Stream::Stderr, SiteId::None, "");
  recorder.flush();
  std::string back;
  for (EventId id : trace.consoleEvents()) {
    const auto write = trace.event(id).as<ev::ConsoleWrite>();
    if (write.stream == Stream::Stdout) back += write.text;
  }
  CHECK(back == big);
}
