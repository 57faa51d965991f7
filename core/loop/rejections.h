#pragma once
// Unhandled promise rejections (node-semantics 1.6; Node lib/internal/process/promises.js).
//
// Rejecting without a handler notes the promise; a handler that comes before it was processed removes it silently.
// What is still noted when ticks and microtasks are used up is reported by the mode of --unhandled-rejections.
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/heap/handles.h"
#include "core/loop/node_rules.h"
#include "core/vm/isolate.h"

namespace tickscope {

class Loop;

class Rejections : public RootSource {
public:
  explicit Rejections(Loop& loop);
  ~Rejections() override;

  RejectionMode mode;

  // The vm's Host hooks.
  void rejected(Handle<Object> promise, HandleValue reason);
  void handled(Handle<Object> promise);

  // tickInfo[kHasRejectionToWarn].
  bool hasWork() const { return hasWork_; }
  void clearWork() { hasWork_ = false; }
  enum class Outcome : uint8_t { Nothing, RanSomething, Threw, Stopped };
  // processPromiseRejections. Threw: the exception is pending, for the caller to report.
  Outcome process();

  const char* rootName() const override { return "(Rejections)"; }
  void visitRoots(SlotVisitor& visitor) override;

private:
  struct Pending {
    Value promise; // empty: a handler came
    Value reason;
    Value frame;   // the AsyncFrame that it was rejected in
    uint32_t uid;
    uint32_t trace; // RejectionPending
  };
  size_t find(Object* promise); // index into pending_, or its size
  bool handleOne(HandleValue promise, HandleValue reason, uint32_t uid, uint32_t trace, Outcome* outcome);
  // The frame that listeners are called in.
  Value scopeOf(const Pending& entry) const;
  void warnUnhandled(HandleValue reason, uint32_t uid);

  Loop& loop_;
  Isolate& iso_;
  std::vector<Pending> pending_;
  size_t live_ = 0;                 // entries of pending_ that no handler came for
  size_t cursor_ = 0;               // where the last find ended: handlers mostly come in order
  std::unordered_map<uint32_t, size_t> byHash_; // identity hash -> index, once pending_ is long. Only looked up.
  std::vector<Value> lateHandled_;  // pairs: promise, uid
  Value reported_;                  // EphemeronTable: promise -> uid of those that were reported
  uint32_t lastUid_ = 0;
  bool hasWork_ = false;
};

} // namespace tickscope
