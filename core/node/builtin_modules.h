#pragma once
// What require('name') finds without a file: the list in builtin_modules.def.
//
// A module is made at its first require: by C++ (a function that returns its exports) or by JavaScript of our own
// (core/node/lib/NAME.js, embedded in the program), which runs as a function of (exports, require, module, internal);
// `internal` is an object of natives that a C++ function fills.
#include <string>
#include <string_view>
#include <vector>

#include "core/vm/isolate.h"

namespace tickscope {

class NodeRuntime;

struct BuiltinModule {
  std::string_view name;
  Value (*create)(NodeRuntime& runtime);                            // C++ modules: the exports
  void (*internals)(NodeRuntime& runtime, Handle<Object> internal); // JavaScript modules: fills `internal`; may be null
  std::string_view library;                                         // JavaScript modules: the file in core/node/lib
  bool supported;                                                   // false: Node has it, Tickscope has not yet
};

// The entry of `name` without its node: prefix, or null.
const BuiltinModule* findBuiltinModule(std::string_view name);
// The entry that a program's request names in Node `major`, with or without node:, or null.
const BuiltinModule* findRequested(std::string_view request, int major);
// Whether Node `major` knows the scheme, so that an unknown module behind it is an error of its own.
bool hasNodeScheme(int major);
// What module.builtinModules lists in Node `major`: every name that needs no prefix, sorted.
std::vector<std::string> builtinModuleNames(int major);
// The exports, from the cache or made now. Errors of our own library are ours, not the program's.
Value requireBuiltin(NodeRuntime& runtime, const BuiltinModule& module);
Value requireBuiltin(NodeRuntime& runtime, std::string_view name);

} // namespace tickscope
