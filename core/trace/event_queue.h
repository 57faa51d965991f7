#pragma once
// EventQueue<T>: what a queue of the loop holds. Items carry the id of the event that put them there (T::queued), which
// only grows, so the queue is sorted by it: any item is found by binary search, taking from the front or from the middle
// costs amortised O(log n), and copying is a plain copy of an array (states are copied for keyframes).
#include "core/base/assert.h"
#include "core/trace/event.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace tickscope::trace {

template <class T> class EventQueue {
  struct Slot {
    T item;
    bool live = true;
  };

 public:
  class Iterator {
   public:
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const Slot* at, const Slot* end) : at_(at), end_(end) { skip(); }
    const T& operator*() const { return at_->item; }
    const T* operator->() const { return &at_->item; }
    Iterator& operator++() {
      ++at_;
      skip();
      return *this;
    }
    Iterator operator++(int) {
      Iterator old = *this;
      ++*this;
      return old;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    void skip() {
      while (at_ != end_ && !at_->live) ++at_;
    }
    const Slot* at_ = nullptr;
    const Slot* end_ = nullptr;
  };

  size_t size() const { return live_; }
  bool empty() const { return live_ == 0; }
  Iterator begin() const { return {slots_.data() + head_, slots_.data() + slots_.size()}; }
  Iterator end() const { return {slots_.data() + slots_.size(), slots_.data() + slots_.size()}; }
  // REQUIRES !empty().
  const T& front() const { return *begin(); }

  // False (and nothing happens) if item.queued is not greater than every id that was ever in the queue since it was
  // last empty: a damaged stream, not a possible run.
  bool push(const T& item) {
    if (!slots_.empty() && item.queued <= slots_.back().item.queued) return false;
    slots_.push_back({item, true});
    ++live_;
    return true;
  }
  const T* find(EventId queued) const {
    const Slot* slot = locate(queued);
    return slot ? &slot->item : nullptr;
  }
  // The item may be changed, except for `queued`.
  T* find(EventId queued) {
    Slot* slot = const_cast<Slot*>(locate(queued));
    return slot ? &slot->item : nullptr;
  }
  // Takes the item out; false if it is not there.
  bool erase(EventId queued) {
    Slot* slot = const_cast<Slot*>(locate(queued));
    if (!slot) return false;
    slot->live = false;
    --live_;
    if (live_ == 0) {
      clear();
      return true;
    }
    while (!slots_[head_].live) ++head_;
    while (!slots_.back().live) slots_.pop_back();
    // Compact when more than half is dead: each item is moved a constant number of times on average.
    if (slots_.size() > 16 && slots_.size() > 2 * live_) compact();
    return true;
  }
  // Takes the item out and hands it over.
  std::optional<T> take(EventId queued) {
    const Slot* slot = locate(queued);
    if (!slot) return std::nullopt;
    const T item = slot->item;
    erase(queued);
    return item;
  }
  void clear() {
    slots_.clear();
    head_ = live_ = 0;
  }

  friend bool operator==(const EventQueue& a, const EventQueue& b) {
    return a.live_ == b.live_ && std::equal(a.begin(), a.end(), b.begin());
  }

 private:
  const Slot* locate(EventId queued) const {
    const Slot* begin = slots_.data() + head_;
    const Slot* end = slots_.data() + slots_.size();
    const Slot* at =
        std::lower_bound(begin, end, queued, [](const Slot& s, EventId id) { return s.item.queued < id; });
    return at != end && at->item.queued == queued && at->live ? at : nullptr;
  }
  void compact() {
    size_t out = 0;
    for (size_t in = head_; in < slots_.size(); ++in)
      if (slots_[in].live) slots_[out++] = slots_[in];
    slots_.resize(out);
    head_ = 0;
  }

  std::vector<Slot> slots_;
  size_t head_ = 0; // everything before it is dead
  size_t live_ = 0;
};

} // namespace tickscope::trace
