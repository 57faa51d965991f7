#pragma once
// Follows every object from its allocation on: a number that it keeps when it moves, and the place of the program that
// made it. For heap snapshots that are compared or grouped by site. Runs with it are slower and do exactly the same.
// IsolateOptions::trackAllocations turns it on.
#include <string>
#include <unordered_map>
#include <vector>

#include "core/heap/heap.h"

namespace tickscope {

class Isolate;
struct FunctionCode;

class AllocationTracker final : public AllocationObserver, public WeakTable {
public:
  struct Origin {
    uint64_t serial = 0; // 1, 2, 3 … in the order of allocation; 0: not known
    uint32_t site = 0;
  };
  struct Site { // the instruction of the innermost function of the program; site 0: none was running
    std::string function, path;
    uint32_t line = 0, column = 0;
    uint64_t allocated = 0, allocatedBytes = 0;
  };

  // REQUIRES a heap without cells.
  explicit AllocationTracker(Isolate& iso);
  ~AllocationTracker() override;

  Origin originOf(const Cell* cell); // of a live cell
  uint64_t lastSerial() const { return lastSerial_; }
  const std::vector<Site>& sites() const { return sites_; }

  void allocated(Cell* cell) override;
  void sweepWeak(Liveness& liveness, bool fullCollection) override;

private:
  struct Young {
    Cell* cell;
    Origin origin;
  };
  uint32_t currentSiteIndex();
  uint32_t siteAt(FunctionCode* code, uint32_t pc);
  void keep(Cell* cell, Origin origin);

  Isolate& iso_;
  uint64_t lastSerial_ = 0;
  std::vector<Site> sites_{1};
  std::unordered_map<uint64_t, uint32_t> siteOfPc_, siteOfPlace_; // by function id and pc, or position: looked up only
  std::vector<Young> young_;
  bool youngSorted_ = false;                      // by address, for originOf
  std::unordered_map<const Cell*, Origin> settled_; // in spaces that a scavenge leaves alone
};

} // namespace tickscope
