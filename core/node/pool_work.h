#pragma once
// Natives whose work a pool thread does (crypto, zlib, dns): the job, and the callback that gets its result in poll.
#include <functional>

#include "core/machine/thread_pool.h"
#include "core/vm/isolate.h"

namespace tickscope {

class NodeRuntime;

// Submits `job` (its `done` is set here). In poll `callback` is called with (null, result), or with (error) where `result`
// throws. `result` runs on the JavaScript thread and may make objects.
void submitPoolWork(NodeRuntime& runtime, PoolJob job, HandleValue callback, std::function<Value(Isolate&)> result);

} // namespace tickscope
