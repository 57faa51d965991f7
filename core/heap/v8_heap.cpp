#include "core/heap/v8_heap.h"

#include <algorithm>

namespace tickscope {

namespace {
// Pages of old space are not full: LABs of the scavenger, tails, free-list entries too small to be used.
constexpr uint64_t kFragmentationPercent = 4;

uint64_t pages(uint64_t bytes) { return (bytes + v8::kPage - 1) / v8::kPage * v8::kPage; }
uint64_t less(uint64_t a, uint64_t b) { return a > b ? a - b : 0; }

V8Space space(uint64_t used, uint64_t size) {
  size = std::max(size, used);
  return {used, size, size - used, size};
}
} // namespace

uint64_t V8Figures::used() const {
  return readOnly.used + newSpace.used + oldSpace.used + codeSpace.used + mapSpace.used + trustedSpace.used + newLargeSpace.used + largeSpace.used;
}
uint64_t V8Figures::committed() const {
  return readOnly.size + newSpace.size + oldSpace.size + codeSpace.size + mapSpace.size + trustedSpace.size + newLargeSpace.size + largeSpace.size;
}
uint64_t V8Figures::physical() const { return committed() - newSpace.size + newSpace.physical; }

V8Heap::V8Heap(const V8Rules& rules, uint64_t semiInitial, uint64_t semiMax, uint64_t oldMax, bool start)
    : rules_(rules), semi_(std::min(semiInitial, semiMax)), semiMax_(semiMax), oldMax_(oldMax),
      oldLimit_(std::min(v8::kOldInitialLimit, oldMax / 2)) {
  if (!start) return;
  start_ = rules.start;
  startYoung_ = start_.newUsed;
  startOld_ = start_.oldUsed;
}

void V8Heap::programStarts() {
  bootOld_ = bytes.old;
  bootLarge_ = bytes.large;
  bytes.survivors = bytes.fresh = bytes.youngLarge = 0; // all of it has been promoted
  survivedSinceGrowth_ = 0;
  survivalCount_ = 0;
  externalAtFull_ = externalAtGc_ = bytes.external;
  toSpaceOnly_ = true;
}

void V8Heap::growIfSurvived() {
  if (semi_ >= semiMax_ || survivedSinceGrowth_ <= semi_) return;
  semi_ = std::min(semi_ * 2, semiMax_);
  survivedSinceGrowth_ = 0;
}

void V8Heap::scavengeBegins() {
  beforeScavenge_ = youngUsed() + bytes.youngLarge;
  toSpaceOnly_ = false;
  if (rules_.growsBeforeScavenge) growIfSurvived();
}

void V8Heap::scavengeEnds(uint64_t copied, uint64_t promoted) {
  uint64_t survived = copied + promoted;
  if (startYoung_) { // what Node's start left in new space ages like the rest
    survived += startYoung_;
    if (startYoungSurvived_) {
      startOld_ += startYoung_;
      startYoung_ = 0;
    }
    startYoungSurvived_ = true;
  }
  bytes.survivors = copied;
  bytes.fresh = 0;
  bytes.youngLarge = 0;
  externalAtGc_ = bytes.external;
  survivedSinceGrowth_ += survived;
  if (!rules_.growsBeforeScavenge) growIfSurvived();
  if (beforeScavenge_ == 0) return;
  survivalRatios_[survivalCount_++ % 10] = std::min(1.0, double(survived) / double(beforeScavenge_));
  if (limitConfigured_) return;
  double sum = 0;
  const uint32_t count = std::min<uint32_t>(survivalCount_, 10);
  for (uint32_t i = 0; i < count; ++i) sum += survivalRatios_[i];
  const uint64_t limit = std::max(oldGeneration() + v8::kGrowingStep, uint64_t(double(oldLimit_) * sum / count));
  if (limit < oldLimit_) oldLimit_ = limit;
  else limitConfigured_ = true;
}

void V8Heap::fullEnds() {
  startOld_ += startYoung_;
  startYoung_ = 0;
  if (!startSwept_) {
    startSwept_ = true;
    startOld_ = less(startOld_, start_.oldGarbage);
    start_.codeUsed = uint32_t(less(start_.codeUsed, start_.codeGarbage));
    start_.mapUsed = uint32_t(less(start_.mapUsed, start_.mapGarbage));
  }
  limitConfigured_ = true;
  externalAtFull_ = externalAtGc_ = bytes.external;
  // V8's factor comes from the speeds of marking and of allocation; it is its maximum unless old space grows slowly.
  constexpr double kMost = 4.0, kSmall = 1.3, kSmallMost = 2.0;
  constexpr uint64_t kSmallHeap = 256 * v8::kMb, kBigHeap = 2048 * v8::kMb;
  const double factor = oldMax_ >= kBigHeap ? kMost
                                            : kSmall + (kSmallMost - kSmall) * double(less(oldMax_, kSmallHeap)) / double(kBigHeap - kSmallHeap);
  const uint64_t live = oldGeneration();
  const uint64_t wanted = std::max(uint64_t(double(live) * factor), live + v8::kGrowingStep) + semi_;
  oldLimit_ = std::min(wanted, (live + std::max(live, oldMax_)) / 2);
}

uint64_t V8Heap::oldGeneration() const {
  return startOld_ + start_.codeUsed + start_.mapUsed + start_.trustedUsed + start_.largeUsed + less(bytes.old, bootOld_) +
         less(bytes.large, bootLarge_);
}
uint64_t V8Heap::oldForLimit() const { return oldGeneration() + less(bytes.external, externalAtFull_); }

uint64_t V8Heap::oldCommitted() const {
  const V8Figures all = figures();
  return all.committed() - all.newSpace.size - all.newLargeSpace.size - all.readOnly.size;
}

V8Figures V8Heap::figures(uint64_t youngExact) const {
  V8Figures f;
  f.readOnly = space(start_.readOnly, start_.readOnly ? pages(start_.readOnly) : 0);
  const uint64_t young = std::min(startYoung_ + youngExact, usable());
  f.newSpace.used = young;
  f.newSpace.size = toSpaceOnly_ ? semi_ : 2 * semi_;
  f.newSpace.available = usable() - young;
  f.newSpace.physical = std::min(f.newSpace.size, std::max<uint64_t>(2 * v8::kPage, young));
  const uint64_t program = less(bytes.old, bootOld_);
  const uint64_t old = startOld_ + program;
  const uint64_t grown = less(old, start_.oldSize);
  f.oldSpace = space(old, start_.oldSize + pages(grown + program * kFragmentationPercent / 100));
  f.codeSpace = space(start_.codeUsed, start_.codeSize);
  f.mapSpace = space(start_.mapUsed, start_.mapSize);
  f.trustedSpace = space(start_.trustedUsed, start_.trustedSize);
  f.newLargeSpace = space(bytes.youngLarge, bytes.youngLarge);
  f.newLargeSpace.available = less(usable(), bytes.youngLarge);
  const uint64_t large = less(bytes.large, bootLarge_);
  f.largeSpace = space(start_.largeUsed + large, start_.largeSize + large + large / 64);
  f.external = start_.external + bytes.external;
  f.arrayBuffers = start_.arrayBuffers + bytes.external;
  f.limit = oldMax_ + 3 * semiMax_;
  const uint64_t atStart = v8::kMb + start_.readOnly + start_.oldSize + start_.codeSize + start_.mapSize + start_.trustedSize + start_.largeSize;
  f.rss = start_.rss + less(f.physical() + f.newSpace.physical, atStart) + bytes.external;
  return f;
}

} // namespace tickscope
