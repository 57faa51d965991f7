#include "core/node/pool_work.h"

#include "core/heap/persistent.h"
#include "core/node/node_errors.h"
#include "core/node/runtime.h"

namespace tickscope {

void submitPoolWork(NodeRuntime& runtime, PoolJob job, HandleValue callback, std::function<Value(Isolate&)> result) {
  auto kept = std::make_shared<Persistent>(runtime.iso.heap, callback);
  job.done = [&runtime, kept, result = std::move(result)](bool cancelled) {
    Isolate& iso = runtime.iso;
    HandleScope scope(iso.heap);
    HandleValue value = iso.handle(cancelled ? Value(iso.raiseWithCode(ErrorType::Error, "ECANCELED", "operation canceled")) : result(iso));
    HandleValue error = iso.null();
    if (value.get().isException()) {
      if (iso.terminating) return;
      error = iso.handle(iso.takeException());
      value = iso.undefined();
    }
    (void)iso.call(kept->handle(), iso.undefined(), {error, value}); // what it throws stays pending: the loop reports it
  };
  runtime.loop.poll.submit(std::move(job));
}

} // namespace tickscope
