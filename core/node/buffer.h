#pragma once
// Buffers, for the rest of the node room.
#include "core/vm/isolate.h"

namespace tickscope {

class NodeRuntime;

struct ViewBytes {
  uint8_t* data = nullptr;
  size_t length = 0;
};
// Of a typed array or DataView; nothing if it is none. Valid until the next call into JavaScript: their memory does not
// move, but may be taken away.
ViewBytes bytesOfView(Value view);

// A Buffer of its own, zeroed memory.
Value newBuffer(NodeRuntime& runtime, uint64_t length);

} // namespace tickscope
