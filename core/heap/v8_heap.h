#pragma once
// The heap as V8 would have it: how full which of its spaces is, and when V8 would collect.
//
// Our own spaces (core/heap/heap.h) hold the cells; this keeps V8's books about them. All bytes are V8's (v8_sizes.h), and
// count what Node has on its heap at its start (v8_rules.h) and our boot has not. Nothing here touches a cell.
#include <cstdint>

#include "core/heap/v8_rules.h"

namespace tickscope {

struct V8Space {
  uint64_t used = 0, size = 0, available = 0, physical = 0;
};
struct V8Figures {
  V8Space readOnly, newSpace, oldSpace, codeSpace, mapSpace, trustedSpace, newLargeSpace, largeSpace;
  uint64_t external = 0, arrayBuffers = 0, limit = 0, rss = 0;
  uint64_t used() const;
  uint64_t committed() const;
  uint64_t physical() const;
};

enum class V8SpaceName : uint8_t { New, NewLarge, Old, Large };

class V8Heap {
public:
  // `start`: count what Node has at its start.
  V8Heap(const V8Rules& rules, uint64_t semiInitial, uint64_t semiMax, uint64_t oldMax, bool start);

  // What the program's cells weigh. Kept by Heap and its collectors.
  struct Bytes {
    uint64_t survivors = 0; // new space: what the last scavenge left there
    uint64_t fresh = 0;     // and what was born since, as far as it has been weighed
    uint64_t youngLarge = 0, old = 0, large = 0;
    uint64_t external = 0;
  } bytes;
  // From here on the program runs: what there is of old space now is the engine's own and not counted.
  void programStarts();

  // --- new space
  uint64_t semiSpace() const { return semi_; }
  uint64_t usable() const { return semi_ / 1024 * rules_.usableOfMb / 1024; }
  uint64_t youngUsed() const { return bytes.survivors + bytes.fresh + startYoung_; }
  uint64_t youngRoom() const { return usable() > youngUsed() ? usable() - youngUsed() : 0; }
  // Whether a large object of this size can be born before the next scavenge: there is always room for the first.
  bool youngLargeFits(uint64_t size) const { return bytes.youngLarge == 0 || bytes.youngLarge + size <= usable(); }
  bool wantsTask() const { return youngUsed() * 100 >= usable() * v8::kTaskPercent; }

  void scavengeBegins();
  // `copied` stays in new space, `promoted` has left it.
  void scavengeEnds(uint64_t copied, uint64_t promoted);
  // After the full collection that began with evacuating all of new space.
  void fullEnds();

  // --- the old generation
  uint64_t oldGeneration() const;
  uint64_t oldLimit() const { return oldLimit_; }
  uint64_t oldMax() const { return oldMax_; }
  // Whether a scavenge may promote all of new space without breaking the limit of the heap.
  bool canPromoteAll() const { return oldCommitted() + youngUsed() + bytes.youngLarge <= oldMax_; }
  bool overMaximum() const { return oldGeneration() > oldMax_; }
  // Marking should start now (hard), or when the loop turns (soft: what a scavenge may promote would not fit).
  bool hardLimitReached() const { return oldForLimit() >= oldLimit_ && oldGeneration() > v8::kMarkingFrom; }
  bool softLimitReached() const { return oldForLimit() + semi_ >= oldLimit_ && oldGeneration() > v8::kMarkingFrom; }
  bool externalLimitReached(uint64_t steps) const { return bytes.external > externalAtFull_ + steps * v8::kExternalStep; }
  bool youngExternalLimitReached() const { return bytes.external > externalAtGc_ + 2 * semiMax_; }

  // `youngExact`: what new space holds of the program, if it has been weighed for the occasion.
  V8Figures figures(uint64_t youngExact) const;
  V8Figures figures() const { return figures(bytes.survivors + bytes.fresh); }

private:
  uint64_t oldCommitted() const;
  // What external memory has grown by since the last full collection presses on the limit like old objects.
  uint64_t oldForLimit() const;
  void growIfSurvived();

  const V8Rules& rules_;
  uint64_t semi_, semiMax_, oldMax_;
  uint64_t oldLimit_;
  bool limitConfigured_ = false;
  bool toSpaceOnly_ = true; // the second semi-space is committed at the first collection
  uint64_t survivedSinceGrowth_ = 0, beforeScavenge_ = 0;
  double survivalRatios_[10] = {}; // of the last scavenges
  uint32_t survivalCount_ = 0;
  uint64_t externalAtFull_ = 0, externalAtGc_ = 0;

  // What Node had at its start and is still counted.
  V8Baseline start_{};
  uint64_t startYoung_ = 0, startOld_ = 0;
  bool startYoungSurvived_ = false, startSwept_ = false;
  uint64_t bootOld_ = 0, bootLarge_ = 0;
};

} // namespace tickscope
