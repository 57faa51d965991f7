#include "tests/unit/test_clock.h"
#include "tests/gui/sample_trace.h"

#include "core/trace/recorder.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace tickscope::gui::test {

using namespace trace;

const char* const sampleSource = R"(const fs = require('fs');

function report(error, text) {
  console.log('file', text.length);
  setImmediate(() => console.log('immediate after I/O'));
}

function later() {
  console.log('timer');
  process.nextTick(afterTimer);
}

function afterTimer() {
  console.log('tick after timer');
}

console.log('main begins');
setTimeout(later, 5);
setTimeout(function unimportant() {}, 60000).unref();
setImmediate(() => console.log('immediate'));
fs.readFile('notes.txt', report);
process.nextTick(() => console.log('tick'));
Promise.resolve(42).then((value) => console.log('promise', value));
console.log('main ends');
)";

uint32_t lineOf(const char* text) {
  const char* at = std::strstr(sampleSource, text);
  return static_cast<uint32_t>(std::count(sampleSource, at, '\n')) + 1;
}

namespace {

struct Maker {
  TestClock clock{20'000'000};
  std::shared_ptr<Trace> trace;
  std::unique_ptr<Recorder> recorder;
  SourceId source{};

  Maker() {
    Header header;
    header.program = "/app/sample.js";
    header.detail = Detail::Statement;
    header.nodeVersion = "24";
    trace = std::make_shared<Trace>(header);
    recorder = std::make_unique<Recorder>(Detail::Statement, &clock, *trace);
    source = recorder->addSource("/app/sample.js", sampleSource);
  }
  SiteId at(const char* text, const char* function = "") {
    const char* place = std::strstr(sampleSource, text);
    TICK_ASSERT(place, "the sample has this text");
    auto start = static_cast<uint32_t>(place - sampleSource);
    const char* lineStart = place;
    while (lineStart > sampleSource && lineStart[-1] != '\n') --lineStart;
    return recorder->site({.source = source, .start = start, .end = start + static_cast<uint32_t>(std::strlen(text)), .line = lineOf(text),
                           .column = static_cast<uint32_t>(place - lineStart) + 1, .function = recorder->intern(function)});
  }
  template <class E> EventId emit(E event, uint64_t after = 2'000) {
    clock += after;
    if (!event.cause) event.cause = recorder->running();
    return recorder->emit(event);
  }
  void statement(const char* text) { emit(ev::Statement{.at = at(text)}, 500); }
  void log(const char* call, const char* text) {
    statement(call);
    clock += 9'000;
    recorder->console(recorder->running(), Stream::Stdout, at(call), text);
  }
  EventId begin(CallbackKind kind, EventId cause, SiteId function, Rule rule) {
    EventId id = emit(ev::CallbackBegin{.cause = cause, .kind = kind, .function = function, .rule = rule});
    if (function != SiteId::None) emit(ev::CallEnter{.function = function}, 100);
    return id;
  }
  void end(EventId begin, bool frame = true) {
    if (frame) emit(ev::CallLeave{.completion = Completion::Return}, 100);
    emit(ev::CallbackEnd{.cause = begin, .completion = Completion::Return}, 300);
  }
  void phase(Phase p) {
    emit(ev::PhaseEnter{.phase = p}, 200);
    emit(ev::PhaseLeave{.phase = p}, 100);
  }
};

} // namespace

std::shared_ptr<const Trace> sampleTrace() {
  Maker m;
  Recorder& r = *m.recorder;
  SiteId later = m.at("function later() {\n  console.log('timer');\n  process.nextTick(afterTimer);\n}", "later");
  SiteId report = m.at("function report(error, text) {\n  console.log('file', text.length);\n  setImmediate(() => console.log('immediate after I/O'));\n}", "report");
  SiteId afterTimer = m.at("function afterTimer() {\n  console.log('tick after timer');\n}", "afterTimer");
  SiteId arrowImmediate = m.at("() => console.log('immediate')"), arrowTick = m.at("() => console.log('tick')");
  SiteId arrowPromise = m.at("(value) => console.log('promise', value)"), arrowAfter = m.at("() => console.log('immediate after I/O')");
  m.emit(ev::ProcessStart{.pid = 4711, .nodeVersion = r.intern("24.21.0"), .cores = 4, .seed = 1, .detail = Detail::Statement}, 0);
  m.emit(ev::HeapSample{.newUsed = 310'000, .newCapacity = 1 << 20, .oldUsed = 2'900'000, .oldCapacity = 4 << 20});
  EventId main = m.begin(CallbackKind::Main, 0, SiteId::None, Rule::MainProgram);
  EventId script = m.emit(ev::ScriptBegin{.kind = ScriptKind::Main, .source = m.source});
  m.emit(ev::CallEnter{.kind = CallKind::Script});
  m.statement("const fs = require('fs');");
  m.log("console.log('main begins');", "main begins\n");
  m.statement("setTimeout(later, 5);");
  m.emit(ev::TimerListCreated{.durationMs = 5, .expiryMs = 25});
  EventId timer = m.emit(ev::TimerCreated{.durationMs = 5, .startMs = 20, .referenced = true, .function = later, .at = m.at("setTimeout(later, 5)")});
  m.emit(ev::TimersArmed{.dueMs = 25, .referenced = true});
  m.statement("setTimeout(function unimportant() {}, 60000).unref();");
  m.emit(ev::TimerListCreated{.durationMs = 60000, .expiryMs = 60020});
  EventId unref = m.emit(ev::TimerCreated{.durationMs = 60000, .startMs = 20, .referenced = true, .function = m.at("function unimportant() {}", "unimportant"), .at = m.at("setTimeout(function unimportant() {}, 60000)")});
  m.emit(ev::TimerReferenced{.timer = unref, .queued = unref, .referenced = false});
  m.statement("setImmediate(() => console.log('immediate'));");
  EventId immediate = m.emit(ev::ImmediateQueued{.referenced = true, .function = arrowImmediate, .at = m.at("setImmediate(() => console.log('immediate'))")});
  m.statement("fs.readFile('notes.txt', report);");
  EventId pool = m.emit(ev::PoolCreated{.threads = 4});
  EventId job = m.emit(ev::PoolJobQueued{.what = r.intern("fs.open"), .detail = r.intern("/app/notes.txt"), .at = m.at("fs.readFile('notes.txt', report)")});
  m.emit(ev::PoolJobStarted{.cause = job, .job = job, .poolThread = 0, .latencyNs = 1'200'000, .rule = Rule::PoolIdleThread});
  m.statement("process.nextTick(() => console.log('tick'));");
  EventId tick = m.emit(ev::TickQueued{.function = arrowTick, .at = m.at("process.nextTick(() => console.log('tick'))")});
  m.statement("Promise.resolve(42).then((value) => console.log('promise', value));");
  EventId promise = m.emit(ev::PromiseCreated{.origin = PromiseOrigin::Resolve, .at = m.at("Promise.resolve(42)")});
  m.emit(ev::PromiseSettled{.promise = promise, .settlement = Settlement::Fulfilled});
  EventId micro = m.emit(ev::MicrotaskQueued{.kind = MicrotaskKind::Reaction, .function = arrowPromise, .promise = promise});
  m.log("console.log('main ends');", "main ends\n");
  m.emit(ev::CallLeave{.completion = Completion::Return});
  m.emit(ev::ScriptEnd{.script = script, .completion = Completion::Return});
  EventId drain = m.emit(ev::DrainBegin{.rule = Rule::DrainEndOfTurn});
  EventId cb = m.begin(CallbackKind::Tick, tick, arrowTick, Rule::TickEndOfTurn);
  m.log("console.log('tick')", "tick\n");
  m.end(cb);
  cb = m.begin(CallbackKind::Microtask, micro, arrowPromise, Rule::MicrotaskAfterTicks);
  m.log("console.log('promise', value)", "promise 42\n");
  m.end(cb);
  m.emit(ev::DrainEnd{.cause = drain});
  m.emit(ev::CallbackEnd{.cause = main, .completion = Completion::Return});
  m.emit(ev::LoopStart{});
  m.emit(ev::LoopTime{.timeMs = 20, .why = TimeUpdate::LoopStart});
  m.emit(ev::IterationBegin{.iteration = 1});
  m.phase(Phase::Timers);
  m.phase(Phase::Pending);
  m.phase(Phase::Idle);
  m.phase(Phase::Prepare);
  m.emit(ev::PhaseEnter{.phase = Phase::Poll});
  m.emit(ev::PollSleep{.timeoutMs = 0, .why = PollWhy::Immediate});
  m.emit(ev::PollWake{.why = WakeWhy::NoSleep, .ready = 0});
  m.emit(ev::PhaseLeave{.phase = Phase::Poll});
  m.emit(ev::PhaseEnter{.phase = Phase::Check});
  m.emit(ev::ImmediatesTaken{.count = 1});
  cb = m.begin(CallbackKind::Immediate, immediate, arrowImmediate, Rule::ImmediateCheck);
  m.log("console.log('immediate')", "immediate\n");
  m.end(cb);
  m.emit(ev::PhaseLeave{.phase = Phase::Check});
  m.phase(Phase::Closing);
  m.emit(ev::IterationBegin{.iteration = 2});
  m.phase(Phase::Timers);
  m.emit(ev::PhaseEnter{.phase = Phase::Poll});
  m.emit(ev::PollSleep{.timeoutMs = 5, .why = PollWhy::Timer});
  EventId finished = m.emit(ev::PoolJobFinished{.cause = job, .job = job}, 1'100'000);
  m.emit(ev::PollWake{.cause = finished, .why = WakeWhy::Io, .ready = 1});
  m.emit(ev::LoopTime{.timeMs = 21, .why = TimeUpdate::PollReturn});
  EventId delivered = m.emit(ev::PoolJobDelivered{.cause = finished, .job = job, .finished = finished});
  cb = m.begin(CallbackKind::Poll, delivered, report, Rule::PollPool);
  m.log("console.log('file', text.length);", "file 1204\n");
  m.statement("setImmediate(() => console.log('immediate after I/O'));");
  EventId second = m.emit(ev::ImmediateQueued{.referenced = true, .function = arrowAfter, .at = m.at("setImmediate(() => console.log('immediate after I/O'))")});
  m.end(cb);
  m.emit(ev::PhaseLeave{.phase = Phase::Poll});
  m.emit(ev::PhaseEnter{.phase = Phase::Check});
  m.emit(ev::ImmediatesTaken{.count = 1});
  cb = m.begin(CallbackKind::Immediate, second, arrowAfter, Rule::ImmediateCheck);
  m.log("console.log('immediate after I/O')", "immediate after I/O\n");
  m.end(cb);
  m.emit(ev::PhaseLeave{.phase = Phase::Check});
  m.phase(Phase::Closing);
  m.emit(ev::IterationBegin{.iteration = 3});
  m.phase(Phase::Timers);
  m.emit(ev::PhaseEnter{.phase = Phase::Poll});
  m.emit(ev::PollSleep{.timeoutMs = 4, .why = PollWhy::Timer});
  m.emit(ev::PollWake{.why = WakeWhy::Timeout, .ready = 0}, 3'700'000);
  m.emit(ev::LoopTime{.timeMs = 25, .why = TimeUpdate::PollReturn});
  m.emit(ev::PhaseLeave{.phase = Phase::Poll});
  m.phase(Phase::Check);
  m.phase(Phase::Closing);
  m.emit(ev::PhaseEnter{.phase = Phase::Timers});
  cb = m.begin(CallbackKind::Timer, timer, later, Rule::TimerDue);
  m.log("console.log('timer');", "timer\n");
  m.statement("process.nextTick(afterTimer);");
  tick = m.emit(ev::TickQueued{.function = afterTimer, .at = m.at("process.nextTick(afterTimer)")});
  m.emit(ev::CallLeave{.completion = Completion::Return}, 100);
  drain = m.emit(ev::DrainBegin{.rule = Rule::DrainEndOfTurn});
  EventId inner = m.begin(CallbackKind::Tick, tick, afterTimer, Rule::TickEndOfTurn);
  m.log("console.log('tick after timer');", "tick after timer\n");
  m.end(inner);
  m.emit(ev::DrainEnd{.cause = drain});
  m.end(cb, false);
  m.emit(ev::TimerListRemoved{.durationMs = 5});
  m.emit(ev::PhaseLeave{.phase = Phase::Timers});
  m.emit(ev::LoopEnd{});
  m.emit(ev::BeforeExit{.code = 0});
  m.emit(ev::ExitBegin{.code = 0, .reason = ExitReason::Natural});
  m.emit(ev::ProcessEnd{.code = 0, .reason = ExitReason::Natural});
  (void)pool;
  r.flush();
  return m.trace;
}

std::shared_ptr<const Trace> longTrace(uint32_t turns) {
  Maker m;
  SiteId later = m.at("function later() {\n  console.log('timer');\n  process.nextTick(afterTimer);\n}", "later");
  SiteId line = m.at("console.log('timer');");
  m.emit(ev::ProcessStart{}, 0);
  m.emit(ev::LoopStart{});
  for (uint32_t i = 1; i <= turns; ++i) {
    m.emit(ev::IterationBegin{.iteration = i});
    EventId timer = m.emit(ev::TimerCreated{.durationMs = 1, .startMs = i, .referenced = true, .function = later});
    m.emit(ev::PhaseEnter{.phase = Phase::Timers});
    EventId cb = m.emit(ev::CallbackBegin{.cause = timer, .kind = CallbackKind::Timer, .function = later, .rule = Rule::TimerDue});
    m.emit(ev::Statement{.at = line});
    m.emit(ev::CallbackEnd{.cause = cb});
    m.emit(ev::PhaseLeave{.phase = Phase::Timers});
    m.phase(Phase::Poll);
    m.clock += 1'000'000;
  }
  m.emit(ev::ProcessEnd{});
  m.recorder->flush();
  return m.trace;
}

} // namespace tickscope::gui::test
