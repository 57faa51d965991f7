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
// listenToGc(listener): calls listener(start ms, duration ms, kind, flags) in poll after each collection.
Value listenToGc(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  runtime.keep(NodeRuntime::Kept::GcListener, args[0]);
  runtime.gcReport.listening = true;
  return Value();
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

// heapFigures(): used, size, available, physical of each of V8's spaces (read-only, new, old, code, map, trusted, new large,
// large), then used, committed, physical of all, the heap's limit, external memory.
Value heapFigures(Isolate& iso, Args) {
  const V8Figures heap = NodeRuntime::of(iso).heapFigures();
  const Value* row = iso.heap.handleTop();
  uint32_t count = 0;
  const auto add = [&](uint64_t value) {
    iso.handle(Value::number(value));
    ++count;
  };
  for (const V8Space* space : {&heap.readOnly, &heap.newSpace, &heap.oldSpace, &heap.codeSpace, &heap.mapSpace, &heap.trustedSpace,
                               &heap.newLargeSpace, &heap.largeSpace})
    for (const uint64_t value : {space->used, space->size, space->available, space->physical}) add(value);
  for (const uint64_t value : {heap.used(), heap.committed(), heap.physical(), heap.limit, heap.external}) add(value);
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

// setContextsHaveGc(yes): what --expose-gc does when it is set while the program runs.
Value setContextsHaveGc(Isolate& iso, Args args) {
  NodeRuntime::of(iso).contextsHaveGc = toBoolean(args[0]);
  return Value();
}
} // namespace

void fillPerfHooks(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal, {{"now", now, 0}, {"timeOrigin", timeOrigin, 0}, {"loopFigures", loopFigures, 0}, {"listenToGc", listenToGc, 1}});
}
void fillV8(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal, {{"heapFigures", heapFigures, 0}, {"heapSnapshot", heapSnapshot, 0}, {"snapshotTime", snapshotTime, 0}, {"setContextsHaveGc", setContextsHaveGc, 1}});
}

} // namespace tickscope
