// Scope analysis. Two steps: a walk over the tree makes scopes, declares names and notes references; then every
// reference is resolved, since a name may be declared, or an eval may stand, after its use.
#include <algorithm>

#include "core/syntax/lexer.h"
#include "core/syntax/parser.h"

namespace tickscope::syntax {

namespace {

struct Failure {
  SyntaxError error;
};

class Analyzer {
public:
  Analyzer(Tree& tree, const ParseOptions& options) : tree_(tree), options_(options) {
    eval_ = tree.name(std::string_view("eval"));
    arguments_ = tree.name(std::string_view("arguments"));
  }
  void run();

private:
  struct Reference {
    IdentifierNode* node;
    Scope* scope;
  };
  struct PrivateReference {
    const Name* name;
    Variable** variable;
    Scope* scope;
    uint32_t start, end;
  };

  // --- scopes and declarations ---
  Scope* push(ScopeKind kind) {
    tree_.scopes.push_back(std::make_unique<Scope>());
    Scope* scope = tree_.scopes.back().get();
    scope->kind = kind;
    scope->parent = scope_;
    scope->function = function_;
    scope_ = scope;
    return scope;
  }
  void pop() { scope_ = scope_->parent; }
  // A scope without names is not worth having.
  Scope* popIfEmpty() {
    Scope* scope = scope_;
    scope_ = scope->parent;
    return scope;
  }
  [[noreturn]] void fail(std::string message, uint32_t start, uint32_t end) { throw Failure{{std::move(message), start, end}}; }
  // Of two declarations the later one is at fault; V8 marks one character of it, or a whole class.
  template <class Other> [[noreturn]] void redeclared(const Other* other, const IdentifierNode* node, uint32_t start, uint32_t end) {
    if (other->start > start) {
      start = other->start;
      end = start + 1;
    }
    fail(messageText(Message::VarRedeclaration, toUtf8(node->name->text)), start, end);
  }
  [[noreturn]] void redeclared(const Variable* other, const IdentifierNode* node) {
    redeclared(other, node, place_ ? place_->start : node->start,
               place_ && place_->kind == NodeKind::ClassDeclaration ? place_->end : (place_ ? place_->start : node->start) + 1);
  }
  Variable* add(Scope* scope, const Name* name, VariableKind kind, uint32_t declaredAt, uint32_t start = 0) {
    tree_.variables.push_back(std::make_unique<Variable>());
    Variable* variable = tree_.variables.back().get();
    variable->name = name;
    variable->kind = kind;
    variable->scope = scope;
    variable->declaredAt = declaredAt;
    variable->start = start;
    scope->variables.push_back(variable);
    if (scope->variables.size() > Scope::kLinear) scope->addToIndex(variable);
    return variable;
  }
  static bool isVarScope(const Scope* scope) {
    switch (scope->kind) {
    case ScopeKind::Script: case ScopeKind::Module: case ScopeKind::Eval: case ScopeKind::FunctionBody: return true;
    case ScopeKind::Function: return !scope->parametersOnly;
    default: return false;
    }
  }
  Scope* varScope() {
    Scope* scope = scope_;
    while (!isVarScope(scope)) scope = scope->parent;
    return scope;
  }
  void declareLexical(IdentifierNode* node, VariableKind kind, uint32_t declaredAt);
  void declareVar(const IdentifierNode* node);
  void declarePattern(Node* pattern, VariableKind kind, uint32_t declaredAt);
  void declareVarPattern(Node* pattern);
  void predeclare(const List<Node*>& body);
  void predeclareOne(Node* statement);
  void declareBlockFunction(FunctionDeclarationNode* node);
  void declareBlockFunctionHere(FunctionDeclarationNode* node, IdentifierNode* name);
  void hoistAnnexB(FunctionDeclarationNode* node);

  // --- the walk ---
  void walk(Node* node);
  void walkOne(Node* node); // node without its left spine
  void walkList(const List<Node*>& list) {
    for (Node* node : list)
      if (node) walk(node);
  }
  void walkPattern(Node* pattern);
  void walkElement(const PatternElement& element) {
    if (element.target) walkPattern(element.target);
    if (element.initializer) walk(element.initializer);
  }
  void walkFunction(FunctionNode* function);
  void walkClass(ClassNode* node);
  void walkBlock(BlockNode* block);
  void walkForInOf(ForInOfNode* node);
  void use(IdentifierNode* node) { references_.push_back({node, scope_}); }
  void assign(Node* target);
  void useThis();
  void useNewTarget();
  void useSuper();
  void directEval();

  // --- resolution ---
  void resolve(const Reference& reference);
  void resolvePrivate(const PrivateReference& reference);
  Variable* argumentsOf(Scope* functionScope);
  void capture(Variable* variable) { variable->isCaptured = true; }
  void assignSlots();

  Tree& tree_;
  const ParseOptions& options_;
  const Name* eval_;
  const Name* arguments_;
  Scope* scope_ = nullptr;
  FunctionNode* function_ = nullptr;
  std::vector<Reference> references_;
  std::vector<IdentifierNode*> assigned_;
  std::vector<Scope*> switchScopes_; // a case may be jumped over: order in the text says nothing
  std::vector<PrivateReference> privates_;
  const Node* place_ = nullptr; // function or class declaration whose name is being declared
  bool plainFunction_ = false; // of the block function being declared: neither async nor generator
};

FunctionNode* thisFunctionOf(FunctionNode* function) { // arrows have the `this` of what surrounds them
  while (function->role == FunctionRole::Arrow && function->outer) function = function->outer;
  return function;
}

// --- declarations ---

void Analyzer::declareLexical(IdentifierNode* node, VariableKind kind, uint32_t declaredAt) {
  node->isBinding = true;
  if (Variable* other = scope_->find(node->name)) {
    // Annex B.3.2.4: sloppy code may declare the same plain function twice in a block.
    const bool bothFunctions = kind == VariableKind::BlockFunction && other->kind == VariableKind::BlockFunction && !function_->isStrict &&
                               plainFunction_ && other->isPlainFunction;
    if (!bothFunctions) redeclared(other, node);
    return;
  }
  // The body of a catch may not declare its parameter anew, nor the body of a function its parameters.
  if (scope_->kind == ScopeKind::Block && scope_->parent->kind == ScopeKind::Catch)
    if (const Variable* parameter = scope_->parent->find(node->name)) redeclared(parameter, node);
  if (scope_->kind == ScopeKind::FunctionBody) {
    const Variable* parameter = scope_->parent->find(node->name);
    if (parameter && parameter->kind == VariableKind::Parameter) redeclared(parameter, node);
  }
  Variable* variable = add(scope_, node->name, kind, declaredAt, place_ ? place_->start : node->start);
  variable->isPlainFunction = kind == VariableKind::BlockFunction && plainFunction_;
  if (scope_->kind == ScopeKind::Script) variable->isGlobal = true;
}

void Analyzer::declareVar(const IdentifierNode* node) {
  Scope* target = varScope();
  for (Scope* scope = scope_;; scope = scope->parent) {
    if (Variable* other = scope->find(node->name)) {
      const bool lexical = other->isLexical() || other->kind == VariableKind::BlockFunction || other->kind == VariableKind::Import ||
                           (other->kind == VariableKind::Function && scope->kind == ScopeKind::Module);
      if (lexical && scope != target) redeclared(node, node, node->start, node->start + 1); // V8 blames the var
      if (lexical) redeclared(other, node);
      // `catch (e) { var e }` is allowed for a plain name only.
      if (scope->kind == ScopeKind::Catch && other->kind == VariableKind::Let) redeclared(other, node);
    }
    if (scope == target) break;
  }
  if (target->find(node->name)) return;
  Variable* variable = add(target, node->name, VariableKind::Var, node->end, node->start);
  if (target->kind == ScopeKind::Script || (target->kind == ScopeKind::Eval && !function_->isStrict)) variable->isGlobal = true;
}

void Analyzer::declarePattern(Node* pattern, VariableKind kind, uint32_t declaredAt) {
  if (!pattern) return;
  switch (pattern->kind) {
  case NodeKind::Identifier: declareLexical(pattern->as<IdentifierNode>(), kind, declaredAt); break;
  case NodeKind::ArrayPattern:
    for (PatternElement& e : pattern->as<ArrayPatternNode>()->elements) declarePattern(e.target, kind, declaredAt);
    declarePattern(pattern->as<ArrayPatternNode>()->rest, kind, declaredAt);
    break;
  case NodeKind::ObjectPattern:
    for (PatternProperty& p : pattern->as<ObjectPatternNode>()->properties) declarePattern(p.element.target, kind, declaredAt);
    declarePattern(pattern->as<ObjectPatternNode>()->rest, kind, declaredAt);
    break;
  default: break;
  }
}

void Analyzer::declareVarPattern(Node* pattern) {
  if (!pattern) return;
  switch (pattern->kind) {
  case NodeKind::Identifier: declareVar(pattern->as<IdentifierNode>()); break;
  case NodeKind::ArrayPattern:
    for (PatternElement& e : pattern->as<ArrayPatternNode>()->elements) declareVarPattern(e.target);
    declareVarPattern(pattern->as<ArrayPatternNode>()->rest);
    break;
  case NodeKind::ObjectPattern:
    for (PatternProperty& p : pattern->as<ObjectPatternNode>()->properties) declareVarPattern(p.element.target);
    declareVarPattern(pattern->as<ObjectPatternNode>()->rest);
    break;
  default: break;
  }
}

// Names that a block or body declares for its whole length.
void Analyzer::predeclare(const List<Node*>& body) {
  for (Node* statement : body) predeclareOne(statement);
}

void Analyzer::predeclareOne(Node* statement) {
  switch (statement->kind) {
  case NodeKind::VariableDeclaration: {
    auto* declaration = statement->as<VariableDeclarationNode>();
    if (declaration->declarationKind == DeclarationKind::Var) return;
    const VariableKind kind = declaration->declarationKind == DeclarationKind::Const ? VariableKind::Const : VariableKind::Let;
    for (Declarator& d : declaration->declarators) declarePattern(d.target, kind, d.end);
    return;
  }
  case NodeKind::ClassDeclaration:
    if (auto* node = statement->as<ClassDeclarationNode>(); node->identifier) {
      place_ = node;
      declareLexical(node->identifier, VariableKind::Class, node->end);
      place_ = nullptr;
    }
    return;
  case NodeKind::FunctionDeclaration: declareBlockFunction(statement->as<FunctionDeclarationNode>()); return;
  case NodeKind::Labeled: {
    Node* inner = statement;
    while (inner->kind == NodeKind::Labeled) inner = inner->as<LabeledNode>()->body;
    if (inner->kind == NodeKind::FunctionDeclaration) declareBlockFunction(inner->as<FunctionDeclarationNode>());
    return;
  }
  case NodeKind::Import:
    for (ImportSpecifier& specifier : statement->as<ImportNode>()->specifiers) declareLexical(specifier.local, VariableKind::Import, 0);
    return;
  case NodeKind::ExportNamed:
    if (Node* declaration = statement->as<ExportNamedNode>()->declaration) predeclareOne(declaration);
    return;
  case NodeKind::ExportDefault: {
    auto* node = statement->as<ExportDefaultNode>();
    const bool isFunction = node->declaration->kind == NodeKind::FunctionDeclaration;
    const bool isClass = node->declaration->kind == NodeKind::ClassDeclaration;
    const bool named = (isFunction && node->declaration->as<FunctionDeclarationNode>()->identifier) ||
                       (isClass && node->declaration->as<ClassDeclarationNode>()->identifier);
    if (named) {
      predeclareOne(node->declaration);
      const Name* name = isFunction ? node->declaration->as<FunctionDeclarationNode>()->identifier->name
                                    : node->declaration->as<ClassDeclarationNode>()->identifier->name;
      node->variable = scope_->find(name);
    } else {
      node->variable = add(scope_, tree_.name(std::string_view("*default*")),
                           isFunction ? VariableKind::Function : VariableKind::ModuleDefault, node->end);
      node->variable->isCaptured = true;
    }
    return;
  }
  default: return;
  }
}

void Analyzer::declareBlockFunction(FunctionDeclarationNode* node) {
  IdentifierNode* name = node->identifier;
  if (!name) return;
  place_ = node;
  declareBlockFunctionHere(node, name);
  place_ = nullptr;
}

void Analyzer::declareBlockFunctionHere(FunctionDeclarationNode* node, IdentifierNode* name) {
  if (!isVarScope(scope_)) {
    plainFunction_ = node->function->flavor == FunctionFlavor::Normal;
    declareLexical(name, VariableKind::BlockFunction, node->start);
    return;
  }
  if (Variable* other = scope_->find(name->name)) {
    const bool lexical = other->isLexical() || other->kind == VariableKind::Import || scope_->kind == ScopeKind::Module;
    if (lexical) redeclared(other, name);
    if (other->kind == VariableKind::Var) other->kind = VariableKind::Function;
    return;
  }
  Variable* variable = add(scope_, name->name, VariableKind::Function, node->start, node->start);
  if (scope_->kind == ScopeKind::Script || (scope_->kind == ScopeKind::Eval && !function_->isStrict)) variable->isGlobal = true;
}

// Annex B.3.2.1: a plain function in a block of sloppy code is also a var of the function, unless that would clash.
void Analyzer::hoistAnnexB(FunctionDeclarationNode* node) {
  if (function_->isStrict || isVarScope(scope_) || node->function->flavor != FunctionFlavor::Normal || !node->identifier) return;
  const Name* name = node->identifier->name;
  Scope* target = varScope();
  for (Scope* scope = scope_->parent;; scope = scope->parent) {
    if (Variable* other = scope->find(name)) {
      if (other->isLexical() || other->kind == VariableKind::BlockFunction || other->kind == VariableKind::Import) return;
      if (other->kind == VariableKind::Parameter) return;
    }
    if (scope == target) break;
  }
  if (target->kind == ScopeKind::FunctionBody && target->parent->find(name)) return; // a parameter
  Variable* variable = target->find(name);
  if (!variable) {
    variable = add(target, name, VariableKind::Var, node->start);
    if (target->kind == ScopeKind::Script || (target->kind == ScopeKind::Eval && !function_->isStrict)) variable->isGlobal = true;
  }
  node->annexBVar = variable;
}

// --- the walk ---

void Analyzer::useThis() {
  for (FunctionNode* f = function_;; f = f->outer) {
    f->usesThis = true;
    if (f->role != FunctionRole::Arrow || !f->outer) break;
  }
  FunctionNode* owner = thisFunctionOf(function_);
  if (owner != function_ && owner->role != FunctionRole::Script && owner->role != FunctionRole::Module && owner->scope) {
    if (!owner->thisVariable) owner->thisVariable = add(owner->scope, tree_.name(std::string_view("this")), VariableKind::This, 0);
    capture(owner->thisVariable);
  }
}

void Analyzer::useNewTarget() {
  FunctionNode* owner = thisFunctionOf(function_);
  function_->usesNewTarget = true;
  owner->usesNewTarget = true;
  if (owner != function_ && owner->scope) {
    if (!owner->newTargetVariable)
      owner->newTargetVariable = add(owner->scope, tree_.name(std::string_view("new.target")), VariableKind::NewTarget, 0);
    capture(owner->newTargetVariable);
  }
}

void Analyzer::useSuper() {
  for (FunctionNode* f = function_;; f = f->outer) {
    f->usesSuper = true;
    if (f->role != FunctionRole::Arrow || !f->outer) break;
  }
  FunctionNode* owner = thisFunctionOf(function_);
  if (owner != function_ && owner->scope) {
    if (!owner->functionVariable)
      owner->functionVariable = add(owner->scope, tree_.name(std::string_view("*function*")), VariableKind::FunctionObject, 0);
    capture(owner->functionVariable);
  }
}

// A direct eval may use every name in sight, `this` and its like, and declare vars if it is sloppy.
void Analyzer::directEval() {
  function_->containsDirectEval = true;
  for (FunctionNode* f = function_; f; f = f->outer) f->innerDirectEval = true;
  useThis();
  FunctionNode* owner = thisFunctionOf(function_);
  const auto ensure = [&](Variable*& variable, const char* name, VariableKind kind) {
    if (!variable) variable = add(owner->scope, tree_.name(std::string_view(name)), kind, 0);
    capture(variable);
  };
  const bool hasThis = owner->role != FunctionRole::Script && owner->role != FunctionRole::Module && owner->role != FunctionRole::Eval && owner->scope;
  if (hasThis) {
    ensure(owner->thisVariable, "this", VariableKind::This);
    ensure(owner->newTargetVariable, "new.target", VariableKind::NewTarget);
    ensure(owner->functionVariable, "*function*", VariableKind::FunctionObject);
    owner->usesNewTarget = true;
    if (owner->role != FunctionRole::FieldInitializer && owner->role != FunctionRole::StaticBlock) {
      owner->usesArguments = true;
      argumentsOf(owner->scope);
    }
  }
  for (Scope* scope = scope_; scope; scope = scope->parent) scope->hasDirectEval = true;
  if (function_->isStrict) return;
  Scope* declares = scope_; // its vars stand there, or beside the parameters (§10.2.11 step 20)
  while (!isVarScope(declares) && !declares->parametersOnly) declares = declares->parent;
  declares->hasSloppyEval = true;
}

Variable* Analyzer::argumentsOf(Scope* functionScope) {
  FunctionNode* function = functionScope->function;
  if (!function->argumentsVariable) {
    if (Variable* own = functionScope->find(arguments_)) {
      if (own->kind == VariableKind::Arguments) return own;
      // A parameter or a function of that name takes its place.
      if (own->kind == VariableKind::Parameter || own->kind == VariableKind::Function || own->isLexical()) {
        function->usesArguments = false;
        return own;
      }
      own->kind = VariableKind::Arguments; // `var arguments` starts out as the arguments object
      function->argumentsVariable = own;
    } else {
      function->argumentsVariable = add(functionScope, arguments_, VariableKind::Arguments, 0);
    }
  }
  return function->argumentsVariable;
}

void Analyzer::assign(Node* target) {
  switch (target->kind) {
  case NodeKind::Identifier:
    assigned_.push_back(target->as<IdentifierNode>());
    use(target->as<IdentifierNode>());
    break;
  case NodeKind::ArrayPattern:
  case NodeKind::ObjectPattern: walkPattern(target); break;
  default: walk(target);
  }
}

// Names in a pattern are references too: to what is bound or assigned.
void Analyzer::walkPattern(Node* pattern) {
  switch (pattern->kind) {
  case NodeKind::Identifier: assign(pattern); break;
  case NodeKind::ArrayPattern:
    for (PatternElement& e : pattern->as<ArrayPatternNode>()->elements) walkElement(e);
    if (Node* rest = pattern->as<ArrayPatternNode>()->rest) walkPattern(rest);
    break;
  case NodeKind::ObjectPattern:
    for (PatternProperty& p : pattern->as<ObjectPatternNode>()->properties) {
      if (p.computed) walk(p.key);
      walkElement(p.element);
    }
    if (Node* rest = pattern->as<ObjectPatternNode>()->rest) walkPattern(rest);
    break;
  default: walk(pattern);
  }
}

// Chains such as a + b + c + … and a.b().c are deep on their left: their spine is walked in a loop.
void Analyzer::walk(Node* node) {
  Node* leftmost = node;
  std::vector<Node*> spine;
  for (;;) {
    Node* left = nullptr;
    switch (leftmost->kind) {
    case NodeKind::Binary: left = leftmost->as<BinaryNode>()->left; break;
    case NodeKind::Logical: left = leftmost->as<LogicalNode>()->left; break;
    case NodeKind::Member: left = leftmost->as<MemberNode>()->object; break;
    case NodeKind::PrivateMember: left = leftmost->as<PrivateMemberNode>()->object; break;
    case NodeKind::Call: left = leftmost->as<CallNode>()->callee; break;
    case NodeKind::TaggedTemplate: left = leftmost->as<TaggedTemplateNode>()->tag; break;
    default: break;
    }
    if (!left) break;
    spine.push_back(leftmost);
    leftmost = left;
  }
  walkOne(leftmost);
  while (!spine.empty()) {
    Node* at = spine.back();
    spine.pop_back();
    switch (at->kind) {
    case NodeKind::Binary: walk(at->as<BinaryNode>()->right); break;
    case NodeKind::Logical: walk(at->as<LogicalNode>()->right); break;
    case NodeKind::Member:
      if (at->as<MemberNode>()->computed) walk(at->as<MemberNode>()->property);
      break;
    case NodeKind::PrivateMember: {
      auto* member = at->as<PrivateMemberNode>();
      privates_.push_back({member->name, &member->variable, scope_, member->nameStart - (member->optional ? 2 : 1), member->end});
      break;
    }
    case NodeKind::Call:
      if (at->as<CallNode>()->callee->kind == NodeKind::Super) {
        useThis();
        useNewTarget();
      }
      walkList(at->as<CallNode>()->arguments);
      if (at->as<CallNode>()->maybeDirectEval) directEval();
      break;
    case NodeKind::TaggedTemplate: walkList(at->as<TaggedTemplateNode>()->quasi->expressions); break;
    default: break;
    }
  }
}

void Analyzer::walkOne(Node* node) {
  switch (node->kind) {
  case NodeKind::NumberLiteral: case NodeKind::StringLiteral: case NodeKind::BigIntLiteral: case NodeKind::BooleanLiteral:
  case NodeKind::NullLiteral: case NodeKind::RegExpLiteral: case NodeKind::ImportMeta: case NodeKind::Empty:
  case NodeKind::Debugger: case NodeKind::Break: case NodeKind::Continue: case NodeKind::Import: case NodeKind::ExportAll:
    return;
  case NodeKind::TemplateLiteral: return walkList(node->as<TemplateLiteralNode>()->expressions);
  case NodeKind::Identifier: return use(node->as<IdentifierNode>());
  case NodeKind::This: return useThis();
  case NodeKind::Super:
    useThis();
    return useSuper();
  case NodeKind::NewTarget: return useNewTarget();
  case NodeKind::ImportCall:
    walk(node->as<ImportCallNode>()->specifier);
    if (node->as<ImportCallNode>()->options) walk(node->as<ImportCallNode>()->options);
    return;
  case NodeKind::ArrayLiteral: return walkList(node->as<ArrayLiteralNode>()->elements);
  case NodeKind::ObjectLiteral:
    for (Property& p : node->as<ObjectLiteralNode>()->properties) {
      if (p.computed && p.key) walk(p.key);
      if (p.value) walk(p.value);
    }
    return;
  case NodeKind::Function: return walkFunction(node->as<FunctionNode>());
  case NodeKind::Class: return walkClass(node->as<ClassNode>());
  case NodeKind::Unary: return walk(node->as<UnaryNode>()->operand);
  case NodeKind::Update: return assign(node->as<UpdateNode>()->target);
  case NodeKind::Assignment:
    assign(node->as<AssignmentNode>()->target);
    return walk(node->as<AssignmentNode>()->value);
  case NodeKind::Conditional:
    walk(node->as<ConditionalNode>()->test);
    walk(node->as<ConditionalNode>()->consequent);
    return walk(node->as<ConditionalNode>()->alternate);
  case NodeKind::New:
    walk(node->as<NewNode>()->callee);
    return walkList(node->as<NewNode>()->arguments);
  case NodeKind::PrivateIn: {
    auto* in = node->as<PrivateInNode>();
    privates_.push_back({in->name, &in->variable, scope_, in->start, in->start + uint32_t(in->name->text.size())});
    return walk(in->object);
  }
  case NodeKind::OptionalChain: return walk(node->as<OptionalChainNode>()->expression);
  case NodeKind::Sequence: return walkList(node->as<SequenceNode>()->expressions);
  case NodeKind::Spread: return walk(node->as<SpreadNode>()->argument);
  case NodeKind::Yield:
    if (node->as<YieldNode>()->argument) walk(node->as<YieldNode>()->argument);
    return;
  case NodeKind::Await: return walk(node->as<AwaitNode>()->argument);
  case NodeKind::ArrayPattern:
  case NodeKind::ObjectPattern: return walkPattern(node);

  case NodeKind::ExpressionStatement: return walk(node->as<ExpressionStatementNode>()->expression);
  case NodeKind::VariableDeclaration: {
    auto* declaration = node->as<VariableDeclarationNode>();
    for (Declarator& d : declaration->declarators) {
      if (declaration->declarationKind == DeclarationKind::Var) declareVarPattern(d.target);
      walkPattern(d.target);
      if (d.initializer) walk(d.initializer);
    }
    return;
  }
  case NodeKind::FunctionDeclaration: {
    auto* declaration = node->as<FunctionDeclarationNode>();
    hoistAnnexB(declaration);
    if (declaration->identifier) use(declaration->identifier);
    return walkFunction(declaration->function);
  }
  case NodeKind::ClassDeclaration: {
    auto* declaration = node->as<ClassDeclarationNode>();
    if (declaration->identifier) use(declaration->identifier);
    return walkClass(declaration->classNode);
  }
  case NodeKind::Return:
    if (node->as<ReturnNode>()->argument) walk(node->as<ReturnNode>()->argument);
    return;
  case NodeKind::If:
    for (Node* at = node; at;) { // else-if chains are long, not deep
      auto* branch = at->as<IfNode>();
      walk(branch->test);
      walk(branch->consequent);
      at = branch->alternate;
      if (at && at->kind != NodeKind::If) {
        walk(at);
        at = nullptr;
      }
    }
    return;
  case NodeKind::For: {
    auto* loop = node->as<ForNode>();
    push(ScopeKind::Loop);
    if (loop->init) {
      if (loop->init->kind == NodeKind::VariableDeclaration) predeclareOne(loop->init);
      walk(loop->init);
    }
    if (loop->test) walk(loop->test);
    if (loop->update) walk(loop->update);
    walk(loop->body);
    Scope* scope = popIfEmpty();
    loop->scope = scope->variables.empty() ? nullptr : scope;
    return;
  }
  case NodeKind::ForIn:
  case NodeKind::ForOf: return walkForInOf(node->as<ForInOfNode>());
  case NodeKind::While:
    walk(node->as<WhileNode>()->test);
    return walk(node->as<WhileNode>()->body);
  case NodeKind::DoWhile:
    walk(node->as<DoWhileNode>()->body);
    return walk(node->as<DoWhileNode>()->test);
  case NodeKind::Throw: return walk(node->as<ThrowNode>()->argument);
  case NodeKind::Try: {
    auto* statement = node->as<TryNode>();
    walkBlock(statement->block);
    if (statement->handler) {
      Scope* scope = push(ScopeKind::Catch);
      if (statement->parameter) {
        declarePattern(statement->parameter, statement->parameter->kind == NodeKind::Identifier ? VariableKind::Catch : VariableKind::Let,
                       statement->parameter->end);
        walkPattern(statement->parameter);
      }
      walkBlock(statement->handler);
      pop();
      statement->catchScope = scope->variables.empty() ? nullptr : scope;
    }
    if (statement->finalizer) walkBlock(statement->finalizer);
    return;
  }
  case NodeKind::Switch: {
    auto* statement = node->as<SwitchNode>();
    walk(statement->discriminant);
    Scope* scope = push(ScopeKind::Block);
    switchScopes_.push_back(scope);
    for (SwitchCase& c : statement->cases) predeclare(c.body);
    for (SwitchCase& c : statement->cases) {
      if (c.test) walk(c.test);
      walkList(c.body);
    }
    pop();
    statement->scope = scope->variables.empty() ? nullptr : scope;
    return;
  }
  case NodeKind::Labeled: {
    Node* inner = node;
    while (inner->kind == NodeKind::Labeled) inner = inner->as<LabeledNode>()->body;
    return walk(inner);
  }
  case NodeKind::Block: return walkBlock(node->as<BlockNode>());
  case NodeKind::With: {
    auto* with = node->as<WithNode>();
    walk(with->object);
    with->scope = push(ScopeKind::With);
    walk(with->body);
    pop();
    return;
  }
  case NodeKind::ExportNamed: {
    auto* exported = node->as<ExportNamedNode>();
    if (exported->declaration) return walk(exported->declaration);
    if (!exported->specifier)
      for (ExportSpecifier& specifier : exported->specifiers) use(specifier.reference);
    return;
  }
  case NodeKind::ExportDefault: return walk(node->as<ExportDefaultNode>()->declaration);
  default: return;
  }
}

void Analyzer::walkBlock(BlockNode* block) {
  Scope* scope = push(ScopeKind::Block);
  scope->start = block->start;
  predeclare(block->body);
  walkList(block->body);
  pop();
  block->scope = scope->variables.empty() ? nullptr : scope;
}

void Analyzer::walkForInOf(ForInOfNode* node) {
  const bool lexical = node->left->kind == NodeKind::VariableDeclaration &&
                       node->left->as<VariableDeclarationNode>()->declarationKind != DeclarationKind::Var;
  if (lexical) {
    // While `right` is evaluated the names exist, uninitialised (§14.7.5.12 step 2).
    Scope* dead = push(ScopeKind::Loop);
    auto* declaration = node->left->as<VariableDeclarationNode>();
    for (Declarator& d : declaration->declarators) declarePattern(d.target, VariableKind::Let, ~0u);
    walk(node->right);
    pop();
    node->tdzScope = dead;
    node->scope = push(ScopeKind::Loop);
    const VariableKind kind = declaration->declarationKind == DeclarationKind::Const ? VariableKind::Const : VariableKind::Let;
    for (Declarator& d : declaration->declarators) declarePattern(d.target, kind, d.end);
    for (Declarator& d : declaration->declarators) walkPattern(d.target);
    walk(node->body);
    pop();
    return;
  }
  if (node->left->kind == NodeKind::VariableDeclaration) walk(node->left);
  else assign(node->left);
  walk(node->right);
  push(ScopeKind::Loop);
  walk(node->body);
  popIfEmpty();
}

void Analyzer::walkFunction(FunctionNode* function) {
  FunctionNode* outer = function_;
  Scope* before = scope_;
  // (The Function constructor's text has a name that binds nothing.)
  const bool isDynamic = options_.goal == Goal::Function && outer == tree_.program;
  if (function->name && !isDynamic && !function->isDeclaration && function->role == FunctionRole::Normal) {
    // The name belongs to the expression alone. It lies outside the function, so every use of it captures it.
    function->nameScope = push(ScopeKind::FunctionName);
    add(function->nameScope, function->name, VariableKind::FunctionName, 0);
  }
  function->outer = outer;
  function_ = function;
  if (function->nameScope) function->nameScope->function = function;
  Scope* scope = push(ScopeKind::Function);
  function->scope = scope;

  const auto hasExpressions = [](const PatternElement& element, const auto& self) -> bool {
    if (element.initializer) return true;
    if (!element.target) return false;
    if (element.target->kind == NodeKind::ArrayPattern) {
      for (PatternElement& e : element.target->as<ArrayPatternNode>()->elements)
        if (self(e, self)) return true;
      return element.target->as<ArrayPatternNode>()->rest && self({element.target->as<ArrayPatternNode>()->rest, nullptr}, self);
    }
    if (element.target->kind == NodeKind::ObjectPattern)
      for (PatternProperty& p : element.target->as<ObjectPatternNode>()->properties)
        if (p.computed || self(p.element, self)) return true;
    return false;
  };
  bool expressions = function->rest && hasExpressions({function->rest, nullptr}, hasExpressions);
  for (PatternElement& parameter : function->parameters) expressions = expressions || hasExpressions(parameter, hasExpressions);

  // Parameters: a repeated name is the last one's.
  const auto declareParameter = [&](Node* target, uint32_t index, uint32_t declaredAt, const auto& self) -> void {
    if (!target) return;
    switch (target->kind) {
    case NodeKind::Identifier: {
      auto* name = target->as<IdentifierNode>();
      name->isBinding = true;
      Variable* variable = scope->find(name->name);
      if (!variable) variable = add(scope, name->name, VariableKind::Parameter, declaredAt);
      variable->parameterIndex = index;
      break;
    }
    case NodeKind::ArrayPattern:
      for (PatternElement& e : target->as<ArrayPatternNode>()->elements) self(e.target, index, declaredAt, self);
      self(target->as<ArrayPatternNode>()->rest, index, declaredAt, self);
      break;
    case NodeKind::ObjectPattern:
      for (PatternProperty& p : target->as<ObjectPatternNode>()->properties) self(p.element.target, index, declaredAt, self);
      self(target->as<ObjectPatternNode>()->rest, index, declaredAt, self);
      break;
    default: break;
    }
  };
  uint32_t index = 0;
  for (PatternElement& parameter : function->parameters) {
    const uint32_t end = parameter.initializer ? parameter.initializer->end : parameter.target->end;
    declareParameter(parameter.target, index++, end, declareParameter);
  }
  if (function->rest) declareParameter(function->rest, index, function->rest->end, declareParameter);
  scope->parametersOnly = expressions;
  for (PatternElement& parameter : function->parameters) walkElement(parameter);
  if (function->rest) walkPattern(function->rest);

  if (expressions) function->bodyScope = push(ScopeKind::FunctionBody);
  else function->bodyScope = scope;
  if (!function->expressionBody) predeclare(function->body);
  walkList(function->body);
  scope_ = before;
  function_ = outer;
}

void Analyzer::walkClass(ClassNode* node) {
  Scope* scope = push(ScopeKind::Class);
  scope->classBodyStart = node->bodyStart;
  node->scope = scope;
  if (node->name) node->innerName = add(scope, node->name, VariableKind::Const, node->end);
  for (ClassElement& e : node->elements) {
    if (!e.privateName) continue;
    const VariableKind kind = e.kind == ClassElementKind::Getter ? VariableKind::PrivateGetter
                              : e.kind == ClassElementKind::Setter ? VariableKind::PrivateSetter
                              : e.kind == ClassElementKind::Method ? VariableKind::PrivateMethod : VariableKind::PrivateField;
    if (Variable* other = scope->find(e.privateName)) {
      const bool pair = (other->kind == VariableKind::PrivateGetter && kind == VariableKind::PrivateSetter) ||
                        (other->kind == VariableKind::PrivateSetter && kind == VariableKind::PrivateGetter);
      if (!pair || other->isStaticPrivate != e.isStatic) {
        const bool method = e.function && e.kind != ClassElementKind::Field;
        fail(messageText(Message::VarRedeclaration, toUtf8(e.privateName->text)), method ? e.end - 1 : e.start,
             method ? e.end : e.start + uint32_t(e.privateName->text.size()));
      }
      other->kind = VariableKind::PrivateAccessor;
      e.privateVariable = other;
    } else {
      e.privateVariable = add(scope, e.privateName, kind, 0);
      e.privateVariable->isStaticPrivate = e.isStatic;
      if (kind == VariableKind::PrivateField) capture(e.privateVariable); // used by the initialiser, a function of its own
    }
  }
  if (node->heritage) walk(node->heritage);
  if (node->constructor) walkFunction(node->constructor);
  for (ClassElement& e : node->elements) {
    if (e.computed) walk(e.key);
    if (e.function) walkFunction(e.function);
  }
  pop();
}

// --- resolution ---

void Analyzer::resolve(const Reference& reference) {
  IdentifierNode* node = reference.node;
  bool dynamic = false;
  FunctionNode* from = reference.scope->function;
  Variable* found = nullptr;
  for (Scope* scope = reference.scope; scope; scope = scope->parent) {
    if (scope->kind == ScopeKind::With) {
      dynamic = true;
      continue;
    }
    found = scope->find(node->name);
    if (found && found->kind != VariableKind::This && found->kind != VariableKind::NewTarget && found->kind != VariableKind::FunctionObject) {
      if (scope->kind == ScopeKind::Function && found->kind == VariableKind::Var && node->name == arguments_ &&
          scope->function->role != FunctionRole::Arrow) {
        scope->function->usesArguments = true;
        argumentsOf(scope);
      }
      break;
    }
    found = nullptr;
    if (node->name == arguments_ && scope->kind == ScopeKind::Function) {
      const FunctionRole role = scope->function->role;
      if (role == FunctionRole::Normal || role == FunctionRole::Method || role == FunctionRole::Getter || role == FunctionRole::Setter ||
          role == FunctionRole::ClassConstructor || role == FunctionRole::DerivedConstructor) {
        scope->function->usesArguments = true;
        found = argumentsOf(scope);
        break;
      }
    }
    if (scope->hasSloppyEval) dynamic = true;
  }
  if (!found && tree_.program->role == FunctionRole::Eval && options_.isDirectEval) dynamic = true;
  if (found && found->isGlobal) {
    if (found->scope->kind == ScopeKind::Eval) dynamic = true;
    found = nullptr;
  }
  node->isDynamic = dynamic;
  if (dynamic) node->scope = reference.scope;
  node->variable = found;
  if (!found) return;
  const bool crosses = found->scope->function != from || found->kind == VariableKind::FunctionName;
  if (crosses || dynamic) capture(found);
  // Is the declaration surely over when this is reached?
  const bool lexical = found->isLexical() || found->kind == VariableKind::ModuleDefault;
  if (node->isBinding) {
    // It initialises the variable.
  } else if (lexical) {
    const bool inSwitch = std::find(switchScopes_.begin(), switchScopes_.end(), found->scope) != switchScopes_.end();
    // A function expression behind the declaration was made behind it, whenever it runs. A function declaration exists
    // from the start of the block that it is hoisted to.
    uint32_t from = node->start;
    for (const Scope* scope = reference.scope; scope != found->scope; scope = scope->parent)
      if (scope->kind == ScopeKind::Function && scope->function->isDeclaration)
        from = std::min(from, scope->parent == found->scope ? 0 : scope->parent->start);
    node->needsTdzCheck = from < found->declaredAt || inSwitch || dynamic;
  } else if (found->kind == VariableKind::Parameter && !found->scope->function->hasSimpleParameters) {
    const FunctionNode* owner = found->scope->function;
    node->needsTdzCheck = node->start < owner->bodyStart && (crosses || node->start < found->declaredAt);
  }
  if (found->kind == VariableKind::Import) node->needsTdzCheck = true;
  if (node->needsTdzCheck) found->needsTdz = true;
}

void Analyzer::resolvePrivate(const PrivateReference& reference) {
  for (Scope* scope = reference.scope; scope; scope = scope->parent) {
    // The heritage of a class does not see its names.
    if (scope->kind != ScopeKind::Class || reference.start < scope->classBodyStart) continue;
    if (Variable* found = scope->find(reference.name)) {
      *reference.variable = found;
      if (scope->function != reference.scope->function) capture(found);
      return;
    }
  }
  for (const std::u16string& outer : options_.outerPrivateNames)
    if (outer == reference.name->text) return; // looked up at run time
  fail(messageText(Message::InvalidPrivateFieldResolution, toUtf8(reference.name->text)), reference.start, reference.start + 1);
}

void Analyzer::assignSlots() {
  for (const auto& scope : tree_.scopes) {
    if (scope->hasDirectEval)
      for (Variable* variable : scope->variables) {
        if (variable->isGlobal) continue;
        capture(variable);
        if (variable->isLexical()) variable->needsTdz = true;
      }
    // A module's bindings are seen by other modules.
    if (scope->kind == ScopeKind::Module)
      for (Variable* variable : scope->variables) {
        capture(variable);
        if (variable->isLexical() || variable->kind == VariableKind::ModuleDefault) variable->needsTdz = true;
      }
    for (Variable* variable : scope->variables)
      if (variable->isCaptured && !variable->isGlobal) variable->slot = int32_t(scope->slotCount++);
    scope->hasEnvironment = scope->slotCount > 0;
    scope->perIteration = scope->kind == ScopeKind::Loop && scope->hasEnvironment;
  }
}

void Analyzer::run() {
  FunctionNode* program = tree_.program;
  function_ = program;
  switch (program->role) {
  case FunctionRole::Script:
  case FunctionRole::Module:
  case FunctionRole::Eval:
    program->scope = push(program->role == FunctionRole::Script ? ScopeKind::Script
                          : program->role == FunctionRole::Module ? ScopeKind::Module : ScopeKind::Eval);
    program->bodyScope = program->scope;
    predeclare(program->body);
    walkList(program->body);
    break;
  default:
    function_ = nullptr;
    walkFunction(program);
    break;
  }
  for (size_t i = 0; i < references_.size(); ++i) resolve(references_[i]);
  for (const PrivateReference& reference : privates_) resolvePrivate(reference);
  for (IdentifierNode* node : assigned_)
    if (node->variable && node->start >= node->variable->declaredAt) node->variable->isAssigned = true;
  // Exported names must exist (§16.2.3.1).
  if (program->role == FunctionRole::Module) {
    std::vector<const Name*> exported;
    bool namelessDefault = false;
    const auto exportOnce = [&](const Name* name, uint32_t start, uint32_t end) {
      if (std::find(exported.begin(), exported.end(), name) != exported.end())
        fail(messageText(Message::DuplicateExport, toUtf8(name->text)), start, end);
      exported.push_back(name);
    };
    const auto exportPattern = [&](Node* target, const auto& self) -> void {
      if (!target) return;
      if (target->kind == NodeKind::Identifier) exportOnce(target->as<IdentifierNode>()->name, target->start, target->end);
      if (target->kind == NodeKind::ArrayPattern) {
        for (PatternElement& e : target->as<ArrayPatternNode>()->elements) self(e.target, self);
        self(target->as<ArrayPatternNode>()->rest, self);
      }
      if (target->kind == NodeKind::ObjectPattern) {
        for (PatternProperty& p : target->as<ObjectPatternNode>()->properties) self(p.element.target, self);
        self(target->as<ObjectPatternNode>()->rest, self);
      }
    };
    for (Node* statement : program->body) {
      if (statement->kind == NodeKind::ExportNamed) {
        auto* node = statement->as<ExportNamedNode>();
        for (ExportSpecifier& s : node->specifiers) {
          exportOnce(s.exported, s.start, s.end);
          if (!node->specifier && !program->scope->find(s.local))
            fail(messageText(Message::ModuleExportUndefined, toUtf8(s.local->text)), s.start, s.end);
        }
        if (node->declaration) {
          if (node->declaration->kind == NodeKind::VariableDeclaration)
            for (Declarator& d : node->declaration->as<VariableDeclarationNode>()->declarators) exportPattern(d.target, exportPattern);
          else if (node->declaration->kind == NodeKind::FunctionDeclaration)
            exportOnce(node->declaration->as<FunctionDeclarationNode>()->identifier->name, node->start, node->end);
          else if (node->declaration->kind == NodeKind::ClassDeclaration)
            exportOnce(node->declaration->as<ClassDeclarationNode>()->identifier->name, node->start, node->end);
        }
      } else if (statement->kind == NodeKind::ExportDefault) {
        // V8 has a variable for a nameless default, and notices that first.
        const bool nameless = statement->as<ExportDefaultNode>()->variable->name->text == u"*default*";
        if (nameless && namelessDefault) fail(messageText(Message::VarRedeclaration, ".default"), statement->start, statement->end);
        namelessDefault |= nameless;
        exportOnce(tree_.name(std::string_view("default")), statement->start, statement->end);
      } else if (statement->kind == NodeKind::ExportAll && statement->as<ExportAllNode>()->exported) {
        exportOnce(statement->as<ExportAllNode>()->exported, statement->start, statement->end);
      }
    }
  }
  // A sloppy function's arguments object is tied to its parameters (§10.4.4): both must see one slot.
  for (const auto& scope : tree_.scopes) {
    if (scope->kind != ScopeKind::Function || scope->function->scope != scope.get()) continue;
    if (!scope->function->usesArguments || scope->function->isStrict || !scope->function->hasSimpleParameters) continue;
    for (Variable* variable : scope->variables)
      if (variable->kind == VariableKind::Parameter) capture(variable);
  }
  assignSlots();
}

} // namespace

bool analyzeScopes(Tree& tree, const ParseOptions& options, SyntaxError* error) {
  try {
    Analyzer(tree, options).run();
    return true;
  } catch (const Failure& failure) {
    *error = failure.error;
    return false;
  }
}

} // namespace tickscope::syntax
