// Properties, and what stands on the left of an assignment (ECMA-262 §13.3.2 to §13.3.4, §13.4, §13.15).
#include "core/vm/compiler_impl.h"

namespace tickscope {

using namespace syntax;

void FunctionCompiler::getNamed(Reg dst, Reg object, const Name* name) {
  uint32_t index;
  if (isIndexName(name, &index)) {
    Temporaries temporaries(*this);
    if (index <= 0xffff) {
      emit(Op::GetElemInt, {dst, object, int32_t(index)});
      return;
    }
    const Reg key = allocate();
    loadNumber(key, index);
    emit(Op::GetElem, {dst, object, key});
    return;
  }
  const uint32_t constantIndex = nameConstant(name);
  const int32_t slot = constantIndex <= 0xffff ? cache() : -1;
  if (slot < 0) {
    Temporaries temporaries(*this);
    const Reg key = allocate();
    emit(Op::LoadConstWide, {key});
    wide(constantIndex);
    emit(Op::GetElem, {dst, object, key});
    return;
  }
  emit(name->text == u"length" ? Op::GetLength : Op::GetProp, {dst, object, int32_t(constantIndex), slot});
}

void FunctionCompiler::setNamed(Reg object, const Name* name, Reg value) { storeNamed(Op::SetProp, Op::SetElem, object, name, value); }
void FunctionCompiler::defineNamed(Reg object, const Name* name, Reg value) { storeNamed(Op::DefineField, Op::DefineElem, object, name, value); }

void FunctionCompiler::storeNamed(Op named, Op keyed, Reg object, const Name* name, Reg value) {
  uint32_t index;
  const bool isIndex = isIndexName(name, &index);
  const uint32_t constantIndex = isIndex ? 0 : nameConstant(name);
  const int32_t slot = isIndex || constantIndex > 0xffff ? -1 : cache();
  if (slot >= 0) {
    emit(named, {object, int32_t(constantIndex), value, slot});
    return;
  }
  Temporaries temporaries(*this);
  const Reg key = allocate();
  if (isIndex) {
    loadNumber(key, index);
  } else {
    emit(Op::LoadConstWide, {key});
    wide(constantIndex);
  }
  emit(keyed, {object, key, value});
}

void FunctionCompiler::getKeyed(Reg dst, Reg object, Node* keyNode) {
  if (keyNode->kind == NodeKind::StringLiteral) return getNamed(dst, object, keyNode->as<StringLiteralNode>()->value);
  int32_t small;
  if (isSmallInt(keyNode, &small) && small >= 0) {
    emit(Op::GetElemInt, {dst, object, small});
    return;
  }
  const SourceEntry at = tables_.places.back();
  const Reg key = compileAny(keyNode);
  place(at.start, at.end);
  emit(Op::GetElem, {dst, object, key});
}

void FunctionCompiler::compileMember(MemberNode* node, Reg dst) {
  Temporaries temporaries(*this);
  if (node->object->kind == NodeKind::Super) {
    const Reg receiver = thisRegister();
    const Reg key = allocate();
    compileTo(node->property, key);
    const Reg home = allocate();
    loadHomeObject(home);
    place(node);
    callSite(node);
    emit(Op::GetSuper, {dst, home, key, receiver});
    return;
  }
  const Reg object = compileStable(node->object, node->computed && node->property->hasAssignment);
  if (node->optional) jump(Op::JumpIfNullish, {object}, *optionalNullish_);
  if (!node->computed) {
    place(node->property);
    getNamed(dst, object, node->property->as<StringLiteralNode>()->value);
    return;
  }
  place(operatorPosition(node->object->end, node->property->start), node->end);
  getKeyed(dst, object, node->property);
}

// --- assignment ---

FunctionCompiler::Target FunctionCompiler::prepareTarget(Node* node, bool clobbered) {
  Target target;
  target.node = node;
  switch (node->kind) {
  case NodeKind::Identifier:
    target.kind = Target::Identifier;
    target.name = referenceTo(node->as<IdentifierNode>());
    return target;
  case NodeKind::Member: {
    auto* member = node->as<MemberNode>();
    if (member->object->kind == NodeKind::Super) {
      target.kind = Target::SuperProperty;
      target.receiver = thisRegister();
      target.key = allocate();
      compileTo(member->property, target.key);
      target.object = allocate();
      loadHomeObject(target.object);
      return target;
    }
    target.object = compileStable(member->object, clobbered || (member->computed && member->property->hasAssignment));
    if (!member->computed || member->property->kind == NodeKind::StringLiteral) {
      target.kind = Target::Named;
      return target;
    }
    target.kind = Target::Keyed;
    target.key = compileStable(member->property, clobbered);
    return target;
  }
  case NodeKind::PrivateMember: {
    auto* member = node->as<PrivateMemberNode>();
    target.kind = Target::Private;
    target.object = compileStable(member->object, clobbered);
    target.key = allocate();
    loadPrivateName(member->name, member->variable, target.key);
    return target;
  }
  case NodeKind::ArrayPattern:
  case NodeKind::ObjectPattern: target.kind = Target::Pattern; return target;
  default: // a call, which sloppy code may write there: it runs, then the assignment throws
    target.kind = Target::Invalid;
    compileEffect(node);
    place(node);
    throwError(ErrorType::ReferenceError, "Invalid left-hand side in assignment");
    return target;
  }
}

void FunctionCompiler::loadTarget(const Target& target, Reg dst) {
  switch (target.kind) {
  case Target::Identifier:
    place(target.node);
    loadReference(target.node->as<IdentifierNode>(), target.name, dst);
    return;
  case Target::Named:
    place(target.node->as<MemberNode>()->property);
    getNamed(dst, target.object, target.node->as<MemberNode>()->property->as<StringLiteralNode>()->value);
    return;
  case Target::Keyed:
    place(target.node->as<MemberNode>()->property);
    emit(Op::GetElem, {dst, target.object, target.key});
    return;
  case Target::Private:
    place(target.node);
    callSite(target.node);
    emit(Op::GetPrivate, {dst, target.object, target.key});
    return;
  case Target::SuperProperty:
    place(target.node);
    emit(Op::GetSuper, {dst, target.object, target.key, target.receiver});
    return;
  default: return;
  }
}

void FunctionCompiler::storeTarget(const Target& target, Reg value) {
  const auto place = [&](const Node* node) {
    if (target.position) FunctionCompiler::place(target.position, node->end);
    else FunctionCompiler::place(node);
  };
  switch (target.kind) {
  case Target::Identifier:
    place(target.node);
    storeReference(target.node->as<IdentifierNode>(), target.name, value);
    return;
  case Target::Named:
    place(target.node->as<MemberNode>()->property);
    setNamed(target.object, target.node->as<MemberNode>()->property->as<StringLiteralNode>()->value, value);
    return;
  case Target::Keyed:
    place(target.node->as<MemberNode>()->property);
    emit(Op::SetElem, {target.object, target.key, value});
    return;
  case Target::Private:
    place(target.node);
    callSite(target.node);
    emit(Op::SetPrivate, {target.object, target.key, value});
    return;
  case Target::SuperProperty:
    place(target.node);
    emit(Op::SetSuper, {target.object, target.key, value, target.receiver});
    return;
  case Target::Pattern: bindTarget(target.node, value, Bind::Assign, {CallSite::Value, target.value}); return;
  case Target::Invalid: return;
  }
}

void FunctionCompiler::compileAssignment(AssignmentNode* node, Reg dst) {
  Temporaries temporaries(*this);
  const Name* name = node->target->kind == NodeKind::Identifier ? node->target->as<IdentifierNode>()->name : nullptr;
  if (name && node->target->parenthesized) name = nullptr; // (x) = function () {} stays anonymous
  const auto value = [&](Reg to) {
    if (name) compileNamed(node->value, to, name);
    else compileTo(node->value, to);
  };
  // A plain local variable is its register.
  Reg local = kNoReg;
  if (node->target->kind == NodeKind::Identifier) {
    auto* identifier = node->target->as<IdentifierNode>();
    if (identifier->variable && !identifier->isDynamic && !identifier->needsTdzCheck && !identifier->variable->isImmutable())
      local = variableRegister(identifier->variable);
    if (local == 0) local = kNoReg;
  }
  if (node->op == Operator::Assign) {
    if (local != kNoReg) {
      value(local);
      if (dst != kNoReg) move(dst, local);
      return;
    }
    Target target = prepareTarget(node->target, node->value->hasAssignment);
    target.position = operatorPosition(node->target->end, node->value->start);
    target.value = node->value;
    Reg result;
    if (dst != kNoReg && isTemporary(dst)) {
      result = dst;
      value(dst);
    } else if (name && node->value->kind == NodeKind::Class) {
      result = allocate();
      value(result);
    } else if (name && node->value->kind == NodeKind::Function) {
      result = allocate();
      value(result);
    } else {
      result = compileAny(node->value);
    }
    storeTarget(target, result);
    if (dst != kNoReg) move(dst, result);
    return;
  }
  if (node->op == Operator::And || node->op == Operator::Or || node->op == Operator::Nullish) {
    Label end;
    const Op skip = node->op == Operator::And ? Op::JumpIfFalse : node->op == Operator::Or ? Op::JumpIfTrue : Op::JumpIfNotNullish;
    const Target target = prepareTarget(node->target, node->value->hasAssignment);
    const Reg result = dst != kNoReg && isTemporary(dst) ? dst : allocate();
    loadTarget(target, result);
    jump(skip, {result}, end);
    value(result);
    storeTarget(target, result);
    bind(end);
    if (dst != kNoReg) move(dst, result);
    return;
  }
  if (local != kNoReg) {
    Reg left = local;
    if (node->value->hasAssignment) {
      left = allocate();
      move(left, local);
    }
    emitBinary(node->op, local, left, node->value, node);
    if (dst != kNoReg) move(dst, local);
    return;
  }
  Target target = prepareTarget(node->target, node->value->hasAssignment);
  target.position = operatorPosition(node->target->end, node->value->start);
  const Reg result = dst != kNoReg && isTemporary(dst) ? dst : allocate();
  const Reg left = allocate();
  loadTarget(target, left);
  emitBinary(node->op, result, left, node->value, node);
  storeTarget(target, result);
  if (dst != kNoReg) move(dst, result);
}

void FunctionCompiler::compileUpdate(UpdateNode* node, Reg dst) {
  Temporaries temporaries(*this);
  const Op op = node->increment ? Op::Increment : Op::Decrement;
  if (node->target->kind == NodeKind::Identifier) {
    auto* identifier = node->target->as<IdentifierNode>();
    Variable* variable = identifier->variable;
    if (variable && !identifier->isDynamic && !identifier->needsTdzCheck && !variable->isImmutable()) {
      if (const Reg reg = variableRegister(variable); reg > 0) {
        place(node);
        if (dst == kNoReg || node->prefix) {
          emit(op, {reg, reg});
          if (dst != kNoReg) move(dst, reg);
          return;
        }
        if (dst == reg) { // x = x++: the old value, as a number
          emit(Op::ToNumeric, {reg, reg});
          return;
        }
        if (!isTemporary(dst)) { // y = x++: y is written after x, in one step
          const Reg old = allocate();
          emit(Op::ToNumeric, {old, reg});
          emit(op, {reg, old});
          move(dst, old);
          return;
        }
        emit(Op::ToNumeric, {dst, reg});
        emit(op, {reg, dst});
        return;
      }
    }
  }
  const Target target = prepareTarget(node->target, false);
  const Reg old = allocate();
  loadTarget(target, old);
  place(node);
  if (dst == kNoReg || node->prefix) {
    emit(op, {old, old});
    storeTarget(target, old);
    if (dst != kNoReg) move(dst, old);
    return;
  }
  emit(Op::ToNumeric, {old, old});
  const Reg changed = allocate();
  emit(op, {changed, old});
  storeTarget(target, changed);
  move(dst, old);
}

} // namespace tickscope
