#pragma once
// The code of one function: bytecode, constants, inline caches, handlers and the way back to the source.
//
// Made when the function's surroundings are compiled, filled in by the compiler when it is first called (an uncalled
// function costs its cell). Pinned: frames and closures point to it.
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "core/vm/function.h"
#include "core/vm/opcodes.h"
#include "core/vm/property_key.h"

namespace tickscope {

struct ScriptSource; // core/vm/script_source.h
namespace syntax { struct FunctionNode; struct Node; struct ClassNode; struct Scope; }

enum class FunctionKind : uint8_t {
  Script, Module, Eval, Normal, Arrow, Method, Getter, Setter, BaseConstructor, DerivedConstructor, FieldInitialiser, StaticBlock
};

// A property as one place in the code has met it. Up to eight shapes a place; the isolate's LookupCache serves further ones.
struct PropertyCache {
  enum Kind : uint8_t {
    kNone,          // nothing cached
    kOwnInline,     // value at byte `offset` of the object
    kOwnStorage,    // value at byte `offset` of its storage
    kHolderInline,  // the same of `holder`, an object of the prototype chain
    kHolderStorage,
    kAbsent,        // no object of the chain has it
    kOwnGetter,     // the slot holds an AccessorPair
    kHolderGetter,
    kAddInline,     // SetProp: the object gets shape `next`, value at `offset`
    kAddStorage,
    kHolderSetter,
    kArrayLength,
    kStringPrototype, // receiver is a primitive string; value in `holder`
    kNumberPrototype,
    kGlobalLexical,   // GetGlobal: `holder` is the Box of a let, const or class of some script
  };
  Shape* shape = nullptr;
  Cell* holder = nullptr;   // an Object, or the next Shape for kAdd…
  PropertyCache* more = nullptr; // kMore further entries, or null
  uint32_t epoch = 0;       // Isolate::prototypeEpoch under which holder, absence or adding holds
  uint32_t offset : 24 = 0;
  uint32_t kind : 8 = kNone;
  static constexpr uint32_t kMore = 7;
  static constexpr uint32_t kMaxOffset = (1u << 24) - 1;
};

// [start, end) of the code is covered by `target`; inner regions come first. The exception goes into `reg`.
struct HandlerEntry {
  uint32_t start, end, target;
  uint16_t reg;
  bool isCatch; // a catch clause of the program (not a finally or our own clean-up)
};

struct SourceEntry { // in order of pc: the code from `pc` on belongs to this place
  uint32_t pc;
  uint32_t start, end; // byte offsets into the source
  uint32_t site = 0;   // the trace's id of the place, 0 until first needed
};

struct StatementEntry { // boundaries of statements, in order of pc
  uint32_t pc;
  uint32_t start, end;
  uint32_t site; // the trace's id of the place, 0 until first needed
};

struct CallSite { // what an error message needs: the syntax node behind an instruction
  // How V8 speaks of the value there: its source text, or only by type and value where V8 cannot tell the place.
  enum Kind : uint8_t { Callee, Value, SpreadArgument, ForHead, CatchHead, Parameter } kind;
  uint32_t pc;
  const syntax::Node* node;
};

struct LocalName { // for looking into a paused frame
  std::string name;
  uint16_t reg;      // the register, or that of the environment
  int32_t slot;      // slot in the environment, or -1: the register itself
  uint32_t startPc, endPc;
};

// What FunctionCode owns outside the heap.
struct FunctionTables {
  Realm* realm = nullptr; // in which it was compiled
  std::shared_ptr<ScriptSource> source;
  const syntax::FunctionNode* node = nullptr; // lives as long as `source`
  // Functions that the source does not write out: the initialisers of a class's fields, its default constructor.
  enum class Body : uint8_t { Written, InstanceInitialiser, StaticInitialiser, DefaultConstructor } body = Body::Written;
  syntax::ClassNode* classNode = nullptr;
  syntax::Scope* initialiserScope = nullptr;  // around the initialisers: the class's, or that of its computed field names
  syntax::Scope* outerScope = nullptr;        // eval code: the scope that the call of eval stands in
  std::vector<syntax::Scope*> evalScopes;     // by DirectEval's last operand: where it stands
  uint32_t sourceStart = 0, sourceEnd = 0;    // the function's text, for toString
  uint32_t namePosition = 0;                  // where V8 says the function is (trace, inspect)
  std::vector<uint16_t> code;
  std::vector<Value> constants;
  std::vector<PropertyCache> caches;
  std::vector<HandlerEntry> handlers;
  std::vector<SourceEntry> places;
  std::vector<StatementEntry> statements;
  std::unique_ptr<uint32_t[]> statementAt; // of a run that records statements: by offset, 1 + the index of the one that begins there, or 0
  std::vector<CallSite> callSites;
  std::vector<LocalName> locals;
  uint32_t traceSite = 0;
  struct KnownSite {
    uint32_t pc = UINT32_MAX, site = 0;
  };
  std::array<KnownSite, 4> knownSites; // of a recorded run: the places that were asked for last, by their offset
};

enum class Fast : uint8_t; // core/vm/library_fast.h
struct FastCall;

struct FunctionCode : Cell {
  enum Flags : uint32_t {
    kStrict = 1,
    kGenerator = 2,
    kAsync = 4,
    kHasRest = 8,             // register `restRegister` takes the arguments from parameterCount on
    kNeedsArguments = 16,     // CreateArguments is used: all arguments are kept at entry
    kClassConstructor = 32,
    kDerived = 64,
    kConstructor = 128,       // has [[Construct]]
    kHasFields = 256,         // of a class: objects must be initialised
    kMappedArguments = 512,
    kHasPrototype = 1024,     // own `prototype` (constructors and generators)
    kArrow = 2048,
    kUsesThis = 4096,
    kCompiled = 8192,
    kContainsDirectEval = 16384,
    kBuiltinLibrary = 32768,  // JavaScript of our own (node room): hidden from stack traces where Node's is
    kPlainCall = 65536,       // nothing special to do at entry: no rest, no arguments object, not a class constructor; one realm
    kKeepsArguments = 131072, // the arguments stay on the stack, right below the frame (CallWithRest, RestArray)
  };
  const uint16_t* code;
  Value* constants;
  PropertyCache* caches;
  FunctionTables* tables;
  Fast (*fast)(const FastCall& call); // of our own library: its usual cases in C++ (library_fast.h), or null
  uint32_t flags;
  uint32_t registerCount;  // of a frame, from register 0
  uint16_t parameterCount; // registers 2 … that arguments go into
  uint16_t length;         // initial `length`
  uint16_t restRegister;
  uint16_t argumentsRegister;
  FunctionKind functionKind;
  uint8_t expectedProperties; // of the objects that it constructs: their inline slots
  uint8_t pad[2];
  uint32_t id;             // from the isolate's counter
  Value name;              // an atom or a symbol's "[description]" string; initial `name`
  Value scopeData;         // engine use: for code compiled by eval, the environment it closes over is known by the caller

  bool isCompiled() const { return flags & kCompiled; }
  bool isStrict() const { return flags & kStrict; }
  bool isAsync() const { return flags & kAsync; }
  bool isGenerator() const { return flags & kGenerator; }
  uint32_t codeSize() const { return uint32_t(tables->code.size()); }
};

FunctionCode* newFunctionCode(Isolate& iso);
// From now on every call looks whether the function is of another realm.
void forbidPlainCalls(Isolate& iso);
// CustomCells hooks.
void visitFunctionCode(FunctionCode* code, SlotVisitor& visitor);
void finalizeFunctionCode(FunctionCode* code);

// A closure: prototype by kind (%Function.prototype%, %AsyncFunction.prototype%, …) of the current realm.
FunctionObject* newFunction(Isolate& iso, FunctionCode* code, Value environment);

// The place of the instruction at `pc`: byte offsets into the source text.
SourceEntry placeAt(const FunctionCode* code, uint32_t pc);
const CallSite* callSiteAt(const FunctionCode* code, uint32_t pc); // null: none was noted

} // namespace tickscope
