#pragma once
// The generational heap.
//
// SPACES. Cells are born in the nursery by bumping a pointer, and leave it once, for a place where they stay: a page of
// old space (256 KiB, free lists). There they are *intermediate*, in new space still as far as anybody is told, until a
// scavenge has found them alive twice (then they are old) or dead. Pinned space is pages for cells that never move at all
// (shapes, code, interned strings, symbols). A cell over kLargeBytes has memory of its own: it is born young there, and
// the first scavenge frees it or makes it old. Old, pinned and large cells are freed by mark-sweep, which begins with a
// scavenge that makes everything old.
//
// TWO KINDS OF COLLECTIONS OF YOUNG CELLS. A *scavenge* is an event of the modelled machine: V8's new space is full, a
// pause passes, survivors get older, the trace says so. An *evacuation* is our own affair: the nursery, a megabyte so that
// it stays in the cache, is full, and whatever is reachable in it becomes intermediate. It decides nothing that can be
// seen: it frees only cells that the next scavenge would have found dead, it takes no virtual time, cells with finalizers
// survive it, weak references are strong in it, and the books below know the weight of what it frees. So memory in use is
// what lives, what died in the intermediate generation and a nursery, however big V8's semi-spaces would be.
//
// V8'S BOOKS. When to scavenge and mark, and everything that is shown, counts in the bytes that V8 would use (v8_heap.h).
// The nursery is handed out in areas of kAreaBytes; of the areas filled since the last scavenge every kWeighEach-th is
// walked to learn what its cells weigh in V8, so that allocating costs nothing more. Cells that survive are weighed as a
// scavenge reaches them.
//
// WHEN. Any function that takes a Heap& or an Isolate& may collect, unless its name ends in NoGc or its comment says
// so. A collection MOVES young cells.
//
// THE HANDLE DISCIPLINE. Between any two points where a collection may happen, every live cell is reachable from a
// root, and no raw pointer or Value that names a young cell is kept in a C++ variable across such a point. The roots:
//   1. handles: Handle<T> / HandleValue, a slot in the isolate's handle stack (core/heap/handles.h);
//   2. the interpreter's register stack: a native's `Args` point into it and are always up to date;
//   3. whatever a RootSource registered with addRoots() visits (realm, job queues, the loop's lists, …).
// So: read a raw pointer out of a handle, use it, forget it before the next allocation or call. Pinned cells do not
// move, but must be reachable all the same.
//
// INVARIANTS between any two steps (checked by Heap::verify, which shares no code with the collectors):
//   A. every Value and pointer field names a cell inside a live part of some space, or none;
//   B. a cell outside the nursery that refers to one in it is remembered (or, if big, that slot is); an old, pinned or old
//      large cell that refers to a young one is remembered or retained (or that slot is);
//   C. kYoung is set exactly on cells in the nursery, intermediate cells and young large ones; no cell is marked or forwarded;
//   D. pages can be walked: cell sizes add up to the page, gaps are Free cells.
//
// DETERMINISM. Decisions depend on byte counts and the virtual clock only, never on addresses or real time, nor on whether
// somebody looks, verifies or follows allocations.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/virtual_clock.h"
#include "core/heap/cell.h"
#include "core/heap/layout.h"
#include "core/heap/v8_heap.h"
#include "core/heap/value.h"

namespace tickscope {

class Heap;

// Sees each slot that may hold a cell. Slots may hold any Value, or a cell pointer, or 0.
class SlotVisitor {
public:
  virtual ~SlotVisitor() = default;
  virtual void visit(Value* begin, Value* end) = 0;
  void visit(Value* slot) { visit(slot, slot + 1); }
  template <class T> void visitPointer(T** slot) { visit(reinterpret_cast<Value*>(slot)); }
};

class RootSource {
public:
  virtual ~RootSource() = default;
  virtual void visitRoots(SlotVisitor& visitor) = 0;
  // What a heap snapshot calls them: V8's name of the group where it has one.
  virtual const char* rootName() const { return "(Global handles)"; }
};

// Told of every new cell, which has no contents yet. Must not allocate.
class AllocationObserver {
public:
  virtual ~AllocationObserver() = default;
  virtual void allocated(Cell* cell) = 0;
};

// The entries of an EphemeronTable: `count` of them, each `stride` Values, the first the key, the second its value.
struct EphemeronEntries {
  Value* first;
  size_t count, stride;
};

// What the heap must be told about cells whose tables live outside it. Given by the vm room.
struct CustomCells {
  void (*visit)(Cell* cell, SlotVisitor& visitor) = nullptr;   // CUSTOM kinds
  void (*finalize)(Cell* cell) = nullptr;                      // cells with kFinalize, when they die
  EphemeronEntries (*ephemerons)(Cell* table) = nullptr;
  void (*clearEphemeron)(Cell* table, size_t entry) = nullptr; // its key died
};

// Asked after marking (and after a scavenge) whether a cell still lives, and where it is now.
class Liveness {
public:
  virtual ~Liveness() = default;
  virtual Cell* resolve(Cell* cell) = 0; // the cell's present address, or nullptr when it is dead
  virtual void keep(Cell* /*leaf*/) {}   // full collections: it lives on; REQUIRES that it refers to no other cell
};

class WeakTable { // e.g. the table of interned strings
public:
  virtual ~WeakTable() = default;
  virtual void sweepWeak(Liveness& liveness, bool fullCollection) = 0;
};

enum class GcKind : uint8_t { Scavenge, MarkSweep, IncrementalMarking }; // the last only in events: marking has started
enum class GcReason : uint8_t {
  AllocationFailure,
  OldSpaceLimit,       // old space has reached its limit: marking starts
  External,
  Requested,           // gc()
  Stress,
  LastResort,          // a scavenge might not find room for what it promotes
  MarkingFinished,     // seen by the program as it allocates
  Task,                // new space was nearly full when the loop turned
  MarkingFinishedTask  // the same of marking
};

struct GcEvent { // told to the observer after each collection. Bytes are V8's (v8_sizes.h)
  GcKind kind;
  GcReason reason;
  uint64_t usedBefore, usedAfter, committedBefore, committedAfter; // in all spaces
  uint64_t copiedBytes, promotedBytes;      // new space to new space, and out of it
  uint64_t markedCells, markedBytes, sweptBytes;
  uint64_t oldBytes;                        // the old generation before
  uint64_t markingStartNs;                  // when the marking that this ends had started; 0: it was done in the pause
};

struct HeapLimits {
  size_t semiSpaceInitial = 1 << 20;
  size_t semiSpaceMax = 16 << 20;
  size_t oldMax = size_t(4096) << 20; // V8's default on a 64-bit machine with enough memory
  int nodeMajor = 24;
  bool countNodesStart = false;       // show what a process of Node has before it runs a program (v8_rules.h)
};

// What a process of Node of this version has if its flags say nothing.
HeapLimits defaultHeapLimits(int nodeMajor);
// --max-semi-space-size: V8 rounds up to a power of two.
void setMaxSemiSpace(HeapLimits& limits, uint64_t megabytes);

struct SpaceSummary {
  size_t used = 0, capacity = 0;
};
struct HeapSummary { // in bytes of ours
  SpaceSummary newSpace, oldSpace, pinnedSpace, largeSpace;
  uint32_t scavenges = 0, markSweeps = 0;
  size_t used() const { return newSpace.used + oldSpace.used + pinnedSpace.used + largeSpace.used; }
  size_t committed() const {
    return newSpace.capacity + oldSpace.capacity + pinnedSpace.capacity + largeSpace.capacity;
  }
};

enum class AllocateIn : uint8_t { Young, Old, Pinned };

// Thrown (the only C++ exception of core) when a full collection could not make room: the run ends as Node's does,
// with V8's fatal message and exit code 134. The isolate is not usable after it.
struct HeapLimitReached {
  std::string message;
};

class Heap {
public:
  static constexpr size_t kPageBytes = 256 << 10;
  static constexpr size_t kLargeBytes = 128 << 10;
  static constexpr size_t kMaxCellBytes = size_t(0xfffffff8u);

  Heap(const HeapLimits& limits, CustomCells custom);
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // A new cell: header set, traced words set to `undefined` (raw words to 0). May collect. `bytes` need not be rounded.
  // REQUIRES bytes <= kMaxCellBytes. Throws HeapLimitReached.
  template <class T> T* allocate(CellKind kind, size_t bytes = sizeof(T), AllocateIn where = AllocateIn::Young) {
    return static_cast<T*>(allocateCell(kind, bytes, where));
  }
  // The same, but the caller fills every traced word before the next point where a collection may happen.
  template <class T> T* allocateUnfilled(CellKind kind, size_t bytes) {
    const size_t size = (bytes + 7) & ~size_t(7);
    char* at = top_;
    if (__builtin_expect(size_t(limit_ - at) >= size, 1)) {
      top_ = at + size;
      return static_cast<T*>(setHeader(at, kind, size, Cell::kYoung));
    }
    return static_cast<T*>(allocateSlow(kind, size, AllocateIn::Young));
  }
  Cell* allocateCell(CellKind kind, size_t bytes, AllocateIn where = AllocateIn::Young) {
    const size_t size = (bytes + 7) & ~size_t(7);
    char* at = top_;
    if (__builtin_expect(where == AllocateIn::Young && size_t(limit_ - at) >= size, 1)) {
      top_ = at + size;
      return initialise(at, kind, size);
    }
    return allocateSlow(kind, size, where);
  }

  // The write barrier: call after storing `value` into a slot of `holder` (nothing to do for a cell allocated since the
  // last point where a collection could happen: it is young). Does not collect.
  void recordWrite(Cell* holder, const void* slot, Value value) {
    if ((holder->gcBits & Cell::kBarrier) && value.isCell() && value.bits() && value.asCell()->isYoung())
      remember(holder, slot);
  }
  void store(Cell* holder, Value* slot, Value value) {
    *slot = value;
    recordWrite(holder, slot, value);
  }

  void addRoots(RootSource* source);
  void removeRoots(RootSource* source);
  void addWeakTable(WeakTable* table);

  // A cell that owns something outside the heap: CustomCells::finalize is called when it dies, or with the heap.
  void registerFinalizer(Cell* cell);
  // Bytes outside the heap that die with cells (buffers); they press on the limits.
  void adjustExternal(int64_t bytes);
  size_t external() const { return size_t(v8_.bytes.external); }
  // To be called after growing: collects when much has been added since the last time. May collect.
  void relieveExternalPressure();
  // V8's tasks: a scavenge when new space is nearly full, marking when old space nearly is. Between turns of the loop.
  void runTasks();
  // Marking takes its time on this clock (virtual ns); without one it is finished at once.
  void setClock(const VirtualClock* clock) { clock_ = clock; }
  // Boot is over. What there is so far is the engine's own: it becomes old, and V8's books begin with Node's start.
  void programStarts();

  void collect(GcKind kind, GcReason reason); // now; full collections keep only what is reachable
  void setStress(GcKind kind);                // collect at every allocation
  void setVerify(bool on);                    // verify before and after each collection
  void setObserver(std::function<void(const GcEvent&)> observer);
  // From now on every allocation takes the slow way past `observer`. Nothing else changes.
  void observeAllocations(AllocationObserver* observer);
  // The contents of `cell`, which has been large since its birth, are not needed any more: their pages go back to the
  // system now. For the shown figures it lives until it is collected.
  void discardContents(Cell* cell);
  // While one is alive no collection may happen; an allocation that would need one grows the space instead.
  class NoCollect {
  public:
    explicit NoCollect(Heap& heap) : heap_(heap) { ++heap_.noCollect_; }
    ~NoCollect() { --heap_.noCollect_; }
    NoCollect(const NoCollect&) = delete;
  private:
    Heap& heap_;
  };

  HeapSummary summary() const;
  // As V8 would say it. Weighs what was born since the last scavenge (each cell once; what an evacuation has freed before
  // the first look is weighed by areas).
  V8Figures figures();
  V8Figures bookedFigures() const { return v8_.figures(); } // without weighing: to within an area's bytes
  V8SpaceName spaceOf(const Cell* cell) const;
  const HeapLimits& limits() const { return limits_; }
  // Walks every cell, live or not yet collected, in a fixed order.
  void forEachCell(const std::function<void(Cell*)>& visit);
  // For looking at the heap; neither moves anything. All roots, each group preceded by a call of `nextGroup` with its name;
  // and the slots of one cell. Weak slots are visited like others.
  void visitRootGroups(SlotVisitor& visitor, const std::function<void(const char*)>& nextGroup);
  void visitSlotsOf(Cell* cell, SlotVisitor& visitor) { visitCell(cell, visitor); }
  // Empty when all invariants hold, else what is broken.
  std::string verify();

  Value* handleBase() { return handleBase_; }
  Value*& handleTop() { return handleTop_; }
  Value* handleLimit() { return handleLimit_; }

  // True for weak references kept alive until the running job ends (ECMA-262 KeepDuringJob); cleared by the loop.
  void keepDuringJob(Cell* target);
  void clearKeptObjects();
  // Cleared weak cells of the last full collections, in allocation order, for FinalizationRegistry.
  std::vector<Cell*>& clearedWeakCells() { return clearedWeakCells_; }

private:
  friend class Evacuator;
  friend class Scavenger;
  friend class MarkSweep;
  friend class HeapVerifier;
  struct Page;
  struct LargeCell {
    Cell* cell;
  };
  class PagedSpace;
  class Intermediate;
  static constexpr size_t kAreaBytes = 16 << 10;
  static constexpr uint32_t kWeighEach = 4;

  static Cell* setHeader(char* at, CellKind kind, size_t size, uint8_t bits) {
    Cell* cell = reinterpret_cast<Cell*>(at);
    cell->kind = kind;
    cell->gcBits = bits;
    cell->aux = 0;
    cell->size = uint32_t(size);
    return cell;
  }
  static Cell* initialise(char* at, CellKind kind, size_t size, uint8_t bits = Cell::kYoung) {
    Cell* cell = setHeader(at, kind, size, bits);
    // Where the kind is known while compiling, so is what to fill; else the table is asked.
    if (__builtin_constant_p(kind) && !kCellLayouts[size_t(kind)].custom) fillAs(cell, kCellLayouts[size_t(kind)], cell->wordCount());
    else fill(cell);
    return cell;
  }
  static void fillAs(Cell* cell, CellLayout layout, size_t count) {
    uint64_t* words = cell->words();
    if (layout.end == 0) { // raw: strings, numbers, bytes
      words[0] = 0;
      return;
    }
    const size_t end = layout.end < count ? layout.end : count;
    size_t at = 0;
    for (; at < layout.begin && at < count; ++at) words[at] = 0;
    for (; at < end; ++at) words[at] = Value().bits();
    for (; at < count; ++at) words[at] = 0;
  }
  static void fill(Cell* cell);
  Cell* allocateSlow(CellKind kind, size_t size, AllocateIn where);
  Cell* findRoom(CellKind kind, size_t size, AllocateIn where);
  bool watchesAllocations() const { return stress_ || allocationObserver_; }
  Cell* allocateOld(CellKind kind, size_t size, bool pinned);
  Cell* allocateLarge(CellKind kind, size_t size, AllocateIn where);
  void remember(Cell* holder, const void* slot);
  void visitAllRoots(SlotVisitor& visitor);
  void visitCell(Cell* cell, SlotVisitor& visitor);
  // Hands out the next area of the nursery, with room for `size` bytes. False: new space is full by V8's count, or the
  // nursery is and cannot be evacuated now.
  bool openArea(size_t size);
  void closeArea(); // weighs it
  void setArea(char* end) {
    areaLimit_ = end;
    limit_ = watchesAllocations() ? top_ : end; // watched: the next allocation takes the slow way again
  }
  void evacuateNursery();
  void collectForAllocation();
  void startMarking();
  bool markingIsFinished() const;
  void checkOldLimit();
  static size_t weigh(const char* begin, const char* end);

  struct RememberedSlot {
    Cell* holder;
    uint32_t offset;
  };

  HeapLimits limits_;
  CustomCells custom_;

  char* nursery_ = nullptr;
  size_t nurseryBytes_ = 0;
  std::unique_ptr<Intermediate> intermediate_;
  char* areaLimit_ = nullptr; // of the area in use
  char* top_ = nullptr;
  char* limit_ = nullptr;     // up to here allocation need not ask: areaLimit_, or top_ while somebody watches
  char* areaBegin_ = nullptr;
  uint32_t areas_ = 0;        // since the last scavenge
  bool hasLooked_ = false;    // at the figures since then
  size_t weighedOurs_ = 1, weighedV8_ = 1; // of the last area that was walked
  char* nurseryEnd_ = nullptr;
  char* looked_ = nullptr;                 // figures() has weighed what was born since the last scavenge so far,
  size_t lookedBytes_ = 0;                 // so much

  std::unique_ptr<PagedSpace> old_, pinned_;
  std::vector<LargeCell> large_, youngLarge_;
  size_t largeUsed_ = 0;
  V8Heap v8_;
  const VirtualClock* clock_ = nullptr;
  bool marking_ = false;
  uint64_t markingStartNs_ = 0, markingEndNs_ = 0;

  // Since the last evacuation: what may refer into the nursery.
  std::vector<Cell*> rememberedCells_;
  std::vector<RememberedSlot> rememberedSlots_;
  std::vector<Cell*> finalizable_, youngFinalizable_; // the young ones are looked at in every scavenge
  std::vector<RootSource*> roots_;
  std::vector<WeakTable*> weakTables_;
  std::vector<Cell*> keptObjects_;
  std::vector<Cell*> clearedWeakCells_;

  Value* handleBase_ = nullptr;
  Value* handleTop_ = nullptr;
  Value* handleLimit_ = nullptr;

  std::function<void(const GcEvent&)> observer_;
  AllocationObserver* allocationObserver_ = nullptr;
  uint32_t scavenges_ = 0, markSweeps_ = 0;
  int noCollect_ = 0;
  bool collecting_ = false;
  bool stress_ = false;
  GcKind stressKind_ = GcKind::Scavenge;
  bool verify_ = false;
};

} // namespace tickscope
