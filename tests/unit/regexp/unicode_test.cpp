#include "core/regexp/unicode.h"

#include <doctest/doctest.h>

using namespace tickscope::regexp;

TEST_CASE("unicode: properties by name, value and alias") {
  CHECK(propertySet("Lu", std::nullopt)->contains('A'));
  CHECK_FALSE(propertySet("Lu", std::nullopt)->contains('a'));
  CHECK(propertySet("gc", "Lu") == propertySet("General_Category", "Uppercase_Letter"));
  CHECK(propertySet("L", std::nullopt)->contains(0x4E00));
  CHECK(propertySet("sc", "Grek") == propertySet("Script", "Greek"));
  CHECK(propertySet("Script", "Qaai") == propertySet("Script", "Inherited"));
  CHECK(propertySet("Any", std::nullopt)->isAll());
  CHECK(propertySet("ASCII", std::nullopt)->count() == 128);
  CHECK(propertySet("Emoji_Presentation", std::nullopt)->contains(0x1F600));
}

TEST_CASE("unicode: unassigned is what nothing else is") {
  CharSet all = *propertySet("Assigned", std::nullopt);
  CharSet unassigned = *propertySet("Cn", std::nullopt);
  CHECK(all.count() + unassigned.count() == kLastCodePoint + 1);
  all.add(unassigned);
  CHECK(all.isAll());
}

TEST_CASE("unicode: a script's extensions are shared characters too") {
  // U+3001, the ideographic comma, is Common, and used by Hiragana among others.
  CHECK_FALSE(propertySet("sc", "Hira")->contains(0x3001));
  CHECK(propertySet("scx", "Hira")->contains(0x3001));
  CHECK_FALSE(propertySet("scx", "Common")->contains(0x3001));
}

TEST_CASE("unicode: what is no property") {
  for (const char* name : {"", "lu", "Latin", "Script", "Block", "InGreek", "Grapheme_Link", "RGI_Emoji", "L&"})
    CHECK_FALSE(propertySet(name, std::nullopt));
  CHECK_FALSE(propertySet("sc", "grek"));
  CHECK_FALSE(propertySet("ASCII", "Y"));
  CHECK_FALSE(propertySet("gc", ""));
}

TEST_CASE("unicode: properties of strings") {
  CHECK(isSequenceProperty("RGI_Emoji"));
  CHECK_FALSE(isSequenceProperty("Emoji"));
  SequenceProperty keycaps = *sequenceProperty("Emoji_Keycap_Sequence");
  CHECK(keycaps.singles.empty());
  CHECK(keycaps.sequences.size() == 12);
  CHECK(keycaps.sequences[0] == U"#\uFE0F\u20E3");
  CHECK(sequenceProperty("RGI_Emoji")->singles.contains(0x1F600));
}

TEST_CASE("unicode: the two rules of case") {
  CHECK(canonicalize('k', CaseRule::LegacyUpperCase) == 'K');
  CHECK(canonicalize(0x212A, CaseRule::SimpleFolding) == 'k'); // Kelvin sign
  CHECK(canonicalize(0x212A, CaseRule::LegacyUpperCase) == 0x212A);
  CHECK(canonicalize(0x17F, CaseRule::LegacyUpperCase) == 0x17F); // long s: S is ASCII, long s is not
  CHECK(canonicalize(0xDF, CaseRule::LegacyUpperCase) == 0xDF);   // sharp s: "SS" is two characters
  CHECK(canonicalize(0x10400, CaseRule::SimpleFolding) == 0x10428);
  CHECK(canonicalize(0x10428, CaseRule::LegacyUpperCase) == 0x10428); // not one code unit
  CHECK(closeOverCase('k', CaseRule::SimpleFolding).count() == 3);
  CHECK(closeOverCase('k', CaseRule::LegacyUpperCase).count() == 2);
}

TEST_CASE("unicode: closing over case is what canonicalising one by one says") {
  for (CaseRule rule : {CaseRule::SimpleFolding, CaseRule::LegacyUpperCase}) {
    CharSet set{{'a', 'f'}, {'s', 's'}, {0xB5, 0xB5}, {0x3C3, 0x3C3}, {0x1E9E, 0x1E9E}};
    CharSet canonical;
    for (const CharRange& range : set.ranges())
      for (uint32_t c = range.first; c <= range.last; c++) canonical.add(canonicalize(c, rule));
    CharSet expected;
    for (uint32_t c = 0; c < 0x11000; c++)
      if (canonical.contains(canonicalize(c, rule))) expected.add(c);
    CHECK(closeOverCase(set, rule) == expected);
    CharSet oneByOne;
    for (const CharRange& range : set.ranges())
      for (uint32_t c = range.first; c <= range.last; c++) oneByOne.add(closeOverCase(c, rule));
    CHECK(oneByOne == expected);
  }
}

TEST_CASE("unicode: names of groups") {
  for (uint32_t c : {uint32_t{'a'}, uint32_t{'$'}, uint32_t{'_'}, uint32_t{0xE9}, uint32_t{0x1D49C}}) CHECK(isIdentifierStart(c));
  for (uint32_t c : {uint32_t{'1'}, uint32_t{'-'}, uint32_t{0x200C}, uint32_t{0xD800}}) CHECK_FALSE(isIdentifierStart(c));
  CHECK(isIdentifierPart('1'));
  CHECK(isIdentifierPart(0x200D));
  CHECK_FALSE(isIdentifierPart(' '));
}
