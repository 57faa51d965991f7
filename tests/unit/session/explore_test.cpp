#include "core/session/explore.h"

#include <doctest/doctest.h>

#include "core/trace/trace.h"

using namespace tickscope;

namespace {
Exploration explored(const char* program, unsigned runs = 400) {
  RunRequest request;
  request.path = "/explored/program.js";
  request.text = program;
  request.limits.instructions = 50'000'000;
  ExploreLimits limits;
  limits.runs = runs;
  return explore(request, limits);
}

bool prints(const Exploration& found, const char* output) {
  for (const AllowedOrder& order : found.orders)
    if (order.standardOutput == output) return true;
  return false;
}
} // namespace

TEST_CASE("a program without a race has one order, found in one run") {
  const Exploration found = explored("setTimeout(() => console.log(2), 0); console.log(1);");
  CHECK(found.orders.size() == 1);
  CHECK(found.complete);
  CHECK(found.orders[0].standardOutput == "1\n2\n");
}

TEST_CASE("setTimeout against setImmediate has both orders in the main program, one in an I/O callback") {
  const Exploration main = explored("setTimeout(() => console.log('t'), 0); setImmediate(() => console.log('i'));");
  CHECK(main.complete);
  CHECK(main.orders.size() == 2);
  CHECK(prints(main, "t\ni\n"));
  CHECK(prints(main, "i\nt\n"));
  const Exploration io = explored("require('fs').stat(__filename, () => { setTimeout(() => console.log('t'), 0);"
                                  " setImmediate(() => console.log('i')); });");
  CHECK(io.orders.size() == 1);
  CHECK(io.orders[0].standardOutput == "i\nt\n");
}

TEST_CASE("jobs of the pool finish in any order") {
  const Exploration found = explored("const fs = require('fs'); for (const n of [1, 2, 3]) fs.stat(__filename, () => console.log(n));");
  CHECK(found.orders.size() == 6);
}

TEST_CASE("a millisecond between the starts of two timers turns their order") {
  const Exploration found = explored("setTimeout(() => console.log('two'), 2); setTimeout(() => console.log('one'), 1);");
  CHECK(prints(found, "one\ntwo\n"));
  CHECK(prints(found, "two\none\n"));
}

TEST_CASE("timers that lie apart are no race") {
  const Exploration found = explored("setTimeout(() => console.log('b'), 40); setTimeout(() => console.log('a'), 20);");
  CHECK(found.orders.size() == 1);
}

TEST_CASE("the schedule of an order gives that order again") {
  const char* program = "setTimeout(() => console.log('t'), 0); setImmediate(() => console.log('i'));";
  for (const AllowedOrder& order : explored(program).orders) {
    RunRequest request;
    request.path = "/explored/program.js";
    request.text = program;
    request.scheduled = true;
    request.schedule = order.schedule;
    CHECK(run(request).standardOutput == order.standardOutput);
  }
}

TEST_CASE("what cannot be run says why, and the limit of runs is kept") {
  CHECK(explored("for (let i = 0;; i++);", 3).orders.empty());
  const Exploration found = explored("const fs = require('fs'); for (let n = 0; n < 8; n++) fs.stat(__filename, () => console.log(n));", 20);
  CHECK(found.runs == 20);
  CHECK_FALSE(found.complete);
}

TEST_CASE("schedules as text") {
  CHECK(scheduleText({0, 0, 1, 0, 2}) == "3:1 5:2");
  CHECK(parseSchedule("3:1 5:2") == std::vector<uint8_t>{0, 0, 1, 0, 2});
  CHECK(parseSchedule("") == std::vector<uint8_t>{});
  for (const char* bad : {"x", "1", "1:", ":1", "0:1", "1:256", "1:1,2:1", "10001:1", "1:-1"}) CHECK_FALSE(parseSchedule(bad));
}
