#pragma once
// The tick queue (process.nextTick) and DRAIN (node-semantics 4.1): what is run whenever a turn of JavaScript ends.
#include <memory>
#include <vector>

#include "core/loop/heap_queue.h"
#include "core/trace/event.h"

namespace tickscope {

class Loop;

class Ticks {
public:
  explicit Ticks(Loop& loop);

  // process.nextTick(callback, ...args): the arguments of the native call; `callback` is a function. May collect.
  void add(Args args);
  // A tick of the engine's own: `native` is called with `data`.
  void add(HandleValue native, HandleValue data);
  // After a write of the console's its Writable has a tick to end it in, one for all writes until it runs. It does nothing that
  // can be seen, so it is not in the queue: it takes an async id, hooks hear of it, and the drain that it is in is one of
  // processTicksAndRejections. `stream`: 0 or 1. Calls JavaScript while hooks are on.
  void addOwnOf(unsigned stream);
  bool empty() const { return queue_.empty(); }
  size_t size() const { return queue_.size(); }
  // tickInfo[kHasTickScheduled]: set by the first tick, cleared when a drain came to its end. Stays set when an
  // exception cut a drain short: its ticks run after the next turn of any kind.
  bool scheduled = false;

  // InternalCallbackScope::Close: the drain at the end of the outermost turn.
  void drainAtEndOfTurn(trace::Rule rule);
  // runNextTicks: the drain between two timers or immediates. False: an exception, already reported, ended it, or the
  // process is ending.
  enum class Between : uint8_t { No, Timers, TimerLists, Immediates };
  bool drainBetween(trace::Rule rule, Between between);
  // Microtasks until there are none.
  void runMicrotasks(trace::Rule rule);
  // For whoever knows better than the drain (wrong_order.h). REQUIRES !empty(). An exception has been reported afterwards.
  trace::EventId frontEvent() const;
  void runOldest(trace::Rule rule);
  // Puts ticks queued before event `since` aside, and back in front of the queue: newest park first.
  void park(trace::EventId since);
  void unpark();
  // Nothing is queued any more: the process is exiting.
  void close() { closed_ = true; }

private:
  bool runTicksAndRejections(trace::Rule rule);
  bool runOne(trace::Rule rule);
  bool somethingToDo() const;
  const char* const* tickFrames(bool withArguments) const; // what Node has on its stack below one
  const char* const* microtaskFrames() const;
  bool hasOwn() const { return own_[0].after != kNoOwn || own_[1].after != kNoOwn; }
  void runMicrotasksFirst();
  // Those are done that were added before the tick numbered `begun`, or all.
  void ownDone(uint64_t begun = kNoOwn);

  Loop& loop_;
  Isolate& iso_;
  enum Column : uint32_t { kCallback, kArguments, kFrame, kQueuedEvent, kFunctionSite, kColumns };
  using Queue = HeapQueue<kColumns>;
  static void moveFront(Queue& from, Queue& to);
  Queue queue_;
  std::vector<std::unique_ptr<Queue>> parked_;
  static constexpr uint64_t kNoOwn = UINT64_MAX;
  uint64_t added_ = 0, begun_ = 0;      // ticks of the program
  struct Own {
    uint64_t after = kNoOwn; // how many had been added before it
    double id = 0;
  };
  Own own_[2]; // of each stream
  bool inMicrotasks_ = false;
  bool closed_ = false;
  Between between_ = Between::No; // the drain under way: for stack traces
  bool inTicks_ = false;          // it came by processTicksAndRejections
};

} // namespace tickscope
