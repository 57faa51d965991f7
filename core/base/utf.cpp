#include "core/base/utf.h"

namespace tickscope {

DecodedChar decodeUtf8(const char* p, const char* end, bool allowSurrogates) {
  const auto* s = reinterpret_cast<const uint8_t*>(p);
  const size_t left = size_t(end - p);
  const uint8_t first = s[0];
  if (first < 0x80) return {first, 1, true};
  // Allowed range of the second byte (Unicode, table 3-7); the others are always 80..BF.
  uint8_t low = 0x80, high = 0xBF;
  uint32_t length;
  char32_t c;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
    c = first & 0x1F;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    c = first & 0x0F;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED && !allowSurrogates) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    c = first & 0x07;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return {kReplacementCharacter, 1, false};
  }
  for (uint32_t i = 1; i < length; ++i) {
    if (i >= left || s[i] < low || s[i] > high) return {kReplacementCharacter, i, false};
    c = (c << 6) | (s[i] & 0x3F);
    low = 0x80;
    high = 0xBF;
  }
  return {c, length, true};
}

bool isAscii(std::string_view text) {
  for (char c : text)
    if (static_cast<uint8_t>(c) >= 0x80) return false;
  return true;
}

bool isValidUtf8(std::string_view text) {
  const char* p = text.data();
  const char* end = p + text.size();
  while (p < end) {
    if (static_cast<uint8_t>(*p) < 0x80) {
      ++p;
      continue;
    }
    const DecodedChar d = decodeUtf8(p, end, false);
    if (!d.valid) return false;
    p += d.length;
  }
  return true;
}

std::string repairUtf8(std::string_view bytes) {
  if (isValidUtf8(bytes)) return std::string(bytes);
  std::string out;
  out.reserve(bytes.size() + 16);
  const char* p = bytes.data();
  const char* end = p + bytes.size();
  while (p < end) {
    const DecodedChar d = decodeUtf8(p, end, false);
    appendUtf8(out, d.codePoint);
    p += d.length;
  }
  return out;
}

void appendUtf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += char(c);
  } else if (c < 0x800) {
    out += char(0xC0 | (c >> 6));
    out += char(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += char(0xE0 | (c >> 12));
    out += char(0x80 | ((c >> 6) & 0x3F));
    out += char(0x80 | (c & 0x3F));
  } else {
    out += char(0xF0 | (c >> 18));
    out += char(0x80 | ((c >> 12) & 0x3F));
    out += char(0x80 | ((c >> 6) & 0x3F));
    out += char(0x80 | (c & 0x3F));
  }
}

void appendUtf16(std::u16string& out, char32_t c) {
  if (c < 0x10000) {
    out += char16_t(c);
  } else {
    out += leadSurrogate(c);
    out += trailSurrogate(c);
  }
}

std::u16string utf8ToUtf16(std::string_view text) {
  std::u16string out;
  out.reserve(text.size());
  const char* p = text.data();
  const char* end = p + text.size();
  while (p < end) {
    const DecodedChar d = decodeUtf8(p, end);
    appendUtf16(out, d.codePoint);
    p += d.length;
  }
  return out;
}

namespace {
std::string encode(std::u16string_view text, bool keepSurrogates) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (isLeadSurrogate(c) && i + 1 < text.size() && isTrailSurrogate(text[i + 1]))
      c = combineSurrogates(c, text[++i]);
    else if (isSurrogate(c) && !keepSurrogates)
      c = kReplacementCharacter;
    appendUtf8(out, c);
  }
  return out;
}
} // namespace

std::string utf16ToUtf8(std::u16string_view text) { return encode(text, true); }
std::string utf16ToWellFormedUtf8(std::u16string_view text) { return encode(text, false); }

size_t utf16Length(std::string_view utf8) {
  size_t length = 0;
  for (char ch : utf8) {
    const auto c = static_cast<uint8_t>(ch);
    if ((c & 0xC0) != 0x80) length += c >= 0xF0 ? 2 : 1;
  }
  return length;
}

} // namespace tickscope
