#pragma once
// Two runs beside each other: what happened in what order, and where they first part. No drawing.
#include "gui/run_index.h"

#include <memory>
#include <string>
#include <vector>

namespace tickscope::gui {

// A run that can be shown: the trace, its index, and what it is called ("Node 24, pool of 4").
struct Run {
  std::shared_ptr<const trace::Trace> trace;
  std::shared_ptr<const RunIndex> index;
  std::string name;
};

// Something that people recognise in both runs: a callback that ran, or a line that was printed.
struct Landmark {
  trace::EventId event = 0;
  uint64_t ns = 0; // since the main program began
  Meaning meaning{};
  bool line = false; // of the console
  std::string label;
};

// Landmarks in order. The first `most` of them: more than that nobody reads.
std::vector<Landmark> landmarks(const Run& run, size_t most = 4000);

struct ComparedRow {
  int left = -1, right = -1; // indices into the landmarks; -1 = has no counterpart
};

struct Comparison {
  Run left, right;
  std::vector<Landmark> lefts, rights;
  std::vector<ComparedRow> rows; // equal landmarks stand beside each other
  size_t firstDifference = ~size_t{0}; // index into rows; none when the orders are the same
  bool sameOrder() const { return firstDifference == ~size_t{0}; }
  bool sameOutput = false;
  uint64_t leftEndNs = 0, rightEndNs = 0; // since each main program began
};
Comparison compareRuns(Run left, Run right);

} // namespace tickscope::gui
