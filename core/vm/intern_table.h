#pragma once
// The table of interned strings: weak in full collections, found by text.
#include <vector>

#include "core/heap/heap.h"
#include "core/vm/string.h"

namespace tickscope {

class InternTable : public WeakTable {
public:
  // The atom with the text of `flat`, or nullptr. Never collects.
  String* find(FlatText text, uint32_t hash) const;
  void insert(String* atom); // REQUIRES that find() gave nullptr
  void sweepWeak(Liveness& liveness, bool fullCollection) override;
  size_t size() const { return count_; }

private:
  void grow();
  std::vector<String*> slots_ = std::vector<String*>(1024, nullptr); // open addressing, linear probing
  size_t count_ = 0;
};

uint32_t hashText(FlatText text);
bool sameText(FlatText a, FlatText b);

} // namespace tickscope
