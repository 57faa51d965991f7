#include "core/trace/fold/fold.h"

namespace tickscope::trace::fold {

void Promises::on(Context& c, const ev::PromiseCreated&) { ++c.isolate.promises.created; }

void Promises::on(Context& c, const ev::PromiseSettled& e) {
  ++(e.settlement == Settlement::Fulfilled ? c.isolate.promises.fulfilled : c.isolate.promises.rejected);
}

void Promises::on(Context& c, const ev::AwaitSuspended& e) {
  c.isolate.promises.suspended.push({c.event.id, e.promise, e.function, e.at});
}

void Promises::on(Context& c, const ev::AwaitResumed& e) { c.isolate.promises.suspended.erase(e.suspended); }

void Promises::on(Context& c, const ev::RejectionPending& e) {
  c.isolate.promises.unhandled[e.promise] = {c.event.id, false};
}

void Promises::on(Context& c, const ev::RejectionForgotten& e) { c.isolate.promises.unhandled.erase(e.promise); }

void Promises::on(Context& c, const ev::RejectionReported& e) {
  const auto found = c.isolate.promises.unhandled.find(e.promise);
  if (found != c.isolate.promises.unhandled.end()) found->second.reported = true;
}

void Promises::on(Context& c, const ev::RejectionHandledLate& e) { c.isolate.promises.unhandled.erase(e.promise); }

} // namespace tickscope::trace::fold
