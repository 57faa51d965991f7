#pragma once
// Functions written in JavaScript, the environments they close over, and generators' suspended frames.
#include <string>

#include "core/vm/object.h"

namespace tickscope {

class Realm;
struct FunctionCode;   // core/vm/function_code.h: bytecode, constants, caches, source map

// Captured variables of one scope. Word 0 is the parent; a slot in its temporal dead zone holds `empty`.
struct Environment : Cell {
  Cell* parent; // Environment or null
  Value* slots() { return reinterpret_cast<Value*>(this + 1); }
  uint32_t slotCount() const { return uint32_t(wordCount() - 1); }
};

// A row of `slots` (at least one) variables, undefined; the parent is null.
Environment* newEnvironment(Isolate& iso, uint32_t slots);

struct FunctionObject : Object {
  FunctionCode* code;
  Cell* environment;    // Environment or null
  Value homeObject;     // for super; undefined when there is none
  Value extra;          // class constructors: a Box of field initialisers and private methods; else undefined
};

// A row of values for engine use.
struct Box : Cell {
  Value* values() { return reinterpret_cast<Value*>(this + 1); }
  uint32_t count() const { return uint32_t(wordCount()); }
};
Box* newBox(Isolate& iso, uint32_t count);

// `function`'s own length, name and prototype are made when first looked at (Object::kLazyFunctionProperties).
// Written for NativeFunction in native.cpp, which hands FunctionObjects on to materialiseScriptFunctionProperties.
void materialiseFunctionProperties(Isolate& iso, Handle<Object> function);
void materialiseScriptFunctionProperties(Isolate& iso, Handle<Object> function);

// Of any function object, without running code (both never collect): the text that Function.prototype.toString gives
// (§20.2.3.5), in UTF-8, and the name it was made with, whatever its `name` property says now ("" for none).
// describe.cpp does natives and bound functions; scripts' functions are told by whoever has their code.
std::string functionSourceText(Object* function);
std::string functionDebugName(Object* function);
std::string scriptFunctionSourceText(FunctionObject* function);
std::string scriptFunctionDebugName(FunctionObject* function);
// §10.2 [[Realm]] of a script's function.
Realm* scriptFunctionRealm(FunctionObject* function);

} // namespace tickscope
