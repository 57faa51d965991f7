#include "core/trace/fold/fold.h"

namespace tickscope::trace::fold {

namespace {
void count(uint64_t& referenced, bool wasReferenced, bool isReferenced) {
  if (wasReferenced && referenced > 0) --referenced;
  if (isReferenced) ++referenced;
}

// Out of the batch of the check phase, or out of the queue for the next one.
void takeImmediate(IsolateState& isolate, EventId queued) {
  std::optional<Immediate> taken = isolate.immediateBatch.take(queued);
  if (!taken) taken = isolate.immediates.take(queued);
  if (taken) count(isolate.referencedImmediates, taken->referenced, false);
  if (isolate.immediateBatch.empty()) isolate.immediatesOutstanding = false;
}
} // namespace

void Queues::on(Context& c, const ev::TickQueued& e) { c.isolate.ticks.push({c.event.id, e.function, e.at}); }

void Queues::on(Context& c, const ev::MicrotaskQueued& e) {
  c.isolate.microtasks.push({c.event.id, e.kind, e.function, e.promise});
}

void Queues::on(Context& c, const ev::ImmediateQueued& e) {
  c.isolate.immediates.push({c.event.id, e.referenced, e.function, e.at});
  count(c.isolate.referencedImmediates, false, e.referenced);
}

void Queues::on(Context& c, const ev::ImmediateCleared& e) { takeImmediate(c.isolate, e.immediate); }

void Queues::on(Context& c, const ev::ImmediateReferenced& e) {
  Immediate* immediate = c.isolate.immediates.find(e.immediate);
  if (!immediate) immediate = c.isolate.immediateBatch.find(e.immediate);
  if (!immediate) return;
  count(c.isolate.referencedImmediates, immediate->referenced, e.referenced);
  immediate->referenced = e.referenced;
}

void Queues::on(Context& c, const ev::ImmediatesTaken&) {
  if (c.isolate.immediateBatch.empty()) {
    std::swap(c.isolate.immediateBatch, c.isolate.immediates);
  } else {
    for (const Immediate& immediate : c.isolate.immediates) c.isolate.immediateBatch.push(immediate);
    c.isolate.immediates.clear();
  }
}

void Queues::on(Context& c, const ev::ImmediatesOutstanding&) {
  c.isolate.immediatesOutstanding = !c.isolate.immediateBatch.empty();
}

void Queues::on(Context& c, const ev::CallbackBegin& e) {
  if (e.kind == CallbackKind::Tick)
    c.isolate.ticks.erase(e.cause);
  else if (e.kind == CallbackKind::Microtask)
    c.isolate.microtasks.erase(e.cause);
  else if (e.kind == CallbackKind::Immediate)
    takeImmediate(c.isolate, e.cause);
}

} // namespace tickscope::trace::fold
