#include "core/node/heap_graph_scopes.h"

#include "core/base/utf.h"
#include "core/syntax/scope.h"

namespace tickscope {

namespace {
// The scope around a function's own: as the compiler finds it (compile_function.cpp, baseScope).
const syntax::Scope* scopeAround(const FunctionTables& tables) {
  if (tables.body == FunctionTables::Body::DefaultConstructor) return tables.classNode ? tables.classNode->scope : nullptr;
  if (tables.body != FunctionTables::Body::Written) return tables.initialiserScope;
  if (!tables.node) return nullptr;
  if (tables.node->nameScope) return tables.node->nameScope;
  return tables.node->scope ? tables.node->scope->parent : nullptr;
}

// A scope's own object at run time besides its Environment: what a sloppy eval may add variables to.
bool hasEvalPart(const syntax::Scope* scope) {
  return scope->hasSloppyEval && (scope->kind == syntax::ScopeKind::Function || scope->kind == syntax::ScopeKind::FunctionBody);
}

bool holdsAt(const LocalName& local, uint32_t pc) { return local.startPc <= pc && pc < local.endPc; }
} // namespace

void ScopeNames::learnFromClosure(FunctionObject* function) {
  if (!function->code || !function->code->tables || !function->code->tables->source) return;
  Cell* at = function->environment;
  for (const syntax::Scope* scope = scopeAround(*function->code->tables); scope && at; scope = scope->parent) {
    const auto outward = [&] { at = at->kind == CellKind::Environment ? static_cast<Environment*>(at)->parent : nullptr; };
    if (scope->hasEnvironment || scope->kind == syntax::ScopeKind::With) {
      if (at->kind == CellKind::Environment) {
        Known& known = known_[at];
        if (known.scope) return; // learned from another closure, with all that is further out
        known = {scope, nullptr, 0};
      }
      outward();
    }
    if (at && hasEvalPart(scope)) outward();
  }
}

void ScopeNames::learnFromRegisters(const FunctionCode* code, uint32_t pc, const Value* registers, uint32_t count) {
  for (const LocalName& local : code->tables->locals) {
    if (local.slot < 0 || local.reg >= count || !holdsAt(local, pc)) continue;
    const Value value = registers[local.reg];
    if (value.isCell() && value.bits() && value.asCell()->kind == CellKind::Environment)
      known_.emplace(value.asCell(), Known{nullptr, code->tables, local.reg});
  }
}

std::string ScopeNames::variableName(Cell* environment, uint32_t slot) const {
  const auto found = known_.find(environment);
  if (found == known_.end()) return {};
  if (const syntax::Scope* scope = found->second.scope) {
    for (const syntax::Variable* variable : scope->variables)
      if (variable->slot == int32_t(slot)) {
        if (variable->kind == syntax::VariableKind::This) return "this";
        return variable->name ? utf16ToUtf8(variable->name->text) : std::string();
      }
    return {};
  }
  for (const LocalName& local : found->second.tables->locals)
    if (local.reg == found->second.reg && local.slot == int32_t(slot)) return local.name;
  return {};
}

std::string ScopeNames::localName(const FunctionCode* code, uint32_t pc, uint32_t reg) {
  for (const LocalName& local : code->tables->locals)
    if (local.slot < 0 && local.reg == reg && holdsAt(local, pc)) return local.name;
  return {};
}

} // namespace tickscope
