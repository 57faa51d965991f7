// Scope analysis. Two steps: a walk over the tree makes scopes, declares names and notes references; then every
// reference is resolved, since a name may be declared, or an eval may stand, after its use.
#include "core/syntax/scope_analyzer.h"

namespace tickscope::syntax {

namespace {
FunctionNode* thisFunctionOf(FunctionNode* function) { // arrows have the `this` of what surrounds them
  while (function->role == FunctionRole::Arrow && function->outer) function = function->outer;
  return function;
}
} // namespace

void ScopeAnalyzer::useThis() {
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

void ScopeAnalyzer::useNewTarget() {
  FunctionNode* owner = thisFunctionOf(function_);
  function_->usesNewTarget = true;
  owner->usesNewTarget = true;
  if (owner != function_ && owner->scope) {
    if (!owner->newTargetVariable)
      owner->newTargetVariable = add(owner->scope, tree_.name(std::string_view("new.target")), VariableKind::NewTarget, 0);
    capture(owner->newTargetVariable);
  }
}

void ScopeAnalyzer::useSuper() {
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
void ScopeAnalyzer::directEval() {
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

Variable* ScopeAnalyzer::argumentsOf(Scope* functionScope) {
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

void ScopeAnalyzer::assign(Node* target) {
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
void ScopeAnalyzer::walkPattern(Node* pattern) {
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
void ScopeAnalyzer::walk(Node* node) {
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

void ScopeAnalyzer::walkOne(Node* node) {
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

void ScopeAnalyzer::walkBlock(BlockNode* block) {
  Scope* scope = push(ScopeKind::Block);
  scope->start = block->start;
  predeclare(block->body);
  walkList(block->body);
  pop();
  block->scope = scope->variables.empty() ? nullptr : scope;
}

void ScopeAnalyzer::walkForInOf(ForInOfNode* node) {
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

void ScopeAnalyzer::walkFunction(FunctionNode* function) {
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

void ScopeAnalyzer::walkClass(ClassNode* node) {
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

void ScopeAnalyzer::run() {
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
  if (program->role == FunctionRole::Module) checkExports();
  // A sloppy function's arguments object is tied to its parameters (§10.4.4): both must see one slot.
  for (const auto& scope : tree_.scopes) {
    if (scope->kind != ScopeKind::Function || scope->function->scope != scope.get()) continue;
    if (!scope->function->usesArguments || scope->function->isStrict || !scope->function->hasSimpleParameters) continue;
    for (Variable* variable : scope->variables)
      if (variable->kind == VariableKind::Parameter) capture(variable);
  }
  assignSlots();
}

bool analyzeScopes(Tree& tree, const ParseOptions& options, SyntaxError* error) {
  try {
    ScopeAnalyzer(tree, options).run();
    return true;
  } catch (const ScopeFailure& failure) {
    *error = failure.error;
    return false;
  }
}

} // namespace tickscope::syntax
