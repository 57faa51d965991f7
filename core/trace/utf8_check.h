#pragma once
// Which bytes of a text are well-formed UTF-8 (Unicode 15, table 3-7), for printing bytes that a program wrote.
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tickscope::trace {

// Length in bytes of the well-formed sequence at text[i], 0 if there is none. REQUIRES i < text.size().
inline size_t utf8SequenceLength(std::string_view text, size_t i) {
  const auto at = [&](size_t k) { return i + k < text.size() ? static_cast<uint8_t>(text[i + k]) : uint8_t{0}; };
  const uint8_t lead = at(0);
  const auto tail = [&](size_t k) { return (at(k) & 0xc0) == 0x80; };
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return tail(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    if (!tail(1) || !tail(2)) return 0;
    if (lead == 0xe0 && at(1) < 0xa0) return 0; // overlong
    if (lead == 0xed && at(1) > 0x9f) return 0; // surrogate
    return 3;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    if (!tail(1) || !tail(2) || !tail(3)) return 0;
    if (lead == 0xf0 && at(1) < 0x90) return 0;
    if (lead == 0xf4 && at(1) > 0x8f) return 0;
    return 4;
  }
  return 0;
}

} // namespace tickscope::trace
