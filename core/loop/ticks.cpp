#include "core/loop/ticks.h"

#include "core/loop/callback_arguments.h"
#include "core/loop/loop.h"
#include "core/machine/costs.h"
#include "core/vm/async_frame.h"
#include "core/vm/host_frames.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

using namespace trace;

namespace {
// What executionAsyncResource() is in a tick.
HandleValue resourceOf(Isolate& iso, HandleValue callback, HandleValue packed) {
  Handle<Object> tick = iso.handle(newObject(iso));
  defineValue(iso, tick, iso.key("callback"), callback);
  defineValue(iso, tick, iso.key("args"), iso.handle(packed.get().isEmpty() ? Value() : packed.get()));
  return tick;
}
} // namespace

Ticks::Ticks(Loop& loop) : loop_(loop), iso_(loop.iso), queue_(loop.iso) {}

void Ticks::add(Args args) {
  if (closed_) return;
  HandleValue packed = iso_.handle(packArguments(iso_, args, 1));
  add(args.handle(iso_, 0), packed);
}

void Ticks::add(HandleValue callback, HandleValue packed) {
  if (closed_) return;
  if (queue_.empty()) scheduled = true;
  const double id = loop_.nextAsyncId();
  HandleValue frame = iso_.asyncTracking ? iso_.handle(frameForResource(iso_, "TickObject", resourceOf(iso_, callback, packed), id)) : iso_.undefined();
  ++added_;
  queue_.push();
  queue_.set(kCallback, callback);
  queue_.set(kArguments, packed);
  queue_.set(kFrame, frame);
  if (Recorder* recorder = iso_.recorder) {
    const SiteId function = siteOfFunction(iso_, callback);
    const EventId id = recorder->emit(ev::TickQueued{.cause = recorder->running(), .function = function, .at = currentSite(iso_)});
    queue_.set(kQueuedEvent, Value::int32(int32_t(id)));
    queue_.set(kFunctionSite, Value::int32(int32_t(function)));
  }
}

void Ticks::addOwnOf(unsigned stream) {
  if (closed_ || own_[stream].after != kNoOwn) return;
  own_[stream] = {added_, loop_.nextAsyncId()};
  if (iso_.asyncHooksOn) (void)frameForResource(iso_, "TickObject", iso_.undefined(), own_[stream].id);
}

void Ticks::ownDone(uint64_t begun) {
  for (Own& own : own_) {
    if (own.after >= begun) continue;
    const double id = std::exchange(own, {}).id;
    if (!iso_.asyncHooksOn) continue;
    iso_.host.asyncBefore(iso_, id);
    iso_.host.asyncDestroy(iso_, id);
    iso_.host.asyncAfter(iso_, id);
  }
}

bool Ticks::runOne(Rule rule) {
  HandleScope scope(iso_.heap);
  ownDone(++begun_);
  HandleValue callback = iso_.handle(queue_.front(kCallback));
  const Value packed = queue_.front(kArguments);
  const Value queued = queue_.front(kQueuedEvent), site = queue_.front(kFunctionSite);
  const HandleValue frame = iso_.handle(queue_.front(kFrame)), rest = iso_.handle(packed); // hooks may collect
  queue_.pop();
  AsyncScope async(iso_, frame);
  iso_.charge(costs::kTickNs);
  loop_.syncDevices();
  if (loop_.stopping()) return false; // at a limit
  HostEntryScope entry(iso_, tickFrames(!rest.get().isEmpty()));
  if (!iso_.recorder) {
    const bool ok = !callPacked(iso_, callback, iso_.undefined(), rest).isException();
    resourceDone(iso_, frame);
    return ok;
  }
  Recorder& recorder = *iso_.recorder;
  const EventId begin = recorder.emit(ev::CallbackBegin{.cause = EventId(queued.asInt32()),
                                                        .kind = CallbackKind::Tick,
                                                        .function = SiteId(uint32_t(site.asInt32())),
                                                        .rule = rule});
  const Value result = callPacked(iso_, callback, iso_.undefined(), rest);
  loop_.callbackEnded(begin, result);
  resourceDone(iso_, frame);
  return !result.isException();
}

const char* const* Ticks::tickFrames(bool withArguments) const {
  const NodeFrames& frames = loop_.frames;
  switch (between_) {
  case Between::Timers: return frames.tickBetweenTimers;
  case Between::TimerLists: return frames.tickBetweenTimerLists;
  case Between::Immediates: return frames.tickBetweenImmediates;
  case Between::No: break;
  }
  return withArguments ? frames.tickWithArguments : frames.tick;
}

const char* const* Ticks::microtaskFrames() const {
  const NodeFrames& frames = loop_.frames;
  switch (between_) {
  case Between::Timers: return inTicks_ ? frames.microtaskAfterTicksBetweenTimers : frames.microtaskBetweenTimers;
  case Between::TimerLists: return inTicks_ ? frames.microtaskAfterTicksBetweenTimerLists : frames.microtaskBetweenTimerLists;
  case Between::Immediates: return inTicks_ ? frames.microtaskAfterTicksBetweenImmediates : frames.microtaskBetweenImmediates;
  case Between::No: break;
  }
  return inTicks_ ? frames.microtask : nullptr;
}

void Ticks::runMicrotasks(Rule rule) {
  if (inMicrotasks_) return; // V8: a checkpoint inside a checkpoint does nothing
  MicrotaskQueue& queue = *iso_.microtasks;
  if (queue.empty()) return iso_.heap.clearKeptObjects(); // the job ends all the same
  inMicrotasks_ = true;
  HostEntryScope entry(iso_, microtaskFrames());
  size_t waiting = queue.size(); // those queued by microtasks come after them, in the same drain
  while (!queue.empty()) {
    iso_.charge(costs::kMicrotaskNs);
    loop_.syncDevices();
    if (loop_.stopping()) break; // at a limit
    const Value result = queue.runOne(waiting ? rule : Rule::MicrotaskSameDrain);
    if (waiting) --waiting;
    if (loop_.rules.contextFrames) iso_.asyncFrame = Value(); // what a job before it has left
    if (!result.isException()) continue;
    // Only queueMicrotask callbacks can throw; the others go on after it was handled. Node reports it by the place where
    // the error was made, not where it was thrown.
    iso_.throwIsNew = true;
    if (loop_.rules.microtaskErrorLeavesScope) iso_.thrownFrame = Value::undefined();
    if (loop_.rules.contextFrames) iso_.asyncFrame = iso_.thrownFrame; // a job without a context runs in it
    if (!loop_.reportUncaught()) break;
  }
  inMicrotasks_ = false;
  iso_.heap.clearKeptObjects();
}

bool Ticks::somethingToDo() const {
  return scheduled || loop_.rejections.hasWork() || !iso_.microtasks->empty();
}

void Ticks::drainAtEndOfTurn(Rule rule) {
  if (loop_.wrongOrder.any() && !loop_.stopping() && loop_.wrongOrder.drains()) return;
  if (loop_.stopping()) return;
  if (!somethingToDo()) {
    ownDone();
    return iso_.heap.clearKeptObjects();
  }
  EventId begin = kNoEvent;
  Recorder* recorder = iso_.recorder;
  if (recorder) begin = recorder->emit(ev::DrainBegin{.cause = recorder->last(), .rule = rule});
  const Rule ticksCome = scheduled ? Rule::TickEndOfTurn : Rule::TickAfterMicrotasks;
  if (!scheduled) runMicrotasksFirst();
  if ((scheduled || loop_.rejections.hasWork()) && !loop_.stopping()) runTicksAndRejections(ticksCome);
  if (recorder) recorder->emit(ev::DrainEnd{.cause = begin});
}

bool Ticks::drainBetween(Rule rule, Between between) {
  if (loop_.stopping()) return false;
  if (loop_.wrongOrder.any() && loop_.wrongOrder.drains()) return !loop_.stopping();
  if (!somethingToDo()) {
    ownDone();
    return true;
  }
  between_ = between;
  EventId begin = kNoEvent;
  Recorder* recorder = iso_.recorder;
  if (recorder) begin = recorder->emit(ev::DrainBegin{.cause = recorder->last(), .rule = rule});
  bool ok = true;
  const Rule ticksCome = scheduled ? Rule::TickEndOfTurn : Rule::TickAfterMicrotasks;
  if (!scheduled && !loop_.rejections.hasWork()) runMicrotasksFirst();
  if ((scheduled || loop_.rejections.hasWork()) && !loop_.stopping()) ok = runTicksAndRejections(ticksCome);
  if (recorder) recorder->emit(ev::DrainEnd{.cause = begin});
  between_ = Between::No;
  return ok && !loop_.stopping();
}

void Ticks::runMicrotasksFirst() {
  inTicks_ = hasOwn();
  ownDone();
  runMicrotasks(Rule::MicrotaskNoTicks);
  inTicks_ = false;
  if (!scheduled) ownDone(); // of the microtasks' own writes
}

bool Ticks::runTicksAndRejections(Rule rule) {
  struct Inside {
    bool& flag;
    explicit Inside(bool& f) : flag(f) { flag = true; }
    ~Inside() { flag = false; }
  } inside(inTicks_);
  bool first = true;
  do {
    size_t waiting = queue_.size();
    while (!queue_.empty()) {
      const Rule why = !waiting ? Rule::TickSameDrain : first ? rule : Rule::TickAfterMicrotasks;
      if (waiting) --waiting;
      if (runOne(why)) continue;
      // The rest stays queued and `scheduled` stays set.
      HandleScope scope(iso_.heap);
      const HandleValue left = iso_.handle(iso_.thrownFrame);
      loop_.reportUncaught();
      if (loop_.rules.contextFrames) iso_.asyncFrame = left;
      return false;
    }
    first = false;
    ownDone();
    runMicrotasks(Rule::MicrotaskAfterTicks);
    if (loop_.stopping()) return false;
    if (!queue_.empty()) continue;
    if (!loop_.rejections.hasWork()) break;
    switch (loop_.rejections.process()) {
    case Rejections::Outcome::Nothing: break;
    case Rejections::Outcome::RanSomething: continue;
    case Rejections::Outcome::Threw:
      loop_.reportUncaught();
      return false;
    case Rejections::Outcome::Stopped: return false;
    }
    break;
  } while (true);
  scheduled = false;
  loop_.rejections.clearWork();
  return true;
}

// --- beside the drain ---

EventId Ticks::frontEvent() const {
  const Value queued = queue_.front(kQueuedEvent);
  return queued.isInt32() ? EventId(queued.asInt32()) : kNoEvent;
}

void Ticks::runOldest(Rule rule) {
  if (!runOne(rule) && !loop_.stopping()) loop_.reportUncaught();
  if (queue_.empty()) scheduled = false;
}

void Ticks::moveFront(Queue& from, Queue& to) {
  to.push();
  for (uint32_t column = 0; column < kColumns; ++column) to.set(column, from.front(column));
  from.pop();
}

void Ticks::park(EventId since) {
  Queue& aside = *parked_.emplace_back(std::make_unique<Queue>(iso_));
  while (!queue_.empty() && frontEvent() < since) moveFront(queue_, aside);
}

void Ticks::unpark() {
  const std::unique_ptr<Queue> older = std::move(parked_.back());
  parked_.pop_back();
  while (!queue_.empty()) moveFront(queue_, *older);
  while (!older->empty()) moveFront(*older, queue_);
  scheduled = !queue_.empty();
}

} // namespace tickscope
