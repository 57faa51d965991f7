#include "core/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace tickscope {
void assertionFailed(const char* condition, const char* file, int line, const char* message) noexcept {
  std::fprintf(stderr, "tickscope: internal error at %s:%d: %s (%s)\nThis is a bug in Tickscope, not in your program.\n",
               file, line, message, condition);
  std::abort();
}
} // namespace tickscope
