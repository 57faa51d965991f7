#include "core/base/crc32c.h"

#include <doctest/doctest.h>

using namespace tickscope;

TEST_CASE("CRC-32C gives its published check value and can be taken in pieces") {
  CHECK(crc32c("123456789") == 0xe3069283u);
  CHECK(crc32c("") == 0u);
  CHECK(crc32c("56789", crc32c("1234")) == crc32c("123456789"));
}
