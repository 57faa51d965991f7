#include "core/heap/value.h"

#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>
#include <limits>

using tickscope::Value;

TEST_CASE("value: numbers keep their bits") {
  for (double d : std::initializer_list<double>{0.5, -0.0, 1e308, -1e-320, std::numeric_limits<double>::infinity(), -2147483649.0, 4294967295.0}) {
    const Value v = Value::float64(d);
    CHECK(v.isDouble());
    CHECK_FALSE(v.isInt32());
    CHECK_FALSE(v.isCell());
    CHECK(std::signbit(v.asDouble()) == std::signbit(d));
    CHECK(v.asDouble() == d);
  }
  CHECK(std::isnan(Value::float64(std::nan("7")).asDouble()));
  CHECK(Value::float64(std::nan("1")) == Value::float64(-std::nan("2")));
}

TEST_CASE("value: number() canonicalises to int32 except -0") {
  CHECK(Value::number(3.0).isInt32());
  CHECK(Value::number(-2147483648.0).asInt32() == INT32_MIN);
  CHECK(Value::number(-0.0).isDouble());
  CHECK(Value::number(2147483648.0).isDouble());
  CHECK(Value::number(uint32_t(0xffffffff)).asNumber() == 4294967295.0);
}

TEST_CASE("value: every kind is told from every other") {
  const Value all[] = {Value::undefined(), Value::null(), Value::boolean(true), Value::boolean(false), Value::empty(),
                       Value::exception(), Value::int32(-1), Value::float64(1.5)};
  for (const Value& v : all) {
    CHECK_FALSE(v.isCell());
    CHECK(v.isUndefined() + v.isNull() + v.isBoolean() + v.isEmpty() + v.isException() + v.isNumber() == 1);
  }
  CHECK(Value::undefined().isNullish());
  CHECK(Value::null().isNullish());
  CHECK_FALSE(Value::boolean(false).isNullish());
  CHECK_FALSE(Value::empty().isNullish());
}
