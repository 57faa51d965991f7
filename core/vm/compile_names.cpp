// What names mean: variables, globals, names found at run time; this, new.target and super.
#include "core/vm/compiler_impl.h"

namespace tickscope {

using namespace syntax;

// --- variables ---

bool FunctionCompiler::isFunctionOwnName(const Variable* variable) const {
  return variable->kind == VariableKind::FunctionName && tables_.body == FunctionTables::Body::Written && variable->scope == node_->nameScope;
}

Reg FunctionCompiler::variableRegister(Variable* variable) {
  if (isFunctionOwnName(variable)) return 0;
  return variable->isCaptured ? kNoReg : variable->reg;
}

void FunctionCompiler::tdzCheck(Reg reg, const Name* name) {
  emit(Op::CheckTdz, {reg});
  wide(nameConstant(name));
}

void FunctionCompiler::loadVariable(Variable* variable, Reg dst, bool checkTdz) {
  if (const Reg reg = variableRegister(variable); reg != kNoReg) {
    if (checkTdz) tdzCheck(reg, variable->name);
    move(dst, reg);
    return;
  }
  const EnvironmentPlace place = placeOf(variable->scope);
  if (place.reg) emit(Op::GetEnv, {dst, place.reg, variable->slot});
  else emit(Op::GetOuter, {dst, int32_t(place.depth), variable->slot});
  if (variable->kind == VariableKind::Import) {
    emit(Op::ImportedValue, {dst});
    wide(nameConstant(variable->name));
    return;
  }
  if (checkTdz && !presentValue(variable)) tdzCheck(dst, variable->name);
}

void FunctionCompiler::storeVariable(Variable* variable, Reg value) {
  if (!variable->isCaptured) {
    move(variable->reg, value);
    return;
  }
  const EnvironmentPlace place = placeOf(variable->scope);
  if (place.reg) emit(Op::SetEnv, {place.reg, variable->slot, value});
  else emit(Op::SetOuter, {int32_t(place.depth), variable->slot, value});
}

void FunctionCompiler::assignVariable(Variable* variable, Reg value, bool checkTdz) {
  if (checkTdz && variable->kind != VariableKind::Import) {
    Temporaries temporaries(*this);
    if (const Reg reg = variableRegister(variable); reg != kNoReg) tdzCheck(reg, variable->name);
    else loadVariable(variable, allocate(), true);
  }
  if (variable->isImmutable()) {
    if (variable->kind == VariableKind::FunctionName && !function_->isStrict()) return; // ignored in sloppy code
    emit(Op::ThrowConst);
    wide(nameConstant(variable->name));
    return;
  }
  storeVariable(variable, value);
}

// --- names ---

// Along the scopes from `from`: the objects that may have `name` first, and the variable behind them.
syntax::Variable* FunctionCompiler::findOuter(Scope* from, const Name* name, std::vector<EnvironmentPlace>* dynamic, std::vector<bool>* isWith) {
  for (Scope* scope = from; scope; scope = scope->parent) {
    if (scope->kind == ScopeKind::With) {
      dynamic->push_back(placeOf(scope));
      isWith->push_back(true);
      continue;
    }
    for (Variable* variable : scope->variables) {
      if (!sameText(variable->name, name)) continue;
      if (variable->kind == VariableKind::This || variable->kind == VariableKind::NewTarget || variable->kind == VariableKind::FunctionObject) continue;
      if (variable->isGlobal) {
        if (scope->kind == ScopeKind::Script) return nullptr;
        continue; // eval's var: in the eval scope of the function around
      }
      return variable;
    }
    if (hasEvalPart(scope)) {
      dynamic->push_back(placeOf(scope, true));
      isWith->push_back(false);
    }
  }
  return nullptr;
}

FunctionCompiler::NameReference FunctionCompiler::referenceTo(const IdentifierNode* node) {
  NameReference reference;
  if (!node->isDynamic) return reference;
  std::vector<EnvironmentPlace> dynamic;
  std::vector<bool> isWith;
  findOuter(node->scope, node->name, &dynamic, &isWith);
  if (dynamic.empty()) return reference;
  reference.object = allocate();
  Label found;
  for (const EnvironmentPlace& place : dynamic) {
    emit(Op::DynamicFind, {reference.object, place.reg});
    wide(nameConstant(node->name));
    word(int32_t(place.depth));
    jump(Op::JumpIfNotUndefined, {reference.object}, found);
  }
  bind(found);
  return reference;
}

void FunctionCompiler::loadIdentifierStatic(const IdentifierNode* node, Variable* variable, Reg dst, bool forTypeof) {
  if (variable) {
    // A name that eval code finds around its call may be in its dead zone for all that is known here.
    const bool check = node->needsTdzCheck || (!node->variable && variable->needsTdz);
    loadVariable(variable, dst, check);
    return;
  }
  if (node->name->text == u"undefined") { // not writable, and no variable of that name is in sight
    emit(Op::LoadUndefined, {dst});
    return;
  }
  const int32_t slot = cache();
  if (slot < 0) fail(ErrorType::RangeError, kTooBig);
  emit(forTypeof ? Op::GetGlobalOrUndefined : Op::GetGlobal, {dst});
  wide(nameConstant(node->name));
  word(slot);
}

void FunctionCompiler::loadReference(const IdentifierNode* node, const NameReference& reference, Reg dst) {
  if (reference.object == kNoReg) {
    Variable* variable = node->variable;
    if (node->isDynamic && !variable) {
      std::vector<EnvironmentPlace> dynamic;
      std::vector<bool> isWith;
      variable = findOuter(node->scope, node->name, &dynamic, &isWith);
    }
    loadIdentifierStatic(node, variable, dst, false);
    return;
  }
  Label otherwise, end;
  std::vector<EnvironmentPlace> dynamic;
  std::vector<bool> isWith;
  Variable* variable = findOuter(node->scope, node->name, &dynamic, &isWith);
  jump(Op::JumpIfUndefined, {reference.object}, otherwise);
  emit(Op::DynamicValue, {dst, reference.object});
  wide(nameConstant(node->name));
  jump(Op::Jump, {}, end);
  bind(otherwise);
  loadIdentifierStatic(node, variable, dst, false);
  bind(end);
}

void FunctionCompiler::loadIdentifier(const IdentifierNode* node, Reg dst, bool forTypeof) {
  if (!node->isDynamic) {
    loadIdentifierStatic(node, node->variable, dst, forTypeof);
    return;
  }
  Temporaries temporaries(*this);
  std::vector<EnvironmentPlace> dynamic;
  std::vector<bool> isWith;
  Variable* variable = findOuter(node->scope, node->name, &dynamic, &isWith);
  const NameReference reference = referenceTo(node);
  if (reference.object == kNoReg) {
    loadIdentifierStatic(node, variable, dst, forTypeof);
    return;
  }
  Label otherwise, end;
  jump(Op::JumpIfUndefined, {reference.object}, otherwise);
  emit(Op::DynamicValue, {dst, reference.object});
  wide(nameConstant(node->name));
  jump(Op::Jump, {}, end);
  bind(otherwise);
  loadIdentifierStatic(node, variable, dst, forTypeof);
  bind(end);
}

// A name that is called: found in a `with` object, that object is `this`.
void FunctionCompiler::loadForCall(const IdentifierNode* node, Reg callee) {
  emit(Op::LoadUndefined, {callee + 1});
  if (!node->isDynamic) {
    loadIdentifierStatic(node, node->variable, callee, false);
    return;
  }
  std::vector<EnvironmentPlace> dynamic;
  std::vector<bool> isWith;
  Variable* variable = findOuter(node->scope, node->name, &dynamic, &isWith);
  Temporaries temporaries(*this);
  const Reg object = allocate();
  Label end;
  for (size_t i = 0; i < dynamic.size(); ++i) {
    Label next;
    emit(Op::DynamicFind, {object, dynamic[i].reg});
    wide(nameConstant(node->name));
    word(int32_t(dynamic[i].depth));
    jump(Op::JumpIfUndefined, {object}, next);
    emit(Op::DynamicValue, {callee, object});
    wide(nameConstant(node->name));
    if (isWith[i]) move(callee + 1, object);
    jump(Op::Jump, {}, end);
    bind(next);
  }
  loadIdentifierStatic(node, variable, callee, false);
  bind(end);
}

void FunctionCompiler::storeReference(const IdentifierNode* node, const NameReference& reference, Reg value) {
  Variable* variable = node->variable;
  Label otherwise, end;
  if (node->isDynamic) {
    std::vector<EnvironmentPlace> dynamic;
    std::vector<bool> isWith;
    variable = findOuter(node->scope, node->name, &dynamic, &isWith);
  }
  if (reference.object != kNoReg) {
    jump(Op::JumpIfUndefined, {reference.object}, otherwise);
    emit(Op::DynamicSet, {reference.object});
    wide(nameConstant(node->name));
    word(value);
    jump(Op::Jump, {}, end);
    bind(otherwise);
  }
  if (variable) {
    assignVariable(variable, value, node->needsTdzCheck || (!node->variable && variable->needsTdz));
  } else {
    const int32_t slot = cache();
    if (slot < 0) fail(ErrorType::RangeError, kTooBig);
    emit(Op::SetGlobal);
    wide(nameConstant(node->name));
    word(value);
    word(slot);
  }
  bind(end);
}

void FunctionCompiler::assignIdentifier(const IdentifierNode* node, Reg value) {
  Temporaries temporaries(*this);
  storeReference(node, referenceTo(node), value);
}

void FunctionCompiler::initializeIdentifier(const IdentifierNode* node, Reg value) {
  if (node->variable) {
    storeVariable(node->variable, value);
    return;
  }
  emit(Op::InitGlobalLexical);
  wide(nameConstant(node->name));
  word(value);
}

void FunctionCompiler::deleteIdentifier(const IdentifierNode* node, Reg dst) {
  Variable* variable = node->variable;
  Label end;
  if (node->isDynamic) {
    Temporaries temporaries(*this);
    std::vector<EnvironmentPlace> dynamic;
    std::vector<bool> isWith;
    variable = findOuter(node->scope, node->name, &dynamic, &isWith);
    const NameReference reference = referenceTo(node);
    if (reference.object != kNoReg) {
      Label otherwise;
      jump(Op::JumpIfUndefined, {reference.object}, otherwise);
      emit(Op::DynamicDelete, {dst});
      wide(nameConstant(node->name));
      word(reference.object);
      jump(Op::Jump, {}, end);
      bind(otherwise);
    }
  }
  if (variable) {
    emit(Op::LoadFalse, {dst});
  } else {
    emit(Op::DeleteGlobal, {dst});
    wide(nameConstant(node->name));
  }
  bind(end);
}

// --- this, new.target, super ---

FunctionCompiler::ThisOwner FunctionCompiler::thisOwner() const {
  if (tables_.body != FunctionTables::Body::Written) return {fieldFunction_, true, false};
  bool isOwn = true;
  for (const FunctionNode* function = node_; function;) {
    if (function->role == FunctionRole::Script) return {nullptr, isOwn, false};
    if (function->role == FunctionRole::Module) return {nullptr, isOwn, true};
    if (function->role != FunctionRole::Arrow && function->role != FunctionRole::Eval) return {function, isOwn, false};
    isOwn = false;
    const Scope* scope = function->nameScope ? function->nameScope : function->scope;
    // The scope around, in whatever tree it stands, tells its function.
    const Scope* around = scope->parent;
    if (!around) return {nullptr, false, false};
    function = around->function;
    // A field initialiser's scope says which function it is in; scopes of a class lie in the function around it.
  }
  return {nullptr, false, false};
}

Reg FunctionCompiler::thisRegister() {
  const ThisOwner owner = thisOwner();
  const bool derived = owner.function && owner.function->role == FunctionRole::DerivedConstructor;
  if (owner.isOwn && !(derived && owner.function->thisVariable)) {
    if (derived) emit(Op::CheckThis, {1});
    return 1;
  }
  const Reg reg = allocate();
  if (!owner.function) {
    // Arrows and evals at the top: the prologue made register 1 what `this` is there.
    move(reg, 1);
    return reg;
  }
  Variable* variable = owner.function->thisVariable;
  if (!variable) {
    emit(Op::LoadUndefined, {reg});
    return reg;
  }
  loadVariable(variable, reg, false);
  if (derived) emit(Op::CheckThis, {reg});
  return reg;
}

void FunctionCompiler::loadThis(Reg dst) {
  Temporaries temporaries(*this);
  move(dst, thisRegister());
}

void FunctionCompiler::loadNewTarget(Reg dst) {
  const ThisOwner owner = thisOwner();
  if (owner.isOwn && tables_.body == FunctionTables::Body::Written) emit(Op::LoadNewTarget, {dst});
  else if (owner.function && owner.function->newTargetVariable && tables_.body == FunctionTables::Body::Written)
    loadVariable(owner.function->newTargetVariable, dst, false);
  else emit(Op::LoadUndefined, {dst});
}

void FunctionCompiler::loadActiveFunction(Reg dst) {
  const ThisOwner owner = thisOwner();
  if (owner.isOwn || !owner.function || !owner.function->functionVariable) move(dst, 0);
  else loadVariable(owner.function->functionVariable, dst, false);
}

void FunctionCompiler::loadHomeObject(Reg dst) {
  loadActiveFunction(dst);
  emit(Op::LoadHomeObject, {dst, dst});
}

} // namespace tickscope
