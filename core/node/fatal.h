#pragma once
// The place shown above an uncaught exception.
#include <cstdint>
#include <string>

namespace tickscope {

struct FatalPlace {
  std::string path;
  uint32_t line = 0, column = 0; // 1-based, columns in UTF-16 units
  uint32_t length = 1;           // carets
  std::string sourceLine;
};

// "FILE:LINE", the source line, and carets under the column: tabs stay tabs, everything else becomes a space.
std::string arrow(const FatalPlace& place);

} // namespace tickscope
