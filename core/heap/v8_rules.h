#pragma once
// What differs in V8's heap from one version of Node to another, and what a process of Node has on its heap before it runs
// a program. core/heap/v8_rules.cpp has the table and says how it was measured.
#include <cstddef>
#include <cstdint>

namespace tickscope {

// Bytes in V8's spaces when the first statement of a program runs. `Size`: the pages.
struct V8Baseline {
  uint32_t readOnly, newUsed, oldUsed, codeUsed, mapUsed, trustedUsed, largeUsed;
  uint32_t oldSize, codeSize, mapSize, trustedSize, largeSize;
  // Garbage among it that the first full collection finds: Node's start-up code and what it needed.
  uint32_t oldGarbage, codeGarbage, mapGarbage;
  uint32_t external, arrayBuffers;
  uint32_t rss;
};

struct V8Rules {
  int major; // of Node
  uint32_t semiSpaceMaxMb, oldMaxMb;
  // Until Node 22 new space is grown at the start of a scavenge, since 24 at its end.
  bool growsBeforeScavenge;
  // How much of a semi-space of 1 MB can be filled: pages of 256 KB have headers, and until 22 a tail of their own.
  uint32_t usableOfMb;
  V8Baseline start;
};

// The rules of a version of Node; of the nearest older one that has a row.
const V8Rules& v8Rules(int nodeMajor);

// V8's constants that no version changes.
namespace v8 {
inline constexpr uint64_t kMb = 1 << 20;
inline constexpr uint64_t kPage = 256 << 10;
inline constexpr uint64_t kSemiSpaceInitial = kMb;
inline constexpr uint64_t kMaxRegularObject = 128 << 10;     // a larger one has pages of its own
inline constexpr uint64_t kOldInitialLimit = 512 * kMb;       // before survival has been measured; at most half of the maximum
inline constexpr uint64_t kGrowingStep = 8 * kMb;             // the limit of old space is at least so far away
inline constexpr uint64_t kMarkingFrom = 8 * kMb;             // no marking starts in a smaller old generation
inline constexpr uint64_t kExternalStep = 64 * kMb;           // external memory that calls for a full collection
inline constexpr unsigned kTaskPercent = 80;                  // of new space: from here on a task scavenges when the loop turns
} // namespace v8

} // namespace tickscope
