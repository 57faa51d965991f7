// Any bytes as a program: the parser gives a tree or an error with a place inside the text, in every goal.
#include "core/syntax/parser.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tickscope::syntax;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  for (Goal goal : {Goal::Script, Goal::Module, Goal::FunctionBody}) {
    ParseOptions options;
    options.goal = goal;
    ParseResult result = parse(text, options);
    if (result) continue;
    if (result.error.message.empty() || result.error.start > size || result.error.end < result.error.start) std::abort();
  }
  return 0;
}
