#include "gui/run_index.h"

#include "gui/trace_words.h"

#include <algorithm>
#include <map>
#include <utility>

namespace tickscope::gui {

using namespace trace;

const char* granularityName(Granularity granularity) {
  switch (granularity) {
  case Granularity::Phase: return "Phase";
  case Granularity::Callback: return "Callback";
  case Granularity::Statement: return "Statement";
  case Granularity::Event: return "Event";
  }
  return "";
}

namespace {

// The coarsest granularity that stops at this kind.
Granularity stopOf(EventKind kind) {
  switch (kind) {
  case EventKind::PhaseEnter:
  case EventKind::LoopStart:
  case EventKind::LoopEnd:
  case EventKind::BeforeExit:
  case EventKind::ExitBegin:
  case EventKind::ProcessEnd:
  case EventKind::LimitHit: return Granularity::Phase;
  case EventKind::CallbackBegin:
  case EventKind::ExceptionUncaught: return Granularity::Callback;
  case EventKind::Statement:
  case EventKind::PollSleep:
  case EventKind::PollWake:
  case EventKind::PoolJobStarted:
  case EventKind::PoolJobFinished:
  case EventKind::PoolJobDelivered:
  case EventKind::RaceDecided:
  case EventKind::RejectionReported:
  case EventKind::ExceptionThrown:
  case EventKind::GcEnd: return Granularity::Statement;
  default: return Granularity::Event;
  }
}

struct Builder {
  RunIndex index;
  // Lanes in the order in which they are drawn: phases, callbacks, ticks and microtasks, then pool threads.
  std::vector<Lane> pool;
  Lane phases{Lane::Kind::Phases, 0, {}}, callbacks{Lane::Kind::Callbacks, 0, {}}, drained{Lane::Kind::Ticks, 0, {}};
  std::vector<Lane*> running; // lane of each callback that runs, innermost last

  static void open(Lane& lane, const Event& event, SiteId site, Meaning meaning) {
    lane.spans.push_back({event.id, 0, event.timeNs, event.timeNs, site, meaning});
  }
  static void close(Lane& lane, const Event& event) {
    if (lane.spans.empty() || lane.spans.back().end) return;
    lane.spans.back().end = event.id;
    lane.spans.back().endNs = event.timeNs;
  }

  void callbackBegin(const Event& event) {
    auto e = event.as<ev::CallbackBegin>();
    Lane& lane = e.kind == CallbackKind::Tick || e.kind == CallbackKind::Microtask ? drained : callbacks;
    // A callback inside another of the same lane (exit listeners within a timer) splits the outer one's bar.
    close(lane, event);
    open(lane, event, e.function, meaningOf(e.kind));
    if (event.cause) index.effects.push_back({event.cause, event.id});
    running.push_back(&lane);
  }
  void callbackEnd(const Event& event) {
    if (running.empty()) return;
    close(*running.back(), event);
    running.pop_back();
  }

  void addLines(const Event& event) {
    std::string_view text = event.text;
    for (size_t from = 0; from < text.size();) {
      size_t end = std::min(text.find('\n', from), text.size());
      index.console.push_back({event.id, static_cast<uint32_t>(from), static_cast<uint32_t>(end - from)});
      from = end + 1;
    }
  }

  void add(const Event& event) {
    switch (event.kind) {
    case EventKind::PhaseEnter:
      open(phases, event, SiteId::None, meaningOf(event.as<ev::PhaseEnter>().phase));
      break;
    case EventKind::PhaseLeave: close(phases, event); break;
    case EventKind::CallbackBegin: callbackBegin(event); break;
    case EventKind::CallbackEnd: callbackEnd(event); break;
    case EventKind::PollSleep: index.sleeps.push_back({event.id, 0, event.timeNs, event.timeNs, SiteId::None, Meaning::Sleep}); break;
    case EventKind::PollWake:
      if (!index.sleeps.empty() && !index.sleeps.back().end) {
        index.sleeps.back().end = event.id;
        index.sleeps.back().endNs = event.timeNs;
      }
      break;
    case EventKind::PoolCreated: {
      constexpr uint64_t mostThreads = 1024; // libuv's own limit
      index.poolThreads = static_cast<uint32_t>(std::min(event.as<ev::PoolCreated>().threads, mostThreads));
      pool.resize(std::max<size_t>(pool.size(), index.poolThreads));
      break;
    }
    case EventKind::PoolJobStarted: {
      auto e = event.as<ev::PoolJobStarted>();
      if (e.poolThread < pool.size()) {
        close(pool[e.poolThread], event);
        open(pool[e.poolThread], event, SiteId::None, Meaning::Pool);
        jobs.push_back({e.job, static_cast<uint32_t>(e.poolThread)});
      }
      break;
    }
    case EventKind::PoolJobFinished: {
      EventId job = event.as<ev::PoolJobFinished>().job;
      for (size_t i = 0; i < jobs.size(); ++i) {
        if (jobs[i].job != job) continue;
        close(pool[jobs[i].thread], event);
        jobs.erase(jobs.begin() + static_cast<ptrdiff_t>(i));
        break;
      }
      break;
    }
    case EventKind::ConsoleWrite:
      addLines(event);
      index.marks.push_back({event.id, event.timeNs, event.as<ev::ConsoleWrite>().stream == Stream::Stderr ? Meaning::Error : Meaning::Script});
      break;
    case EventKind::RequestBegin: requestBegin(event); break;
    case EventKind::RequestEnd: requestEnd(event, event.as<ev::RequestEnd>().request); break;
    case EventKind::HeapSample: {
      auto e = event.as<ev::HeapSample>();
      heapAt(event, e.newUsed + e.oldUsed + e.largeUsed);
      break;
    }
    case EventKind::GcBegin: {
      auto e = event.as<ev::GcBegin>();
      heapAt(event, e.usedBytes);
      index.collections.push_back({event.id, {event.id, event.timeNs, e.kind == GcKind::Scavenge ? Meaning::Young : Meaning::Old}, e.usedBytes, e.usedBytes, 0, 0});
      break;
    }
    case EventKind::ExceptionUncaught: index.marks.push_back({event.id, event.timeNs, Meaning::Error}); break;
    case EventKind::GcEnd:
      heapAt(event, event.as<ev::GcEnd>().usedBytes);
      if (!index.collections.empty()) {
        auto e = event.as<ev::GcEnd>();
        Collection& last = index.collections.back();
        last.end.event = event.id;
        last.end.ns = event.timeNs;
        last.after = e.usedBytes;
        last.promoted = e.promotedBytes;
        last.pauseNs = e.pauseNs;
      }
      index.marks.push_back({event.id, event.timeNs, Meaning::Young});
      break;
    case EventKind::StreamCreated: streamCreated(event); break;
    case EventKind::StreamReadable: {
      auto e = event.as<ev::StreamReadable>();
      streamLevel(event, e.stream, false, e.length, e.highWaterMark);
      break;
    }
    case EventKind::StreamWritable: {
      auto e = event.as<ev::StreamWritable>();
      streamLevel(event, e.stream, true, e.length, e.highWaterMark);
      break;
    }
    case EventKind::StreamClosed:
      for (bool writable : {false, true}) streamLevel(event, event.as<ev::StreamClosed>().stream, writable, 0, 0);
      break;
    default: break;
    }
  }

  // Requests overlap: each takes the first row that is free.
  void requestBegin(const Event& event) {
    constexpr size_t mostRows = 12; // of the timeline; what does not fit is counted in the panels
    size_t row = 0;
    while (row < requestRows.size() && requestRows[row] != 0) ++row;
    if (row >= mostRows) return;
    if (row == requestRows.size()) {
      requestRows.push_back(0);
      system.push_back({Lane::Kind::System, static_cast<uint32_t>(row), {}});
    }
    requestRows[row] = event.id;
    open(system[row], event, event.as<ev::RequestBegin>().at, Meaning::Poll);
  }
  void requestEnd(const Event& event, EventId request) {
    for (size_t row = 0; row < requestRows.size(); ++row) {
      if (requestRows[row] != request) continue;
      close(system[row], event);
      requestRows[row] = 0;
    }
  }
  std::vector<Lane> system;
  std::vector<EventId> requestRows; // 0 = free

  void heapAt(const Event& event, uint64_t bytes) {
    index.heap.push_back({event.id, event.timeNs, bytes});
    index.heapMost = std::max(index.heapMost, bytes);
  }


  // Both sides are looked after until the run's end; those that never held anything are dropped then.
  void streamCreated(const Event& event) {
    auto e = event.as<ev::StreamCreated>();
    index.anyStream = true;
    constexpr size_t mostSides = 256; // of a run with very many streams the first are shown
    for (bool writable : {true, false}) {
      if (!(writable ? e.writable : e.readable) || index.streams.size() >= mostSides) continue;
      sideOf[{event.id, writable}] = index.streams.size();
      index.streams.push_back({event.id, writable, e.objects, e.label, e.at, 0, 0, {}});
    }
  }
  void streamLevel(const Event& event, EventId stream, bool writable, uint64_t length, uint64_t highWaterMark) {
    auto at = sideOf.find({stream, writable});
    if (at == sideOf.end()) return;
    StreamLevel& side = index.streams[at->second];
    side.highWaterMark = std::max(side.highWaterMark, highWaterMark);
    side.most = std::max(side.most, length);
    if (length != (side.points.empty() ? 0 : side.points.back().value)) side.points.push_back({event.id, event.timeNs, length});
  }
  std::map<std::pair<EventId, bool>, size_t> sideOf; // places in index.streams

  struct RunningJob {
    EventId job;
    uint32_t thread;
  };
  std::vector<RunningJob> jobs; // at most one a thread
};

} // namespace

RunIndex buildIndex(const Trace& trace, const std::atomic<bool>* cancel) {
  Builder b;
  RunIndex& index = b.index;
  index.last = trace.eventCount();
  index.endNs = trace.endNs();
  if (index.last == 0) return std::move(b.index);
  index.startNs = trace.event(1).timeNs;
  bool begun = false;
  bool statements = trace.header().detail == Detail::Statement;
  uint64_t latest = 0;
  struct Placed {
    SiteId site;
    EventId event;
  };
  std::vector<Placed> placed; // sorted by place in the end, by counting
  index.reachedFrom.assign(trace.siteCount() + 1, 0);
  EventId seenPhase = 0; // a PhaseEnter not yet known to be worth a stop of the finer granularities
  trace.forEach(1, index.last, [&](const Event& event) {
    if ((event.id & 0xFFFF) == 0 && cancel && cancel->load(std::memory_order_relaxed)) return false;
    if (!begun && event.kind == EventKind::CallbackBegin) { // Node's own start is not the program's
      index.startNs = event.timeNs;
      begun = true;
    }
    latest = std::max(latest, event.timeNs); // several isolates may be at slightly different times
    if ((event.id - 1) % RunIndex::timeStride == 0) index.timeline.push_back(latest);
    // A phase that does nothing is a stop only when one steps by phases.
    bool emptyPhase = seenPhase && event.kind == EventKind::PhaseLeave && event.id == seenPhase + 1;
    if (seenPhase && !emptyPhase) {
      index.stops[static_cast<int>(Granularity::Callback)].push_back(seenPhase);
      index.stops[static_cast<int>(Granularity::Statement)].push_back(seenPhase);
    }
    seenPhase = 0;
    Granularity stop = event.id == index.last ? Granularity::Phase : stopOf(event.kind);
    if (event.kind == EventKind::PhaseEnter && event.id != index.last) {
      index.stops[static_cast<int>(Granularity::Phase)].push_back(event.id);
      seenPhase = event.id;
    } else {
      for (int g = static_cast<int>(stop); g < static_cast<int>(Granularity::Event); ++g) index.stops[g].push_back(event.id);
    }
    if (event.thread == 0) b.add(event);
    if (statements ? event.kind == EventKind::Statement : true) {
      if (SiteId site = siteOf(event); site != SiteId::None) {
        placed.push_back({site, event.id});
        ++index.reachedFrom[static_cast<size_t>(site) + 1];
      }
    }
    return true;
  });
  for (size_t i = 1; i < index.reachedFrom.size(); ++i) index.reachedFrom[i] += index.reachedFrom[i - 1];
  index.reachedEvents.resize(placed.size());
  std::vector<uint32_t> next = index.reachedFrom;
  for (const Placed& p : placed) index.reachedEvents[next[static_cast<size_t>(p.site)]++] = p.event;
  auto finish = [&](Lane& lane) {
    for (Span& span : lane.spans)
      if (!span.end) {
        span.end = index.last;
        span.endNs = index.endNs;
      }
  };
  Lane sleeping;
  sleeping.spans = std::move(index.sleeps);
  finish(sleeping);
  index.sleeps = std::move(sleeping.spans);
  index.lanes = {std::move(b.phases), std::move(b.callbacks), std::move(b.drained)};
  for (size_t i = 0; i < b.pool.size(); ++i) {
    b.pool[i].kind = Lane::Kind::PoolThread;
    b.pool[i].number = static_cast<uint32_t>(i);
    index.lanes.push_back(std::move(b.pool[i]));
  }
  for (Lane& lane : b.system) index.lanes.push_back(std::move(lane));
  for (Lane& lane : index.lanes) finish(lane);
  std::erase_if(index.streams, [](const StreamLevel& side) { return side.points.empty(); });
  std::stable_sort(index.effects.begin(), index.effects.end(), [](const Effect& x, const Effect& y) { return x.cause < y.cause; });
  return std::move(b.index);
}

EventId RunIndex::eventAt(const Trace& trace, uint64_t ns) const {
  if (timeline.empty()) return 0;
  auto after = std::upper_bound(timeline.begin(), timeline.end(), ns);
  if (after == timeline.begin()) return 1;
  EventId first = static_cast<EventId>(after - timeline.begin() - 1) * timeStride + 1;
  EventId found = first;
  trace.forEach(first, std::min<EventId>(last, first + timeStride - 1), [&](const Event& event) {
    if (event.timeNs > ns) return false;
    found = event.id;
    return true;
  });
  return found;
}

} // namespace tickscope::gui
