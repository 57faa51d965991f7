#include "core/snapshot/retainers.h"

#include <algorithm>

namespace tickscope::snapshot {

RetainerPaths::RetainerPaths(const Graph& graph) : graph_(graph) {
  const size_t count = graph.nodes.size();
  distance_.assign(count, kNoNode);
  edge_.assign(count, kNoEdge);
  from_.assign(count, kNoNode);
  if (count == 0) return;
  std::vector<NodeIndex> queue{0};
  queue.reserve(count);
  distance_[0] = 0;
  const auto follow = [&](size_t from, bool hidden) {
    for (; from < queue.size(); ++from) {
      const NodeIndex holder = queue[from];
      const auto edges = graph.edgesOf(holder);
      for (const Edge& edge : edges) {
        if (edge.type == EdgeType::Weak || (edge.type == EdgeType::Hidden && !hidden) || distance_[edge.to] != kNoNode) continue;
        distance_[edge.to] = distance_[holder] + 1;
        edge_[edge.to] = uint32_t(&edge - graph.edges.data());
        from_[edge.to] = holder;
        queue.push_back(edge.to);
      }
    }
  };
  follow(0, false);
  if (queue.size() < count) follow(0, true);
}

std::vector<RetainerPaths::Step> RetainerPaths::pathTo(NodeIndex node) const {
  std::vector<Step> path;
  for (NodeIndex at = node; from_[at] != kNoNode; at = from_[at]) path.push_back({from_[at], edge_[at], at});
  std::reverse(path.begin(), path.end());
  return path;
}

std::vector<RetainerPaths::Step> retainersOf(const Graph& graph, NodeIndex node, size_t limit, size_t* total) {
  std::vector<RetainerPaths::Step> found;
  *total = 0;
  for (NodeIndex holder = 0; holder < graph.nodes.size(); ++holder)
    for (const Edge& edge : graph.edgesOf(holder)) {
      if (edge.to != node) continue;
      if (found.size() < limit) found.push_back({holder, uint32_t(&edge - graph.edges.data()), node});
      ++*total;
    }
  return found;
}

} // namespace tickscope::snapshot
