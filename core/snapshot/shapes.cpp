#include "core/snapshot/shapes.h"

namespace tickscope::snapshot {

const char* cacheStateName(CacheState state) {
  static constexpr const char* kNames[] = {"uninitialized", "monomorphic", "polymorphic", "megamorphic"};
  return kNames[size_t(state)];
}

} // namespace tickscope::snapshot
