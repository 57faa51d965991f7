#include "core/regexp/char_set.h"

#include <algorithm>
#include <iterator>

namespace tickscope::regexp {
namespace {
// Joins ranges that overlap or touch; they are sorted by their first characters.
void meltSorted(std::vector<CharRange>& ranges) {
  if (ranges.empty())
    return;
  size_t kept = 0;
  for (size_t i = 1; i < ranges.size(); i++) {
    if (ranges[i].first <= ranges[kept].last + 1)
      ranges[kept].last = std::max(ranges[kept].last, ranges[i].last);
    else
      ranges[++kept] = ranges[i];
  }
  ranges.resize(kept + 1);
}
} // namespace

CharSet CharSet::ofUnsorted(std::vector<CharRange> ranges) {
  std::sort(ranges.begin(), ranges.end(), [](const CharRange& a, const CharRange& b) { return a.first < b.first; });
  meltSorted(ranges);
  CharSet out;
  out.ranges_ = std::move(ranges);
  return out;
}

void CharSet::add(uint32_t first, uint32_t last) {
  if (ranges_.empty() || first > ranges_.back().last + 1) {
    ranges_.push_back({first, last});
    return;
  }
  // The ranges that overlap or touch [first, last] melt into one.
  auto from = std::lower_bound(ranges_.begin(), ranges_.end(), first,
                               [](const CharRange& range, uint32_t c) { return range.last + 1 < c; });
  auto to = from;
  while (to != ranges_.end() && to->first <= last + 1) {
    first = std::min(first, to->first);
    last = std::max(last, to->last);
    ++to;
  }
  if (from == to) {
    ranges_.insert(from, {first, last});
    return;
  }
  *from = {first, last};
  ranges_.erase(from + 1, to);
}

void CharSet::add(const CharSet& other) {
  if (ranges_.empty()) {
    ranges_ = other.ranges_;
    return;
  }
  if (other.ranges_.size() <= 2) {
    for (const CharRange& range : other.ranges_)
      add(range.first, range.last);
    return;
  }
  std::vector<CharRange> merged;
  merged.reserve(ranges_.size() + other.ranges_.size());
  std::merge(ranges_.begin(), ranges_.end(), other.ranges_.begin(), other.ranges_.end(), std::back_inserter(merged),
             [](const CharRange& a, const CharRange& b) { return a.first < b.first; });
  meltSorted(merged);
  ranges_ = std::move(merged);
}

void CharSet::invert() {
  std::vector<CharRange> inverted;
  inverted.reserve(ranges_.size() + 1);
  uint32_t at = 0;
  for (const CharRange& range : ranges_) {
    if (range.first > at)
      inverted.push_back({at, range.first - 1});
    at = range.last + 1;
  }
  if (at <= kLastCodePoint)
    inverted.push_back({at, kLastCodePoint});
  ranges_ = std::move(inverted);
}

void CharSet::intersect(const CharSet& other) {
  std::vector<CharRange> both;
  auto a = ranges_.begin();
  auto b = other.ranges_.begin();
  while (a != ranges_.end() && b != other.ranges_.end()) {
    uint32_t first = std::max(a->first, b->first);
    uint32_t last = std::min(a->last, b->last);
    if (first <= last)
      both.push_back({first, last});
    if (a->last < b->last)
      ++a;
    else
      ++b;
  }
  ranges_ = std::move(both);
}

void CharSet::subtract(const CharSet& other) {
  CharSet rest = other;
  rest.invert();
  intersect(rest);
}

bool CharSet::contains(uint32_t c) const {
  auto at = std::lower_bound(ranges_.begin(), ranges_.end(), c,
                             [](const CharRange& range, uint32_t value) { return range.last < value; });
  return at != ranges_.end() && at->first <= c;
}

uint64_t CharSet::count() const {
  uint64_t sum = 0;
  for (const CharRange& range : ranges_)
    sum += range.last - range.first + 1;
  return sum;
}
} // namespace tickscope::regexp
