#pragma once
// Who keeps what alive. Node d dominates node n if every path from the root to n leads through d; what d dominates dies
// with d, and the sum of its sizes is d's retained size. Weak edges keep nothing alive and do not count.
#include "core/snapshot/graph.h"

namespace tickscope::snapshot {

struct Dominators {
  std::vector<NodeIndex> immediate;   // kNoNode: the root, and what no strong path reaches
  std::vector<uint64_t> retainedSize; // of a node that no strong path reaches: its own size
  // Nodes in an order in which a dominator comes before what it dominates; only those that are reached.
  std::vector<NodeIndex> order;
};

// Lengauer and Tarjan's algorithm with path compression: O(edges · log nodes), no recursion, 28 bytes a node and 4 an
// edge besides the result.
Dominators findDominators(const Graph& graph);

} // namespace tickscope::snapshot
