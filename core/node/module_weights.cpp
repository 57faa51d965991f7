#include "core/node/module_weights.h"

#include <algorithm>
#include <iterator>

namespace tickscope {

namespace {
struct Row {
  std::string_view name;
  uint32_t until20, since22;
  std::string_view loads; // names, separated by spaces
};
constexpr Row kRows[] = {
#define MODULE_WEIGHT(name, until20, since22, loads) {#name, until20, since22, loads},
#include "core/node/module_weights.def"
#undef MODULE_WEIGHT
};
static_assert(std::size(kRows) <= 32);
} // namespace

void ModuleWeights::loaded(std::string_view name, int nodeMajor) {
  for (size_t i = 0; i < std::size(kRows); ++i) {
    const Row& row = kRows[i];
    if (row.name != name || (counted_ & 1u << i)) continue;
    counted_ |= 1u << i;
    bytes_ += nodeMajor >= 22 ? row.since22 : row.until20;
    for (std::string_view rest = row.loads; !rest.empty();) {
      const size_t end = std::min(rest.find(' '), rest.size());
      loaded(rest.substr(0, end), nodeMajor);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return;
  }
}

} // namespace tickscope
