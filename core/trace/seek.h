#pragma once
// Seek: the state at any step, forwards and backwards. Going one step forward folds one event; any other step is the
// nearest keyframe before it (from the file, or left behind while folding) and folding forward from there.
#include "core/trace/state.h"
#include "core/trace/trace.h"

#include <atomic>
#include <memory>

namespace tickscope::trace {

class Seek {
 public:
  // The trace must outlive it and may grow meanwhile.
  explicit Seek(const Trace& trace);
  ~Seek();

  // The state after events 1..step; steps beyond the end give the end. Valid until the next call.
  const State& at(EventId step);
  EventId step() const; // of the state last returned
  // Folds the whole trace once and leaves keyframes behind, so that no later call folds far. For a thread that may take
  // its time; stops early when `cancel` becomes true: what is there is right, there is only less of it.
  void keepKeyframes(const std::atomic<bool>* cancel = nullptr);

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

// The fold from the start, without keyframes: the reference that Seek is tested against.
State foldFromStart(const Trace& trace, EventId step);

} // namespace tickscope::trace
