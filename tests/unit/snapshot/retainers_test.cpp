#include "core/snapshot/retainers.h"

#include <doctest/doctest.h>
#include <queue>

#include "tests/unit/snapshot/random_graph.h"

using namespace tickscope::snapshot;

TEST_CASE("paths are real, as short as can be, and use hidden edges only where they must") {
  for (uint32_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    const Graph graph = randomGraph(seed, 2 + seed % 60, 1 + seed % 4);
    const RetainerPaths paths(graph);
    const auto reached = reachedWithout(graph, kNoNode);
    // A plain breadth-first walk along the edges that people read.
    std::vector<uint32_t> plain(graph.nodes.size(), kNoNode);
    std::queue<NodeIndex> work;
    work.push(0);
    plain[0] = 0;
    for (; !work.empty(); work.pop())
      for (const Edge& edge : graph.edgesOf(work.front()))
        if (edge.type != EdgeType::Weak && edge.type != EdgeType::Hidden && plain[edge.to] == kNoNode) {
          plain[edge.to] = plain[work.front()] + 1;
          work.push(edge.to);
        }
    for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
      const auto path = paths.pathTo(node);
      CHECK((paths.distance(node) != kNoNode) == reached[node]);
      if (!reached[node]) {
        CHECK(path.empty());
        continue;
      }
      CHECK(path.size() == paths.distance(node));
      NodeIndex at = 0;
      for (const RetainerPaths::Step& step : path) {
        CHECK(step.holder == at);
        const auto edges = graph.edgesOf(step.holder);
        CHECK(step.edge >= size_t(edges.data() - graph.edges.data()));
        CHECK(step.edge < size_t(edges.data() - graph.edges.data()) + edges.size());
        CHECK(graph.edges[step.edge].to == step.held);
        CHECK(graph.edges[step.edge].type != EdgeType::Weak);
        at = step.held;
      }
      CHECK(at == node);
      if (plain[node] != kNoNode) CHECK(path.size() == plain[node]);
      size_t total = 0, expected = 0;
      const auto retainers = retainersOf(graph, node, 3, &total);
      for (const Edge& edge : graph.edges) expected += edge.to == node;
      CHECK(total == expected);
      CHECK(retainers.size() == std::min<size_t>(3, expected));
    }
  }
}
