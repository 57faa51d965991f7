#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "core/vm/conversions.h"
#include "core/vm/text_numbers.h"

using namespace tickscope;

namespace {
double parse(std::string_view text) {
  return stringToNumber({reinterpret_cast<const uint8_t*>(text.data()), nullptr, uint32_t(text.size())});
}
bool same(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }
} // namespace

TEST_CASE("number to string: layouts of Number::toString") {
  CHECK(numberToString(0.0) == "0");
  CHECK(numberToString(-0.0) == "0");
  CHECK(numberToString(123456789012345680000.0) == "123456789012345680000");
  CHECK(numberToString(1e21) == "1e+21");
  CHECK(numberToString(1.5e21) == "1.5e+21");
  CHECK(numberToString(-1.25) == "-1.25");
  CHECK(numberToString(0.000001) == "0.000001");
  CHECK(numberToString(0.0000001) == "1e-7");
  CHECK(numberToString(1.234e-7) == "1.234e-7");
  CHECK(numberToString(5e-324) == "5e-324");
  CHECK(numberToString(1.7976931348623157e308) == "1.7976931348623157e+308");
  CHECK(numberToString(0.1 + 0.2) == "0.30000000000000004");
  CHECK(numberToString(1e15) == "1000000000000000");
  CHECK(numberToString(std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(numberToString(-std::numeric_limits<double>::infinity()) == "-Infinity");
}

TEST_CASE("number to string: other radixes as V8 writes them") {
  CHECK(numberToString(255, 16) == "ff");
  CHECK(numberToString(-255, 2) == "-11111111");
  CHECK(numberToString(0.5, 2) == "0.1");
  CHECK(numberToString(0.1, 3) == "0.0022002200220022002200220022002201");
  CHECK(numberToString(3.14159, 36) == "3.53i0tuycp");
  CHECK(numberToString(1e21, 36) == "5v1j4f4ds7c000");
  CHECK(numberToString(1.0 / 3, 7) == "0.2222222222222222222");
}

TEST_CASE("string to number: literals and what is none") {
  CHECK(parse("") == 0);
  CHECK(parse(" \t\n 12 ") == 12);
  CHECK(parse("0x1F") == 31);
  CHECK(parse("0b101") == 5);
  CHECK(parse("0o17") == 15);
  CHECK(parse("1e3") == 1000);
  CHECK(parse("+.5") == 0.5);
  CHECK(parse("5.") == 5);
  CHECK(parse("5.e+1") == 50);
  CHECK(same(parse("-0"), -0.0));
  CHECK(parse("-Infinity") == -std::numeric_limits<double>::infinity());
  CHECK(parse("1e400") == std::numeric_limits<double>::infinity());
  CHECK(same(parse("-1e-400"), -0.0));
  CHECK(parse("0.00000e999999999999") == 0);
  CHECK(parse("1e999999999999") == std::numeric_limits<double>::infinity());
  CHECK(parse("5e-324") == 5e-324);
  CHECK(parse("2e-324") == 0);
  CHECK(parse("123456789012345678901234567890") == 123456789012345678901234567890.0);
  for (const char* none : {"1 2", "0x", "0xg", "-0x1", "1e", ".", "+", "e5", "1_000", "Infinit", "infinity", "1n", "--1"})
    CHECK_MESSAGE(std::isnan(parse(none)), none);
}

TEST_CASE("string to number: hexadecimal is rounded once") {
  CHECK(parse("0x20000000000001") == 9007199254740992.0);  // ties to even
  CHECK(parse("0x20000000000003") == 9007199254740996.0);
  CHECK(parse("0x200000000000011") == 144115188075855900.0);
  CHECK(parse("0x1000000000000080000000001") == 7.922816251426436e+28);
}

TEST_CASE("numbers survive the way through text") {
  std::mt19937_64 random(11);
  for (int i = 0; i < 20000; ++i) {
    double d;
    const uint64_t bits = random();
    std::memcpy(&d, &bits, sizeof d);
    if (std::isnan(d)) continue;
    const std::string text = numberToString(d);
    CHECK_MESSAGE(parse(text) == d, text);
  }
}
