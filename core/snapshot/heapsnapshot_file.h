#pragma once
// The .heapsnapshot format of V8, as Chrome DevTools opens it.
#include <functional>
#include <string>

#include "core/snapshot/graph.h"

namespace tickscope::snapshot {

// Writes the graph in pieces of about 64 KiB. `nodeMajor` decides which fields a node has: up to Node 22 there is
// `trace_node_id`, always 0 as in a snapshot that V8 took without tracking allocations.
void writeHeapSnapshot(const Graph& graph, int nodeMajor, const std::function<void(std::string_view)>& write);
std::string heapSnapshotText(const Graph& graph, int nodeMajor);

} // namespace tickscope::snapshot
