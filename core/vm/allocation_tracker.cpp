#include "core/vm/allocation_tracker.h"

#include <algorithm>

#include "core/vm/function_code.h"
#include "core/vm/interpreter.h"
#include "core/vm/isolate.h"
#include "core/vm/script_source.h"

namespace tickscope {

AllocationTracker::AllocationTracker(Isolate& iso) : iso_(iso) {
  iso.heap.addWeakTable(this);
  iso.heap.observeAllocations(this);
}

AllocationTracker::~AllocationTracker() { iso_.heap.observeAllocations(nullptr); }

void AllocationTracker::keep(Cell* cell, Origin origin) {
  if (cell->isYoung()) {
    young_.push_back({cell, origin});
    youngSorted_ = false;
  } else {
    settled_[cell] = origin;
  }
}

void AllocationTracker::allocated(Cell* cell) {
  const uint32_t site = currentSiteIndex();
  ++sites_[site].allocated;
  sites_[site].allocatedBytes += cell->size;
  keep(cell, {++lastSerial_, site});
}

uint32_t AllocationTracker::currentSiteIndex() {
  if (!iso_.interpreter) return 0; // the isolate is being made
  const Interpreter& vm = *iso_.interpreter;
  for (CallFrame* frame = vm.currentFrame(); frame >= vm.firstFrame(); --frame)
    if (frame->code && frame->code->tables->source && !frame->code->tables->source->isBuiltinLibrary)
      return siteAt(frame->code, uint32_t(frame->pc - frame->code->code));
  return 0;
}

uint32_t AllocationTracker::siteAt(FunctionCode* code, uint32_t pc) {
  uint32_t& byPc = siteOfPc_[uint64_t(code->id) << 32 | pc];
  if (byPc) return byPc;
  const uint32_t start = placeAt(code, pc).start;
  uint32_t& byPlace = siteOfPlace_[uint64_t(code->id) << 32 | start];
  if (!byPlace) {
    const ScriptSource& source = *code->tables->source;
    const SourcePosition position = source.position(start);
    Site site;
    site.function = code->name.isCell() ? toUtf8(code->name.as<String>()) : std::string();
    site.path = source.name;
    site.line = position.line;
    site.column = position.column;
    sites_.push_back(std::move(site));
    byPlace = uint32_t(sites_.size() - 1);
  }
  return byPc = byPlace;
}

AllocationTracker::Origin AllocationTracker::originOf(const Cell* cell) {
  if (!cell->isYoung()) {
    const auto found = settled_.find(cell);
    return found == settled_.end() ? Origin{} : found->second;
  }
  const auto before = [](const Young& a, const Cell* b) { return a.cell < b; };
  if (!youngSorted_) {
    std::sort(young_.begin(), young_.end(), [](const Young& a, const Young& b) { return a.cell < b.cell; });
    youngSorted_ = true;
  }
  const auto found = std::lower_bound(young_.begin(), young_.end(), cell, before);
  return found != young_.end() && found->cell == cell ? found->origin : Origin{};
}

void AllocationTracker::sweepWeak(Liveness& liveness, bool fullCollection) {
  std::vector<Young> before;
  before.swap(young_);
  for (const Young& entry : before)
    if (Cell* now = liveness.resolve(entry.cell)) keep(now, entry.origin);
  if (!fullCollection) return;
  std::vector<std::pair<Cell*, Origin>> moved;
  for (auto at = settled_.begin(); at != settled_.end();) {
    Cell* cell = const_cast<Cell*>(at->first);
    Cell* now = liveness.resolve(cell);
    if (now == cell) {
      ++at;
      continue;
    }
    if (now) moved.emplace_back(now, at->second);
    at = settled_.erase(at);
  }
  for (const auto& [cell, origin] : moved) settled_[cell] = origin;
}

} // namespace tickscope
