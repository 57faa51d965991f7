#include "core/trace/recorder.h"

#include "core/trace/definitions.h"

#include <string_view>
#include <unordered_map>

namespace tickscope::trace {

namespace {
struct SiteHash {
  size_t operator()(const Site& s) const {
    uint64_t h = static_cast<uint64_t>(s.source) * 0x9e3779b97f4a7c15u;
    h = (h ^ s.start) * 0x9e3779b97f4a7c15u;
    h = (h ^ s.end ^ (h >> 29)) * 0x9e3779b97f4a7c15u;
    h = (h ^ static_cast<uint64_t>(s.function)) * 0x9e3779b97f4a7c15u;
    return static_cast<size_t>(h ^ (h >> 32));
  }
};
struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

// The longest prefix of at most `bytes` bytes that does not end inside a UTF-8 sequence.
std::string_view cutAtCharacter(std::string_view text, size_t bytes) {
  size_t end = bytes;
  while (end > 0 && bytes - end < 3 && (static_cast<uint8_t>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end);
}
} // namespace

// Hash tables are only looked up, never walked: their order reaches nothing.
struct Recorder::Tables {
  std::unordered_map<std::string, StringId, StringHash, std::equal_to<>> strings;
  std::unordered_map<Site, SiteId, SiteHash> sites;
  uint32_t sourceCount = 0;
};

Recorder::Recorder(Detail detail, const VirtualClock* clock, BlockSink& sink)
    : detail_(detail), clock_(clock), buffer_(new uint8_t[kBufferBytes]), tables_(std::make_unique<Tables>()),
      sink_(sink) {
  out_ = buffer_.get();
  full_ = endOfRoom();
}

Recorder::~Recorder() { flush(); }

void Recorder::endBlock() {
  block_.eventCount = last_ + 1 - block_.firstEvent;
  if (block_.eventCount == 0) {
    // Nothing but thread switches and definitions, which wait for the events that need them.
    block_.startNs = timeNs_;
    block_.startThread = thread_;
    out_ = buffer_.get();
    return;
  }
  TICK_ASSERT(last_ <= kMaxEvents - kBufferBytes, "a trace has fewer than 2^32 events");
  block_.events.assign(reinterpret_cast<const char*>(buffer_.get()), static_cast<size_t>(out_ - buffer_.get()));
  flushedBytes_ += block_.events.size();
  out_ = buffer_.get();
  sink_.write(std::move(block_));
  block_ = Block{};
  block_.firstEvent = last_ + 1;
  block_.startNs = timeNs_;
  block_.startThread = thread_;
  cause_ = kNoEvent; // every block is readable on its own
}

void Recorder::watch(EventId id, std::function<void()> before) {
  watched_ = id;
  beforeWatched_ = std::move(before);
  full_ = id == kNoEvent ? endOfRoom() : nullptr;
}

void Recorder::beforeEvent(size_t textBytes) {
  if (watched_ != kNoEvent && last_ + 1 >= watched_) {
    const auto before = std::move(beforeWatched_);
    watch(kNoEvent, {});
    before();
  }
  if (out_ + textBytes > endOfRoom()) endBlock();
}

void Recorder::flush() { endBlock(); }

void Recorder::enter(EventId callback) { running_.push_back(callback); }
void Recorder::leave() {
  if (!running_.empty()) running_.pop_back();
}

void Recorder::setThread(ThreadId thread) {
  if (thread == thread_) return;
  TICK_ASSERT(thread < kMaxThreads, "more threads than a trace can name");
  if (out_ > endOfRoom()) endBlock();
  if (parked_.size() <= std::max<size_t>(thread, thread_)) parked_.resize(std::max<size_t>(thread, thread_) + 1);
  parked_[thread_] = std::move(running_);
  running_ = std::move(parked_[thread]);
  parked_[thread].clear();
  thread_ = thread;
  // Kind 0: not an event. Its clock may be behind that of the other isolate, hence the signed step.
  *out_++ = 0;
  out_ = putVarint(out_, thread);
  out_ = putVarint(out_, zigzag(static_cast<int64_t>(clock_->now() - timeNs_)));
  timeNs_ = clock_->now();
}

EventId Recorder::console(EventId cause, Stream stream, SiteId at, std::string_view bytes) {
  EventId first = kNoEvent;
  do {
    const std::string_view piece =
        bytes.size() <= kMaxTextBytes ? bytes : cutAtCharacter(bytes, kMaxTextBytes);
    bytes.remove_prefix(piece.size());
    const EventId id = emit(ev::ConsoleWrite{
        .cause = cause, .stream = stream, .continued = !bytes.empty(), .at = at, .text = piece});
    if (first == kNoEvent) first = id;
  } while (!bytes.empty());
  return first;
}

StringId Recorder::intern(std::string_view text) {
  if (text.empty()) return StringId::Empty;
  std::string cut;
  if (text.size() > kMaxStringBytes) {
    cut = cutAtCharacter(text, kMaxStringBytes - 3);
    cut += "…";
    text = cut;
  }
  auto& strings = tables_->strings;
  if (const auto found = strings.find(text); found != strings.end()) return found->second;
  const auto id = static_cast<StringId>(strings.size() + 1);
  strings.emplace(text, id);
  definitions::putString(block_.definitions, text);
  return id;
}

SourceId Recorder::addSource(std::string_view path, std::string_view text) {
  TICK_ASSERT(text.size() < 0xffff'ffff, "a source file is shorter than 4 GiB");
  definitions::putSource(block_.definitions, path, text);
  return static_cast<SourceId>(++tables_->sourceCount);
}

SiteId Recorder::site(const Site& site) {
  if (site == Site{}) return SiteId::None;
  const auto [at, isNew] = tables_->sites.try_emplace(site, static_cast<SiteId>(tables_->sites.size() + 1));
  if (isNew) definitions::putSite(block_.definitions, site);
  return at->second;
}

} // namespace tickscope::trace
