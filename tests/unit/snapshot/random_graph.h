#pragma once
// Graphs for the tests of core/snapshot: random ones, and what a brute-force model says of them.
#include <random>

#include "core/snapshot/graph.h"

namespace tickscope::snapshot {

inline Graph randomGraph(uint32_t seed, uint32_t nodes, uint32_t edgesEach, bool weak = true) {
  std::mt19937 random(seed);
  Graph graph;
  for (uint32_t i = 0; i < nodes; ++i) {
    Node node;
    node.id = 2 * uint64_t(i) + 1;
    node.type = i == 0 ? NodeType::Synthetic : random() % 4 ? NodeType::Object : NodeType::Array;
    node.selfSize = i == 0 ? 0 : 8 * (1 + random() % 10);
    node.name = graph.strings.add(i == 0 ? "" : std::string(1, char('A' + random() % 5)));
    graph.addNode(node);
  }
  for (uint32_t i = 0; i < nodes; ++i) {
    graph.beginEdgesOf(i);
    const uint32_t count = i == 0 ? 1 + random() % 3 : random() % (edgesEach + 1);
    for (uint32_t e = 0; e < count; ++e) {
      const EdgeType type = weak && random() % 8 == 0 ? EdgeType::Weak : random() % 3 ? EdgeType::Property : EdgeType::Hidden;
      const uint32_t label = type == EdgeType::Hidden ? e : graph.strings.add("edge");
      graph.addEdge(random() % nodes, type, label);
    }
  }
    return graph;
}

// Which nodes strong edges reach from the root without leading through `without`.
inline std::vector<bool> reachedWithout(const Graph& graph, NodeIndex without) {
  std::vector<bool> reached(graph.nodes.size(), false);
  if (without == 0) return reached;
  std::vector<NodeIndex> work{0};
  reached[0] = true;
  while (!work.empty()) {
    const NodeIndex node = work.back();
    work.pop_back();
    for (const Edge& edge : graph.edgesOf(node))
      if (edge.type != EdgeType::Weak && edge.to != without && !reached[edge.to]) {
        reached[edge.to] = true;
        work.push_back(edge.to);
      }
  }
  return reached;
}

} // namespace tickscope::snapshot
