#include "core/vm/jobs.h"

#include "core/trace/recorder.h"
#include "core/vm/async_frame.h"
#include "core/vm/isolate.h"
#include "core/vm/promise_hooks.h"

namespace tickscope {

namespace {
trace::MicrotaskKind microtaskKind(JobKind kind) {
  switch (kind) {
  case JobKind::AwaitReaction: return trace::MicrotaskKind::AwaitResume;
  case JobKind::ThenableJob: return trace::MicrotaskKind::ThenableJob;
  case JobKind::QueueMicrotask:
  case JobKind::Host: return trace::MicrotaskKind::QueueMicrotask;
  case JobKind::Reaction: break;
  }
  return trace::MicrotaskKind::Reaction;
}
// The promise that a job settles, of which promise hooks hear; or no promise.
Value promiseSettledBy(const Job& job) {
  switch (job.kind) {
  case JobKind::Reaction: return job.data[0].as<PromiseReaction>()->promise;
  case JobKind::AwaitReaction: return job.data[3]; // its throwaway
  case JobKind::ThenableJob: return job.data[0];
  case JobKind::QueueMicrotask:
  case JobKind::Host: break;
  }
  return Value();
}
// The frame that a job runs in, queued in `queued`.
Value frameOf(Isolate& iso, const Job& job, HandleValue queued) {
  constexpr int kFirstWithContextFrame = 24;
  const AsyncFrame* frame = asAsyncFrame(queued);
  // V8 sets no context for a job that was queued without one: it has what a job that threw has left.
  if (iso.options.nodeMajor >= kFirstWithContextFrame && (!frame || frame->context().isUndefined()) && asAsyncFrame(iso.asyncFrame))
    queued = iso.handle(withoutIds(iso, HandleValue(&iso.asyncFrame)));
  if (job.kind == JobKind::QueueMicrotask || job.kind == JobKind::Host) return queued;
  const HandleValue promise = iso.handle(iso.asyncHooksOn ? promiseSettledBy(job) : Value());
  return isPromise(promise) ? frameOfJobFor(iso, Handle<PromiseObject>::fromRooted(promise), queued) : withoutIds(iso, queued);
}
} // namespace

MicrotaskQueue::MicrotaskQueue(Isolate& iso) : iso_(iso), ring_(64) { iso.heap.addRoots(this); }
MicrotaskQueue::~MicrotaskQueue() { iso_.heap.removeRoots(this); }

void MicrotaskQueue::grow() {
  std::vector<Job> bigger(ring_.size() * 2);
  for (uint64_t i = head_; i != tail_; ++i) bigger[i & (bigger.size() - 1)] = ring_[i & (ring_.size() - 1)];
  ring_.swap(bigger);
}

void MicrotaskQueue::enqueue(JobKind kind, Value (*run)(Isolate&, HandleValue, HandleValue, HandleValue, HandleValue), Value a,
                             Value b, Value c, Value d, JobTrace trace, Value frame) {
  if (size() == ring_.size()) grow();
  uint32_t queued = 0;
  if (trace::Recorder* recorder = iso_.recorder)
    queued = recorder->emit(trace::ev::MicrotaskQueued{
        .cause = recorder->running(), .kind = microtaskKind(kind), .function = trace.function, .promise = trace.promise});
  ring_[tail_++ & (ring_.size() - 1)] = {kind, run, {a, b, c, d}, frame.isEmpty() ? iso_.asyncFrame : frame, queued, trace.function};
}

Value MicrotaskQueue::runOne(trace::Rule rule) {
  HandleScope scope(iso_.heap);
  Job& slot = ring_[head_++ & (ring_.size() - 1)];
  HandleValue a = iso_.handle(slot.data[0]), b = iso_.handle(slot.data[1]), c = iso_.handle(slot.data[2]),
              d = iso_.handle(slot.data[3]);
  const auto run = slot.run; // the ring may be reallocated while the job runs
  const trace::EventId queued = slot.queued;
  const trace::SiteId function = slot.function;
  HandleValue frame = iso_.handle(slot.frame);
  if (__builtin_expect(iso_.asyncTracking, 0)) frame.set(frameOf(iso_, slot, frame));
  AsyncScope async(iso_, frame); // its hooks may queue more jobs
  trace::Recorder* recorder = iso_.recorder;
  if (!recorder) return run(iso_, a, b, c, d);
  const trace::EventId begin = recorder->emit(trace::ev::CallbackBegin{
      .cause = queued, .kind = trace::CallbackKind::Microtask, .function = function, .rule = rule});
  const Value result = run(iso_, a, b, c, d);
  recorder->emit(trace::ev::CallbackEnd{
      .cause = begin,
      .completion = iso_.terminating        ? trace::Completion::Exit
                    : result.isException() ? trace::Completion::Throw
                                           : trace::Completion::Return});
  return result;
}

void MicrotaskQueue::park(uint32_t since) {
  std::vector<Job>& aside = parked_.emplace_back();
  for (; !empty() && frontEvent() < since; ++head_) aside.push_back(ring_[head_ & (ring_.size() - 1)]);
}

void MicrotaskQueue::unpark() {
  std::vector<Job> jobs = std::move(parked_.back());
  parked_.pop_back();
  for (; !empty(); ++head_) jobs.push_back(ring_[head_ & (ring_.size() - 1)]);
  for (const Job& job : jobs) {
    if (size() == ring_.size()) grow();
    ring_[tail_++ & (ring_.size() - 1)] = job;
  }
}

void MicrotaskQueue::visitRoots(SlotVisitor& visitor) {
  for (std::vector<Job>& jobs : parked_)
    for (Job& job : jobs) visitor.visit(job.data, job.data + 4);
  for (uint64_t i = head_; i != tail_; ++i) {
    Job& job = ring_[i & (ring_.size() - 1)];
    visitor.visit(job.data, job.data + 4);
    visitor.visit(&job.frame);
  }
}

} // namespace tickscope
