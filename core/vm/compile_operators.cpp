// Operators (ECMA-262 §13.5 to §13.13), conditions and delete.
#include <cmath>

#include "core/vm/compiler_impl.h"
#include "core/vm/conversions.h"

namespace tickscope {

using namespace syntax;

bool FunctionCompiler::isSmallInt(const Node* node, int32_t* value) {
  if (node->kind != NodeKind::NumberLiteral) return false;
  const double d = node->as<NumberLiteralNode>()->value;
  if (!(d >= INT16_MIN && d <= INT16_MAX) || d != std::floor(d) || (d == 0 && std::signbit(d))) return false;
  *value = int32_t(d);
  return true;
}

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
struct TypeTest { // typeof operand === type
  Node* operand;
  TypeName type;
  bool equal;
};
std::optional<TypeTest> typeTest(BinaryNode* node) {
  const bool equal = node->op == Operator::StrictEqual || node->op == Operator::Equal;
  if (!equal && node->op != Operator::StrictNotEqual && node->op != Operator::NotEqual) return std::nullopt;
  if (node->left->kind != NodeKind::Unary || node->left->as<UnaryNode>()->op != Operator::TypeOf || node->right->kind != NodeKind::StringLiteral)
    return std::nullopt;
  Node* operand = node->left->as<UnaryNode>()->operand;
  if (operand->kind == NodeKind::Identifier && (!operand->as<IdentifierNode>()->variable || operand->as<IdentifierNode>()->isDynamic))
    return std::nullopt; // there may be no such name
  const std::optional<TypeName> type = typeNamed(node->right->as<StringLiteralNode>()->value->text);
  return type ? std::optional(TypeTest{operand, *type, equal}) : std::nullopt;
}
bool isUndefinedName(const Node* node) {
  if (node->kind != NodeKind::Identifier) return false;
  const auto* identifier = node->as<IdentifierNode>();
  return !identifier->variable && !identifier->isDynamic && identifier->name->text == u"undefined";
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
  if (smallInt(rightNode, &small) && intForm(op, &form)) {
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
  node = onlyPart(node);
  if (const std::optional<bool> known = knownCondition(node)) {
    if (*known != fallThroughToTrue) jump(Op::Jump, {}, fallThroughToTrue ? ifFalse : ifTrue);
    return;
  }
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
    const bool isSmall = smallInt(binary->right, &small);
    if (const std::optional<TypeTest> test = typeTest(binary)) {
      const Reg value = compileAny(test->operand);
      const int32_t type = int32_t(test->type);
      return test->equal ? branch(Op::JumpIfTypeOf, Op::JumpIfNotTypeOf, {value, type}) : branch(Op::JumpIfNotTypeOf, Op::JumpIfTypeOf, {value, type});
    }
    if ((binary->op == Operator::StrictEqual || binary->op == Operator::StrictNotEqual) && isUndefinedName(binary->right)) {
      const Reg left = compileAny(binary->left);
      return binary->op == Operator::StrictEqual ? branch(Op::JumpIfUndefined, Op::JumpIfNotUndefined, {left})
                                                 : branch(Op::JumpIfNotUndefined, Op::JumpIfUndefined, {left});
    }
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

} // namespace tickscope
