// What every name means: register, slot of an environment, or global. Then slots are given out, and a module's exports checked.
#include "core/syntax/scope_analyzer.h"

#include <algorithm>

namespace tickscope::syntax {

void ScopeAnalyzer::resolve(const Reference& reference) {
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

void ScopeAnalyzer::resolvePrivate(const PrivateReference& reference) {
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

void ScopeAnalyzer::assignSlots() {
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

// Exported names must exist, and once (§16.2.3.1).
void ScopeAnalyzer::checkExports() {
  FunctionNode* const program = tree_.program;
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

} // namespace tickscope::syntax
