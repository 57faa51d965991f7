#pragma once
// Immediates (node-semantics 5; Node lib/internal/timers.js and CheckImmediate of src/env.cc).
#include <functional>
#include <vector>

#include "core/loop/host_object.h"
#include "core/trace/event.h"

namespace tickscope {

class Loop;

struct ImmediateObject : HostObject { // what setImmediate returns
  enum Aux : uint16_t {
    kDestroyed = kKindBit0,
    kReferenced = kKindBit1, // hasRef(); cleared when it runs
  };
  Value previous, next; // in its queue: an ImmediateObject, or null at the ends
  Value callback, arguments;
  Value asyncId;
  Value frame;          // the AsyncFrame that it runs in, or undefined
  Value queued;         // int32: its ImmediateQueued
  Value functionSite;

  bool has(uint16_t bit) const { return aux & bit; }
  void put(uint16_t bit, bool on) { aux = uint16_t(on ? aux | bit : aux & ~bit); }
};

class Immediates : public RootSource {
public:
  explicit Immediates(Loop& loop);
  ~Immediates() override;

  // setImmediate(callback, ...args): the native's arguments. The callback is a function.
  Value start(Args args);
  // An empty one: Node schedules it after a handled exception, so that left-over ticks get run.
  void startEmpty();
  void clear(Handle<ImmediateObject> immediate);
  void setReferenced(Handle<ImmediateObject> immediate, bool referenced);

  // Environment::SetImmediate of Node's own, unreferenced: runs in the next check phase, before the program's immediates.
  void addNative(std::function<void()> native) { natives_.push_back(std::move(native)); }
  void runPhase(); // check
  // For whoever knows better than the phase (wrong_order.h): the oldest one that was queued by event `since` or later
  // and is in no batch, or null; running it out of turn, in a HandleScope of the caller's.
  ImmediateObject* oldest(trace::EventId since) const;
  void runNow(Handle<ImmediateObject> immediate);
  // Keeps the loop alive and poll awake: the idle handle is active.
  bool alive() const { return referenced_ > 0; }
  bool empty() const { return count_ == 0; }

  void setShape(Shape* shape) { shape_ = shape; }
  const char* rootName() const override { return "(Immediates)"; }
  void visitRoots(SlotVisitor& visitor) override;

private:
  ImmediateObject* make(HandleValue callback, HandleValue packed);
  void append(ImmediateObject* immediate);
  bool processImmediate(); // false: an exception ended it
  Value call(Handle<ImmediateObject> immediate, trace::Rule rule);
  void takeOut(Handle<ImmediateObject> immediate);

  Loop& loop_;
  Isolate& iso_;
  Shape* shape_ = nullptr;
  std::vector<std::function<void()>> natives_;
  Value first_ = Value::null(), last_ = Value::null(); // the queue for the next check phase
  Value outstanding_ = Value::null();                  // what is left of a batch that an exception interrupted
  bool hasOutstanding_ = false;
  int64_t count_ = 0, referenced_ = 0;
  Value emptyFunction_;
};

} // namespace tickscope
