#pragma once
// What regular expressions ask of Unicode: properties by name, case mappings, characters of identifiers. The tables are
// generated when building (unicode_tables.py), for Unicode 17.
#include "core/regexp/char_set.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope::regexp {
// ECMA-262 UnicodeMatchProperty: `Name=Value` for General_Category, Script and Script_Extensions, else (value absent) a
// value of General_Category or a binary property. Empty optional: no such property.
std::optional<CharSet> propertySet(std::string_view name, std::optional<std::string_view> value);

// A property of strings (RGI_Emoji and its parts): single code points, and sequences of more than one.
struct SequenceProperty {
  CharSet singles;
  std::vector<std::u32string> sequences;
};
bool isSequenceProperty(std::string_view name);
std::optional<SequenceProperty> sequenceProperty(std::string_view name);

// The two rules of ECMA-262 Canonicalize: Unicode's simple folding (flags u and v), and the upper case mapping of
// single code units (without them).
enum class CaseRule : uint8_t { SimpleFolding, LegacyUpperCase };
uint32_t canonicalize(uint32_t c, CaseRule rule);

// Every character that canonicalises as one of the set does.
CharSet closeOverCase(const CharSet& set, CaseRule rule);
CharSet closeOverCase(uint32_t c, CaseRule rule);

// Names of groups: IdentifierStart and IdentifierPart of ECMA-262.
bool isIdentifierStart(uint32_t c);
bool isIdentifierPart(uint32_t c);
} // namespace tickscope::regexp
