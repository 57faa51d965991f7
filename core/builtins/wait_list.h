#pragma once
// Who waits on shared memory (ECMA-262 §25.4.1): with Atomics.wait, and then the thread stands still, or with
// Atomics.waitAsync, and then a promise waits. One list serves all threads that share memory; one thread runs at a time.
#include <algorithm>
#include <memory>
#include <vector>

#include "core/heap/persistent.h"
#include "core/vm/isolate.h"
#include "core/vm/typed_array.h"

namespace tickscope {

struct Waiter {
  Isolate& isolate;
  std::shared_ptr<BackingStore> store; // so that the address stays that of this memory
  const uint8_t* address;
  std::unique_ptr<Persistent> promise; // of waitAsync
  bool woken = false;
};

struct WaitList {
  std::vector<std::shared_ptr<Waiter>> waiters; // first come, first woken

  std::shared_ptr<Waiter> add(Isolate& iso, std::shared_ptr<BackingStore> store, const uint8_t* address) {
    waiters.push_back(std::shared_ptr<Waiter>(new Waiter{iso, std::move(store), address, nullptr, false}));
    return waiters.back();
  }
  void remove(const std::shared_ptr<Waiter>& waiter) {
    waiters.erase(std::remove(waiters.begin(), waiters.end(), waiter), waiters.end());
  }
  // Takes those off the list that wait at an address, `count` at most, and returns them.
  std::vector<std::shared_ptr<Waiter>> wake(const uint8_t* address, double count) {
    std::vector<std::shared_ptr<Waiter>> woken;
    for (const auto& waiter : waiters)
      if (waiter->address == address && double(woken.size()) < count) woken.push_back(waiter);
    for (const auto& waiter : woken) {
      waiter->woken = true;
      remove(waiter);
    }
    return woken;
  }
  void forget(const Isolate& iso) { // it ends
    waiters.erase(std::remove_if(waiters.begin(), waiters.end(), [&](const auto& waiter) { return &waiter->isolate == &iso; }), waiters.end());
  }
};

} // namespace tickscope
