#include "core/heap/heap.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "core/base/assert.h"
#include "core/heap/layout.h"
#include "core/heap/mark_sweep.h"
#include "core/heap/paged_space.h"
#include "core/heap/scavenger.h"

namespace tickscope {

namespace {
constexpr size_t kHandleStackValues = 1 << 20;
constexpr size_t kOldLimitFirst = 32 << 20; // no full collection before old space has this much
// Past this size a single slot is remembered instead of the whole cell.
constexpr size_t kRememberSlotsFrom = 4096;
constexpr uint32_t kStressVerifyInterval = 97; // collections
constexpr size_t kRememberedSlotsMax = 1 << 16;

char* reserve(size_t bytes) {
  void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw HeapLimitReached{"Cannot reserve memory for the JavaScript heap"};
  return static_cast<char*>(memory);
}
} // namespace

Heap::Heap(const HeapLimits& limits, CustomCells custom)
    : limits_(limits), custom_(custom), old_(std::make_unique<PagedSpace>()), pinned_(std::make_unique<PagedSpace>()) {
  halfBytes_ = std::max<size_t>((limits_.semiSpaceMax + 4095) & ~size_t(4095), 4096);
  capacity_ = std::clamp<size_t>(limits_.semiSpaceInitial, 1024, halfBytes_);
  reservation_ = reserve(2 * halfBytes_);
  from_ = reservation_;
  to_ = reservation_ + halfBytes_;
  top_ = from_;
  limit_ = from_ + capacity_;
  oldLimit_ = std::min(kOldLimitFirst, limits_.oldMax);
  handleBase_ = handleTop_ = reinterpret_cast<Value*>(reserve(kHandleStackValues * sizeof(Value)));
  handleLimit_ = handleBase_ + kHandleStackValues;
}

Heap::~Heap() {
  if (custom_.finalize) {
    for (Cell* cell : youngFinalizable_) custom_.finalize(cell);
    for (Cell* cell : finalizable_) custom_.finalize(cell);
  }
  for (LargeCell& large : large_) std::free(large.cell);
  munmap(reservation_, 2 * halfBytes_);
  munmap(handleBase_, kHandleStackValues * sizeof(Value));
}

void Heap::fill(Cell* cell) {
  const CellLayout layout = kCellLayouts[size_t(cell->kind)];
  if (layout.custom) std::fill_n(cell->words(), cell->wordCount(), 0);
  else fillAs(cell, layout, cell->wordCount());
}

size_t Heap::oldUsed() const { return old_->used() + pinned_->used() + largeUsed_; }

Cell* Heap::allocateSlow(CellKind kind, size_t size, AllocateIn where) {
  Cell* cell = findRoom(kind, size, where);
  if (allocationObserver_) allocationObserver_->allocated(cell);
  return cell;
}

Cell* Heap::findRoom(CellKind kind, size_t size, AllocateIn where) {
  TICK_ASSERT(size <= kMaxCellBytes, "a cell over the size limit");
  TICK_ASSERT(!collecting_, "an allocation during a collection");
  if (size < 16) size = 16;
  if (stress_ && noCollect_ == 0) collect(stressKind_, GcReason::Stress);
  if (size > kLargeBytes) return allocateLarge(kind, size);
  if (where == AllocateIn::Pinned) return allocateOld(kind, size, true);
  if (where == AllocateIn::Old || noCollect_ > 0) return allocateOld(kind, size, false);
  if (size_t(from_ + capacity_ - top_) < size) {
    collect(GcKind::Scavenge, GcReason::AllocationFailure);
    if (oldUsed() + external_ > oldLimit_) collect(GcKind::MarkSweep, GcReason::OldSpaceLimit);
    if (size_t(from_ + capacity_ - top_) < size) return allocateOld(kind, size, false);
  }
  char* at = top_;
  top_ += size;
  if (watchesAllocations()) limit_ = top_; // the next allocation comes here again
  return initialise(at, kind, size);
}

void Heap::checkOldLimit(size_t incoming) {
  if (noCollect_ > 0) return;
  if (oldUsed() + external_ + incoming > oldLimit_) collect(GcKind::MarkSweep, GcReason::OldSpaceLimit);
}

Cell* Heap::allocateOld(CellKind kind, size_t size, bool pinned) {
  checkOldLimit(size);
  char* at = (pinned ? *pinned_ : *old_).allocate(size);
  Cell* cell = initialise(at, kind, size, pinned ? Cell::kPinned : 0);
  // Remembered from birth, so that its first stores need no barrier.
  const CellLayout layout = kCellLayouts[size_t(kind)];
  if (layout.custom || layout.end > 0) rememberedCells_.push_back(cell);
  return cell;
}

Cell* Heap::allocateLarge(CellKind kind, size_t size) {
  checkOldLimit(size);
  void* memory = std::malloc(size);
  if (!memory) throw HeapLimitReached{"Reached heap limit Allocation failed - JavaScript heap out of memory"};
  Cell* cell = initialise(static_cast<char*>(memory), kind, size, Cell::kLarge);
  large_.push_back({cell});
  largeUsed_ += size;
  const CellLayout layout = kCellLayouts[size_t(kind)];
  if (layout.custom || layout.end > 0) rememberedCells_.push_back(cell);
  return cell;
}

void Heap::remember(Cell* holder, const void* slot) {
  if (holder->size > kRememberSlotsFrom) {
    const uint32_t offset = uint32_t(static_cast<const char*>(slot) - reinterpret_cast<const char*>(holder));
    if (!rememberedSlots_.empty() && rememberedSlots_.back().holder == holder && rememberedSlots_.back().offset == offset)
      return;
    if (rememberedSlots_.size() < kRememberedSlotsMax) {
      rememberedSlots_.push_back({holder, offset});
      return;
    }
  }
  holder->gcBits &= uint8_t(~Cell::kBarrier);
  rememberedCells_.push_back(holder);
}

void Heap::addRoots(RootSource* source) { roots_.push_back(source); }
void Heap::removeRoots(RootSource* source) {
  for (size_t i = roots_.size(); i-- > 0;)
    if (roots_[i] == source) {
      roots_.erase(roots_.begin() + ptrdiff_t(i));
      return;
    }
}
void Heap::addWeakTable(WeakTable* table) { weakTables_.push_back(table); }

void Heap::registerFinalizer(Cell* cell) {
  cell->gcBits |= Cell::kFinalize;
  (cell->isYoung() ? youngFinalizable_ : finalizable_).push_back(cell);
}

void Heap::adjustExternal(int64_t bytes) {
  external_ = size_t(int64_t(external_) + bytes);
}

void Heap::relieveExternalPressure() {
  if (external_ < externalScavengeAt_ || noCollect_) return;
  collect(GcKind::Scavenge, GcReason::External);
  if (external_ >= externalFullAt_) {
    collect(GcKind::MarkSweep, GcReason::External);
    externalFullAt_ = external_ * 2 > (64 << 20) ? external_ * 2 : (64 << 20);
  }
  externalScavengeAt_ = external_ + (32 << 20);
}

void Heap::visitAllRoots(SlotVisitor& visitor) {
  visitor.visit(handleBase_, handleTop_);
  for (RootSource* source : roots_) source->visitRoots(visitor);
  for (Cell*& cell : keptObjects_) visitor.visitPointer(&cell);
  for (Cell*& cell : clearedWeakCells_) visitor.visitPointer(&cell);
}

void Heap::visitRootGroups(SlotVisitor& visitor, const std::function<void(const char*)>& nextGroup) {
  nextGroup("(Handle scope)");
  visitor.visit(handleBase_, handleTop_);
  for (RootSource* source : roots_) {
    nextGroup(source->rootName());
    source->visitRoots(visitor);
  }
  nextGroup("(Kept during job)");
  for (Cell*& cell : keptObjects_) visitor.visitPointer(&cell);
  for (Cell*& cell : clearedWeakCells_) visitor.visitPointer(&cell);
}

void Heap::visitCell(Cell* cell, SlotVisitor& visitor) {
  if (kCellLayouts[size_t(cell->kind)].custom) {
    if (custom_.visit) custom_.visit(cell, visitor);
    return;
  }
  const TracedWords words = tracedWords(cell);
  if (words.begin != words.end) visitor.visit(words.begin, words.end);
}

void Heap::collect(GcKind kind, GcReason reason) {
  TICK_ASSERT(!collecting_, "a collection inside a collection");
  if (noCollect_ > 0) return;
  // Under stress a heap that was broken stays broken, or the poisoned memory tells: a look now and then finds it too.
  const bool verifies = verify_ && (!stress_ || (scavenges_ + markSweeps_) % kStressVerifyInterval == 0);
  if (verifies) {
    const std::string broken = verify();
    TICK_ASSERT(broken.empty(), broken.c_str());
  }
  GcEvent event{};
  event.kind = kind;
  event.reason = reason;
  const HeapSummary before = summary();
  event.usedBefore = before.used();
  event.committedBefore = before.committed();
  collecting_ = true;
  Scavenger(*this).run(&event);
  if (kind == GcKind::MarkSweep) {
    MarkSweep(*this).run(&event);
    ++markSweeps_;
    const size_t live = oldUsed() + external_;
    // Twice what lives, so that the work of marking is paid by as much allocation; V8's factor lies between 1.3 and 4.
    oldLimit_ = std::min(std::max(2 * live, kOldLimitFirst), limits_.oldMax);
  } else {
    ++scavenges_;
  }
  collecting_ = false;
  if (watchesAllocations()) limit_ = top_;
  const HeapSummary after = summary();
  event.usedAfter = after.used();
  event.committedAfter = after.committed();
  if (verifies) {
    const std::string broken = verify();
    TICK_ASSERT(broken.empty(), broken.c_str());
  }
  if (observer_) observer_(event);
  if (kind == GcKind::MarkSweep && oldUsed() > limits_.oldMax)
    throw HeapLimitReached{"Reached heap limit Allocation failed - JavaScript heap out of memory"};
}

void Heap::setStress(GcKind kind) {
  stress_ = true;
  stressKind_ = kind;
  limit_ = top_;
}
void Heap::observeAllocations(AllocationObserver* observer) {
  allocationObserver_ = observer;
  limit_ = watchesAllocations() ? top_ : from_ + capacity_;
}
void Heap::setVerify(bool on) { verify_ = on; }
void Heap::setObserver(std::function<void(const GcEvent&)> observer) { observer_ = std::move(observer); }

HeapSummary Heap::summary() const {
  HeapSummary s;
  s.newSpace = {size_t(top_ - from_), 2 * capacity_};
  s.oldSpace = {old_->used(), old_->capacity()};
  s.pinnedSpace = {pinned_->used(), pinned_->capacity()};
  s.largeSpace = {largeUsed_, largeUsed_};
  s.external = external_;
  s.scavenges = scavenges_;
  s.markSweeps = markSweeps_;
  return s;
}

void Heap::forEachCell(const std::function<void(Cell*)>& visit) {
  old_->forEachCell(visit);
  pinned_->forEachCell(visit);
  for (LargeCell& large : large_) visit(large.cell);
  for (char* at = from_; at < top_;) {
    Cell* cell = reinterpret_cast<Cell*>(at);
    at += cell->size;
    visit(cell);
  }
}

void Heap::keepDuringJob(Cell* target) { keptObjects_.push_back(target); }
void Heap::clearKeptObjects() { keptObjects_.clear(); }

} // namespace tickscope
