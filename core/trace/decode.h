#pragma once
// Events out of a block's bytes: the other end of Recorder::emit. Every check that a hostile file calls for is here, so
// that what has been decoded once can be trusted.
#include "core/trace/definitions.h"
#include "core/trace/event.h"

#include <cstdint>
#include <string_view>

namespace tickscope::trace {

// Where a decoder stands: enough to go on from there.
struct DecodePoint {
  uint32_t offset = 0; // into the block's events
  EventId cause = kNoEvent;
  uint64_t timeNs = 0;
  ThreadId thread = 0;
};

class Decoder {
 public:
  // bytes and definitions must outlive it. `next` is the id of the event at `from`.
  Decoder(std::string_view bytes, const Definitions& definitions, EventId next, const DecodePoint& from);

  // Decodes the next event. False at the end of the bytes or at damage; then damage() says what, or is null.
  bool next(Event& event);
  const char* damage() const { return damage_; }
  DecodePoint point() const;

 private:
  bool fail(const char* what);
  bool switchThread();

  const uint8_t* begin_;
  const uint8_t* at_;
  const uint8_t* end_;
  const Definitions& definitions_;
  EventId next_;
  EventId cause_;
  uint64_t timeNs_;
  ThreadId thread_;
  const char* damage_ = nullptr;
};

} // namespace tickscope::trace
