#include "core/snapshot/heapsnapshot_file.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include "tests/unit/snapshot/random_graph.h"

using namespace tickscope::snapshot;
using nlohmann::json;

TEST_CASE("a written snapshot reads back as the graph it was") {
  for (const int major : {10, 22, 24, 26}) {
    Graph graph = randomGraph(uint32_t(major), 200, 4);
    graph.nodes[3].name = graph.strings.add("a \"quoted\" text\\ with\nlines, \x01 and é");
    graph.locations.push_back({5, 1, 2, 3});
    const json file = json::parse(heapSnapshotText(graph, major));
    const json& meta = file["snapshot"]["meta"];
    const size_t nodeFields = meta["node_fields"].size(), edgeFields = meta["edge_fields"].size();
    CHECK(nodeFields == (major <= 22 ? 7 : 6));
    CHECK(meta["node_types"].size() == nodeFields);
    CHECK(meta["edge_types"].size() == edgeFields);
    CHECK(file["snapshot"]["node_count"] == graph.nodes.size());
    CHECK(file["snapshot"]["edge_count"] == graph.edges.size());
    REQUIRE(file["nodes"].size() == graph.nodes.size() * nodeFields);
    REQUIRE(file["edges"].size() == graph.edges.size() * edgeFields);
    size_t edgeAt = 0;
    for (NodeIndex i = 0; i < graph.nodes.size(); ++i) {
      const auto field = [&](size_t f) { return file["nodes"][i * nodeFields + f].get<uint64_t>(); };
      CHECK(meta["node_types"][0][field(0)] == nodeTypeName(graph.nodes[i].type));
      CHECK(file["strings"][field(1)] == graph.nameOf(i));
      CHECK(field(2) == graph.nodes[i].id);
      CHECK(field(3) == graph.nodes[i].selfSize);
      REQUIRE(field(4) == graph.edgesOf(i).size());
      for (const Edge& edge : graph.edgesOf(i)) {
        CHECK(meta["edge_types"][0][file["edges"][edgeAt].get<size_t>()] == edgeTypeName(edge.type));
        CHECK(file["edges"][edgeAt + 2] == edge.to * nodeFields);
        if (hasIndex(edge.type)) CHECK(file["edges"][edgeAt + 1] == edge.nameOrIndex);
        else CHECK(file["strings"][file["edges"][edgeAt + 1].get<size_t>()] == graph.strings[edge.nameOrIndex]);
        edgeAt += edgeFields;
      }
    }
    CHECK(file["locations"] == json({5 * nodeFields, 1, 2, 3}));
  }
}
