#pragma once
// What async_hooks knows of the code that runs: the stores of AsyncLocalStorage and the ids of the resource whose callback
// it is. Everything that calls back later (jobs, ticks, timers, requests) keeps the frame that it was made in, or one of
// its own, and runs its callback in an AsyncScope.
//
// As long as no program asks (Isolate::asyncTracking), every frame is undefined and costs nothing.
#include "core/vm/function.h"
#include "core/vm/isolate.h"

namespace tickscope {

struct AsyncFrame : Box {
  enum Word : uint32_t { kContext, kAsyncId, kTriggerId, kResource, kWithoutIds, kWords };
  Value context() const { return values()[kContext]; }   // of AsyncLocalStorage: undefined or what its JavaScript keeps
  double asyncId() const { return values()[kAsyncId].asNumber(); }
  double triggerId() const { return values()[kTriggerId].asNumber(); }
  Value resource() const { return values()[kResource]; }
  Value* values() const { return const_cast<AsyncFrame*>(this)->Box::values(); }
};
inline AsyncFrame* asAsyncFrame(Value frame) { return frame.isCell() ? static_cast<AsyncFrame*>(frame.as<Box>()) : nullptr; }

// Ids of a resource that is made: asyncId 0 if it has none. May collect.
Value newAsyncFrame(Isolate& iso, HandleValue context, double asyncId, double triggerId, HandleValue resource);
// The frame of what runs with the stores of `frame` but is no resource: jobs, unless hooks are on. Made once. May collect.
Value withoutIds(Isolate& iso, HandleValue frame);
inline double executionAsyncId(Isolate& iso) {
  const AsyncFrame* frame = asAsyncFrame(iso.asyncFrame);
  return frame ? frame->asyncId() : 0;
}

// The frame of a resource that the running code makes, told to async_hooks: with an id of its own, or, if `asyncId` is
// given, with that one. undefined while nobody tracks. May collect, and calls JavaScript if hooks are on.
Value frameForResource(Isolate& iso, std::string_view type, HandleValue resource, double asyncId = 0);

// A resource is done with: async_hooks hears of it in the check phase. `frame` is a resource's own, or undefined.
inline void resourceDone(Isolate& iso, Value frame) {
  if (__builtin_expect(!iso.asyncHooksOn, 1)) return;
  if (const AsyncFrame* own = asAsyncFrame(frame); own && own->asyncId() > 0) iso.host.asyncDestroy(iso, own->asyncId());
}

// Runs a callback in its frame: with the stores, the ids, and the hooks before and after.
class AsyncScope {
public:
  AsyncScope(Isolate& iso, Value frame) : iso_(iso) {
    if (__builtin_expect(!iso.asyncTracking, 1)) return;
    enter(frame);
  }
  ~AsyncScope() {
    if (__builtin_expect(entered_, 0)) leave();
  }
  AsyncScope(const AsyncScope&) = delete;

private:
  void enter(Value frame);
  void leave();
  Isolate& iso_;
  bool entered_ = false;
  double id_ = 0;
  HandleValue previous_; // in the caller's HandleScope
};

// Runs what reports an error in the frame that the error belongs to: its stores are seen, no hook is told.
class ReportingScope {
public:
  ReportingScope(Isolate& iso, Value frame) : iso_(iso), previous_(iso.handle(iso.asyncFrame)) { iso.asyncFrame = frame; }
  ~ReportingScope() {
    if (iso_.hasException()) iso_.thrownFrame = iso_.asyncFrame; // of a listener
    iso_.asyncFrame = previous_;
  }
  ReportingScope(const ReportingScope&) = delete;

private:
  Isolate& iso_;
  HandleValue previous_; // in the caller's HandleScope
};

} // namespace tickscope
