#include "core/trace/explain.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>

namespace tickscope::trace {

namespace {
// Chains are as long as a program schedules itself; a person reads the first few dozen links.
constexpr size_t kMaxChain = 4096;
// How far back loop time is looked for; the timers phase reads it when it begins.
constexpr EventId kLookBack = 4096;

class Teller {
 public:
  explicit Teller(const Trace& trace) : trace_(trace) {}

  std::string happened(const Event& e) const;
  std::string why(const Event& e) const;

 private:
  std::string str(StringId id) const { return std::string(trace_.string(id)); }
  // "main.js:3:5", or nothing. In Node's library, whose text here is ours, only the module: "node:internal/streams/readable".
  std::string placeOf(SiteId id) const {
    const std::string_view path = trace_.source(trace_.site(id).source).path;
    return path.starts_with("node:") ? std::string(path) : trace_.place(id);
  }
  // " at main.js:3:5", or nothing.
  std::string at(SiteId id) const {
    const std::string place = placeOf(id);
    return place.empty() ? "" : " at " + place;
  }
  // "f (main.js:3:5)", "the function at main.js:3:5", "a function".
  std::string function(SiteId id) const {
    const Site& site = trace_.site(id);
    const std::string_view name = trace_.string(site.function);
    const std::string place = placeOf(id);
    if (!name.empty()) return place.empty() ? std::string(name) : fmt::format("{} ({})", name, place);
    return place.empty() ? "a function" : "the function at " + place;
  }
  // After the kind of a callback: " f (main.js:3:5)", " at main.js:3:5", or nothing.
  std::string which(SiteId id) const { return trace_.string(trace_.site(id).function).empty() ? at(id) : " " + function(id); }
  std::string withDetail(StringId what, StringId detail) const {
    return detail == StringId::Empty ? str(what) : fmt::format("{} of {}", str(what), str(detail));
  }
  std::optional<Event> event(EventId id) const {
    if (id == kNoEvent || id > trace_.eventCount()) return std::nullopt;
    return trace_.event(id);
  }
  template <class E> std::optional<E> eventAs(EventId id) const {
    const std::optional<Event> e = event(id);
    if (!e || e->kind != E::kKind) return std::nullopt;
    return e->as<E>();
  }
  // The job of a PoolJobQueued: "fs.open of /app/data.txt".
  std::string job(EventId id) const {
    const auto queued = eventAs<ev::PoolJobQueued>(id);
    return queued ? withDetail(queued->what, queued->detail) : "a job";
  }
  std::string source(EventId id) const {
    if (const auto request = eventAs<ev::RequestBegin>(id)) return withDetail(request->what, request->detail);
    if (const auto handle = eventAs<ev::HandleOpened>(id)) return handleName(handle->kind, handle->label);
    if (const auto queued = eventAs<ev::PoolJobQueued>(id)) return withDetail(queued->what, queued->detail);
    return "an operation";
  }
  std::string stream(EventId id) const {
    const auto made = eventAs<ev::StreamCreated>(id);
    return made ? fmt::format("the {} #{}", str(made->label), id) : std::string("another stream");
  }
  std::string handleName(HandleKind kind, StringId label) const {
    return label == StringId::Empty ? fmt::format("a {}", text(kind)) : fmt::format("the {} {}", text(kind), str(label));
  }
  std::string promise(EventId id) const {
    const auto created = eventAs<ev::PromiseCreated>(id);
    if (!created) return "a promise";
    return fmt::format("the promise of {}{}", text(created->origin), at(created->at));
  }
  // Loop time as it was read last before the event; 0 if that was long ago.
  uint64_t loopTimeBefore(const Event& before) const {
    uint64_t timeMs = 0;
    trace_.forEach(before.id > kLookBack ? before.id - kLookBack : 1, before.id, [&](const Event& e) {
      if (e.kind == EventKind::LoopTime && e.thread == before.thread) timeMs = e.as<ev::LoopTime>().timeMs;
    });
    return timeMs;
  }
  // Who asked for what a callback delivers: the callback that called setTimeout, fs.readFile, … For I/O that is the
  // cause of the request, not of its completion, which may be that another job freed the thread.
  EventId requestOf(EventId id) const {
    if (const auto delivered = eventAs<ev::PoolJobDelivered>(id)) return delivered->job;
    if (const auto finished = eventAs<ev::PoolJobFinished>(id)) return finished->job;
    if (const auto delivered = eventAs<ev::RequestDelivered>(id)) id = delivered->ready;
    if (const auto ready = eventAs<ev::RequestReady>(id)) return ready->source;
    return id;
  }
  struct TimerFacts {
    uint64_t durationMs = 0, startMs = 0;
    bool repeats = false;
    SiteId function{}, at{};
  };
  // Of a TimerCreated or TimerRearmed.
  std::optional<TimerFacts> timer(EventId id) const {
    if (const auto e = eventAs<ev::TimerCreated>(id))
      return TimerFacts{e->durationMs, e->startMs, e->repeats, e->function, e->at};
    if (const auto e = eventAs<ev::TimerRearmed>(id)) {
      const auto created = eventAs<ev::TimerCreated>(e->timer);
      return TimerFacts{e->durationMs, e->startMs, e->repeats, e->function, created ? created->at : SiteId::None};
    }
    return std::nullopt;
  }
  std::string timerName(EventId id) const {
    const auto facts = timer(id);
    if (!facts) return "a timer";
    return fmt::format("the {} ms {}{}", facts->durationMs, facts->repeats ? "interval" : "timer",
                       facts->at == SiteId::None ? "" : " set" + at(facts->at));
  }
  // What a CallbackBegin is, as a noun: "the main program", "the timer callback f (main.js:3:5)".
  std::string callback(const ev::CallbackBegin& e) const {
    switch (e.kind) {
    case CallbackKind::Main: return "the main program";
    case CallbackKind::BeforeExit: return "the 'beforeExit' listeners";
    case CallbackKind::Exit: return "the 'exit' listeners";
    case CallbackKind::UncaughtException: return "the 'uncaughtException' listeners";
    case CallbackKind::UnhandledRejection: return "the 'unhandledRejection' listeners";
    case CallbackKind::RejectionHandled: return "the 'rejectionHandled' listeners";
    case CallbackKind::Warning: return "the 'warning' listeners";
    case CallbackKind::Microtask:
      if (const auto queued = eventAs<ev::MicrotaskQueued>(e.cause))
        return fmt::format("the {}{}", text(queued->kind), which(e.function));
      [[fallthrough]];
    default: break;
    }
    const std::string_view kind = e.kind == CallbackKind::Timer       ? "timer callback"
                                  : e.kind == CallbackKind::Immediate ? "immediate callback"
                                  : e.kind == CallbackKind::Tick      ? "nextTick callback"
                                                                      : text(e.kind);
    // Completions that go on in our own code have no function of the program's.
    return fmt::format("the {}{}", kind, which(e.function));
  }
  // Who scheduled it: the nearest callback up the causes. " by the main program", or nothing.
  std::string by(EventId id) const {
    for (size_t steps = 0; id != kNoEvent && steps < 64; ++steps) {
      const std::optional<Event> e = event(id);
      if (!e) return {};
      if (e->kind == EventKind::CallbackBegin) return " by " + callback(e->as<ev::CallbackBegin>());
      id = e->cause;
    }
    return {};
  }
  std::string facts(const ev::CallbackBegin& e, const Event& event) const;
  static std::string time(uint64_t ns) {
    if (ns >= 1'000'000'000) return fmt::format("{}.{:03} s", ns / 1'000'000'000, ns / 1'000'000 % 1000);
    if (ns >= 1'000'000) return fmt::format("{}.{:03} ms", ns / 1'000'000, ns / 1000 % 1000);
    if (ns >= 1000) return fmt::format("{}.{:03} µs", ns / 1000, ns % 1000);
    return fmt::format("{} ns", ns);
  }
  static std::string bytes(uint64_t n) {
    if (n >= 10 * 1024 * 1024) return fmt::format("{} MiB", n >> 20);
    if (n >= 10 * 1024) return fmt::format("{} KiB", n >> 10);
    return fmt::format("{} bytes", n);
  }
  static std::string plural(uint64_t n, std::string_view one, std::string_view many) {
    return n == 1 ? fmt::format("1 {}", one) : fmt::format("{} {}", n, many);
  }

  const Trace& trace_;
};

// What there is to say about a callback besides its name: what is due, late, done or ready. May be empty.
std::string Teller::facts(const ev::CallbackBegin& e, const Event& event) const {
  std::string s;
  if (e.kind == CallbackKind::Timer) {
    if (const auto facts = timer(e.cause)) {
      s = fmt::format("{} is due", timerName(e.cause));
      const uint64_t dueMs = facts->startMs + facts->durationMs, nowMs = loopTimeBefore(event);
      if (nowMs > dueMs) s += fmt::format(", {} ms late", nowMs - dueMs);
    }
  } else if (e.kind == CallbackKind::Poll) {
    if (const auto delivered = this->event(e.cause)) {
      if (delivered->kind == EventKind::PoolJobFinished)
        s = job(delivered->as<ev::PoolJobFinished>().job) + " is done";
      else if (delivered->kind == EventKind::PoolJobDelivered)
        s = job(delivered->as<ev::PoolJobDelivered>().job) + " is done";
      else if (delivered->kind == EventKind::RequestReady)
        s = source(delivered->as<ev::RequestReady>().source) + " is ready";
      else if (delivered->kind == EventKind::RequestDelivered)
        s = happened(*delivered);
    }
  }
  return s;
}

std::string Teller::happened(const Event& event) const {
  switch (event.kind) {
  case EventKind::ProcessStart: return "the process starts under Node " + str(event.as<ev::ProcessStart>().nodeVersion);
  case EventKind::ScriptBegin: {
    const auto e = event.as<ev::ScriptBegin>();
    return fmt::format("the {} {} starts", text(e.kind), trace_.source(e.source).path);
  }
  case EventKind::ScriptEnd: {
    const auto e = event.as<ev::ScriptEnd>();
    const auto begin = eventAs<ev::ScriptBegin>(e.script);
    return fmt::format("the {} {}", begin ? std::string(text(begin->kind)) : "script", text(e.completion));
  }
  case EventKind::BeforeExit: return "'beforeExit' is emitted: nothing is left to wait for";
  case EventKind::ExitBegin: {
    const auto e = event.as<ev::ExitBegin>();
    return fmt::format("'exit' is emitted with code {}: {}", e.code, text(e.reason));
  }
  case EventKind::ProcessEnd: {
    const auto e = event.as<ev::ProcessEnd>();
    return fmt::format("the process ends with code {}: {}", e.code, text(e.reason));
  }
  case EventKind::LimitHit: {
    const auto e = event.as<ev::LimitHit>();
    return fmt::format("the run stops at its limit of {} ({})", text(e.limit), e.value);
  }
  case EventKind::LoopStart: return "the event loop starts";
  case EventKind::LoopEnd: return "the event loop ends: nothing keeps it alive";
  case EventKind::IterationBegin: return fmt::format("turn {} of the loop begins", event.as<ev::IterationBegin>().iteration);
  case EventKind::PhaseEnter: return fmt::format("the loop enters the {} phase", text(event.as<ev::PhaseEnter>().phase));
  case EventKind::PhaseLeave: return fmt::format("the loop leaves the {} phase", text(event.as<ev::PhaseLeave>().phase));
  case EventKind::LoopTime: {
    const auto e = event.as<ev::LoopTime>();
    return fmt::format("loop time is now {} ms ({})", e.timeMs, text(e.why));
  }
  case EventKind::PollSleep: {
    const auto e = event.as<ev::PollSleep>();
    if (e.timeoutMs == 0) return fmt::format("poll does not wait: {}", text(e.why));
    if (e.timeoutMs < 0) return fmt::format("poll waits as long as it takes: {}", text(e.why));
    return fmt::format("poll waits for at most {} ms: {}", e.timeoutMs, text(e.why));
  }
  case EventKind::PollWake: {
    const auto e = event.as<ev::PollWake>();
    return fmt::format("poll returns: {}; {} to deliver", text(e.why), plural(e.ready, "result", "results"));
  }
  case EventKind::CallbackBegin: {
    const auto e = event.as<ev::CallbackBegin>();
    return callback(e) + (e.kind >= CallbackKind::BeforeExit && e.kind <= CallbackKind::Signal ? " run" : " runs");
  }
  case EventKind::CallbackEnd: {
    const auto e = event.as<ev::CallbackEnd>();
    const auto begin = eventAs<ev::CallbackBegin>(e.cause);
    return fmt::format("{} {}", begin ? callback(*begin) : "the callback", text(e.completion));
  }
  case EventKind::TickQueued: {
    const auto e = event.as<ev::TickQueued>();
    return fmt::format("process.nextTick{} queues {}", at(e.at), function(e.function));
  }
  case EventKind::MicrotaskQueued: {
    const auto e = event.as<ev::MicrotaskQueued>();
    return fmt::format("a {} joins the microtask queue: {}", text(e.kind), function(e.function));
  }
  case EventKind::DrainBegin: return "ticks and microtasks are run until both queues are empty";
  case EventKind::DrainEnd: return "ticks and microtasks are done";
  case EventKind::TimerCreated: {
    const auto e = event.as<ev::TimerCreated>();
    return fmt::format("{}{} starts a timer of {} ms for {}{}", e.repeats ? "setInterval" : "setTimeout", at(e.at),
                       e.durationMs, function(e.function), e.referenced ? "" : ", which does not keep the process alive");
  }
  case EventKind::TimerRearmed: {
    const auto e = event.as<ev::TimerRearmed>();
    return fmt::format("{} counts anew ({}): due at {} ms", timerName(e.timer), text(e.why), e.startMs + e.durationMs);
  }
  case EventKind::TimerCleared: {
    const auto e = event.as<ev::TimerCleared>();
    return fmt::format("{} is cleared{}", timerName(e.timer), at(e.at));
  }
  case EventKind::TimerReferenced: {
    const auto e = event.as<ev::TimerReferenced>();
    return fmt::format("{} {} the process alive from now on", timerName(e.timer),
                       e.referenced ? "keeps" : "no longer keeps");
  }
  case EventKind::TimerListCreated: {
    const auto e = event.as<ev::TimerListCreated>();
    return fmt::format("a list for timers of {} ms is made, due at {} ms", e.durationMs, e.expiryMs);
  }
  case EventKind::TimerListPostponed: {
    const auto e = event.as<ev::TimerListPostponed>();
    return fmt::format("the first timer of the {} ms list is not due yet; the list waits until {} ms", e.durationMs,
                       e.expiryMs);
  }
  case EventKind::TimerListRemoved:
    return fmt::format("the list for timers of {} ms is empty and goes", event.as<ev::TimerListRemoved>().durationMs);
  case EventKind::TimersArmed: return fmt::format("the loop's timer is set to {} ms", event.as<ev::TimersArmed>().dueMs);
  case EventKind::TimersDisarmed: return "the loop's timer is stopped: no timer is left";
  case EventKind::ImmediateQueued: {
    const auto e = event.as<ev::ImmediateQueued>();
    return fmt::format("setImmediate{} queues {}", at(e.at), function(e.function));
  }
  case EventKind::ImmediateCleared: {
    const auto e = event.as<ev::ImmediateCleared>();
    const auto queued = eventAs<ev::ImmediateQueued>(e.immediate);
    return fmt::format("the immediate{} is cleared{}", queued ? " for " + function(queued->function) : "", at(e.at));
  }
  case EventKind::ImmediateReferenced:
    return fmt::format("an immediate {} the process alive from now on",
                       event.as<ev::ImmediateReferenced>().referenced ? "keeps" : "no longer keeps");
  case EventKind::ImmediatesTaken:
    return fmt::format("the check phase takes {} as its batch",
                       plural(event.as<ev::ImmediatesTaken>().count, "immediate", "immediates"));
  case EventKind::ImmediatesOutstanding:
    return fmt::format("an exception interrupted the immediates; {} will be run at once",
                       plural(event.as<ev::ImmediatesOutstanding>().count, "is left and", "are left and"));
  case EventKind::PromiseCreated: {
    const auto e = event.as<ev::PromiseCreated>();
    return fmt::format("a promise is created by {}{}", text(e.origin), at(e.at));
  }
  case EventKind::PromiseFollows: {
    const auto e = event.as<ev::PromiseFollows>();
    return fmt::format("{} will follow {}", promise(e.promise), e.thenable ? promise(e.thenable) : "a thenable");
  }
  case EventKind::PromiseSettled: {
    const auto e = event.as<ev::PromiseSettled>();
    return fmt::format("{} is {}{}", promise(e.promise), text(e.settlement), at(e.at));
  }
  case EventKind::PromiseHandled: {
    const auto e = event.as<ev::PromiseHandled>();
    return fmt::format("{} gets a handler{}", promise(e.promise), at(e.at));
  }
  case EventKind::AwaitSuspended: {
    const auto e = event.as<ev::AwaitSuspended>();
    return fmt::format("{} is suspended by the await{}", function(e.function), at(e.at));
  }
  case EventKind::AwaitResumed: {
    const auto e = event.as<ev::AwaitResumed>();
    const auto suspended = eventAs<ev::AwaitSuspended>(e.suspended);
    return fmt::format("{} goes on after its await{}{}", suspended ? function(suspended->function) : "an async function",
                       suspended ? at(suspended->at) : "",
                       e.settlement == Settlement::Rejected ? ", with an exception" : "");
  }
  case EventKind::RejectionPending: return fmt::format("{} is rejected and nobody listens yet", promise(event.as<ev::RejectionPending>().promise));
  case EventKind::RejectionForgotten: return fmt::format("{} got its handler in time", promise(event.as<ev::RejectionForgotten>().promise));
  case EventKind::RejectionReported: return fmt::format("the rejection of {} is reported as unhandled", promise(event.as<ev::RejectionReported>().promise));
  case EventKind::RejectionHandledLate: return fmt::format("{} got its handler too late", promise(event.as<ev::RejectionHandledLate>().promise));
  case EventKind::PoolCreated: return fmt::format("the thread pool starts with {}", plural(event.as<ev::PoolCreated>().threads, "thread", "threads"));
  case EventKind::PoolJobQueued: {
    const auto e = event.as<ev::PoolJobQueued>();
    return fmt::format("{} goes to the thread pool{}", withDetail(e.what, e.detail), at(e.at));
  }
  case EventKind::PoolJobStarted: {
    const auto e = event.as<ev::PoolJobStarted>();
    return fmt::format("thread {} of the pool starts {} (it takes {})", e.poolThread + 1, job(e.job), time(e.latencyNs));
  }
  case EventKind::PoolJobFinished: return job(event.as<ev::PoolJobFinished>().job) + " is done on its pool thread; the result waits for poll";
  case EventKind::PoolJobDelivered: return "the loop takes the result of " + job(event.as<ev::PoolJobDelivered>().job);
  case EventKind::PoolJobCancelled: return job(event.as<ev::PoolJobCancelled>().job) + " is cancelled before a thread took it";
  case EventKind::SyncOperation: {
    const auto e = event.as<ev::SyncOperation>();
    return fmt::format("{} blocks the thread for {}{}", withDetail(e.what, e.detail), time(e.tookNs), at(e.at));
  }
  case EventKind::RequestBegin: {
    const auto e = event.as<ev::RequestBegin>();
    return fmt::format("{} is handed to the system{}", withDetail(e.what, e.detail), at(e.at));
  }
  case EventKind::RequestReady: {
    const auto e = event.as<ev::RequestReady>();
    return fmt::format("{} is ready ({}) and waits for poll", source(e.source), str(e.what));
  }
  case EventKind::RequestDelivered: {
    const auto ready = eventAs<ev::RequestReady>(event.as<ev::RequestDelivered>().ready);
    return "the loop takes what is ready: " + (ready ? source(ready->source) : "an operation");
  }
  case EventKind::RequestEnd: return source(event.as<ev::RequestEnd>().request) + " is over";
  case EventKind::PendingQueued: return str(event.as<ev::PendingQueued>().what) + " waits in the pending queue";
  case EventKind::HandleOpened: {
    const auto e = event.as<ev::HandleOpened>();
    return fmt::format("{} is active{}", handleName(e.kind, e.label), at(e.at));
  }
  case EventKind::HandleReferenced: {
    const auto e = event.as<ev::HandleReferenced>();
    return fmt::format("{} {} the process alive from now on", source(e.handle), e.referenced ? "keeps" : "no longer keeps");
  }
  case EventKind::HandleClosing: {
    const auto e = event.as<ev::HandleClosing>();
    return fmt::format("{} is closing{}", e.label == StringId::Empty ? source(e.handle) : str(e.label), at(e.at));
  }
  case EventKind::HandleClosed: {
    const auto closing = eventAs<ev::HandleClosing>(event.as<ev::HandleClosed>().closing);
    return (closing && closing->label != StringId::Empty ? str(closing->label) : std::string("a handle")) + " is closed";
  }
  case EventKind::StreamCreated: {
    const auto e = event.as<ev::StreamCreated>();
    return fmt::format("a {} is made{}", str(e.label), at(e.at));
  }
  case EventKind::StreamReadable: {
    const auto e = event.as<ev::StreamReadable>();
    return fmt::format("{} has {} of {} to be read, {}{}", stream(e.stream), e.length, e.highWaterMark, text(e.mode),
                       e.endEmitted ? "; it is at its end" : e.ended ? "; nothing more will be pushed" : e.reading ? "; _read is asked for more" : "");
  }
  case EventKind::StreamWritable: {
    const auto e = event.as<ev::StreamWritable>();
    return fmt::format("{} has {} of {} to be written{}{}{}", stream(e.stream), e.length, e.highWaterMark, e.writing ? ", a write is under way" : "",
                       e.needDrain ? "; write() said false" : "", e.finished ? "; it has finished" : e.ending ? "; end() was called" : "");
  }
  case EventKind::StreamPiped: {
    const auto e = event.as<ev::StreamPiped>();
    return fmt::format("{} is piped to {}{}", stream(e.source), stream(e.target), at(e.at));
  }
  case EventKind::StreamUnpiped: {
    const auto e = event.as<ev::StreamUnpiped>();
    return fmt::format("{} is no longer piped to {}", stream(e.source), stream(e.target));
  }
  case EventKind::StreamDestroyed: {
    const auto e = event.as<ev::StreamDestroyed>();
    return fmt::format("{} is destroyed{}", stream(e.stream), e.errored ? " by an error" : "");
  }
  case EventKind::StreamClosed: return stream(event.as<ev::StreamClosed>().stream) + " is closed";
  case EventKind::EmitBegin: {
    const auto e = event.as<ev::EmitBegin>();
    return fmt::format("emit('{}'){} calls {} now, synchronously", str(e.name), at(e.at),
                       plural(e.listeners, "listener", "listeners"));
  }
  case EventKind::EmitEnd: return "the call of emit returns";
  case EventKind::CallEnter: {
    const auto e = event.as<ev::CallEnter>();
    return fmt::format("{} is {}{}", function(e.function),
                       e.kind == CallKind::Resume      ? "resumed"
                       : e.kind == CallKind::Construct ? "called with new"
                                                       : "called",
                       at(e.at));
  }
  case EventKind::CallLeave: return fmt::format("the function {}", text(event.as<ev::CallLeave>().completion));
  case EventKind::Statement: return "next statement" + at(event.as<ev::Statement>().at);
  case EventKind::ConsoleWrite: {
    const auto e = event.as<ev::ConsoleWrite>();
    std::string_view line = e.text.substr(0, e.text.find('\n'));
    const bool all = line.size() + 1 >= e.text.size() && line.size() <= 60;
    size_t end = std::min<size_t>(line.size(), 60);
    while (end > 0 && end < line.size() && (static_cast<uint8_t>(line[end]) & 0xc0) == 0x80) --end;
    return fmt::format("{} gets \"{}{}\"{}", text(e.stream), line.substr(0, end), all ? "" : " …", at(e.at));
  }
  case EventKind::ExceptionThrown: {
    const auto e = event.as<ev::ExceptionThrown>();
    return fmt::format("{} is thrown{}", str(e.message), at(e.at));
  }
  case EventKind::ExceptionCaught: {
    const auto e = event.as<ev::ExceptionCaught>();
    const auto thrown = eventAs<ev::ExceptionThrown>(e.exception);
    return fmt::format("{} is caught{}", thrown ? str(thrown->message) : "an exception", at(e.at));
  }
  case EventKind::ExceptionUncaught: {
    const auto e = event.as<ev::ExceptionUncaught>();
    const auto thrown = eventAs<ev::ExceptionThrown>(e.exception);
    return fmt::format("{} is not caught by anyone", thrown ? str(thrown->message) : "the exception");
  }
  case EventKind::GcBegin: {
    const auto e = event.as<ev::GcBegin>();
    return fmt::format("a {} starts: {} ({} used)", text(e.kind), text(e.reason), bytes(e.usedBytes));
  }
  case EventKind::GcEnd: {
    const auto e = event.as<ev::GcEnd>();
    const auto begin = eventAs<ev::GcBegin>(e.cause);
    return fmt::format("the {} is done after {}: {} left, {} promoted", begin ? text(begin->kind) : "collection",
                       time(e.pauseNs), bytes(e.usedBytes), bytes(e.promotedBytes));
  }
  case EventKind::HeapSample: {
    const auto e = event.as<ev::HeapSample>();
    return fmt::format("the heap holds {} in new space, {} in old space", bytes(e.newUsed), bytes(e.oldUsed + e.largeUsed));
  }
  case EventKind::RaceOpened: return fmt::format("a race is open: {}", text(event.as<ev::RaceOpened>().kind));
  case EventKind::RaceDecided: {
    const auto e = event.as<ev::RaceDecided>();
    const auto race = eventAs<ev::RaceOpened>(e.race);
    const auto winner = this->event(e.winner);
    std::string who = "one of them";
    if (winner && winner->kind == EventKind::TimerCreated)
      who = timerName(e.winner);
    else if (winner && winner->kind == EventKind::ImmediateQueued)
      who = "the immediate";
    else if (winner && winner->kind == EventKind::PoolJobQueued)
      who = job(e.winner);
    return fmt::format("the race ({}) is decided: {} comes first, by {}", race ? text(race->kind) : "of two events", who,
                       time(e.marginNs));
  }
  case EventKind::None:
  case EventKind::Count_: break;
  }
  return {};
}

// The rule of the loop, what it was applied to and who scheduled it, to follow what happened; empty if there is nothing
// to add.
std::string Teller::why(const Event& event) const {
  Rule rule = Rule::None;
  switch (event.kind) {
  case EventKind::CallbackBegin: rule = event.as<ev::CallbackBegin>().rule; break;
  case EventKind::DrainBegin: rule = event.as<ev::DrainBegin>().rule; break;
  case EventKind::PoolJobStarted: rule = event.as<ev::PoolJobStarted>().rule; break;
  case EventKind::RaceDecided: rule = event.as<ev::RaceDecided>().rule; break;
  default: break;
  }
  std::string s;
  if (rule != Rule::None) s = " because " + std::string(ruleText(rule).sentence);
  if (event.kind == EventKind::CallbackBegin) {
    if (const std::string more = facts(event.as<ev::CallbackBegin>(), event); !more.empty()) s += "; " + more;
    // The event that queued it has a cause of its own: the callback that asked for it.
    const EventId asked = requestOf(event.cause);
    if (const std::optional<Event> scheduler = this->event(asked)) {
      const std::string who = by(scheduler->kind == EventKind::CallbackBegin ? asked : scheduler->cause);
      if (!who.empty()) s += "; it was scheduled" + who;
    }
  }
  return s;
}
} // namespace

std::vector<EventId> causeChain(const Trace& trace, EventId event) {
  std::vector<EventId> chain;
  // Causes are smaller than their effects, so this ends.
  while (event != kNoEvent && event <= trace.eventCount() && chain.size() < kMaxChain) {
    chain.push_back(event);
    event = trace.event(event).cause;
  }
  return chain;
}

std::string summary(const Trace& trace, const Event& event) { return Teller(trace).happened(event); }

std::string explain(const Trace& trace, EventId id) {
  if (id == kNoEvent || id > trace.eventCount()) return {};
  const Event event = trace.event(id);
  const Teller teller(trace);
  std::string s = teller.happened(event);
  // Names of functions and operations keep their first letter; our own words begin a sentence.
  const std::string_view first = std::string_view(s).substr(0, s.find(' '));
  for (const std::string_view ours : {"the", "a", "an", "turn", "poll", "loop", "ticks", "next", "thread"})
    if (first == ours) s[0] = static_cast<char>(s[0] - 'a' + 'A');
  return s + teller.why(event) + '.';
}

} // namespace tickscope::trace
