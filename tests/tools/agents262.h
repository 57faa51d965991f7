#pragma once
// test262's agents ($262.agent): each is a thread with an isolate of its own; they share memory and a virtual clock.
//
// One runs at a time: it has the baton, and gives it on when it sleeps, waits, or has used up its slice. Who is next, and
// what time it is, depends on nothing but that, so that a test goes the same way each time, and nobody sleeps really.
#include <pthread.h>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/vm/typed_array.h"

namespace tickscope {

struct WaitList;

class Cluster {
public:
  static constexpr uint64_t kNever = ~uint64_t(0);
  Cluster();
  ~Cluster(); // REQUIRES endAll() before, if there are other agents

  // The agent 0 is the test itself. `body` runs on a new thread once the baton comes to it.
  void start(std::function<void(size_t self)> body);
  void endAll(); // of the agent 0: waits until the others have ended; what blocks them gives up

  // The agent that runs stands still until `ready` or the time; false: everybody would for ever, or the test is over.
  bool block(size_t self, uint64_t untilNs, const std::function<bool()>& ready);
  void slice(size_t self);      // it has run for a while: somebody else's turn
  uint64_t now() const { return now_; }
  bool ending() const { return ending_; }
  size_t alive() const;

  std::vector<std::deque<std::shared_ptr<BackingStore>>> inbox; // by agent: what was broadcast to it
  std::deque<std::string> reports;
  std::shared_ptr<WaitList> waits;

private:
  struct Agent {
    pthread_t thread{};
    bool ended = false, blocked = false;
    uint64_t until = kNever;
    const std::function<bool()>* ready = nullptr;
    std::function<void(size_t)> body;
    Cluster* cluster = nullptr;
    size_t self = 0;
  };
  static void* enter(void* agent);
  bool canRun(const Agent& agent) const;
  void passOn(size_t self); // REQUIRES the lock

  std::mutex mutex_;
  std::condition_variable turned_;
  std::vector<std::unique_ptr<Agent>> agents_;
  size_t current_ = 0;
  uint64_t now_ = 0;
  bool ending_ = false;
};

} // namespace tickscope
