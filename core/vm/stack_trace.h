#pragma once
// The frames of running code as errors keep them (V8's stack trace API): captured cheaply, described when first asked.
#include <string>

#include "core/heap/handles.h"
#include "core/heap/value.h"

namespace tickscope {

class Isolate;
struct Box;

// The frames in progress, innermost first, at most `limit`. `upTo` is a function or undefined: frames down to and
// including its innermost activation are left out; all are, when it has none. May collect, runs no user code.
Box* captureStackFrames(Isolate& iso, uint32_t limit, HandleValue upTo);
// "\n    at f (file:1:2)" for each frame, in UTF-8.
std::string describeStackFrames(Isolate& iso, Handle<Box> frames);
// The second argument of Error.prepareStackTrace: an array of CallSite objects.
Value callSiteArray(Isolate& iso, Handle<Box> frames);

// "f (file:1:2)" of the innermost frame of the program: where an eval stands.
std::string describeCurrentFrame(Isolate& iso);
// "TypeError: message" of anything thrown, without running code.
std::string describeThrown(Isolate& iso, Value value);

} // namespace tickscope
