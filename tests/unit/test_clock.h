#pragma once
// A recorder's clock that a test moves as it likes, like a number.
#include "core/base/virtual_clock.h"

namespace tickscope {

struct TestClock : VirtualClock {
  explicit TestClock(uint64_t ns = 0) : VirtualClock(ns) {}
  operator uint64_t() const { return now(); }
  TestClock& operator=(uint64_t ns) { return set(ns), *this; }
  TestClock& operator+=(uint64_t ns) { return set(now() + ns), *this; }
  TestClock& operator-=(uint64_t ns) { return set(now() - ns), *this; }
};

} // namespace tickscope
