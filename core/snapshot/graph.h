#pragma once
// A snapshot of a heap: all reachable objects as a graph, apart from the engine that it was taken of.
//
// Nodes and edges stand in two arrays; the edges of node i are [firstEdge(i), firstEdge(i + 1)). Node 0 is the root.
// Types of nodes and edges are those of V8's heap snapshots, in V8's order: Chrome DevTools reads them as numbers.
//
// Size. 32 bytes a node and 12 an edge: ten million objects with three references each take 680 MB.
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tickscope::snapshot {

enum class NodeType : uint8_t {
  Hidden, Array, String, Object, Code, Closure, RegExp, Number, Native, Synthetic, ConsString, SlicedString, Symbol, BigInt, Shape
};
enum class EdgeType : uint8_t { Context, Element, Property, Internal, Hidden, Shortcut, Weak };
const char* nodeTypeName(NodeType type); // as in the file format: "concatenated string", "object shape"
const char* edgeTypeName(EdgeType type);

// Where in V8's terms the object lives.
enum class Space : uint8_t { None, New, Old, Pinned, Large };

using NodeIndex = uint32_t;
inline constexpr NodeIndex kNoNode = 0xffffffff;
inline constexpr uint32_t kNoEdge = 0xffffffff;

struct Node {
  uint64_t id = 0;       // odd; the same object has the same in every snapshot of a run that tracked allocations
  uint64_t selfSize = 0; // bytes
  uint32_t name = 0;     // Graph::string
  uint32_t firstEdge = 0;
  uint32_t site = 0;     // Graph::sites: where it was allocated; 0 not known
  NodeType type = NodeType::Hidden;
  Space space = Space::None;
  bool survived = false; // in new space: has been copied once
};
static_assert(sizeof(Node) == 32);

struct Edge {
  NodeIndex to;
  uint32_t nameOrIndex; // an index if hasIndex(type), else Graph::string
  EdgeType type;
};
inline bool hasIndex(EdgeType type) { return type == EdgeType::Element || type == EdgeType::Hidden; }

// Where objects were allocated, and how many.
struct AllocationSite {
  std::string function, path; // of the innermost function of the program
  uint32_t line = 0, column = 0; // 1-based
  uint64_t allocated = 0, allocatedBytes = 0; // up to the snapshot, dead ones too
};

// Where in a source a function stands, for the locations of the file format.
struct Location {
  NodeIndex node;
  uint32_t script, line, column; // script: 1, 2, …; line and column 0-based
};

class StringPool {
public:
  StringPool();
  uint32_t add(std::string_view text);
  const std::string& operator[](uint32_t index) const { return texts_[index]; }
  size_t size() const { return texts_.size(); }
  // The index of a text, or false.
  bool find(std::string_view text, uint32_t* index) const;

private:
  std::deque<std::string> texts_; // views of the index stay valid
  std::unordered_map<std::string_view, uint32_t> index_;
};

struct Graph {
  std::vector<Node> nodes;
  std::vector<Edge> edges;
  StringPool strings;                // 0 is ""
  std::vector<AllocationSite> sites; // 0 is "not known"
  std::vector<Location> locations;
  uint64_t lastId = 0;               // of the object made last, dead or alive; 0: allocations were not tracked

  // Making one: all nodes, then the edges of every node, in order.
  NodeIndex addNode(const Node& node) {
    nodes.push_back(node);
    return NodeIndex(nodes.size() - 1);
  }
  void beginEdgesOf(NodeIndex node) { nodes[node].firstEdge = uint32_t(edges.size()); }
  void addEdge(NodeIndex to, EdgeType type, uint32_t nameOrIndex) { edges.push_back({to, nameOrIndex, type}); }

  std::span<const Edge> edgesOf(NodeIndex node) const {
    const uint32_t end = node + 1 < nodes.size() ? nodes[node + 1].firstEdge : uint32_t(edges.size());
    return {edges.data() + nodes[node].firstEdge, end - nodes[node].firstEdge};
  }
  const std::string& nameOf(NodeIndex node) const { return strings[nodes[node].name]; }
  // As DevTools groups: an object by its constructor, what else there is by its kind: "(string)", "(array)", "Function".
  std::string classOf(NodeIndex node) const;
  // How an edge is written in a path: ".name", "[3]", "context variable x".
  std::string edgeText(const Edge& edge) const;
  NodeIndex findById(uint64_t id) const; // kNoNode
  uint64_t totalSize() const;
};

} // namespace tickscope::snapshot
