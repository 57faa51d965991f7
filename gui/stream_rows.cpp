#include "gui/stream_rows.h"

#include <algorithm>
#include <map>
#include <set>

namespace tickscope::gui {

using namespace trace;

namespace {

std::string joined(std::initializer_list<const char*> words) {
  std::string out;
  for (const char* word : words)
    if (word) out += (out.empty() ? "" : " · ") + std::string(word);
  return out;
}

} // namespace

std::vector<StreamRow> streamRows(const IsolateState& isolate) {
  std::set<EventId> targets; // of pipes: they stand below their source
  for (const StreamState& stream : isolate.streams) targets.insert(stream.pipes.begin(), stream.pipes.end());
  std::vector<StreamRow> rows;
  std::map<EventId, size_t> rowOf;
  // A stream, then down its pipes. A target of several sources stands below the first of them; a circle is left where it
  // comes round. With a stack of our own: a chain may be as long as a program makes it.
  auto list = [&](const StreamState& root) {
    std::vector<const StreamState*> open{&root};
    while (!open.empty()) {
      const StreamState* next = open.back();
      open.pop_back();
      if (!rowOf.emplace(next->queued, rows.size()).second) continue;
      rows.push_back({next, {}, 0});
      for (auto to = next->pipes.rbegin(); to != next->pipes.rend(); ++to)
        if (const StreamState* target = isolate.streams.find(*to)) open.push_back(target);
    }
  };
  for (const StreamState& stream : isolate.streams)
    if (!targets.contains(stream.queued)) list(stream);
  for (const StreamState& stream : isolate.streams) list(stream); // those of circles
  for (StreamRow& row : rows)
    for (EventId target : row.stream->pipes) {
      auto at = rowOf.find(target);
      if (at == rowOf.end())
        ++row.elsewhere;
      else
        row.to.push_back(at->second);
    }
  return rows;
}

std::string readableWords(const ReadableSide& side) {
  const char* mode = side.endEmitted ? "'end' was emitted" : side.mode == ReadMode::Flowing ? "flowing" : side.mode == ReadMode::Paused ? "paused" : "not read yet";
  return joined({mode, side.reading ? "reading" : nullptr, side.ended && !side.endEmitted ? "ended" : nullptr});
}

std::string writableWords(const WritableSide& side) {
  if (side.finished) return "'finish' was emitted";
  return joined({side.needDrain ? "needDrain" : nullptr, side.writing ? "writing" : nullptr, side.corked ? "corked" : nullptr, side.ending ? "ending" : nullptr});
}

std::string streamWords(const StreamState& stream) {
  return stream.errored ? "destroyed by an error" : stream.destroyed ? "destroyed" : "";
}

GaugeShares gaugeShares(uint64_t length, uint64_t highWaterMark) {
  if (highWaterMark == 0) return {length ? 1.f : 0.f, 0};
  double mark = static_cast<double>(highWaterMark), whole = std::max(mark / 0.75, static_cast<double>(length));
  return {static_cast<float>(static_cast<double>(length) / whole), static_cast<float>(mark / whole)};
}

} // namespace tickscope::gui
