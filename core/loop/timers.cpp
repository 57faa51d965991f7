#include "core/loop/timers.h"

#include <cmath>
#include <limits>
#include <utility>

#include "core/loop/callback_arguments.h"
#include "core/loop/loop.h"
#include "core/machine/costs.h"
#include "core/machine/schedule.h"
#include "core/vm/async_frame.h"
#include "core/trace/recorder.h"
#include "core/vm/conversions.h"
#include "core/vm/host_frames.h"
#include "core/vm/ordered_table.h"
#include "core/vm/trace_sites.h"

namespace tickscope {

using namespace trace;

namespace {
constexpr double kNever = std::numeric_limits<double>::infinity();
EventId eventOf(Value id) { return id.isInt32() ? EventId(id.asInt32()) : kNoEvent; }
SiteId siteOf(Value id) { return id.isInt32() ? SiteId(uint32_t(id.asInt32())) : SiteId::None; }
} // namespace

Timers::Timers(Loop& loop) : loop_(loop), iso_(loop.iso), nextExpiry_(kNever) { iso_.heap.addRoots(this); }
Timers::~Timers() { iso_.heap.removeRoots(this); }

void Timers::visitRoots(SlotVisitor& visitor) {
  for (List* list : heap_) {
    visitor.visit(&list->first);
    visitor.visit(&list->last);
  }
  visitor.visit(&byId_);
  visitor.visitPointer(&shape_);
}

// --- lists ---

Timers::List*& Timers::slotOf(int64_t duration) {
  if (duration >= kDirect) return far_[duration];
  if (size_t(duration) >= direct_.size()) direct_.resize(std::max(size_t(duration) + 1, direct_.size() * 2));
  return direct_[size_t(duration)];
}

Timers::List* Timers::findList(int64_t duration) {
  if (duration >= 0 && size_t(duration) < direct_.size()) return direct_[size_t(duration)];
  if (duration < kDirect) return nullptr;
  const auto found = far_.find(duration);
  return found == far_.end() ? nullptr : found->second;
}

Timers::List* Timers::newList(int64_t duration) {
  List* list;
  // Under wrong rules lists are served inside of each other, so none is used again.
  if (free_.empty() || loop_.wrongOrder.any()) {
    lists_.push_back(std::make_unique<List>());
    list = lists_.back().get();
  } else {
    list = free_.back();
    free_.pop_back();
    *list = List{};
  }
  list->duration = duration;
  list->id = nextListId_++;
  list->mapped = true;
  slotOf(duration) = list;
  return list;
}

void Timers::dropList(List* list) {
  const size_t at = list->position;
  List* last = heap_.back();
  heap_.pop_back();
  if (last != list) {
    place(at, last);
    siftDown(at);
    siftUp(last->position);
  }
  list->mapped = false;
  if (list->duration >= kDirect) far_.erase(list->duration);
  else direct_[size_t(list->duration)] = nullptr;
  if (Recorder* recorder = iso_.recorder)
    recorder->emit(ev::TimerListRemoved{.cause = recorder->running(), .durationMs = uint64_t(list->duration)});
  if (list != serving_) free_.push_back(list);
}

bool Timers::before(const List* a, const List* b) const {
  if (loop_.wrongOrder.has(WrongRule::ShorterDelayFirst)) return a->duration < b->duration;
  return a->expiry != b->expiry ? a->expiry < b->expiry : a->id < b->id;
}

void Timers::siftUp(size_t at) {
  List* list = heap_[at];
  while (at > 0) {
    const size_t parent = (at - 1) / 2;
    if (!before(list, heap_[parent])) break;
    place(at, heap_[parent]);
    at = parent;
  }
  place(at, list);
}

void Timers::siftDown(size_t at) {
  List* list = heap_[at];
  for (;;) {
    size_t child = 2 * at + 1;
    if (child >= heap_.size()) break;
    if (child + 1 < heap_.size() && before(heap_[child + 1], heap_[child])) ++child;
    if (!before(heap_[child], list)) break;
    place(at, heap_[child]);
    at = child;
  }
  place(at, list);
}

void Timers::link(List* list, Handle<TimerObject> timer) {
  if (timer->has(TimerObject::kLinked)) unlink(timer);
  timer->put(TimerObject::kLinked, true);
  timer->next = Value();
  iso_.heap.store(timer.get(), &timer->previous, list->last);
  if (list->last.isCell()) {
    TimerObject* last = list->last.as<TimerObject>();
    iso_.heap.store(last, &last->next, timer);
  } else {
    list->first = timer;
  }
  list->last = timer;
}

void Timers::unlink(TimerObject* timer) {
  if (!timer->has(TimerObject::kLinked)) return;
  timer->put(TimerObject::kLinked, false);
  const Value previous = timer->previous, next = timer->next;
  List* list = nullptr;
  if (!previous.isCell() || !next.isCell()) {
    list = findList(int64_t(timer->idleTimeout.asNumber()));
    TICK_ASSERT(list, "a linked timer stands in the list of its duration");
  }
  if (previous.isCell()) iso_.heap.store(previous.asCell(), &previous.as<TimerObject>()->next, next);
  else list->first = next;
  if (next.isCell()) iso_.heap.store(next.asCell(), &next.as<TimerObject>()->previous, previous);
  else list->last = previous;
  timer->previous = timer->next = Value();
}

// --- what programs call ---

TimerObject* Timers::make(HandleValue callback, double duration, HandleValue packed, bool repeats, bool referenced) {
  TimerObject* timer = newHostObject<TimerObject>(iso_, HostClass::Timeout, shape_);
  timer->callback = callback;
  timer->arguments = packed;
  timer->idleTimeout = Value::number(duration);
  timer->idleStart = Value::null();
  timer->repeat = repeats ? timer->idleTimeout : Value::null();
  timer->asyncId = Value::number(loop_.nextAsyncId());
  timer->put(TimerObject::kReferenced, referenced);
  if (referenced) ++referenced_;
  return timer;
}

void Timers::keepFrame(Handle<TimerObject> timer) {
  if (!iso_.asyncTracking) return;
  const Value frame = frameForResource(iso_, "Timeout", timer, timer->asyncId.asNumber());
  iso_.heap.store(timer, &timer->frame, frame);
}

Value Timers::start(Args args, bool repeats) {
  double duration = 1;
  if (args[1].isInt32()) {
    duration = args[1].asInt32();
  } else if (!args[1].isUndefined()) {
    duration = TRY(toNumber(iso_, args.handle(iso_, 1)));
  } else if (!loop_.rules.timerWarnsNegative) {
    duration = std::nan("");
  }
  if (!(duration >= 1 && duration <= kMaxDuration)) {
    if (duration > kMaxDuration) {
      loop_.hooks.warn(WarningKind::TimerOverflow, iso_.undefined(), duration);
    } else if (loop_.rules.timerWarnsNegative) {
      if (duration < 0) loop_.hooks.warn(WarningKind::TimerNegative, iso_.undefined(), duration);
      else if (std::isnan(duration)) loop_.hooks.warn(WarningKind::TimerNaN, iso_.undefined(), duration);
    }
    duration = 1;
  }
  if (loop_.machine.schedule()) chooseClock();
  HandleValue packed = iso_.handle(packArguments(iso_, args, 2));
  Handle<TimerObject> timer = iso_.handle(make(args.handle(iso_, 0), duration, packed, repeats, true));
  keepFrame(timer);
  insert(timer, duration, loop_.updateTime(TimeUpdate::TimerCall));
  if (duration == 1 && !repeats && loop_.wrongOrder.has(WrongRule::ZeroTimeoutAtOnce)) fireNow(timer, Rule::TimerMinimum);
  return timer;
}

// Where something else is waiting, it may matter which millisecond a timer counts from.
void Timers::chooseClock() {
  if (heap_.empty() && loop_.immediates.empty() && !loop_.machine.busy()) return;
  constexpr uint64_t kMs = 1'000'000;
  if (loop_.machine.schedule()->choose(ChoiceKind::ClockTicks, 2) == 1)
    loop_.machine.holdUpUntil((loop_.machine.now() / kMs + 1) * kMs);
}

// The loop is about to look at its timers: it may have been held up on the way until the next one is due.
void Timers::chooseDue() {
  if (!armed_) return;
  const uint64_t due = uint64_t(due_) * 1'000'000, now = loop_.machine.now();
  if (due <= now || due - now > Schedule::kSlackNs) return;
  if (!loop_.immediates.alive() && !loop_.machine.busy()) return; // nothing that could come before it
  if (loop_.machine.schedule()->choose(ChoiceKind::TimerDue, 2) == 1) loop_.machine.holdUpUntil(due);
}

TimerObject* Timers::startInternal(HandleValue callback, double duration, HandleValue argument, bool referenced) {
  if (!(duration >= 1 && duration <= kMaxDuration)) duration = 1;
  Handle<TimerObject> timer = iso_.handle(make(callback, duration, argument, false, referenced));
  keepFrame(timer);
  insert(timer, duration, loop_.updateTime(TimeUpdate::TimerCall));
  return timer;
}

void Timers::arm(int64_t afterMs) {
  // uv_timer_start counts from the loop's time as last read.
  armed_ = true;
  due_ = loop_.timeMs() + afterMs;
  if (Recorder* recorder = iso_.recorder)
    recorder->emit(ev::TimersArmed{.cause = recorder->running(), .dueMs = uint64_t(due_), .referenced = referenced_ > 0});
}

void Timers::insert(Handle<TimerObject> timer, double given, int64_t start) {
  const int64_t duration = int64_t(given); // truncated: fractions share a list
  timer->idleStart = Value::number(start);
  Recorder* recorder = iso_.recorder;
  List* list = findList(duration);
  if (!list) {
    list = newList(duration);
    list->expiry = start + duration;
    heap_.push_back(list);
    place(heap_.size() - 1, list);
    siftUp(heap_.size() - 1);
    if (recorder)
      recorder->emit(ev::TimerListCreated{
          .cause = recorder->running(), .durationMs = uint64_t(duration), .expiryMs = uint64_t(list->expiry)});
    if (nextExpiry_ > double(list->expiry)) {
      arm(duration);
      nextExpiry_ = double(list->expiry);
    }
  }
  const EventId previous = timer->has(TimerObject::kLinked) ? eventOf(timer->queued) : kNoEvent;
  link(list, timer);
  if (!recorder) return;
  const bool repeats = !timer->repeat.isNull(), referenced = timer->has(TimerObject::kReferenced);
  if (eventOf(timer->created) == kNoEvent) {
    const SiteId function = siteOfFunction(iso_, timer->callback);
    const EventId id = recorder->emit(ev::TimerCreated{.cause = recorder->running(),
                                                       .durationMs = uint64_t(duration),
                                                       .startMs = uint64_t(start),
                                                       .repeats = repeats,
                                                       .referenced = referenced,
                                                       .function = function,
                                                       .at = currentSite(iso_)});
    timer->created = timer->queued = Value::int32(int32_t(id));
    timer->functionSite = Value::int32(int32_t(function));
    loop_.races.timerStarted(id, duration, start);
  } else {
    const EventId id = recorder->emit(ev::TimerRearmed{.cause = recorder->running(),
                                                       .timer = eventOf(timer->created),
                                                       .previous = previous,
                                                       .why = repeats ? TimerRearm::Interval : TimerRearm::Refresh,
                                                       .durationMs = uint64_t(duration),
                                                       .startMs = uint64_t(start),
                                                       .repeats = repeats,
                                                       .referenced = referenced,
                                                       .function = siteOf(timer->functionSite)});
    timer->queued = Value::int32(int32_t(id));
  }
}

void Timers::forget(TimerObject* timer) {
  if (!timer->has(TimerObject::kHasPrimitive) || !byId_.isCell()) return;
  OrderedTable* table = byId_.as<OrderedTable>();
  const int32_t at = tableFindNoGc(table, timer->asyncId);
  if (at != OrderedTable::kAbsent) tableEraseAtNoGc(table, uint32_t(at));
}

void Timers::unenroll(Handle<TimerObject> timer) {
  if (timer->has(TimerObject::kDestroyed)) return;
  timer->put(TimerObject::kDestroyed, true);
  resourceDone(iso_, timer->frame);
  forget(timer);
  if (Recorder* recorder = iso_.recorder) {
    recorder->emit(ev::TimerCleared{.cause = recorder->running(),
                                    .timer = eventOf(timer->created),
                                    .queued = timer->has(TimerObject::kLinked) ? eventOf(timer->queued) : kNoEvent,
                                    .at = currentSite(iso_)});
  }
  unlink(timer);
  if (timer->has(TimerObject::kReferenced)) {
    // Only referenced timers take their empty list along.
    List* list = findList(int64_t(timer->idleTimeout.asNumber()));
    if (list && !list->first.isCell()) dropList(list);
    --referenced_;
  }
  timer->idleTimeout = Value::int32(-1);
  timer->arguments = Value::empty();
}

void Timers::clear(Handle<TimerObject> timer) {
  if (!timer->callback.isCell()) return;
  timer->callback = Value::null();
  unenroll(timer);
}

void Timers::clearById(double id) {
  if (!byId_.isCell()) return;
  OrderedTable* table = byId_.as<OrderedTable>();
  const int32_t at = tableFindNoGc(table, Value::number(id));
  if (at == OrderedTable::kAbsent) return;
  HandleScope scope(iso_.heap);
  clear(iso_.handle(table->valueAt(uint32_t(at)).as<TimerObject>()));
}

double Timers::idOf(Handle<TimerObject> timer) {
  if (!timer->has(TimerObject::kHasPrimitive)) {
    timer->put(TimerObject::kHasPrimitive, true);
    HandleScope scope(iso_.heap);
    if (!byId_.isCell()) byId_ = Value(newOrderedTable(iso_, TableKind::Entries));
    byId_ = Value(tableInsert(iso_, Handle<OrderedTable>::fromRooted(HandleValue(&byId_)), iso_.handle(timer->asyncId), timer));
  }
  return timer->asyncId.asNumber();
}

void Timers::refresh(Handle<TimerObject> timer) {
  const double duration = timer->idleTimeout.asNumber();
  if (duration < 0) return; // cleared
  insert(timer, duration, loop_.updateTime(TimeUpdate::TimerCall));
  if (timer->has(TimerObject::kDestroyed)) { // it had fired: it counts again
    timer->put(TimerObject::kDestroyed, false);
    timer->asyncId = Value::number(loop_.nextAsyncId());
    timer->put(TimerObject::kHasPrimitive, false);
    keepFrame(timer);
    if (timer->has(TimerObject::kReferenced)) ++referenced_;
  }
}

void Timers::setReferenced(Handle<TimerObject> timer, bool referenced) {
  if (timer->has(TimerObject::kReferenced) == referenced) return;
  if (loop_.wrongOrder.has(WrongRule::UnrefHolds)) return;
  timer->put(TimerObject::kReferenced, referenced);
  if (!timer->has(TimerObject::kDestroyed)) referenced_ += referenced ? 1 : -1;
  if (Recorder* recorder = iso_.recorder)
    recorder->emit(ev::TimerReferenced{.cause = recorder->running(),
                                       .timer = eventOf(timer->created),
                                       .queued = timer->has(TimerObject::kLinked) ? eventOf(timer->queued) : kNoEvent,
                                       .referenced = referenced});
}

// --- the phase ---

void Timers::runPhase() {
  do {
    if (!armed_ || due_ > loop_.timeMs() || loop_.stopping()) return;
    armed_ = false;
    runTimers();
  } while (!loop_.rules.timersOncePerPhase);
}

// RunTimers of Node's src/env.cc: one turn, in which processTimers is called again after every exception.
void Timers::runTimers() {
  loop_.enterTurn();
  const int64_t now = loop_.updateTime(TimeUpdate::TimersPhase);
  double next = 0;
  while (processTimers(now, &next) == Served::Threw && !loop_.stopping()) {
  }
  if (!loop_.stopping()) {
    if (next != 0) {
      const int64_t after = int64_t(std::fabs(next)) - loop_.timeMs();
      arm(after > 0 ? after : 1);
    } else if (Recorder* recorder = iso_.recorder) {
      recorder->emit(ev::TimersDisarmed{});
    }
  }
  loop_.leaveTurn(Rule::DrainEndOfTurn);
}

Timers::Served Timers::processTimers(int64_t now, double* next) {
  nextExpiry_ = kNever;
  bool ranAList = false;
  while (!heap_.empty()) {
    List* list = heap_[0];
    if (list->expiry > now) {
      nextExpiry_ = double(list->expiry);
      *next = referenced_ > 0 ? nextExpiry_ : -nextExpiry_;
      return Served::All;
    }
    if (ranAList) {
      if (!loop_.ticks.drainBetween(loop_.rules.drainBetweenTimers ? Rule::DrainBetweenTimers : Rule::DrainBetweenTimerLists, Ticks::Between::TimerLists))
        return Served::Threw;
    }
    ranAList = true;
    List* outer = std::exchange(serving_, list);
    const Served served = serveList(list, now);
    serving_ = outer;
    if (!list->mapped) free_.push_back(list);
    if (served == Served::Threw) return Served::Threw;
  }
  *next = 0;
  return Served::All;
}

Timers::Served Timers::serveList(List* list, int64_t now) {
  const int64_t duration = list->duration;
  bool ranATimer = false;
  const bool firstList = !loop_.ranTimerThisPhase;
  while (list->first.isCell()) {
    HandleScope scope(iso_.heap);
    Handle<TimerObject> timer = iso_.handle(list->first.as<TimerObject>());
    const int64_t start = int64_t(timer->idleStart.asNumber());
    if (now - start < duration) { // not due yet: the list goes back among the others
      list->expiry = std::max(start + duration, now + 1);
      list->id = nextListId_++;
      if (list->mapped) {
        siftDown(list->position);
        if (Recorder* recorder = iso_.recorder)
          recorder->emit(ev::TimerListPostponed{
              .cause = recorder->last(), .durationMs = uint64_t(duration), .expiryMs = uint64_t(list->expiry)});
      }
      return Served::All;
    }
    if (ranATimer && loop_.rules.drainBetweenTimers && !loop_.ticks.drainBetween(Rule::DrainBetweenTimers, Ticks::Between::Timers)) return Served::Threw;
    const bool sameList = ranATimer;
    ranATimer = true;

    unlink(timer);
    if (!timer->callback.isCell()) { // cleared by the drain just above
      if (!timer->has(TimerObject::kDestroyed)) {
        timer->put(TimerObject::kDestroyed, true);
        resourceDone(iso_, timer->frame);
        forget(timer);
        if (timer->has(TimerObject::kReferenced)) --referenced_;
      }
      continue;
    }
    const Rule rule = loop_.lastChance ? Rule::TimerLastChance
                      : sameList       ? Rule::TimerSameList
                      : firstList      ? Rule::TimerDue
                                       : Rule::TimerNextList;
    if (fire(timer, rule) == Served::Threw) return Served::Threw;
  }
  // Empty: the list goes, unless a callback has replaced it already.
  if (list->mapped) dropList(list);
  return Served::All;
}

Timers::Served Timers::fire(Handle<TimerObject> timer, Rule rule) {
  iso_.charge(costs::kTimerNs);
  loop_.syncDevices();
  const bool repeats = timer->repeat.isNumber();
  int64_t nextStart = repeats ? loop_.updateTime(TimeUpdate::Interval) : 0;
  if (repeats && loop_.wrongOrder.has(WrongRule::IntervalCatchesUp))
    nextStart = int64_t(timer->idleStart.asNumber()) + int64_t(timer->idleTimeout.asNumber());
  EventId begin = kNoEvent;
  if (Recorder* recorder = iso_.recorder) {
    loop_.races.timerWins(eventOf(timer->created));
    begin = recorder->emit(ev::CallbackBegin{.cause = eventOf(timer->queued),
                                             .kind = CallbackKind::Timer,
                                             .function = siteOf(timer->functionSite),
                                             .rule = rule});
  }
  loop_.ranTimerThisPhase = true;
  Value result;
  {
    HostEntryScope entry(iso_, loop_.frames.timer);
    AsyncScope async(iso_, timer->frame);
    result = callPacked(iso_, iso_.handle(timer->callback), timer, timer->arguments);
  }
  const bool threw = result.isException();
  if (begin) loop_.callbackEnded(begin, result);
  if (loop_.stopping()) return Served::Threw;
  HandleValue error = threw ? iso_.handle(iso_.takeException()) : iso_.undefined();

  const double idle = timer->idleTimeout.asNumber();
  if (timer->repeat.isNumber() && idle != -1 && (!threw || loop_.rules.throwingIntervalGoesOn)) {
    timer->idleTimeout = timer->repeat;
    insert(timer, timer->repeat.asNumber(), nextStart);
  } else if (!timer->has(TimerObject::kLinked) && !timer->has(TimerObject::kDestroyed)) {
    timer->put(TimerObject::kDestroyed, true);
    resourceDone(iso_, timer->frame);
    forget(timer);
    if (timer->has(TimerObject::kReferenced)) --referenced_;
  }
  if (threw) {
    ReportingScope frame(iso_, iso_.thrownFrame);
    loop_.reportUncaught(error, false);
    return Served::Threw;
  }
  return Served::All;
}

// --- beside the phase ---

TimerObject* Timers::earliest(const std::function<bool(const TimerObject*)>& wanted) const {
  TimerObject* found = nullptr;
  const auto due = [](const TimerObject* timer) { return timer->idleStart.asNumber() + double(int64_t(timer->idleTimeout.asNumber())); };
  for (const List* list : heap_)
    for (Value at = list->first; at.isCell(); at = at.as<TimerObject>()->next) {
      auto* timer = at.as<TimerObject>();
      if (!timer->callback.isCell() || !wanted(timer)) continue;
      if (!found || due(timer) < due(found) || (due(timer) == due(found) && eventOf(timer->queued) < eventOf(found->queued))) found = timer;
    }
  return found;
}

void Timers::fireNow(Handle<TimerObject> timer, Rule rule) {
  const int64_t duration = int64_t(timer->idleTimeout.asNumber());
  unlink(timer);
  fire(timer, rule);
  List* list = findList(duration);
  if (list && list != serving_ && !list->first.isCell()) dropList(list);
}

} // namespace tickscope
