// Expressions (ECMA-262 §13).
#include "core/vm/bigint.h"
#include "core/vm/compiler_impl.h"

namespace tickscope {

using namespace syntax;

// Expressions whose value is written by their last instruction, whatever they contain.
bool FunctionCompiler::writesLast(const Node* node) const {
  switch (node->kind) {
  case NodeKind::NumberLiteral:
  case NodeKind::StringLiteral:
  case NodeKind::BooleanLiteral:
  case NodeKind::NullLiteral:
  case NodeKind::BigIntLiteral:
  case NodeKind::Binary:
  case NodeKind::Call:
  case NodeKind::New:
    return node->kind != NodeKind::Call || node->as<CallNode>()->callee->kind != NodeKind::Super;
  case NodeKind::Identifier: {
    const auto* identifier = node->as<IdentifierNode>();
    return !identifier->isDynamic && !identifier->needsTdzCheck;
  }
  case NodeKind::Member: return node->as<MemberNode>()->object->kind != NodeKind::Super;
  case NodeKind::Function: return true;
  case NodeKind::Unary: {
    const Operator op = node->as<UnaryNode>()->op;
    return op == Operator::Plus || op == Operator::Minus || op == Operator::BitNot || op == Operator::Not;
  }
  default: return false;
  }
}

Reg FunctionCompiler::compileAny(Node* node) {
  node = onlyPart(node);
  if (node->kind == NodeKind::Identifier) {
    auto* identifier = node->as<IdentifierNode>();
    if (!identifier->isDynamic && identifier->variable && identifier->variable->kind != VariableKind::Import) {
      if (const Reg reg = variableRegister(identifier->variable); reg != kNoReg) {
        if (identifier->needsTdzCheck) {
          place(node);
          tdzCheck(reg, identifier->name);
        }
        return reg;
      }
    }
  }
  if (node->kind == NodeKind::This) {
    const ThisOwner owner = thisOwner();
    if (owner.isOwn && owner.function && owner.function->role != FunctionRole::DerivedConstructor) return 1;
  }
  const Reg reg = allocate();
  compileTo(node, reg);
  return reg;
}

Reg FunctionCompiler::compileStable(Node* node, bool clobbered) {
  const Reg reg = compileAny(node);
  if (!clobbered || isTemporary(reg) || reg == 1) return reg;
  const Reg copy = allocate();
  move(copy, reg);
  return copy;
}

void FunctionCompiler::compileEffect(Node* node) {
  Temporaries temporaries(*this);
  node = onlyPart(node);
  switch (node->kind) {
  case NodeKind::Assignment: return compileAssignment(node->as<AssignmentNode>(), kNoReg);
  case NodeKind::Update: return compileUpdate(node->as<UpdateNode>(), kNoReg);
  case NodeKind::Sequence:
    for (Node* part : node->as<SequenceNode>()->expressions) compileEffect(part);
    return;
  case NodeKind::Unary:
    if (node->as<UnaryNode>()->op == Operator::Void) return compileEffect(node->as<UnaryNode>()->operand);
    break;
  case NodeKind::Logical:
  case NodeKind::Conditional: {
    if (node->kind == NodeKind::Logical && node->as<LogicalNode>()->op == Operator::Nullish) break;
    Label yes, no, end;
    if (node->kind == NodeKind::Logical) {
      auto* logical = node->as<LogicalNode>();
      const bool isAnd = logical->op == Operator::And;
      compileCondition(logical->left, yes, no, isAnd);
      bind(isAnd ? yes : no);
      compileEffect(logical->right);
      bind(isAnd ? no : yes);
      return;
    }
    auto* conditional = node->as<ConditionalNode>();
    compileCondition(conditional->test, yes, no, true);
    bind(yes);
    compileEffect(conditional->consequent);
    jump(Op::Jump, {}, end);
    bind(no);
    compileEffect(conditional->alternate);
    bind(end);
    return;
  }
  default: break;
  }
  compileAny(node);
}

void FunctionCompiler::compileConditional(ConditionalNode* node, Reg dst) {
  Label yes, no, end;
  compileCondition(node->test, yes, no, true);
  bind(yes);
  compileTo(node->consequent, dst);
  jump(Op::Jump, {}, end);
  bind(no);
  compileTo(node->alternate, dst);
  bind(end);
}

void FunctionCompiler::compileTo(Node* node, Reg dst) {
  DepthGuard guard(depth_);
  node = onlyPart(node);
  if (const std::optional<Value> known = knownValue(node)) return loadKnown(dst, *known, node);
  if (!isTemporary(dst) && !writesLast(node)) {
    if (node->kind == NodeKind::Conditional) { // each branch writes last on its own
      compileConditional(node->as<ConditionalNode>(), dst);
      return;
    }
    Temporaries temporaries(*this);
    const Reg value = allocate();
    compileTo(node, value);
    move(dst, value);
    return;
  }
  switch (node->kind) {
  case NodeKind::NumberLiteral: return loadNumber(dst, node->as<NumberLiteralNode>()->value);
  case NodeKind::StringLiteral: {
    const uint32_t index = stringConstant(node->as<StringLiteralNode>()->value);
    if (index <= 0xffff) {
      emit(Op::LoadConst, {dst, int32_t(index)});
    } else {
      emit(Op::LoadConstWide, {dst});
      wide(index);
    }
    return;
  }
  case NodeKind::BooleanLiteral: emit(node->as<BooleanLiteralNode>()->value ? Op::LoadTrue : Op::LoadFalse, {dst}); return;
  case NodeKind::NullLiteral: emit(Op::LoadNull, {dst}); return;
  case NodeKind::BigIntLiteral: {
    HandleScope scope(iso_.heap);
    HandleValue text = iso_.handle(Value(newStringUtf8(iso_, node->as<BigIntLiteralNode>()->digits)));
    HandleValue value = iso_.handle(stringToBigInt(iso_, flatText(iso_, text)));
    if (value.get().isException()) {
      iso_.takeException();
      fail(ErrorType::SyntaxError, "BigInt too big to be represented");
    }
    const uint32_t index = rawConstant(value);
    emit(Op::LoadConstWide, {dst});
    wide(index);
    return;
  }
  case NodeKind::RegExpLiteral: {
    place(node);
    const uint32_t pattern = stringConstant(node->as<RegExpLiteralNode>()->pattern);
    const uint32_t flags = stringConstant(node->as<RegExpLiteralNode>()->flags);
    emit(Op::NewRegExp, {dst});
    wide(pattern);
    wide(flags);
    return;
  }
  case NodeKind::TemplateLiteral: return compileTemplate(node->as<TemplateLiteralNode>(), dst);
  case NodeKind::TaggedTemplate: return compileTaggedTemplate(node->as<TaggedTemplateNode>(), dst);
  case NodeKind::Identifier:
    place(node);
    return loadIdentifier(node->as<IdentifierNode>(), dst);
  case NodeKind::This:
    place(node);
    return loadThis(dst);
  case NodeKind::NewTarget: return loadNewTarget(dst);
  case NodeKind::ImportMeta: emit(Op::ImportMeta, {dst}); return;
  case NodeKind::ImportCall: {
    Temporaries temporaries(*this);
    auto* call = node->as<ImportCallNode>();
    const Reg specifier = compileStable(call->specifier, call->options != nullptr);
    Reg options = allocate();
    if (call->options) compileTo(call->options, options);
    else emit(Op::LoadUndefined, {options});
    place(node);
    emit(Op::ImportCall, {dst, specifier, options});
    return;
  }
  case NodeKind::ArrayLiteral: return compileArrayInto(node->as<ArrayLiteralNode>()->elements, dst);
  case NodeKind::ObjectLiteral: return compileObjectLiteral(node->as<ObjectLiteralNode>(), dst);
  case NodeKind::Function: return compileClosure(node->as<FunctionNode>(), dst, nullptr);
  case NodeKind::Class: return compileClass(node->as<ClassNode>(), dst, nullptr);
  case NodeKind::Unary: return compileUnary(node->as<UnaryNode>(), dst);
  case NodeKind::Update: return compileUpdate(node->as<UpdateNode>(), dst);
  case NodeKind::Binary: return compileBinary(node->as<BinaryNode>(), dst);
  case NodeKind::Logical: return compileLogical(node->as<LogicalNode>(), dst);
  case NodeKind::Assignment: return compileAssignment(node->as<AssignmentNode>(), dst);
  case NodeKind::Conditional: return compileConditional(node->as<ConditionalNode>(), dst);
  case NodeKind::Call: return compileCall(node->as<CallNode>(), dst);
  case NodeKind::New: return compileNew(node->as<NewNode>(), dst);
  case NodeKind::Member: return compileMember(node->as<MemberNode>(), dst);
  case NodeKind::PrivateMember: {
    Temporaries temporaries(*this);
    auto* member = node->as<PrivateMemberNode>();
    const Reg object = compileAny(member->object);
    if (member->optional) jump(Op::JumpIfNullish, {object}, *optionalNullish_);
    const Reg key = allocate();
    loadPrivateName(member->name, member->variable, key);
    place(member->nameStart, member->end);
    callSite(member);
    emit(Op::GetPrivate, {dst, object, key});
    return;
  }
  case NodeKind::PrivateIn: {
    Temporaries temporaries(*this);
    auto* in = node->as<PrivateInNode>();
    const Reg object = compileAny(in->object);
    const Reg key = allocate();
    loadPrivateName(in->name, in->variable, key);
    place(node);
    emit(Op::PrivateIn, {dst, key, object});
    return;
  }
  case NodeKind::OptionalChain: {
    Label nullish, end;
    Label* saved = optionalNullish_;
    optionalNullish_ = &nullish;
    compileTo(node->as<OptionalChainNode>()->expression, dst);
    optionalNullish_ = saved;
    jump(Op::Jump, {}, end);
    bind(nullish);
    emit(Op::LoadUndefined, {dst});
    bind(end);
    return;
  }
  case NodeKind::Sequence: {
    auto& parts = node->as<SequenceNode>()->expressions;
    for (uint32_t i = 0; i + 1 < parts.count; ++i) compileEffect(parts[i]);
    compileTo(parts[parts.count - 1], dst);
    return;
  }
  case NodeKind::Yield: return compileYield(node->as<YieldNode>(), dst);
  case NodeKind::Await: {
    Temporaries temporaries(*this);
    const Reg value = compileAny(node->as<AwaitNode>()->argument);
    place(node);
    compileAwait(dst, value);
    return;
  }
  default: unsupported(nodeKindName(node->kind));
  }
}

void FunctionCompiler::compileNamed(Node* node, Reg dst, const Name* name) {
  if (!isAnonymousDefinition(node)) return compileTo(node, dst);
  if (node->kind == NodeKind::Function) return compileClosure(node->as<FunctionNode>(), dst, name);
  if (isTemporary(dst)) return compileClass(node->as<ClassNode>(), dst, name);
  Temporaries temporaries(*this);
  const Reg value = allocate();
  compileClass(node->as<ClassNode>(), value, name);
  move(dst, value);
}

void FunctionCompiler::loadPrivateName(const Name* name, Variable* variable, Reg dst) {
  if (!variable) { // in eval code: declared by a class around the call
    for (Scope* scope = tables_.outerScope; scope && !variable; scope = scope->parent)
      if (scope->kind == ScopeKind::Class)
        for (Variable* other : scope->variables)
          if (other->name->text == name->text) variable = other;
    if (!variable) fail(ErrorType::SyntaxError, "Private field '" + toUtf8(atom(name)) + "' must be declared in an enclosing class");
  }
  loadVariable(variable, dst, false);
}

} // namespace tickscope
