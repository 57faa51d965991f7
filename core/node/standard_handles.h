#pragma once
// The handles behind process.stdout and process.stderr as async_hooks counts them: those of a pipe or a terminal. They and what
// the console does with them take async ids, which programs see in timers, ticks and promises that are made later.
#include "core/trace/event.h"

namespace tickscope {

class NodeRuntime;

class StandardHandles {
public:
  // The stream is looked at: its handle is made the first time. Calls JavaScript while hooks are on.
  void open(NodeRuntime& runtime, trace::Stream stream);
  // A method of console writes. `plain`: what it writes is its only argument, a string. The same.
  void consoleWrites(NodeRuntime& runtime, trace::Stream stream, bool plain);

private:
  bool isOpen_[2] = {false, false};
  bool askedForColours_ = false;
};

} // namespace tickscope
