#pragma once
// Unsigned integers in 1 to 10 bytes (LEB128: seven bits a byte, least significant first, the high bit says "more
// follows") and the zigzag mapping that makes small negative numbers small. Used by the trace and its file.
#include <cstddef>
#include <cstdint>

namespace tickscope {

inline constexpr size_t kMaxVarintBytes = 10;

// Writes value at out, which has room for kMaxVarintBytes; returns the byte after the last one written.
inline uint8_t* putVarint(uint8_t* out, uint64_t value) {
  while (value >= 0x80) {
    *out++ = static_cast<uint8_t>(value) | 0x80;
    value >>= 7;
  }
  *out++ = static_cast<uint8_t>(value);
  return out;
}

// Reads a value from [in, end). Returns the byte after it, or nullptr if the bytes end too early, the value does not
// fit 64 bits or it is written longer than needed (so that every value has exactly one spelling).
inline const uint8_t* getVarint(const uint8_t* in, const uint8_t* end, uint64_t& value) {
  if (in < end && *in < 0x80) {
    value = *in;
    return in + 1;
  }
  uint64_t result = 0;
  for (unsigned shift = 0; shift < 64 && in < end; shift += 7) {
    const uint8_t byte = *in++;
    if (shift == 63 && byte > 1) return nullptr;
    result |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) {
      if (byte == 0 && shift != 0) return nullptr;
      value = result;
      return in;
    }
  }
  return nullptr;
}

inline size_t varintSize(uint64_t value) {
  size_t bytes = 1;
  while (value >= 0x80) {
    value >>= 7;
    ++bytes;
  }
  return bytes;
}

// 0, -1, 1, -2, 2 … become 0, 1, 2, 3, 4 …
inline uint64_t zigzag(int64_t value) {
  return (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63);
}
inline int64_t unzigzag(uint64_t value) { return static_cast<int64_t>(value >> 1) ^ -static_cast<int64_t>(value & 1); }

} // namespace tickscope
