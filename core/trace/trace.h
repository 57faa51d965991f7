#pragma once
// Trace: a recorded run in memory, as the GUI, the command line and the tests see it. Built while recording (it is a
// BlockSink) or read from a file (reader.h). Never changes what is already in it; a live trace only grows.
#include "core/base/result.h"
#include "core/trace/recorder.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tickscope::trace {

class Decoder;

inline constexpr uint32_t kFormatVersion = 1;

// What a trace says about its run before the first event.
struct Header {
  std::string engineVersion;
  std::string program; // path as given
  std::vector<std::string> arguments;
  std::string nodeVersion;
  uint64_t seed = 0;
  Detail detail = Detail::Loop;
  std::string scenario; // the whole scenario file (JSON), empty if there is none
  std::vector<std::pair<std::string, std::string>> settings; // everything else that decides the run, in a fixed order
  friend bool operator==(const Header&, const Header&) = default;
};

class Trace final : public BlockSink {
 public:
  explicit Trace(Header header = {});
  ~Trace() override;
  Trace(Trace&&) noexcept;
  Trace& operator=(Trace&&) noexcept;

  const Header& header() const;
  // Events 1..eventCount() exist. A live recorder must be flushed for its last events to be here.
  EventId eventCount() const;
  uint64_t endNs() const; // the latest virtual time of any event
  // REQUIRES 1 <= id <= eventCount(). About a microsecond at a random place; use forEach for many in a row.
  Event event(EventId id) const;
  // Calls f(const Event&) for events first..last in order; stops early if f returns false.
  template <class F> void forEach(EventId first, EventId last, F&& f) const;

  std::string_view string(StringId id) const;
  const Site& site(SiteId id) const;     // SiteId::None gives an empty Site
  Source source(SourceId id) const;      // SourceId::None gives an empty Source
  uint32_t stringCount() const; // valid ids are 0 … count - 1; the same for the next two
  uint32_t siteCount() const;
  uint32_t sourceCount() const;
  // "main.js:3:5", empty for a place without a source; the last part of the path only, or the whole path.
  std::string place(SiteId id, bool wholePath = false) const;
  // The name of the function that the place is or lies in, "(anonymous)" if it has none.
  std::string_view functionName(SiteId id) const;

  // All ConsoleWrite events in order; State::process().console.writes says how many have happened at a step.
  std::span<const EventId> consoleEvents() const;

  // States stored in the file (state_bytes.h reads them), by step. Empty for a live trace.
  struct Keyframe {
    EventId step;
    std::string bytes;
  };
  std::span<const Keyframe> keyframes() const;
  // REQUIRES a step greater than those before it.
  void addKeyframe(Keyframe keyframe);

  // The blocks as they were written, for saving.
  size_t blockCount() const;
  Block block(size_t index) const;

  // Takes a recorder's block. REQUIRES that it is whole and follows the last one.
  void write(Block&& block) override;
  // The same for a block that cannot be trusted: all of it is checked, and nothing of a damaged one is kept.
  Result<void> writeChecked(Block&& block);

 private:
  friend class Cursor;
  struct Data;
  std::unique_ptr<Data> data_;
};

// Walks events forward; about 10 ns an event.
class Cursor {
 public:
  // Starts before event `first`.
  Cursor(const Trace& trace, EventId first);
  ~Cursor();
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  // The next event, or false at the end.
  bool next(Event& event);

 private:
  void open(size_t block, EventId first);
  const Trace& trace_;
  size_t block_ = 0;
  std::unique_ptr<Decoder> decoder_;
};

template <class F> void Trace::forEach(EventId first, EventId last, F&& f) const {
  Cursor cursor(*this, first);
  Event event;
  while (cursor.next(event) && event.id <= last) {
    if constexpr (std::is_same_v<decltype(f(event)), bool>) {
      if (!f(event)) return;
    } else {
      f(event);
    }
  }
}

} // namespace tickscope::trace
