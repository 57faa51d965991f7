#include "core/snapshot/groups.h"

#include <algorithm>

namespace tickscope::snapshot {

namespace {

// The group of each node (0: none), and the groups' names.
struct Grouping {
  std::vector<uint32_t> groupOf; // 1 …, by node
  std::vector<Group> groups;

  Grouping(const Graph& graph, GroupBy by, const std::vector<bool>* only) : groupOf(graph.nodes.size(), 0) {
    std::unordered_map<uint64_t, uint32_t> known; // by type and name, or by site: looked up only
    std::unordered_map<std::string, uint32_t> byName;
    for (NodeIndex i = 0; i < graph.nodes.size(); ++i) {
      const Node& node = graph.nodes[i];
      if (node.type == NodeType::Synthetic || (only && !(*only)[i])) continue;
      const bool named = node.type == NodeType::Object || node.type == NodeType::Native;
      const uint64_t key = by == GroupBy::Site ? node.site : (uint64_t(node.type) << 32 | (named ? node.name : 0));
      uint32_t& group = known[key];
      if (!group) {
        const std::string name = by == GroupBy::Site ? siteText(graph.sites[node.site]) : graph.classOf(i);
        uint32_t& same = byName[name]; // kinds that are called alike
        if (!same) {
          groups.push_back({});
          groups.back().name = name;
          groups.back().site = by == GroupBy::Site ? node.site : 0;
          same = uint32_t(groups.size());
        }
        group = same;
      }
      groupOf[i] = group;
    }
  }
};

} // namespace

std::string siteText(const AllocationSite& site) {
  if (site.path.empty()) return "(not known)";
  return (site.function.empty() ? "(anonymous)" : site.function) + " " + site.path + ":" + std::to_string(site.line) + ":" + std::to_string(site.column);
}

std::vector<Group> groupNodes(const Graph& graph, const Dominators& dominators, GroupBy by, const std::vector<bool>* only) {
  Grouping grouping(graph, by, only);
  auto& groups = grouping.groups;
  for (NodeIndex i = 0; i < graph.nodes.size(); ++i) {
    if (!grouping.groupOf[i]) continue;
    Group& group = groups[grouping.groupOf[i] - 1];
    ++group.count;
    group.selfSize += graph.nodes[i].selfSize;
    if (group.largest == kNoNode || dominators.retainedSize[i] > dominators.retainedSize[group.largest]) group.largest = i;
  }
  // A walk down the dominator tree that knows of each group how many of its nodes stand above: a list of children a node,
  // linked in the order of the walk.
  const size_t count = graph.nodes.size();
  std::vector<NodeIndex> firstChild(count, kNoNode), nextSibling(count, kNoNode);
  for (auto it = dominators.order.rbegin(); it != dominators.order.rend(); ++it)
    if (const NodeIndex above = dominators.immediate[*it]; above != kNoNode) {
      nextSibling[*it] = firstChild[above];
      firstChild[above] = *it;
    }
  std::vector<uint32_t> open(groups.size() + 1, 0);
  std::vector<NodeIndex> stack;
  const auto enter = [&](NodeIndex node) {
    const uint32_t group = grouping.groupOf[node];
    if (group && open[group]++ == 0) groups[group - 1].retainedSize += dominators.retainedSize[node];
    stack.push_back(node);
  };
  if (count) enter(0);
  while (!stack.empty()) {
    const NodeIndex node = stack.back();
    const NodeIndex child = firstChild[node];
    if (child != kNoNode) {
      firstChild[node] = nextSibling[child];
      enter(child);
    } else {
      if (grouping.groupOf[node]) --open[grouping.groupOf[node]];
      stack.pop_back();
    }
  }
  std::sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
    return a.retainedSize != b.retainedSize ? a.retainedSize > b.retainedSize : a.name < b.name;
  });
  return std::move(groups);
}

std::vector<NodeIndex> membersOf(const Graph& graph, const Dominators& dominators, const Group& group, GroupBy by, size_t limit) {
  std::vector<NodeIndex> members;
  for (NodeIndex i = 0; i < graph.nodes.size(); ++i) {
    if (graph.nodes[i].type == NodeType::Synthetic) continue;
    if (by == GroupBy::Site ? graph.nodes[i].site == group.site : graph.classOf(i) == group.name) members.push_back(i);
  }
  const auto before = [&](NodeIndex a, NodeIndex b) {
    return dominators.retainedSize[a] != dominators.retainedSize[b] ? dominators.retainedSize[a] > dominators.retainedSize[b] : a < b;
  };
  const size_t kept = std::min(limit, members.size());
  std::partial_sort(members.begin(), members.begin() + ptrdiff_t(kept), members.end(), before);
  members.resize(kept);
  return members;
}

} // namespace tickscope::snapshot
