// Slow paths of arithmetic, conversion and comparison.
#include "core/vm/conversions.h"
#include "core/vm/interpreter_slow_paths.h"
#include "core/vm/operators.h"

namespace tickscope::slow {

#define UNUSED_FRAME (void)frame

#define BINARY(name)                                                                                                   \
  bool op##name(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {                                        \
    UNUSED_FRAME;                                                                                                      \
    const Value result = applyBinary(iso, BinaryOperator::name, reg(R, pc[2]), reg(R, pc[3]));                         \
    R[pc[1]] = result.isException() ? R[pc[1]] : result;                                                               \
    return !result.isException();                                                                                      \
  }
BINARY(Sub)
BINARY(Mul)
BINARY(Div)
BINARY(Mod)
BINARY(Exp)
BINARY(BitAnd)
BINARY(BitOr)
BINARY(BitXor)
BINARY(ShiftLeft)
BINARY(ShiftRight)
BINARY(ShiftRightZero)

bool opAdd(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  const Value a = R[pc[2]], b = R[pc[3]];
  if (a.isCell() && b.isCell() && a.asCell()->isString() && b.asCell()->isString()) {
    auto result = concat(iso, reg(R, pc[2]), reg(R, pc[3]));
    if (result.threw()) return false;
    R[pc[1]] = Value(result.value());
    return true;
  }
  const Value result = applyBinary(iso, BinaryOperator::Add, reg(R, pc[2]), reg(R, pc[3]));
  if (result.isException()) return false;
  R[pc[1]] = result;
  return true;
}

#define BINARY_INT(name, operation)                                                                                         \
  bool op##name(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {                                        \
    UNUSED_FRAME;                                                                                                      \
    HandleScope scope(iso.heap);                                                                                       \
    const Value result = applyBinary(iso, BinaryOperator::operation, reg(R, pc[2]), iso.handle(Value::int32(int16_t(pc[3])))); \
    if (result.isException()) return false;                                                                            \
    R[pc[1]] = result;                                                                                                 \
    return true;                                                                                                       \
  }
BINARY_INT(AddInt, Add)
BINARY_INT(SubInt, Sub)
BINARY_INT(MulInt, Mul)
BINARY_INT(DivInt, Div)
BINARY_INT(ModInt, Mod)
BINARY_INT(BitAndInt, BitAnd)
BINARY_INT(BitOrInt, BitOr)
BINARY_INT(BitXorInt, BitXor)
BINARY_INT(ShiftLeftInt, ShiftLeft)
BINARY_INT(ShiftRightInt, ShiftRight)
BINARY_INT(ShiftRightZeroInt, ShiftRightZero)

#define UNARY(name)                                                                                                    \
  bool op##name(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {                                        \
    UNUSED_FRAME;                                                                                                      \
    const Value result = applyUnary(iso, UnaryOperator::name, reg(R, pc[2]));                                          \
    if (result.isException()) return false;                                                                            \
    R[pc[1]] = result;                                                                                                 \
    return true;                                                                                                       \
  }
UNARY(Negate)
UNARY(BitNot)
UNARY(Increment)
UNARY(Decrement)

bool opToNumber(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  auto result = toNumber(iso, reg(R, pc[2]));
  if (result.threw()) return false;
  R[pc[1]] = Value::number(result.value());
  return true;
}
bool opToNumeric(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  const Value result = toNumeric(iso, reg(R, pc[2]));
  if (result.isException()) return false;
  R[pc[1]] = result;
  return true;
}
bool opToString(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  if (R[pc[2]].isCell() && R[pc[2]].asCell()->isString()) {
    R[pc[1]] = R[pc[2]];
    return true;
  }
  auto result = toString(iso, reg(R, pc[2]));
  if (result.threw()) return false;
  R[pc[1]] = Value(result.value());
  return true;
}
bool opToPropertyKey(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  auto key = toPropertyKey(iso, reg(R, pc[2]));
  if (key.threw()) return false;
  iso.handle(key.value().raw());
  R[pc[1]] = key.value().toValue(iso);
  return true;
}
bool opToObject(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  auto result = toObject(iso, reg(R, pc[2]));
  if (result.threw()) return false;
  R[pc[1]] = Value(result.value());
  return true;
}
bool opConcatN(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  Value* parts = R + pc[2];
  const uint32_t count = pc[3];
  HandleScope scope(iso.heap);
  HandleValue sum = iso.handle(parts[0]);
  for (uint32_t i = 1; i < count; ++i) {
    auto next = concat(iso, sum, HandleValue(parts + i));
    if (next.threw()) return false;
    sum.set(Value(next.value()));
  }
  R[pc[1]] = sum;
  return true;
}

// --- comparing ---

bool opEqual(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  auto result = looseEquals(iso, reg(R, pc[2]), reg(R, pc[3]));
  if (result.threw()) return false;
  R[pc[1]] = Value::boolean(result.value());
  return true;
}
bool opNotEqual(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  auto result = looseEquals(iso, reg(R, pc[2]), reg(R, pc[3]));
  if (result.threw()) return false;
  R[pc[1]] = Value::boolean(!result.value());
  return true;
}

#define RELATION(name)                                                                                                 \
  bool op##name(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {                                        \
    UNUSED_FRAME;                                                                                                      \
    auto result = applyRelation(iso, Relation::name, reg(R, pc[2]), reg(R, pc[3]));                                    \
    if (result.threw()) return false;                                                                                  \
    R[pc[1]] = Value::boolean(result.value());                                                                         \
    return true;                                                                                                       \
  }
RELATION(Less)
RELATION(LessEqual)
RELATION(Greater)
RELATION(GreaterEqual)

// The interpreter compares flag_ with the outcome that it jumps on.
#define JUMP_RELATION(name, relation)                                                                                  \
  bool op##name(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {                                        \
    UNUSED_FRAME;                                                                                                      \
    auto result = applyRelation(iso, Relation::relation, reg(R, pc[1]), reg(R, pc[2]));                                \
    if (result.threw()) return false;                                                                                  \
    iso.interpreter->flag_ = result.value();                                                                           \
    return true;                                                                                                       \
  }
JUMP_RELATION(JumpIfLess, Less)
JUMP_RELATION(JumpIfNotLess, Less)
JUMP_RELATION(JumpIfLessEqual, LessEqual)
JUMP_RELATION(JumpIfNotLessEqual, LessEqual)
JUMP_RELATION(JumpIfGreater, Greater)
JUMP_RELATION(JumpIfNotGreater, Greater)
JUMP_RELATION(JumpIfGreaterEqual, GreaterEqual)
JUMP_RELATION(JumpIfNotGreaterEqual, GreaterEqual)

#define JUMP_RELATION_INT(name, relation)                                                                              \
  bool op##name(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {                                        \
    UNUSED_FRAME;                                                                                                      \
    HandleScope scope(iso.heap);                                                                                       \
    auto result = applyRelation(iso, Relation::relation, reg(R, pc[1]), iso.handle(Value::int32(int16_t(pc[2]))));     \
    if (result.threw()) return false;                                                                                  \
    iso.interpreter->flag_ = result.value();                                                                           \
    return true;                                                                                                       \
  }
JUMP_RELATION_INT(JumpIfLessInt, Less)
JUMP_RELATION_INT(JumpIfNotLessInt, Less)
JUMP_RELATION_INT(JumpIfLessEqualInt, LessEqual)
JUMP_RELATION_INT(JumpIfNotLessEqualInt, LessEqual)
JUMP_RELATION_INT(JumpIfGreaterInt, Greater)
JUMP_RELATION_INT(JumpIfNotGreaterInt, Greater)
JUMP_RELATION_INT(JumpIfGreaterEqualInt, GreaterEqual)
JUMP_RELATION_INT(JumpIfNotGreaterEqualInt, GreaterEqual)

bool opJumpIfEqual(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  auto result = looseEquals(iso, reg(R, pc[1]), reg(R, pc[2]));
  if (result.threw()) return false;
  iso.interpreter->flag_ = result.value();
  return true;
}
bool opJumpIfNotEqual(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) { return opJumpIfEqual(iso, frame, R, pc); }

bool opInstanceOf(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  auto result = instanceOf(iso, reg(R, pc[2]), reg(R, pc[3]));
  if (result.threw()) return false;
  R[pc[1]] = Value::boolean(result.value());
  return true;
}
bool opIn(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  if (!isObjectCell(R[pc[3]])) {
    iso.raise(msg::InNotObject, {describeForMessage(iso, R[pc[2]]), describeForMessage(iso, R[pc[3]])});
    return false;
  }
  auto key = toPropertyKey(iso, reg(R, pc[2]));
  if (key.threw()) return false;
  iso.handle(key.value().raw());
  auto result = hasProperty(iso, Handle<Object>::fromRooted(reg(R, pc[3])), key.value());
  if (result.threw()) return false;
  R[pc[1]] = Value::boolean(result.value());
  return true;
}

} // namespace tickscope::slow
