#include "core/vm/bigint.h"

#include <doctest/doctest.h>

#include "core/vm/bigint_arithmetic.h"
#include "core/vm/isolate.h"

using namespace tickscope;

namespace {
struct Fixture {
  Host host;
  Isolate iso{IsolateOptions{}, host};
  Realm realm{iso};
  HandleScope scope{iso.heap};
  Fixture() { iso.realm = &realm; }

  Handle<BigInt> parse(std::string_view text) {
    const Value value = stringToBigInt(iso, {reinterpret_cast<const uint8_t*>(text.data()), nullptr, uint32_t(text.size())});
    REQUIRE(value.isCell());
    return iso.handle(value.as<BigInt>());
  }
  Handle<BigInt> number(std::string_view text) { // with a sign, which a StringIntegerLiteral may have in radix 10 only
    return parse(text);
  }
  std::string compute(std::string_view left, BinaryOperator op, std::string_view right) {
    const Value result = bigintBinary(iso, op, number(left), number(right));
    if (result.isException()) {
      iso.takeException();
      return "threw";
    }
    return bigintToString(result.as<BigInt>());
  }
  std::string compute(UnaryOperator op, std::string_view operand) { return bigintToString(bigintUnary(iso, op, number(operand)).as<BigInt>()); }
};
} // namespace

TEST_CASE_FIXTURE(Fixture, "bigint: text in every radix and back") {
  CHECK(bigintToString(parse("0")) == "0");
  CHECK(bigintToString(parse("-0")) == "0");
  CHECK(bigintToString(parse("  123456789012345678901234567890123456789 ")) == "123456789012345678901234567890123456789");
  CHECK(bigintToString(parse("0xffffffffffffffffffffffff")) == "79228162514264337593543950335");
  CHECK(bigintToString(parse("0b101"), 2) == "101");
  CHECK(bigintToString(parse("-18446744073709551616"), 16) == "-10000000000000000");
  CHECK(bigintToString(parse("18446744073709551615"), 36) == "3w5e11264sgsf");
  for (const char* none : {"1.5", "1n", "0x", "-0x1", "abc", "1e3"}) {
    const std::string_view text = none;
    CHECK_MESSAGE(stringToBigInt(iso, {reinterpret_cast<const uint8_t*>(text.data()), nullptr, uint32_t(text.size())}).isUndefined(), none);
  }
}

TEST_CASE_FIXTURE(Fixture, "bigint: compared with doubles exactly") {
  CHECK(bigintCompareToDoubleNoGc(parse("9007199254740993"), 9007199254740992.0) > 0);
  CHECK(bigintCompareToDoubleNoGc(parse("9007199254740992"), 9007199254740992.0) == 0);
  CHECK(bigintCompareToDoubleNoGc(parse("1"), 1.5) < 0);
  CHECK(bigintCompareToDoubleNoGc(parse("-1"), -1.5) > 0);
  CHECK(bigintCompareToDoubleNoGc(parse("0"), -0.0) == 0);
  CHECK(bigintCompareToDoubleNoGc(parse("0"), 1e-300) < 0);
  CHECK(bigintCompareToDoubleNoGc(parse("1"), NAN) == 2);
  CHECK(bigintCompareToDoubleNoGc(parse("1"), HUGE_VAL) < 0);
}

TEST_CASE_FIXTURE(Fixture, "bigint: to double, rounded to nearest even") {
  CHECK(bigintToDoubleNoGc(parse("9007199254740993")) == 9007199254740992.0);
  CHECK(bigintToDoubleNoGc(parse("9007199254740995")) == 9007199254740996.0);
  CHECK(bigintToDoubleNoGc(parse("36893488147419103233")) == 36893488147419103232.0);
  CHECK(bigintToDoubleNoGc(newBigIntFromDouble(iso, 1.7976931348623157e308)) == 1.7976931348623157e308);
  CHECK(bigintToDoubleNoGc(newBigIntFromDouble(iso, -123456789.0)) == -123456789.0);
}

TEST_CASE_FIXTURE(Fixture, "bigint: arithmetic with signs and carries") {
  using enum BinaryOperator;
  CHECK(compute("18446744073709551615", Add, "1") == "18446744073709551616");
  CHECK(compute("-5", Sub, "-7") == "2");
  CHECK(compute("123456789012345678901234567890", Mul, "-987654321098765432109876543210") ==
        "-121932631137021795226185032733622923332237463801111263526900");
  CHECK(compute("-7", Div, "2") == "-3");
  CHECK(compute("-7", Mod, "2") == "-1");
  CHECK(compute("7", Mod, "-2") == "1");
  CHECK(compute("1", Div, "0") == "threw");
  CHECK(compute("2", Exp, "100") == "1267650600228229401496703205376");
  CHECK(compute("-3", Exp, "3") == "-27");
  CHECK(compute("2", Exp, "-1") == "threw");
  CHECK(compute("2", Exp, "9999999999") == "threw");
  CHECK(compute("-1", BitAnd, "255") == "255");
  CHECK(compute("-256", BitOr, "1") == "-255");
  CHECK(compute("-1", BitXor, "1") == "-2");
  CHECK(compute("1", ShiftLeft, "70") == "1180591620717411303424");
  CHECK(compute("-5", ShiftRight, "1") == "-3");
  CHECK(compute("-5", ShiftRight, "99999999999999999999") == "-1");
  CHECK(compute("5", ShiftLeft, "-1") == "2");
  CHECK(compute(UnaryOperator::BitNot, "5") == "-6");
  CHECK(compute(UnaryOperator::Negate, "0") == "0");
  CHECK(compute(UnaryOperator::Decrement, "0") == "-1");
  CHECK(compute(UnaryOperator::Increment, "18446744073709551615") == "18446744073709551616");
}
