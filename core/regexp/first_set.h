#pragma once
// Which character can stand next: a superset, by which the compiler tells alternatives apart before trying them.
#include "core/regexp/char_set.h"

namespace tickscope::regexp {
struct FirstSet {
  uint64_t low[4] = {}; // Latin-1, a bit a character
  bool above = false;   // some character above Latin-1
  bool end = false;     // the end of the text
  bool accept = false;  // what follows succeeds at once, whatever comes

  static FirstSet anything() { return {{~0ull, ~0ull, ~0ull, ~0ull}, true, true, false}; }

  void add(uint32_t c) {
    if (c < 256)
      low[c >> 6] |= 1ull << (c & 63);
    else
      above = true;
  }
  void add(const CharSet& set) {
    for (const CharRange& range : set.ranges()) {
      for (uint32_t c = range.first; c <= range.last && c < 256; c++)
        add(c);
      if (range.last >= 256) {
        above = true;
        break;
      }
    }
  }
  void add(const FirstSet& other) {
    for (int i = 0; i < 4; i++)
      low[i] |= other.low[i];
    above |= other.above;
    end |= other.end;
    accept |= other.accept;
  }
  bool contains(uint32_t c) const { return c < 256 ? low[c >> 6] >> (c & 63) & 1 : above; }
  bool overlaps(const FirstSet& other) const {
    uint64_t common = 0;
    for (int i = 0; i < 4; i++)
      common |= low[i] & other.low[i];
    return common != 0 || (above && other.above) || (end && other.end);
  }
  bool isAnything() const { return (low[0] & low[1] & low[2] & low[3]) == ~0ull && above && end; }
  bool operator==(const FirstSet&) const = default;
};
} // namespace tickscope::regexp
