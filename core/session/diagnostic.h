#pragma once
// What is wrong with a program or a scenario, and where.
#include <cstdint>
#include <string>

namespace tickscope {

// Something a person should look at, in a source of the program.
struct Diagnostic {
  std::string path; // as the program sees it
  uint32_t line = 0, column = 0;       // 1-based; 0: no place
  uint32_t endLine = 0, endColumn = 0; // exclusive; 0: unknown
  std::string message;                 // such as "SyntaxError: Unexpected token ')'"
};

} // namespace tickscope
