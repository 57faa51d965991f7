#pragma once
// What changed between snapshots of one run that tracked allocations, so that an object has one id in all of them.
#include "core/base/result.h"
#include "core/snapshot/groups.h"

namespace tickscope::snapshot {

struct GroupChange {
  std::string name;
  uint32_t added = 0, removed = 0;
  uint64_t addedSize = 0, removedSize = 0;
  int64_t sizeChange() const { return int64_t(addedSize) - int64_t(removedSize); }
};

// Objects that only one of the two has. The largest growth first, then by name.
Result<std::vector<GroupChange>> compareSnapshots(const Graph& before, const Graph& after, GroupBy by);

// The three-snapshot method: what was made between `first` and `second` and still lives in `third`. What a server made
// while it was busy and keeps when it is idle again is what it leaks.
struct Survivors {
  std::vector<Group> groups;    // of these objects; what they retain is counted in the whole of `third`
  std::vector<bool> isSurvivor; // by node of `third`
};
Result<Survivors> survivorsOf(const Graph& first, const Graph& second, const Graph& third, const Dominators& dominatorsOfThird, GroupBy by);

} // namespace tickscope::snapshot
