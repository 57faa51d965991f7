#include "core/snapshot/difference.h"

#include <doctest/doctest.h>
#include <set>

#include "tests/unit/snapshot/random_graph.h"

using namespace tickscope::snapshot;

namespace {
// A heap that lives on: objects 1 … are made one after the other, and some die.
struct Life {
  std::mt19937 random;
  std::set<uint64_t> alive;
  uint64_t made = 0;
  void goOn(uint32_t births) {
    for (uint32_t i = 0; i < births; ++i) {
      alive.insert(2 * ++made + 1);
      if (random() % 2 && !alive.empty()) alive.erase(std::next(alive.begin(), random() % alive.size()));
    }
  }
  Graph snapshot() const {
    Graph graph;
    Node root;
    root.type = NodeType::Synthetic;
    root.id = 1;
    graph.addNode(root);
    for (const uint64_t id : alive) {
      Node node;
      node.id = id;
      node.type = NodeType::Object;
      node.selfSize = 8 + id % 7 * 8;
      node.name = graph.strings.add(id % 3 ? "Small" : "Big");
      graph.addNode(node);
    }
    graph.beginEdgesOf(0);
    for (NodeIndex i = 1; i < graph.nodes.size(); ++i) graph.addEdge(i, EdgeType::Element, i);
    for (NodeIndex i = 1; i < graph.nodes.size(); ++i) graph.beginEdgesOf(i); // they have none
    graph.lastId = 2 * made + 1;
    return graph;
  }
};
} // namespace

TEST_CASE("what came and what went, against sets of ids") {
  for (uint32_t seed = 1; seed <= 50; ++seed) {
    Life life{std::mt19937(seed), {}, 0};
    life.goOn(50);
    const auto before = life.alive;
    const Graph first = life.snapshot();
    life.goOn(60);
    const auto after = life.alive;
    const Graph second = life.snapshot();
    const auto changes = compareSnapshots(first, second, GroupBy::Constructor);
    REQUIRE(changes);
    for (const GroupChange& change : *changes) {
      const bool big = change.name == "Big";
      uint32_t added = 0, removed = 0;
      uint64_t addedSize = 0;
      for (const uint64_t id : after)
        if ((id % 3 == 0) == big && !before.count(id)) ++added, addedSize += 8 + id % 7 * 8;
      for (const uint64_t id : before) removed += (id % 3 == 0) == big && !after.count(id);
      CHECK(change.added == added);
      CHECK(change.addedSize == addedSize);
      CHECK(change.removed == removed);
    }
    life.goOn(40);
    const Graph third = life.snapshot();
    const auto survivors = survivorsOf(first, second, third, findDominators(third), GroupBy::Constructor);
    REQUIRE(survivors);
    uint32_t expected = 0, found = 0;
    for (const uint64_t id : life.alive) expected += id > first.lastId && id <= second.lastId;
    for (const Group& group : survivors->groups) {
      found += group.count;
      CHECK(group.selfSize == group.retainedSize); // nobody holds anybody here
    }
    CHECK(found == expected);
  }
}

TEST_CASE("snapshots without tracked allocations cannot be compared") {
  const Graph graph = randomGraph(1, 10, 2);
  CHECK(!compareSnapshots(graph, graph, GroupBy::Constructor));
  CHECK(!survivorsOf(graph, graph, graph, findDominators(graph), GroupBy::Site));
}
