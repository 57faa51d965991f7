#pragma once
// The recorder: what the engine emits events into.
//
// Use. One Recorder a run, reached through a pointer that is null in an untraced run. An emitter asks that pointer once:
//     if (recorder) id = recorder->emit(ev::TickQueued{.cause = recorder->running(), .function = site, .at = where});
// Kinds above the run's level of detail cost one compare and return kNoEvent; ask wants(Detail::Call) first where
// preparing the fields costs something. Everything that can be referred to later is a loop-level event, so a thing's
// creation id may be kept (4 bytes) in the thing itself: 0 in an untraced run, and never read by anything but emitters,
// so that running with and without observation is the same code.
//
// Time. Events are stamped with the clock's time at the call, which must not go back within a thread. Threads: setThread() when
// another isolate goes on. No event, string or place may depend on addresses, the wall clock or hash order.
//
// Cost. An emit writes 2 to 6 bytes into a 64 KiB buffer and allocates nothing; a full buffer becomes a Block and goes
// to the sink, together with the strings, places and sources that were defined meanwhile.
#include "core/base/assert.h"
#include "core/base/varint.h"
#include "core/base/virtual_clock.h"
#include "core/trace/event.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tickscope::trace {

// A run of consecutive events as bytes, readable on its own given all definitions before it (FORMAT.md).
struct Block {
  EventId firstEvent = 1;
  uint32_t eventCount = 0;
  uint64_t startNs = 0;     // time of the event before the first, base of the time deltas
  ThreadId startThread = 0; // thread at the beginning of the block
  std::string definitions;  // strings, sources and places first used here
  std::string events;
};

// Where full blocks go: a file (writer.h), memory (Trace), or both.
class BlockSink {
 public:
  virtual ~BlockSink() = default;
  virtual void write(Block&& block) = 0;
};

class Recorder {
 public:
  // clock and sink must outlive the recorder.
  Recorder(Detail detail, const VirtualClock* clock, BlockSink& sink);
  ~Recorder(); // flushes
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  Detail detail() const { return detail_; }
  bool wants(Detail level) const { return level <= detail_; }

  // Records an event; returns its id, or kNoEvent if its level is above the run's detail.
  template <class E> [[gnu::always_inline]] EventId emit(const E& event);

  // The CallbackBegin of the callback that is running in the current thread (kNoEvent before the first): the cause of
  // nearly everything that JavaScript does. Kept by emit itself.
  EventId running() const { return running_.empty() ? kNoEvent : running_.back(); }
  // The id of the last event.
  EventId last() const { return last_; }
  // Its time: no later event may be stamped with an earlier one.
  uint64_t lastTimeNs() const { return timeNs_; }

  // Console output of any length, cut into events of at most kMaxTextBytes; returns the first one's id.
  EventId console(EventId cause, Stream stream, SiteId at, std::string_view bytes);

  // Another isolate goes on; its events follow. REQUIRES that *clock shows its clock already, which may lie before
  // or after the other's.
  void setThread(ThreadId thread);
  ThreadId thread() const { return thread_; }

  // The id of a string, defining it at its first use. Longer ones than kMaxStringBytes are cut, ending in "…".
  StringId intern(std::string_view text);
  // Defines a source file. REQUIRES text shorter than 4 GiB.
  SourceId addSource(std::string_view path, std::string_view text);
  // The id of a place, defining it at its first use. Callers on hot paths keep the id beside the code it belongs to.
  SiteId site(const Site& site);

  // Calls `before` right before event `id` is recorded, when all that led to it has happened. `before` emits nothing and
  // may ask for the next watch. While one is set every emit takes the slow way; else watching costs nothing. 0: none.
  void watch(EventId id, std::function<void()> before);

  // Ends the current block, so that the sink has everything recorded so far.
  void flush();
  // Bytes recorded so far, before compression.
  uint64_t bytes() const { return flushedBytes_ + static_cast<uint64_t>(out_ - buffer_.get()); }

  static constexpr size_t kBufferBytes = 64 * 1024;
  static constexpr size_t kMaxStringBytes = 4096;

 private:
  // Room that every event without text needs at most: kind, time, cause, fields.
  static constexpr size_t kMaxEventBytes = 1 + kMaxVarintBytes * (2 + kMaxFields);
  struct Tables; // strings, sources and places defined so far

  struct Put {
    EventId id;
    uint8_t* out;
    template <class C> [[gnu::always_inline]] void field(const typename C::Type& value) {
      if constexpr (C::kType == FieldType::Ref) {
        TICK_ASSERT(value < id, "an event refers to an earlier one");
        out = putVarint(out, value == kNoEvent ? 0 : id - value);
      } else if constexpr (C::kType == FieldType::Signed)
        out = putVarint(out, zigzag(value));
      else if constexpr (C::kType == FieldType::Flag || C::kType == FieldType::Enum)
        *out++ = static_cast<uint8_t>(value);
      else if constexpr (C::kType == FieldType::Text) {
        out = putVarint(out, value.size());
        out = std::copy(value.begin(), value.end(), out);
      } else
        out = putVarint(out, static_cast<uint64_t>(value));
    }
  };
  struct TextSize {
    size_t bytes = 0;
    template <class C> [[gnu::always_inline]] void field(const typename C::Type& value) {
      if constexpr (C::kType == FieldType::Text) bytes += value.size();
    }
  };

  void endBlock();
  void beforeEvent(size_t textBytes);
  uint8_t* endOfRoom() const { return buffer_.get() + kBufferBytes - kMaxEventBytes; }
  void enter(EventId callback);
  void leave();

  uint8_t* out_ = nullptr;
  uint8_t* full_ = nullptr; // beyond this an event might not fit; null while an event is watched for
  uint64_t timeNs_ = 0;     // of the last event
  EventId last_ = kNoEvent;
  EventId cause_ = kNoEvent; // of the last event of this block
  Detail detail_;
  const VirtualClock* clock_;
  ThreadId thread_ = 0;
  std::vector<EventId> running_; // callbacks begun and not ended in the current thread
  std::vector<std::vector<EventId>> parked_; // the same of the other threads
  Block block_;
  std::unique_ptr<uint8_t[]> buffer_;
  std::unique_ptr<Tables> tables_;
  BlockSink& sink_;
  uint64_t flushedBytes_ = 0;
  EventId watched_ = kNoEvent;
  std::function<void()> beforeWatched_;
};

template <class E> inline EventId Recorder::emit(const E& event) {
  if constexpr (E::kLevel != Detail::Loop)
    if (E::kLevel > detail_) return kNoEvent;
  TextSize text;
  ev::visitFields(event, text);
  if (out_ + text.bytes > full_) [[unlikely]] {
    TICK_ASSERT(text.bytes <= kMaxTextBytes, "an event's text is too long");
    beforeEvent(text.bytes);
  }
  const EventId id = ++last_;
  uint8_t* out = out_;
  const uint64_t now = clock_->now();
  TICK_ASSERT(now >= timeNs_ && event.cause < id, "time goes forward and causes come first");
  const bool sameCause = event.cause == cause_;
  *out++ = static_cast<uint8_t>(E::kKind) | (sameCause ? 0x80 : 0);
  out = putVarint(out, now - timeNs_);
  if (!sameCause) out = putVarint(out, event.cause == kNoEvent ? 0 : id - event.cause);
  timeNs_ = now;
  cause_ = event.cause;
  Put put{id, out};
  ev::visitFields(event, put);
  out_ = put.out;
  if constexpr (E::kKind == EventKind::CallbackBegin) enter(id);
  if constexpr (E::kKind == EventKind::CallbackEnd) leave();
  return id;
}

} // namespace tickscope::trace
