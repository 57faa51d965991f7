#pragma once
// What `tickscope heap` prints: tables, paths and differences, as text or as JSON.
#include <string>

#include "core/session/session.h"
#include "core/snapshot/difference.h"

namespace tickscope::cli {

struct HeapView {
  snapshot::GroupBy by = snapshot::GroupBy::Constructor;
  size_t rows = 25; // of a table; 0: all
  bool json = false;
};

std::string heapTable(const HeapLook& look, const HeapView& view);
// The object `which` ("@ID" or the name of a constructor: then the one that retains most), and why it is alive.
Result<std::string> heapRetainers(const HeapLook& look, const std::string& which, const HeapView& view);
Result<std::string> heapDifference(const HeapLook& before, const HeapLook& after, const HeapView& view);
// What was made between the first two and still lives in the third, and why.
Result<std::string> heapSurvivors(const HeapLook& first, const HeapLook& second, const HeapLook& third, const HeapView& view);

// Hidden classes and inline caches; of one function, unless `function` is empty.
Result<std::string> shapesReport(const HeapLook& look, const std::string& function, const HeapView& view);

} // namespace tickscope::cli
