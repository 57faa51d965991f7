#pragma once
// The closing phase (node-semantics 2.6): handles whose close was requested, finished last requested first.
#include <functional>
#include <string_view>
#include <vector>

#include "core/trace/event.h"

namespace tickscope {

class Loop;

class Closing {
public:
  explicit Closing(Loop& loop) : loop_(loop) {}
  // uv_close: `closed` runs in the closing phase, in a turn of its own. `handle` is the handle's HandleOpened (0: none).
  void request(trace::EventId handle, std::string_view label, std::function<void()> closed);
  bool empty() const { return handles_.empty(); }
  void runPhase();

private:
  struct Handle {
    std::function<void()> closed;
    trace::EventId closing;
  };
  Loop& loop_;
  std::vector<Handle> handles_;
};

} // namespace tickscope
