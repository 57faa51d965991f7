// encodeURI, decodeURI and their Component forms (ECMA-262 §19.2.6), escape and unescape (Annex B.2.1).
#include <cstring>

#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

constexpr const char* kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";
constexpr const char* kReserved = ";/?:@&=+$,#";
constexpr char kHexUpper[] = "0123456789ABCDEF";

bool among(const char* set, char16_t c) { return c < 0x80 && c != 0 && std::strchr(set, char(c)); }

Value encode(Isolate& iso, Args args, bool keepReserved) {
  const std::u16string text = toUtf16(TRY(toString(iso, args.handle(iso, 0))));
  StringBuilder out;
  for (size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (among(kUnreserved, text[i]) || (keepReserved && among(kReserved, text[i]))) {
      out.append(text[i]);
      continue;
    }
    if (c >= 0xdc00 && c < 0xe000) return iso.raise(msg::UriMalformed);
    if (c >= 0xd800 && c < 0xdc00) {
      if (i + 1 == text.size() || text[i + 1] < 0xdc00 || text[i + 1] > 0xdfff) return iso.raise(msg::UriMalformed);
      c = 0x10000 + ((c - 0xd800) << 10) + (text[++i] - 0xdc00);
    }
    char bytes[4];
    int count;
    if (c < 0x80) bytes[0] = char(c), count = 1;
    else if (c < 0x800) bytes[0] = char(0xc0 | c >> 6), bytes[1] = char(0x80 | (c & 63)), count = 2;
    else if (c < 0x10000) bytes[0] = char(0xe0 | c >> 12), bytes[1] = char(0x80 | (c >> 6 & 63)), bytes[2] = char(0x80 | (c & 63)), count = 3;
    else bytes[0] = char(0xf0 | c >> 18), bytes[1] = char(0x80 | (c >> 12 & 63)), bytes[2] = char(0x80 | (c >> 6 & 63)), bytes[3] = char(0x80 | (c & 63)), count = 4;
    for (int b = 0; b < count; ++b) {
      out.append(char16_t('%'));
      out.append(char16_t(kHexUpper[uint8_t(bytes[b]) >> 4]));
      out.append(char16_t(kHexUpper[uint8_t(bytes[b]) & 15]));
    }
  }
  return Value(TRY(out.finish(iso)));
}

int hexDigit(char16_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Value decode(Isolate& iso, Args args, bool keepReserved) {
  const std::u16string text = toUtf16(TRY(toString(iso, args.handle(iso, 0))));
  StringBuilder out;
  const auto byteAt = [&](size_t i) { // %XX at i, or -1
    if (i + 2 >= text.size() || text[i] != '%') return -1;
    const int high = hexDigit(text[i + 1]), low = hexDigit(text[i + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  };
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.append(text[i]);
      continue;
    }
    const int first = byteAt(i);
    if (first < 0) return iso.raise(msg::UriMalformed);
    const size_t start = i;
    i += 2;
    if (first < 0x80) {
      if (keepReserved && among(kReserved, char16_t(first))) out.append(std::u16string_view(text).substr(start, 3));
      else out.append(char16_t(first));
      continue;
    }
    const int more = first >= 0xc2 && first <= 0xdf ? 1 : first >= 0xe0 && first <= 0xef ? 2 : first >= 0xf0 && first <= 0xf4 ? 3 : 0;
    if (more == 0) return iso.raise(msg::UriMalformed);
    char32_t c = char32_t(first) & (0x3fu >> more);
    for (int k = 0; k < more; ++k) {
      const int next = byteAt(i + 1);
      if (next < 0 || (next & 0xc0) != 0x80) return iso.raise(msg::UriMalformed);
      c = c << 6 | char32_t(next & 0x3f);
      i += 3;
    }
    if ((more == 2 && (c < 0x800 || (c >= 0xd800 && c < 0xe000))) || (more == 3 && (c < 0x10000 || c > 0x10ffff)))
      return iso.raise(msg::UriMalformed);
    out.appendCodePoint(c);
  }
  return Value(TRY(out.finish(iso)));
}

Value encodeUri(Isolate& iso, Args args) { return encode(iso, args, true); }
Value encodeUriComponent(Isolate& iso, Args args) { return encode(iso, args, false); }
Value decodeUri(Isolate& iso, Args args) { return decode(iso, args, true); }
Value decodeUriComponent(Isolate& iso, Args args) { return decode(iso, args, false); }

Value escapeFunction(Isolate& iso, Args args) {
  const std::u16string text = toUtf16(TRY(toString(iso, args.handle(iso, 0))));
  StringBuilder out;
  for (const char16_t c : text) {
    if (among("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789@*_+-./", c)) {
      out.append(c);
    } else {
      out.append(c < 256 ? "%" : "%u");
      for (int shift = c < 256 ? 4 : 12; shift >= 0; shift -= 4) out.append(char16_t(kHexUpper[c >> shift & 15]));
    }
  }
  return Value(TRY(out.finish(iso)));
}

Value unescapeFunction(Isolate& iso, Args args) {
  const std::u16string text = toUtf16(TRY(toString(iso, args.handle(iso, 0))));
  StringBuilder out;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto digits = [&](size_t from, size_t count) {
      if (from + count > text.size()) return -1;
      int value = 0;
      for (size_t k = from; k < from + count; ++k) {
        if (hexDigit(text[k]) < 0) return -1;
        value = value * 16 + hexDigit(text[k]);
      }
      return value;
    };
    if (text[i] == '%') {
      const bool wide = i + 1 < text.size() && text[i + 1] == 'u';
      const int value = wide ? digits(i + 2, 4) : digits(i + 1, 2);
      if (value >= 0) {
        out.append(char16_t(value));
        i += wide ? 5 : 2;
        continue;
      }
    }
    out.append(text[i]);
  }
  return Value(TRY(out.finish(iso)));
}

} // namespace

void installUri(Isolate& iso, Realm& realm) {
  const auto define = [&](const char* name, NativeFn function) {
    defineGlobal(iso, realm, name, iso.handle(Value(newNativeFunction(iso, name, 1, function))));
  };
  define("decodeURI", decodeUri);
  define("decodeURIComponent", decodeUriComponent);
  define("encodeURI", encodeUri);
  define("encodeURIComponent", encodeUriComponent);
  define("escape", escapeFunction);
  define("unescape", unescapeFunction);
}

} // namespace tickscope
