// Any bytes: parsed as script, module and function body, and coloured. Nothing may crash, and the two printers must take
// whatever tree comes out.
#include <cstddef>
#include <cstdint>
#include <string>

#include "core/base/source_text.h"
#include "core/base/utf.h"
#include "core/syntax/dump_ast.h"
#include "core/syntax/dump_tokens.h"
#include "core/syntax/highlight.h"
#include "core/syntax/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tickscope::syntax;
  if (size == 0) return 0;
  const uint8_t choice = data[0];
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const tickscope::SourceText source("fuzz", choice & 1 ? tickscope::repairUtf8(bytes) : bytes);
  ParseOptions options;
  static constexpr Goal kGoals[] = {Goal::Script, Goal::Module, Goal::FunctionBody, Goal::Function, Goal::Eval};
  options.goal = kGoals[(choice >> 1) % 5];
  options.strict = choice & 0x10;
  options.isDirectEval = choice & 0x20;
  options.allowSuperProperty = options.allowSuperCall = options.allowNewTarget = choice & 0x40;
  if (options.goal == Goal::FunctionBody) options.parameterNames = {"exports", "require"};
  const ParseResult result = parse(source.text(), options);
  if (result) dumpAst(*result.tree, source);
  dumpTokens(source, options.goal == Goal::Module);
  uint32_t at = 0;
  for (const HighlightRange& range : highlight(source.text())) {
    if (range.start < at || range.end <= range.start || range.end > source.text().size()) __builtin_trap();
    at = range.end;
  }
  if (!result && result.error.start > source.text().size()) __builtin_trap();
  return 0;
}
