// Expressions (ECMA-262 §13).
#include <cmath>

#include "core/vm/bigint.h"
#include "core/vm/compiler_impl.h"

namespace tickscope {

using namespace syntax;

namespace {
bool isSmallInt(const Node* node, int32_t* value) {
  if (node->kind != NodeKind::NumberLiteral) return false;
  const double d = node->as<NumberLiteralNode>()->value;
  if (!(d >= INT16_MIN && d <= INT16_MAX) || d != std::floor(d) || (d == 0 && std::signbit(d))) return false;
  *value = int32_t(d);
  return true;
}

// Anonymous functions and classes take the name of what they are assigned to (§8.4 NamedEvaluation).
bool isAnonymousDefinition(const Node* node) {
  if (node->kind == NodeKind::Function) return !node->as<FunctionNode>()->name;
  return node->kind == NodeKind::Class && !node->as<ClassNode>()->name;
}

constexpr uint32_t kMaxDepth = 20000; // nesting of expressions and statements that the compiler follows
struct DepthGuard {
  explicit DepthGuard(uint32_t& depth) : depth_(depth) {
    if (++depth_ > kMaxDepth) throw CompileFailure{ErrorType::RangeError, "Maximum call stack size exceeded"};
  }
  ~DepthGuard() { --depth_; }
  uint32_t& depth_;
};
} // namespace

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

void FunctionCompiler::compileTo(Node* node, Reg dst) {
  DepthGuard guard(depth_);
  if (!isTemporary(dst) && !writesLast(node)) {
    if (node->kind == NodeKind::Conditional) { // each branch writes last on its own
      auto* conditional = node->as<ConditionalNode>();
      Label yes, no, end;
      compileCondition(conditional->test, yes, no, true);
      bind(yes);
      compileTo(conditional->consequent, dst);
      jump(Op::Jump, {}, end);
      bind(no);
      compileTo(conditional->alternate, dst);
      bind(end);
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
  case NodeKind::Conditional: {
    auto* conditional = node->as<ConditionalNode>();
    Label yes, no, end;
    compileCondition(conditional->test, yes, no, true);
    bind(yes);
    compileTo(conditional->consequent, dst);
    jump(Op::Jump, {}, end);
    bind(no);
    compileTo(conditional->alternate, dst);
    bind(end);
    return;
  }
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

// --- operators ---

namespace {
Op binaryOp(Operator op) {
  switch (op) {
  case Operator::Add: return Op::Add;
  case Operator::Sub: return Op::Sub;
  case Operator::Mul: return Op::Mul;
  case Operator::Div: return Op::Div;
  case Operator::Mod: return Op::Mod;
  case Operator::Exp: return Op::Exp;
  case Operator::Shl: return Op::ShiftLeft;
  case Operator::Sar: return Op::ShiftRight;
  case Operator::Shr: return Op::ShiftRightZero;
  case Operator::BitAnd: return Op::BitAnd;
  case Operator::BitOr: return Op::BitOr;
  case Operator::BitXor: return Op::BitXor;
  case Operator::Equal: return Op::Equal;
  case Operator::NotEqual: return Op::NotEqual;
  case Operator::StrictEqual: return Op::StrictEqual;
  case Operator::StrictNotEqual: return Op::StrictNotEqual;
  case Operator::Less: return Op::Less;
  case Operator::LessEqual: return Op::LessEqual;
  case Operator::Greater: return Op::Greater;
  case Operator::GreaterEqual: return Op::GreaterEqual;
  case Operator::In: return Op::In;
  case Operator::InstanceOf: return Op::InstanceOf;
  default: TICK_UNREACHABLE("no binary operator");
  }
}
bool intForm(Operator op, Op* out) {
  switch (op) {
  case Operator::Add: *out = Op::AddInt; return true;
  case Operator::Sub: *out = Op::SubInt; return true;
  case Operator::Mul: *out = Op::MulInt; return true;
  case Operator::Div: *out = Op::DivInt; return true;
  case Operator::Mod: *out = Op::ModInt; return true;
  case Operator::BitAnd: *out = Op::BitAndInt; return true;
  case Operator::BitOr: *out = Op::BitOrInt; return true;
  case Operator::BitXor: *out = Op::BitXorInt; return true;
  case Operator::Shl: *out = Op::ShiftLeftInt; return true;
  case Operator::Sar: *out = Op::ShiftRightInt; return true;
  case Operator::Shr: *out = Op::ShiftRightZeroInt; return true;
  default: return false;
  }
}
// x * 0 and x + 0 with x = -0 keep their signs in the double fast paths; -0 itself is no int.
} // namespace

// Where V8 says that an operation with two operands is: at its operator. The tree has only the operands' ends.
uint32_t FunctionCompiler::operatorPosition(uint32_t from, uint32_t to) const {
  const std::string& text = source_.text;
  uint32_t i = from;
  while (i < to) {
    const char c = text[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ')') {
      ++i;
    } else if (c == '/' && text[i + 1] == '*') {
      const size_t end = text.find("*/", i + 2);
      if (end == std::string::npos) break;
      i = uint32_t(end + 2);
    } else if (c == '/' && text[i + 1] == '/') {
      const size_t end = text.find('\n', i);
      if (end == std::string::npos) break;
      i = uint32_t(end + 1);
    } else {
      break;
    }
  }
  return i < to ? i : from;
}

void FunctionCompiler::placeBinary(const Node* whole, const Node* left, const Node* right) {
  place(whole->kind == NodeKind::Assignment ? whole->start : operatorPosition(left->end, right->start), whole->end);
}

void FunctionCompiler::emitBinary(Operator op, Reg dst, Reg left, Node* rightNode, const Node* whole) {
  const Node* leftNode = whole->kind == NodeKind::Binary ? whole->as<BinaryNode>()->left : whole;
  int32_t small;
  Op form;
  if (isSmallInt(rightNode, &small) && intForm(op, &form)) {
    placeBinary(whole, leftNode, rightNode);
    emit(form, {dst, left, small});
    return;
  }
  const Reg right = compileAny(rightNode);
  placeBinary(whole, leftNode, rightNode);
  emit(binaryOp(op), {dst, left, right});
}

void FunctionCompiler::compileBinary(BinaryNode* node, Reg dst) {
  // The left spine of a + b + c + … is followed in a loop: it may be long.
  std::vector<BinaryNode*> spine;
  Node* leftmost = node;
  while (leftmost->kind == NodeKind::Binary) {
    spine.push_back(leftmost->as<BinaryNode>());
    leftmost = leftmost->as<BinaryNode>()->left;
  }
  Temporaries temporaries(*this);
  bool clobbered = false;
  clobbered = spine.back()->right->hasAssignment;
  Reg left = compileStable(leftmost, clobbered);
  const Reg base = top_;
  Reg accumulator = kNoReg;
  for (size_t i = spine.size(); i-- > 0;) {
    BinaryNode* at = spine[i];
    const bool last = i == 0;
    if (accumulator == kNoReg && !last) accumulator = isTemporary(left) ? left : allocate();
    const Reg to = last ? dst : accumulator;
    Temporaries step(*this);
    emitBinary(at->op, to, left, at->right, at);
    left = to;
  }
  (void)base;
}

void FunctionCompiler::compileLogical(LogicalNode* node, Reg dst) {
  Label end;
  compileTo(node->left, dst);
  jump(node->op == Operator::And ? Op::JumpIfFalse : node->op == Operator::Or ? Op::JumpIfTrue : Op::JumpIfNotNullish, {dst}, end);
  compileTo(node->right, dst);
  bind(end);
}

void FunctionCompiler::compileCondition(Node* node, Label& ifTrue, Label& ifFalse, bool fallThroughToTrue) {
  DepthGuard guard(depth_);
  Temporaries temporaries(*this);
  const auto branch = [&](Op whenTrue, Op whenFalse, std::initializer_list<int32_t> operands) {
    if (fallThroughToTrue) jump(whenFalse, operands, ifFalse);
    else jump(whenTrue, operands, ifTrue);
  };
  switch (node->kind) {
  case NodeKind::Unary:
    if (node->as<UnaryNode>()->op == Operator::Not)
      return compileCondition(node->as<UnaryNode>()->operand, ifFalse, ifTrue, !fallThroughToTrue);
    break;
  case NodeKind::Logical: {
    auto* logical = node->as<LogicalNode>();
    if (logical->op == Operator::And) {
      Label right;
      compileCondition(logical->left, right, ifFalse, true);
      bind(right);
      return compileCondition(logical->right, ifTrue, ifFalse, fallThroughToTrue);
    }
    if (logical->op == Operator::Or) {
      Label right;
      compileCondition(logical->left, ifTrue, right, false);
      bind(right);
      return compileCondition(logical->right, ifTrue, ifFalse, fallThroughToTrue);
    }
    break;
  }
  case NodeKind::BooleanLiteral:
    if (node->as<BooleanLiteralNode>()->value == fallThroughToTrue) return;
    jump(Op::Jump, {}, fallThroughToTrue ? ifFalse : ifTrue);
    return;
  case NodeKind::Binary: {
    auto* binary = node->as<BinaryNode>();
    int32_t small;
    const bool isSmall = isSmallInt(binary->right, &small);
    const auto relation = [&](Op yes, Op no, Op yesInt, Op noInt) {
      const Reg left = compileStable(binary->left, binary->right->hasAssignment);
      if (isSmall) {
        placeBinary(node, binary->left, binary->right);
        return branch(yesInt, noInt, {left, small});
      }
      const Reg right = compileAny(binary->right);
      placeBinary(node, binary->left, binary->right);
      branch(yes, no, {left, right});
    };
    switch (binary->op) {
    case Operator::Less: return relation(Op::JumpIfLess, Op::JumpIfNotLess, Op::JumpIfLessInt, Op::JumpIfNotLessInt);
    case Operator::LessEqual: return relation(Op::JumpIfLessEqual, Op::JumpIfNotLessEqual, Op::JumpIfLessEqualInt, Op::JumpIfNotLessEqualInt);
    case Operator::Greater: return relation(Op::JumpIfGreater, Op::JumpIfNotGreater, Op::JumpIfGreaterInt, Op::JumpIfNotGreaterInt);
    case Operator::GreaterEqual:
      return relation(Op::JumpIfGreaterEqual, Op::JumpIfNotGreaterEqual, Op::JumpIfGreaterEqualInt, Op::JumpIfNotGreaterEqualInt);
    case Operator::StrictEqual:
      return relation(Op::JumpIfStrictEqual, Op::JumpIfStrictNotEqual, Op::JumpIfStrictEqualInt, Op::JumpIfStrictNotEqualInt);
    case Operator::StrictNotEqual:
      return relation(Op::JumpIfStrictNotEqual, Op::JumpIfStrictEqual, Op::JumpIfStrictNotEqualInt, Op::JumpIfStrictEqualInt);
    case Operator::Equal:
    case Operator::NotEqual: {
      const bool equal = binary->op == Operator::Equal;
      if (binary->right->kind == NodeKind::NullLiteral) {
        const Reg left = compileAny(binary->left);
        // document.all-like objects do not exist here: only undefined and null equal null.
        return equal ? branch(Op::JumpIfNullish, Op::JumpIfNotNullish, {left}) : branch(Op::JumpIfNotNullish, Op::JumpIfNullish, {left});
      }
      const Reg left = compileStable(binary->left, binary->right->hasAssignment);
      const Reg right = compileAny(binary->right);
      place(node);
      return equal ? branch(Op::JumpIfEqual, Op::JumpIfNotEqual, {left, right}) : branch(Op::JumpIfNotEqual, Op::JumpIfEqual, {left, right});
    }
    default: break;
    }
    break;
  }
  default: break;
  }
  const Reg value = compileAny(node);
  branch(Op::JumpIfTrue, Op::JumpIfFalse, {value});
}

void FunctionCompiler::compileUnary(UnaryNode* node, Reg dst) {
  Temporaries temporaries(*this);
  switch (node->op) {
  case Operator::TypeOf: {
    if (node->operand->kind == NodeKind::Identifier) {
      auto* identifier = node->operand->as<IdentifierNode>();
      if (!identifier->variable || identifier->isDynamic) {
        const Reg value = allocate();
        place(identifier);
        loadIdentifier(identifier, value, true);
        emit(Op::TypeOf, {dst, value});
        return;
      }
    }
    emit(Op::TypeOf, {dst, compileAny(node->operand)});
    return;
  }
  case Operator::Void:
    compileEffect(node->operand);
    emit(Op::LoadUndefined, {dst});
    return;
  case Operator::Delete: return compileDelete(node, dst);
  case Operator::Not: {
    const Reg value = compileAny(node->operand);
    emit(Op::Not, {dst, value});
    return;
  }
  case Operator::Minus: {
    if (node->operand->kind == NodeKind::NumberLiteral) {
      loadNumber(dst, -node->operand->as<NumberLiteralNode>()->value);
      return;
    }
    const Reg value = compileAny(node->operand);
    place(node);
    emit(Op::Negate, {dst, value});
    return;
  }
  default: {
    const Reg value = compileAny(node->operand);
    place(node);
    emit(node->op == Operator::Plus ? Op::ToNumber : Op::BitNot, {dst, value});
    return;
  }
  }
}

void FunctionCompiler::compileDelete(UnaryNode* node, Reg dst) {
  Node* operand = node->operand;
  Label nullish, end;
  Label* saved = optionalNullish_;
  const bool isChain = operand->kind == NodeKind::OptionalChain;
  if (isChain) {
    operand = operand->as<OptionalChainNode>()->expression;
    optionalNullish_ = &nullish;
  }
  switch (operand->kind) {
  case NodeKind::Identifier: deleteIdentifier(operand->as<IdentifierNode>(), dst); break;
  case NodeKind::Member: {
    auto* member = operand->as<MemberNode>();
    if (member->object->kind == NodeKind::Super) {
      compileEffectOfSuperReference(member);
      place(operand);
      throwError(ErrorType::ReferenceError, "Unsupported reference to 'super'");
      break;
    }
    const Reg object = compileStable(member->object, member->computed && member->property->hasAssignment);
    if (member->optional) jump(Op::JumpIfNullish, {object}, *optionalNullish_);
    const Reg key = compileAny(member->property);
    place(operand);
    emit(Op::DeleteProp, {dst, object, key});
    break;
  }
  default:
    compileEffect(operand);
    emit(Op::LoadTrue, {dst});
  }
  if (!isChain) return;
  optionalNullish_ = saved;
  jump(Op::Jump, {}, end);
  bind(nullish);
  emit(Op::LoadTrue, {dst});
  bind(end);
}

void FunctionCompiler::throwError(ErrorType type, std::string_view text) {
  emit(Op::ThrowError, {int32_t(type)});
  wide(textConstant(text));
}

void FunctionCompiler::compileEffectOfSuperReference(MemberNode* member) {
  Temporaries temporaries(*this);
  thisRegister();
  if (member->computed) compileAny(member->property);
}

// --- properties ---

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
  if (name->text == u"length") {
    emit(Op::GetLength, {dst, object, 0});
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
  emit(Op::GetProp, {dst, object, int32_t(constantIndex), slot});
}

void FunctionCompiler::setNamed(Reg object, const Name* name, Reg value) {
  uint32_t index;
  const bool isIndex = isIndexName(name, &index);
  const uint32_t constantIndex = isIndex ? 0 : nameConstant(name);
  const int32_t slot = isIndex || constantIndex > 0xffff ? -1 : cache();
  if (slot >= 0) {
    emit(Op::SetProp, {object, int32_t(constantIndex), value, slot});
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
  emit(Op::SetElem, {object, key, value});
}

void FunctionCompiler::defineNamed(Reg object, const Name* name, Reg value) {
  uint32_t index;
  const bool isIndex = isIndexName(name, &index);
  const uint32_t constantIndex = isIndex ? 0 : nameConstant(name);
  const int32_t slot = isIndex || constantIndex > 0xffff ? -1 : cache();
  if (slot >= 0) {
    emit(Op::DefineField, {object, int32_t(constantIndex), value, slot});
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
  emit(Op::DefineElem, {object, key, value});
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

// --- calls ---

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

namespace {
// Callees that leave `this` undefined, so that the call instruction can do it.
bool hasUndefinedThis(const Node* callee) {
  switch (callee->kind) {
  case NodeKind::Member:
  case NodeKind::PrivateMember:
  case NodeKind::OptionalChain: return false;
  case NodeKind::Identifier: return !callee->as<IdentifierNode>()->isDynamic;
  default: return true;
  }
}
} // namespace

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

void FunctionCompiler::compileCall(CallNode* node, Reg dst) {
  Temporaries temporaries(*this);
  if (node->callee->kind == NodeKind::Super) return compileSuperCall(node, dst);
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

// --- literals ---

void FunctionCompiler::compileArrayInto(const List<Node*>& elements, Reg dst, bool isArguments) {
  Temporaries temporaries(*this);
  bool plain = elements.count <= 32;
  for (Node* element : elements) plain = plain && element && element->kind != NodeKind::Spread;
  if (plain && elements.count > 0) {
    const Reg first = allocate(elements.count);
    for (uint32_t i = 0; i < elements.count; ++i) compileTo(elements[i], first + Reg(i));
    emit(Op::NewArrayFrom, {dst, first, int32_t(elements.count)});
    return;
  }
  Reg array = isTemporary(dst) ? dst : allocate();
  // The destination may be an operand of what the elements compute (a = [a, …] was moved to a temporary by compileTo).
  emit(Op::NewArray, {array, int32_t(std::min<uint32_t>(elements.count, 0xffff))});
  for (Node* element : elements) {
    Temporaries step(*this);
    if (!element) {
      emit(Op::ArrayPushHole, {array});
    } else if (element->kind == NodeKind::Spread) {
      const Reg value = compileAny(element->as<SpreadNode>()->argument);
      Node* argument = element->as<SpreadNode>()->argument;
      place(argument);
      const bool isLast = element == elements[elements.count - 1];
      uint32_t spreads = 0;
      for (Node* other : elements) spreads += other && other->kind == NodeKind::Spread;
      if (!isArguments) callSite(argument, CallSite::Value);
      else if (isLast && spreads == 1) callSite(argument, CallSite::SpreadArgument); // V8 has other code for other spreads
      emit(Op::ArraySpread, {array, value});
    } else {
      emit(Op::ArrayPush, {array, compileAny(element)});
    }
  }
  move(dst, array);
}

// The key as a value in dst; a computed key is converted (§13.2.5.5).
void FunctionCompiler::keyValue(Node* key, bool computed, Reg dst) {
  if (key->kind == NodeKind::BigIntLiteral && !computed) { // { 1n: x }: the digits in decimal
    compileTo(key, dst);
    emit(Op::ToPropertyKey, {dst, dst});
    return;
  }
  compileTo(key, dst);
  if (computed) {
    place(key);
    emit(Op::ToPropertyKey, {dst, dst});
  }
}

void FunctionCompiler::compileObjectLiteral(ObjectLiteralNode* node, Reg dst) {
  Temporaries temporaries(*this);
  // All keys plain names, all different: one instruction makes the object.
  bool plain = node->properties.count > 0 && node->properties.count <= 24;
  for (uint32_t i = 0; i < node->properties.count && plain; ++i) {
    const Property& p = node->properties[i];
    uint32_t index;
    plain = (p.kind == PropertyKind::Value || p.kind == PropertyKind::Shorthand) && !p.computed && p.key->kind == NodeKind::StringLiteral &&
            !isIndexName(p.key->as<StringLiteralNode>()->value, &index);
    for (uint32_t j = 0; j < i && plain; ++j) plain = node->properties[j].key->as<StringLiteralNode>()->value != p.key->as<StringLiteralNode>()->value;
  }
  if (plain) {
    const uint32_t count = node->properties.count;
    const Reg first = allocate(count);
    for (uint32_t i = 0; i < count; ++i) {
      const Property& p = node->properties[i];
      compileNamed(p.value, first + Reg(i), p.key->as<StringLiteralNode>()->value);
    }
    HandleScope scope(iso_.heap);
    Handle<Box> keys = iso_.handle(newBox(iso_, count));
    for (uint32_t i = 0; i < count; ++i) {
      String* name = atom(node->properties[i].key->as<StringLiteralNode>()->value);
      iso_.heap.store(keys, &keys->values()[i], Value(name));
    }
    emit(Op::NewObjectShaped, {dst});
    wide(rawConstant(keys));
    word(first);
    return;
  }
  const Reg object = isTemporary(dst) ? dst : allocate();
  emit(Op::NewObject, {object});
  for (Property& p : node->properties) {
    Temporaries step(*this);
    switch (p.kind) {
    case PropertyKind::Spread: {
      const Reg source = compileAny(p.value);
      emit(Op::CopyDataProperties, {object, source, 0, 0});
      break;
    }
    case PropertyKind::Proto: {
      const Reg prototype = compileAny(p.value);
      emit(Op::SetPrototype, {object, prototype});
      break;
    }
    case PropertyKind::Value:
    case PropertyKind::Shorthand: {
      if (!p.computed && p.key->kind == NodeKind::StringLiteral) {
        const Name* name = p.key->as<StringLiteralNode>()->value;
        const Reg value = allocate();
        compileNamed(p.value, value, name);
        defineNamed(object, name, value);
        break;
      }
      const Reg key = allocate();
      keyValue(p.key, p.computed, key);
      const Reg value = allocate();
      compileTo(p.value, value);
      if (isAnonymousDefinition(p.value)) emit(Op::SetFunctionName, {value, key, 0});
      emit(Op::DefineElem, {object, key, value});
      break;
    }
    case PropertyKind::Method:
    case PropertyKind::Getter:
    case PropertyKind::Setter: compileMethod(object, p.key, p.computed, p.value->as<FunctionNode>(),
                                             p.kind == PropertyKind::Getter ? 1 : p.kind == PropertyKind::Setter ? 2 : 0, 4);
      break;
    }
  }
  move(dst, object);
}

// Defines a method or accessor on `object`. `kind` and `flags` as in DefineMethod.
void FunctionCompiler::compileMethod(Reg object, Node* keyNode, bool computed, FunctionNode* function, int kind, int flags) {
  const Reg key = allocate();
  const char* prefix = kind == 1 ? "get" : kind == 2 ? "set" : nullptr;
  keyValue(keyNode, computed, key);
  const Reg closure = allocate();
  const bool namedHere = !computed && keyNode->kind == NodeKind::StringLiteral;
  compileClosure(function, closure, namedHere ? keyNode->as<StringLiteralNode>()->value : nullptr, namedHere ? prefix : nullptr);
  if (function->usesSuper || function->innerDirectEval) emit(Op::SetHomeObject, {closure, object});
  emit(Op::DefineMethod, {object, key, closure, kind | flags | (namedHere ? 0 : 8)});
}

void FunctionCompiler::compileTemplate(TemplateLiteralNode* node, Reg dst) {
  Temporaries temporaries(*this);
  const auto text = [&](const Name* name, Reg to) {
    const uint32_t index = stringConstant(name);
    emit(Op::LoadConstWide, {to});
    wide(index);
  };
  if (node->expressions.empty()) return text(node->cooked[0], dst);
  // Each value is converted before the next is evaluated.
  const uint32_t most = 2 * node->expressions.count + 1;
  if (most > 200) { // joined piece by piece
    const Reg sum = allocate();
    text(node->cooked[0], sum);
    for (uint32_t i = 0; i < node->expressions.count; ++i) {
      Temporaries step(*this);
      const Reg value = allocate();
      compileTo(node->expressions[i], value);
      emit(Op::ToString, {value, value});
      emit(Op::Add, {sum, sum, value});
      text(node->cooked[i + 1], value);
      emit(Op::Add, {sum, sum, value});
    }
    move(dst, sum);
    return;
  }
  const Reg first = allocate(most);
  Reg at = first;
  for (uint32_t i = 0; i < node->cooked.count; ++i) {
    if (!node->cooked[i]->text.empty()) text(node->cooked[i], at++);
    if (i == node->expressions.count) break;
    const Reg value = at++;
    compileTo(node->expressions[i], value);
    place(node->expressions[i]);
    emit(Op::ToString, {value, value});
  }
  if (at - first == 1) move(dst, first);
  else emit(Op::ConcatN, {dst, first, at - first});
}

void FunctionCompiler::templateObject(TemplateLiteralNode* quasi, Reg dst) {
  HandleScope scope(iso_.heap);
  const uint32_t count = quasi->cooked.count;
  Handle<Box> parts = iso_.handle(newBox(iso_, 2 * count));
  for (uint32_t i = 0; i < count; ++i) {
    parts->values()[i] = Value::undefined();
    if (quasi->cooked[i]) {
      String* cooked = atom(quasi->cooked[i]);
      iso_.heap.store(parts, &parts->values()[i], Value(cooked));
    }
    String* raw = atom(quasi->raw[i]);
    iso_.heap.store(parts, &parts->values()[count + i], Value(raw));
  }
  emit(Op::GetTemplateObject, {dst});
  wide(rawConstant(parts));
}

void FunctionCompiler::compileTaggedTemplate(TaggedTemplateNode* node, Reg dst) {
  Temporaries temporaries(*this);
  const Reg window = allocate(2);
  compileCallee(node->tag, window);
  if (hasUndefinedThis(node->tag)) emit(Op::LoadUndefined, {window + 1});
  templateObject(node->quasi, allocate());
  for (Node* expression : node->quasi->expressions) compileTo(expression, allocate());
  placeCall(node->tag, node);
  callSite(node);
  emit(Op::Call, {dst, window, int32_t(1 + node->quasi->expressions.count)});
}

// --- generators ---

void FunctionCompiler::compileAwait(Reg dst, Reg value) {
  emit(Op::Await, {dst, value, asyncState_ == kNoReg ? 0 : asyncState_});
}

void FunctionCompiler::compileYield(YieldNode* node, Reg dst) {
  if (node->delegate) return compileYieldDelegate(node, dst);
  Temporaries temporaries(*this);
  const Reg value = allocate();
  if (node->argument) compileTo(node->argument, value);
  else emit(Op::LoadUndefined, {value});
  const bool async = function_->isAsync();
  place(node);
  if (async) compileAwait(value, value);
  Label returned, next;
  jump(async ? Op::AsyncYield : Op::Yield, {value, value}, returned);
  jump(Op::Jump, {}, next);
  bind(returned);
  if (async) compileAwait(value, value);
  leaveTo(nullptr, false, value);
  bind(next);
  move(dst, value);
}

// §15.5.5, the algorithm of yield*.
void FunctionCompiler::compileYieldDelegate(YieldNode* node, Reg dst) {
  Temporaries temporaries(*this);
  const bool async = function_->isAsync();
  const Reg record = allocate(2);
  const Reg sent = allocate(2); // the value, and how it was sent
  const Reg result = allocate();
  const Reg value = allocate();
  {
    Temporaries step(*this);
    const Reg iterable = compileAny(node->argument);
    place(node->argument);
    emit(async ? Op::GetAsyncIterator : Op::GetIterator, {record, iterable});
  }
  emit(Op::LoadUndefined, {sent});
  emit(Op::LoadInt, {sent + 1, 0});
  Label loop, done, check, noReturn, noThrow, finished;
  bind(loop);
  place(node);
  emit(Op::DelegateStep, {result, record, sent});
  jump(Op::JumpIfStrictEqualInt, {sent + 1, -1}, noReturn);
  jump(Op::JumpIfStrictEqualInt, {sent + 1, -2}, noThrow);
  if (async) compileAwait(result, result);
  jump(Op::DelegateCheck, {value, result, sent}, done);
  if (async) {
    // AsyncGeneratorYield(? IteratorValue(innerResult)), without the Await of a plain yield.
    Label returned;
    getNamed(value, result, source_.tree->name(std::string_view("value")));
    Label threw, afterYield;
    Control region;
    region.kind = Control::Try;
    pushControl(region);
    beginRange(region);
    emit(Op::LoadInt, {sent + 1, 0});
    jump(Op::AsyncYield, {sent, value}, returned);
    jump(Op::Jump, {}, afterYield);
    bind(returned);
    compileAwait(sent, sent);
    emit(Op::LoadInt, {sent + 1, int32_t(ResumeMode::Return)});
    jump(Op::Jump, {}, afterYield);
    endRange(region, threw, sent, false);
    popControl(region);
    bindHandler(threw);
    emit(Op::LoadInt, {sent + 1, int32_t(ResumeMode::Throw)});
    bind(afterYield);
  } else {
    emit(Op::YieldDelegate, {sent, result});
  }
  jump(Op::Jump, {}, loop);

  bind(noReturn); // the inner iterator cannot be told: return here
  if (async) compileAwait(sent, sent);
  leaveTo(nullptr, false, sent);

  bind(noThrow); // it has no throw: it is closed, and the protocol's violation thrown
  if (async) closeAsyncIterator(record, false);
  else emit(Op::IteratorClose, {record});
  place(node);
  throwError(ErrorType::TypeError, "The iterator does not provide a 'throw' method.");

  bind(done);
  jump(Op::JumpIfStrictNotEqualInt, {sent + 1, int32_t(ResumeMode::Return)}, finished);
  leaveTo(nullptr, false, value);
  bind(finished);
  move(dst, value);
}

} // namespace tickscope
