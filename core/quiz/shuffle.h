#pragma once
// Seeded order, the same on every machine (what the standard library promises is not).
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace tickscope::quiz {

struct Question;

// SplitMix64: a full-period generator whose every seed is good.
class Dice {
public:
  explicit Dice(uint64_t seed) : state_(seed) {}
  uint64_t next() {
    uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  // 0 … n - 1. REQUIRES n > 0; the bias of the remainder is of no account for small n.
  uint32_t below(uint32_t n) { return uint32_t(next() % n); }

private:
  uint64_t state_;
};

template <class T> void shuffle(std::vector<T>& items, uint64_t seed) {
  Dice dice(seed);
  for (size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[dice.below(uint32_t(i))]);
}

// Of a choice question's answers, of which the first is right: at most five, shuffled; sets `right`.
void keepSome(Question& question, uint64_t seed);

} // namespace tickscope::quiz
