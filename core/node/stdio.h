#pragma once
#include "core/vm/isolate.h"

namespace tickscope {

class NodeRuntime;

// process.stdin, stdout and stderr, as getters.
void defineStandardStreams(NodeRuntime& runtime, Handle<Object> process);

} // namespace tickscope
