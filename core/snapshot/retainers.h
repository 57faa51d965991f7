#pragma once
// Why an object is alive: a shortest path of references from the root to it.
#include "core/snapshot/graph.h"

namespace tickscope::snapshot {

// Shortest paths from the root to every node. Weak edges are not used; hidden ones (a store's, a compiled function's) only
// where there is no other way, since a path is read by people.
class RetainerPaths {
public:
  explicit RetainerPaths(const Graph& graph);

  struct Step {
    NodeIndex holder;
    uint32_t edge; // of Graph::edges
    NodeIndex held;
  };
  // From the root to `node`; empty for the root and for what no strong path reaches.
  std::vector<Step> pathTo(NodeIndex node) const;
  // Edges on that path; kNoNode: not reached.
  uint32_t distance(NodeIndex node) const { return distance_[node]; }

private:
  const Graph& graph_;
  std::vector<uint32_t> distance_;
  std::vector<uint32_t> edge_;  // that reached the node first
  std::vector<NodeIndex> from_;
};

// The edges that lead to `node`, in order of their holders; at most `limit`. *total says how many there are.
std::vector<RetainerPaths::Step> retainersOf(const Graph& graph, NodeIndex node, size_t limit, size_t* total);

} // namespace tickscope::snapshot
