#include "core/snapshot/dominators.h"

namespace tickscope::snapshot {

namespace {

// Everything is counted in the numbers of a depth-first walk: 1 is the root, 0 is none.
class LengauerTarjan {
public:
  explicit LengauerTarjan(const Graph& graph) : graph_(graph) {}

  Dominators run() {
    Dominators result;
    const size_t nodes = graph_.nodes.size();
    result.immediate.assign(nodes, kNoNode);
    result.retainedSize.resize(nodes);
    for (size_t i = 0; i < nodes; ++i) result.retainedSize[i] = graph_.nodes[i].selfSize;
    if (nodes == 0) return result;
    walk();
    gatherPredecessors();
    dominate();
    const auto count = uint32_t(vertex_.size() - 1);
    for (uint32_t i = 2; i <= count; ++i) result.immediate[vertex_[i]] = vertex_[dominator_[i]];
    for (uint32_t i = count; i >= 2; --i) result.retainedSize[vertex_[dominator_[i]]] += result.retainedSize[vertex_[i]];
    vertex_.erase(vertex_.begin());
    result.order = std::move(vertex_);
    return result;
  }

private:
  void walk() {
    number_.assign(graph_.nodes.size(), 0);
    vertex_ = {kNoNode, 0};
    parent_ = {0, 0};
    number_[0] = 1;
    struct Open {
      uint32_t number;
      uint32_t edge, end;
    };
    const auto open = [&](uint32_t number) {
      const auto edges = graph_.edgesOf(vertex_[number]);
      const auto first = uint32_t(edges.data() - graph_.edges.data());
      return Open{number, first, first + uint32_t(edges.size())};
    };
    std::vector<Open> stack{open(1)};
    while (!stack.empty()) {
      Open& top = stack.back();
      if (top.edge == top.end) {
        stack.pop_back();
        continue;
      }
      const Edge& edge = graph_.edges[top.edge++];
      if (edge.type == EdgeType::Weak || number_[edge.to]) continue;
      const auto number = uint32_t(vertex_.size());
      number_[edge.to] = number;
      vertex_.push_back(edge.to);
      parent_.push_back(top.number);
      stack.push_back(open(number));
    }
  }

  void gatherPredecessors() {
    firstPredecessor_.assign(vertex_.size() + 1, 0);
    const auto forEach = [&](auto&& visit) {
      for (uint32_t from = 1; from < vertex_.size(); ++from)
        for (const Edge& edge : graph_.edgesOf(vertex_[from]))
          if (edge.type != EdgeType::Weak) visit(from, number_[edge.to]);
    };
    forEach([&](uint32_t, uint32_t to) { ++firstPredecessor_[to + 1]; });
    for (size_t i = 1; i < firstPredecessor_.size(); ++i) firstPredecessor_[i] += firstPredecessor_[i - 1];
    predecessors_.resize(firstPredecessor_.back());
    std::vector<uint32_t> at(firstPredecessor_.begin(), firstPredecessor_.end() - 1);
    forEach([&](uint32_t from, uint32_t to) { predecessors_[at[to]++] = from; });
    number_ = {};
  }

  // The vertex of least semidominator on the way from `v` up the forest of what is linked so far.
  uint32_t evaluate(uint32_t v) {
    if (forest_[v].ancestor == 0) return v;
    uint32_t u = v;
    while (forest_[forest_[u].ancestor].ancestor != 0) {
      path_.push_back(u);
      u = forest_[u].ancestor;
    }
    while (!path_.empty()) {
      u = path_.back();
      path_.pop_back();
      Linked& linked = forest_[u];
      const Linked& above = forest_[linked.ancestor];
      if (above.least < linked.least) {
        linked.label = above.label;
        linked.least = above.least;
      }
      linked.ancestor = above.ancestor;
    }
    return forest_[v].label;
  }

  void dominate() {
    const auto count = uint32_t(vertex_.size() - 1);
    forest_.resize(count + 1);
    for (uint32_t i = 0; i <= count; ++i) forest_[i] = {0, i, i, i};
    dominator_.assign(count + 1, 0);
    std::vector<uint32_t> bucket(count + 1, 0), nextInBucket(count + 1, 0);
    for (uint32_t w = count; w >= 2; --w) {
      uint32_t semi = w;
      for (uint32_t i = firstPredecessor_[w]; i < firstPredecessor_[w + 1]; ++i)
        semi = std::min(semi, forest_[evaluate(predecessors_[i])].semi);
      const uint32_t parent = parent_[w];
      forest_[w] = {parent, w, semi, semi};
      nextInBucket[w] = bucket[semi];
      bucket[semi] = w;
      for (uint32_t v = bucket[parent]; v; v = nextInBucket[v]) {
        const uint32_t u = evaluate(v);
        dominator_[v] = forest_[u].semi < forest_[v].semi ? u : parent;
      }
      bucket[parent] = 0;
    }
    for (uint32_t w = 2; w <= count; ++w)
      if (dominator_[w] != forest_[w].semi) dominator_[w] = dominator_[dominator_[w]];
  }

  // What the algorithm asks of a vertex together, so that it costs one miss of the cache.
  struct Linked {
    uint32_t ancestor; // in the forest; 0: not linked yet
    uint32_t label;    // of least semidominator on the compressed way up
    uint32_t least;    // its semidominator
    uint32_t semi;     // our own
  };
  const Graph& graph_;
  std::vector<uint32_t> number_; // by node
  std::vector<NodeIndex> vertex_; // by number, as are all below
  std::vector<Linked> forest_;
  std::vector<uint32_t> parent_, dominator_;
  std::vector<uint32_t> firstPredecessor_, predecessors_;
  std::vector<uint32_t> path_;
};

} // namespace

Dominators findDominators(const Graph& graph) { return LengauerTarjan(graph).run(); }

} // namespace tickscope::snapshot
