#pragma once
// Random streams of events for the tests of the trace. Two kinds: `arbitraryEvents`, any kind with any fields in range,
// for codecs and robustness; `plausibleRun`, what a loop could really do, so that queues fill and empty.
#include "tests/unit/test_clock.h"
#include "core/trace/recorder.h"
#include "core/trace/trace.h"

#include <random>
#include <string>
#include <vector>

namespace tickscope::trace::testing {

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}
  // 0 … below - 1. Not std::uniform_int_distribution, whose results differ between libraries.
  uint64_t below(uint64_t limit) { return engine_() % limit; }
  bool chance(uint64_t percent) { return below(100) < percent; }

 private:
  std::mt19937_64 engine_;
};

// Strings, sources and places for events to name.
struct Names {
  std::vector<StringId> strings;
  std::vector<SiteId> sites;
  std::vector<SourceId> sources;
};
inline Names defineNames(Recorder& recorder) {
  Names names;
  std::string text;
  for (int line = 0; line < 40; ++line) text += "statement(" + std::to_string(line) + ");\n";
  names.sources.push_back(recorder.addSource("/app/main.js", text));
  names.sources.push_back(recorder.addSource("/app/lib.js", "module.exports = 1;\n"));
  for (const char* word : {"fs.open", "fs.read", "fs.close", "/app/data.txt", "connect", "data", "fast", "zürich"})
    names.strings.push_back(recorder.intern(word));
  names.sites.push_back(SiteId::None);
  for (uint32_t line = 0; line < 30; ++line)
    names.sites.push_back(recorder.site({.source = names.sources[0],
                                         .start = line * 14,
                                         .end = line * 14 + 10,
                                         .line = line + 1,
                                         .column = 1,
                                         .function = names.strings[line % names.strings.size()]}));
  return names;
}

// Fills the fields of one event with whatever is in range.
struct FillRandomly {
  Random& random;
  const Names& names;
  EventId last;
  std::string& text;

  EventId someEvent() {
    if (last == 0 || random.chance(10)) return kNoEvent;
    const uint64_t back = random.chance(80) ? random.below(12) : random.below(last);
    return last - static_cast<EventId>(std::min<uint64_t>(back, last - 1));
  }
  template <class C> void field(typename C::Type& value) {
    if constexpr (C::kType == FieldType::Ref)
      value = someEvent();
    else if constexpr (C::kType == FieldType::Signed)
      value = static_cast<int64_t>(random.below(400)) - 200;
    else if constexpr (C::kType == FieldType::Flag)
      value = random.chance(50);
    else if constexpr (C::kType == FieldType::Str)
      value = names.strings[random.below(names.strings.size())];
    else if constexpr (C::kType == FieldType::At)
      value = names.sites[random.below(names.sites.size())];
    else if constexpr (C::kType == FieldType::Src)
      value = names.sources[random.below(names.sources.size())];
    else if constexpr (C::kType == FieldType::Text) {
      text.clear();
      for (uint64_t n = random.chance(95) ? random.below(30) : random.below(9000); n > 0; --n)
        text += static_cast<char>(random.below(256));
      value = text;
    } else if constexpr (C::kType == FieldType::Enum)
      value = static_cast<typename C::Type>(random.below(C::kWords.size()));
    else
      value = random.chance(90) ? random.below(8) : ~uint64_t{0} >> random.below(64);
  }
};

inline void arbitraryEvents(Recorder& recorder, const Names& names, TestClock& clock, Random& random, uint32_t count) {
  std::string text;
  for (uint32_t i = 0; i < count; ++i) {
    clock += random.chance(5) ? random.below(1'000'000) : random.below(300);
    if (random.chance(2)) {
      if (random.chance(50)) clock -= std::min<uint64_t>(clock, random.below(1000));
      recorder.setThread(static_cast<ThreadId>((recorder.thread() + 1 + random.below(3)) % 4));
    }
    FillRandomly fill{random, names, recorder.last(), text};
    switch (static_cast<EventKind>(1 + random.below(kEventKinds - 1))) {
#define EVENT(Kind, Level, Text)                                                                                       \
  case EventKind::Kind: {                                                                                              \
    ev::Kind e;                                                                                                        \
    e.cause = fill.someEvent();                                                                                        \
    ev::visitFields(e, fill);                                                                                          \
    recorder.emit(e);                                                                                                  \
    break;                                                                                                             \
  }
#define FIELD(Coding, name, Text)
#define END_EVENT(Kind)
#include "core/trace/events.def"
#undef EVENT
#undef FIELD
#undef END_EVENT
    default: break;
    }
  }
}

// A loop with ticks, microtasks, timers, immediates and pool jobs, each callback doing a few random things.
class PlausibleRun {
 public:
  PlausibleRun(Recorder& recorder, TestClock& clock, Random& random)
      : r_(recorder), clock_(clock), random_(random), names_(defineNames(recorder)) {}

  void run(uint32_t turns) {
    r_.emit(ev::ProcessStart{.pid = 7, .nodeVersion = r_.intern("24.21.0"), .cores = 2, .detail = r_.detail(),
                             .argv = std::string_view("node\0main.js\0", 13)});
    callback(kNoEvent, CallbackKind::Main, Rule::MainProgram);
    r_.emit(ev::LoopStart{});
    for (uint32_t turn = 1; turn <= turns; ++turn) {
      r_.emit(ev::IterationBegin{.iteration = turn});
      r_.emit(ev::PhaseEnter{.phase = Phase::Timers});
      r_.emit(ev::LoopTime{.timeMs = clock_ / 1'000'000, .why = TimeUpdate::TimersPhase});
      for (std::vector<Armed> due = std::exchange(timers_, {}); const Armed& timer : due) {
        if (random_.chance(40)) {
          timers_.push_back(timer);
          continue;
        }
        callback(timer.queued, CallbackKind::Timer, Rule::TimerDue);
        if (timer.repeats)
          timers_.push_back({timer.timer,
                             r_.emit(ev::TimerRearmed{.cause = timer.timer, .timer = timer.timer, .durationMs = 5,
                                                      .startMs = clock_ / 1'000'000, .repeats = true, .referenced = true}),
                             true});
      }
      r_.emit(ev::PhaseLeave{.phase = Phase::Timers});
      r_.emit(ev::PhaseEnter{.phase = Phase::Poll});
      r_.emit(ev::PollSleep{.timeoutMs = 1, .why = PollWhy::Timer});
      clock_ += 1'000'000;
      poolRuns();
      r_.emit(ev::PollWake{.why = WakeWhy::Timeout, .ready = finished_.size()});
      for (const auto& [job, finished] : std::exchange(finished_, {})) {
        r_.emit(ev::PoolJobDelivered{.cause = finished, .job = job, .finished = finished});
        callback(finished, CallbackKind::Poll, Rule::PollPool);
      }
      r_.emit(ev::PhaseLeave{.phase = Phase::Poll});
      r_.emit(ev::PhaseEnter{.phase = Phase::Check});
      std::vector<EventId> batch = std::exchange(immediates_, {});
      if (!batch.empty()) r_.emit(ev::ImmediatesTaken{.count = batch.size()});
      for (EventId immediate : batch) callback(immediate, CallbackKind::Immediate, Rule::ImmediateCheck);
      r_.emit(ev::PhaseLeave{.phase = Phase::Check});
    }
    r_.emit(ev::LoopEnd{});
    r_.emit(ev::ProcessEnd{.code = 0, .reason = ExitReason::Natural});
  }

 private:
  struct Armed {
    EventId timer, queued;
    bool repeats;
  };
  SiteId site() { return names_.sites[random_.below(names_.sites.size())]; }

  void poolRuns() {
    while (!jobs_.empty() && random_.chance(80)) {
      const EventId job = jobs_.front();
      jobs_.erase(jobs_.begin());
      r_.emit(ev::PoolJobStarted{.cause = job, .job = job, .poolThread = random_.below(4), .latencyNs = 1000});
      clock_ += 1000;
      finished_.emplace_back(job, r_.emit(ev::PoolJobFinished{.cause = job, .job = job}));
    }
  }

  void callback(EventId cause, CallbackKind kind, Rule rule) {
    enter(cause, kind, rule);
    if (ticks_.empty() && microtasks_.empty()) return;
    const EventId drain = r_.emit(ev::DrainBegin{.rule = Rule::DrainEndOfTurn});
    while (!ticks_.empty() || !microtasks_.empty()) {
      while (!ticks_.empty()) enter(popFront(ticks_), CallbackKind::Tick, Rule::TickEndOfTurn);
      while (!microtasks_.empty()) enter(popFront(microtasks_), CallbackKind::Microtask, Rule::MicrotaskAfterTicks);
    }
    r_.emit(ev::DrainEnd{.cause = drain});
  }
  static EventId popFront(std::vector<EventId>& queue) {
    const EventId id = queue.front();
    queue.erase(queue.begin());
    return id;
  }

  void enter(EventId cause, CallbackKind kind, Rule rule) {
    const EventId begin = r_.emit(ev::CallbackBegin{.cause = cause, .kind = kind, .function = site(), .rule = rule});
    r_.emit(ev::CallEnter{.cause = begin, .function = site()});
    const uint64_t most = kind == CallbackKind::Tick || kind == CallbackKind::Microtask ? 2 : 5;
    for (uint64_t n = random_.below(most); n > 0; --n) act(begin);
    r_.emit(ev::CallLeave{.cause = begin});
    r_.emit(ev::CallbackEnd{.cause = begin});
  }

  void act(EventId by) {
    clock_ += random_.below(5000);
    r_.emit(ev::Statement{.cause = by, .at = site()});
    switch (random_.below(8)) {
    case 0: ticks_.push_back(r_.emit(ev::TickQueued{.cause = by, .function = site(), .at = site()})); break;
    case 1: microtasks_.push_back(r_.emit(ev::MicrotaskQueued{.cause = by, .function = site()})); break;
    case 2: {
      const bool repeats = random_.chance(20);
      const EventId id = r_.emit(ev::TimerCreated{.cause = by, .durationMs = 1 + random_.below(4), .startMs = clock_ / 1'000'000,
                                                  .repeats = repeats, .referenced = true, .function = site(), .at = site()});
      timers_.push_back({id, id, repeats});
      break;
    }
    case 3:
      immediates_.push_back(r_.emit(ev::ImmediateQueued{.cause = by, .referenced = true, .function = site(), .at = site()}));
      break;
    case 4:
      if (!poolCreated_) r_.emit(ev::PoolCreated{.cause = by, .threads = 4});
      poolCreated_ = true;
      jobs_.push_back(r_.emit(ev::PoolJobQueued{.cause = by, .what = names_.strings[0], .detail = names_.strings[3], .at = site()}));
      break;
    case 5:
      r_.console(by, Stream::Stdout, site(), "line\n");
      break;
    case 6:
      if (!timers_.empty()) {
        const Armed timer = timers_.back();
        timers_.pop_back();
        r_.emit(ev::TimerCleared{.cause = by, .timer = timer.timer, .queued = timer.queued, .at = site()});
      }
      break;
    default: r_.emit(ev::PromiseCreated{.cause = by, .origin = PromiseOrigin::Then, .at = site()}); break;
    }
  }

  Recorder& r_;
  TestClock& clock_;
  Random& random_;
  Names names_;
  std::vector<EventId> ticks_, microtasks_, immediates_, jobs_;
  std::vector<Armed> timers_;
  std::vector<std::pair<EventId, EventId>> finished_;
  bool poolCreated_ = false;
};

inline Header exampleHeader() {
  return {.engineVersion = "0.1.0", .program = "main.js", .arguments = {"--flag"}, .nodeVersion = "24.21.0", .seed = 42,
          .detail = Detail::Statement, .scenario = "{}\n", .settings = {{"cores", "2"}}};
}

// In blocks of eventsPerBlock, or as the recorder's buffer fills.
inline Trace arbitraryTrace(uint64_t seed, uint32_t events, uint32_t eventsPerBlock = ~0u) {
  Random random(seed);
  TestClock clock{0};
  Trace trace(exampleHeader());
  Recorder recorder(Detail::Statement, &clock, trace);
  const Names names = defineNames(recorder);
  while (events > 0) {
    const uint32_t count = std::min(events, eventsPerBlock);
    arbitraryEvents(recorder, names, clock, random, count);
    recorder.flush();
    events -= count;
  }
  return trace;
}

inline Trace plausibleTrace(uint64_t seed, uint32_t turns) {
  Random random(seed);
  TestClock clock{0};
  Trace trace(exampleHeader());
  Recorder recorder(Detail::Statement, &clock, trace);
  PlausibleRun(recorder, clock, random).run(turns);
  recorder.flush();
  return trace;
}

} // namespace tickscope::trace::testing
