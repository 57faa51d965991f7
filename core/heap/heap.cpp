#include "core/heap/heap.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "core/base/assert.h"
#include "core/heap/evacuator.h"
#include "core/heap/intermediate.h"
#include "core/heap/layout.h"
#include "core/heap/mark_sweep.h"
#include "core/heap/paged_space.h"
#include "core/heap/scavenger.h"
#include "core/heap/v8_sizes.h"

namespace tickscope {

namespace {
constexpr size_t kHandleStackValues = 1 << 20;
// A quarter more than V8's first semi-space, of which most cells of ours take less: there scavenges come first.
constexpr size_t kNurseryBytes = 1280 << 10;
// Our cells are at most so many percent of V8's (PlainObject without slots: 32 for 24; the padding of constructed objects).
constexpr size_t kRoomPercent = 175;
// Concurrent marking, by V8's bytes: what two helpers mark beside a running program.
constexpr uint64_t kConcurrentMarkingNsPerKb = 900;
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

HeapLimits defaultHeapLimits(int nodeMajor) {
  const V8Rules& rules = v8Rules(nodeMajor);
  return {.semiSpaceMax = size_t(rules.semiSpaceMaxMb) << 20, .oldMax = size_t(rules.oldMaxMb) << 20, .nodeMajor = nodeMajor, .countNodesStart = true};
}

void setMaxSemiSpace(HeapLimits& limits, uint64_t megabytes) {
  limits.semiSpaceMax = size_t(std::bit_ceil(megabytes)) << 20;
  limits.semiSpaceInitial = std::min(limits.semiSpaceInitial, limits.semiSpaceMax);
}

Heap::Heap(const HeapLimits& limits, CustomCells custom)
    : limits_(limits), custom_(custom), intermediate_(std::make_unique<Intermediate>()), old_(std::make_unique<PagedSpace>()),
      pinned_(std::make_unique<PagedSpace>()),
      v8_(v8Rules(limits.nodeMajor), std::max<size_t>(limits.semiSpaceInitial, 1024), std::max<size_t>(limits.semiSpaceMax, 1024), limits.oldMax,
          limits.countNodesStart) {
  const size_t most = std::max<size_t>(limits_.semiSpaceMax, 1024) * kRoomPercent / 100 + kAreaBytes;
  nurseryBytes_ = (std::min(most, kNurseryBytes) + 4095) & ~size_t(4095);
  nursery_ = reserve(nurseryBytes_);
  nurseryEnd_ = nursery_ + nurseryBytes_;
  top_ = limit_ = areaLimit_ = areaBegin_ = looked_ = nursery_;
  handleBase_ = handleTop_ = reinterpret_cast<Value*>(reserve(kHandleStackValues * sizeof(Value)));
  handleLimit_ = handleBase_ + kHandleStackValues;
}

Heap::~Heap() {
  if (custom_.finalize) {
    for (Cell* cell : youngFinalizable_) custom_.finalize(cell);
    for (Cell* cell : finalizable_) custom_.finalize(cell);
  }
  for (std::vector<LargeCell>* list : {&large_, &youngLarge_})
    for (LargeCell& large : *list) std::free(large.cell);
  munmap(nursery_, nurseryBytes_);
  munmap(handleBase_, kHandleStackValues * sizeof(Value));
}

void Heap::fill(Cell* cell) {
  const CellLayout layout = kCellLayouts[size_t(cell->kind)];
  if (layout.custom) std::fill_n(cell->words(), cell->wordCount(), 0);
  else fillAs(cell, layout, cell->wordCount());
}

size_t Heap::weigh(const char* begin, const char* end) {
  size_t total = 0;
  for (const char* at = begin; at < end;) {
    const Cell* cell = reinterpret_cast<const Cell*>(at);
    at += cell->size;
    total += v8Size(cell);
  }
  return total;
}

void Heap::closeArea() {
  const size_t ours = size_t(top_ - areaBegin_);
  if (ours < kAreaBytes / 4) { // closed early, and too small to say what others weigh
    v8_.bytes.fresh += weigh(areaBegin_, top_);
  } else {
    if (areas_++ % kWeighEach == 0) {
      weighedOurs_ = ours;
      weighedV8_ = std::max<size_t>(weigh(areaBegin_, top_), 1);
    }
    v8_.bytes.fresh += uint64_t(ours) * weighedV8_ / weighedOurs_;
  }
  areaBegin_ = top_;
}

void Heap::evacuateNursery() {
  // What dies now has been weighed by areas; exactly, if somebody has looked at the figures since the last scavenge.
  lookedBytes_ = hasLooked_ ? lookedBytes_ + weigh(looked_, top_) : size_t(v8_.bytes.fresh);
  collecting_ = true;
  Evacuator(*this).run();
  collecting_ = false;
}

bool Heap::openArea(size_t size) {
  closeArea();
  setArea(top_);
  if (markingIsFinished() && noCollect_ == 0) collect(GcKind::MarkSweep, GcReason::MarkingFinished);
  const uint64_t room = v8_.youngRoom() * weighedOurs_ / weighedV8_;
  if (room < size) return false;
  const auto left = [&] { return size_t(nurseryEnd_ - top_); };
  if (left() < size) {
    if (noCollect_ > 0) return false;
    evacuateNursery();
    if (left() < size) return false;
  }
  setArea(top_ + std::max(size, size_t(std::min<uint64_t>({kAreaBytes, left(), room}))));
  return true;
}

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
  if (size > kLargeBytes) return allocateLarge(kind, size, where);
  if (where == AllocateIn::Pinned) return allocateOld(kind, size, true);
  if (where == AllocateIn::Old) return allocateOld(kind, size, false);
  if (size_t(areaLimit_ - top_) < size && !openArea(size)) {
    if (noCollect_ > 0) return allocateOld(kind, size, false);
    collectForAllocation();
    if (!openArea(size)) return allocateOld(kind, size, false);
  }
  char* at = top_;
  top_ += size;
  setArea(areaLimit_);
  return initialise(at, kind, size);
}

void Heap::collectForAllocation() {
  if (v8_.canPromoteAll()) collect(GcKind::Scavenge, GcReason::AllocationFailure);
  else collect(GcKind::MarkSweep, GcReason::LastResort);
}

void Heap::startMarking() {
  marking_ = true;
  markingStartNs_ = clock_ ? clock_->now() : 0;
  markingEndNs_ = markingStartNs_ + v8_.oldGeneration() / 1024 * kConcurrentMarkingNsPerKb;
  GcEvent event{};
  event.kind = GcKind::IncrementalMarking;
  event.reason = GcReason::OldSpaceLimit;
  const V8Figures now = v8_.figures();
  event.usedBefore = event.usedAfter = now.used();
  event.committedBefore = event.committedAfter = now.committed();
  event.oldBytes = v8_.oldGeneration();
  if (observer_) observer_(event);
}

bool Heap::markingIsFinished() const { return marking_ && (!clock_ || clock_->now() >= markingEndNs_); }

void Heap::checkOldLimit() {
  if (!marking_ && v8_.hardLimitReached()) startMarking();
}

void Heap::runTasks() {
  if (noCollect_ > 0 || collecting_) return;
  closeArea();
  if (v8_.wantsTask()) collect(GcKind::Scavenge, GcReason::Task);
  if (marking_ ? markingIsFinished() : v8_.softLimitReached()) {
    if (!marking_) startMarking();
    else collect(GcKind::MarkSweep, GcReason::MarkingFinishedTask);
  }
}

void Heap::programStarts() {
  const std::function<void(const GcEvent&)> observer = std::exchange(observer_, nullptr);
  GcEvent event{};
  collecting_ = true;
  Scavenger(*this, true).run(&event);
  collecting_ = false;
  observer_ = observer;
  v8_.programStarts();
}

Cell* Heap::allocateOld(CellKind kind, size_t size, bool pinned) {
  if (noCollect_ == 0) {
    checkOldLimit();
    if (v8_.overMaximum()) collect(GcKind::MarkSweep, GcReason::LastResort);
  }
  char* at = (pinned ? *pinned_ : *old_).allocate(size);
  Cell* cell = initialise(at, kind, size, pinned ? Cell::kPinned : 0);
  // Weighed now by its size alone; the next full collection looks at what it has become.
  v8_.bytes.old += kV8Layouts[size_t(kind)].rule == V8Rule::Fixed ? v8Size(cell) : size;
  // Remembered from birth, so that its first stores need no barrier.
  const CellLayout layout = kCellLayouts[size_t(kind)];
  if (layout.custom || layout.end > 0) rememberedCells_.push_back(cell);
  return cell;
}

Cell* Heap::allocateLarge(CellKind kind, size_t size, AllocateIn where) {
  const bool young = where == AllocateIn::Young;
  if (noCollect_ == 0) {
    if (young && !v8_.youngLargeFits(size)) collectForAllocation();
    if (markingIsFinished()) collect(GcKind::MarkSweep, GcReason::MarkingFinished);
    checkOldLimit();
    if (v8_.oldGeneration() + v8_.bytes.youngLarge + size > v8_.oldMax()) collect(GcKind::MarkSweep, GcReason::LastResort);
    if (v8_.oldGeneration() + size > v8_.oldMax()) throw HeapLimitReached{"Reached heap limit Allocation failed - JavaScript heap out of memory"};
  }
  void* memory = std::malloc(size);
  if (!memory) throw HeapLimitReached{"Reached heap limit Allocation failed - JavaScript heap out of memory"};
  Cell* cell = initialise(static_cast<char*>(memory), kind, size, uint8_t(Cell::kLarge | (young ? Cell::kYoung : 0)));
  if (young) {
    youngLarge_.push_back({cell});
    v8_.bytes.youngLarge += size;
  } else {
    large_.push_back({cell});
    largeUsed_ += size;
    v8_.bytes.large += size;
  }
  const CellLayout layout = kCellLayouts[size_t(kind)];
  if (layout.custom || layout.end > 0) rememberedCells_.push_back(cell);
  return cell;
}

void Heap::discardContents(Cell* cell) {
  if (!(cell->gcBits & Cell::kLarge)) return;
  // What the pages read as afterwards, zeros, is no cell to any visitor.
  const uintptr_t begin = (reinterpret_cast<uintptr_t>(cell + 2) + 4095) & ~uintptr_t(4095);
  const uintptr_t end = (reinterpret_cast<uintptr_t>(cell) + cell->size) & ~uintptr_t(4095);
  if (begin < end) madvise(reinterpret_cast<void*>(begin), end - begin, MADV_DONTNEED);
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

void Heap::adjustExternal(int64_t bytes) { v8_.bytes.external = uint64_t(int64_t(v8_.bytes.external) + bytes); }

void Heap::relieveExternalPressure() {
  if (noCollect_ > 0) return;
  if (v8_.youngExternalLimitReached()) collect(GcKind::Scavenge, GcReason::External);
  // Far over the limit there is no time for marking beside the program.
  if (v8_.externalLimitReached(2)) collect(GcKind::MarkSweep, GcReason::External);
  else if (markingIsFinished()) collect(GcKind::MarkSweep, GcReason::MarkingFinished);
  else if (!marking_ && v8_.externalLimitReached(1)) startMarking();
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
  closeArea();
  GcEvent event{};
  event.kind = kind;
  event.reason = reason;
  event.oldBytes = v8_.oldGeneration();
  const V8Figures before = v8_.figures();
  event.usedBefore = before.used();
  event.committedBefore = before.committed();
  const bool full = kind == GcKind::MarkSweep;
  collecting_ = true;
  v8_.scavengeBegins();
  Scavenger(*this, full).run(&event);
  v8_.scavengeEnds(event.copiedBytes, event.promotedBytes);
  if (full) {
    MarkSweep(*this).run(&event);
    ++markSweeps_;
    event.markingStartNs = marking_ ? markingStartNs_ : 0;
    marking_ = false;
    v8_.fullEnds();
  } else {
    ++scavenges_;
  }
  collecting_ = false;
  const V8Figures after = v8_.figures();
  event.usedAfter = after.used();
  event.committedAfter = after.committed();
  if (verifies) {
    const std::string broken = verify();
    TICK_ASSERT(broken.empty(), broken.c_str());
  }
  if (observer_) observer_(event);
  if (full && v8_.overMaximum()) throw HeapLimitReached{"Reached heap limit Allocation failed - JavaScript heap out of memory"};
  if (!full) checkOldLimit();
}

void Heap::setStress(GcKind kind) {
  stress_ = true;
  stressKind_ = kind;
  setArea(areaLimit_);
}
void Heap::observeAllocations(AllocationObserver* observer) {
  allocationObserver_ = observer;
  setArea(areaLimit_);
}
void Heap::setVerify(bool on) { verify_ = on; }
void Heap::setObserver(std::function<void(const GcEvent&)> observer) { observer_ = std::move(observer); }

HeapSummary Heap::summary() const {
  HeapSummary s;
  s.newSpace = {size_t(top_ - nursery_) + intermediate_->bytes(), nurseryBytes_ + intermediate_->bytes()};
  s.oldSpace = {old_->used() - intermediate_->bytes(), old_->capacity() - intermediate_->bytes()};
  s.pinnedSpace = {pinned_->used(), pinned_->capacity()};
  s.largeSpace = {largeUsed_ + size_t(v8_.bytes.youngLarge), largeUsed_ + size_t(v8_.bytes.youngLarge)};
  s.scavenges = scavenges_;
  s.markSweeps = markSweeps_;
  return s;
}

V8Figures Heap::figures() {
  lookedBytes_ += weigh(looked_, top_);
  looked_ = top_;
  hasLooked_ = true;
  return v8_.figures(v8_.bytes.survivors + lookedBytes_);
}

V8SpaceName Heap::spaceOf(const Cell* cell) const {
  if (cell->gcBits & Cell::kLarge) return cell->isYoung() ? V8SpaceName::NewLarge : V8SpaceName::Large;
  return cell->isYoung() ? V8SpaceName::New : V8SpaceName::Old;
}

void Heap::forEachCell(const std::function<void(Cell*)>& visit) {
  old_->forEachCell(visit);
  pinned_->forEachCell(visit);
  for (LargeCell& large : large_) visit(large.cell);
  for (LargeCell& large : youngLarge_) visit(large.cell);
  for (char* at = nursery_; at < top_;) {
    Cell* cell = reinterpret_cast<Cell*>(at);
    at += cell->size;
    visit(cell);
  }
}

void Heap::keepDuringJob(Cell* target) { keptObjects_.push_back(target); }
void Heap::clearKeptObjects() { keptObjects_.clear(); }

} // namespace tickscope
