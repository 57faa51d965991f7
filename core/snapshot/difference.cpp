#include "core/snapshot/difference.h"

#include <algorithm>
#include <unordered_set>

namespace tickscope::snapshot {

namespace {
std::string groupName(const Graph& graph, NodeIndex node, GroupBy by) {
  return by == GroupBy::Site ? siteText(graph.sites[graph.nodes[node].site]) : graph.classOf(node);
}

const Error kNotTracked{"the snapshots do not say which objects are the same: allocations were not tracked"};
} // namespace

Result<std::vector<GroupChange>> compareSnapshots(const Graph& before, const Graph& after, GroupBy by) {
  if (!before.lastId || !after.lastId) return kNotTracked;
  std::unordered_map<std::string, GroupChange> changes;
  // Ids grow with time: what `after` has beyond the last id of `before` is new. What is older and not in it any more died.
  std::unordered_set<uint64_t> alive;
  for (NodeIndex i = 0; i < after.nodes.size(); ++i) {
    const Node& node = after.nodes[i];
    if (node.type == NodeType::Synthetic) continue;
    if (node.id <= before.lastId) {
      alive.insert(node.id);
      continue;
    }
    GroupChange& change = changes[groupName(after, i, by)];
    ++change.added;
    change.addedSize += node.selfSize;
  }
  for (NodeIndex i = 0; i < before.nodes.size(); ++i) {
    const Node& node = before.nodes[i];
    if (node.type == NodeType::Synthetic || alive.count(node.id)) continue;
    GroupChange& change = changes[groupName(before, i, by)];
    ++change.removed;
    change.removedSize += node.selfSize;
  }
  std::vector<GroupChange> list;
  for (auto& [name, change] : changes) {
    change.name = name;
    list.push_back(std::move(change));
  }
  std::sort(list.begin(), list.end(), [](const GroupChange& a, const GroupChange& b) {
    return a.sizeChange() != b.sizeChange() ? a.sizeChange() > b.sizeChange() : a.name < b.name;
  });
  return list;
}

Result<Survivors> survivorsOf(const Graph& first, const Graph& second, const Graph& third, const Dominators& dominatorsOfThird, GroupBy by) {
  if (!first.lastId || !second.lastId || !third.lastId) return kNotTracked;
  Survivors result;
  result.isSurvivor.resize(third.nodes.size());
  for (NodeIndex i = 0; i < third.nodes.size(); ++i)
    result.isSurvivor[i] = third.nodes[i].id > first.lastId && third.nodes[i].id <= second.lastId;
  result.groups = groupNodes(third, dominatorsOfThird, by, &result.isSurvivor);
  return result;
}

} // namespace tickscope::snapshot
