#include "core/trace/fold/fold.h"

namespace tickscope::trace::fold {

void Stack::on(Context& c, const ev::CallbackBegin& e) {
  c.isolate.running.push_back({c.event.id, e.cause, e.kind, e.function, e.rule,
                               static_cast<uint32_t>(c.isolate.stack.size()),
                               static_cast<uint32_t>(c.isolate.emits.size())});
}

void Stack::on(Context& c, const ev::CallbackEnd&) {
  IsolateState& isolate = c.isolate;
  if (isolate.running.empty()) return;
  const Running& ended = isolate.running.back();
  if (isolate.stack.size() > ended.stackBase) isolate.stack.resize(ended.stackBase);
  if (isolate.emits.size() > ended.emitBase) isolate.emits.resize(ended.emitBase);
  isolate.running.pop_back();
}

void Stack::on(Context& c, const ev::DrainBegin& e) { c.isolate.drains.push_back({c.event.id, e.rule}); }

void Stack::on(Context& c, const ev::DrainEnd&) {
  if (!c.isolate.drains.empty()) c.isolate.drains.pop_back();
}

void Stack::on(Context& c, const ev::EmitBegin& e) { c.isolate.emits.push_back({c.event.id, e.name, e.listeners}); }

void Stack::on(Context& c, const ev::EmitEnd&) {
  if (!c.isolate.emits.empty()) c.isolate.emits.pop_back();
}

void Stack::on(Context& c, const ev::CallEnter& e) {
  c.isolate.stack.push_back({c.event.id, e.kind, e.function, e.at, SiteId::None});
}

void Stack::on(Context& c, const ev::CallLeave&) {
  if (!c.isolate.stack.empty()) c.isolate.stack.pop_back();
}

void Stack::on(Context& c, const ev::Statement& e) {
  if (!c.isolate.stack.empty()) c.isolate.stack.back().position = e.at;
}

} // namespace tickscope::trace::fold
