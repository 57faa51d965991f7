#include "tests/unit/test_clock.h"
#include "gui/run_compare.h"

#include "core/trace/recorder.h"
#include "tests/gui/sample_trace.h"

#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::gui;

namespace {

Run runOf(std::shared_ptr<const trace::Trace> trace, std::string name) {
  auto index = std::make_shared<RunIndex>(buildIndex(*trace));
  return {trace, index, std::move(name)};
}

// A run that prints these lines, one a callback of its kind.
Run printing(const std::vector<std::pair<trace::CallbackKind, const char*>>& lines) {
  auto trace = std::make_shared<trace::Trace>(trace::Header{});
  TestClock clock{1'000};
  trace::Recorder r(trace::Detail::Loop, &clock, *trace);
  for (auto [kind, text] : lines) {
    trace::EventId begin = r.emit(trace::ev::CallbackBegin{.kind = kind});
    clock += 1'000;
    r.console(begin, trace::Stream::Stdout, trace::SiteId::None, text);
    r.emit(trace::ev::CallbackEnd{.cause = begin});
  }
  r.emit(trace::ev::ProcessEnd{});
  r.flush();
  return runOf(trace, "a run");
}

using enum trace::CallbackKind;

} // namespace

TEST_CASE("compare: a run beside itself has the same order, row by row") {
  Comparison c = compareRuns(runOf(gui::test::sampleTrace(), "a"), runOf(gui::test::sampleTrace(), "b"));
  CHECK(c.sameOrder());
  CHECK(c.sameOutput);
  CHECK(c.rows.size() == c.lefts.size());
  for (const ComparedRow& row : c.rows) CHECK(row.left == row.right);
  CHECK(c.leftEndNs == c.rightEndNs);
  CHECK(c.leftEndNs > 1'000'000);
}

TEST_CASE("compare: the first difference, and equal things beside each other after it") {
  Comparison c = compareRuns(printing({{Main, "a\n"}, {Timer, "t\n"}, {Immediate, "i\n"}}), printing({{Main, "a\n"}, {Immediate, "i\n"}, {Timer, "t\n"}}));
  CHECK_FALSE(c.sameOrder());
  CHECK_FALSE(c.sameOutput);
  CHECK(c.firstDifference == 2); // the main callback and its line are equal
  size_t paired = 0;
  int left = -1, right = -1;
  for (const ComparedRow& row : c.rows) {
    if (row.left >= 0) CHECK(row.left == ++left);
    if (row.right >= 0) CHECK(row.right == ++right);
    if (row.left >= 0 && row.right >= 0) {
      ++paired;
      CHECK(c.lefts[static_cast<size_t>(row.left)].label == c.rights[static_cast<size_t>(row.right)].label);
    }
  }
  CHECK(paired == 4);
  CHECK(left + 1 == static_cast<int>(c.lefts.size()));
  CHECK(right + 1 == static_cast<int>(c.rights.size()));
}

TEST_CASE("compare: one run that goes on differs where the other ends") {
  Comparison c = compareRuns(printing({{Main, "a\n"}}), printing({{Main, "a\n"}, {Timer, "t\n"}}));
  CHECK(c.firstDifference == 2);
  CHECK(c.rows.back().left == -1);
  Comparison none = compareRuns(printing({}), printing({}));
  CHECK(none.sameOrder());
  CHECK(none.rows.empty());
}
