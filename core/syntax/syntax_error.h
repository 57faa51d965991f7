#pragma once
// A SyntaxError found while lexing, parsing or analysing: V8's words and the place that it would underline.
#include <cstdint>
#include <string>

namespace tickscope::syntax {

struct SyntaxError {
  std::string message;
  uint32_t start = 0, end = 0; // byte offsets
  bool isStackOverflow = false; // nested too deeply: a RangeError "Maximum call stack size exceeded"
  bool isReferenceError = false; // V8 reports some invalid assignment targets late; kept for its early ones
};

} // namespace tickscope::syntax
