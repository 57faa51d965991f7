// The native half of dns: lookups as slow work of the thread pool, queries of the resolver without it. What the answers
// are is told in core/node/lib/dns.js: there is no name server beyond the machine.
#include "core/heap/persistent.h"
#include "core/machine/costs.h"
#include "core/node/modules.h"
#include "core/node/pool_work.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {
// lookup(host, known, callback): getaddrinfo or getnameinfo on the pool, then callback(null).
template <bool kService> Value lookup(Isolate& iso, Args args) {
  PoolJob job;
  job.what = kService ? "dns.lookupService" : "dns.lookup";
  job.detail = toUtf8(flatten(iso, args.handle(iso, 0)));
  job.slow = true;
  job.deviceNs = toBoolean(args[1]) ? costs::kLookupNs : costs::kLookupUnknownNs;
  submitPoolWork(NodeRuntime::of(iso), std::move(job), args.handle(iso, 2), [](Isolate&) { return Value(); });
  return Value();
}

// query(what, host, callback): an answer of the resolver's sockets, in poll.
Value query(Isolate& iso, Args args) {
  NodeRuntime& runtime = NodeRuntime::of(iso);
  runtime.machine.sync();
  const trace::EventId request = runtime.loop.poll.begin(toUtf8(flatten(iso, args.handle(iso, 0))), toUtf8(flatten(iso, args.handle(iso, 1))));
  auto callback = std::make_shared<Persistent>(iso.heap, args[2]);
  runtime.machine.schedule(iso.nowNs() + costs::kLookupUnknownNs, [&runtime, callback, request] {
    runtime.loop.poll.ready(request, "dns answer", [&runtime, callback, request] {
      runtime.loop.poll.end(request);
      (void)runtime.iso.call(callback->handle(), runtime.iso.undefined());
    });
  });
  return Value();
}
} // namespace

void fillDns(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal, {{"lookup", lookup<false>, 3}, {"lookupService", lookup<true>, 3}, {"query", query, 3}});
}

} // namespace tickscope
