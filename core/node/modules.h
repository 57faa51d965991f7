#pragma once
// The functions behind builtin_modules.def, and those that bootstrap calls.
#include "core/vm/isolate.h"

namespace tickscope {

class NodeRuntime;

// bootstrap: what every program finds without require
void installProcess(NodeRuntime& runtime);  // process
void installTimers(NodeRuntime& runtime);   // setTimeout, setInterval, setImmediate, clear…, queueMicrotask
void installConsole(NodeRuntime& runtime);  // console

// modules
Value createProcessModule(NodeRuntime& runtime);
Value createTimersModule(NodeRuntime& runtime);
void fillTimersPromises(NodeRuntime& runtime, Handle<Object> internal);

} // namespace tickscope
