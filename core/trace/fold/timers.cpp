#include "core/trace/fold/fold.h"

namespace tickscope::trace::fold {

namespace {
void add(Context& c, const Timer& timer) {
  if (!c.isolate.timers.push(timer)) return;
  // The list normally has its own TimerListCreated, before or after.
  const auto [at, isNew] = c.isolate.lists.try_emplace(timer.durationMs);
  if (isNew) at->second = {timer.startMs + timer.durationMs, c.event.id, 0};
  ++at->second.size;
  if (timer.referenced) ++c.isolate.referencedTimers;
}

void take(IsolateState& isolate, EventId queued) {
  const std::optional<Timer> timer = isolate.timers.take(queued);
  if (!timer) return;
  const auto list = isolate.lists.find(timer->durationMs);
  if (list != isolate.lists.end() && list->second.size > 0) --list->second.size;
  if (timer->referenced && isolate.referencedTimers > 0) --isolate.referencedTimers;
}

void place(Context& c, uint64_t durationMs, uint64_t expiryMs) {
  TimerList& list = c.isolate.lists[durationMs];
  list.expiryMs = expiryMs;
  list.placed = c.event.id;
}
} // namespace

void Timers::on(Context& c, const ev::TimerCreated& e) {
  add(c, {c.event.id, c.event.id, e.durationMs, e.startMs, e.repeats, e.referenced, e.function, e.at});
}

void Timers::on(Context& c, const ev::TimerRearmed& e) {
  take(c.isolate, e.previous);
  add(c, {c.event.id, e.timer, e.durationMs, e.startMs, e.repeats, e.referenced, e.function, SiteId::None});
}

void Timers::on(Context& c, const ev::TimerCleared& e) { take(c.isolate, e.queued); }

void Timers::on(Context& c, const ev::TimerReferenced& e) {
  Timer* timer = c.isolate.timers.find(e.queued);
  if (!timer || timer->referenced == e.referenced) return;
  timer->referenced = e.referenced;
  if (e.referenced)
    ++c.isolate.referencedTimers;
  else if (c.isolate.referencedTimers > 0)
    --c.isolate.referencedTimers;
}

void Timers::on(Context& c, const ev::TimerListCreated& e) { place(c, e.durationMs, e.expiryMs); }
void Timers::on(Context& c, const ev::TimerListPostponed& e) { place(c, e.durationMs, e.expiryMs); }

void Timers::on(Context& c, const ev::TimerListRemoved& e) {
  const auto list = c.isolate.lists.find(e.durationMs);
  if (list != c.isolate.lists.end() && list->second.size == 0) c.isolate.lists.erase(list);
}

void Timers::on(Context& c, const ev::TimersArmed& e) {
  c.isolate.loop.timersArmed = true;
  c.isolate.loop.timersDueMs = e.dueMs;
  c.isolate.loop.timersReferenced = e.referenced;
}

void Timers::on(Context& c, const ev::TimersDisarmed&) { c.isolate.loop.timersArmed = false; }

void Timers::on(Context& c, const ev::CallbackBegin& e) {
  if (e.kind == CallbackKind::Timer) take(c.isolate, e.cause);
}

} // namespace tickscope::trace::fold
