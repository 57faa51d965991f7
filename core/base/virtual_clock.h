#pragma once
// The virtual clock of a JavaScript thread: ns since the machine was switched on, and how much the program has executed.
//
// Every bytecode instruction costs time and counts as one. So that the interpreter's loop makes one addition of a
// constant for both, they share a word, `executed`: the ns of the instructions since fold() in its upper bits, their
// number in the lower ones. Whatever else moves the clock (natives, collections, sleep) moves its base.
#include <cstdint>

namespace tickscope {

class VirtualClock {
public:
  static constexpr int kNsShift = 24;                    // fold() comes before so many bits of instructions are used up:
  static constexpr uint64_t kCheckIntervalNs = 1'000'000; // an instruction takes 1 ns at least
  static constexpr uint64_t kCheckInterval = kCheckIntervalNs << kNsShift;
  // Natives work without instructions; for the limit on those, each so many ns of their work count as one.
  static constexpr uint64_t kNativeNsPerInstruction = 16;

  explicit VirtualClock(uint64_t ns = 0) : baseNs_(ns) {}

  // What one instruction adds to `executed`.
  static constexpr uint64_t instruction(uint64_t costNs) { return costNs << kNsShift | 1; }
  uint64_t executed = 0;
  // Where `executed` has grown to this, loops and calls look whether the program should stop.
  uint64_t checkAt = kCheckInterval;

  uint64_t now() const { return baseNs_ + (executed >> kNsShift); }
  void set(uint64_t ns) { baseNs_ = ns - (executed >> kNsShift); } // asleep, or held up: nobody's work
  void setAtLeast(uint64_t ns) { if (ns > now()) set(ns); }
  void addNative(uint64_t ns) {
    baseNs_ += ns;
    nativeNs_ += ns;
    checkAt -= ns < checkAt >> kNsShift ? ns << kNsShift : checkAt;
  }
  // Begins the next interval between two looks.
  void fold() {
    baseNs_ += executed >> kNsShift;
    instructions_ += executed & ((uint64_t(1) << kNsShift) - 1);
    executed = 0;
    checkAt = kCheckInterval;
  }
  // Executed so far. In the middle of a run of the interpreter: up to where it last left its loop.
  uint64_t instructions() const {
    return instructions_ + (executed & ((uint64_t(1) << kNsShift) - 1)) + nativeNs_ / kNativeNsPerInstruction;
  }

private:
  uint64_t baseNs_;
  uint64_t instructions_ = 0, nativeNs_ = 0;
};

} // namespace tickscope
