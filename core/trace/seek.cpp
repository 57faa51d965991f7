#include "core/trace/seek.h"

#include "core/trace/fold/fold.h"
#include "core/trace/state_bytes.h"

#include <map>
#include <optional>

namespace tickscope::trace {

namespace {
// Folding takes some 30 ns an event and copying a state about a nanosecond per 4 bytes. A keyframe every 2048 events makes
// any step back cheaper than a frame of a screen; large states are copied more rarely, so that folding a whole trace
// spends no more time on keyframes than on folding.
constexpr EventId kSpacingEvents = 2048;
constexpr size_t kBytesPerEvent = 64;
constexpr size_t kMemoryBytes = size_t{512} << 20;
} // namespace

struct Seek::Data {
  const Trace& trace;
  State state;
  struct Keyframe {
    State state;
    size_t bytes;
  };
  std::map<EventId, Keyframe> keyframes;
  size_t keyframeBytes = 0;
  EventId spacing = kSpacingEvents; // doubled when memory runs short
  EventId keepAt = kSpacingEvents;  // the step at which the next one is due on this way forward

  explicit Data(const Trace& t) : trace(t) {}

  // Called after every event folded.
  void keep() {
    if (state.step < keepAt) return;
    const size_t bytes = approximateBytes(state);
    keepAt = state.step + std::max<EventId>(spacing, static_cast<EventId>(std::min<size_t>(bytes / kBytesPerEvent, kMaxEvents / 2)));
    // One that is near enough serves as well.
    const auto next = keyframes.lower_bound(state.step);
    if (next != keyframes.end() && next->first - state.step < spacing / 2) return;
    if (next != keyframes.begin() && state.step - std::prev(next)->first < spacing / 2) return;
    keyframes.emplace_hint(next, state.step, Keyframe{state, bytes});
    keyframeBytes += bytes;
    while (keyframeBytes > kMemoryBytes && keyframes.size() > 1) {
      // Every second one goes: what is left is evenly spread.
      spacing = spacing < kMaxEvents / 4 ? spacing * 2 : spacing;
      bool drop = true;
      for (auto it = keyframes.begin(); it != keyframes.end(); drop = !drop) {
        if (drop) {
          keyframeBytes -= it->second.bytes;
          it = keyframes.erase(it);
        } else {
          ++it;
        }
      }
    }
  }

  // The nearest keyframe at or before step that lies after `than`, as a state.
  std::optional<State> nearest(EventId step, EventId than) const {
    auto memory = keyframes.upper_bound(step);
    const Keyframe* best = nullptr;
    if (memory != keyframes.begin() && (--memory)->first > than) {
      best = &memory->second;
      than = memory->first;
    }
    const auto file = trace.keyframes();
    auto after = std::upper_bound(file.begin(), file.end(), step,
                                  [](EventId wanted, const Trace::Keyframe& k) { return wanted < k.step; });
    while (after != file.begin() && (--after)->step > than) {
      Result<State> state = stateFromBytes(
          after->bytes, {after->step, trace.stringCount(), trace.siteCount(), trace.sourceCount()});
      if (state) return std::move(*state);
      // A keyframe that makes no sense is passed over: folding from further back gives the same state.
    }
    if (best) return best->state;
    return std::nullopt;
  }
};

Seek::Seek(const Trace& trace) : data_(std::make_unique<Data>(trace)) {}
Seek::~Seek() = default;

EventId Seek::step() const { return data_->state.step; }

const State& Seek::at(EventId step) {
  Data& d = *data_;
  step = std::min(step, d.trace.eventCount());
  if (step == d.state.step) return d.state;
  const bool back = step < d.state.step;
  // Forward over a short distance it is not worth looking for a keyframe.
  if (back || step - d.state.step > kSpacingEvents) {
    std::optional<State> from = d.nearest(step, back ? 0 : d.state.step);
    if (from || back) {
      d.state = from ? std::move(*from) : State{};
      d.keepAt = d.state.step + d.spacing;
    }
  }
  Cursor cursor(d.trace, d.state.step + 1);
  Event event;
  while (d.state.step < step && cursor.next(event)) {
    apply(d.state, event);
    d.keep();
  }
  return d.state;
}

void Seek::keepKeyframes(const std::atomic<bool>* cancel) {
  constexpr EventId kStride = EventId{1} << 16; // between two looks at `cancel`
  for (EventId to = kStride;; to += kStride) {
    if (cancel && cancel->load(std::memory_order_relaxed)) return;
    at(to);
    if (to >= data_->trace.eventCount()) return;
  }
}

State foldFromStart(const Trace& trace, EventId step) {
  State state;
  trace.forEach(1, step, [&](const Event& event) { apply(state, event); });
  return state;
}

} // namespace tickscope::trace
