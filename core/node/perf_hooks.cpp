// The native halves of perf_hooks and v8: clocks, idle time and figures of the heap.
#include "core/node/bytes.h"
#include "core/node/heap_graph.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/snapshot/heapsnapshot_file.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {
constexpr double kNsPerMs = 1e6;
constexpr uint64_t kSnapshotNodeNs = 4000; // Node 24 took 0.22 s for 57,000 nodes, written to a file

Value now(Isolate& iso, Args) {
  iso.charge(25);
  return Value::number(double(iso.nowNs()) / kNsPerMs);
}
Value timeOrigin(Isolate& iso, Args) {
  return Value::number(double(NodeRuntime::of(iso).machine.settings.wallStartNs / 1000) / 1000);
}
// loopFigures(): [ms when the loop began or -1, ms idle, iterations]
Value loopFigures(Isolate& iso, Args) {
  const Loop& loop = NodeRuntime::of(iso).loop;
  const Value* row = iso.heap.handleTop();
  iso.handle(Value::number(loop.startedNs() == 0 ? -1.0 : double(loop.startedNs()) / kNsPerMs));
  iso.handle(Value::number(double(loop.poll.idleNs()) / kNsPerMs));
  iso.handle(Value::number(loop.iterations()));
  return Value(newArrayFrom(iso, row, 3));
}

// heapFigures(): [used, committed, external, young used, young size, old used, old size, pinned used, pinned size, large used, large size, limit MB]
Value heapFigures(Isolate& iso, Args) {
  const HeapSummary heap = iso.heap.summary();
  const Value* row = iso.heap.handleTop();
  uint32_t count = 0;
  const auto add = [&](double value) {
    iso.handle(Value::number(value));
    ++count;
  };
  for (const size_t value : {heap.used(), heap.committed(), heap.external}) add(double(value));
  for (const SpaceSummary* space : {&heap.newSpace, &heap.oldSpace, &heap.pinnedSpace, &heap.largeSpace}) {
    add(double(space->used));
    add(double(space->capacity));
  }
  return Value(newArrayFrom(iso, row, count));
}
// heapSnapshot(): the bytes of a .heapsnapshot file. V8 collects before it looks, and so do we.
Value heapSnapshot(Isolate& iso, Args) {
  iso.heap.collect(GcKind::MarkSweep, GcReason::Requested);
  const snapshot::Graph graph = takeHeapGraph(iso);
  iso.charge(graph.nodes.size() * kSnapshotNodeNs);
  return newBytes(iso, snapshot::heapSnapshotText(graph, NodeRuntime::of(iso).options.major));
}
// snapshotTime(): the wall clock in ms, without what Date costs.
Value snapshotTime(Isolate& iso, Args) { return Value::number(double(NodeRuntime::of(iso).machine.wallNs() / 1'000'000)); }

Value collect(Isolate& iso, Args) {
  iso.heap.collect(GcKind::MarkSweep, GcReason::Requested);
  return Value();
}
} // namespace

void fillPerfHooks(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal, {{"now", now, 0}, {"timeOrigin", timeOrigin, 0}, {"loopFigures", loopFigures, 0}});
}
void fillV8(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal, {{"heapFigures", heapFigures, 0}, {"collect", collect, 0}, {"heapSnapshot", heapSnapshot, 0}, {"snapshotTime", snapshotTime, 0}});
}

} // namespace tickscope
