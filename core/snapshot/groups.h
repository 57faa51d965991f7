#pragma once
// The objects of a snapshot as a table: by constructor, or by the place where they were allocated.
#include "core/snapshot/dominators.h"

namespace tickscope::snapshot {

enum class GroupBy : uint8_t { Constructor, Site };

struct Group {
  std::string name;          // of the constructor, or "function path:line:column"
  uint32_t site = 0;         // by site: Graph::sites
  uint32_t count = 0;
  uint64_t selfSize = 0;
  uint64_t retainedSize = 0; // what would go if all of them went: an object that another of the group retains counts once
  NodeIndex largest = kNoNode; // the one that retains most, the first of equals
};

// The largest retained size first, then by name. The synthetic nodes (the roots) are left out, and with `only` all that it
// does not name.
std::vector<Group> groupNodes(const Graph& graph, const Dominators& dominators, GroupBy by, const std::vector<bool>* only = nullptr);
// The nodes of one group, the largest retained size first; at most `limit`.
std::vector<NodeIndex> membersOf(const Graph& graph, const Dominators& dominators, const Group& group, GroupBy by, size_t limit);
std::string siteText(const AllocationSite& site);

} // namespace tickscope::snapshot
