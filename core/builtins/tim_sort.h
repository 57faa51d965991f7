#pragma once
// Tim Peters' merge sort (CPython's listsort.txt), with the parameters and the order of comparisons of V8, which a
// program can watch through its comparator: natural runs, binary insertion up to a minimum run length, merges kept
// balanced on a stack, galloping when one side keeps winning. Stable; O(n log n) comparisons, O(n) for ordered input.
//
// `Order` is called as order(Value a, Value b) -> Completion<double>: negative when a belongs before b. It may run user
// code and collect: everything that lives across a comparison is in `values`, `spare` or a handle.
#include <algorithm>
#include <cstring>
#include <vector>

#include "core/builtins/rooted_values.h"

namespace tickscope {

template <class Order> class TimSort {
public:
  TimSort(Isolate& iso, RootedValues& values, Order& order)
      : values_(values), spare_(iso), order_(order), key_(iso.handle(Value())) {}

  Completion<void> run() {
    size_t remaining = values_.size(), low = 0;
    if (remaining < 2) return {};
    const size_t minimum = minimumRun(remaining);
    while (remaining > 0) {
      size_t length = TRY(countRun(low, low + remaining));
      if (length < minimum) {
        const size_t forced = std::min(minimum, remaining);
        TRY(binaryInsertion(low, low + length, low + forced));
        length = forced;
      }
      runs_.push_back({low, length});
      TRY(collapse());
      low += length;
      remaining -= length;
    }
    while (runs_.size() > 1) {
      size_t n = runs_.size() - 2;
      if (n > 0 && runs_[n - 1].length < runs_[n + 1].length) --n;
      TRY(mergeAt(n));
    }
    return {};
  }

private:
  struct Run {
    size_t base, length;
  };
  static constexpr size_t kMinGallop = 7; // wins in a row that make galloping worth its comparisons

  static size_t minimumRun(size_t n) { // between 32 and 64, so that n / minimum is a power of two or just below
    size_t dropped = 0;
    while (n >= 64) {
      dropped |= n & 1;
      n >>= 1;
    }
    return n + dropped;
  }

  // The length of the run at `low`, made ascending: descending runs (strictly, for stability) are reversed.
  Completion<size_t> countRun(size_t low, size_t high) {
    if (low + 1 == high) return size_t(1);
    const bool descending = TRY(order_(values_[low + 1], values_[low])) < 0;
    size_t at = low + 2;
    for (; at < high; ++at)
      if ((TRY(order_(values_[at], values_[at - 1])) < 0) != descending) break;
    if (descending) std::reverse(values_.data() + low, values_.data() + at);
    return at - low;
  }

  Completion<void> binaryInsertion(size_t low, size_t start, size_t high) {
    for (; start < high; ++start) {
      key_.set(values_[start]);
      size_t left = low, right = start;
      while (left < right) {
        const size_t middle = left + (right - left) / 2;
        if (TRY(order_(key_, values_[middle])) < 0) right = middle;
        else left = middle + 1;
      }
      Value* const data = values_.data();
      std::copy_backward(data + left, data + start, data + start + 1);
      data[left] = key_;
    }
    return {};
  }

  bool balancedAt(size_t n) const { return n < 2 || runs_[n - 2].length > runs_[n - 1].length + runs_[n].length; }

  Completion<void> collapse() {
    while (runs_.size() > 1) {
      size_t n = runs_.size() - 2;
      if (!balancedAt(n + 1) || !balancedAt(n)) {
        if (runs_[n - 1].length < runs_[n + 1].length) --n;
      } else if (runs_[n].length > runs_[n + 1].length) {
        break;
      }
      TRY(mergeAt(n));
    }
    return {};
  }

  Completion<void> mergeAt(size_t i) {
    size_t baseA = runs_[i].base, lengthA = runs_[i].length;
    const size_t baseB = runs_[i + 1].base;
    size_t lengthB = runs_[i + 1].length;
    runs_[i].length = lengthA + lengthB;
    runs_.erase(runs_.begin() + ptrdiff_t(i) + 1);
    // What of A already stands where it belongs, and what of B.
    key_.set(values_[baseB]);
    const size_t skip = TRY(gallopRight(values_, baseA, lengthA, 0));
    baseA += skip;
    lengthA -= skip;
    if (lengthA == 0) return {};
    key_.set(values_[baseA + lengthA - 1]);
    lengthB = TRY(gallopLeft(values_, baseB, lengthB, lengthB - 1));
    if (lengthB == 0) return {};
    return lengthA <= lengthB ? mergeLow(baseA, lengthA, baseB, lengthB) : mergeHigh(baseA, lengthA, baseB, lengthB);
  }

  static size_t nextOffset(size_t offset, size_t limit) { return std::min(offset * 2 + 1, limit); }

  // Where key_ belongs in the sorted range, left of equal elements.
  Completion<size_t> gallopLeft(RootedValues& in, size_t base, size_t length, size_t hint) {
    size_t low, high; // the place is in [low, high]
    size_t last = 0, offset = 1;
    if (TRY(order_(in[base + hint], key_)) < 0) {
      const size_t limit = length - hint;
      while (offset < limit && TRY(order_(in[base + hint + offset], key_)) < 0) {
        last = offset;
        offset = nextOffset(offset, limit);
      }
      offset = std::min(offset, limit);
      low = hint + last + 1;
      high = hint + offset;
    } else {
      const size_t limit = hint + 1;
      while (offset < limit && !(TRY(order_(in[base + hint - offset], key_)) < 0)) {
        last = offset;
        offset = nextOffset(offset, limit);
      }
      offset = std::min(offset, limit);
      low = hint + 1 - offset;
      high = hint - last;
    }
    while (low < high) {
      const size_t middle = low + (high - low) / 2;
      if (TRY(order_(in[base + middle], key_)) < 0) low = middle + 1;
      else high = middle;
    }
    return high;
  }

  // Where key_ belongs in the sorted range, right of equal elements.
  Completion<size_t> gallopRight(RootedValues& in, size_t base, size_t length, size_t hint) {
    size_t low, high;
    size_t last = 0, offset = 1;
    if (TRY(order_(key_, in[base + hint])) < 0) {
      const size_t limit = hint + 1;
      while (offset < limit && TRY(order_(key_, in[base + hint - offset])) < 0) {
        last = offset;
        offset = nextOffset(offset, limit);
      }
      offset = std::min(offset, limit);
      low = hint + 1 - offset;
      high = hint - last;
    } else {
      const size_t limit = length - hint;
      while (offset < limit && !(TRY(order_(key_, in[base + hint + offset])) < 0)) {
        last = offset;
        offset = nextOffset(offset, limit);
      }
      offset = std::min(offset, limit);
      low = hint + last + 1;
      high = hint + offset;
    }
    while (low < high) {
      const size_t middle = low + (high - low) / 2;
      if (TRY(order_(key_, in[base + middle])) < 0) high = middle;
      else low = middle + 1;
    }
    return high;
  }

  static void copy(RootedValues& from, size_t fromIndex, RootedValues& to, size_t toIndex, size_t count) {
    std::memmove(to.data() + toIndex, from.data() + fromIndex, count * sizeof(Value));
  }

  // Merges with A, the shorter, set aside: fills the gap from the left.
  Completion<void> mergeLow(size_t baseA, size_t lengthA, size_t baseB, size_t lengthB) {
    if (spare_.size() < lengthA) spare_.resize(lengthA);
    copy(values_, baseA, spare_, 0, lengthA);
    size_t to = baseA, a = 0, b = baseB;
    values_[to++] = values_[b++];
    --lengthB;
    // The last element of A belongs behind all of B: known from the gallop in mergeAt.
    const auto finish = [&]() -> Completion<void> {
      if (lengthB == 0) {
        copy(spare_, a, values_, to, lengthA);
      } else {
        copy(values_, b, values_, to, lengthB);
        values_[to + lengthB] = spare_[a];
      }
      return {};
    };
    if (lengthB == 0 || lengthA == 1) return finish();
    size_t threshold = minGallop_;
    for (;;) {
      size_t winsA = 0, winsB = 0;
      for (;;) {
        if (TRY(order_(values_[b], spare_[a])) < 0) {
          values_[to++] = values_[b++];
          ++winsB;
          winsA = 0;
          if (--lengthB == 0) return finish();
          if (winsB >= threshold) break;
        } else {
          values_[to++] = spare_[a++];
          ++winsA;
          winsB = 0;
          if (--lengthA == 1) return finish();
          if (winsA >= threshold) break;
        }
      }
      ++threshold;
      do {
        threshold = threshold > 1 ? threshold - 1 : 1;
        minGallop_ = threshold;
        key_.set(values_[b]);
        winsA = TRY(gallopRight(spare_, a, lengthA, 0));
        if (winsA > 0) {
          copy(spare_, a, values_, to, winsA);
          to += winsA;
          a += winsA;
          lengthA -= winsA;
          if (lengthA == 1) return finish();
          // Only with a comparator that contradicts itself: what is left of B stands where it belongs.
          if (lengthA == 0) return {};
        }
        values_[to++] = values_[b++];
        if (--lengthB == 0) return finish();
        key_.set(spare_[a]);
        winsB = TRY(gallopLeft(values_, b, lengthB, 0));
        if (winsB > 0) {
          copy(values_, b, values_, to, winsB);
          to += winsB;
          b += winsB;
          lengthB -= winsB;
          if (lengthB == 0) return finish();
        }
        values_[to++] = spare_[a++];
        if (--lengthA == 1) return finish();
      } while (winsA >= kMinGallop || winsB >= kMinGallop);
      ++threshold; // a penalty for leaving
      minGallop_ = threshold;
    }
  }

  // Merges with B, the shorter, set aside: fills the gap from the right.
  Completion<void> mergeHigh(size_t baseA, size_t lengthA, size_t baseB, size_t lengthB) {
    if (spare_.size() < lengthB) spare_.resize(lengthB);
    copy(values_, baseB, spare_, 0, lengthB);
    size_t to = baseB + lengthB, a = baseA + lengthA, b = lengthB;
    values_[--to] = values_[--a];
    --lengthA;
    const auto finish = [&]() -> Completion<void> {
      if (lengthA == 0 || lengthB != 1) {
        copy(spare_, 0, values_, to - lengthB, lengthB);
      } else {
        copy(values_, a - lengthA, values_, to - lengthA, lengthA);
        values_[to - lengthA - 1] = spare_[b - 1];
      }
      return {};
    };
    if (lengthA == 0 || lengthB == 1) return finish();
    size_t threshold = minGallop_;
    for (;;) {
      size_t winsA = 0, winsB = 0;
      for (;;) {
        if (TRY(order_(spare_[b - 1], values_[a - 1])) < 0) {
          values_[--to] = values_[--a];
          ++winsA;
          winsB = 0;
          if (--lengthA == 0) return finish();
          if (winsA >= threshold) break;
        } else {
          values_[--to] = spare_[--b];
          ++winsB;
          winsA = 0;
          if (--lengthB == 1) return finish();
          if (winsB >= threshold) break;
        }
      }
      ++threshold;
      do {
        threshold = threshold > 1 ? threshold - 1 : 1;
        minGallop_ = threshold;
        key_.set(spare_[b - 1]);
        winsA = lengthA - TRY(gallopRight(values_, baseA, lengthA, lengthA - 1));
        if (winsA > 0) {
          to -= winsA;
          a -= winsA;
          copy(values_, a, values_, to, winsA);
          lengthA -= winsA;
          if (lengthA == 0) return finish();
        }
        values_[--to] = spare_[--b];
        if (--lengthB == 1) return finish();
        key_.set(values_[a - 1]);
        winsB = lengthB - TRY(gallopLeft(spare_, 0, lengthB, lengthB - 1));
        if (winsB > 0) {
          to -= winsB;
          b -= winsB;
          copy(spare_, b, values_, to, winsB);
          lengthB -= winsB;
          if (lengthB <= 1) return finish();
        }
        values_[--to] = values_[--a];
        if (--lengthA == 0) return finish();
      } while (winsA >= kMinGallop || winsB >= kMinGallop);
      ++threshold;
      minGallop_ = threshold;
    }
  }

  RootedValues& values_;
  RootedValues spare_;
  Order& order_;
  HandleValue key_;
  std::vector<Run> runs_;
  size_t minGallop_ = kMinGallop;
};

} // namespace tickscope
