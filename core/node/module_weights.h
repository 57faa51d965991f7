#pragma once
// What Node's own modules weigh on V8's heap once a program has required them. Ours, in C++ or in small scripts, weigh
// next to nothing; a program that reads heapUsed sees Node's.
#include <cstdint>
#include <string_view>

#include "core/heap/v8_heap.h"

namespace tickscope {

class ModuleWeights {
public:
  // A module has been made: counts it and what it requires, once.
  void loaded(std::string_view name, int nodeMajor);
  uint64_t bytes() const { return bytes_; }
  void addTo(V8Figures& figures) const {
    figures.oldSpace.used += bytes_;
    figures.oldSpace.size += (bytes_ + v8::kPage - 1) / v8::kPage * v8::kPage;
    figures.rss += bytes_;
  }

private:
  uint64_t bytes_ = 0;
  uint32_t counted_ = 0; // by row of module_weights.def
};

} // namespace tickscope
