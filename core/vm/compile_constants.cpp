// What is known when a function of our own library is compiled: a function is compiled at its first call, and the
// variables of the library file around it, which runs once, that are never assigned again have their values by then.
// Tests of the Node version, bits of stream states, "is anybody tracing" cost nothing so.
#include <cmath>

#include "core/vm/compiler_impl.h"
#include "core/vm/conversions.h"
#include "core/vm/operators.h"

namespace tickscope {

using namespace syntax;

std::optional<Value> FunctionCompiler::presentValue(const Variable* variable) {
  if (!knowsLibrary() || !variable->isCaptured || variable->scope != source_.tree->program->scope || environments_.contains(variable->scope))
    return std::nullopt;
  auto* environment = libraryEnvironment_.get().as<Environment>();
  for (uint32_t depth = placeOf(variable->scope).depth; depth; --depth) environment = static_cast<Environment*>(environment->parent);
  const Value value = environment->slots()[variable->slot];
  return value.isEmpty() ? std::nullopt : std::optional(value); // empty: not initialised yet
}

std::optional<Value> FunctionCompiler::knownVariable(const IdentifierNode* node) {
  const Variable* variable = node->variable;
  if (!knowsLibrary() || node->isDynamic || !variable || variable->isAssigned) return std::nullopt;
  switch (variable->kind) {
  case VariableKind::Const:
  case VariableKind::Let:
  case VariableKind::Class:
  case VariableKind::Function:
  case VariableKind::Parameter: break;
  default: return std::nullopt;
  }
  return presentValue(variable);
}

namespace {
std::optional<Value> foldBinary(Operator op, Value a, Value b) {
  if (op == Operator::StrictEqual || op == Operator::StrictNotEqual)
    return a.isCell() || b.isCell() ? std::nullopt : std::optional(Value::boolean(strictEqualsNoGc(a, b) == (op == Operator::StrictEqual)));
  if (!a.isInt32() || !b.isInt32()) return std::nullopt;
  const int32_t x = a.asInt32(), y = b.asInt32();
  switch (op) {
  case Operator::BitAnd: return Value::int32(x & y);
  case Operator::BitOr: return Value::int32(x | y);
  case Operator::BitXor: return Value::int32(x ^ y);
  case Operator::Less: return Value::boolean(x < y);
  case Operator::LessEqual: return Value::boolean(x <= y);
  case Operator::Greater: return Value::boolean(x > y);
  case Operator::GreaterEqual: return Value::boolean(x >= y);
  default: return std::nullopt;
  }
}
bool knownTruth(Value value) { return toBoolean(value); }
} // namespace

std::optional<Value> FunctionCompiler::knownValue(const Node* node) {
  if (!knowsLibrary()) return std::nullopt;
  switch (node->kind) {
  case NodeKind::NumberLiteral: return Value::number(node->as<NumberLiteralNode>()->value);
  case NodeKind::BooleanLiteral: return Value::boolean(node->as<BooleanLiteralNode>()->value);
  case NodeKind::NullLiteral: return Value::null();
  case NodeKind::Identifier: return knownVariable(node->as<IdentifierNode>());
  case NodeKind::Unary: {
    const auto* unary = node->as<UnaryNode>();
    if (unary->op != Operator::Not && unary->op != Operator::BitNot) return std::nullopt;
    const std::optional<Value> operand = knownValue(unary->operand);
    if (!operand) return std::nullopt;
    if (unary->op == Operator::Not) return Value::boolean(!knownTruth(*operand));
    return operand->isInt32() ? std::optional(Value::int32(~operand->asInt32())) : std::nullopt;
  }
  case NodeKind::Binary: {
    const auto* binary = node->as<BinaryNode>();
    const std::optional<Value> left = knownValue(binary->left);
    if (!left) return std::nullopt;
    const std::optional<Value> right = knownValue(binary->right);
    return right ? foldBinary(binary->op, *left, *right) : std::nullopt;
  }
  case NodeKind::Logical: {
    const auto* logical = node->as<LogicalNode>();
    const std::optional<Value> left = knownValue(logical->left);
    if (!left) return std::nullopt;
    const bool takesLeft = logical->op == Operator::And  ? !knownTruth(*left)
                           : logical->op == Operator::Or ? knownTruth(*left)
                                                         : !left->isNullish();
    return takesLeft ? left : knownValue(logical->right);
  }
  case NodeKind::Conditional: {
    const auto* conditional = node->as<ConditionalNode>();
    const std::optional<Value> test = knownValue(conditional->test);
    return test ? knownValue(knownTruth(*test) ? conditional->consequent : conditional->alternate) : std::nullopt;
  }
  default: return std::nullopt;
  }
}

Node* FunctionCompiler::onlyPart(Node* node) {
  if (!knowsLibrary()) return node;
  for (;;) {
    if (node->kind == NodeKind::Conditional) {
      auto* conditional = node->as<ConditionalNode>();
      const std::optional<Value> test = knownValue(conditional->test);
      if (!test) return node;
      node = knownTruth(*test) ? conditional->consequent : conditional->alternate;
    } else if (node->kind == NodeKind::Logical) {
      auto* logical = node->as<LogicalNode>();
      const std::optional<Value> left = knownValue(logical->left);
      if (!left) return node;
      const bool takesLeft = logical->op == Operator::And  ? !knownTruth(*left)
                             : logical->op == Operator::Or ? knownTruth(*left)
                                                           : !left->isNullish();
      node = takesLeft ? logical->left : logical->right;
    } else {
      return node;
    }
  }
}

std::optional<bool> FunctionCompiler::knownCondition(const Node* node) {
  const std::optional<Value> value = knownValue(node);
  return value ? std::optional(knownTruth(*value)) : std::nullopt;
}

void FunctionCompiler::loadKnown(Reg dst, Value value, const Node* node) {
  if (value.isNumber()) return loadNumber(dst, value.asNumber());
  if (value.isBoolean()) {
    emit(value.asBoolean() ? Op::LoadTrue : Op::LoadFalse, {dst});
  } else if (value.isUndefined()) {
    emit(Op::LoadUndefined, {dst});
  } else if (value.isNull()) {
    emit(Op::LoadNull, {dst});
  } else {
    // A cell may move while the rest is compiled: the constant is known by its variable.
    const Variable* variable = node->kind == NodeKind::Identifier ? node->as<IdentifierNode>()->variable : nullptr;
    const auto [at, isNew] = knownIndex_.emplace(variable, 0);
    if (isNew || !variable) at->second = rawConstant(value);
    const uint32_t index = at->second;
    emit(index <= kMaxOperand ? Op::LoadConst : Op::LoadConstWide, {dst});
    if (index <= kMaxOperand) word(int32_t(index));
    else wide(index);
  }
}

bool FunctionCompiler::smallInt(const Node* node, int32_t* value) {
  if (isSmallInt(node, value)) return true;
  const std::optional<Value> known = knownValue(node);
  if (!known || !known->isInt32() || known->asInt32() < INT16_MIN || known->asInt32() > INT16_MAX) return false;
  *value = known->asInt32();
  return true;
}

} // namespace tickscope
