#include "gui/walk_plan.h"

#include "tests/gui/sample_trace.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::gui;

TEST_CASE("walk: the stops of a span, both ends among them, in order") {
  RunIndex index = buildIndex(*gui::test::sampleTrace());
  for (Granularity g : {Granularity::Phase, Granularity::Callback, Granularity::Statement, Granularity::Event}) {
    auto walk = planWalk(index, 10, index.last - 5, g);
    REQUIRE(walk);
    CHECK(walk->front() == 10);
    CHECK(walk->back() == index.last - 5);
    CHECK(std::is_sorted(walk->begin(), walk->end()));
    CHECK(std::adjacent_find(walk->begin(), walk->end()) == walk->end());
  }
  CHECK(*planWalk(index, index.last - 5, 10, Granularity::Callback) == *planWalk(index, 10, index.last - 5, Granularity::Callback));
  CHECK(planWalk(index, 7, 7, Granularity::Event)->size() == 1);
  CHECK(planWalk(index, 0, 1'000'000'000, Granularity::Phase)->back() == index.last);
}

TEST_CASE("walk: one that nobody would look at to its end is refused") {
  RunIndex index = buildIndex(*gui::test::longTrace(2000));
  auto walk = planWalk(index, 0, index.last, Granularity::Callback);
  REQUIRE_FALSE(walk);
  CHECK(walk.error().message.find("shorter span") != std::string::npos);
  CHECK(planWalk(index, 0, walkEnd(index, 0, Granularity::Callback, 40), Granularity::Callback)->size() <= 42);
  CHECK(walkEnd(index, index.last, Granularity::Statement, 40) == index.last);
}
