#pragma once
// events: what the rest of the node room may ask of it.
#include "core/vm/isolate.h"

namespace tickscope {

class NodeRuntime;

// An error that an emitter threw because nobody listened to 'error' has under this symbol a function that returns its
// stack with the place of the emit added (node-semantics §1.5). Call it before printing the error as fatal.
Symbol* enhanceStackSymbol(NodeRuntime& runtime);

} // namespace tickscope
