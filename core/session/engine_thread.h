#pragma once
// The thread that an engine runs on: with a stack so large that the engine's own counters of recursion always trip
// before it ends, in every build. Its pages are only taken when they are used.
#include <functional>

namespace tickscope {

// Runs `body` there and waits. `tick` is called on the calling thread about every `tickSeconds` meanwhile.
void runOnEngineThread(const std::function<void()>& body, double tickSeconds, const std::function<void()>& tick);

} // namespace tickscope
