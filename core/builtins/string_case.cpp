#include "core/builtins/string_case.h"

#include <utf8proc.h>

#include <vector>

namespace tickscope {

namespace {

char32_t codePointAt(const std::u16string& text, size_t i, size_t* units) {
  const char32_t c = text[i];
  *units = 1;
  if (c >= 0xd800 && c < 0xdc00 && i + 1 < text.size() && text[i + 1] >= 0xdc00 && text[i + 1] < 0xe000) {
    *units = 2;
    return 0x10000 + ((c - 0xd800) << 10) + (text[i + 1] - 0xdc00);
  }
  return c;
}

void put(std::u16string& out, char32_t c) {
  if (c < 0x10000) {
    out += char16_t(c);
  } else {
    out += char16_t(0xd800 + ((c - 0x10000) >> 10));
    out += char16_t(0xdc00 + ((c - 0x10000) & 0x3ff));
  }
}

bool isCased(char32_t c) {
  const auto category = utf8proc_category(utf8proc_int32_t(c));
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL || category == UTF8PROC_CATEGORY_LT ||
         (c >= 0x2b0 && c <= 0x2b8) || (c >= 0x2160 && c <= 0x217f) || (c >= 0x24b6 && c <= 0x24e9);
}
bool isCaseIgnorable(char32_t c) {
  if (c == '\'' || c == '.' || c == ':' || c == '^' || c == '`' || c == 0xa8 || c == 0xad || c == 0xaf || c == 0xb4 || c == 0xb7 ||
      c == 0xb8 || c == 0x2018 || c == 0x2019 || c == 0x2024 || c == 0x2027)
    return true;
  switch (utf8proc_category(utf8proc_int32_t(c))) {
  case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_ME: case UTF8PROC_CATEGORY_CF: case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_SK:
    return true;
  default: return false;
  }
}

// Final_Sigma of SpecialCasing: after a cased letter and not before one.
bool isFinalSigma(const std::u16string& text, size_t at) {
  bool before = false;
  for (size_t i = at; i-- > 0;) {
    char32_t c = text[i];
    if (c >= 0xdc00 && c < 0xe000 && i > 0 && text[i - 1] >= 0xd800 && text[i - 1] < 0xdc00) {
      --i;
      size_t units;
      c = codePointAt(text, i, &units);
    }
    if (isCaseIgnorable(c)) continue;
    before = isCased(c);
    break;
  }
  if (!before) return false;
  for (size_t i = at + 1; i < text.size();) {
    size_t units;
    const char32_t c = codePointAt(text, i, &units);
    i += units;
    if (isCaseIgnorable(c)) continue;
    return !isCased(c);
  }
  return true;
}

// Upper cases of more than one code point.
const char16_t* specialUpper(char32_t c) {
  switch (c) {
  case 0xdf: return u"SS";
  case 0x149: return u"\u02bcN";
  case 0x1f0: return u"J\u030c";
  case 0x390: return u"\u0399\u0308\u0301";
  case 0x3b0: return u"\u03a5\u0308\u0301";
  case 0x587: return u"\u0535\u0552";
  case 0x1e96: return u"H\u0331";
  case 0x1e97: return u"T\u0308";
  case 0x1e98: return u"W\u030a";
  case 0x1e99: return u"Y\u030a";
  case 0x1e9a: return u"A\u02be";
  case 0x1f50: return u"\u03a5\u0313";
  case 0x1f52: return u"\u03a5\u0313\u0300";
  case 0x1f54: return u"\u03a5\u0313\u0301";
  case 0x1f56: return u"\u03a5\u0313\u0342";
  case 0x1fb6: return u"\u0391\u0342";
  case 0x1fc6: return u"\u0397\u0342";
  case 0x1fd2: return u"\u0399\u0308\u0300";
  case 0x1fd3: return u"\u0399\u0308\u0301";
  case 0x1fd6: return u"\u0399\u0342";
  case 0x1fd7: return u"\u0399\u0308\u0342";
  case 0x1fe2: return u"\u03a5\u0308\u0300";
  case 0x1fe3: return u"\u03a5\u0308\u0301";
  case 0x1fe4: return u"\u03a1\u0313";
  case 0x1fe6: return u"\u03a5\u0342";
  case 0x1fe7: return u"\u03a5\u0308\u0342";
  case 0x1ff6: return u"\u03a9\u0342";
  case 0x1fb3: case 0x1fbc: return u"\u0391\u0399";
  case 0x1fc3: case 0x1fcc: return u"\u0397\u0399";
  case 0x1ff3: case 0x1ffc: return u"\u03a9\u0399";
  case 0x1fb2: return u"\u1fba\u0399";
  case 0x1fb4: return u"\u0386\u0399";
  case 0x1fc2: return u"\u1fca\u0399";
  case 0x1fc4: return u"\u0389\u0399";
  case 0x1ff2: return u"\u1ffa\u0399";
  case 0x1ff4: return u"\u038f\u0399";
  case 0x1fb7: return u"\u0391\u0342\u0399";
  case 0x1fc7: return u"\u0397\u0342\u0399";
  case 0x1ff7: return u"\u03a9\u0342\u0399";
  case 0xfb00: return u"FF";
  case 0xfb01: return u"FI";
  case 0xfb02: return u"FL";
  case 0xfb03: return u"FFI";
  case 0xfb04: return u"FFL";
  case 0xfb05: case 0xfb06: return u"ST";
  case 0xfb13: return u"\u0544\u0546";
  case 0xfb14: return u"\u0544\u0535";
  case 0xfb15: return u"\u0544\u053b";
  case 0xfb16: return u"\u054e\u0546";
  case 0xfb17: return u"\u0544\u053d";
  default: return nullptr;
  }
}

} // namespace

std::u16string toLowerCase(const std::u16string& text) {
  std::u16string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    size_t units;
    const char32_t c = codePointAt(text, i, &units);
    if (c < 0x80) out += char16_t(c >= 'A' && c <= 'Z' ? c + 32 : c);
    else if (c == 0x130) out += u"i\u0307";
    else if (c == 0x3a3) out += isFinalSigma(text, i) ? u'\u03c2' : u'\u03c3';
    else put(out, char32_t(utf8proc_tolower(utf8proc_int32_t(c))));
    i += units;
  }
  return out;
}

std::u16string toUpperCase(const std::u16string& text) {
  std::u16string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    size_t units;
    const char32_t c = codePointAt(text, i, &units);
    i += units;
    if (c < 0x80) {
      out += char16_t(c >= 'a' && c <= 'z' ? c - 32 : c);
    } else if (const char16_t* special = specialUpper(c)) {
      out += special;
    } else if (c >= 0x1f80 && c <= 0x1faf) { // with iota subscript: the capital without it, then Ι
      const char32_t row = c & ~char32_t(15);
      const char32_t base = row == 0x1f80 ? 0x1f08 : row == 0x1f90 ? 0x1f28 : 0x1f68;
      put(out, base + (c & 7));
      out += u'\u0399';
    } else {
      put(out, char32_t(utf8proc_toupper(utf8proc_int32_t(c))));
    }
  }
  return out;
}

std::u16string normalize(const std::u16string& text, NormalForm form) {
  int options = UTF8PROC_STABLE;
  options |= form == NormalForm::NFC || form == NormalForm::NFKC ? UTF8PROC_COMPOSE : UTF8PROC_DECOMPOSE;
  if (form == NormalForm::NFKC || form == NormalForm::NFKD) options |= UTF8PROC_COMPAT;
  // Lone surrogates are left alone: they end one stretch and begin the next.
  std::u16string out;
  std::vector<utf8proc_int32_t> stretch;
  const auto flush = [&]() {
    if (stretch.empty()) return;
    std::vector<utf8proc_int32_t> decomposed;
    int lastBoundary = 0;
    const auto flags = utf8proc_option_t((options & ~UTF8PROC_COMPOSE) | UTF8PROC_DECOMPOSE);
    for (const utf8proc_int32_t c : stretch) {
      utf8proc_int32_t buffer[32];
      const utf8proc_ssize_t n = utf8proc_decompose_char(c, buffer, 32, flags, &lastBoundary);
      decomposed.insert(decomposed.end(), buffer, buffer + n);
    }
    // Canonical ordering.
    for (size_t i = 0; i < decomposed.size();) {
      const auto classOf = [&](size_t k) { return utf8proc_get_property(decomposed[k])->combining_class; };
      if (i == 0 || classOf(i) == 0 || classOf(i - 1) <= classOf(i)) {
        ++i;
      } else {
        std::swap(decomposed[i - 1], decomposed[i]);
        if (i > 1) --i;
        else ++i;
      }
    }
    utf8proc_ssize_t length = utf8proc_ssize_t(decomposed.size());
    if (options & UTF8PROC_COMPOSE)
      length = utf8proc_normalize_utf32(decomposed.data(), length, utf8proc_option_t(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    for (utf8proc_ssize_t i = 0; i < length; ++i) put(out, char32_t(decomposed[size_t(i)]));
    stretch.clear();
  };
  for (size_t i = 0; i < text.size();) {
    size_t units;
    const char32_t c = codePointAt(text, i, &units);
    i += units;
    if (c >= 0xd800 && c < 0xe000) {
      flush();
      out += char16_t(c);
    } else {
      stretch.push_back(utf8proc_int32_t(c));
    }
  }
  flush();
  return out;
}

} // namespace tickscope
