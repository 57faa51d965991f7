#pragma once
// A set of code points (0..10FFFF, surrogates included): sorted ranges, neither overlapping nor touching.
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace tickscope::regexp {
constexpr uint32_t kLastCodePoint = 0x10FFFF;

struct CharRange {
  uint32_t first, last; // inclusive
  bool operator==(const CharRange&) const = default;
};

class CharSet {
public:
  CharSet() = default;
  CharSet(std::initializer_list<CharRange> ranges) {
    for (const CharRange& range : ranges)
      add(range.first, range.last);
  }
  static CharSet ofUnsorted(std::vector<CharRange> ranges); // in any order, overlapping or not
  static CharSet all() { return {{0, kLastCodePoint}}; }

  // Constant time in ascending order, else a pass over the ranges: collect many in a vector and use ofUnsorted.
  void add(uint32_t first, uint32_t last);
  void add(uint32_t c) { add(c, c); }
  void add(const CharSet& other);
  void invert();
  void intersect(const CharSet& other);
  void subtract(const CharSet& other);

  bool contains(uint32_t c) const;
  bool empty() const { return ranges_.empty(); }
  bool isAll() const { return ranges_.size() == 1 && ranges_[0] == CharRange{0, kLastCodePoint}; }
  uint64_t count() const; // code points, not ranges
  const std::vector<CharRange>& ranges() const { return ranges_; }
  bool operator==(const CharSet&) const = default;

private:
  std::vector<CharRange> ranges_;
};
} // namespace tickscope::regexp
