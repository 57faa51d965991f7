#include "core/regexp/char_set.h"

#include <doctest/doctest.h>

using namespace tickscope::regexp;

TEST_CASE("char set: ranges that overlap or touch become one") {
  CharSet set;
  set.add('d', 'f');
  set.add('a', 'b');
  CHECK(set.ranges().size() == 2);
  set.add('c');
  CHECK(set.ranges() == std::vector<CharRange>{{'a', 'f'}});
  set.add(0, kLastCodePoint);
  CHECK(set.isAll());
}

TEST_CASE("char set: any order gives the same set") {
  CharSet one, two;
  uint32_t at = 7;
  std::vector<CharRange> ranges;
  for (int i = 0; i < 500; i++) {
    at = at * 1103515245 + 12345;
    uint32_t first = (at >> 8) % 5000;
    ranges.push_back({first, first + (at >> 24) % 7});
  }
  for (auto it = ranges.begin(); it != ranges.end(); ++it) one.add(it->first, it->last);
  for (auto it = ranges.rbegin(); it != ranges.rend(); ++it) two.add(CharSet{*it});
  CHECK(one == two);
  CHECK(one == CharSet::ofUnsorted(ranges));
  for (uint32_t c = 0; c < 5010; c++) {
    bool inside = false;
    for (const CharRange& range : ranges) inside |= c >= range.first && c <= range.last;
    REQUIRE(one.contains(c) == inside);
  }
}

TEST_CASE("char set: complement, intersection and difference") {
  CharSet letters{{'a', 'z'}}, vowels{{'a', 'a'}, {'e', 'e'}, {'i', 'i'}, {'o', 'o'}, {'u', 'u'}};
  CharSet consonants = letters;
  consonants.subtract(vowels);
  CHECK(consonants.count() == 21);
  CharSet both = consonants;
  both.intersect(vowels);
  CHECK(both.empty());
  CharSet outside = letters;
  outside.invert();
  CHECK(outside.ranges() == std::vector<CharRange>{{0, 'a' - 1}, {'z' + 1, kLastCodePoint}});
  outside.invert();
  CHECK(outside == letters);
  CharSet none;
  none.invert();
  CHECK(none.isAll());
}
