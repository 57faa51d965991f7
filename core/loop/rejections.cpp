#include "core/loop/rejections.h"

#include <utility>

#include "core/loop/loop.h"
#include "core/trace/recorder.h"
#include "core/vm/async_frame.h"
#include "core/vm/ordered_table.h"
#include "core/vm/promise_operations.h"

namespace tickscope {

using namespace trace;

namespace {
constexpr size_t kScan = 8;        // newest entries looked at one by one
constexpr size_t kHashFrom = 64;   // from this many on, entries are found by hash

EventId promiseEvent(HandleValue promise) {
  const Value id = promise.get().as<PromiseObject>()->traceId;
  return id.isInt32() ? EventId(id.asInt32()) : kNoEvent;
}
} // namespace

Rejections::Rejections(Loop& loop) : mode(loop.rules.rejections), loop_(loop), iso_(loop.iso) { iso_.heap.addRoots(this); }
Rejections::~Rejections() { iso_.heap.removeRoots(this); }

void Rejections::visitRoots(SlotVisitor& visitor) {
  for (Pending& entry : pending_) {
    visitor.visit(&entry.promise);
    visitor.visit(&entry.reason);
    visitor.visit(&entry.frame);
  }
  if (!lateHandled_.empty()) visitor.visit(lateHandled_.data(), lateHandled_.data() + lateHandled_.size());
  visitor.visit(&reported_);
}

size_t Rejections::find(Object* promise) {
  const size_t none = pending_.size();
  for (size_t i = none; i > 0 && none - i < kScan; --i)
    if (pending_[i - 1].promise == Value(promise)) return i - 1;
  for (size_t i = cursor_; i < none && i < cursor_ + kScan; ++i)
    if (pending_[i].promise == Value(promise)) return cursor_ = i;
  if (none <= kHashFrom) {
    for (size_t i = 0; i < none; ++i)
      if (pending_[i].promise == Value(promise)) return i;
    return none;
  }
  const uint32_t hash = identityHashOrZeroNoGc(promise);
  const auto found = hash ? byHash_.find(hash) : byHash_.end();
  return found != byHash_.end() && pending_[found->second].promise == Value(promise) ? found->second : none;
}

void Rejections::rejected(Handle<Object> promise, HandleValue reason) {
  Recorder* recorder = iso_.recorder;
  const EventId noted =
      recorder ? recorder->emit(ev::RejectionPending{.cause = recorder->running(), .promise = promiseEvent(promise)}) : kNoEvent;
  pending_.push_back({promise, reason, iso_.asyncFrame, ++lastUid_, noted});
  ++live_;
  hasWork_ = true;
  if (pending_.size() > kHashFrom) {
    HandleScope scope(iso_.heap);
    for (size_t i = byHash_.empty() ? 0 : pending_.size() - 1; i < pending_.size(); ++i)
      if (pending_[i].promise.isCell()) byHash_[identityHash(iso_, iso_.handle(pending_[i].promise.as<Object>()))] = i;
  }
}

void Rejections::handled(Handle<Object> promise) {
  Recorder* recorder = iso_.recorder;
  const size_t at = find(promise);
  if (at < pending_.size()) {
    pending_[at].promise = pending_[at].reason = Value::empty();
    if (recorder) recorder->emit(ev::RejectionForgotten{.cause = recorder->running(), .promise = promiseEvent(promise)});
    if (--live_ == 0) { // the usual case: rejected and handled in the same turn
      pending_.clear();
      byHash_.clear();
      cursor_ = 0;
    }
    return;
  }
  if (!reported_.isCell()) return;
  HandleScope scope(iso_.heap);
  Handle<OrderedTable> table = Handle<OrderedTable>::fromRooted(HandleValue(&reported_));
  const int32_t position = tableFindNoGc(table, promise);
  if (position == OrderedTable::kAbsent) return;
  const Value uid = table->valueAt(uint32_t(position));
  tableEraseAtNoGc(table, uint32_t(position));
  if (recorder) recorder->emit(ev::RejectionHandledLate{.cause = recorder->running(), .promise = promiseEvent(promise)});
  lateHandled_.push_back(promise);
  lateHandled_.push_back(uid);
  hasWork_ = true;
}

void Rejections::warnUnhandled(HandleValue reason, uint32_t uid) {
  loop_.hooks.warn(WarningKind::UnhandledRejection, reason, uid);
}

Rejections::Outcome Rejections::process() {
  bool ran = !lateHandled_.empty();
  while (!lateHandled_.empty()) {
    HandleScope scope(iso_.heap);
    HandleValue promise = iso_.handle(lateHandled_[0]);
    const uint32_t uid = uint32_t(lateHandled_[1].asInt32());
    lateHandled_.erase(lateHandled_.begin(), lateHandled_.begin() + 2);
    auto heard = loop_.hooks.emitRejectionHandled(promise);
    if (heard.threw()) return loop_.stopping() ? Outcome::Stopped : Outcome::Threw;
    if (!heard.value()) loop_.hooks.warn(WarningKind::RejectionHandledLate, promise, uid);
  }

  // New rejections go into a fresh list meanwhile. The taken one is rooted through handles, one at a time, so it must
  // stay reachable as a whole: an own root source.
  struct Taken : RootSource {
    explicit Taken(Heap& h) : heap(h) { heap.addRoots(this); }
    ~Taken() override { heap.removeRoots(this); }
    void visitRoots(SlotVisitor& visitor) override {
      for (Pending& entry : entries) {
        visitor.visit(&entry.promise);
        visitor.visit(&entry.reason);
        visitor.visit(&entry.frame);
      }
    }
    Heap& heap;
    std::vector<Pending> entries;
  } taken(iso_.heap);
  taken.entries.swap(pending_);
  byHash_.clear();
  live_ = cursor_ = 0;

  for (size_t i = 0; i < taken.entries.size(); ++i) {
    if (taken.entries[i].promise.isEmpty()) continue;
    HandleScope scope(iso_.heap);
    HandleValue promise = iso_.handle(taken.entries[i].promise), reason = iso_.handle(taken.entries[i].reason);
    if (!reported_.isCell()) reported_ = Value(newOrderedTable(iso_, TableKind::Ephemeron));
    reported_ = Value(tableInsert(iso_, Handle<OrderedTable>::fromRooted(HandleValue(&reported_)), promise,
                                  iso_.handle(Value::int32(int32_t(taken.entries[i].uid)))));
    ReportingScope reporting(iso_, scopeOf(taken.entries[i]));
    Outcome outcome = Outcome::RanSomething;
    if (!handleOne(promise, reason, taken.entries[i].uid, taken.entries[i].trace, &outcome)) return outcome;
    ran = true;
  }
  return ran || live_ ? Outcome::RanSomething : Outcome::Nothing;
}

Value Rejections::scopeOf(const Pending& entry) const {
  switch (loop_.rules.rejectionScope) {
  case NodeRules::RejectionScope::None: return Value::undefined();
  case NodeRules::RejectionScope::Creation: return entry.promise.as<PromiseObject>()->frame;
  case NodeRules::RejectionScope::Rejection: return entry.frame;
  }
  TICK_UNREACHABLE("a scope that is not in the list");
}

// False: stop here with *outcome.
bool Rejections::handleOne(HandleValue promise, HandleValue reason, uint32_t uid, uint32_t trace, Outcome* outcome) {
  if (Recorder* recorder = iso_.recorder) recorder->emit(ev::RejectionReported{.cause = trace, .promise = promiseEvent(promise)});
  const auto uncaught = [&]() -> bool { // triggerUncaughtException(err, true)
    HandleValue error = iso_.handle(loop_.hooks.rejectionAsError(reason));
    if (loop_.reportUncaught(error, true)) return true;
    *outcome = Outcome::Stopped;
    return false;
  };
  if (mode == RejectionMode::Strict && !uncaught()) return false;
  auto heard = loop_.hooks.emitUnhandledRejection(reason, promise);
  if (heard.threw()) {
    *outcome = loop_.stopping() ? Outcome::Stopped : Outcome::Threw;
    return false;
  }
  switch (mode) {
  case RejectionMode::Throw:
    if (!heard.value() && !uncaught()) return false;
    break;
  case RejectionMode::Strict:
  case RejectionMode::WarnDeprecated:
    if (!heard.value()) warnUnhandled(reason, uid);
    break;
  case RejectionMode::Warn: warnUnhandled(reason, uid); break;
  case RejectionMode::WarnWithErrorCode:
    if (!heard.value()) {
      warnUnhandled(reason, uid);
      loop_.hooks.setExitCode(1);
    }
    break;
  case RejectionMode::None: break;
  }
  return true;
}

} // namespace tickscope
