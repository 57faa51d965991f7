#pragma once
// RunIndex: what one walk over a finished trace leaves behind, so that stepping, breakpoints and the timeline never
// have to walk it again. Built off the UI thread; 4 to 40 bytes an event of the kinds it keeps.
#include "core/trace/trace.h"
#include "gui/theme.h"

#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

namespace tickscope::gui {

// How far one step goes. Each stops at what the next one stops at, and at more.
enum class Granularity : uint8_t { Phase, Callback, Statement, Event };
const char* granularityName(Granularity granularity);

// A stretch of the run on one lane of the timeline. `end` is the event that ended it; the trace's last when none did.
struct Span {
  trace::EventId begin = 0, end = 0;
  uint64_t beginNs = 0, endNs = 0;
  trace::SiteId site{};
  Meaning meaning{};
};

// A moment on a lane.
struct Mark {
  trace::EventId event = 0;
  uint64_t ns = 0;
  Meaning meaning{};
};

struct Lane {
  enum class Kind : uint8_t { Phases, Callbacks, Ticks, PoolThread, System };
  Kind kind{};
  uint32_t number = 0;     // of the pool's thread; of the row of requests that overlap
  std::vector<Span> spans; // in order, not overlapping
};

// A line of console output: part of a ConsoleWrite's text, without its newline.
struct ConsoleLine {
  trace::EventId event = 0;
  uint32_t offset = 0, length = 0; // bytes
};

// How full something was at a moment: bytes, or objects of a stream that counts these.
struct LevelPoint {
  trace::EventId event = 0;
  uint64_t ns = 0, value = 0;
};

// One side of a stream: how much its buffer held.
struct StreamLevel {
  trace::EventId stream = 0; // its StreamCreated
  bool writable = false, objects = false;
  trace::StringId label{};
  trace::SiteId at{};
  uint64_t highWaterMark = 0, most = 0; // the largest of each
  std::vector<LevelPoint> points;       // in order, each another value than the one before
};

// A collection of the garbage collector.
struct Collection {
  trace::EventId begin = 0; // its GcBegin
  Mark end;                 // its GcEnd: Young of a scavenge, Old of another
  uint64_t before = 0, after = 0, promoted = 0; // bytes
  uint64_t pauseNs = 0;
  bool full() const { return end.meaning == Meaning::Old; } // mark-sweep; else a scavenge
};

// A callback and what queued it.
struct Effect {
  trace::EventId cause = 0, begin = 0;
};

struct RunIndex {
  // Where each granularity stops, ascending. The last event of a trace is in all of them.
  std::vector<trace::EventId> stops[4];
  // Where a place of the source is reached, ascending: its Statement events, or all its events where statements were not
  // recorded.
  std::span<const trace::EventId> reached(trace::SiteId site) const {
    auto i = static_cast<size_t>(site);
    if (i + 1 >= reachedFrom.size()) return {};
    return {reachedEvents.data() + reachedFrom[i], reachedFrom[i + 1] - reachedFrom[i]};
  }
  std::vector<trace::EventId> reachedEvents; // of all places, by SiteId
  std::vector<uint32_t> reachedFrom;         // where each SiteId's begin, and the end of the last
  std::vector<Lane> lanes;
  std::vector<Mark> marks;        // console lines, exceptions, ends of collections
  std::vector<Span> sleeps;       // of poll
  std::vector<ConsoleLine> console;
  std::vector<LevelPoint> heap;    // in order
  std::vector<Collection> collections; // in order
  uint64_t heapMost = 0;          // the largest of them
  std::vector<StreamLevel> streams; // sides that ever held anything, in the order in which the streams were made
  bool anyStream = false;
  std::vector<Effect> effects;    // every callback, ascending by cause: what an event has led to
  std::vector<uint64_t> timeline; // virtual time at every `timeStride`-th event, for turning time into a step
  static constexpr uint32_t timeStride = 64;
  uint64_t startNs = 0, endNs = 0; // where the main program begins: times are shown from there; the last event's time
  trace::EventId last = 0;
  uint32_t poolThreads = 0;

  // The last event at or before this time.
  trace::EventId eventAt(const trace::Trace& trace, uint64_t ns) const;
};

// Stops early, with what it has, when `cancel` becomes true.
RunIndex buildIndex(const trace::Trace& trace, const std::atomic<bool>* cancel = nullptr);

} // namespace tickscope::gui
