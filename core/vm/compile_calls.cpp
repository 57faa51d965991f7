// Calls, new and super() (ECMA-262 §13.3.5 to §13.3.8).
#include "core/vm/compiler_impl.h"

namespace tickscope {

using namespace syntax;

// Callees that leave `this` undefined, so that the call instruction can do it.
bool FunctionCompiler::hasUndefinedThis(const Node* callee) {
  switch (callee->kind) {
  case NodeKind::Member:
  case NodeKind::PrivateMember:
  case NodeKind::OptionalChain: return false;
  case NodeKind::Identifier: return !callee->as<IdentifierNode>()->isDynamic;
  default: return true;
  }
}

// The callee into `window`, what is `this` into the register after it.
void FunctionCompiler::compileCallee(Node* callee, Reg window) {
  switch (callee->kind) {
  case NodeKind::Member: {
    auto* member = callee->as<MemberNode>();
    if (member->object->kind == NodeKind::Super) {
      Temporaries temporaries(*this);
      loadThis(window + 1);
      const Reg key = allocate();
      compileTo(member->property, key);
      const Reg home = allocate();
      loadHomeObject(home);
      place(callee);
      emit(Op::GetSuper, {window, home, key, window + 1});
      return;
    }
    compileTo(member->object, window + 1);
    if (member->optional) jump(Op::JumpIfNullish, {window + 1}, *optionalNullish_);
    place(member->property);
    Temporaries temporaries(*this);
    if (!member->computed) getNamed(window, window + 1, member->property->as<StringLiteralNode>()->value);
    else getKeyed(window, window + 1, member->property);
    return;
  }
  case NodeKind::PrivateMember: {
    auto* member = callee->as<PrivateMemberNode>();
    compileTo(member->object, window + 1);
    if (member->optional) jump(Op::JumpIfNullish, {window + 1}, *optionalNullish_);
    Temporaries temporaries(*this);
    const Reg key = allocate();
    loadPrivateName(member->name, member->variable, key);
    place(callee);
    callSite(callee);
    emit(Op::GetPrivate, {window, window + 1, key});
    return;
  }
  case NodeKind::OptionalChain: { // (a?.b)(): the chain ends before the call, but its object is `this`
    Label nullish, end;
    Label* saved = optionalNullish_;
    optionalNullish_ = &nullish;
    compileCallee(callee->as<OptionalChainNode>()->expression, window);
    optionalNullish_ = saved;
    jump(Op::Jump, {}, end);
    bind(nullish);
    emit(Op::LoadUndefined, {window});
    emit(Op::LoadUndefined, {window + 1});
    bind(end);
    return;
  }
  case NodeKind::Identifier:
    if (callee->as<IdentifierNode>()->isDynamic) {
      place(callee);
      loadForCall(callee->as<IdentifierNode>(), window);
      return;
    }
    break;
  default: break;
  }
  compileTo(callee, window);
}

bool FunctionCompiler::compileArguments(const List<Node*>& arguments, bool hasSpread, Reg window) {
  if (hasSpread || arguments.count > 250) {
    const Reg array = allocate();
    TICK_ASSERT(array == window + 2, "arguments stand after callee and this");
    compileArrayInto(arguments, array, true);
    return true;
  }
  for (Node* argument : arguments) {
    const Reg reg = allocate();
    compileTo(argument, reg);
  }
  return false;
}

void FunctionCompiler::placeCall(const Node* callee, const Node* call) {
  // V8 says that a method call is where its name stands, a call of a name at the name, others at their parenthesis.
  const Node* inner = callee->kind == NodeKind::OptionalChain ? callee->as<OptionalChainNode>()->expression : callee;
  if (inner->parenthesized && inner->kind != NodeKind::Identifier) place(operatorPosition(callee->end, call->end), call->end);
  else if (inner->kind == NodeKind::Member && !inner->as<MemberNode>()->computed) place(inner->as<MemberNode>()->property->start, call->end);
  else if (inner->kind == NodeKind::PrivateMember) place(inner->as<PrivateMemberNode>()->nameStart, call->end);
  else if (inner->kind == NodeKind::Identifier || inner->kind == NodeKind::Super) place(call);
  else place(operatorPosition(callee->end, call->end), call->end);
}

// In our own library: $note(f, a, b) calls f, which tells the recorder something, and costs no virtual time, so that a run
// is the same whether it is recorded or not. Nothing is called if f is undefined. It has no value.
void FunctionCompiler::compileNote(CallNode* node) {
  const std::optional<Value> known = knownValue(node->arguments[0]);
  if (known && known->isUndefined()) return;
  const uint32_t start = here();
  const Reg window = allocate(2);
  compileTo(node->arguments[0], window);
  for (uint32_t i = 1; i < node->arguments.count; ++i) compileTo(node->arguments[i], allocate());
  int32_t cost = 0, instructions = 1; // with the call itself
  for (uint32_t at = start; at < here(); at += opInfo(Op(code_[at])).words, ++instructions) cost += opInfo(Op(code_[at])).cost;
  emit(Op::CallUncharged, {window, int32_t(node->arguments.count - 1), cost, instructions});
}

// In our own library: $callWithRest(f, thisValue) and $rest(), which stand for f.apply(thisValue, rest) and rest in a
// function with a rest parameter, without making the array.
bool FunctionCompiler::compileIntrinsic(CallNode* node, Reg dst) {
  if (node->callee->kind != NodeKind::Identifier) return false;
  const auto* name = node->callee->as<IdentifierNode>();
  if (name->variable || name->name->text.empty() || name->name->text[0] != u'$') return false;
  if (name->name->text == u"$note") {
    compileNote(node);
    return true;
  }
  function_->flags |= FunctionCode::kKeepsArguments;
  place(node);
  if (name->name->text == u"$rest") {
    emit(Op::RestArray, {dst});
    return true;
  }
  TICK_ASSERT(name->name->text == u"$callWithRest" && node->arguments.count == 2, "our own library uses an intrinsic that is not there");
  const Reg window = allocate(2);
  compileTo(node->arguments[0], window);
  compileTo(node->arguments[1], window + 1);
  place(node);
  emit(Op::CallWithRest, {dst, window, 0});
  return true;
}

void FunctionCompiler::compileCall(CallNode* node, Reg dst) {
  Temporaries temporaries(*this);
  if (node->callee->kind == NodeKind::Super) return compileSuperCall(node, dst);
  if (source_.isBuiltinLibrary && compileIntrinsic(node, dst)) return;
  const Reg window = allocate(2);
  compileCallee(node->callee, window);
  const bool undefinedThis = hasUndefinedThis(node->callee);
  if (node->optional) jump(Op::JumpIfNullish, {window}, *optionalNullish_);
  if (undefinedThis && (node->hasSpread || node->arguments.count > 250 || node->maybeDirectEval)) emit(Op::LoadUndefined, {window + 1});
  const bool spread = compileArguments(node->arguments, node->hasSpread, window);
  placeCall(node->callee, node);
  callSite(node);
  if (spread && !node->maybeDirectEval) {
    emit(Op::CallSpread, {dst, window});
    return;
  }
  if (node->maybeDirectEval) {
    tables_.evalScopes.push_back(currentScope());
    const uint32_t site = uint32_t(tables_.evalScopes.size() - 1);
    emit(Op::DirectEval, {dst, window, spread ? int32_t(kArgumentsInArray) : int32_t(node->arguments.count)});
    word(int32_t(site));
    word(environment_);
    return;
  }
  emit(undefinedThis ? Op::CallUndefinedThis : Op::Call, {dst, window, int32_t(node->arguments.count)});
}

void FunctionCompiler::compileSuperCall(CallNode* node, Reg dst) {
  Temporaries temporaries(*this);
  const ThisOwner owner = thisOwner();
  const Reg active = allocate();
  loadActiveFunction(active);
  const Reg window = allocate(2);
  loadNewTarget(window + 1);
  const bool spread = compileArguments(node->arguments, node->hasSpread, window);
  place(node);
  callSite(node);
  const Reg result = allocate();
  if (spread) emit(Op::SuperCallSpread, {result, window, active});
  else emit(Op::SuperCall, {result, window, int32_t(node->arguments.count), active});
  // `this` may be bound once (§13.3.7.1 step 8).
  Variable* variable = owner.function ? owner.function->thisVariable : nullptr;
  const Reg bound = allocate();
  if (variable && variable->isCaptured) {
    loadVariable(variable, bound, false);
    emit(Op::CheckThisUnset, {bound});
    storeVariable(variable, result);
  } else {
    emit(Op::CheckThisUnset, {1});
  }
  if (owner.isOwn) move(1, result);
  emit(Op::InitFields, {result, active});
  if (dst != kNoReg) move(dst, result);
}

void FunctionCompiler::compileNew(NewNode* node, Reg dst) {
  Temporaries temporaries(*this);
  const Reg window = allocate(2);
  compileTo(node->callee, window);
  emit(Op::LoadUndefined, {window + 1});
  const bool spread = compileArguments(node->arguments, node->hasSpread, window);
  place(node);
  callSite(node);
  if (spread) emit(Op::NewSpread, {dst, window});
  else emit(Op::New, {dst, window, int32_t(node->arguments.count), 0});
}

} // namespace tickscope
