#include "core/regexp/unicode.h"

#include <algorithm>
#include <iterator>

namespace tickscope::regexp {
namespace {
struct EncodedSet {
  uint32_t offset, rangeCount;
};
struct NamedSet {
  std::string_view name;
  uint32_t set;
};
struct NamedScript {
  std::string_view name;
  uint32_t script, extensions;
};
struct NamedSequences {
  std::string_view name;
  uint32_t singles, offset, count;
};
// Every `stride`th character from first to last maps to itself plus delta.
struct CaseRange {
  uint32_t first, last;
  int32_t delta;
  uint32_t stride;
};

#include "core/regexp/unicode_tables.inc"

uint32_t readNumber(const unsigned char*& at) {
  uint32_t value = 0;
  for (int shift = 0;; shift += 7) {
    uint32_t byte = *at++;
    value |= (byte & 0x7F) << shift;
    if (byte < 0x80)
      return value;
  }
}

CharSet decode(uint32_t set) {
  CharSet out;
  const unsigned char* at = unicodeData + encodedSets[set].offset;
  uint32_t next = 0;
  for (uint32_t i = 0; i < encodedSets[set].rangeCount; i++) {
    uint32_t first = next + readNumber(at);
    uint32_t last = first + readNumber(at);
    out.add(first, last);
    next = last + 1;
  }
  return out;
}

// Whether an encoded set holds c, without building it.
bool decodeContains(uint32_t set, uint32_t c) {
  const unsigned char* at = unicodeData + encodedSets[set].offset;
  uint32_t next = 0;
  for (uint32_t i = 0; i < encodedSets[set].rangeCount; i++) {
    uint32_t first = next + readNumber(at);
    uint32_t last = first + readNumber(at);
    if (c < first)
      return false;
    if (c <= last)
      return true;
    next = last + 1;
  }
  return false;
}

template <size_t N, class Entry> const Entry* findName(const Entry (&table)[N], std::string_view name) {
  const Entry* at = std::lower_bound(table, table + N, name,
                                     [](const Entry& entry, std::string_view wanted) { return entry.name < wanted; });
  return at != table + N && at->name == name ? at : nullptr;
}

template <size_t N> uint32_t mapCase(const CaseRange (&table)[N], uint32_t c) {
  const CaseRange* at =
      std::lower_bound(table, table + N, c, [](const CaseRange& range, uint32_t value) { return range.last < value; });
  if (at == table + N || c < at->first || (c - at->first) % at->stride != 0)
    return c;
  return c + static_cast<uint32_t>(at->delta);
}

// Canonical forms map to themselves (the generator checks it), so the closure of S is: the characters mapped to a
// canonical form of S, and those canonical forms.
template <size_t N> CharSet closure(const CaseRange (&table)[N], const CharSet& set) {
  CharSet canonical;
  for (const CaseRange& range : table)
    for (uint32_t c = range.first; c <= range.last; c += range.stride)
      if (set.contains(c))
        canonical.add(c + static_cast<uint32_t>(range.delta));
  // A member that is mapped elsewhere is found again below: its own canonical form is in the set now.
  CharSet known = set;
  known.add(canonical);
  CharSet out = known;
  for (const CaseRange& range : table)
    for (uint32_t c = range.first; c <= range.last; c += range.stride)
      if (known.contains(c + static_cast<uint32_t>(range.delta)))
        out.add(c);
  return out;
}

template <size_t N> CharSet closure(const CaseRange (&table)[N], uint32_t canonical) {
  std::vector<CharRange> out{{canonical, canonical}};
  for (const CaseRange& range : table) {
    uint32_t c = canonical - static_cast<uint32_t>(range.delta);
    if (c >= range.first && c <= range.last && (c - range.first) % range.stride == 0)
      out.push_back({c, c});
  }
  return CharSet::ofUnsorted(std::move(out));
}
} // namespace

std::optional<CharSet> propertySet(std::string_view name, std::optional<std::string_view> value) {
  if (value) {
    if (name == "General_Category" || name == "gc") {
      if (const NamedSet* found = findName(generalCategoryNames, *value))
        return decode(found->set);
    } else if (name == "Script" || name == "sc") {
      if (const NamedScript* found = findName(scriptNames, *value))
        return decode(found->script);
    } else if (name == "Script_Extensions" || name == "scx") {
      if (const NamedScript* found = findName(scriptNames, *value))
        return decode(found->extensions);
    }
    return std::nullopt;
  }
  if (const NamedSet* found = findName(generalCategoryNames, name))
    return decode(found->set);
  if (const NamedSet* found = findName(binaryPropertyNames, name))
    return decode(found->set);
  return std::nullopt;
}

bool isSequenceProperty(std::string_view name) { return findName(stringPropertyNames, name) != nullptr; }

std::optional<SequenceProperty> sequenceProperty(std::string_view name) {
  const NamedSequences* found = findName(stringPropertyNames, name);
  if (!found)
    return std::nullopt;
  SequenceProperty out{decode(found->singles), {}};
  out.sequences.reserve(found->count);
  const unsigned char* at = unicodeData + found->offset;
  for (uint32_t i = 0; i < found->count; i++) {
    std::u32string sequence(readNumber(at), U'\0');
    for (char32_t& c : sequence)
      c = readNumber(at);
    out.sequences.push_back(std::move(sequence));
  }
  return out;
}

uint32_t canonicalize(uint32_t c, CaseRule rule) {
  if (c < 128) {
    if (rule == CaseRule::SimpleFolding)
      return c - 'A' < 26 ? c + 32 : c;
    return c - 'a' < 26 ? c - 32 : c;
  }
  return rule == CaseRule::SimpleFolding ? mapCase(simpleFoldings, c) : mapCase(legacyUpperCase, c);
}

CharSet closeOverCase(const CharSet& set, CaseRule rule) {
  if (set.empty() || set.isAll())
    return set;
  if (rule == CaseRule::LegacyUpperCase && set.ranges().back().last < 128) { // ASCII is closed in itself
    CharSet out = set;
    for (uint32_t c = 'a'; c <= 'z'; c++) {
      if (set.contains(c))
        out.add(c - 32);
      if (set.contains(c - 32))
        out.add(c);
    }
    return out;
  }
  return rule == CaseRule::SimpleFolding ? closure(simpleFoldings, set) : closure(legacyUpperCase, set);
}

CharSet closeOverCase(uint32_t c, CaseRule rule) {
  if (c < 128 && (rule == CaseRule::LegacyUpperCase || ((c | 32) != 'k' && (c | 32) != 's'))) {
    if ((c | 32) - 'a' < 26)
      return {{c & ~32u, c & ~32u}, {c | 32, c | 32}};
    return {{c, c}};
  }
  uint32_t canonical = canonicalize(c, rule);
  return rule == CaseRule::SimpleFolding ? closure(simpleFoldings, canonical) : closure(legacyUpperCase, canonical);
}

bool isIdentifierStart(uint32_t c) {
  if (c < 128)
    return (c | 32) - 'a' < 26 || c == '$' || c == '_';
  const NamedSet* property = findName(binaryPropertyNames, "ID_Start");
  return property && decodeContains(property->set, c);
}

bool isIdentifierPart(uint32_t c) {
  if (c < 128)
    return (c | 32) - 'a' < 26 || c - '0' < 10 || c == '$' || c == '_';
  if (c == 0x200C || c == 0x200D)
    return true; // zero width (non-)joiner
  const NamedSet* property = findName(binaryPropertyNames, "ID_Continue");
  return property && decodeContains(property->set, c);
}
} // namespace tickscope::regexp
