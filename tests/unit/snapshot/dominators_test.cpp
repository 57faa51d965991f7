#include "core/snapshot/dominators.h"

#include <chrono>
#include <doctest/doctest.h>

#include "core/snapshot/groups.h"
#include "core/snapshot/retainers.h"
#include "tests/unit/snapshot/random_graph.h"

using namespace tickscope::snapshot;

TEST_CASE("retained sizes are what would go without the node: random graphs against removing each node") {
  for (uint32_t seed = 1; seed <= 300; ++seed) {
    const Graph graph = randomGraph(seed, 2 + seed % 40, 1 + seed % 4);
    const Dominators found = findDominators(graph);
    const auto all = reachedWithout(graph, kNoNode);
    CAPTURE(seed);
    for (NodeIndex node = 0; node < graph.nodes.size(); ++node) {
      CAPTURE(node);
      const auto left = reachedWithout(graph, node);
      uint64_t retained = 0;
      for (NodeIndex i = 0; i < graph.nodes.size(); ++i)
        if (all[i] && !left[i]) retained += graph.nodes[i].selfSize;
      if (!all[node]) {
        CHECK(found.immediate[node] == kNoNode);
        CHECK(found.retainedSize[node] == graph.nodes[node].selfSize);
        continue;
      }
      CHECK(found.retainedSize[node] == retained);
      if (node == 0) continue;
      // The immediate dominator dominates, and every other dominator dominates it.
      const NodeIndex above = found.immediate[node];
      REQUIRE(above != kNoNode);
      CHECK((above == 0 || !reachedWithout(graph, above)[node]));
      for (NodeIndex other = 1; other < graph.nodes.size(); ++other)
        if (other != node && other != above && all[other] && !reachedWithout(graph, other)[node])
          CHECK(!reachedWithout(graph, other)[above]);
    }
    size_t reached = 0;
    for (const bool is : all) reached += is;
    CHECK(found.order.size() == reached);
  }
}

TEST_CASE("a group's retained size is what would go without all of its members") {
  for (uint32_t seed = 1; seed <= 100; ++seed) {
    const Graph graph = randomGraph(seed, 60, 2, false);
    const Dominators found = findDominators(graph);
    const auto all = reachedWithout(graph, kNoNode);
    uint64_t shallow = 0, total = 0;
    uint32_t count = 0;
    for (const Group& group : groupNodes(graph, found, GroupBy::Constructor)) {
      CAPTURE(group.name);
      shallow += group.selfSize;
      count += group.count;
      // By the dominator tree: each reached member below no other member.
      uint64_t retained = 0;
      for (NodeIndex node = 1; node < graph.nodes.size(); ++node) {
        if (graph.classOf(node) != group.name || !all[node]) continue;
        bool below = false;
        for (NodeIndex above = found.immediate[node]; above != kNoNode; above = found.immediate[above])
          below |= above != 0 && graph.classOf(above) == group.name;
        if (!below) retained += found.retainedSize[node];
      }
      CHECK(group.retainedSize == retained);
      const auto members = membersOf(graph, found, group, GroupBy::Constructor, 1000);
      CHECK(members.size() == group.count);
      CHECK(members.front() == group.largest);
    }
    for (const Node& node : graph.nodes) total += node.selfSize;
    CHECK(shallow == total);
    CHECK(count == graph.nodes.size() - 1);
  }
}

TEST_CASE("long chains and stars do not recurse and do not take quadratic time") {
  // A list of half a million entries that all refer to one shape, and back to their predecessors.
  constexpr uint32_t kLength = 500'000;
  Graph graph;
  for (uint32_t i = 0; i < kLength + 2; ++i) {
    Node node;
    node.id = 2 * uint64_t(i) + 1;
    node.selfSize = i ? 16 : 0;
    node.type = i ? NodeType::Object : NodeType::Synthetic;
    graph.addNode(node);
  }
  const NodeIndex shape = kLength + 1;
  graph.beginEdgesOf(0);
  graph.addEdge(1, EdgeType::Element, 0);
  for (uint32_t i = 1; i <= kLength; ++i) {
    graph.beginEdgesOf(i);
    graph.addEdge(shape, EdgeType::Internal, 0);
    if (i < kLength) graph.addEdge(i + 1, EdgeType::Property, 0);
    if (i > 1) graph.addEdge(i - 1, EdgeType::Property, 0);
  }
  graph.beginEdgesOf(shape); // it has none
  const Dominators found = findDominators(graph);
  CHECK(found.immediate[shape] == 1);
  CHECK(found.immediate[kLength] == kLength - 1);
  CHECK(found.retainedSize[1] == 16ull * (kLength + 1));
  CHECK(RetainerPaths(graph).distance(kLength) == kLength);
}

TEST_CASE("ten million objects: dominators, paths and groups in seconds" * doctest::skip(true)) {
  // Not in the usual run: 1.5 GB. Run with --no-skip.
  constexpr uint32_t kNodes = 10'000'000;
  std::mt19937 random(7);
  Graph graph;
  graph.nodes.reserve(kNodes);
  graph.edges.reserve(3 * kNodes);
  const uint32_t names[] = {graph.strings.add("A"), graph.strings.add("B"), graph.strings.add("C")};
  for (uint32_t i = 0; i < kNodes; ++i) {
    Node node;
    node.id = 2 * uint64_t(i) + 1;
    node.type = i ? NodeType::Object : NodeType::Synthetic;
    node.selfSize = 48;
    node.name = names[random() % 3];
    graph.addNode(node);
  }
  for (uint32_t i = 0; i < kNodes; ++i) {
    graph.beginEdgesOf(i);
    for (uint64_t child = 2 * uint64_t(i) + 1; child <= 2 * uint64_t(i) + 2 && child < kNodes; ++child)
      graph.addEdge(NodeIndex(child), EdgeType::Property, names[0]);
    // References across the tree, most of them near, as programs have them.
    graph.addEdge(uint32_t(random() % 4 ? std::min<uint64_t>(kNodes - 1, i + random() % 1000) : random() % kNodes), EdgeType::Property, names[1]);
  }
    const auto begin = std::chrono::steady_clock::now();
  const auto seconds = [&] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); };
  const Dominators found = findDominators(graph);
  MESSAGE("dominators after ", seconds(), " s");
  const RetainerPaths paths(graph);
  MESSAGE("paths after ", seconds(), " s");
  const auto groups = groupNodes(graph, found, GroupBy::Constructor);
  MESSAGE("groups after ", seconds(), " s");
  CHECK(groups.size() == 3);
  CHECK(found.retainedSize[0] == 48ull * kNodes);
  CHECK(paths.distance(kNodes - 1) != kNoNode);
  CHECK(seconds() < 60);
}
