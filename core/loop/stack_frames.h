#pragma once
// What real Node has on its stack below the program's frames, by the kind of entry and by version (node-semantics 12.5;
// recorded with the binaries). Lists end with nullptr, innermost first: core/vm/host_frames.h.
#include <string_view>

namespace tickscope {

struct NodeFrames {
  const char* const* main;             // the main program
  const char* const* require;          // a module that was required
  const char* const* timer;
  const char* const* immediate;
  const char* const* tick;             // at the end of a turn
  const char* const* tickWithArguments;
  const char* const* microtask;        // after ticks at the end of a turn
  const char* const* tickBetweenTimers; // in the drain between two timers, or immediates
  const char* const* tickBetweenImmediates;
  const char* const* microtaskBetweenTimers;
  const char* const* microtaskBetweenImmediates;
  const char* const* microtaskAfterTicksBetweenTimers; // there, when ticks came first
  const char* const* microtaskAfterTicksBetweenImmediates;
  const char* const* tickBetweenTimerLists; // between the timers of two durations
  const char* const* microtaskBetweenTimerLists;
  const char* const* microtaskAfterTicksBetweenTimerLists;
  const char* const* emit;             // process.emit, called by native code
  const char* const* uncaughtListener;
  const char* const* rejectionListener;
  const char* const* mainSyntax;       // a file that does not compile: wrapSafe and below
  const char* const* requireSyntax;
  const char* const* fsCallback;       // FSReqCallback
  const char* const* queuedMicrotask;  // a callback of queueMicrotask; null where V8 calls it directly
};

const NodeFrames& nodeFrames(int major);

// Where Node's own function of this name, native here, checks its arguments ("node:timers:140:3"); nullptr: not known.
const char* nativePlace(int major, std::string_view name);

} // namespace tickscope
