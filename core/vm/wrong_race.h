#pragma once
// Under WrongRule::RaceCancels: what people think that Promise.race does with the promises that lose. Once a race is
// decided, those of its contenders that are still pending never settle, what they wait for never settles either, and
// timers and immediates that their executors started never run.
//
// Promises are told apart by their events (a run under wrong rules is always traced), so nothing here is a root.
#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace tickscope {

class Isolate;

class WrongRace {
public:
  // The executor of `promise` ran: what was queued after event `after`, up to `upTo`, is its work.
  void worked(uint32_t promise, uint32_t after, uint32_t upTo) { work_.push_back({promise, after, upTo}); }
  // `promise` settles no earlier than `on` (await, then, resolved with a thenable).
  void waitsFor(uint32_t promise, uint32_t on) {
    if (promise && on) waits_.emplace(promise, on); // 0: no promise
  }
  void contends(uint32_t race, uint32_t contender) {
    if (race && contender) races_.emplace(race, contender);
  }
  // False: the promise was cancelled, and does not settle.
  bool maySettle(uint32_t promise) const { return !cancelled_.contains(promise); }
  // It has settled; if it is a race, its losers are cancelled.
  void settled(Isolate& iso, uint32_t promise);

private:
  void cancel(Isolate& iso, uint32_t promise);

  struct Work {
    uint32_t promise, after, upTo;
  };
  std::vector<Work> work_;
  std::multimap<uint32_t, uint32_t> waits_, races_;
  std::set<uint32_t> settled_, cancelled_;
};

} // namespace tickscope
