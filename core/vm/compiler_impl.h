#pragma once
// The compiler's state: one FunctionCompiler a function. Its methods are spread over compile_function.cpp (entry, scopes,
// variables, emission) and the other compile_….cpp, a file a part of the language.
//
// REGISTERS are given out like a stack: parameters, then the variables of the scopes that are open, then temporaries.
// A register below `top_` is taken; what a call's window needs stands on top, so that the callee's frame may overlap it.
//
// DESTINATIONS. compileTo(node, dst) leaves the value in dst. If dst is a variable's register, that register must be
// written by the last instruction only: an exception before it must not be seen, and the old value may be read until then.
// compileTo itself guards against expressions that would write earlier (writesLast).
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/syntax/ast.h"
#include "core/syntax/scope.h"
#include "core/vm/compiler.h"
#include "core/vm/function_code.h"
#include "core/vm/generator.h"
#include "core/vm/isolate.h"
#include "core/vm/script_source.h"

namespace tickscope {

using Reg = int32_t;
inline constexpr Reg kNoReg = -1;
// DirectEval's count of arguments when they are in an array in window + 2.
inline constexpr uint16_t kArgumentsInArray = 0xffff;

inline constexpr uint32_t kMaxOperand = 0xffff;
// A function that needs more than fits the instruction format is refused; V8 has limits of the same kind.
inline constexpr const char* kTooBig = "Function is too large: it needs more registers than an instruction can name";

// Names of two trees are two objects.
inline bool sameText(const syntax::Name* a, const syntax::Name* b) { return a == b || a->text == b->text; }

// Thrown inside the compiler only: a limit was hit, or a feature is missing.
struct CompileFailure {
  ErrorType type;
  std::string message;
};

inline constexpr uint32_t kMaxDepth = 20000; // nesting of expressions and statements that the compiler follows
struct DepthGuard {
  explicit DepthGuard(uint32_t& depth) : depth_(depth) {
    if (++depth_ > kMaxDepth) throw CompileFailure{ErrorType::RangeError, "Maximum call stack size exceeded"};
  }
  ~DepthGuard() { --depth_; }
  uint32_t& depth_;
};

class FunctionCompiler {
public:
  // `libraryEnvironment`: what the function closes over if it is one of our own library, else undefined.
  FunctionCompiler(Isolate& iso, Handle<FunctionCode> code, HandleValue libraryEnvironment);
  void compile();

private:
  using Node = syntax::Node;
  using Scope = syntax::Scope;
  using Variable = syntax::Variable;
  using Operator = syntax::Operator;

  // --- emission ---
  struct Label {
    int32_t at = -1;
    std::vector<uint32_t> uses; // instructions whose jump waits for it: (start of the instruction, operand word)
  };
  uint32_t here() const { return uint32_t(code_.size()); }
  uint32_t emit(Op op);
  uint32_t emit(Op op, std::initializer_list<int32_t> operands); // one word each
  void word(int32_t value);
  void wide(uint32_t value);
  void jump(Op op, std::initializer_list<int32_t> operands, Label& label); // the jump is the last operand
  void bind(Label& label);
  void place(const Node* node);               // what follows belongs to this part of the source
  void place(uint32_t start, uint32_t end);
  void callSite(const Node* node, CallSite::Kind kind = CallSite::Callee); // the next instruction's, for error messages
  void statementBoundary(const Node* node);

  uint32_t constant(Value value);             // deduplicated for numbers and atoms
  uint32_t nameConstant(const syntax::Name* name); // as a property key's raw value
  uint32_t stringConstant(const syntax::Name* name);
  uint32_t textConstant(std::string_view text);
  uint32_t rawConstant(Value value);
  int32_t cache();
  void loadConstant(Reg dst, Value value);
  void loadNumber(Reg dst, double value);

  // --- registers ---
  Reg allocate(uint32_t count = 1);
  void freeTo(Reg top) { top_ = top; }
  bool isTemporary(Reg reg) const { return size_t(reg) >= variableRegisters_.size() || !variableRegisters_[size_t(reg)]; }
  void markVariable(Reg reg, bool is) {
    if (size_t(reg) >= variableRegisters_.size()) variableRegisters_.resize(size_t(reg) + 1);
    variableRegisters_[size_t(reg)] = is;
  }
  void move(Reg dst, Reg src) {
    if (dst != src) emit(Op::Move, {dst, src});
  }
  struct Temporaries { // gives back all registers taken while it lives
    explicit Temporaries(FunctionCompiler& compiler) : compiler_(compiler), top_(compiler.top_) {}
    ~Temporaries() { compiler_.top_ = top_; }
    FunctionCompiler& compiler_;
    Reg top_;
  };

  // --- scopes (compile_function.cpp) and variables (compile_names.cpp) ---
  struct EnvironmentPlace { // where an Environment is found: so many parents above what `reg` holds (0: the function's)
    Reg reg;
    uint32_t depth;
  };
  struct OpenScope {
    Reg savedTop, savedEnvironment;
    Scope* scope;
  };
  OpenScope openScope(Scope* scope, bool copyable = false); // null scope: nothing
  void closeScope(const OpenScope& open);
  void declareVariables(Scope* scope);  // registers and dead zones
  EnvironmentPlace placeOf(const Scope* scope, bool evalPart = false);
  bool hasEvalPart(const Scope* scope) const;
  Reg variableRegister(Variable* variable); // kNoReg when it is captured
  void loadVariable(Variable* variable, Reg dst, bool checkTdz);
  void storeVariable(Variable* variable, Reg value);       // no checks: initialisation
  void assignVariable(Variable* variable, Reg value, bool checkTdz);
  void tdzCheck(Reg reg, const syntax::Name* name);
  bool isFunctionOwnName(const Variable* variable) const;

  struct Resolved { // what an identifier means here
    Variable* variable = nullptr; // null: global
    bool isDynamic = false;
    Scope* from = nullptr;
  };
  Resolved resolve(const syntax::IdentifierNode* node);
  Variable* findOuter(Scope* from, const syntax::Name* name, std::vector<EnvironmentPlace>* dynamic, std::vector<bool>* isWith);
  void loadIdentifier(const syntax::IdentifierNode* node, Reg dst, bool forTypeof = false);
  void loadIdentifierStatic(const syntax::IdentifierNode* node, Variable* variable, Reg dst, bool forTypeof);
  void loadForCall(const syntax::IdentifierNode* node, Reg callee); // and `this` after it
  void assignIdentifier(const syntax::IdentifierNode* node, Reg value);
  void initializeIdentifier(const syntax::IdentifierNode* node, Reg value); // let, const, class, parameters
  void deleteIdentifier(const syntax::IdentifierNode* node, Reg dst);
  // A reference to a name that may be dynamic, found once before its value is computed (§6.2.5).
  struct NameReference {
    Reg object = kNoReg; // the with object or eval scope that has it, or undefined
  };
  NameReference referenceTo(const syntax::IdentifierNode* node);
  void loadReference(const syntax::IdentifierNode* node, const NameReference& reference, Reg dst);
  void storeReference(const syntax::IdentifierNode* node, const NameReference& reference, Reg value);
  void loadThis(Reg dst);
  Reg thisRegister(); // a register that has `this`, checked
  void loadNewTarget(Reg dst);
  void loadActiveFunction(Reg dst); // the method that super refers to
  void loadHomeObject(Reg dst);
  // Whose `this`, new.target and super the code shares: itself, or what is around an arrow or a direct eval.
  struct ThisOwner {
    const syntax::FunctionNode* function; // null: the top of a script, module or indirect eval
    bool isOwn;                           // register 1 has it
    bool isModule;
  };
  ThisOwner thisOwner() const;
  const Scope* baseScope() const;         // the innermost scope around this function

  // --- what is known already (compile_constants.cpp): of our own library's functions only ---
  bool knowsLibrary() const { return libraryEnvironment_.get().isCell(); }
  std::optional<Value> presentValue(const Variable* variable); // of a variable of the library file; none: not initialised
  std::optional<Value> knownVariable(const syntax::IdentifierNode* node);
  std::optional<Value> knownValue(const Node* node);    // of an expression without effects
  std::optional<bool> knownCondition(const Node* node);
  Node* onlyPart(Node* node);                           // of a conditional or logical expression: what it comes to
  void loadKnown(Reg dst, Value value, const Node* node);
  bool smallInt(const Node* node, int32_t* value);      // fits an instruction

  // --- functions (compile_function.cpp, compile_programs.cpp) ---
  void compileFunction();
  void compileProgram();
  void compileModuleBody();
  void prologue();
  void parameters();
  void hoistFunctions(const syntax::List<Node*>& body);
  void hoistFunction(syntax::FunctionDeclarationNode* declaration);
  void compileBody();
  void declareGlobals();
  void declareEvalVariables();
  FunctionCode* makeCode(const syntax::FunctionNode* node, const syntax::Name* nameHint, const char* prefix = nullptr);
  void compileClosure(const syntax::FunctionNode* node, Reg dst, const syntax::Name* nameHint, const char* prefix = nullptr);
  void finish();

  // --- expressions --- (compile_expressions, _operators, _assignments, _calls, _literals, _generators)
  static bool isSmallInt(const Node* node, int32_t* value);
  static bool isAnonymousDefinition(const Node* node);
  static bool hasUndefinedThis(const Node* callee);
  void compileTo(Node* node, Reg dst);
  void compileConditional(syntax::ConditionalNode* node, Reg dst);
  Reg compileAny(Node* node);               // a register that has the value: a variable's own, or a temporary
  Reg compileStable(Node* node, bool clobbered); // as compileAny; copied if `clobbered` code could change the variable
  void compileEffect(Node* node);
  void compileCondition(Node* node, Label& ifTrue, Label& ifFalse, bool fallThroughToTrue);
  bool writesLast(const Node* node) const;
  void compileBinary(syntax::BinaryNode* node, Reg dst);
  void compileLogical(syntax::LogicalNode* node, Reg dst);
  void compileUnary(syntax::UnaryNode* node, Reg dst);
  void compileUpdate(syntax::UpdateNode* node, Reg dst); // dst kNoReg: for its effect
  void compileAssignment(syntax::AssignmentNode* node, Reg dst); // dst kNoReg: for its effect
  void compileCall(syntax::CallNode* node, Reg dst);
  bool compileIntrinsic(syntax::CallNode* node, Reg dst);
  void compileNote(syntax::CallNode* node);
  void compileSuperCall(syntax::CallNode* node, Reg dst);
  void compileNew(syntax::NewNode* node, Reg dst);
  bool compileArguments(const syntax::List<Node*>& arguments, bool hasSpread, Reg window); // spread: an array in window+2
  void compileArrayInto(const syntax::List<Node*>& elements, Reg dst, bool isArguments = false);
  void compileMember(syntax::MemberNode* node, Reg dst);
  void compileCallee(Node* callee, Reg window); // the function into window, this into window + 1
  void compileOptionalChain(Node* node, Reg dst, Label* nullish);
  void compileObjectLiteral(syntax::ObjectLiteralNode* node, Reg dst);
  void compileMethod(Reg object, Node* key, bool computed, syntax::FunctionNode* function, int kind, int flags);
  void compileDelete(syntax::UnaryNode* node, Reg dst);
  void compileEffectOfSuperReference(syntax::MemberNode* member);
  void throwError(ErrorType type, std::string_view text);
  void emitBinary(Operator op, Reg dst, Reg left, Node* right, const Node* whole);
  uint32_t operatorPosition(uint32_t from, uint32_t to) const;
  void placeBinary(const Node* whole, const Node* left, const Node* right);
  void placeCall(const Node* callee, const Node* call);
  void loadPrivateName(const syntax::Name* name, Variable* variable, Reg dst);
  Scope* currentScope() const { return scopeStack_.empty() ? const_cast<Scope*>(baseScope()) : scopeStack_.back(); }
  void compileTemplate(syntax::TemplateLiteralNode* node, Reg dst);
  void compileTaggedTemplate(syntax::TaggedTemplateNode* node, Reg dst);
  void templateObject(syntax::TemplateLiteralNode* quasi, Reg dst);
  void compileYield(syntax::YieldNode* node, Reg dst);
  void compileYieldDelegate(syntax::YieldNode* node, Reg dst);
  void compileAwait(Reg dst, Reg value);
  void compileNamed(Node* node, Reg dst, const syntax::Name* name); // NamedEvaluation of anonymous functions and classes
  void propertyKey(const syntax::Property& property, Reg dst);
  void keyValue(Node* key, bool computed, Reg dst);
  void getNamed(Reg dst, Reg object, const syntax::Name* name);
  void setNamed(Reg object, const syntax::Name* name, Reg value);
  void defineNamed(Reg object, const syntax::Name* name, Reg value);
  // As `named` where the name has an inline cache, else with the key in a register as `keyed`.
  void storeNamed(Op named, Op keyed, Reg object, const syntax::Name* name, Reg value);
  void getKeyed(Reg dst, Reg object, Node* key);

  // What stands on the left of an assignment, evaluated once.
  struct Target {
    enum Kind : uint8_t { Identifier, Named, Keyed, Private, SuperProperty, Pattern, Invalid } kind;
    Node* node;
    Reg object = kNoReg, key = kNoReg, receiver = kNoReg;
    NameReference name;
    Node* value = nullptr;  // what is assigned, if it is an expression
    uint32_t position = 0; // of the assignment's operator, where errors of the store are
  };
  Target prepareTarget(Node* node, bool clobbered); // evaluates object and key
  void loadTarget(const Target& target, Reg dst);
  void storeTarget(const Target& target, Reg value);

  // --- patterns ---
  enum class Bind : uint8_t { Assign, Initialize, Var };
  void bindElement(const syntax::PatternElement& element, Reg value, Bind how);
  struct PatternSource { // where the value taken apart comes from, for error messages
    CallSite::Kind kind = CallSite::Callee;
    Node* node = nullptr;
    bool isDeclaration = false, isNested = false;
  };
  void bindTarget(Node* target, Reg value, Bind how, const PatternSource& source);
  void bindTarget(Node* target, Reg value, Bind how) { bindTarget(target, value, how, PatternSource{}); }
  void bindArray(syntax::ArrayPatternNode* pattern, Reg value, Bind how, const PatternSource& source);
  void bindObject(syntax::ObjectPatternNode* pattern, Reg value, Bind how, const PatternSource& source);
  void defaultValue(Reg value, Node* initializer, Node* target); // value = value === undefined ? initializer : value

  // --- statements ---
  struct Control { // what break, continue and return pass on their way out
    enum Kind : uint8_t { Breakable, Loop, Iteration, AsyncIteration, Try, Finally, Scope } kind;
    Control* outer = nullptr;
    std::vector<const syntax::Name*> labels;
    Label* breakLabel = nullptr;
    Label* continueLabel = nullptr;
    Reg record = kNoReg;              // Iteration
    uint32_t rangeStart = 0;          // Try, Finally, Iteration: code under the handler, from here
    std::vector<std::pair<uint32_t, uint32_t>> ranges;
    bool covers = false;              // has a handler
    Label* finallyLabel = nullptr;    // Finally
    Reg completionType = kNoReg, completionValue = kNoReg;
    struct Exit {
      Control* target;                // null: return
      bool isContinue;
    };
    std::vector<Exit> exits;
  };
  struct PendingHandler {
    Label* label;
    uint32_t index; // in tables_.handlers
  };
  void bindHandler(Label& handler); // binds the label and the handlers that go to it
  void pushControl(Control& control);
  void popControl(Control& control);
  void beginRange(Control& control);
  void endRange(Control& control, Label& handler, Reg reg, bool isCatch);
  void leaveTo(Control* target, bool isContinue, Reg returnValue); // null target: return returnValue
  void emitReturn(Reg value);
  void unwind(Control* from, Control* target, bool isContinue, Reg returnValue);

  void compileStatement(Node* node);
  void compileStatements(const syntax::List<Node*>& body);
  void compileBlock(syntax::BlockNode* block);
  void compileVariableDeclaration(syntax::VariableDeclarationNode* node);
  void compileIf(syntax::IfNode* node);
  void compileFor(syntax::ForNode* node);
  void compileForIn(syntax::ForInOfNode* node);
  void compileForOf(syntax::ForInOfNode* node);
  void compileWhile(syntax::WhileNode* node);
  void compileDoWhile(syntax::DoWhileNode* node);
  void compileTestedLoop(Node* bodyNode, Node* testNode, bool testFirst);
  void compileSwitch(syntax::SwitchNode* node);
  void compileTry(syntax::TryNode* node);
  void compileWith(syntax::WithNode* node);
  void compileLabeled(syntax::LabeledNode* node);
  void compileReturn(syntax::ReturnNode* node);
  void bindForTarget(syntax::ForInOfNode* node, Reg value);
  void closeAsyncIterator(Reg record, bool quiet);
  void resetCompletion();

  // --- classes ---
  void compileClass(syntax::ClassNode* node, Reg dst, const syntax::Name* nameHint);
  void compileClassElements(bool isStatic); // the body of a synthetic initialiser
  void compileDefaultConstructor();
  void compileMethodWithHome(Reg object, Node* key, bool computed, syntax::FunctionNode* function, int kind, int flags);

  [[noreturn]] void fail(ErrorType type, std::string message) { throw CompileFailure{type, std::move(message)}; }
  [[noreturn]] void unsupported(const char* what) { fail(ErrorType::SyntaxError, std::string("Tickscope does not support ") + what + " yet"); }
  String* atom(const syntax::Name* name);
  bool isIndexName(const syntax::Name* name, uint32_t* index);

  Isolate& iso_;
  Handle<FunctionCode> function_;
  HandleValue libraryEnvironment_; // undefined: nothing is known
  FunctionTables& tables_;
  const syntax::FunctionNode* node_;
  ScriptSource& source_;
  std::vector<uint16_t> code_;
  std::unordered_map<uint64_t, uint32_t> constantIndex_;
  std::unordered_map<const syntax::Name*, uint32_t> nameIndex_;
  std::unordered_map<const Variable*, uint32_t> knownIndex_; // constants of known variables
  uint32_t cacheCount_ = 0;
  Reg top_ = 2, maxTop_ = 2;
  std::vector<bool> variableRegisters_; // those that belong to variables, by register
  Reg environment_ = 0; // register of the innermost environment; 0: the one that the function closes over
  std::unordered_map<const Scope*, Reg> environments_; // of scopes opened in this function
  std::unordered_map<const Scope*, Reg> evalEnvironments_;
  Control* control_ = nullptr;
  std::vector<PendingHandler> pendingHandlers_;
  std::vector<Scope*> scopeStack_; // open ones, outermost first
  std::vector<const syntax::Name*> pendingLabels_;
  Reg asyncState_ = kNoReg;
  Reg completion_ = kNoReg; // of scripts and eval: the value of the last statement
  Reg argumentsRegister_ = kNoReg, restRegister_ = kNoReg;
  uint32_t depth_ = 0;
  CallSite pendingCallSite_{CallSite::Callee, 0, nullptr};
  const syntax::FunctionNode* fieldFunction_ = nullptr; // the field whose initialiser is being compiled into a class's
  Label* optionalNullish_ = nullptr; // where a ?. of the chain that is being compiled goes
};

} // namespace tickscope
