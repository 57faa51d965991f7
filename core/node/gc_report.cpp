#include "core/node/gc_report.h"

#include <cstdio>

#include "core/machine/costs.h"
#include "core/node/runtime.h"

namespace tickscope {

namespace {
constexpr size_t kLastLines = 2; // of a process that dies: V8 keeps more, but those of the last second are what one sees
constexpr double kMb = 1024.0 * 1024.0;
// Where V8 would say at which address its isolate stands.
constexpr unsigned long long kIsolateAddress = 0x4242000;

const char* reasonText(GcReason reason, bool full) {
  switch (reason) {
  case GcReason::AllocationFailure: return "allocation failure";
  case GcReason::LastResort: return "allocation failure";
  case GcReason::External: return "external memory pressure";
  case GcReason::Requested: return "testing";
  case GcReason::Stress: return "testing";
  case GcReason::MarkingFinished: return "finalize incremental marking via stack guard";
  case GcReason::Task: return "task";
  case GcReason::MarkingFinishedTask: return "finalize incremental marking via task";
  case GcReason::OldSpaceLimit: return full ? "finalize incremental marking via stack guard" : "allocation failure";
  }
  return "";
}

trace::GcReason traceReason(GcReason reason) {
  switch (reason) {
  case GcReason::AllocationFailure: return trace::GcReason::AllocationFailure;
  case GcReason::OldSpaceLimit: return trace::GcReason::OldSpaceLimit;
  case GcReason::External: return trace::GcReason::External;
  case GcReason::Requested: return trace::GcReason::Requested;
  case GcReason::Stress: return trace::GcReason::Stress;
  case GcReason::LastResort: return trace::GcReason::LastResort;
  case GcReason::MarkingFinished: return trace::GcReason::MarkingFinished;
  case GcReason::Task: return trace::GcReason::Task;
  case GcReason::MarkingFinishedTask: return trace::GcReason::MarkingFinished;
  }
  return {};
}

trace::GcKind traceKind(GcKind kind) {
  return kind == GcKind::Scavenge             ? trace::GcKind::Scavenge
         : kind == GcKind::IncrementalMarking ? trace::GcKind::IncrementalMarking
                                              : trace::GcKind::MarkSweep;
}

template <class... Arguments> std::string printed(const char* format, Arguments... arguments) {
  char text[400];
  const int length = std::snprintf(text, sizeof text, format, arguments...);
  return std::string(text, size_t(std::max(0, std::min<int>(length, int(sizeof text) - 1))));
}
} // namespace

void GcReport::Utilization::full(double endsMs, double tookMs, bool fromStart) {
  if (any || fromStart) {
    const double total = endsMs - endMs, mutator = std::max(0.0, total - tookMs);
    gcMs = paired ? (gcMs + tookMs) / 2 : tookMs;
    mutatorMs = paired ? (mutatorMs + mutator) / 2 : mutator;
    current = total > 0 ? mutator / total : 0;
    paired = true;
  }
  any = true;
  endMs = endsMs;
}

uint64_t GcReport::pauseNs(const GcEvent& event) const {
  const uint64_t evacuated = (event.copiedBytes + event.promotedBytes) * costs::kScavengePerByteNs1000 / 1000;
  if (event.kind == GcKind::Scavenge) return costs::kScavengeNs + evacuated;
  if (event.kind == GcKind::IncrementalMarking) return costs::kMarkingStartNs + event.oldBytes * costs::kMarkingStepPerByteNs1000 / 1000;
  const uint64_t marked = event.markingStartNs ? costs::kMarkedBeforePerByteNs1000 : costs::kMarkPerByteNs1000;
  return costs::kMarkSweepNs + evacuated + event.markedBytes * marked / 1000 + event.oldBytes * costs::kSweepPerByteNs1000 / 1000;
}

void GcReport::collected(const GcEvent& event) {
  Isolate& iso = runtime_.iso;
  const uint64_t pause = pauseNs(event);
  const double pauseMs = double(pause) / 1e6;
  constexpr int kMinor = 1, kMajor = 4, kIncremental = 8, kForced = 4;
  if (listening)
    entries_.push_back({double(iso.nowNs()) / 1e6, pauseMs,
                        event.kind == GcKind::Scavenge             ? kMinor
                        : event.kind == GcKind::IncrementalMarking ? kIncremental
                                                                   : kMajor,
                        event.reason == GcReason::Requested ? kForced : 0});
  emit(event, pause);
  if (event.kind == GcKind::IncrementalMarking) {
    stepMs_ = pauseMs;
    return;
  }
  const bool full = event.kind == GcKind::MarkSweep;
  if (full) {
    const double steps = event.markingStartNs ? stepMs_ : 0;
    utilization_.full(double(iso.nowNs()) / 1e6, pauseMs + steps, runtime_.rules.major >= 22);
  }
  last_.push_back(line(event, pauseMs));
  if (last_.size() > kLastLines) last_.pop_front();
  if (runtime_.options.traceGc) runtime_.writeOfV8(trace::Stream::Stdout, last_.back());
}

void GcReport::emit(const GcEvent& event, uint64_t pause) {
  Isolate& iso = runtime_.iso;
  trace::Recorder* recorder = iso.recorder;
  trace::EventId begin = 0;
  if (recorder)
    begin = recorder->emit(trace::ev::GcBegin{.cause = recorder->running(),
                                              .kind = traceKind(event.kind),
                                              .reason = traceReason(event.reason),
                                              .usedBytes = event.usedBefore});
  iso.clock.set(iso.nowNs() + pause); // time of the process, but no work of the program
  if (!recorder) return;
  recorder->emit(trace::ev::GcEnd{.cause = begin, .usedBytes = event.usedAfter, .promotedBytes = event.promotedBytes, .pauseNs = pause});
  V8Figures heap = iso.heap.bookedFigures();
  runtime_.moduleWeights.addTo(heap);
  recorder->emit(trace::ev::HeapSample{.cause = begin,
                                       .newUsed = heap.newSpace.used,
                                       .newCapacity = heap.newSpace.size,
                                       .oldUsed = heap.oldSpace.used + heap.codeSpace.used + heap.mapSpace.used + heap.trustedSpace.used,
                                       .oldCapacity = heap.oldSpace.size + heap.codeSpace.size + heap.mapSpace.size + heap.trustedSpace.size,
                                       .largeUsed = heap.largeSpace.used + heap.newLargeSpace.used,
                                       .external = heap.external});
}

std::string GcReport::line(const GcEvent& event, double pauseMs) const {
  const int major = runtime_.rules.major;
  const bool full = event.kind == GcKind::MarkSweep;
  const double nowMs = double(runtime_.iso.nowNs()) / 1e6;
  const double modules = double(runtime_.moduleWeights.bytes());
  struct Pair {
    double used, committed;
  } before{double(event.usedBefore) + modules, double(event.committedBefore) + modules},
      after{double(event.usedAfter) + modules, double(event.committedAfter) + modules};
  const char* kind = full ? (major >= 20 ? "Mark-Compact" : "Mark-sweep") : "Scavenge";
  std::string text = printed("[%d:0x%llx] %8.0f ms: %s %.1f (%.1f) -> %.1f (%.1f) MB, ", kPid, kIsolateAddress, nowMs, kind, before.used / kMb,
                             before.committed / kMb, after.used / kMb, after.committed / kMb);
  if (major >= 22) text += major >= 26 ? "pooled: 0.0 MB, " : "pooled: 0 MB, ";
  text += printed(major >= 20 ? "%.2f / %.2f ms" : "%.1f / %.1f ms", pauseMs, 0.0);
  if (major < 26) text += " ";
  if (full && event.markingStartNs)
    text += printed(" (+ %.1f ms in 1 steps since start of marking, biggest step %.1f ms, walltime since start of marking %.0f ms)", stepMs_, stepMs_,
                    nowMs - double(event.markingStartNs) / 1e6);
  text += printed(" (average mu = %.3f, current mu = %.3f) %s%s %s\n", utilization_.average(), utilization_.current, reasonText(event.reason, full),
                  major >= 18 ? ";" : "",
                  !full                                    ? ""
                  : event.reason == GcReason::LastResort ? "scavenge might not succeed"
                                                           : "GC in old space requested");
  return text;
}

std::string GcReport::fatalText(const std::string& reason) const {
  std::string text = "\n<--- Last few GCs --->\n\n";
  for (const std::string& line : last_) text += line;
  text += "\n";
  if (runtime_.rules.major <= 22) text += "\n<--- JS stacktrace --->\n\n";
  return text + "FATAL ERROR: " + reason + "\n";
}

} // namespace tickscope
