#pragma once
// What the loop asks of the node room: everything that involves the process object, its listeners, or text.
#include <string_view>

#include "core/heap/handles.h"
#include "core/vm/completion.h"

namespace tickscope {

class Isolate;

enum class WarningKind : uint8_t {
  UnhandledRejection,     // the two warnings of a rejection nobody heard of: value = the reason
  RejectionHandledLate,   // value = the promise
  TimerOverflow, TimerNegative, TimerNaN, // number = what was asked for
};

class LoopHooks {
public:
  virtual ~LoopHooks() = default;

  // An exception (not the pending one any more) reached the outermost level. Emits uncaughtExceptionMonitor, then asks
  // the capture callback or the uncaughtException listeners. True: somebody handled it. False: nobody did; exit
  // listeners have run, the text is on stderr and the process is to end (Isolate::terminating is set).
  virtual bool uncaughtException(HandleValue error, bool fromPromise) = 0;
  // process.emit: whether there were listeners.
  virtual Completion<bool> emitUnhandledRejection(HandleValue reason, HandleValue promise) = 0;
  virtual Completion<bool> emitRejectionHandled(HandleValue promise) = 0;
  // The reason as it is thrown: itself if it is like an error, else wrapped in an UnhandledPromiseRejection.
  virtual Value rejectionAsError(HandleValue reason) = 0;
  // process.emitWarning: the warning comes on the next tick.
  virtual void warn(WarningKind kind, HandleValue value, double number) = 0;
  virtual void setExitCode(int code) = 0;
  // What V8 has posted to the platform (collections, FinalizationRegistry): Poll::ready for what enters JavaScript. At the
  // start of poll.
  virtual void platformTasks() {}
  // Entering and leaving the process's ends; they emit through the loop's turns.
  virtual void emitBeforeExit() = 0;
  virtual void emitExit() = 0;
};

} // namespace tickscope
