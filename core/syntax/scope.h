#pragma once
// Scopes and variables: what scope analysis finds out about names (ECMA-262 §8.2, §9.1, §14 Early Errors; Annex B.3.2).
//
// A variable that no inner function uses is a register of its function; a captured one is a slot of its scope's
// Environment. Only scopes with captured variables have an Environment at run time.
#include <cstdint>
#include <vector>

#include "core/syntax/ast.h"

namespace tickscope::syntax {

enum class ScopeKind : uint8_t {
  Script,       // top of a script: let, const, class in the realm's declarative record; var and functions on the global object
  Module,
  Eval,         // top of eval code
  FunctionName, // the name of a named function expression
  Function,     // parameters, and the body's declarations when parameters are simple
  FunctionBody, // the body's declarations when parameters have expressions
  Block,        // also a switch's cases
  Loop,         // let/const in the head of a for
  Catch,        // the parameter of a catch
  Class,        // inner name and private names of a class
  With,
};

enum class VariableKind : uint8_t {
  Var, Let, Const, Class, Function /* at function or script level */, BlockFunction, Parameter, Catch, FunctionName,
  Import, Arguments, This, NewTarget, FunctionObject, PrivateField, PrivateMethod, PrivateGetter, PrivateSetter,
  PrivateAccessor, ModuleDefault,
};

struct Variable {
  const Name* name;
  VariableKind kind;
  Scope* scope;
  bool isCaptured = false;    // lives in the Environment of `scope`, at `slot`
  bool isStaticPrivate = false;
  bool isAssigned = false;    // somewhere assigned after its initialisation
  bool needsTdz = false;      // some use checks the dead zone: it must start out empty
  bool isPlainFunction = false; // BlockFunction: neither async nor generator
  bool isGlobal = false;      // of a Script scope: found through the global environment
  int32_t slot = -1;          // in the Environment
  uint32_t start = 0;         // offset of the declaration (of a name, function or class)
  uint32_t declaredAt = 0;    // offset of the declaration's end of binding
  uint32_t parameterIndex = 0; // kind Parameter with simple parameters: the last one of its name
  int32_t reg = -1;           // free for the compiler
  bool isLexical() const { return kind == VariableKind::Let || kind == VariableKind::Const || kind == VariableKind::Class; }
  bool isImmutable() const { return kind == VariableKind::Const || kind == VariableKind::Import || kind == VariableKind::FunctionName; }
};

struct Scope {
  ScopeKind kind;
  Scope* parent;               // of a direct eval's top: set once it is known where the eval stands
  FunctionNode* function;      // the innermost function that it lies in
  std::vector<Variable*> variables; // in order of declaration
  bool hasEnvironment = false; // some variable is captured (or may be, near eval): an Environment of slotCount slots
  uint32_t slotCount = 0;
  uint32_t start = 0;          // Block: where it begins in the text; 0 of other kinds
  uint32_t classBodyStart = 0; // Class: offset of its {; the heritage does not see the private names
  bool perIteration = false;   // Loop: the Environment is copied for each iteration
  bool hasDirectEval = false;  // a direct eval stands here or below, so that names must be found at run time
  bool hasSloppyEval = false;  // Function, Eval: a sloppy direct eval may add vars to it (looked up by name at run time)
  bool parametersOnly = false; // Function: parameters have expressions, so that the body's declarations have a scope of their own
  Variable* find(const Name* name) const;
  // find() uses a table when there are many: open addressing by Name::index, size a power of two.
  static constexpr size_t kLinear = 8;
  void addToIndex(Variable* variable);
  std::vector<Variable*> index;
};

} // namespace tickscope::syntax
