// Classes (ECMA-262 §15.7).
//
// A class with fields has a hidden function that initialises a new object; the constructor calls it (base classes at
// its start, derived ones after super). Static fields and blocks are another hidden function, called once. Computed
// names of fields are kept in an environment around these functions.
#include "core/vm/compiler_impl.h"

namespace tickscope {

using namespace syntax;

namespace {
bool isInstanceField(const ClassElement& e) { return e.kind == ClassElementKind::Field && !e.isStatic; }
bool isStaticInit(const ClassElement& e) { return e.kind == ClassElementKind::StaticBlock || (e.kind == ClassElementKind::Field && e.isStatic); }
} // namespace

void FunctionCompiler::compileClass(ClassNode* node, Reg dst, const Name* nameHint) {
  Temporaries temporaries(*this);
  const OpenScope open = openScope(node->scope);
  const Reg pair = allocate(2); // constructor, prototype
  const Reg constructor = pair, prototype = pair + 1;

  bool hasInstanceInit = false, hasStaticInit = false;
  uint32_t computedFields = 0, fields = 0;
  for (ClassElement& e : node->elements) {
    if (e.privateVariable && e.privateVariable->reg != -2) { // one name for a getter and setter pair
      Temporaries step(*this);
      const Reg key = allocate();
      bool first = true;
      for (ClassElement& other : node->elements) {
        if (&other == &e) break;
        first = first && other.privateVariable != e.privateVariable;
      }
      if (first) {
        emit(Op::NewPrivateName, {key});
        wide(stringConstant(e.privateName));
        storeVariable(e.privateVariable, key);
      }
    }
    const bool privateInstanceMethod = e.privateName && !e.isStatic && e.kind != ClassElementKind::Field && e.kind != ClassElementKind::StaticBlock;
    hasInstanceInit = hasInstanceInit || isInstanceField(e) || privateInstanceMethod;
    hasStaticInit = hasStaticInit || isStaticInit(e);
    if (e.kind == ClassElementKind::Field && e.computed) ++computedFields;
    if (isInstanceField(e)) ++fields;
  }

  Reg parent = allocate();
  if (node->heritage) compileTo(node->heritage, parent);
  else emit(Op::LoadEmpty, {parent});

  // The constructor's code.
  const Name* name = node->name ? node->name : nameHint;
  FunctionCode* code;
  uint32_t codeIndex;
  if (node->constructor) {
    code = makeCode(node->constructor, name);
  } else {
    code = newFunctionCode(iso_);
    rawConstant(Value(static_cast<Cell*>(code)));
    FunctionTables& tables = *code->tables;
    tables.source = tables_.source;
    tables.outerScope = tables_.outerScope;
    tables.node = node_; // for what surrounds it
    tables.body = FunctionTables::Body::DefaultConstructor;
    code->flags = FunctionCode::kStrict | FunctionCode::kClassConstructor | FunctionCode::kConstructor | FunctionCode::kHasPrototype |
                  (node->heritage ? FunctionCode::kDerived : 0u) | (source_.isBuiltinLibrary ? uint32_t(FunctionCode::kBuiltinLibrary) : 0u);
    code->functionKind = node->heritage ? FunctionKind::DerivedConstructor : FunctionKind::BaseConstructor;
  }
  codeIndex = uint32_t(tables_.constants.size() - 1);
  code->tables->classNode = node;
  code->tables->sourceStart = node->start; // toString of a class is the class
  code->tables->sourceEnd = node->end;
  if (name) {
    String* text = atom(name);
    code->name = Value(text);
  } else {
    code->name = Value(iso_.names.empty);
  }
  if (hasInstanceInit) code->flags |= FunctionCode::kHasFields;
  code->expectedProperties = uint8_t(std::min<uint32_t>(fields + 4, 32));
  place(node);
  callSite(node->heritage ? node->heritage : node);
  emit(Op::NewClass, {pair, parent});
  wide(codeIndex);
  word(environment_);

  // Computed field names live in an environment that only the initialisers see.
  Scope* around = node->scope;
  const OpenScope* keysOpen = nullptr;
  OpenScope keysStorage{};
  if (computedFields) {
    source_.tree->scopes.push_back(std::make_unique<Scope>());
    Scope* keys = source_.tree->scopes.back().get();
    keys->kind = ScopeKind::Block;
    keys->parent = node->scope;
    keys->function = node->scope->function;
    keys->hasEnvironment = true;
    keys->slotCount = computedFields;
    for (ClassElement& e : node->elements)
      if (e.function && (e.kind == ClassElementKind::Field || e.kind == ClassElementKind::StaticBlock)) e.function->scope->parent = keys;
    keysStorage = openScope(keys);
    keysOpen = &keysStorage;
    around = keys;
  }

  uint32_t keySlot = 0;
  for (ClassElement& e : node->elements) {
    Temporaries step(*this);
    const Reg target = e.isStatic ? constructor : prototype;
    switch (e.kind) {
    case ClassElementKind::Method:
    case ClassElementKind::Getter:
    case ClassElementKind::Setter: {
      const int kind = e.kind == ClassElementKind::Getter ? 1 : e.kind == ClassElementKind::Setter ? 2 : 0;
      if (!e.privateName) {
        const Reg savedEnvironment = environment_;
        if (computedFields) environment_ = keysStorage.savedEnvironment; // methods do not see the keys' environment
        compileMethodWithHome(target, e.key, e.computed, e.function, kind, 0);
        environment_ = savedEnvironment;
        break;
      }
      const Reg key = allocate();
      loadVariable(e.privateVariable, key, false);
      const Reg closure = allocate();
      const Reg savedEnvironment = environment_;
      if (computedFields) environment_ = keysStorage.savedEnvironment;
      compileClosure(e.function, closure, e.privateName, kind == 1 ? "get" : kind == 2 ? "set" : nullptr);
      environment_ = savedEnvironment;
      emit(Op::SetHomeObject, {closure, target});
      emit(Op::AddPrivateMethod, {constructor, key, closure, kind | (e.isStatic ? 0 : 4)});
      break;
    }
    case ClassElementKind::Field:
      if (e.computed) {
        const Reg key = allocate();
        const Reg savedEnvironment = environment_;
        environment_ = keysStorage.savedEnvironment;
        keyValue(e.key, true, key);
        environment_ = savedEnvironment;
        emit(Op::SetEnv, {environments_[around], int32_t(keySlot++), key});
      }
      break;
    case ClassElementKind::Accessor: unsupported("auto-accessors");
    case ClassElementKind::StaticBlock: break;
    }
  }

  const auto initialiser = [&](FunctionTables::Body body, FunctionKind kind, const char* label) {
    FunctionCode* init = newFunctionCode(iso_);
    rawConstant(Value(static_cast<Cell*>(init)));
    const uint32_t index = uint32_t(tables_.constants.size() - 1);
    FunctionTables& tables = *init->tables;
    tables.source = tables_.source;
    tables.outerScope = tables_.outerScope;
    tables.node = node_;
    tables.classNode = node;
    tables.body = body;
    tables.initialiserScope = around;
    tables.sourceStart = node->start;
    tables.sourceEnd = node->end;
    init->flags = FunctionCode::kStrict | (source_.isBuiltinLibrary ? uint32_t(FunctionCode::kBuiltinLibrary) : 0u);
    init->functionKind = kind;
    String* text = intern(iso_, label);
    init->name = Value(text);
    const Reg function = allocate();
    emit(Op::Closure, {function});
    wide(index);
    word(environment_);
    return function;
  };
  if (hasInstanceInit) {
    Temporaries step(*this);
    const Reg init = initialiser(FunctionTables::Body::InstanceInitialiser, FunctionKind::FieldInitialiser, "<instance_members_initializer>");
    emit(Op::SetHomeObject, {init, prototype});
    emit(Op::SetClassInit, {constructor, init});
  }
  if (node->innerName) storeVariable(node->innerName, constructor);
  if (hasStaticInit) {
    Temporaries step(*this);
    const Reg window = allocate(2);
    const Reg init = initialiser(FunctionTables::Body::StaticInitialiser, FunctionKind::StaticBlock, "<static_initializer>");
    emit(Op::SetHomeObject, {init, constructor});
    move(window, init);
    move(window + 1, constructor);
    freeTo(window + 2);
    place(node);
    emit(Op::Call, {window, window, 0});
  }
  if (keysOpen) closeScope(*keysOpen);
  move(dst, constructor);
  closeScope(open);
}

void FunctionCompiler::compileMethodWithHome(Reg object, Node* keyNode, bool computed, FunctionNode* function, int kind, int flags) {
  const Reg key = allocate();
  const char* prefix = kind == 1 ? "get" : kind == 2 ? "set" : nullptr;
  keyValue(keyNode, computed, key);
  const Reg closure = allocate();
  const bool namedHere = !computed && keyNode->kind == NodeKind::StringLiteral;
  compileClosure(function, closure, namedHere ? keyNode->as<StringLiteralNode>()->value : nullptr, namedHere ? prefix : nullptr);
  emit(Op::SetHomeObject, {closure, object});
  emit(Op::DefineMethod, {object, key, closure, kind | flags | (namedHere ? 0 : 8)});
}

// The body of an initialiser: register 1 is the new object, or the class.
void FunctionCompiler::compileClassElements(bool isStatic) {
  ClassNode* node = tables_.classNode;
  uint32_t keySlot = 0;
  for (ClassElement& e : node->elements) {
    const uint32_t slot = e.kind == ClassElementKind::Field && e.computed ? keySlot++ : 0;
    if (isStatic ? !isStaticInit(e) : !isInstanceField(e)) continue;
    Temporaries temporaries(*this);
    place(e.start, e.end);
    const FunctionNode* savedNode = node_;
    OpenScope open{top_, environment_, nullptr};
    if (e.function) {
      fieldFunction_ = e.function;
      node_ = e.function;
      open = openScope(e.function->scope);
      const auto capture = [&](Variable* variable, Op load, int32_t source) {
        if (!variable || !variable->isCaptured) return;
        Temporaries step(*this);
        const Reg reg = allocate();
        if (load == Op::Move) move(reg, source);
        else emit(load, {reg});
        storeVariable(variable, reg);
      };
      capture(e.function->thisVariable, Op::Move, 1);
      capture(e.function->newTargetVariable, Op::LoadUndefined, 0);
      capture(e.function->functionVariable, Op::Move, 0);
    }
    if (e.kind == ClassElementKind::StaticBlock) {
      OpenScope body{top_, environment_, nullptr};
      if (e.function->bodyScope != e.function->scope && e.function->bodyScope) body = openScope(e.function->bodyScope);
      hoistFunctions(e.function->body);
      compileStatements(e.function->body);
      if (body.scope) closeScope(body);
    } else {
      const Reg value = allocate();
      const Name* name = !e.computed && e.key && e.key->kind == NodeKind::StringLiteral ? e.key->as<StringLiteralNode>()->value : e.privateName;
      if (!e.function) {
        emit(Op::LoadUndefined, {value});
      } else {
        Node* expression = e.function->body[0];
        statementBoundary(expression);
        if (name) compileNamed(expression, value, name);
        else compileTo(expression, value);
      }
      if (e.privateName) {
        const Reg key = allocate();
        loadVariable(e.privateVariable, key, false);
        emit(Op::AddPrivateField, {1, key, value});
      } else if (e.computed) {
        const Reg key = allocate();
        const EnvironmentPlace keys = placeOf(tables_.initialiserScope);
        if (keys.reg) emit(Op::GetEnv, {key, keys.reg, int32_t(slot)});
        else emit(Op::GetOuter, {key, int32_t(keys.depth), int32_t(slot)});
        const bool anonymous = e.function && ((e.function->body[0]->kind == NodeKind::Function && !e.function->body[0]->as<FunctionNode>()->name) ||
                                              (e.function->body[0]->kind == NodeKind::Class && !e.function->body[0]->as<ClassNode>()->name));
        if (anonymous) emit(Op::SetFunctionName, {value, key, 0});
        emit(Op::DefineElem, {1, key, value});
      } else if (name) {
        defineNamed(1, name, value);
      } else {
        const Reg key = allocate();
        keyValue(e.key, false, key);
        emit(Op::DefineElem, {1, key, value});
      }
    }
    if (open.scope) closeScope(open);
    fieldFunction_ = nullptr;
    node_ = savedNode;
  }
  emit(Op::ReturnUndefined);
}

// constructor(...args) { super(...args); } without touching Array.prototype[Symbol.iterator] (§15.7.14 step 14).
void FunctionCompiler::compileDefaultConstructor() {
  place(tables_.classNode->start, tables_.classNode->end);
  if (!(function_->flags & FunctionCode::kDerived)) {
    emit(Op::InitFields, {1, 0});
    emit(Op::ReturnUndefined);
    return;
  }
  restRegister_ = allocate();
  function_->restRegister = uint16_t(restRegister_);
  function_->flags |= FunctionCode::kHasRest;
  const Reg window = allocate(3);
  emit(Op::LoadNewTarget, {window + 1});
  move(window + 2, restRegister_);
  const Reg result = allocate();
  callSite(tables_.classNode);
  emit(Op::SuperCallSpread, {result, window, 0});
  emit(Op::InitFields, {result, 0});
  emit(Op::Return, {result});
}

} // namespace tickscope
