#include "core/node/encodings.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace tickscope {

namespace {

constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr char kBase64url[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr uint8_t kSkip = 64, kStop = 65;

// Value of each character; both alphabets are understood, '=' ends, all else is skipped.
constexpr std::array<uint8_t, 256> kBase64Values = [] {
  std::array<uint8_t, 256> values{};
  values.fill(kSkip);
  for (uint8_t i = 0; i < 64; ++i) values[uint8_t(kBase64[i])] = values[uint8_t(kBase64url[i])] = i;
  values['='] = kStop;
  return values;
}();

int hexDigit(char16_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 32;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool isAscii(const uint8_t* text, size_t length) {
  size_t i = 0;
  for (; i + 8 <= length; i += 8) {
    uint64_t eight;
    std::memcpy(&eight, text + i, 8);
    if (eight & 0x8080808080808080ull) return false;
  }
  for (; i < length; ++i)
    if (text[i] & 0x80) return false;
  return true;
}

// The code point at i, which moves past it; a lone surrogate is U+FFFD.
char32_t nextCodePoint(const FlatText& text, uint32_t& i) {
  const char32_t unit = text[i++];
  if ((unit & 0xf800) != 0xd800) return unit;
  if (unit < 0xdc00 && i < text.length && (text[i] & 0xfc00) == 0xdc00) return 0x10000 + ((unit - 0xd800) << 10) + (char32_t(text[i++]) - 0xdc00);
  return 0xfffd;
}

size_t encodeUtf8(const FlatText& text, uint8_t* out, size_t room) {
  if (text.oneByte && isAscii(text.oneByte, text.length)) {
    const size_t count = std::min<size_t>(text.length, room);
    std::memcpy(out, text.oneByte, count);
    return count;
  }
  size_t at = 0;
  for (uint32_t i = 0; i < text.length;) {
    const char32_t c = nextCodePoint(text, i);
    const size_t needed = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (at + needed > room) break;
    if (needed == 1) {
      out[at++] = uint8_t(c);
      continue;
    }
    constexpr uint8_t kLead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t k = needed; k-- > 1;) out[at + k] = uint8_t(0x80 | (c >> (6 * (needed - 1 - k)) & 63));
    out[at] = uint8_t(kLead[needed] | c >> (6 * (needed - 1)));
    at += needed;
  }
  return at;
}

size_t encodeBase64(const FlatText& text, uint8_t* out, size_t room) {
  size_t at = 0;
  uint32_t bits = 0;
  int count = 0;
  for (uint32_t i = 0; i < text.length && at < room; ++i) {
    const char16_t c = text[i];
    const uint8_t value = c < 256 ? kBase64Values[c] : kSkip;
    if (value == kStop) break;
    if (value == kSkip) continue;
    bits = bits << 6 | value;
    if (++count % 4 == 0)
      for (int shift = 16; shift >= 0 && at < room; shift -= 8) out[at++] = uint8_t(bits >> shift);
  }
  if (count % 4 == 2 && at < room) out[at++] = uint8_t(bits >> 4);
  if (count % 4 == 3) {
    if (at < room) out[at++] = uint8_t(bits >> 10);
    if (at < room) out[at++] = uint8_t(bits >> 2);
  }
  return at;
}

std::string toBase64(std::span<const uint8_t> bytes, bool url) {
  const char* alphabet = url ? kBase64url : kBase64;
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    const size_t n = std::min<size_t>(3, bytes.size() - i);
    uint32_t bits = 0;
    for (size_t k = 0; k < 3; ++k) bits = bits << 8 | (k < n ? bytes[i + k] : 0);
    for (size_t k = 0; k <= n; ++k) out += alphabet[bits >> (18 - 6 * k) & 63];
    if (!url) out.append(3 - n, '=');
  }
  return out;
}

} // namespace

size_t encodedLength(const FlatText& text, Encoding encoding) {
  switch (encoding) {
  case Encoding::Latin1:
  case Encoding::Ascii: return text.length;
  case Encoding::Utf16le: return size_t(text.length) * 2;
  case Encoding::Hex: return text.length / 2;
  case Encoding::Base64:
  case Encoding::Base64url: {
    size_t length = text.length;
    if (length > 0 && text[uint32_t(length - 1)] == '=') --length;
    if (length > 1 && text[uint32_t(length - 1)] == '=') --length;
    return length * 3 / 4;
  }
  case Encoding::Utf8: break;
  }
  if (text.oneByte) {
    size_t length = text.length;
    for (uint32_t i = 0; i < text.length; ++i) length += text.oneByte[i] >> 7;
    return length;
  }
  size_t length = 0;
  for (uint32_t i = 0; i < text.length;) {
    const char32_t c = nextCodePoint(text, i);
    length += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  return length;
}

size_t encodeInto(const FlatText& text, Encoding encoding, uint8_t* out, size_t room) {
  switch (encoding) {
  case Encoding::Utf8: return encodeUtf8(text, out, room);
  case Encoding::Base64:
  case Encoding::Base64url: return encodeBase64(text, out, room);
  case Encoding::Utf16le: {
    const size_t count = std::min<size_t>(text.length, room / 2);
    for (size_t i = 0; i < count; ++i) {
      out[2 * i] = uint8_t(text[uint32_t(i)]);
      out[2 * i + 1] = uint8_t(text[uint32_t(i)] >> 8);
    }
    return count * 2;
  }
  case Encoding::Hex: {
    size_t at = 0;
    for (uint32_t i = 0; i + 1 < text.length && at < room; i += 2) {
      const int high = hexDigit(text[i]), low = hexDigit(text[i + 1]);
      if (high < 0 || low < 0) break;
      out[at++] = uint8_t(high * 16 + low);
    }
    return at;
  }
  case Encoding::Latin1:
  case Encoding::Ascii: break;
  }
  const size_t count = std::min<size_t>(text.length, room);
  if (text.oneByte) std::memcpy(out, text.oneByte, count);
  else
    for (size_t i = 0; i < count; ++i) out[i] = uint8_t(text.twoByte[i]);
  return count;
}

std::string encodeText(const FlatText& text, Encoding encoding) {
  std::string bytes(encodedLength(text, encoding) + 3, '\0'); // base64 with characters to skip: never more than this
  bytes.resize(encodeInto(text, encoding, reinterpret_cast<uint8_t*>(bytes.data()), bytes.size()));
  return bytes;
}

Completion<String*> decodeBytes(Isolate& iso, std::span<const uint8_t> bytes, Encoding encoding) {
  const size_t factor = encoding == Encoding::Hex ? 2 : 1;
  const size_t length = encoding == Encoding::Utf16le ? bytes.size() / 2 : bytes.size() * factor;
  if (length > String::kMaxLength) {
    iso.raiseWithCode(ErrorType::Error, "ERR_STRING_TOO_LONG", "Cannot create a string longer than 0x1fffffe8 characters");
    return Throw{};
  }
  if (bytes.empty()) return iso.names.empty;
  switch (encoding) {
  case Encoding::Utf8:
    if (!isAscii(bytes.data(), bytes.size())) return newStringUtf8(iso, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    [[fallthrough]];
  case Encoding::Latin1: return newStringLatin1(iso, bytes);
  case Encoding::Ascii: {
    OneByteString* text = newOneByteUninitialised(iso, uint32_t(bytes.size()));
    for (size_t i = 0; i < bytes.size(); ++i) text->chars()[i] = bytes[i] & 0x7f;
    return text;
  }
  case Encoding::Utf16le: {
    std::u16string text(length, u'\0');
    for (size_t i = 0; i < length; ++i) text[i] = char16_t(bytes[2 * i] | bytes[2 * i + 1] << 8);
    return newStringUtf16(iso, text);
  }
  case Encoding::Hex: {
    static constexpr char kHex[] = "0123456789abcdef";
    OneByteString* text = newOneByteUninitialised(iso, uint32_t(length));
    for (size_t i = 0; i < bytes.size(); ++i) {
      text->chars()[2 * i] = uint8_t(kHex[bytes[i] >> 4]);
      text->chars()[2 * i + 1] = uint8_t(kHex[bytes[i] & 15]);
    }
    return text;
  }
  case Encoding::Base64:
  case Encoding::Base64url: break;
  }
  return newString(iso, toBase64(bytes, encoding == Encoding::Base64url));
}

bool isValidUtf8(std::span<const uint8_t> bytes) {
  for (size_t i = 0; i < bytes.size();) {
    const uint8_t lead = bytes[i];
    const size_t more = lead < 0x80 ? 0 : lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 4;
    if (more == 4 || i + more >= bytes.size()) return false;
    for (size_t k = 1; k <= more; ++k)
      if ((bytes[i + k] & 0xc0) != 0x80) return false;
    // Overlong forms, surrogates, beyond U+10FFFF.
    if ((lead == 0xe0 && bytes[i + 1] < 0xa0) || (lead == 0xed && bytes[i + 1] > 0x9f) || (lead == 0xf0 && bytes[i + 1] < 0x90) ||
        (lead == 0xf4 && bytes[i + 1] > 0x8f))
      return false;
    i += more + 1;
  }
  return true;
}

} // namespace tickscope
