#pragma once
// A short run as a loop would record it: a main program that logs, starts a timer and reads a file.
#include "tests/unit/test_clock.h"
#include "core/trace/recorder.h"
#include "core/trace/trace.h"

namespace tickscope::trace::testing {

inline Trace smallRun(uint64_t timerMs = 5) {
  Trace trace({.engineVersion = "0.1.0", .program = "main.js", .nodeVersion = "24.21.0", .seed = 1, .settings = {{"cores", "2"}}});
  TestClock clock{0};
  Recorder r(Detail::Loop, &clock, trace);
  const std::string text = "console.log('é');\nsetTimeout(late, 5);\nfs.open('a', done);\n";
  const SourceId source = r.addSource("/app/main.js", text);
  const auto site = [&](uint32_t start, uint32_t end, uint32_t line, uint32_t column, const char* function) {
    return r.site({.source = source, .start = start, .end = end, .line = line, .column = column, .function = r.intern(function)});
  };
  const SiteId log = site(0, 17, 1, 1, ""), set = site(19, 38, 2, 1, ""), late = site(30, 34, 2, 12, "late"),
               open = site(40, 58, 3, 1, ""), done = site(53, 57, 3, 14, "done");
  r.emit(ev::ProcessStart{.pid = 1000, .nodeVersion = r.intern("24.21.0"), .cores = 2, .seed = 1,
                          .argv = std::string_view("node\0/app/main.js\0", 18)});
  clock = 20'000'000;
  const EventId main = r.emit(ev::CallbackBegin{.cause = 1, .kind = CallbackKind::Main, .rule = Rule::MainProgram});
  const EventId script = r.emit(ev::ScriptBegin{.cause = main, .kind = ScriptKind::Main, .source = source});
  clock += 1500;
  r.console(main, Stream::Stdout, log, "é\n");
  const EventId timer = r.emit(ev::TimerCreated{.cause = main, .durationMs = timerMs, .startMs = 20, .referenced = true,
                                                .function = late, .at = set});
  r.emit(ev::TimerListCreated{.cause = timer, .durationMs = timerMs, .expiryMs = 20 + timerMs});
  const EventId job = r.emit(ev::PoolJobQueued{.cause = main, .what = r.intern("fs.open"), .detail = r.intern("/app/a"), .at = open});
  r.emit(ev::PoolCreated{.cause = job, .threads = 4});
  r.emit(ev::PoolJobStarted{.cause = job, .job = job, .poolThread = 0, .latencyNs = 80'000, .rule = Rule::PoolIdleThread});
  r.emit(ev::ScriptEnd{.cause = script, .script = script});
  r.emit(ev::CallbackEnd{.cause = main});
  r.emit(ev::LoopStart{});
  r.emit(ev::IterationBegin{.iteration = 1});
  r.emit(ev::PhaseEnter{.phase = Phase::Poll});
  r.emit(ev::PollSleep{.timeoutMs = 5, .why = PollWhy::Timer});
  clock += 80'000;
  const EventId finished = r.emit(ev::PoolJobFinished{.cause = job, .job = job});
  r.emit(ev::PollWake{.cause = finished, .why = WakeWhy::Io, .ready = 1});
  const EventId delivered = r.emit(ev::PoolJobDelivered{.cause = finished, .job = job, .finished = finished});
  const EventId callback = r.emit(ev::CallbackBegin{
      .cause = delivered, .kind = CallbackKind::Poll, .function = done, .rule = Rule::PollPool});
  const EventId thrown = r.emit(ev::ExceptionThrown{.cause = callback, .message = r.intern("Error: no"), .at = done});
  r.emit(ev::ExceptionCaught{.cause = callback, .exception = thrown, .at = done});
  r.emit(ev::CallbackEnd{.cause = callback});
  r.emit(ev::PhaseLeave{.phase = Phase::Poll});
  clock = 27'300'000;
  r.emit(ev::PhaseEnter{.phase = Phase::Timers});
  r.emit(ev::LoopTime{.timeMs = 27, .why = TimeUpdate::TimersPhase});
  const EventId fired = r.emit(ev::CallbackBegin{
      .cause = timer, .kind = CallbackKind::Timer, .function = late, .rule = Rule::TimerDue});
  const EventId tick = r.emit(ev::TickQueued{.cause = fired, .function = done, .at = late});
  r.emit(ev::CallbackEnd{.cause = fired, .completion = Completion::Throw});
  r.emit(ev::DrainBegin{.rule = Rule::DrainEndOfTurn});
  const EventId ticked = r.emit(ev::CallbackBegin{
      .cause = tick, .kind = CallbackKind::Tick, .function = done, .rule = Rule::TickEndOfTurn});
  r.emit(ev::CallbackEnd{.cause = ticked});
  r.emit(ev::DrainEnd{});
  r.emit(ev::ProcessEnd{.code = 0, .reason = ExitReason::Natural});
  r.flush();
  return trace;
}

} // namespace tickscope::trace::testing
