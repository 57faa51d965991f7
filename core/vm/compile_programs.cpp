// Scripts, eval code and modules: what they declare around their statements.
#include "core/vm/compiler_impl.h"
#include "core/vm/global_scope.h"

namespace tickscope {

using namespace syntax;

void FunctionCompiler::declareGlobals() {
  HandleScope scope(iso_.heap);
  std::vector<std::pair<GlobalDeclaration, const Name*>> entries;
  for (Variable* variable : node_->scope->variables) {
    if (!variable->isGlobal) continue;
    GlobalDeclaration kind = GlobalDeclaration::Var;
    if (variable->kind == VariableKind::Const) kind = GlobalDeclaration::Const;
    else if (variable->isLexical()) kind = GlobalDeclaration::Let;
    else if (variable->kind == VariableKind::Function) kind = GlobalDeclaration::Function;
    entries.emplace_back(kind, variable->name);
  }
  if (entries.empty()) return;
  Handle<Box> box = iso_.handle(newBox(iso_, uint32_t(entries.size() * 2)));
  for (size_t i = 0; i < entries.size(); ++i) {
    box->values()[2 * i] = Value::int32(int32_t(entries[i].first));
    String* name = atom(entries[i].second);
    iso_.heap.store(box, &box->values()[2 * i + 1], PropertyKey::fromString(iso_, name).raw());
  }
  emit(Op::DeclareGlobals);
  wide(rawConstant(box));
}

// §19.2.1.3 EvalDeclarationInstantiation for sloppy direct eval inside a function.
void FunctionCompiler::declareEvalVariables() {
  const auto isVarScope = [](const Scope* scope) {
    return scope->kind == ScopeKind::FunctionBody || scope->kind == ScopeKind::Script || scope->kind == ScopeKind::Module ||
           (scope->kind == ScopeKind::Function && !scope->parametersOnly);
  };
  bool global = true;
  for (Variable* variable : node_->scope->variables) {
    if (!variable->isGlobal) continue;
    for (Scope* scope = tables_.outerScope; scope; scope = scope->parent) {
      const bool varScope = isVarScope(scope);
      // Parameters with expressions: eval there declares beside them.
      const bool parameterScope = scope->kind == ScopeKind::Function && scope->parametersOnly && hasEvalPart(scope);
      Variable* same = nullptr;
      for (Variable* other : scope->variables)
        if (sameText(other->name, variable->name)) same = other;
      if (same && (same->isLexical() || same->kind == VariableKind::BlockFunction || (parameterScope && (same->kind == VariableKind::Parameter || same->kind == VariableKind::Arguments))))
        fail(ErrorType::SyntaxError, "Identifier '" + toUtf8(atom(variable->name)) + "' has already been declared");
      if (!varScope && !parameterScope) continue;
      if (scope->kind == ScopeKind::Script) break;
      global = false;
      if (same || !hasEvalPart(scope)) break;
      const EnvironmentPlace where = placeOf(scope, true);
      emit(Op::DeclareEvalVar, {where.reg});
      wide(nameConstant(variable->name));
      word(int32_t(where.depth));
      break;
    }
  }
  if (global) declareGlobals();
}

void FunctionCompiler::compileProgram() {
  completion_ = allocate();
  markVariable(completion_, true);
  place(node_->start, node_->start);
  if (node_->role == FunctionRole::Eval && tables_.outerScope) declareEvalVariables();
  else if (!(node_->role == FunctionRole::Eval && node_->isStrict)) declareGlobals();
  openScope(node_->scope);
  hoistFunctions(node_->body);
  compileStatements(node_->body);
  emit(Op::Return, {completion_});
}

// A module runs in two steps: the first call makes its variables and functions and is suspended (§16.2.1.7.3.1
// InitializeEnvironment), evaluation goes on from there. With a top-level await it is an async function from then on.
void FunctionCompiler::compileModuleBody() {
  const Reg state = allocate();
  markVariable(state, true);
  place(node_->start, node_->start);
  openScope(node_->scope);
  hoistFunctions(node_->body);
  emit(Op::ModuleStart, {state, environment_});
  const bool async = function_->isAsync();
  Control guard;
  Label failed;
  if (async) {
    asyncState_ = state;
    guard.kind = Control::Try;
    pushControl(guard);
    beginRange(guard);
  }
  compileStatements(node_->body);
  const Reg value = allocate();
  emit(Op::LoadUndefined, {value});
  if (!async) {
    emit(Op::GeneratorReturn, {value});
    return;
  }
  emit(Op::AsyncReturn, {asyncState_, value});
  endRange(guard, failed, value, false);
  popControl(guard);
  bindHandler(failed);
  emit(Op::AsyncThrow, {asyncState_, value});
}

} // namespace tickscope
