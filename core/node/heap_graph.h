#pragma once
// The heap of an isolate as a graph (core/snapshot): every reachable cell is a node, in the words of V8's heap snapshots.
//
// Nothing is allocated on the heap, moved or run, so a graph can be taken between any two events without changing what
// comes after. Objects get edges by property, element and variable straight to the values, besides those of the stores
// between (hidden ones), as in V8's snapshots.
#include "core/snapshot/graph.h"
#include "core/vm/isolate.h"

namespace tickscope {

// Ids and sites come from the isolate's AllocationTracker if it has one; else ids are numbers of the walk.
snapshot::Graph takeHeapGraph(Isolate& iso);

} // namespace tickscope
