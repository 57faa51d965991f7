#include "core/vm/wrong_race.h"

#include "core/vm/isolate.h"

namespace tickscope {

void WrongRace::settled(Isolate& iso, uint32_t promise) {
  settled_.insert(promise);
  const auto [from, to] = races_.equal_range(promise);
  for (auto contender = from; contender != to; ++contender) cancel(iso, contender->second);
}

void WrongRace::cancel(Isolate& iso, uint32_t first) {
  std::vector<uint32_t> open{first};
  while (!open.empty()) {
    const uint32_t promise = open.back();
    open.pop_back();
    if (settled_.contains(promise) || !cancelled_.insert(promise).second) continue;
    for (const Work& work : work_)
      if (work.promise == promise) iso.host.cancelQueued(iso, work.after, work.upTo);
    const auto [from, to] = waits_.equal_range(promise);
    for (auto on = from; on != to; ++on) open.push_back(on->second);
  }
}

} // namespace tickscope
