#include "core/syntax/character.h"

#include <algorithm>

#include <utf8proc.h>

namespace tickscope::syntax {

namespace {
struct Range {
  char32_t first, last;
};
constexpr Range kNewStarts[] = {
#define START(first, last) {first, last},
#define PART(first, last)
#include "core/syntax/identifier_ranges.inc"
#undef START
#undef PART
};
constexpr Range kNewParts[] = {
#define START(first, last)
#define PART(first, last) {first, last},
#include "core/syntax/identifier_ranges.inc"
#undef START
#undef PART
};
// REQUIRES ranges in order.
template <size_t N> bool isIn(const Range (&ranges)[N], char32_t c) {
  const Range* after = std::upper_bound(ranges, ranges + N, c, [](char32_t value, const Range& range) { return value < range.first; });
  return after != ranges && c <= after[-1].last;
}

// Other_ID_Start and Other_ID_Continue (Unicode's PropList): kept so that old identifiers stay identifiers.
bool isOtherIdStart(char32_t c) {
  return c == 0x1885 || c == 0x1886 || c == 0x2118 || c == 0x212E || c == 0x309B || c == 0x309C;
}
bool isOtherIdContinue(char32_t c) {
  return c == 0xB7 || c == 0x387 || (c >= 0x1369 && c <= 0x1371) || c == 0x19DA || c == 0x30FB || c == 0xFF65;
}
} // namespace

bool isIdStart(char32_t c) {
  if (c < 128) return isAsciiIdStart(uint8_t(c));
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
  case UTF8PROC_CATEGORY_LU:
  case UTF8PROC_CATEGORY_LL:
  case UTF8PROC_CATEGORY_LT:
  case UTF8PROC_CATEGORY_LM:
  case UTF8PROC_CATEGORY_LO:
  case UTF8PROC_CATEGORY_NL:
    return c != 0x2E2F; // VERTICAL TILDE is Pattern_Syntax
  default:
    return isOtherIdStart(c) || isIn(kNewStarts, c);
  }
}

bool isIdPart(char32_t c) {
  if (c < 128) return isAsciiIdPart(uint8_t(c));
  if (c == 0x200C || c == 0x200D) return true; // ZWNJ, ZWJ
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
  case UTF8PROC_CATEGORY_MN:
  case UTF8PROC_CATEGORY_MC:
  case UTF8PROC_CATEGORY_ND:
  case UTF8PROC_CATEGORY_PC:
    return true;
  default:
    return isIdStart(c) || isOtherIdContinue(c) || isIn(kNewParts, c);
  }
}

bool isWhiteSpace(char32_t c) {
  if (c < 128) return kCharacters.classes[c] & kSpace;
  return c == 0xA0 || c == 0xFEFF || utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_ZS;
}

} // namespace tickscope::syntax
