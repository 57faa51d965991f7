#pragma once
// What Node keeps in own properties of Timeouts and Immediates, for programs that look at them: _idleTimeout, _onTimeout,
// Symbol(refed) and so on. Here their values live in internal slots, and the properties are made up when asked for; one
// that a program defines itself is kept as it says, and changes nothing about the timer.
#include "core/heap/handles.h"

namespace tickscope {

class NodeRuntime;
struct Object;

// Once per isolate: the internal methods of both classes, and how util.inspect shows a Timeout.
void installTimerProperties(NodeRuntime& runtime, Handle<Object> timeoutPrototype);

} // namespace tickscope
