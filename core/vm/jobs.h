#pragma once
// The microtask queue (ECMA-262 §9.5 Jobs; V8's MicrotaskQueue). The loop room decides when it is drained.
#include <cstdint>
#include <vector>

#include "core/heap/handles.h"

namespace tickscope {

class Isolate;
namespace trace {
enum class Rule : uint8_t;
enum class SiteId : uint32_t;
}

// What the trace says of a queued job; all 0 in an untraced run.
struct JobTrace {
  trace::SiteId function{}; // of the handler, or of the await
  uint32_t promise = 0;  // EventId of the promise's PromiseCreated
};

enum class JobKind : uint8_t {
  Reaction,        // NewPromiseReactionJob: a then/catch/finally callback
  AwaitReaction,   // the continuation of an async function or generator
  ThenableJob,     // NewPromiseResolveThenableJob
  QueueMicrotask,  // queueMicrotask(callback)
  Host,            // anything else of the host's
};

// One job: run(iso, data[0..3]) in a HandleScope of its own. A thrown value is the host's to report.
struct Job {
  JobKind kind;
  Value (*run)(Isolate& iso, HandleValue a, HandleValue b, HandleValue c, HandleValue d);
  Value data[4];
  Value frame;       // the AsyncFrame that it runs in, or undefined
  uint32_t queued;   // EventId of its MicrotaskQueued, 0 untraced
  trace::SiteId function;
};

class MicrotaskQueue : public RootSource {
public:
  explicit MicrotaskQueue(Isolate& iso);
  ~MicrotaskQueue() override;
  bool empty() const { return head_ == tail_; }
  size_t size() const { return size_t(tail_ - head_); }
  // Emits the trace's microtask-queued event. Does not collect. Without a `frame` of its own it runs in the running one.
  void enqueue(JobKind kind, Value (*run)(Isolate&, HandleValue, HandleValue, HandleValue, HandleValue), Value a, Value b,
               Value c = Value::undefined(), Value d = Value::undefined(), JobTrace trace = {}, Value frame = Value::empty());
  // Runs the oldest job with its begin and end in the trace; `rule` says why it runs now. Returns what run() returned.
  Value runOne(trace::Rule rule);
  // EventId of the oldest job's MicrotaskQueued. REQUIRES !empty().
  uint32_t frontEvent() const { return ring_[head_ & (ring_.size() - 1)].queued; }
  // Puts jobs queued before event `since` aside, and back in front of the queue: newest park first.
  void park(uint32_t since);
  void unpark();
  const char* rootName() const override { return "(Micro tasks)"; }
  void visitRoots(SlotVisitor& visitor) override;

private:
  void grow();
  Isolate& iso_;
  std::vector<Job> ring_;
  uint64_t head_ = 0, tail_ = 0; // positions, taken modulo the ring's size (a power of two)
  std::vector<std::vector<Job>> parked_;
};

} // namespace tickscope
