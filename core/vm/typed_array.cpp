#include "core/vm/typed_array.h"

#include <cmath>

namespace tickscope {

double float16ToDouble(uint16_t bits) {
  const int exponent = (bits >> 10) & 31, mantissa = bits & 0x3ff;
  double value;
  if (exponent == 31) value = mantissa ? NAN : INFINITY;
  else if (exponent == 0) value = std::ldexp(double(mantissa), -24);
  else value = std::ldexp(double(mantissa | 0x400), exponent - 25);
  return bits & 0x8000 ? -value : value;
}

uint16_t doubleToFloat16(double value) {
  const uint16_t sign = std::signbit(value) ? 0x8000 : 0;
  const double magnitude = std::fabs(value);
  if (std::isnan(value)) return 0x7e00;
  if (magnitude >= 65520) return uint16_t(sign | 0x7c00); // would round to 65536 or more
  if (magnitude < std::ldexp(1, -14)) // subnormal: a multiple of 2^-24; 1024 of them is the smallest normal number
    return uint16_t(sign | uint16_t(std::nearbyint(std::ldexp(magnitude, 24))));
  int exponent;
  std::frexp(magnitude, &exponent); // magnitude = f * 2^exponent, f in [0.5, 1)
  const auto mantissa = uint32_t(std::nearbyint(std::ldexp(magnitude, 11 - exponent))); // 1024 … 2048
  return uint16_t(sign | (((exponent + 13) << 10) + mantissa)); // the carry of 2048, and the hidden bit, add to the exponent
}

} // namespace tickscope
