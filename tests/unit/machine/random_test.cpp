#include "core/machine/random.h"

#include <doctest/doctest.h>

#include <array>

using namespace tickscope;

TEST_CASE("random: equal seeds give equal numbers, other seeds others") {
  Random a(7), b(7), c(8);
  CHECK(a.next() == b.next());
  CHECK(a.next() != c.next());
}

TEST_CASE("random: a fork depends on the seed and the stream only") {
  Random a(7), b(7);
  a.next();
  CHECK(a.fork(1).next() == b.fork(1).next());
  CHECK(b.fork(1).next() != b.fork(2).next());
}

TEST_CASE("random: below stays below and reaches every value") {
  Random random(3);
  std::array<int, 5> seen{};
  for (int i = 0; i < 5000; ++i) ++seen[random.below(5)];
  for (int count : seen) CHECK(count > 800);
}
