#pragma once
// UTF-8 and UTF-16, in the forms JavaScript needs.
//
// 16-bit strings may hold lone surrogates. Inside the program text is kept as "generalised UTF-8": UTF-8 in which a lone
// surrogate is written as the three bytes its number would have. That way every 16-bit string has exactly one 8-bit
// spelling and comes back unchanged. Text from outside (files) is repaired first, so that a surrogate found in our
// own text always came from a 16-bit string.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tickscope {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

inline constexpr bool isLeadSurrogate(char32_t c) { return (c & 0xFFFFFC00) == 0xD800; }
inline constexpr bool isTrailSurrogate(char32_t c) { return (c & 0xFFFFFC00) == 0xDC00; }
inline constexpr bool isSurrogate(char32_t c) { return (c & 0xFFFFF800) == 0xD800; }
inline constexpr char32_t combineSurrogates(char32_t lead, char32_t trail) {
  return 0x10000 + ((lead & 0x3FF) << 10) + (trail & 0x3FF);
}
inline constexpr char16_t leadSurrogate(char32_t c) { return char16_t(0xD800 + ((c - 0x10000) >> 10)); }
inline constexpr char16_t trailSurrogate(char32_t c) { return char16_t(0xDC00 + ((c - 0x10000) & 0x3FF)); }

struct DecodedChar {
  char32_t codePoint;
  uint32_t length; // bytes consumed, at least 1
  bool valid;      // false: not UTF-8 here; codePoint is U+FFFD and length covers the "maximal subpart" (WHATWG)
};

// Decodes one character. REQUIRES p < end. Surrogates encoded in three bytes are accepted if allowSurrogates.
DecodedChar decodeUtf8(const char* p, const char* end, bool allowSurrogates = true);

// Whether text is well-formed UTF-8 (no surrogates).
bool isValidUtf8(std::string_view text);

// UTF-8 from outside: what is not UTF-8 becomes U+FFFD, as many as the WHATWG decoder (and Node) would give.
std::string repairUtf8(std::string_view bytes);

// Appends the 1 to 4 bytes of a code point (a surrogate gives 3).
void appendUtf8(std::string& out, char32_t codePoint);
void appendUtf16(std::u16string& out, char32_t codePoint);

// Generalised UTF-8 to 16-bit and back; lone surrogates survive. A pair of surrogates written as 3+3 bytes joins into
// one character on the way through 16 bits.
std::u16string utf8ToUtf16(std::string_view text);
std::string utf16ToUtf8(std::u16string_view text);

// The same with lone surrogates turned into U+FFFD: for text that leaves the program.
std::string utf16ToWellFormedUtf8(std::u16string_view text);

// Number of UTF-16 code units of generalised UTF-8 text.
size_t utf16Length(std::string_view utf8);

bool isAscii(std::string_view text);

} // namespace tickscope
