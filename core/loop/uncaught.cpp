// What an exception at the outermost level does (node-semantics 1.4; Node lib/internal/process/execution.js).
#include "core/loop/loop.h"

namespace tickscope {

bool Loop::reportUncaught() {
  if (stopping()) return false;
  HandleScope scope(iso.heap);
  return reportUncaught(iso.handle(iso.takeException()), false);
}

bool Loop::reportUncaught(HandleValue error, bool fromPromise) {
  if (stopping()) return false;
  if (iso.recorder)
    iso.recorder->emit(trace::ev::ExceptionUncaught{
        .cause = iso.recorder->running(),
        .origin = fromPromise ? trace::ExceptionOrigin::Rejection : trace::ExceptionOrigin::Thrown});
  // Listeners see the stores of AsyncLocalStorage as the callback did that threw.
  HandleScope scope(iso.heap);
  HandleValue outside = iso.handle(iso.asyncFrame);
  if (!iso.thrownFrame.isEmpty()) iso.asyncFrame = iso.thrownFrame;
  iso.thrownFrame = Value::empty();
  const bool handled = hooks.uncaughtException(error, fromPromise);
  iso.asyncFrame = outside;
  if (!handled) return false;
  // Handled. An immediate makes the loop turn once more, so that left-over ticks get run.
  immediates.startEmpty();
  return true;
}

} // namespace tickscope
