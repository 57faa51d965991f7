// Declarations: which names a scope has, hoisting, and declarations that contradict each other (ECMA-262 8.2, B.3).
#include "core/syntax/scope_analyzer.h"

namespace tickscope::syntax {

void ScopeAnalyzer::declareLexical(IdentifierNode* node, VariableKind kind, uint32_t declaredAt) {
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

void ScopeAnalyzer::declareVar(const IdentifierNode* node) {
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

void ScopeAnalyzer::declarePattern(Node* pattern, VariableKind kind, uint32_t declaredAt) {
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

void ScopeAnalyzer::declareVarPattern(Node* pattern) {
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
void ScopeAnalyzer::predeclare(const List<Node*>& body) {
  for (Node* statement : body) predeclareOne(statement);
}

void ScopeAnalyzer::predeclareOne(Node* statement) {
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

void ScopeAnalyzer::declareBlockFunction(FunctionDeclarationNode* node) {
  IdentifierNode* name = node->identifier;
  if (!name) return;
  place_ = node;
  declareBlockFunctionHere(node, name);
  place_ = nullptr;
}

void ScopeAnalyzer::declareBlockFunctionHere(FunctionDeclarationNode* node, IdentifierNode* name) {
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
void ScopeAnalyzer::hoistAnnexB(FunctionDeclarationNode* node) {
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

} // namespace tickscope::syntax
