#pragma once
// Error objects and their `stack` (V8's stack trace API; Node's header line).
//
// The frames are captured when the error is made and become text when `stack` is first read: Error.prepareStackTrace
// and the header (name and message as they are then) are asked at that time. Up to Node 20 `stack` is a data property;
// later an accessor whose getter and setter all errors of a realm share.
#include "core/vm/object.h"

namespace tickscope {

struct ErrorObject : Object {
  enum Aux : uint16_t {
    kNodeError = kKindBit0, // the header line shows `code`: TypeError [ERR_X]: message
  };
  Value frames; // a Box: captured, not yet text; undefined after that
  Value stack;  // the text, or what was assigned; undefined before
};

// An error with an own `stack` and nothing else; frames as for captureStackFrames.
ErrorObject* newErrorObject(Isolate& iso, HandleValue prototype, HandleValue upTo);
// Error.captureStackTrace on any object: TypeError when it takes no property.
Completion<void> captureStackTrace(Isolate& iso, Handle<Object> object, HandleValue upTo);
// The message and cause of a constructor's arguments; `message` undefined: none.
Completion<void> installMessageAndCause(Isolate& iso, Handle<Object> error, HandleValue message, HandleValue options);
// §20.5.3.4 Error.prototype.toString.
Completion<String*> errorToString(Isolate& iso, Handle<Object> error);

// Called once per isolate by the library: `stack` as Node 20 has it needs methods of the kind.
void installErrorKind(Isolate& iso);

} // namespace tickscope
