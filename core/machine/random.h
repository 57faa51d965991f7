#pragma once
// The machine's randomness: xoshiro256** (Blackman and Vigna), seeded through SplitMix64. Specified bit by bit, so that
// a seed means the same everywhere. Every consumer draws from a stream of its own (fork), so that one more draw in one
// place moves nothing elsewhere.
#include <cstdint>

namespace tickscope {

class Random {
public:
  explicit Random(uint64_t seed);
  uint64_t next();                     // 64 bits
  uint64_t below(uint64_t bound);      // 0 … bound - 1, unbiased. REQUIRES bound > 0
  Random fork(uint64_t stream) const;  // depends on this generator's seed and `stream` only

private:
  uint64_t seed_;
  uint64_t state_[4];
};

} // namespace tickscope
