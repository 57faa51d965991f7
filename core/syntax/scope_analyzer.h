#pragma once
// Scope analysis from the inside: scope_analysis.cpp walks the tree, scope_declarations.cpp declares what the walk meets,
// scope_resolution.cpp finds what every name means when the walk is over. parser.h has what others call.
#include <memory>
#include <vector>

#include "core/syntax/lexer.h"
#include "core/syntax/parser.h"

namespace tickscope::syntax {

// An early error; thrown and caught inside of the analysis.
struct ScopeFailure {
  SyntaxError error;
};

class ScopeAnalyzer {
public:
  ScopeAnalyzer(Tree& tree, const ParseOptions& options) : tree_(tree), options_(options) {
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
  [[noreturn]] void fail(std::string message, uint32_t start, uint32_t end) { throw ScopeFailure{{std::move(message), start, end}}; }
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
  void checkExports();
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

} // namespace tickscope::syntax
