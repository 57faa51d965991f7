// The text-only half of inspect: quoting, widths, grouping of array entries, joining of entries into lines.
#include "core/node/inspect_text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cmath>

#include "core/vm/conversions.h"

namespace tickscope {

std::u16string widen(std::string_view ascii) { return std::u16string(ascii.begin(), ascii.end()); }

namespace {
// The styles in the order of the enumeration, with their terminal codes on and off.
constexpr struct {
  const char16_t* name;
  int on, off;
} kStyles[] = {
    {u"special", 36, 39}, {u"number", 33, 39}, {u"bigint", 33, 39}, {u"boolean", 33, 39}, {u"undefined", 90, 39}, {u"null", 1, 22},
    {u"string", 32, 39},  {u"symbol", 32, 39}, {u"date", 35, 39},   {u"regexp", 31, 39},  {u"module", 4, 24},
};
} // namespace

std::optional<Style> styleNamed(std::u16string_view name) {
  for (size_t i = 0; i < std::size(kStyles); ++i)
    if (name == kStyles[i].name) return Style(i);
  return std::nullopt;
}

std::u16string coloured(const std::u16string& text, Style style) {
  if (style == Style::Name) return text;
  const auto& codes = kStyles[size_t(style)];
  return widen("\x1b[" + std::to_string(codes.on) + "m") + text + widen("\x1b[" + std::to_string(codes.off) + "m");
}

bool isBareName(const std::u16string& name) {
  const auto isLetter = [](char16_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  if (name.empty() || !isLetter(name[0])) return false;
  return std::all_of(name.begin(), name.end(), [&](char16_t c) { return isLetter(c) || (c >= '0' && c <= '9'); });
}

std::u16string groupDigits(std::string_view digits) {
  std::u16string out;
  const size_t start = !digits.empty() && digits[0] == '-' ? 1 : 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > start && (digits.size() - i) % 3 == 0) out += u'_';
    out += char16_t(digits[i]);
  }
  return out;
}

std::u16string inspectedNumber(double number, bool separator, int nodeMajor) {
  const std::string text = numberToString(number);
  if (number == 0 && std::signbit(number) && (!separator || nodeMajor >= 24)) return u"-0";
  if (!separator || !std::isfinite(number)) return widen(text);
  size_t point = text.find('.');
  if (text.find('e') != std::string::npos) {
    if (nodeMajor >= 24 || std::trunc(number) == number) return widen(text);
    // Earlier versions take small numbers for ones with a point and stumble: 1e-.1e-_7
    if (point == std::string::npos) point = text.size() - 1;
  }
  if (point == std::string::npos) return groupDigits(text);
  std::u16string out = groupDigits(std::string_view(text).substr(0, point)) + u".";
  const std::string fraction = point + 1 == text.size() ? text : text.substr(point + 1);
  for (size_t i = 0; i < fraction.size(); ++i) {
    if (i && i % 3 == 0) out += u'_';
    out += char16_t(fraction[i]);
  }
  return out;
}

std::u16string indentLines(const std::u16string& text, int columns) {
  if (columns == 0) return text;
  std::u16string out;
  for (char16_t unit : text) {
    out += unit;
    if (unit == '\n') out.append(size_t(columns), u' ');
  }
  return out;
}

std::vector<std::u16string> splitLines(const std::u16string& text) {
  std::vector<std::u16string> lines;
  for (size_t at = 0;;) {
    const size_t end = text.find(u'\n', at);
    lines.push_back(text.substr(at, end == std::u16string::npos ? std::u16string::npos : end - at));
    if (end == std::u16string::npos) return lines;
    at = end + 1;
  }
}

namespace {
// Control characters, backslash and DEL have fixed escapes.
void appendEscape(std::u16string& out, char16_t unit) {
  switch (unit) {
  case '\b': out += u"\\b"; return;
  case '\t': out += u"\\t"; return;
  case '\n': out += u"\\n"; return;
  case '\f': out += u"\\f"; return;
  case '\r': out += u"\\r"; return;
  case '\\': out += u"\\\\"; return;
  case '\'': out += u"\\'"; return;
  default: break;
  }
  static constexpr char16_t kHex[] = u"0123456789ABCDEF";
  static constexpr char16_t kLowerHex[] = u"0123456789abcdef";
  if (unit < 0x100) {
    out += u"\\x";
    out += kHex[unit >> 4];
    out += kHex[unit & 15];
    return;
  }
  out += u"\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kLowerHex[unit >> shift & 15];
}

bool isLoneSurrogate(const std::u16string& text, size_t i) {
  const char16_t unit = text[i];
  if (unit >= 0xd800 && unit < 0xdc00) return i + 1 == text.size() || text[i + 1] < 0xdc00 || text[i + 1] > 0xdfff;
  if (unit >= 0xdc00 && unit < 0xe000) return i == 0 || text[i - 1] < 0xd800 || text[i - 1] > 0xdbff;
  return false;
}
} // namespace

std::u16string escapeForInspect(const std::u16string& text, bool escapeSingleQuote) {
  std::u16string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const char16_t unit = text[i];
    if (unit < 32 || (unit > 126 && unit < 160) || unit == '\\' || (unit == '\'' && escapeSingleQuote) || isLoneSurrogate(text, i))
      appendEscape(out, unit);
    else
      out += unit;
  }
  return out;
}

std::u16string quoteForInspect(const std::u16string& text) {
  char16_t quote = '\'';
  if (text.find(u'\'') != std::u16string::npos) {
    if (text.find(u'"') == std::u16string::npos) quote = '"';
    else if (text.find(u'`') == std::u16string::npos && text.find(u"${") == std::u16string::npos) quote = '`';
  }
  return quote + escapeForInspect(text, quote == '\'') + quote;
}

uint32_t displayWidth(const std::u16string& text, bool ignoreColors) {
  uint32_t width = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    if (ignoreColors && c == 0x1b && i + 1 < text.size() && text[i + 1] == '[') { // a colour sequence
      while (i < text.size() && text[i] != 'm') ++i;
      continue;
    }
    if (c >= 0xd800 && c < 0xdc00 && i + 1 < text.size() && text[i + 1] >= 0xdc00 && text[i + 1] < 0xe000)
      c = 0x10000 + ((c - 0xd800) << 10) + (text[++i] - 0xdc00);
    if (c < 0x20 || (c >= 0x7f && c < 0xa0)) continue;
    if (c < 0x7f) {
      ++width;
      continue;
    }
    const bool zero = (c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200f) || (c >= 0x20d0 && c <= 0x20ff) ||
                      (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xfe20 && c <= 0xfe2f) || (c >= 0xe0100 && c <= 0xe01ef);
    if (zero) continue;
    const int columns = utf8proc_charwidth(utf8proc_int32_t(c));
    width += uint32_t(std::max(columns, 0));
  }
  return width;
}

namespace {
size_t visibleLength(const std::u16string& text, bool colors) {
  if (!colors) return text.size();
  size_t length = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == 0x1b) {
      while (i < text.size() && text[i] != 'm') ++i;
    } else {
      ++length;
    }
  }
  return length;
}

std::u16string join(const std::vector<std::u16string>& entries, const std::u16string& separator) {
  std::u16string out;
  for (size_t i = 0; i < entries.size(); ++i) {
    if (i) out += separator;
    out += entries[i];
  }
  return out;
}

// At most this many columns when short array entries are grouped.
constexpr double kColumnsMax = 15;
// A character is taken to be so much higher than wide: groups aim at a square.
constexpr double kCharacterHeight = 2.5;
constexpr size_t kSeparator = 2; // ", "
} // namespace

std::vector<std::u16string> groupEntries(const LineLayout& layout, std::vector<std::u16string> entries, bool numeric,
                                         bool hasMoreItems) {
  const size_t count = entries.size() - (hasMoreItems ? 1 : 0); // "... n more items" stands alone
  std::vector<size_t> widths(count);
  size_t total = 0, widest = 0;
  for (size_t i = 0; i < count; ++i) {
    widths[i] = displayWidth(entries[i], layout.colors);
    total += widths[i] + kSeparator;
    widest = std::max(widest, widths[i]);
  }
  const double cell = double(widest + kSeparator);
  if (!(cell * 3 + layout.indentation < layout.breakLength) || !(double(total) / cell > 5 || widest <= 6)) return entries;
  const double bias = std::sqrt(cell - double(total) / double(entries.size()));
  const double biased = std::max(cell - 3 - bias, 1.0);
  const double columnsWanted = std::min({std::floor(std::sqrt(kCharacterHeight * biased * double(count)) / biased + 0.5),
                                         std::floor((layout.breakLength - layout.indentation) / cell),
                                         double(layout.compact) * 4, kColumnsMax});
  if (!(columnsWanted > 1)) return entries;
  const size_t columns = size_t(columnsWanted);
  std::vector<size_t> columnWidths(columns);
  for (size_t c = 0; c < columns; ++c) {
    size_t widestHere = 0;
    for (size_t i = c; i < count; i += columns) widestHere = std::max(widestHere, widths[i]);
    columnWidths[c] = widestHere + kSeparator;
  }
  std::vector<std::u16string> lines;
  for (size_t i = 0; i < count; i += columns) {
    const size_t end = std::min(i + columns, count);
    std::u16string line;
    for (size_t j = i; j < end; ++j) {
      const bool last = j + 1 == end;
      const size_t width = columnWidths[j - i] - (last ? kSeparator : 0);
      const size_t used = widths[j] + (last ? 0 : kSeparator);
      const std::u16string padding(width > used ? width - used : 0, u' ');
      if (numeric) line += padding;
      line += entries[j];
      if (!last) line += u", ";
      if (!numeric && !last) line += padding;
    }
    lines.push_back(std::move(line));
  }
  if (hasMoreItems) lines.push_back(std::move(entries[count]));
  return lines;
}

namespace {
bool fitsOnOneLine(const LineLayout& layout, const std::vector<std::u16string>& entries, size_t start, const std::u16string& base) {
  double total = double(entries.size() + start);
  if (total + double(entries.size()) > layout.breakLength) return false;
  for (const std::u16string& entry : entries) {
    total += double(visibleLength(entry, layout.colors));
    if (total > layout.breakLength) return false;
  }
  return base.find(u'\n') == std::u16string::npos;
}
} // namespace

std::u16string joinEntries(const LineLayout& layout, const std::vector<std::u16string>& entries, const std::u16string& base,
                           const std::u16string& open, const std::u16string& close, bool mayCombine) {
  const std::u16string indent(size_t(layout.indentation), u' ');
  if (layout.compact != kCompactTrue) {
    const std::u16string prefix = base.empty() ? u"" : base + u" ";
    if (mayCombine) {
      const size_t start = entries.size() + size_t(layout.indentation) + open.size() + base.size() + 10;
      if (fitsOnOneLine(layout, entries, start, base)) {
        const std::u16string joined = join(entries, u", ");
        if (joined.find(u'\n') == std::u16string::npos) return prefix + open + u" " + joined + u" " + close;
      }
    }
    return prefix + open + u"\n" + indent + u"  " + join(entries, u",\n" + indent + u"  ") + u"\n" + indent + close;
  }
  const std::u16string suffix = base.empty() ? u"" : u" " + base;
  if (fitsOnOneLine(layout, entries, 0, base)) return open + suffix + u" " + join(entries, u", ") + u" " + close;
  const std::u16string lead = base.empty() && open.size() == 1 ? u" " : suffix + u"\n" + indent + u"  ";
  return open + lead + join(entries, u",\n" + indent + u"  ") + u" " + close;
}

} // namespace tickscope
