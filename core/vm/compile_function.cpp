// The compiler's ground: emission, registers, scopes, variables, functions' beginnings and ends.
#include <algorithm>
#include <cmath>

#include "core/vm/bigint.h"
#include "core/vm/compiler_impl.h"

namespace tickscope {

using namespace syntax;

FunctionCompiler::FunctionCompiler(Isolate& iso, Handle<FunctionCode> code, HandleValue libraryEnvironment)
    : iso_(iso), function_(code), libraryEnvironment_(libraryEnvironment), tables_(*code->tables), node_(code->tables->node), source_(*code->tables->source) {}

// --- emission ---

uint32_t FunctionCompiler::emit(Op op) {
  const uint32_t at = here();
  if (pendingCallSite_.node) {
    pendingCallSite_.pc = at;
    tables_.callSites.push_back(pendingCallSite_);
    pendingCallSite_.node = nullptr;
  }
  code_.push_back(uint16_t(op));
  return at;
}

uint32_t FunctionCompiler::emit(Op op, std::initializer_list<int32_t> operands) {
  const uint32_t at = emit(op);
  for (int32_t operand : operands) word(operand);
  return at;
}

void FunctionCompiler::word(int32_t value) { code_.push_back(uint16_t(value)); }
void FunctionCompiler::wide(uint32_t value) {
  code_.push_back(uint16_t(value));
  code_.push_back(uint16_t(value >> 16));
}

void FunctionCompiler::jump(Op op, std::initializer_list<int32_t> operands, Label& label) {
  const uint32_t at = emit(op, operands);
  if (label.at >= 0) {
    wide(uint32_t(label.at - int32_t(at)));
    return;
  }
  label.uses.push_back(at);
  wide(here() - at); // until bound: the distance from the instruction to its jump operand
}

void FunctionCompiler::bind(Label& label) {
  label.at = int32_t(here());
  for (uint32_t at : label.uses) {
    // The operand is the last one of the instruction.
    const uint32_t operand = at + opInfo(Op(code_[at])).words - 2;
    const uint32_t offset = uint32_t(label.at - int32_t(at));
    code_[operand] = uint16_t(offset);
    code_[operand + 1] = uint16_t(offset >> 16);
  }
  label.uses.clear();
}

void FunctionCompiler::place(uint32_t start, uint32_t end) {
  end = std::max(start, end); // of an operator behind its operand there is but the beginning
  auto& places = tables_.places;
  if (!places.empty() && places.back().pc == here()) {
    places.back() = {here(), start, end};
    return;
  }
  if (!places.empty() && places.back().start == start && places.back().end == end) return;
  places.push_back({here(), start, end});
}
void FunctionCompiler::place(const Node* node) { place(node->start, node->end); }
void FunctionCompiler::callSite(const Node* node, CallSite::Kind kind) { pendingCallSite_ = {kind, 0, node}; }

void FunctionCompiler::statementBoundary(const Node* node) {
  auto& statements = tables_.statements;
  if (!statements.empty() && statements.back().pc == here()) statements.back() = {here(), node->start, node->end, 0};
  else statements.push_back({here(), node->start, node->end, 0});
  place(node);
}

// --- constants ---

uint32_t FunctionCompiler::rawConstant(Value value) {
  tables_.constants.push_back(value);
  if (value.isCell()) iso_.heap.recordWrite(function_, &tables_.constants.back(), value);
  return uint32_t(tables_.constants.size() - 1);
}

uint32_t FunctionCompiler::constant(Value value) {
  const auto found = constantIndex_.find(value.bits());
  if (found != constantIndex_.end()) return found->second;
  const uint32_t index = rawConstant(value);
  constantIndex_.emplace(value.bits(), index);
  return index;
}

String* FunctionCompiler::atom(const Name* name) { return internUtf16(iso_, name->text); }

uint32_t FunctionCompiler::nameConstant(const Name* name) {
  const auto found = nameIndex_.find(name);
  if (found != nameIndex_.end()) return found->second;
  const uint32_t index = constant(Value(atom(name))); // atoms are pinned: equal bits, equal text
  nameIndex_.emplace(name, index);
  return index;
}
uint32_t FunctionCompiler::stringConstant(const Name* name) { return nameConstant(name); }
uint32_t FunctionCompiler::textConstant(std::string_view text) { return constant(Value(intern(iso_, newStringUtf8(iso_, text)))); }

bool FunctionCompiler::isIndexName(const Name* name, uint32_t* index) {
  const std::u16string& text = name->text;
  if (text.empty() || text.size() > 10 || (text[0] == u'0' && text.size() > 1)) return false;
  uint64_t value = 0;
  for (char16_t c : text) {
    if (c < u'0' || c > u'9') return false;
    value = value * 10 + uint64_t(c - u'0');
  }
  if (value >= 0xffffffffull) return false;
  *index = uint32_t(value);
  return true;
}

int32_t FunctionCompiler::cache() { return cacheCount_ > kMaxOperand - 1 ? -1 : int32_t(cacheCount_++); }

void FunctionCompiler::loadConstant(Reg dst, Value value) {
  const uint32_t index = constant(value);
  if (index <= kMaxOperand) {
    emit(Op::LoadConst, {dst, int32_t(index)});
  } else {
    emit(Op::LoadConstWide, {dst});
    wide(index);
  }
}

void FunctionCompiler::loadNumber(Reg dst, double value) {
  const Value number = Value::number(value);
  if (number.isInt32() && number.asInt32() >= INT16_MIN && number.asInt32() <= INT16_MAX) emit(Op::LoadInt, {dst, number.asInt32()});
  else loadConstant(dst, number);
}

// --- registers ---

Reg FunctionCompiler::allocate(uint32_t count) {
  const Reg first = top_;
  top_ += Reg(count);
  if (top_ > maxTop_) maxTop_ = top_;
  if (top_ > Reg(kMaxOperand)) fail(ErrorType::RangeError, kTooBig);
  return first;
}

// --- scopes ---

bool FunctionCompiler::hasEvalPart(const Scope* scope) const {
  return scope->hasSloppyEval && (scope->kind == ScopeKind::Function || scope->kind == ScopeKind::FunctionBody);
}

const syntax::Scope* FunctionCompiler::baseScope() const {
  if (tables_.body != FunctionTables::Body::Written) {
    if (tables_.body == FunctionTables::Body::DefaultConstructor) return tables_.classNode->scope;
    return tables_.initialiserScope;
  }
  if (node_->nameScope) return node_->nameScope;
  return node_->scope ? node_->scope->parent : nullptr;
}

FunctionCompiler::EnvironmentPlace FunctionCompiler::placeOf(const Scope* scope, bool evalPart) {
  const auto& open = evalPart ? evalEnvironments_ : environments_;
  if (const auto found = open.find(scope); found != open.end()) return {found->second, 0};
  uint32_t depth = 0;
  for (const Scope* at = baseScope(); at; at = at->parent) {
    if (at->hasEnvironment || at->kind == ScopeKind::With) {
      if (at == scope && !evalPart) return {0, depth};
      ++depth;
    }
    if (hasEvalPart(at)) {
      if (at == scope && evalPart) return {0, depth};
      ++depth;
    }
  }
  TICK_UNREACHABLE("a captured variable whose scope is not around the function");
}

FunctionCompiler::OpenScope FunctionCompiler::openScope(Scope* scope, bool) {
  OpenScope open{top_, environment_, scope};
  if (!scope) return open;
  scopeStack_.push_back(scope);
  if (hasEvalPart(scope)) {
    const Reg reg = allocate();
    emit(Op::NewEvalScope, {reg, environment_});
    environment_ = reg;
    evalEnvironments_[scope] = reg;
  }
  if (scope->hasEnvironment) {
    if (scope->slotCount > kMaxOperand) fail(ErrorType::RangeError, kTooBig);
    const Reg reg = allocate();
    emit(Op::NewEnv, {reg, environment_, int32_t(scope->slotCount)});
    environment_ = reg;
    environments_[scope] = reg;
  }
  declareVariables(scope);
  return open;
}

void FunctionCompiler::closeScope(const OpenScope& open) {
  if (open.scope) {
    for (Variable* variable : open.scope->variables)
      if (variable->reg >= 0 && !variable->isCaptured) {
        const uint32_t pc = here();
        for (LocalName& local : tables_.locals)
          if (local.endPc == UINT32_MAX && local.reg == variable->reg && local.slot < 0) local.endPc = pc;
        markVariable(variable->reg, false);
      }
    scopeStack_.pop_back();
    environments_.erase(open.scope);
    evalEnvironments_.erase(open.scope);
  }
  environment_ = open.savedEnvironment;
  top_ = open.savedTop;
}

namespace {
bool holdsValue(const Variable* variable) { // kinds that are filled in by other means, or need no storage of their own
  switch (variable->kind) {
  case VariableKind::This:
  case VariableKind::NewTarget:
  case VariableKind::FunctionObject: return variable->isCaptured;
  default: return true;
  }
}
} // namespace

void FunctionCompiler::declareVariables(Scope* scope) {
  Reg empty = kNoReg;
  for (Variable* variable : scope->variables) {
    if (variable->isGlobal || !holdsValue(variable)) continue;
    const bool isSimpleParameter = variable->kind == VariableKind::Parameter && scope == node_->scope && node_->hasSimpleParameters &&
                                   tables_.body == FunctionTables::Body::Written;
    if (variable->isCaptured) {
      tables_.locals.push_back({toUtf8(atom(variable->name)), uint16_t(environments_[scope]), variable->slot, here(), UINT32_MAX});
      if (variable->needsTdz && !isSimpleParameter) {
        if (empty == kNoReg) {
          empty = allocate();
          emit(Op::LoadEmpty, {empty});
        }
        emit(Op::SetEnv, {environments_[scope], variable->slot, empty});
      }
      continue;
    }
    if (isSimpleParameter) { // stays where the caller put it
      variable->reg = Reg(2 + variable->parameterIndex);
    } else {
      variable->reg = allocate();
      if (variable->needsTdz) emit(Op::LoadEmpty, {variable->reg});
      // A register of a scope that is entered again still has the old value; functions' own are fresh.
      else if (scope != node_->scope && scope != node_->bodyScope) emit(Op::LoadUndefined, {variable->reg});
    }
    markVariable(variable->reg, true);
    tables_.locals.push_back({toUtf8(atom(variable->name)), uint16_t(variable->reg), -1, here(), UINT32_MAX});
  }
}

// --- functions ---

FunctionCode* FunctionCompiler::makeCode(const FunctionNode* node, const Name* nameHint, const char* prefix) {
  FunctionCode* code = newFunctionCode(iso_);
  rawConstant(Value(static_cast<Cell*>(code)));
  FunctionTables& tables = *code->tables;
  tables.source = tables_.source;
  tables.node = node;
  tables.outerScope = tables_.outerScope;
  tables.sourceStart = node->start;
  tables.sourceEnd = node->end;
  uint32_t flags = 0;
  if (node->isStrict) flags |= FunctionCode::kStrict;
  const bool generator = node->flavor == FunctionFlavor::Generator || node->flavor == FunctionFlavor::AsyncGenerator;
  const bool async = node->flavor == FunctionFlavor::Async || node->flavor == FunctionFlavor::AsyncGenerator;
  if (generator) flags |= FunctionCode::kGenerator | FunctionCode::kHasPrototype;
  if (async) flags |= FunctionCode::kAsync;
  if (source_.isBuiltinLibrary) flags |= FunctionCode::kBuiltinLibrary;
  switch (node->role) {
  case FunctionRole::Script: code->functionKind = FunctionKind::Script; break;
  case FunctionRole::Module: code->functionKind = FunctionKind::Module; break;
  case FunctionRole::Eval: code->functionKind = FunctionKind::Eval; break;
  case FunctionRole::Normal:
    code->functionKind = FunctionKind::Normal;
    if (node->flavor == FunctionFlavor::Normal) flags |= FunctionCode::kConstructor | FunctionCode::kHasPrototype;
    break;
  case FunctionRole::Arrow:
    code->functionKind = FunctionKind::Arrow;
    flags |= FunctionCode::kArrow;
    break;
  case FunctionRole::Method: code->functionKind = FunctionKind::Method; break;
  case FunctionRole::Getter: code->functionKind = FunctionKind::Getter; break;
  case FunctionRole::Setter: code->functionKind = FunctionKind::Setter; break;
  case FunctionRole::ClassConstructor:
    code->functionKind = FunctionKind::BaseConstructor;
    flags |= FunctionCode::kClassConstructor | FunctionCode::kConstructor | FunctionCode::kHasPrototype;
    break;
  case FunctionRole::DerivedConstructor:
    code->functionKind = FunctionKind::DerivedConstructor;
    flags |= FunctionCode::kClassConstructor | FunctionCode::kConstructor | FunctionCode::kHasPrototype | FunctionCode::kDerived;
    break;
  case FunctionRole::FieldInitializer: code->functionKind = FunctionKind::FieldInitialiser; break;
  case FunctionRole::StaticBlock: code->functionKind = FunctionKind::StaticBlock; break;
  }
  code->flags = flags;
  code->length = uint16_t(std::min<uint32_t>(node->length, kMaxOperand));
  const Name* name = node->name ? node->name : nameHint;
  String* text = iso_.names.empty;
  if (name) {
    text = atom(name);
    if (prefix) text = intern(iso_, newStringUtf8(iso_, std::string(prefix) + " " + toUtf8(text)));
  }
  code->name = Value(text);
  return code;
}

void FunctionCompiler::compileClosure(const FunctionNode* node, Reg dst, const Name* nameHint, const char* prefix) {
  makeCode(node, nameHint, prefix);
  const uint32_t index = uint32_t(tables_.constants.size() - 1);
  if (node->nameScope && node->nameScope->hasEnvironment) {
    Temporaries temporaries(*this);
    const Reg env = allocate();
    const Reg function = isTemporary(dst) ? dst : allocate();
    emit(Op::NewEnv, {env, environment_, int32_t(node->nameScope->slotCount)});
    emit(Op::Closure, {function});
    wide(index);
    word(env);
    emit(Op::SetEnv, {env, node->nameScope->variables[0]->slot, function});
    move(dst, function);
    return;
  }
  emit(Op::Closure, {dst});
  wide(index);
  word(environment_);
}

void FunctionCompiler::compile() {
  switch (tables_.body) {
  case FunctionTables::Body::Written: compileFunction(); break;
  case FunctionTables::Body::InstanceInitialiser: compileClassElements(false); break;
  case FunctionTables::Body::StaticInitialiser: compileClassElements(true); break;
  case FunctionTables::Body::DefaultConstructor: compileDefaultConstructor(); break;
  }
  finish();
}

void FunctionCompiler::compileFunction() {
  switch (node_->role) {
  case FunctionRole::Script:
  case FunctionRole::Eval: compileProgram(); return;
  case FunctionRole::Module: compileModuleBody(); return;
  default: break;
  }
  const bool async = function_->isAsync(), generator = function_->isGenerator();
  function_->parameterCount = uint16_t(std::min<uint32_t>(node_->parameters.size(), kMaxOperand));
  if (node_->parameters.size() > kMaxOperand / 2) fail(ErrorType::RangeError, kTooBig);
  top_ = Reg(2 + node_->parameters.size());
  maxTop_ = std::max(maxTop_, top_);
  // Parameters' registers are taken even when nothing names them.
  for (Reg reg = 2; reg < top_; ++reg) markVariable(reg, true);
  if (node_->rest) {
    restRegister_ = allocate();
    function_->restRegister = uint16_t(restRegister_);
    function_->flags |= FunctionCode::kHasRest;
  }
  if (node_->usesArguments) {
    argumentsRegister_ = allocate();
    function_->argumentsRegister = uint16_t(argumentsRegister_);
    function_->flags |= FunctionCode::kNeedsArguments;
    if (!node_->isStrict && node_->hasSimpleParameters) function_->flags |= FunctionCode::kMappedArguments;
  }

  Control guard;
  Label failed;
  const bool guarded = async && !generator;
  place(node_->start, node_->start);
  if (guarded) {
    asyncState_ = allocate();
    emit(Op::AsyncStart, {asyncState_});
    guard.kind = Control::Try;
    pushControl(guard);
    beginRange(guard);
  }
  prologue();
  if (generator) {
    Temporaries temporaries(*this);
    emit(Op::GeneratorStart, {allocate()});
  }
  if (async && generator) {
    guard.kind = Control::Try;
    pushControl(guard);
    beginRange(guard);
  }
  compileBody();
  if (async) {
    const Reg reason = allocate();
    endRange(guard, failed, reason, false);
    popControl(guard);
    bindHandler(failed);
    if (generator) emit(Op::AsyncGeneratorThrow, {reason});
    else emit(Op::AsyncThrow, {asyncState_, reason});
  }
}

void FunctionCompiler::prologue() {
  const bool isArrow = node_->role == FunctionRole::Arrow;
  if (isArrow && node_->usesThis && !thisOwner().function) {
    emit(Op::LoadUndefined, {1});
    if (!thisOwner().isModule) emit(Op::CoerceThis);
  }
  if (!isArrow && node_->usesThis && !node_->isStrict) emit(Op::CoerceThis);
  openScope(node_->scope);
  {
    Temporaries temporaries(*this);
    const auto capture = [&](Variable* variable, auto load) {
      if (!variable || !variable->isCaptured) return;
      const Reg reg = allocate();
      load(reg);
      storeVariable(variable, reg);
    };
    if (!isArrow) {
      const bool derived = node_->role == FunctionRole::DerivedConstructor;
      capture(node_->thisVariable, [&](Reg reg) {
        if (derived) emit(Op::LoadEmpty, {reg});
        else move(reg, 1);
      });
      capture(node_->newTargetVariable, [&](Reg reg) { emit(Op::LoadNewTarget, {reg}); });
      capture(node_->functionVariable, [&](Reg reg) { move(reg, 0); });
      if (node_->role == FunctionRole::ClassConstructor && (function_->flags & FunctionCode::kHasFields)) emit(Op::InitFields, {1, 0});
    }
  }
  parameters();
}

void FunctionCompiler::parameters() {
  const uint32_t count = node_->parameters.size();
  if (node_->usesArguments) {
    Variable* variable = node_->argumentsVariable;
    if (variable) storeVariable(variable, argumentsRegister_);
  }
  if (node_->hasSimpleParameters) {
    bool anyCaptured = false;
    for (Variable* variable : node_->scope->variables) {
      if (variable->kind != VariableKind::Parameter || !variable->isCaptured) continue;
      anyCaptured = true;
      storeVariable(variable, Reg(2 + variable->parameterIndex));
    }
    // Sloppy functions with simple parameters tie their arguments object to them; that needs them in an environment.
    if (node_->usesArguments && !node_->isStrict && anyCaptured) {
      HandleScope scope(iso_.heap);
      Handle<Box> slots = iso_.handle(newBox(iso_, std::max(count, 1u)));
      for (uint32_t i = 0; i < slots->count(); ++i) slots->values()[i] = Value::int32(-1);
      for (Variable* variable : node_->scope->variables)
        if (variable->kind == VariableKind::Parameter && variable->isCaptured)
          slots->values()[variable->parameterIndex] = Value::int32(variable->slot);
      emit(Op::MapArguments, {argumentsRegister_, environments_[node_->scope]});
      wide(rawConstant(slots));
    }
  } else {
    for (uint32_t i = 0; i < count; ++i) {
      Temporaries temporaries(*this);
      place(node_->parameters[i].target);
      bindElement(node_->parameters[i], Reg(2 + i), Bind::Initialize);
    }
  }
  if (node_->rest) bindTarget(node_->rest, restRegister_, Bind::Initialize);
}

void FunctionCompiler::hoistFunction(FunctionDeclarationNode* declaration) {
  if (!declaration->identifier) return;
  Temporaries temporaries(*this);
  const IdentifierNode* identifier = declaration->identifier;
  if (identifier->variable && !identifier->isDynamic) {
    if (const Reg reg = variableRegister(identifier->variable); reg != kNoReg) {
      compileClosure(declaration->function, reg, identifier->name);
      return;
    }
    const Reg reg = allocate();
    compileClosure(declaration->function, reg, identifier->name);
    storeVariable(identifier->variable, reg);
    return;
  }
  const Reg reg = allocate();
  compileClosure(declaration->function, reg, identifier->name);
  if (identifier->variable) storeVariable(identifier->variable, reg); // the declaration's own scope, whatever `with` is inside
  else assignIdentifier(identifier, reg);
}

void FunctionCompiler::hoistFunctions(const List<Node*>& body) {
  for (Node* statement : body) {
    while (statement->kind == NodeKind::Labeled) statement = statement->as<LabeledNode>()->body;
    if (statement->kind == NodeKind::FunctionDeclaration) hoistFunction(statement->as<FunctionDeclarationNode>());
    if (statement->kind == NodeKind::ExportNamed) {
      Node* declaration = statement->as<ExportNamedNode>()->declaration;
      if (declaration && declaration->kind == NodeKind::FunctionDeclaration) hoistFunction(declaration->as<FunctionDeclarationNode>());
    }
    if (statement->kind == NodeKind::ExportDefault) {
      auto* node = statement->as<ExportDefaultNode>();
      if (node->declaration->kind == NodeKind::FunctionDeclaration) {
        auto* declaration = node->declaration->as<FunctionDeclarationNode>();
        if (declaration->identifier) {
          hoistFunction(declaration);
        } else {
          Temporaries temporaries(*this);
          const Reg reg = allocate();
          compileClosure(declaration->function, reg, source_.tree->name(std::string_view("default")));
          storeVariable(node->variable, reg);
        }
      }
    }
  }
}

void FunctionCompiler::compileBody() {
  if (node_->bodyScope != node_->scope && node_->bodyScope) {
    openScope(node_->bodyScope);
    // A var of a parameter's name starts with the parameter's value (§10.2.11 step 28).
    for (Variable* variable : node_->bodyScope->variables) {
      if (variable->kind != VariableKind::Var && variable->kind != VariableKind::Arguments) continue;
      Variable* parameter = node_->scope->find(variable->name);
      if (!parameter || parameter->kind == VariableKind::This || parameter->kind == VariableKind::NewTarget) continue;
      Temporaries temporaries(*this);
      const Reg reg = allocate();
      loadVariable(parameter, reg, false);
      storeVariable(variable, reg);
    }
  }
  if (node_->expressionBody) {
    Temporaries temporaries(*this);
    Node* body = node_->body[0];
    statementBoundary(body);
    const Reg value = compileAny(body);
    if (function_->isAsync()) emit(Op::AsyncReturn, {asyncState_, value});
    else emit(Op::Return, {value});
    return;
  }
  hoistFunctions(node_->body);
  compileStatements(node_->body);
  place(node_->end ? node_->end - 1 : 0, node_->end);
  if (function_->isGenerator() || function_->isAsync()) {
    Temporaries temporaries(*this);
    const Reg value = allocate();
    emit(Op::LoadUndefined, {value});
    if (function_->isGenerator() && function_->isAsync()) emit(Op::AsyncGeneratorReturn, {value});
    else if (function_->isGenerator()) emit(Op::GeneratorReturn, {value});
    else emit(Op::AsyncReturn, {asyncState_, value});
  } else if (node_->role == FunctionRole::DerivedConstructor) {
    Temporaries temporaries(*this);
    const Reg value = allocate();
    emit(Op::LoadUndefined, {value});
    emitReturn(value);
  } else {
    emit(Op::ReturnUndefined);
  }
}

// --- end ---

void FunctionCompiler::finish() {
  // Code that runs off its end would be a bug of ours; the last instruction always leaves.
  for (LocalName& local : tables_.locals)
    if (local.endPc == UINT32_MAX) local.endPc = here();
  tables_.code = std::move(code_);
  tables_.caches.resize(cacheCount_);
  function_->code = tables_.code.data();
  function_->constants = tables_.constants.data();
  function_->caches = tables_.caches.data();
  function_->registerCount = uint32_t(maxTop_);
  function_->flags |= FunctionCode::kCompiled;
  constexpr uint32_t kSpecial = FunctionCode::kHasRest | FunctionCode::kNeedsArguments | FunctionCode::kClassConstructor;
  if (!(function_->flags & kSpecial) && !function_->fast && iso_.realms.size() == 1)
    function_->flags |= FunctionCode::kPlainCall;
}

} // namespace tickscope
