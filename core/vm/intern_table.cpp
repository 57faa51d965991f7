#include "core/vm/intern_table.h"

#include <algorithm>
#include <cstring>

namespace tickscope {

namespace {
template <class Unit> uint32_t hashUnits(const Unit* units, uint32_t length) {
  uint32_t hash = 0x9e3779b9u ^ length;
  for (uint32_t i = 0; i < length; ++i) hash = (hash ^ units[i]) * 0x01000193u;
  hash ^= hash >> 15;
  hash *= 0x85ebca6bu;
  hash ^= hash >> 13;
  return hash;
}
} // namespace

uint32_t hashText(FlatText text) {
  return text.oneByte ? hashUnits(text.oneByte, text.length) : hashUnits(text.twoByte, text.length);
}

bool sameText(FlatText a, FlatText b) {
  if (a.length != b.length) return false;
  if (a.length == 0) return true;
  if (a.oneByte && b.oneByte) return std::memcmp(a.oneByte, b.oneByte, a.length) == 0;
  if (a.twoByte && b.twoByte) return std::memcmp(a.twoByte, b.twoByte, size_t(a.length) * 2) == 0;
  for (uint32_t i = 0; i < a.length; ++i)
    if (a[i] != b[i]) return false;
  return true;
}

String* InternTable::find(FlatText text, uint32_t hash) const {
  const size_t mask = slots_.size() - 1;
  for (size_t i = hash & mask; slots_[i]; i = (i + 1) & mask)
    if (slots_[i]->hash == hash && sameText(flatText(slots_[i]), text)) return slots_[i];
  return nullptr;
}

void InternTable::insert(String* atom) {
  if ((count_ + 1) * 4 > slots_.size() * 3) grow();
  const size_t mask = slots_.size() - 1;
  size_t i = atom->hash & mask;
  while (slots_[i]) i = (i + 1) & mask;
  slots_[i] = atom;
  ++count_;
}

void InternTable::grow() {
  std::vector<String*> old(slots_.size() * 2, nullptr);
  old.swap(slots_);
  count_ = 0;
  for (String* atom : old)
    if (atom) insert(atom);
}

void InternTable::tidy() {
  std::sort(handedOut_.begin(), handedOut_.end());
  handedOut_.erase(std::unique(handedOut_.begin(), handedOut_.end()), handedOut_.end());
  tidyAt_ = std::max<size_t>(4096, 2 * handedOut_.size());
}

void InternTable::sweepWeak(Liveness& liveness, bool fullCollection) {
  if (!fullCollection) return; // atoms are pinned: a scavenge neither moves nor frees them
  for (String* atom : handedOut_) liveness.keep(atom);
  for (String* atom : slots_)
    if (atom && (atom->aux & String::kPermanent)) liveness.keep(atom);
  std::vector<String*> old(slots_.size(), nullptr);
  old.swap(slots_);
  count_ = 0;
  for (String* atom : old)
    if (atom && liveness.resolve(atom)) insert(atom);
}

} // namespace tickscope
