#include "core/base/varint.h"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace tickscope;

TEST_CASE("every varint comes back, at every size") {
  for (unsigned bit = 0; bit < 64; ++bit)
    for (uint64_t value : {uint64_t{1} << bit, (uint64_t{1} << bit) - 1, ~uint64_t{0} >> bit}) {
      uint8_t bytes[kMaxVarintBytes];
      const uint8_t* end = putVarint(bytes, value);
      CHECK(static_cast<size_t>(end - bytes) == varintSize(value));
      uint64_t back = 0;
      CHECK(getVarint(bytes, end, back) == end);
      CHECK(back == value);
      CHECK(getVarint(bytes, end - 1, back) == nullptr);
      CHECK(unzigzag(zigzag(static_cast<int64_t>(value))) == static_cast<int64_t>(value));
    }
}

TEST_CASE("varints that are too long or not in their shortest form are refused") {
  uint64_t value = 0;
  const uint8_t padded[] = {0x81, 0x00};
  CHECK(getVarint(padded, padded + 2, value) == nullptr);
  const uint8_t eleven[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01};
  CHECK(getVarint(eleven, eleven + 11, value) == nullptr);
  const uint8_t tooBig[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02};
  CHECK(getVarint(tooBig, tooBig + 10, value) == nullptr);
}
