#include "core/machine/random.h"

#include <bit>

namespace tickscope {

namespace {
uint64_t splitMix(uint64_t& state) {
  uint64_t z = (state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}
} // namespace

Random::Random(uint64_t seed) : seed_(seed) {
  uint64_t mixer = seed;
  for (uint64_t& word : state_) word = splitMix(mixer);
}

uint64_t Random::next() {
  const uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

uint64_t Random::below(uint64_t bound) {
  // Values under 2^64 mod bound would make the small remainders more likely.
  const uint64_t skip = -bound % bound;
  for (;;) {
    const uint64_t value = next();
    if (value >= skip) return value % bound;
  }
}

Random Random::fork(uint64_t stream) const {
  uint64_t mixer = seed_ ^ (stream * 0xd1342543de82ef95u);
  return Random(splitMix(mixer));
}

} // namespace tickscope
