#pragma once
// Stack traces as V8 makes and words them.
//
// A trace is taken when an Error object is made (captureStack), as structured frames; the text of `stack` is made from
// them when it is first read, or at once where somebody may look at the frames.
#include <string>
#include <vector>

#include "core/vm/isolate.h"

namespace tickscope {

struct FunctionCode;

struct StackFrame {
  std::string functionName; // of the function; empty: anonymous
  std::string typeName;     // class of the receiver, for "Type.method"; empty: none
  std::string methodName;   // property of the receiver under which the function was found; empty: not known
  std::string scriptName;   // file; empty for natives
  uint32_t line = 0, column = 0;   // 1-based; 0: unknown
  uint32_t start = 0;       // byte offset into the source
  bool isConstructor = false, isAsync = false, isNative = false, isEval = false, isTopLevel = true;
  bool isPromiseAll = false; // "at async Promise.all (index n)"
  uint32_t promiseIndex = 0;
};

// The innermost frames of the running program, at most `limit`. Frames down to and including the topmost call of
// `skipUntil` are left out (Error.captureStackTrace's second argument); undefined: none.
std::vector<StackFrame> captureFrames(Isolate& iso, uint32_t limit, HandleValue skipUntil);
std::string formatFrame(const StackFrame& frame);           // "Object.method [as alias] (file:1:2)", without "    at "
std::string formatFrames(const std::vector<StackFrame>& frames); // each "\n    at …"

// Gives `error` its stack: the header (as Error.prototype.toString words it now) and the frames. Error.stackTraceLimit is honoured.
void captureStack(Isolate& iso, Handle<Object> error, HandleValue skipUntil);

// What an uncaught exception's place is: the innermost frame of the program that is running.
bool currentPosition(Isolate& iso, StackFrame* out);

std::string describeThrown(Isolate& iso, Value value); // "TypeError: message", runs no user code

} // namespace tickscope
