#pragma once
// What one changes about the simulated computer to see what it does to the run. Unset = as the scenario says.
#include <cstdint>
#include <optional>

namespace tickscope::gui {

struct WhatIf {
  std::optional<int> nodeMajor;
  std::optional<unsigned> poolThreads, cores;
  std::optional<uint64_t> seed;
  std::optional<uint64_t> diskOperationNs;
  std::optional<uint64_t> semiSpaceMb, oldSpaceMb; // 0: Node's own
  bool any() const { return nodeMajor || poolThreads || cores || seed || diskOperationNs || semiSpaceMb || oldSpaceMb; }
  friend bool operator==(const WhatIf&, const WhatIf&) = default;
};

} // namespace tickscope::gui
