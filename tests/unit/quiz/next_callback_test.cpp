#include "core/quiz/next_callback.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>

#include "core/trace/seek.h"

using namespace tickscope;
using namespace tickscope::quiz;

namespace {
std::shared_ptr<const trace::Trace> traced(const char* program) {
  RunRequest request;
  request.path = "/quiz/program.js";
  request.text = program;
  request.detail = trace::Detail::Statement;
  request.keepTrace = true;
  return tickscope::run(request).trace;
}
constexpr const char* kProgram = "const fs = require('fs');\n"                            // line 1
                                 "setTimeout(() => {}, 5);\n"                             // line 2
                                 "setImmediate(() => {});\n"                              // line 3
                                 "process.nextTick(() => {});\n"                          // line 4
                                 "queueMicrotask(() => {});\n"                            // line 5
                                 "Promise.resolve().then(() => {});\n"                    // line 6
                                 "fs.stat(__filename, () => {});\n"                       // line 7
                                 "(async () => { await null; })();\n";                    // line 8
} // namespace

TEST_CASE("what waits has a name, and what runs next is among what could be thought to") {
  const auto trace = traced(kProgram);
  REQUIRE(trace);
  const trace::EventId main = nextCallback(*trace, 0), first = nextCallback(*trace, main);
  CHECK(whoRunsNext(*trace, main) == "the main program");
  CHECK(whoRunsNext(*trace, first) == "the tick of line 4");
  CHECK(whoRunsNext(*trace, trace::kNoEvent) == "nothing: the process ends");
  std::set<std::string> seen;
  for (trace::EventId at = first; at != trace::kNoEvent; at = nextCallback(*trace, at)) seen.insert(whoRunsNext(*trace, at));
  for (const std::string& name : std::initializer_list<std::string>{"the timer of line 2", "the immediate of line 3", "the tick of line 4", "the microtask of line 5", "the promise callback of line 6", "the callback of fs.stat (line 7)", "what follows the await of line 8"}) {
    CAPTURE(name);
    std::string all;
    for (const std::string& each : seen) all += each + "; ";
    CAPTURE(all);
    CHECK(seen.contains(name));
  }
  const auto question = nextCallbackQuestion(trace, trace::foldFromStart(*trace, first - 1), 3);
  REQUIRE(question);
  CHECK(question->choices[question->right[0]].text == "the tick of line 4");
  for (const char* other : {"the immediate of line 3", "the timer of line 2"})
    CHECK(std::any_of(question->choices.begin(), question->choices.end(), [&](const Choice& c) { return c.text == other; }));
  for (uint32_t i = 0; i < question->choices.size(); ++i) {
    const Verdict verdict = judge(*question, {i});
    CHECK(verdict.right == (i == question->right[0]));
    CHECK(verdict.step == first);
    CHECK_FALSE(verdict.reason.empty());
  }
}

TEST_CASE("nothing is asked where nothing waits") {
  const auto trace = traced("console.log('x');\n");
  REQUIRE(trace);
  CHECK_FALSE(nextCallbackQuestion(trace, trace::foldFromStart(*trace, trace->eventCount()), 1));
  CHECK_FALSE(nextCallbackQuestion(nullptr, trace::State(), 1));
}
