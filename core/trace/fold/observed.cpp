// Reducers of what the loop does not act upon: console, exceptions, heap, races.
#include "core/trace/fold/fold.h"

namespace tickscope::trace::fold {

void Console::on(Context& c, const ev::ConsoleWrite& e) {
  ConsoleState& console = c.process.console;
  ++console.writes;
  (e.stream == Stream::Stdout ? console.stdoutBytes : console.stderrBytes) += e.text.size();
  console.last = c.event.id;
}

void Exceptions::on(Context& c, const ev::ExceptionThrown&) {
  c.isolate.exceptions.last = c.event.id;
  ++c.isolate.exceptions.thrown;
}
void Exceptions::on(Context& c, const ev::ExceptionCaught&) { ++c.isolate.exceptions.caught; }
void Exceptions::on(Context& c, const ev::ExceptionUncaught&) { c.isolate.exceptions.uncaught = c.event.id; }

void Heap::on(Context& c, const ev::GcBegin& e) {
  HeapState& heap = c.isolate.heap;
  heap.collecting = c.event.id;
  heap.lastKind = e.kind;
  heap.lastReason = e.reason;
  if (e.kind == GcKind::Scavenge)
    ++heap.scavenges;
  else if (e.kind != GcKind::IncrementalMarking)
    ++heap.fullCollections;
}

void Heap::on(Context& c, const ev::GcEnd& e) {
  HeapState& heap = c.isolate.heap;
  heap.collecting = kNoEvent;
  heap.promotedBytes += e.promotedBytes;
  heap.pauseNs += e.pauseNs;
  heap.lastPauseNs = e.pauseNs;
}

void Heap::on(Context& c, const ev::HeapSample& e) {
  HeapState& heap = c.isolate.heap;
  heap.newUsed = e.newUsed;
  heap.newCapacity = e.newCapacity;
  heap.oldUsed = e.oldUsed;
  heap.oldCapacity = e.oldCapacity;
  heap.largeUsed = e.largeUsed;
  heap.external = e.external;
  heap.lastSample = c.event.id;
}

void Races::on(Context& c, const ev::RaceOpened& e) { c.state.openRaces.push({c.event.id, e.kind, e.first, e.second}); }

void Races::on(Context& c, const ev::RaceDecided& e) {
  if (const std::optional<Race> race = c.state.openRaces.take(e.race))
    c.state.lastRace = DecidedRace{*race, c.event.id, e.winner, e.marginNs, e.rule};
}

} // namespace tickscope::trace::fold
