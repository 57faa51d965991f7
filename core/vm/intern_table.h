#pragma once
// The table of interned strings: weak in full collections, found by text.
//
// C++ code holds on to property keys without handles. So an atom lives on, used or not, from when it was handed out until
// a place where no C++ code can hold one; those that C++ code names itself (Isolate::key) live for ever.
#include <vector>

#include "core/heap/heap.h"
#include "core/vm/string.h"

namespace tickscope {

class InternTable : public WeakTable {
public:
  // The atom with the text of `flat`, or nullptr. Never collects.
  String* find(FlatText text, uint32_t hash) const;
  void insert(String* atom); // REQUIRES that find() gave nullptr
  void handOut(String* atom) {
    if (handedOut_.empty() || handedOut_.back() != atom) handedOut_.push_back(atom);
    if (handedOut_.size() >= tidyAt_) tidy();
  }
  void forgetHandedOut() { handedOut_.clear(); }
  void sweepWeak(Liveness& liveness, bool fullCollection) override;
  size_t size() const { return count_; }

private:
  void grow();
  void tidy();
  std::vector<String*> slots_ = std::vector<String*>(1024, nullptr); // open addressing, linear probing
  size_t count_ = 0;
  std::vector<String*> handedOut_;
  size_t tidyAt_ = 4096; // when to look for atoms that are in it twice
};

uint32_t hashText(FlatText text);
bool sameText(FlatText a, FlatText b);

} // namespace tickscope
