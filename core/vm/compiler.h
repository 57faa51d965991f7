#pragma once
// From source text to code.
//
// compileX parses, analyses and makes the FunctionCode of the outermost function; the bodies of inner functions are
// compiled when they are first called. All raise SyntaxError with V8's text for bad input; the place of the error is in
// Isolate::lastSyntaxError.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/vm/function_code.h"
#include "core/vm/isolate.h"

namespace tickscope {

struct ScriptOptions {
  std::string name;            // as stack traces show it: a path, or "evalmachine.<anonymous>"
  std::string text;            // UTF-8
  bool isBuiltinLibrary = false;
};

Completion<FunctionObject*> compileScript(Isolate& iso, ScriptOptions options);
// The function of a CommonJS module: parameters such as exports, require, module, __filename, __dirname.
Completion<FunctionObject*> compileCommonJs(Isolate& iso, ScriptOptions options, const std::vector<std::string>& parameters);
// The body of a module: its first call stops where its variables and functions exist (core/vm/module.h).
Completion<FunctionObject*> compileModule(Isolate& iso, ScriptOptions options);
// For createDynamicFunction (core/vm/dynamic_function.h): parameters and body as the program gave them.
Completion<FunctionObject*> compileDynamicFunction(Isolate& iso, bool isAsync, bool isGenerator, std::string parameters, std::string body);
// Indirect eval: as a script that declares its lexical names in a scope of its own. Runs it; the completion value.
Value evalIndirect(Isolate& iso, HandleValue source);

// Fills in the bytecode. RangeError when the function is too big. `environment`: what the function that is about to be
// called closes over; code of our own library takes constants from it.
Completion<void> ensureCompiled(Isolate& iso, Handle<FunctionCode> code, Cell* environment = nullptr);

// The place of the last SyntaxError raised by a compileX, for the form in which Node prints it.
struct SyntaxErrorPlace {
  std::string name;
  uint32_t line = 0, column = 0; // 1-based
  uint32_t length = 1;
  std::string sourceLine;
};

} // namespace tickscope
