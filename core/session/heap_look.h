#pragma once
// Looking into the heap of a run at a step. The trace does not hold the heap; runs are deterministic, so the program is run
// again up to the step and its heap is taken there as a graph (core/snapshot).
#include <memory>
#include <vector>

#include "core/session/session.h"
#include "core/snapshot/graph.h"
#include "core/snapshot/shapes.h"

namespace tickscope {

struct HeapQuestion {
  std::vector<uint32_t> steps; // events of the trace that the request gives, right before each is recorded
  bool atEnd = false;          // and when the program has ended, or ran out of memory
  bool shapes = false;         // hidden classes and inline caches instead of objects
  bool trackAllocations = false; // for allocation sites and for comparing; the run takes longer
};

// The looks in order of their steps, the end last. Fails if the program cannot be run or does not come to a step. A request
// without a detail is run at Detail::Statement, as `tickscope trace` does.
Result<std::vector<HeapLook>> lookIntoHeap(RunRequest request, HeapQuestion question, RunControl* control = nullptr);

} // namespace tickscope
