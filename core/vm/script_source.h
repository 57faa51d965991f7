#pragma once
// One program text and its syntax tree, shared by the code of all its functions.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tickscope {

namespace syntax { class Tree; }

struct SourcePosition {
  uint32_t line = 1, column = 1; // 1-based; columns in UTF-16 units
};

struct ScriptSource {
  ScriptSource(std::string sourceName, std::string sourceText);
  ~ScriptSource();
  ScriptSource(const ScriptSource&) = delete;

  std::string name; // as stack traces show it
  std::string text; // UTF-8
  std::unique_ptr<syntax::Tree> tree;
  std::shared_ptr<ScriptSource> outer; // of eval code: the source that its scopes come from
  class Module* module = nullptr; // of a module's text (core/vm/module.h)
  bool isBuiltinLibrary = false;
  bool isEval = false;
  std::string evalOrigin;    // of eval code: "eval at f (file:1:2)"
  uint32_t traceSource = 0;  // its SourceId in the trace, 0 until first needed

  SourcePosition position(uint32_t offset) const;
  std::string_view line(uint32_t lineNumber) const; // 1-based, without its end

private:
  std::vector<uint32_t> lineStarts_;
};

} // namespace tickscope
