#include "core/loop/immediates.h"

#include <utility>

#include "core/loop/callback_arguments.h"
#include "core/loop/loop.h"
#include "core/machine/costs.h"
#include "core/vm/async_frame.h"
#include "core/trace/recorder.h"
#include "core/vm/host_frames.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

using namespace trace;

namespace {
EventId eventOf(Value id) { return id.isInt32() ? EventId(id.asInt32()) : kNoEvent; }
Value nothing(Isolate&, Args) { return Value(); }
} // namespace

Immediates::Immediates(Loop& loop) : loop_(loop), iso_(loop.iso) { iso_.heap.addRoots(this); }
Immediates::~Immediates() { iso_.heap.removeRoots(this); }

void Immediates::visitRoots(SlotVisitor& visitor) {
  visitor.visit(&first_);
  visitor.visit(&last_);
  visitor.visit(&outstanding_);
  visitor.visit(&emptyFunction_);
  visitor.visitPointer(&shape_);
}

ImmediateObject* Immediates::make(HandleValue callback, HandleValue packed) {
  ImmediateObject* immediate = newHostObject<ImmediateObject>(iso_, HostClass::Immediate, shape_);
  immediate->previous = immediate->next = Value::null();
  immediate->callback = callback;
  immediate->arguments = packed;
  immediate->asyncId = Value::number(loop_.nextAsyncId());
  immediate->put(ImmediateObject::kReferenced, true);
  ++count_;
  ++referenced_;
  return immediate;
}

void Immediates::append(ImmediateObject* immediate) {
  immediate->previous = last_; // both were just made or are remembered: the new one is young
  iso_.heap.recordWrite(immediate, &immediate->previous, last_);
  if (last_.isCell()) iso_.heap.store(last_.asCell(), &last_.as<ImmediateObject>()->next, Value(immediate));
  else first_ = Value(immediate);
  last_ = Value(immediate);
  if (Recorder* recorder = iso_.recorder) {
    const SiteId function = siteOfFunction(iso_, immediate->callback);
    const EventId id = recorder->emit(
        ev::ImmediateQueued{.cause = recorder->running(), .referenced = true, .function = function, .at = currentSite(iso_)});
    immediate->queued = Value::int32(int32_t(id));
    immediate->functionSite = Value::int32(int32_t(function));
    loop_.races.immediateQueued(id);
  }
}

Value Immediates::start(Args args) {
  HandleValue packed = iso_.handle(packArguments(iso_, args, 1));
  Handle<ImmediateObject> immediate = iso_.handle(make(args.handle(iso_, 0), packed));
  if (iso_.asyncTracking) {
    const Value frame = frameForResource(iso_, "Immediate", immediate, immediate->asyncId.asNumber());
    iso_.heap.store(immediate, &immediate->frame, frame);
  }
  append(immediate);
  return Value(immediate.get());
}

void Immediates::startEmpty() {
  HandleScope scope(iso_.heap);
  if (!emptyFunction_.isCell()) emptyFunction_ = Value(newNativeFunction(iso_, "noop", 0, nothing));
  append(make(HandleValue(&emptyFunction_), iso_.handle(Value::empty())));
}

void Immediates::clear(Handle<ImmediateObject> immediate) {
  if (immediate->has(ImmediateObject::kDestroyed)) return;
  immediate->put(ImmediateObject::kDestroyed, true);
  --count_;
  if (immediate->has(ImmediateObject::kReferenced)) --referenced_;
  immediate->put(ImmediateObject::kReferenced, false);
  if (Recorder* recorder = iso_.recorder)
    recorder->emit(ev::ImmediateCleared{
        .cause = recorder->running(), .immediate = eventOf(immediate->queued), .at = currentSite(iso_)});
  immediate->callback = Value();
  immediate->arguments = Value::empty();
  resourceDone(iso_, immediate->frame);
  takeOut(immediate);
}

// Out of its links; also when it stands in a batch that is being run.
void Immediates::takeOut(Handle<ImmediateObject> immediate) {
  const Value previous = immediate->previous, next = immediate->next;
  if (next.isCell()) iso_.heap.store(next.asCell(), &next.as<ImmediateObject>()->previous, previous);
  if (previous.isCell()) iso_.heap.store(previous.asCell(), &previous.as<ImmediateObject>()->next, next);
  if (first_ == Value(immediate.get())) first_ = next;
  if (last_ == Value(immediate.get())) last_ = previous;
  immediate->next = immediate->previous = Value::null();
}

void Immediates::setReferenced(Handle<ImmediateObject> immediate, bool referenced) {
  if (immediate->has(ImmediateObject::kDestroyed) || immediate->has(ImmediateObject::kReferenced) == referenced) return;
  immediate->put(ImmediateObject::kReferenced, referenced);
  referenced_ += referenced ? 1 : -1;
  if (Recorder* recorder = iso_.recorder)
    recorder->emit(ev::ImmediateReferenced{
        .cause = recorder->running(), .immediate = eventOf(immediate->queued), .referenced = referenced});
}

// CheckImmediate of Node's src/env.cc.
void Immediates::runPhase() {
  if (loop_.rules.checkScopeDrains) loop_.enterTurn();
  for (const std::function<void()>& native : std::exchange(natives_, {})) native();
  if (loop_.rules.checkScopeDrains) loop_.leaveTurn(Rule::DrainCheckScope);
  if (count_ == 0 || loop_.stopping()) return;
  do {
    loop_.enterTurn();
    const bool ok = processImmediate();
    // A turn that an exception left does not drain.
    loop_.leaveTurn(loop_.rules.drainBetweenImmediates ? Rule::DrainEndOfTurn : Rule::DrainAfterImmediates, !ok);
  } while ((hasOutstanding_ || (first_.isCell() && loop_.wrongOrder.has(WrongRule::NestedImmediateNow))) && !loop_.stopping());
}

bool Immediates::processImmediate() {
  HandleScope scope(iso_.heap);
  const bool rest = outstanding_.isCell();
  HandleValue immediate = iso_.handle(rest ? outstanding_ : first_);
  Recorder* recorder = iso_.recorder;
  if (!rest) {
    first_ = last_ = Value::null();
    hasOutstanding_ = true;
    if (recorder && immediate.get().isCell()) recorder->emit(ev::ImmediatesTaken{.count = uint64_t(count_)});
  } else if (recorder) {
    recorder->emit(ev::ImmediatesOutstanding{.count = uint64_t(count_)});
  }
  HandleValue previous = iso_.handle(Value::null());
  bool ran = false;
  while (immediate.get().isCell()) {
    HandleScope inner(iso_.heap);
    if (ran && loop_.rules.drainBetweenImmediates && !loop_.ticks.drainBetween(Rule::DrainBetweenImmediates, Ticks::Between::Immediates)) {
      // The batch goes on with this one: it was set as the rest after the one before it.
      return false;
    }
    ran = true;
    Handle<ImmediateObject> now = Handle<ImmediateObject>::fromRooted(immediate);
    if (now->has(ImmediateObject::kDestroyed)) { // by the drain just above: go on from the one before
      const Value next = previous.get().as<ImmediateObject>()->next;
      outstanding_ = next;
      immediate.set(next);
      continue;
    }
    previous.set(now);
    const Value result = call(now, rest ? Rule::ImmediateOutstanding : Rule::ImmediateCheck);
    outstanding_ = now->next;
    immediate.set(now->next);
    if (result.isException()) {
      loop_.reportUncaught();
      return false;
    }
  }
  if (rest) outstanding_ = Value::null();
  hasOutstanding_ = false;
  return true;
}

Value Immediates::call(Handle<ImmediateObject> now, Rule rule) {
  now->put(ImmediateObject::kDestroyed, true);
  --count_;
  if (now->has(ImmediateObject::kReferenced)) --referenced_;
  now->put(ImmediateObject::kReferenced, false);
  iso_.charge(costs::kImmediateNs);
  loop_.syncDevices();
  EventId begin = kNoEvent;
  if (Recorder* recorder = iso_.recorder) {
    loop_.races.immediateWins(eventOf(now->queued));
    begin = recorder->emit(ev::CallbackBegin{.cause = eventOf(now->queued),
                                             .kind = CallbackKind::Immediate,
                                             .function = SiteId(now->functionSite.isInt32() ? uint32_t(now->functionSite.asInt32()) : 0),
                                             .rule = rule});
  }
  Value result;
  {
    HostEntryScope entry(iso_, loop_.frames.immediate);
    AsyncScope async(iso_, now->frame);
    result = callPacked(iso_, iso_.handle(now->callback), now, now->arguments);
  }
  if (begin) loop_.callbackEnded(begin, result);
  resourceDone(iso_, now->frame);
  now->callback = Value();
  now->arguments = Value::empty();
  return result;
}

// --- beside the phase ---

ImmediateObject* Immediates::oldest(EventId since) const {
  for (Value at = first_; at.isCell(); at = at.as<ImmediateObject>()->next)
    if (eventOf(at.as<ImmediateObject>()->queued) >= since) return at.as<ImmediateObject>();
  return nullptr;
}

void Immediates::runNow(Handle<ImmediateObject> immediate) {
  takeOut(immediate);
  if (call(immediate, Rule::ImmediateCheck).isException() && !loop_.stopping()) loop_.reportUncaught();
}

} // namespace tickscope
