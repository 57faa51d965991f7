#pragma once
// The global environment (ECMA-262 §9.1.1.4): the global object, and before it the let, const and class bindings of
// scripts, which live in Realm::globalLexicals as name -> Box(value, is constant).
#include "core/vm/isolate.h"

namespace tickscope {

struct GlobalLexical : Cell { // a Box
  Value value;      // empty: in its dead zone
  Value isConstant; // boolean
};
GlobalLexical* findGlobalLexicalNoGc(Isolate& iso, PropertyKey key);

enum class GlobalDeclaration : int32_t { Let, Const, Var, Function };
// §16.1.7 GlobalDeclarationInstantiation: `entries` is a Box of pairs (GlobalDeclaration, key). `deletable` for eval.
Completion<void> declareGlobals(Isolate& iso, Handle<Cell> entries, bool deletable);

} // namespace tickscope
