#pragma once
// Which characters may be where (ECMA-262 12.2, 12.3, 12.7).
#include <cstdint>
#include <initializer_list>

namespace tickscope::syntax {

enum CharacterClass : uint8_t { kIdStart = 1, kIdPart = 2, kDigit = 4, kHexDigit = 8, kSpace = 16, kLineEnd = 32 };

struct CharacterTable {
  uint8_t classes[256] = {};
  constexpr CharacterTable() {
    for (int c = 'a'; c <= 'z'; ++c) classes[c] = kIdStart | kIdPart;
    for (int c = 'A'; c <= 'Z'; ++c) classes[c] = kIdStart | kIdPart;
    for (int c = '0'; c <= '9'; ++c) classes[c] = kIdPart | kDigit | kHexDigit;
    for (int c = 'a'; c <= 'f'; ++c) classes[c] |= kHexDigit;
    for (int c = 'A'; c <= 'F'; ++c) classes[c] |= kHexDigit;
    for (int c : {'$', '_'}) classes[c] = kIdStart | kIdPart;
    for (int c : {' ', '\t', '\v', '\f'}) classes[c] = kSpace;
    for (int c : {'\n', '\r'}) classes[c] = kLineEnd;
  }
};
inline constexpr CharacterTable kCharacters;

inline bool isAsciiIdStart(uint8_t c) { return kCharacters.classes[c] & kIdStart; }
inline bool isAsciiIdPart(uint8_t c) { return kCharacters.classes[c] & kIdPart; }
inline bool isDigit(uint8_t c) { return kCharacters.classes[c] & kDigit; }
inline bool isHexDigit(uint8_t c) { return kCharacters.classes[c] & kHexDigit; }
inline unsigned hexValue(uint8_t c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

// Of any character.
bool isIdStart(char32_t c);
bool isIdPart(char32_t c);
bool isWhiteSpace(char32_t c); // without line terminators
inline bool isLineTerminator(char32_t c) { return c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029; }

} // namespace tickscope::syntax
