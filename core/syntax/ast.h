#pragma once
// The syntax tree (ECMA-262 §13 to §16), as the parser makes it and scope analysis completes it.
//
// Nodes live in the Tree's arena and die with it; they are told apart by `kind` and cast with as<T>(). Positions are
// byte offsets into the source. Names are unique by text within a Tree: compare pointers.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tickscope::syntax {

struct Scope;
struct Variable;

enum class NodeKind : uint8_t {
#define NODE(name) name,
#include "core/syntax/nodes.def"
#undef NODE
};
const char* nodeKindName(NodeKind kind);

// A text that the source has as an identifier, a property name or a string.
struct Name {
  std::u16string text;
  bool oneByte;      // all units <= 0xff
  uint32_t index;    // order of first appearance
  uint32_t hash = 0;
  mutable uint8_t token = 0;    // the lexer's: kind of token, if the text is a keyword
  mutable uint32_t mark = 0;    // scope analysis' scratch
  mutable void* atom = nullptr; // free for the compiler
};

struct Node {
  NodeKind kind;
  bool parenthesized = false;  // was written in parentheses
  // Somewhere inside (not in nested functions): an assignment, update, call of anything, yield or await.
  // `a + f` may read `a` from its register late only if the right side has none of assignment/update/yield/await.
  bool hasAssignment = false;  // assignment, ++, --, delete, yield, await
  uint32_t start = 0, end = 0;
  template <class T> T* as() { return static_cast<T*>(this); }
  template <class T> const T* as() const { return static_cast<const T*>(this); }
};

// A row of nodes in the arena.
template <class T> struct List {
  T* items = nullptr;
  uint32_t count = 0;
  T* begin() const { return items; }
  T* end() const { return items + count; }
  T& operator[](uint32_t i) const { return items[i]; }
  bool empty() const { return count == 0; }
  uint32_t size() const { return count; }
};

enum class Operator : uint8_t {
  // binary
  Add, Sub, Mul, Div, Mod, Exp, Shl, Sar, Shr, BitAnd, BitOr, BitXor,
  Equal, NotEqual, StrictEqual, StrictNotEqual, Less, LessEqual, Greater, GreaterEqual, In, InstanceOf,
  // logical
  And, Or, Nullish,
  // unary
  Plus, Minus, Not, BitNot, TypeOf, Void, Delete,
  // assignment without an operation
  Assign,
};
const char* operatorText(Operator op);

// --- expressions ---

struct NumberLiteralNode : Node { double value; };
struct StringLiteralNode : Node { const Name* value; };
struct BigIntLiteralNode : Node { std::string_view digits; }; // decimal, or 0x… 0o… 0b…; no n, no separators
struct BooleanLiteralNode : Node { bool value; };
struct RegExpLiteralNode : Node { const Name* pattern; const Name* flags; };
struct TemplateLiteralNode : Node {
  List<const Name*> cooked; // null: an escape that only a tagged template may have
  List<const Name*> raw;
  List<Node*> expressions;  // one fewer than cooked
};
struct TaggedTemplateNode : Node { Node* tag; TemplateLiteralNode* quasi; };
struct IdentifierNode : Node {
  const Name* name;
  // Filled in by scope analysis. What the name means unless something dynamic comes between; null: a global.
  Variable* variable = nullptr;
  Scope* scope = nullptr;   // where the reference stands; set only if isDynamic
  bool needsTdzCheck = false;
  bool isBinding = false;   // it declares a let, const, class, parameter or catch parameter here, and initialises it
  bool isDynamic = false;   // a `with` object or an eval'd var may come first: look along `scope` by name, then `variable`
};
struct NewTargetNode : Node {};
struct ImportCallNode : Node { Node* specifier; Node* options; }; // options may be null
struct ArrayLiteralNode : Node { List<Node*> elements; };         // null: a hole; Spread nodes
struct FunctionNode;
struct ClassNode;
enum class PropertyKind : uint8_t { Value, Shorthand, Method, Getter, Setter, Spread, Proto /* __proto__: v */ };
struct Property {
  PropertyKind kind;
  bool computed;
  Node* key;      // computed: any expression; else StringLiteral or NumberLiteral or BigIntLiteral. Null for Spread
  Node* value;    // Spread: the spread expression
  Node* initializer; // Shorthand in a pattern, { a = 1 }: only until it becomes a pattern
  uint32_t start, end;
};
struct ObjectLiteralNode : Node { List<Property> properties; };
struct UnaryNode : Node { Operator op; Node* operand; };
struct UpdateNode : Node { bool increment, prefix; Node* target; }; // Identifier, Member, PrivateMember (or Call: throws at run time)
struct BinaryNode : Node { Operator op; Node* left; Node* right; };
struct LogicalNode : Node { Operator op; Node* left; Node* right; };
struct AssignmentNode : Node { // op Assign: target may be a pattern
  Operator op; // Assign, an arithmetic one (+= …), And, Or, Nullish
  Node* target;
  Node* value;
};
struct ConditionalNode : Node { Node* test; Node* consequent; Node* alternate; };
struct CallNode : Node {
  Node* callee; // Super for super(…)
  List<Node*> arguments; // with Spread nodes
  bool optional;         // f?.()
  bool hasSpread;
  bool maybeDirectEval;  // callee is the bare name `eval`
  bool afterNewline;     // parser only: a line end before the parenthesis
};
struct NewNode : Node { Node* callee; List<Node*> arguments; bool hasSpread; };
struct MemberNode : Node {
  Node* object;   // Super for super.x
  Node* property; // computed: any expression; else a StringLiteral
  bool computed;
  bool optional;  // a?.b
};
struct PrivateMemberNode : Node { Node* object; const Name* name; Variable* variable = nullptr; bool optional; uint32_t nameStart; };
struct PrivateInNode : Node { const Name* name; Variable* variable = nullptr; Node* object; };
struct OptionalChainNode : Node { Node* expression; }; // the extent that a ?. short-circuits
struct SequenceNode : Node { List<Node*> expressions; };
struct SpreadNode : Node { Node* argument; };
struct YieldNode : Node { Node* argument; bool delegate; }; // argument may be null
struct AwaitNode : Node { Node* argument; };

// --- patterns ---

// `target` is an Identifier, a Member or PrivateMember (assignment only), or a pattern.
struct PatternElement {
  Node* target;       // null: an elision
  Node* initializer;  // null: none
};
struct ArrayPatternNode : Node { List<PatternElement> elements; Node* rest; };
struct PatternProperty {
  bool computed;
  Node* key;
  PatternElement element;
};
struct ObjectPatternNode : Node { List<PatternProperty> properties; Node* rest; };

// --- functions and classes ---

enum class FunctionFlavor : uint8_t { Normal, Generator, Async, AsyncGenerator };
enum class FunctionRole : uint8_t {
  Script, Module, Eval, Normal, Arrow, Method, Getter, Setter, ClassConstructor, DerivedConstructor,
  FieldInitializer, // the body is one expression, the value of a field (or a static field)
  StaticBlock,
};

struct FunctionNode : Node {
  FunctionRole role = FunctionRole::Normal;
  FunctionFlavor flavor = FunctionFlavor::Normal;
  const Name* name = nullptr;        // binding name of declarations and named expressions
  IdentifierNode* nameIdentifier = nullptr;
  bool isDeclaration = false;
  bool isStrict = false;
  bool hasUseStrict = false;
  bool hasSimpleParameters = true;
  bool expressionBody = false;       // an arrow's or a field's: body is one Return-like expression in `body[0]` (not a statement)
  List<PatternElement> parameters;   // without the rest parameter
  Node* rest = nullptr;              // Identifier or pattern
  uint32_t length = 0;               // expected arguments
  List<Node*> body;
  uint32_t bodyStart = 0;
  // Filled in by scope analysis, of this function itself and of arrows in it where `this` etc. are shared.
  bool usesArguments = false;        // its own arguments object is needed
  bool usesThis = false;             // `this` occurs, here or in an arrow (or eval) inside
  bool usesNewTarget = false;
  bool usesSuper = false;            // super.x or super() here or in an arrow inside: needs a home object
  bool containsDirectEval = false;   // itself
  bool innerDirectEval = false;      // itself or an arrow or function inside
  Scope* scope = nullptr;            // of the parameters and, with simple parameters, the body
  Scope* bodyScope = nullptr;        // a scope of its own for the body's vars when parameters have expressions; else == scope
  Scope* nameScope = nullptr;        // holds the name of a named function expression; null if none
  // Variables of this function that arrows and evals inside capture; null if not captured (then it is in the frame).
  Variable* thisVariable = nullptr;
  Variable* newTargetVariable = nullptr;
  Variable* argumentsVariable = nullptr; // the binding `arguments`, if usesArguments
  Variable* functionVariable = nullptr;  // the function object itself, when an arrow inside needs it for super
  FunctionNode* outer = nullptr;     // the enclosing function
  uint32_t index = 0;                // order in the Tree
};

enum class ClassElementKind : uint8_t { Method, Getter, Setter, Field, StaticBlock, Accessor };
struct ClassElement {
  ClassElementKind kind;
  bool isStatic;
  bool computed;
  Node* key;              // null for private names and static blocks
  const Name* privateName; // "#x", or null
  Variable* privateVariable;
  FunctionNode* function; // method, accessor, initializer of a field (null: none) or static block
  uint32_t start, end;
};
struct ClassNode : Node {
  const Name* name = nullptr;        // null: anonymous
  IdentifierNode* nameIdentifier = nullptr; // of a declaration, in the outer scope
  Node* heritage = nullptr;
  FunctionNode* constructor = nullptr; // null: the default one
  List<ClassElement> elements;       // without the constructor
  Scope* scope = nullptr;            // holds the inner name binding and the private names
  Variable* innerName = nullptr;
  uint32_t bodyStart = 0;            // the {
};

// --- statements ---

struct ExpressionStatementNode : Node { Node* expression; bool isDirective; };
enum class DeclarationKind : uint8_t { Var, Let, Const };
struct Declarator { Node* target; Node* initializer; uint32_t start, end; };
struct VariableDeclarationNode : Node { DeclarationKind declarationKind; List<Declarator> declarators; };
struct FunctionDeclarationNode : Node {
  FunctionNode* function;
  IdentifierNode* identifier;      // the binding that the declaration makes, in its own scope
  // Annex B.3.3: a function in a block also assigns the function-level var of its name when it is reached.
  Variable* annexBVar = nullptr;
};
struct ClassDeclarationNode : Node { ClassNode* classNode; IdentifierNode* identifier; };
struct ReturnNode : Node { Node* argument; };
struct IfNode : Node { Node* test; Node* consequent; Node* alternate; };
struct ForNode : Node {
  Node* init; // VariableDeclaration, expression or null
  Node* test;
  Node* update;
  Node* body;
  Scope* scope = nullptr; // of let/const in the head; perIteration when any of them is captured
};
struct ForInOfNode : Node { // kinds ForIn and ForOf
  Node* left;               // VariableDeclaration (one declarator) or an assignment target
  Node* right;
  Node* body;
  bool isAwait;
  Scope* scope = nullptr;    // of let/const in the head, made anew for each iteration
  Scope* tdzScope = nullptr; // the same names in their dead zone while `right` is evaluated; null when none is captured there
};
struct WhileNode : Node { Node* test; Node* body; };
struct DoWhileNode : Node { Node* body; Node* test; };
struct BreakNode : Node { const Name* label; };    // also Continue
struct ThrowNode : Node { Node* argument; };
struct BlockNode : Node { List<Node*> body; Scope* scope = nullptr; }; // scope null: nothing declared
struct TryNode : Node {
  BlockNode* block;
  Node* parameter;      // Identifier, pattern or null
  BlockNode* handler;   // null: no catch
  BlockNode* finalizer; // null: no finally
  Scope* catchScope = nullptr;
};
struct SwitchCase { Node* test; List<Node*> body; uint32_t start, end; }; // test null: default
struct SwitchNode : Node { Node* discriminant; List<SwitchCase> cases; Scope* scope = nullptr; };
struct LabeledNode : Node { const Name* label; Node* body; };
struct WithNode : Node { Node* object; Node* body; Scope* scope = nullptr; };

// --- modules ---

struct ImportAttribute { const Name* key; const Name* value; };
struct ImportSpecifier { const Name* imported; IdentifierNode* local; }; // imported null: namespace; "default" for default
struct ImportNode : Node { const Name* specifier; List<ImportSpecifier> specifiers; List<ImportAttribute> attributes; };
struct ExportSpecifier { const Name* local; const Name* exported; uint32_t start, end; IdentifierNode* reference; };
struct ExportNamedNode : Node {
  Node* declaration;               // or null
  List<ExportSpecifier> specifiers;
  const Name* specifier;           // re-export; null: local
  List<ImportAttribute> attributes;
};
struct ExportDefaultNode : Node {
  Node* declaration; // FunctionDeclaration, ClassDeclaration or an expression
  Variable* variable = nullptr; // the binding *default* of an expression or an anonymous declaration
};
struct ExportAllNode : Node { const Name* exported; const Name* specifier; List<ImportAttribute> attributes; };

// --- the tree ---

class Arena {
public:
  void* allocate(size_t bytes) {
    bytes = (bytes + 7) & ~size_t(7);
    if (size_t(end_ - at_) < bytes) grow(bytes);
    char* p = at_;
    at_ += bytes;
    return p;
  }
  template <class T, class... A> T* make(A&&... a) { return new (allocate(sizeof(T))) T{std::forward<A>(a)...}; }
  template <class T> List<T> list(const std::vector<T>& v) {
    List<T> l;
    l.count = uint32_t(v.size());
    if (v.empty()) return l;
    l.items = static_cast<T*>(allocate(v.size() * sizeof(T)));
    std::uninitialized_copy(v.begin(), v.end(), l.items);
    return l;
  }

private:
  void grow(size_t bytes) {
    size_t size = next_ > bytes ? next_ : bytes;
    if (next_ < (size_t(1) << 20)) next_ *= 2;
    blocks_.push_back(std::make_unique<char[]>(size));
    at_ = blocks_.back().get();
    end_ = at_ + size;
  }
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* at_ = nullptr;
  char* end_ = nullptr;
  size_t next_ = 8 << 10;
};

class Tree {
public:
  Tree();
  ~Tree();
  Tree(const Tree&) = delete;

  Arena arena;
  FunctionNode* program = nullptr; // role Script, Module, Eval or Normal (a function body with given parameters)
  uint32_t functionCount = 0;
  bool hasTopLevelAwait = false;
  std::vector<std::unique_ptr<Scope>> scopes;
  std::vector<std::unique_ptr<Variable>> variables;

  const Name* name(std::u16string_view text);
  const Name* name(std::string_view latin1);
  uint32_t nameCount() const { return uint32_t(names_.size()); } // Name::index is below it
  std::string sourceUrl; // of a `//# sourceURL=` comment, or empty

private:
  template <class Char> const Name* intern(const Char* text, size_t length);
  void grow();

  std::deque<Name> names_;
  std::vector<const Name*> slots_; // open addressing; the size is a power of two
};

} // namespace tickscope::syntax
