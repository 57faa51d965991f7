#include "core/trace/trace.h"

#include "core/trace/decode.h"

#include <algorithm>
#include <deque>
#include <optional>

namespace tickscope::trace {

namespace {
// A random event is decoded from the checkpoint before it: at most this many events.
constexpr uint32_t kCheckpointEvents = 128;

struct StoredBlock {
  EventId firstEvent;
  uint32_t eventCount;
  std::string definitions;
  std::string events;
  std::vector<DecodePoint> checkpoints; // [i] stands before event firstEvent + i * kCheckpointEvents
};
} // namespace

struct Trace::Data {
  Header header;
  Definitions definitions;
  std::deque<StoredBlock> blocks; // none is empty; a deque so that texts stay where they are
  std::vector<EventId> console;
  std::vector<Keyframe> keyframes;
  EventId eventCount = 0;
  uint64_t endNs = 0;

  // The block that holds event id. REQUIRES that there is one.
  size_t blockOf(EventId id) const {
    const auto after = std::upper_bound(blocks.begin(), blocks.end(), id,
                                        [](EventId wanted, const StoredBlock& b) { return wanted < b.firstEvent; });
    return static_cast<size_t>(after - blocks.begin()) - 1;
  }
};

Trace::Trace(Header header) : data_(std::make_unique<Data>()) { data_->header = std::move(header); }
Trace::~Trace() = default;
Trace::Trace(Trace&&) noexcept = default;
Trace& Trace::operator=(Trace&&) noexcept = default;

const Header& Trace::header() const { return data_->header; }
EventId Trace::eventCount() const { return data_->eventCount; }
uint64_t Trace::endNs() const { return data_->endNs; }
std::string_view Trace::string(StringId id) const { return data_->definitions.string(id); }
const Site& Trace::site(SiteId id) const { return data_->definitions.site(id); }
Source Trace::source(SourceId id) const { return data_->definitions.source(id); }
uint32_t Trace::stringCount() const { return data_->definitions.stringCount(); }
uint32_t Trace::siteCount() const { return data_->definitions.siteCount(); }
uint32_t Trace::sourceCount() const { return data_->definitions.sourceCount(); }
std::span<const EventId> Trace::consoleEvents() const { return data_->console; }
std::span<const Trace::Keyframe> Trace::keyframes() const { return data_->keyframes; }

void Trace::addKeyframe(Keyframe keyframe) {
  TICK_ASSERT(data_->keyframes.empty() || data_->keyframes.back().step < keyframe.step, "keyframes come in order");
  data_->keyframes.push_back(std::move(keyframe));
}

std::string Trace::place(SiteId id, bool wholePath) const {
  const Site& at = site(id);
  if (at.source == SourceId::None) return {};
  std::string_view path = source(at.source).path;
  if (!wholePath) path = path.substr(path.rfind('/') + 1);
  return std::string(path) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::string_view Trace::functionName(SiteId id) const {
  const std::string_view name = string(site(id).function);
  return name.empty() ? "(anonymous)" : name;
}

Event Trace::event(EventId id) const {
  TICK_ASSERT(id >= 1 && id <= data_->eventCount, "an event of the trace");
  Event event;
  Cursor cursor(*this, id);
  cursor.next(event);
  return event;
}

void Trace::write(Block&& block) {
  const Result<void> result = writeChecked(std::move(block));
  TICK_ASSERT(result.ok(), result.ok() ? "" : result.error().message.c_str());
}

Result<void> Trace::writeChecked(Block&& block) {
  Data& d = *data_;
  if (block.firstEvent != d.eventCount + 1) return Error{"events are missing before event " + std::to_string(block.firstEvent)};
  if (block.eventCount == 0) return Error{"a block without events"};
  if (Result<void> added = d.definitions.add(block.definitions); !added) return added;
  StoredBlock stored{block.firstEvent, block.eventCount, std::move(block.definitions), std::move(block.events), {}};
  const size_t consoleBefore = d.console.size();
  uint64_t endNs = d.endNs;
  Decoder decoder(stored.events, d.definitions, block.firstEvent, {0, kNoEvent, block.startNs, block.startThread});
  stored.checkpoints.reserve(block.eventCount / kCheckpointEvents + 1);
  Event event;
  uint32_t count = 0;
  for (;; ++count) {
    if (count % kCheckpointEvents == 0) stored.checkpoints.push_back(decoder.point());
    if (!decoder.next(event)) break;
    if (event.kind == EventKind::ConsoleWrite) d.console.push_back(event.id);
    endNs = std::max(endNs, event.timeNs); // threads: the last event need not be the latest
  }
  if (decoder.damage() || count != block.eventCount) {
    d.console.resize(consoleBefore);
    if (decoder.damage())
      return Error{"damage at event " + std::to_string(block.firstEvent + count) + ": " + decoder.damage()};
    return Error{"a block holds " + std::to_string(count) + " events instead of " + std::to_string(block.eventCount)};
  }
  d.eventCount += count;
  d.endNs = endNs;
  d.blocks.push_back(std::move(stored));
  // The texts of events point into the block's string, which does not move any more.
  return {};
}

size_t Trace::blockCount() const { return data_->blocks.size(); }

Block Trace::block(size_t index) const {
  const StoredBlock& stored = data_->blocks[index];
  const DecodePoint& start = stored.checkpoints.front();
  return {stored.firstEvent, stored.eventCount, start.timeNs, start.thread, stored.definitions, stored.events};
}

Cursor::Cursor(const Trace& trace, EventId first) : trace_(trace) {
  const Trace::Data& d = *trace_.data_;
  if (first < 1) first = 1;
  if (first > d.eventCount) {
    block_ = d.blocks.size();
    return;
  }
  open(d.blockOf(first), first);
}

Cursor::~Cursor() = default;

void Cursor::open(size_t index, EventId first) {
  const StoredBlock& block = trace_.data_->blocks[index];
  const uint32_t checkpoint = (first - block.firstEvent) / kCheckpointEvents;
  block_ = index;
  EventId id = block.firstEvent + checkpoint * kCheckpointEvents;
  decoder_ = std::make_unique<Decoder>(block.events, trace_.data_->definitions, id, block.checkpoints[checkpoint]);
  Event skipped;
  for (; id < first; ++id) decoder_->next(skipped);
}

bool Cursor::next(Event& event) {
  const auto& blocks = trace_.data_->blocks;
  for (;;) {
    if (block_ >= blocks.size()) return false;
    if (!decoder_) open(block_, blocks[block_].firstEvent);
    if (decoder_->next(event)) return true;
    decoder_.reset();
    ++block_;
  }
}

} // namespace tickscope::trace
