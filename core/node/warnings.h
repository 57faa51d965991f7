#pragma once
// process.emitWarning and what is printed for a warning (Node lib/internal/process/warning.js).
#include "core/vm/native.h"

namespace tickscope {

class NodeRuntime;

Value processEmitWarning(Isolate& iso, Args args);
// The listener that prints.
void installWarnings(NodeRuntime& runtime);

} // namespace tickscope
