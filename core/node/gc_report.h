#pragma once
// What a process says of its collections: their cost in virtual time, their events, the lines of --trace-gc, and the last
// of these lines for the message of a heap that is full.
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "core/heap/heap.h"

namespace tickscope {

class NodeRuntime;

class GcReport {
public:
  explicit GcReport(NodeRuntime& runtime) : runtime_(runtime) {}
  void collected(const GcEvent& event);
  // V8's last words: "<--- Last few GCs --->" and so on, up to and with the reason.
  std::string fatalText(const std::string& reason) const;

  // For perf_hooks: once it listens, each collection is kept until it is taken. Kind and flags are Node's
  // (constants.NODE_PERFORMANCE_GC_…).
  struct Entry {
    double startMs, durationMs;
    int kind, flags;
  };
  bool listening = false;
  std::vector<Entry> takeEntries() { return std::exchange(entries_, {}); }
  bool hasEntries() const { return !entries_.empty(); }

private:
  // V8's mutator utilization: the share of the time between the ends of two full collections that was not theirs.
  struct Utilization {
    bool any = false, paired = false;
    double endMs = 0, gcMs = 0, mutatorMs = 0, current = 1;
    double average() const { return paired && gcMs + mutatorMs > 0 ? mutatorMs / (gcMs + mutatorMs) : 1; }
    void full(double endsMs, double tookMs, bool fromStart);
  };

  uint64_t pauseNs(const GcEvent& event) const;
  void emit(const GcEvent& event, uint64_t pause);
  std::string line(const GcEvent& event, double pauseMs) const;

  NodeRuntime& runtime_;
  Utilization utilization_;
  double stepMs_ = 0; // of the marking under way: what its start took from the program
  std::deque<std::string> last_;
  std::vector<Entry> entries_;
};

} // namespace tickscope
