#include "gui/why.h"

#include "core/trace/seek.h"
#include "tests/gui/sample_trace.h"

#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::gui;

namespace {

struct Sample {
  std::shared_ptr<const trace::Trace> trace = gui::test::sampleTrace();
  RunIndex index = buildIndex(*trace);
  // The step that prints this line.
  trace::EventId printing(const std::string& text) const {
    for (trace::EventId id : trace->consoleEvents())
      if (trace->event(id).text == text + "\n") return id;
    FAIL("the sample prints this: " << text);
    return 0;
  }
  OrderReason order(const char* a, const char* b) const { return whyInThisOrder(*trace, index, printing(a), printing(b)); }
};

bool holds(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("why: a step belongs to the innermost callback around it") {
  Sample s;
  trace::EventId tick = callbackAround(*s.trace, s.index, s.printing("tick after timer"));
  REQUIRE(tick);
  CHECK(s.trace->event(tick).as<trace::ev::CallbackBegin>().kind == trace::CallbackKind::Tick);
  CHECK(callbackAround(*s.trace, s.index, tick) == tick);
  CHECK(callbackAround(*s.trace, s.index, 0) == 0);
  CHECK(callbackAround(*s.trace, s.index, 1) == 0);
}

TEST_CASE("why: within one callback the program's own order holds") {
  Sample s;
  OrderReason reason = s.order("main begins", "main ends");
  CHECK(reason.earlier == s.printing("main begins"));
  CHECK(holds(reason.sentence, "one callback"));
}

TEST_CASE("why: a tick and a microtask that both waited: the rule of the drain, whichever was picked first") {
  Sample s;
  for (auto [a, b] : {std::pair{"tick", "promise 42"}, {"promise 42", "tick"}}) {
    OrderReason reason = s.order(a, b);
    CHECK(s.trace->event(reason.earlier).as<trace::ev::CallbackBegin>().kind == trace::CallbackKind::Tick);
    CHECK(reason.reference == "4.1");
    CHECK(holds(reason.sentence, "nextTick queue"));
    CHECK_FALSE(reason.race);
  }
}

TEST_CASE("why: what was queued only later could not come earlier, and it is said by whom") {
  Sample s;
  OrderReason reason = s.order("timer", "tick after timer");
  CHECK(holds(reason.sentence, "could not come earlier"));
  CHECK(holds(reason.sentence, "by the first itself"));
  reason = s.order("immediate", "immediate after I/O");
  CHECK(holds(reason.sentence, "could not come earlier"));
  CHECK(holds(reason.sentence, "sample.js:5"));
}

TEST_CASE("why: a tick before a timer that waited as well: queues that are drained come before phases") {
  Sample s;
  OrderReason reason = s.order("tick", "timer");
  CHECK(holds(reason.sentence, "before the loop goes on"));
}

TEST_CASE("why: at every step, everything that waits can say what it waits for") {
  Sample s;
  trace::Seek seek(*s.trace);
  size_t asked = 0;
  for (trace::EventId step = 0; step <= s.index.last; ++step) {
    const trace::State& state = seek.at(step);
    const trace::IsolateState& i = state.isolate();
    auto ask = [&](const auto& queue) {
      for (const auto& item : queue) {
        std::string why = whyNotYet(state, item.queued);
        CAPTURE(step);
        CHECK(why.size() > 20);
        ++asked;
      }
    };
    ask(i.ticks);
    ask(i.microtasks);
    ask(i.timers);
    ask(i.immediates);
    ask(i.immediateBatch);
    ask(i.ready);
    ask(i.closing);
  }
  CHECK(asked > 100);
  CHECK(whyNotYet(seek.at(0), 5).empty());
}
