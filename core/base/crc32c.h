#pragma once
// CRC-32C (Castagnoli polynomial, reflected): detects every error of up to 32 neighbouring bits, so every single changed
// byte. Pass the result of one call as `before` of the next to check bytes that lie in several pieces.
#include <cstdint>
#include <string_view>

namespace tickscope {
uint32_t crc32c(std::string_view bytes, uint32_t before = 0);
}
