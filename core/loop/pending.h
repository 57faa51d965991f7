#pragma once
// The pending queue (node-semantics 2.5): results that libuv refuses to deliver synchronously.
#include <functional>
#include <string_view>
#include <vector>

#include "core/trace/event.h"

namespace tickscope {

class Loop;

class Pending {
public:
  explicit Pending(Loop& loop) : loop_(loop) {}
  // uv__io_feed: `deliver` runs when the queue is served next, in a turn of its own.
  void add(std::string_view what, std::function<void()> deliver);
  bool empty() const { return queue_.empty(); }
  // One round: what is queued meanwhile stays for the next.
  void runRound(trace::Rule rule);

private:
  struct Item {
    std::function<void()> deliver;
    trace::EventId queued;
  };
  Loop& loop_;
  std::vector<Item> queue_;
};

} // namespace tickscope
