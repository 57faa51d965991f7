// The dispatch loop. Each handler is short: what is not the common case goes to interpreter_slow_paths.cpp.
#include "core/vm/interpreter.h"

#include <algorithm>
#include <cmath>

#include "core/trace/recorder.h"
#include "core/vm/conversions.h"
#include "core/vm/interpreter_slow_paths.h"

namespace tickscope {

namespace {
constexpr uint64_t kCosts[] = {
#define OP(name, operands, cost, text) VirtualClock::instruction(cost),
#include "core/vm/opcodes.def"
#undef OP
};

static_assert(PropertyCache::kOwnInline == 1 && PropertyCache::kOwnStorage == 2 && PropertyCache::kHolderInline == 3 && PropertyCache::kHolderStorage == 4);

inline bool bothInt(Value a, Value b) { return (a.bits() & b.bits()) >= Value::kNumberTag; }
inline bool bothNumber(Value a, Value b) { return a.isNumber() && b.isNumber(); }

inline bool isObjectCell(Value v) { return v.isCell() && v.asCell()->kind >= CellKind::PlainObject; }

inline Value& at(void* base, uint32_t offset) { return *reinterpret_cast<Value*>(static_cast<char*>(base) + offset); }
} // namespace

// Names in the loop: `pc` is the instruction that executes, R its frame's registers, K its constants. frame->pc is
// written before anything that may throw, collect or look at the stack.
Value Interpreter::run() {
  static const void* const kPlain[] = {
#define OP(name, operands, cost, text) &&L_##name,
#include "core/vm/opcodes.def"
#undef OP
  };
  static const void* const kObserving[] = {
#define OP(name, operands, cost, text) &&observe,
#include "core/vm/opcodes.def"
#undef OP
  };

  Isolate& iso = iso_;
  CallFrame* frame = frame_;
  const uint16_t* pc = frame->pc;
  Value* R = frame->registers;
  const Value* K = frame->code->constants;
  uint64_t executed = iso.clock.executed;
  Value result; // what the caller gets of a frame that is left
  Value* window; // of a call
  uint32_t argumentCount;
  // The table that a frame begins with, or goes on with when one above it is left. Observed, each frame's first instruction is
  // looked at; the rest need not be where nobody wants to hear of statements.
  const void* const* const frameDispatch = observed_ ? kObserving : kPlain;
  const void* const* dispatch = frameDispatch;
  const bool observesStatements = observed_ && iso.recorder && iso.recorder->wants(trace::Detail::Statement);
  CallFrame* const observedBase = observed_ ? slow::observeRunBegin(*this) : nullptr;

#define DISPATCH() goto* dispatch[*pc]
#define NEXT(words)                                                                                                    \
  do {                                                                                                                 \
    pc += (words);                                                                                                     \
    DISPATCH();                                                                                                        \
  } while (0)
#define HANDLER(name) L_##name : executed += kCosts[size_t(Op::name)];
#define A R[pc[1]]
#define B R[pc[2]]
#define C R[pc[3]]
#define CACHE(operand) (frame->code->caches + pc[operand])
#define SAVE()                                                                                                         \
  do {                                                                                                                 \
    frame->pc = pc;                                                                                                    \
    iso.clock.executed = executed;                                                                                     \
  } while (0)
#define SLOW(function)                                                                                                 \
  do {                                                                                                                 \
    SAVE();                                                                                                            \
    const bool ok = slow::function(iso, frame, R, pc);                                                                 \
    executed = iso.clock.executed;                                                                                     \
    if (__builtin_expect(!ok, 0)) goto exception;                                                                      \
  } while (0)
#define RUNTIME(name, words)                                                                                           \
  HANDLER(name) {                                                                                                      \
    SLOW(op##name);                                                                                                    \
    NEXT(words);                                                                                                       \
  }
// A taken jump: backwards it is a loop's, and looks whether the program should stop.
#define JUMP(operand)                                                                                                  \
  do {                                                                                                                 \
    const int32_t offset = readJump(pc + (operand));                                                                   \
    pc += offset;                                                                                                      \
    if (offset <= 0 && __builtin_expect(executed >= iso.clock.checkAt || iso.interruptRequested, 0)) goto interrupt;   \
    DISPATCH();                                                                                                        \
  } while (0)
#define ENTER_FRAME()                                                                                                  \
  do {                                                                                                                 \
    frame = frame_;                                                                                                    \
    dispatch = frameDispatch;                                                                                          \
    R = frame->registers;                                                                                              \
    K = frame->code->constants;                                                                                        \
    pc = frame->pc;                                                                                                    \
  } while (0)

  if (throwOnEntry_) {
    throwOnEntry_ = false;
    goto exception;
  }
  DISPATCH();

observe:
  if (!observesStatements || (frame->code->flags & FunctionCode::kBuiltinLibrary)) {
    if (frame != observedFrame_ || pc == frame->code->code) {
      SAVE();
      slow::observe(*this, frame, pc);
      executed = iso.clock.executed;
    }
    dispatch = kPlain;
  } else {
    const uint32_t* const statementAt = frame->code->tables->statementAt.get();
    if (frame != observedFrame_ || pc == frame->code->code || !statementAt || statementAt[pc - frame->code->code]) {
      SAVE();
      slow::observe(*this, frame, pc);
      executed = iso.clock.executed;
    }
  }
  goto* kPlain[*pc];

interrupt:
  SAVE();
  if (!slow::interrupt(*this)) goto exception;
  executed = iso.clock.executed;
  DISPATCH();

  // --- loading and moving ---
  HANDLER(LoadUndefined) { A = Value::undefined(); NEXT(2); }
  HANDLER(LoadNull) { A = Value::null(); NEXT(2); }
  HANDLER(LoadTrue) { A = Value::boolean(true); NEXT(2); }
  HANDLER(LoadFalse) { A = Value::boolean(false); NEXT(2); }
  HANDLER(LoadEmpty) { A = Value::empty(); NEXT(2); }
  HANDLER(LoadInt) { A = Value::int32(int16_t(pc[2])); NEXT(3); }
  HANDLER(LoadConst) { A = K[pc[2]]; NEXT(3); }
  HANDLER(LoadConstWide) { A = K[readWide(pc + 2)]; NEXT(4); }
  HANDLER(Move) { A = B; NEXT(3); }
  HANDLER(LoadNewTarget) { A = frame->call.newTarget; NEXT(2); }
  HANDLER(LoadHomeObject) { A = B.as<FunctionObject>()->homeObject; NEXT(3); }
  HANDLER(CoerceThis) {
    if (!isObjectCell(R[1])) SLOW(opCoerceThis);
    NEXT(1);
  }

  // --- environments ---
  RUNTIME(NewEnv, 4)
  RUNTIME(CopyEnv, 2)
  HANDLER(GetEnv) { A = B.as<Environment>()->slots()[pc[3]]; NEXT(4); }
  HANDLER(SetEnv) {
    auto* environment = A.as<Environment>();
    iso.heap.store(environment, environment->slots() + pc[2], C);
    NEXT(4);
  }
  HANDLER(GetOuter) {
    Cell* environment = R[0].as<FunctionObject>()->environment;
    for (uint32_t depth = pc[2]; depth; --depth) environment = static_cast<Environment*>(environment)->parent;
    A = static_cast<Environment*>(environment)->slots()[pc[3]];
    NEXT(4);
  }
  HANDLER(SetOuter) {
    Cell* environment = R[0].as<FunctionObject>()->environment;
    for (uint32_t depth = pc[1]; depth; --depth) environment = static_cast<Environment*>(environment)->parent;
    iso.heap.store(environment, static_cast<Environment*>(environment)->slots() + pc[2], C);
    NEXT(4);
  }
  HANDLER(GetOuterEnv) {
    Cell* environment = R[0].as<FunctionObject>()->environment;
    for (uint32_t depth = pc[2]; depth; --depth) environment = static_cast<Environment*>(environment)->parent;
    A = Value(environment);
    NEXT(3);
  }
  HANDLER(CheckTdz) {
    if (__builtin_expect(A.isEmpty(), 0)) SLOW(opCheckTdz);
    NEXT(4);
  }
  HANDLER(CheckThis) {
    if (__builtin_expect(A.isEmpty(), 0)) SLOW(opCheckThis);
    NEXT(2);
  }
  HANDLER(CheckThisUnset) {
    if (__builtin_expect(!A.isEmpty(), 0)) SLOW(opCheckThisUnset);
    NEXT(2);
  }
  RUNTIME(ThrowConst, 3)

  // --- globals ---
  HANDLER(GetGlobal) {
    const PropertyCache* cache = CACHE(4);
    if (cache->epoch == iso.prototypeEpoch) {
      if (cache->kind == PropertyCache::kGlobalLexical) {
        const Value value = static_cast<Box*>(cache->holder)->values()[0];
        if (__builtin_expect(!value.isEmpty(), 1)) {
          A = value;
          NEXT(5);
        }
      } else if (cache->kind == PropertyCache::kHolderStorage) {
        auto* global = static_cast<Object*>(cache->holder);
        if (global->shape == cache->shape) {
          A = at(global->storage.asCell(), cache->offset);
          NEXT(5);
        }
      }
    }
    SLOW(opGetGlobal);
    NEXT(5);
  }
  RUNTIME(GetGlobalOrUndefined, 5)
  HANDLER(SetGlobal) {
    const PropertyCache* cache = CACHE(4);
    if (cache->epoch == iso.prototypeEpoch && cache->kind == PropertyCache::kGlobalLexical) {
      auto* box = static_cast<Box*>(cache->holder);
      if (__builtin_expect(!box->values()[0].isEmpty(), 1)) {
        iso.heap.store(box, box->values(), C);
        NEXT(5);
      }
    } else if (cache->epoch == iso.prototypeEpoch && cache->kind == PropertyCache::kHolderStorage &&
               static_cast<Object*>(cache->holder)->shape == cache->shape) {
      Cell* storage = static_cast<Object*>(cache->holder)->storage.asCell();
      iso.heap.store(storage, &at(storage, cache->offset), C);
      NEXT(5);
    }
    SLOW(opSetGlobal);
    NEXT(5);
  }
  RUNTIME(InitGlobalLexical, 4)
  RUNTIME(DeclareGlobals, 3)
  RUNTIME(DeleteGlobal, 4)
  RUNTIME(DynamicFind, 6)
  RUNTIME(DynamicSet, 5)
  RUNTIME(DynamicDelete, 5)
  RUNTIME(DynamicValue, 5)
  RUNTIME(DeclareEvalVar, 5)
  RUNTIME(NewWithEnv, 4)
  RUNTIME(NewEvalScope, 3)

  // --- arithmetic ---
#define ARITHMETIC(name, overflows, symbol)                                                                            \
  HANDLER(name) {                                                                                                      \
    const Value a = B, b = C;                                                                                          \
    if (__builtin_expect(bothInt(a, b), 1)) {                                                                          \
      int32_t result;                                                                                                  \
      if (__builtin_expect(!overflows(a.asInt32(), b.asInt32(), &result), 1)) A = Value::int32(result);                \
      else A = Value::float64(double(a.asInt32()) symbol double(b.asInt32()));                                         \
      NEXT(4);                                                                                                         \
    }                                                                                                                  \
    if (bothNumber(a, b)) {                                                                                            \
      A = Value::float64(a.asNumber() symbol b.asNumber());                                                            \
      NEXT(4);                                                                                                         \
    }                                                                                                                  \
    SLOW(op##name);                                                                                                    \
    NEXT(4);                                                                                                           \
  }
  ARITHMETIC(Add, __builtin_add_overflow, +)
  ARITHMETIC(Sub, __builtin_sub_overflow, -)
  HANDLER(Mul) {
    const Value a = B, b = C;
    if (bothInt(a, b)) {
      int32_t result;
      if (!__builtin_mul_overflow(a.asInt32(), b.asInt32(), &result) && result != 0) {
        A = Value::int32(result);
      } else { // overflow, or a zero whose sign matters
        A = Value::number(double(a.asInt32()) * double(b.asInt32()));
      }
      NEXT(4);
    }
    if (bothNumber(a, b)) {
      A = Value::float64(a.asNumber() * b.asNumber());
      NEXT(4);
    }
    SLOW(opMul);
    NEXT(4);
  }
  HANDLER(Div) {
    const Value a = B, b = C;
    if (bothNumber(a, b)) {
      A = Value::number(a.asNumber() / b.asNumber());
      NEXT(4);
    }
    SLOW(opDiv);
    NEXT(4);
  }
  HANDLER(Mod) {
    const Value a = B, b = C;
    if (bothInt(a, b) && a.asInt32() >= 0 && b.asInt32() > 0) {
      A = Value::int32(a.asInt32() % b.asInt32());
      NEXT(4);
    }
    SLOW(opMod);
    NEXT(4);
  }
  RUNTIME(Exp, 4)
#define BITWISE(name, expression)                                                                                      \
  HANDLER(name) {                                                                                                      \
    const Value left = B, right = C;                                                                                   \
    if (__builtin_expect(bothInt(left, right), 1)) {                                                                   \
      const int32_t a = left.asInt32(), b = right.asInt32();                                                           \
      A = (expression);                                                                                                \
      NEXT(4);                                                                                                         \
    }                                                                                                                  \
    SLOW(op##name);                                                                                                    \
    NEXT(4);                                                                                                           \
  }
  BITWISE(BitAnd, Value::int32(a & b))
  BITWISE(BitOr, Value::int32(a | b))
  BITWISE(BitXor, Value::int32(a ^ b))
  BITWISE(ShiftLeft, Value::int32(int32_t(uint32_t(a) << (b & 31))))
  BITWISE(ShiftRight, Value::int32(a >> (b & 31)))
  BITWISE(ShiftRightZero, Value::number(uint32_t(a) >> (b & 31)))

#define ARITHMETIC_INT(name, overflows, symbol)                                                                        \
  HANDLER(name) {                                                                                                      \
    const Value a = B;                                                                                                 \
    const int32_t b = int16_t(pc[3]);                                                                                  \
    if (__builtin_expect(a.isInt32(), 1)) {                                                                            \
      int32_t result;                                                                                                  \
      if (__builtin_expect(!overflows(a.asInt32(), b, &result), 1)) A = Value::int32(result);                          \
      else A = Value::float64(double(a.asInt32()) symbol double(b));                                                   \
      NEXT(4);                                                                                                         \
    }                                                                                                                  \
    if (a.isNumber()) {                                                                                                \
      A = Value::float64(a.asNumber() symbol double(b));                                                               \
      NEXT(4);                                                                                                         \
    }                                                                                                                  \
    SLOW(op##name);                                                                                                    \
    NEXT(4);                                                                                                           \
  }
  ARITHMETIC_INT(AddInt, __builtin_add_overflow, +)
  ARITHMETIC_INT(SubInt, __builtin_sub_overflow, -)
  HANDLER(MulInt) {
    const Value a = B;
    const int32_t b = int16_t(pc[3]);
    int32_t result;
    if (a.isInt32() && !__builtin_mul_overflow(a.asInt32(), b, &result) && result != 0) {
      A = Value::int32(result);
      NEXT(4);
    }
    if (a.isNumber()) {
      A = Value::number(a.asNumber() * double(b));
      NEXT(4);
    }
    SLOW(opMulInt);
    NEXT(4);
  }
  HANDLER(DivInt) {
    const Value a = B;
    if (a.isNumber()) {
      A = Value::number(a.asNumber() / double(int16_t(pc[3])));
      NEXT(4);
    }
    SLOW(opDivInt);
    NEXT(4);
  }
  HANDLER(ModInt) {
    const Value a = B;
    const int32_t b = int16_t(pc[3]);
    if (a.isInt32() && a.asInt32() >= 0 && b > 0) {
      A = Value::int32(a.asInt32() % b);
      NEXT(4);
    }
    SLOW(opModInt);
    NEXT(4);
  }
#define BITWISE_INT(name, expression)                                                                                  \
  HANDLER(name) {                                                                                                      \
    const Value left = B;                                                                                              \
    const int32_t b = int16_t(pc[3]);                                                                                  \
    if (__builtin_expect(left.isInt32(), 1)) {                                                                         \
      const int32_t a = left.asInt32();                                                                                \
      A = (expression);                                                                                                \
      NEXT(4);                                                                                                         \
    }                                                                                                                  \
    if (left.isNumber()) {                                                                                             \
      const int32_t a = doubleToInt32(left.asDouble());                                                                \
      A = (expression);                                                                                                \
      NEXT(4);                                                                                                         \
    }                                                                                                                  \
    SLOW(op##name);                                                                                                    \
    NEXT(4);                                                                                                           \
  }
  BITWISE_INT(BitAndInt, Value::int32(a & b))
  BITWISE_INT(BitOrInt, Value::int32(a | b))
  BITWISE_INT(BitXorInt, Value::int32(a ^ b))
  BITWISE_INT(ShiftLeftInt, Value::int32(int32_t(uint32_t(a) << (b & 31))))
  BITWISE_INT(ShiftRightInt, Value::int32(a >> (b & 31)))
  BITWISE_INT(ShiftRightZeroInt, Value::number(uint32_t(a) >> (b & 31)))

  HANDLER(Negate) {
    const Value a = B;
    if (a.isInt32() && a.asInt32() != 0 && a.asInt32() != INT32_MIN) {
      A = Value::int32(-a.asInt32());
      NEXT(3);
    }
    if (a.isNumber()) {
      A = Value::float64(-a.asNumber());
      NEXT(3);
    }
    SLOW(opNegate);
    NEXT(3);
  }
  HANDLER(BitNot) {
    const Value a = B;
    if (a.isInt32()) {
      A = Value::int32(~a.asInt32());
      NEXT(3);
    }
    SLOW(opBitNot);
    NEXT(3);
  }
  HANDLER(ToNumber) {
    const Value a = B;
    if (a.isNumber()) {
      A = a;
      NEXT(3);
    }
    SLOW(opToNumber);
    NEXT(3);
  }
  HANDLER(ToNumeric) {
    const Value a = B;
    if (a.isNumber()) {
      A = a;
      NEXT(3);
    }
    SLOW(opToNumeric);
    NEXT(3);
  }
  HANDLER(Increment) {
    const Value a = B;
    if (__builtin_expect(a.isInt32() && a.asInt32() != INT32_MAX, 1)) {
      A = Value::int32(a.asInt32() + 1);
      NEXT(3);
    }
    SLOW(opIncrement);
    NEXT(3);
  }
  HANDLER(Decrement) {
    const Value a = B;
    if (__builtin_expect(a.isInt32() && a.asInt32() != INT32_MIN, 1)) {
      A = Value::int32(a.asInt32() - 1);
      NEXT(3);
    }
    SLOW(opDecrement);
    NEXT(3);
  }
  HANDLER(Not) {
    const Value a = B;
    A = Value::boolean(a.isBoolean() ? !a.asBoolean() : !toBoolean(a));
    NEXT(3);
  }
  HANDLER(TypeOf) {
    A = Value(typeOf(iso, B));
    NEXT(3);
  }
  RUNTIME(ToString, 3)
  HANDLER(ToPropertyKey) {
    const Value a = B;
    if (a.isInt32() || (a.isCell() && a.asCell()->isString())) {
      A = a;
      NEXT(3);
    }
    SLOW(opToPropertyKey);
    NEXT(3);
  }
  RUNTIME(ToObject, 3)
  RUNTIME(ConcatN, 4)

  // --- comparing ---
  RUNTIME(Equal, 4)
  RUNTIME(NotEqual, 4)
  HANDLER(StrictEqual) {
    const Value a = B, b = C;
    A = Value::boolean(bothInt(a, b) ? a == b : strictEqualsNoGc(a, b));
    NEXT(4);
  }
  HANDLER(StrictNotEqual) {
    const Value a = B, b = C;
    A = Value::boolean(!(bothInt(a, b) ? a == b : strictEqualsNoGc(a, b)));
    NEXT(4);
  }
#define RELATION(name, symbol)                                                                                         \
  HANDLER(name) {                                                                                                      \
    const Value a = B, b = C;                                                                                          \
    if (__builtin_expect(bothInt(a, b), 1)) {                                                                          \
      A = Value::boolean(a.asInt32() symbol b.asInt32());                                                              \
      NEXT(4);                                                                                                         \
    }                                                                                                                  \
    if (bothNumber(a, b)) {                                                                                            \
      A = Value::boolean(a.asNumber() symbol b.asNumber());                                                            \
      NEXT(4);                                                                                                         \
    }                                                                                                                  \
    SLOW(op##name);                                                                                                    \
    NEXT(4);                                                                                                           \
  }
  RELATION(Less, <)
  RELATION(LessEqual, <=)
  RELATION(Greater, >)
  RELATION(GreaterEqual, >=)
  RUNTIME(InstanceOf, 4)
  RUNTIME(In, 4)
  RUNTIME(PrivateIn, 4)

  // --- jumping ---
  HANDLER(Jump) { JUMP(1); }
  HANDLER(JumpIfTrue) {
    const Value a = A;
    if (a.isBoolean() ? a.isTrue() : toBoolean(a)) JUMP(2);
    NEXT(4);
  }
  HANDLER(JumpIfFalse) {
    const Value a = A;
    if (a.isBoolean() ? a.isFalse() : !toBoolean(a)) JUMP(2);
    NEXT(4);
  }
  HANDLER(JumpIfNullish) {
    if (A.isNullish()) JUMP(2);
    NEXT(4);
  }
  HANDLER(JumpIfNotNullish) {
    if (!A.isNullish()) JUMP(2);
    NEXT(4);
  }
  HANDLER(JumpIfUndefined) {
    if (A.isUndefined()) JUMP(2);
    NEXT(4);
  }
  HANDLER(JumpIfNotUndefined) {
    if (!A.isUndefined()) JUMP(2);
    NEXT(4);
  }
  HANDLER(JumpIfTypeOf) {
    if (hasType(A, TypeName(pc[2]))) JUMP(3);
    NEXT(5);
  }
  HANDLER(JumpIfNotTypeOf) {
    if (!hasType(A, TypeName(pc[2]))) JUMP(3);
    NEXT(5);
  }
#define JUMP_RELATION(name, symbol, wanted)                                                                            \
  HANDLER(name) {                                                                                                      \
    const Value a = A, b = B;                                                                                          \
    if (__builtin_expect(bothInt(a, b), 1)) {                                                                          \
      if ((a.asInt32() symbol b.asInt32()) == wanted) JUMP(3);                                                         \
      NEXT(5);                                                                                                         \
    }                                                                                                                  \
    if (bothNumber(a, b)) {                                                                                            \
      if ((a.asNumber() symbol b.asNumber()) == wanted) JUMP(3);                                                       \
      NEXT(5);                                                                                                         \
    }                                                                                                                  \
    SLOW(op##name);                                                                                                    \
    if (flag_ == wanted) JUMP(3);                                                                                      \
    NEXT(5);                                                                                                           \
  }
  JUMP_RELATION(JumpIfLess, <, true)
  JUMP_RELATION(JumpIfNotLess, <, false)
  JUMP_RELATION(JumpIfLessEqual, <=, true)
  JUMP_RELATION(JumpIfNotLessEqual, <=, false)
  JUMP_RELATION(JumpIfGreater, >, true)
  JUMP_RELATION(JumpIfNotGreater, >, false)
  JUMP_RELATION(JumpIfGreaterEqual, >=, true)
  JUMP_RELATION(JumpIfNotGreaterEqual, >=, false)
#define JUMP_RELATION_INT(name, symbol, wanted)                                                                        \
  HANDLER(name) {                                                                                                      \
    const Value a = A;                                                                                                 \
    const int32_t b = int16_t(pc[2]);                                                                                  \
    if (__builtin_expect(a.isInt32(), 1)) {                                                                            \
      if ((a.asInt32() symbol b) == wanted) JUMP(3);                                                                   \
      NEXT(5);                                                                                                         \
    }                                                                                                                  \
    if (a.isNumber()) {                                                                                                \
      if ((a.asDouble() symbol double(b)) == wanted) JUMP(3);                                                          \
      NEXT(5);                                                                                                         \
    }                                                                                                                  \
    SLOW(op##name);                                                                                                    \
    if (flag_ == wanted) JUMP(3);                                                                                      \
    NEXT(5);                                                                                                           \
  }
  JUMP_RELATION_INT(JumpIfLessInt, <, true)
  JUMP_RELATION_INT(JumpIfNotLessInt, <, false)
  JUMP_RELATION_INT(JumpIfLessEqualInt, <=, true)
  JUMP_RELATION_INT(JumpIfNotLessEqualInt, <=, false)
  JUMP_RELATION_INT(JumpIfGreaterInt, >, true)
  JUMP_RELATION_INT(JumpIfNotGreaterInt, >, false)
  JUMP_RELATION_INT(JumpIfGreaterEqualInt, >=, true)
  JUMP_RELATION_INT(JumpIfNotGreaterEqualInt, >=, false)
  HANDLER(JumpIfStrictEqualInt) {
    const Value a = A;
    if (a.isInt32() ? a.asInt32() == int16_t(pc[2]) : a.isNumber() && a.asDouble() == double(int16_t(pc[2]))) JUMP(3);
    NEXT(5);
  }
  HANDLER(JumpIfStrictNotEqualInt) {
    const Value a = A;
    if (!(a.isInt32() ? a.asInt32() == int16_t(pc[2]) : a.isNumber() && a.asDouble() == double(int16_t(pc[2])))) JUMP(3);
    NEXT(5);
  }
#define JUMP_LOOSE(name, wanted)                                                                                       \
  HANDLER(name) {                                                                                                      \
    const Value a = A, b = B;                                                                                          \
    if (bothInt(a, b)) {                                                                                               \
      if ((a == b) == wanted) JUMP(3);                                                                                 \
      NEXT(5);                                                                                                         \
    }                                                                                                                  \
    SLOW(op##name);                                                                                                    \
    if (flag_ == wanted) JUMP(3);                                                                                      \
    NEXT(5);                                                                                                           \
  }
  JUMP_LOOSE(JumpIfEqual, true)
  JUMP_LOOSE(JumpIfNotEqual, false)
  HANDLER(JumpIfStrictEqual) {
    const Value a = A, b = B;
    if (bothInt(a, b) ? a == b : strictEqualsNoGc(a, b)) JUMP(3);
    NEXT(5);
  }
  HANDLER(JumpIfStrictNotEqual) {
    const Value a = A, b = B;
    if (!(bothInt(a, b) ? a == b : strictEqualsNoGc(a, b))) JUMP(3);
    NEXT(5);
  }
  HANDLER(JumpTable) {
    pc += slow::jumpTarget(K[readWide(pc + 2)], A);
    DISPATCH();
  }

  // --- properties ---
  HANDLER(GetLength) {
    const Value base = B;
    if (base.isCell()) {
      if (base.asCell()->kind == CellKind::ArrayObject) {
        A = base.as<ArrayObject>()->length;
        NEXT(5);
      }
      if (base.asCell()->isString()) {
        A = Value::int32(int32_t(base.as<String>()->length));
        NEXT(5);
      }
    }
    goto getProp;
  }
  HANDLER(GetProp) {
  getProp:
    const Value base = B;
    const PropertyCache* cache = CACHE(4);
    if (__builtin_expect(isObjectCell(base), 1)) {
      auto* object = base.as<Object>();
      if (__builtin_expect(object->shape == cache->shape, 1)) {
        // No switch: a processor foretells its jump through a table badly.
        const uint32_t kind = cache->kind;
        if (kind <= PropertyCache::kOwnStorage) { // a shape is only kept with a kind
          Cell* const base = kind == PropertyCache::kOwnInline ? static_cast<Cell*>(object) : object->storage.asCell();
          A = at(base, cache->offset);
          NEXT(5);
        }
        if (kind <= PropertyCache::kHolderStorage && cache->epoch == iso.prototypeEpoch) {
          Cell* const base = kind == PropertyCache::kHolderInline ? cache->holder : static_cast<Object*>(cache->holder)->storage.asCell();
          A = at(base, cache->offset);
          NEXT(5);
        }
        if (kind == PropertyCache::kArrayLength && object->kind == CellKind::ArrayObject) { // another kind with the same prototype may share the shape
          A = static_cast<ArrayObject*>(object)->length;
          NEXT(5);
        }
      }
    }
    SAVE();
    switch (slow::getProperty(*this, frame, R, pc)) {
    case slow::Get::Done: executed = iso.clock.executed; NEXT(5);
    case slow::Get::Threw: executed = iso.clock.executed; goto exception;
    case slow::Get::CallPushed: // a getter in JavaScript: its frame is on top
      executed = iso.clock.executed;
      ENTER_FRAME();
      DISPATCH();
    }
    __builtin_unreachable();
  }
  HANDLER(SetProp) {
    const Value base = A;
    PropertyCache* cache = CACHE(4);
    if (__builtin_expect(isObjectCell(base), 1)) {
      auto* object = base.as<Object>();
      if (__builtin_expect(object->shape == cache->shape, 1)) {
        switch (cache->kind) {
        case PropertyCache::kOwnInline:
          iso.heap.store(object, &at(object, cache->offset), C);
          NEXT(5);
        case PropertyCache::kOwnStorage: {
          Cell* storage = object->storage.asCell();
          iso.heap.store(storage, &at(storage, cache->offset), C);
          NEXT(5);
        }
        case PropertyCache::kAddInline:
          if (cache->epoch != iso.prototypeEpoch) break;
          object->shape = static_cast<Shape*>(cache->holder);
          iso.heap.store(object, &at(object, cache->offset), C);
          NEXT(5);
        case PropertyCache::kAddStorage: {
          if (cache->epoch != iso.prototypeEpoch || !object->storage.isCell()) break;
          Cell* storage = object->storage.asCell();
          if (cache->offset >= storage->size) break;
          object->shape = static_cast<Shape*>(cache->holder);
          iso.heap.store(storage, &at(storage, cache->offset), C);
          NEXT(5);
        }
        default: break;
        }
      }
    }
    SAVE();
    switch (slow::setProperty(*this, frame, R, pc)) {
    case slow::Get::Done: executed = iso.clock.executed; NEXT(5);
    case slow::Get::Threw: executed = iso.clock.executed; goto exception;
    case slow::Get::CallPushed:
      executed = iso.clock.executed;
      ENTER_FRAME();
      DISPATCH();
    }
    __builtin_unreachable();
  }
  HANDLER(GetElem) {
    const Value base = B, key = C;
    if (__builtin_expect(key.isInt32() && isObjectCell(base), 1)) {
      auto* object = base.as<Object>();
      Elements* elements = object->elements;
      if (__builtin_expect(uint32_t(key.asInt32()) < elements->capacity && !(object->aux & Object::kHasExotic), 1)) {
        const Value value = elements->slots()[uint32_t(key.asInt32())];
        if (__builtin_expect(!value.isEmpty(), 1)) {
          A = value;
          NEXT(4);
        }
      }
    }
    SLOW(opGetElem);
    NEXT(4);
  }
  HANDLER(SetElem) {
    const Value base = A, key = B;
    if (__builtin_expect(key.isInt32() && isObjectCell(base), 1)) {
      auto* object = base.as<Object>();
      Elements* elements = object->elements;
      const uint32_t index = uint32_t(key.asInt32());
      if (__builtin_expect(index < elements->capacity && !(object->aux & (Object::kFrozenElements | Object::kHasExotic)), 1)) {
        Value* slot = elements->slots() + index;
        if (__builtin_expect(!slot->isEmpty(), 1)) {
          iso.heap.store(elements, slot, C);
          NEXT(4);
        }
      }
    }
    SLOW(opSetElem);
    NEXT(4);
  }
  HANDLER(GetElemInt) {
    const Value base = B;
    if (__builtin_expect(isObjectCell(base), 1)) {
      auto* object = base.as<Object>();
      Elements* elements = object->elements;
      const uint32_t index = pc[3];
      if (__builtin_expect(index < elements->capacity && !(object->aux & Object::kHasExotic), 1)) {
        const Value value = elements->slots()[index];
        if (__builtin_expect(!value.isEmpty(), 1)) {
          A = value;
          NEXT(4);
        }
      }
    }
    SLOW(opGetElemInt);
    NEXT(4);
  }
  RUNTIME(DeleteProp, 4)
  RUNTIME(GetSuper, 5)
  RUNTIME(SetSuper, 5)
  RUNTIME(GetPrivate, 4)
  RUNTIME(SetPrivate, 4)
  RUNTIME(AddPrivateField, 4)
  RUNTIME(AddPrivateMethod, 5)
  RUNTIME(NewPrivateName, 4)

  // --- literals ---
  RUNTIME(NewObject, 2)
  RUNTIME(NewObjectShaped, 5)
  RUNTIME(NewArray, 3)
  RUNTIME(NewArrayFrom, 4)
  RUNTIME(ArrayPush, 3)
  RUNTIME(ArrayPushHole, 2)
  RUNTIME(ArraySpread, 3)
  HANDLER(DefineField) {
    PropertyCache* cache = CACHE(4);
    auto* object = A.as<Object>();
    if (object->shape == cache->shape && cache->epoch == iso.prototypeEpoch) {
      if (cache->kind == PropertyCache::kAddInline) {
        object->shape = static_cast<Shape*>(cache->holder);
        iso.heap.store(object, &at(object, cache->offset), C);
        NEXT(5);
      }
      if (cache->kind == PropertyCache::kAddStorage && object->storage.isCell() && cache->offset < object->storage.asCell()->size) {
        Cell* storage = object->storage.asCell();
        object->shape = static_cast<Shape*>(cache->holder);
        iso.heap.store(storage, &at(storage, cache->offset), C);
        NEXT(5);
      }
    }
    SLOW(opDefineField);
    NEXT(5);
  }
  RUNTIME(DefineElem, 4)
  RUNTIME(DefineMethod, 5)
  RUNTIME(SetPrototype, 3)
  RUNTIME(CopyDataProperties, 5)
  RUNTIME(NewRegExp, 6)
  RUNTIME(GetTemplateObject, 4)

  // --- functions and classes ---
#define CALL_LIKE(name, words)                                                                                         \
  HANDLER(name) {                                                                                                      \
    SAVE();                                                                                                            \
    switch (slow::op##name(*this, frame, R, pc)) {                                                                     \
    case slow::Get::Done: executed = iso.clock.executed; NEXT(words);                                                  \
    case slow::Get::Threw: executed = iso.clock.executed; goto exception;                                              \
    case slow::Get::CallPushed:                                                                                        \
      executed = iso.clock.executed;                                                                                   \
      ENTER_FRAME();                                                                                                   \
      DISPATCH();                                                                                                      \
    }                                                                                                                  \
    __builtin_unreachable();                                                                                           \
  }
  RUNTIME(Closure, 5)
  RUNTIME(SetFunctionName, 4)
  RUNTIME(SetHomeObject, 3)
  RUNTIME(NewClass, 6)
  RUNTIME(SetClassInit, 3)
  CALL_LIKE(InitFields, 3)
  RUNTIME(MapArguments, 5)

  // --- calls ---
  HANDLER(CallUndefinedThis) {
    R[pc[2] + 1] = Value::undefined();
    goto call;
  }
  // For our own library: the arguments that the function got lie right below its frame.
  HANDLER(CallWithRest) {
    window = R + pc[2];
    const uint32_t given = frame->call.argumentCount, parameters = frame->code->parameterCount;
    argumentCount = given > parameters ? given - parameters : 0;
    if (__builtin_expect(window + 2 + argumentCount >= stackLimit_, 0)) {
      SAVE();
      slow::stackOverflow(iso);
      goto exception;
    }
    for (uint32_t i = 0; i < argumentCount; ++i) window[2 + i] = R[int32_t(i) - int32_t(argumentCount)];
    goto callWindow;
  }
  HANDLER(CallUncharged) {
    executed -= (uint64_t(pc[3]) << VirtualClock::kNsShift) + pc[4];
    SAVE();
    const bool ok = slow::callUncharged(iso, R + pc[1], pc[2]);
    if (__builtin_expect(!ok, 0)) goto exception;
    NEXT(5);
  }
  RUNTIME(RestArray, 2)
  HANDLER(Call) {
  call:
    window = R + pc[2];
    argumentCount = pc[3];
  callWindow:
    const Value callee = window[0];
    if (__builtin_expect(callee.isCell() && callee.asCell()->kind == CellKind::FunctionObject, 1)) {
      FunctionCode* code = callee.as<FunctionObject>()->code;
      if (__builtin_expect(code->flags & FunctionCode::kPlainCall, 1)) {
        CallFrame* next = frame + 1;
        Value* const base = code->flags & FunctionCode::kKeepsArguments ? window + 2 + argumentCount : window;
        Value* end = base + code->registerCount;
        if (__builtin_expect(next < frameLimit_ && end < stackLimit_ && window + 2 + argumentCount < stackLimit_, 1)) {
          frame->pc = pc;
          const uint32_t given = std::min<uint32_t>(argumentCount, code->parameterCount);
          if (base != window) {
            std::copy_n(window, 2 + given, base);
            window = base;
          }
          clearRegisters(window + 2 + given, end);
          next->registers = window;
          next->code = code;
          next->pc = code->code;
          next->returnPc = pc + 4;
          next->call.newTarget = Value::undefined();
          next->generator = Value::undefined();
          next->call.argumentCount = argumentCount;
          next->returnRegister = pc[1];
          next->flags = 0;
          frame = frame_ = next;
          dispatch = frameDispatch;
          R = window;
          K = code->constants;
          pc = code->code;
          if (__builtin_expect(executed >= iso.clock.checkAt || iso.interruptRequested, 0)) goto interrupt;
          DISPATCH();
        }
      }
    } else if (callee.isCell() && callee.asCell()->kind == CellKind::NativeFunction) {
      auto* native = callee.as<NativeFunction>();
      if (native->fast) {
        Value result;
        if (native->fast(iso, window, argumentCount, &result)) {
          executed += uint64_t(native->cost) << VirtualClock::kNsShift;
          A = result;
          NEXT(4);
        }
      }
      SAVE();
      if (native->aux & NativeFunction::kTailCalls) {
        switch (slow::tailCall(*this, window, argumentCount, pc[1], pc + 4)) {
        case slow::Tail::Threw: executed = iso.clock.executed; goto exception;
        case slow::Tail::Done: executed = iso.clock.executed; NEXT(4);
        case slow::Tail::CallPushed:
          executed = iso.clock.executed;
          ENTER_FRAME();
          DISPATCH();
        case slow::Tail::Unusual: break;
        }
      }
      if (native->function == generatorNextNative && Op(*pc) != Op::CallWithRest && slow::resumeFromCall(*this, frame, R, pc)) {
        executed = iso.clock.executed;
        if (iso.hasException()) goto exception;
        ENTER_FRAME();
        DISPATCH();
      }
      const Value result = callNative(window, argumentCount, Value::undefined());
      executed = iso.clock.executed;
      if (__builtin_expect(result.isException(), 0)) goto exception;
      A = result;
      NEXT(4);
    }
    SAVE();
    switch (slow::call(*this, frame, window, argumentCount, pc[1], pc + 4)) {
    case slow::Get::Done: executed = iso.clock.executed; NEXT(4);
    case slow::Get::Threw: executed = iso.clock.executed; goto exception;
    case slow::Get::CallPushed:
      executed = iso.clock.executed;
      ENTER_FRAME();
      DISPATCH();
    }
    __builtin_unreachable();
  }
  CALL_LIKE(CallSpread, 3)
  CALL_LIKE(New, 5)
  CALL_LIKE(NewSpread, 3)
  CALL_LIKE(SuperCall, 5)
  CALL_LIKE(SuperCallSpread, 4)
  CALL_LIKE(DirectEval, 6)
  RUNTIME(ImportCall, 4)
  RUNTIME(ImportMeta, 2)

  // Leaving a frame.
  {
  HANDLER(ReturnUndefined) {
      result = Value::undefined();
      goto leave;
    }
  HANDLER(Return) {
      result = A;
    leave:
      if (__builtin_expect(frame->flags == 0, 1)) {
        pc = frame->returnPc;
        const uint32_t target = frame->returnRegister;
        --frame;
        frame_ = frame;
        dispatch = frameDispatch;
        R = frame->registers;
        K = frame->code->constants;
        R[target] = result;
        DISPATCH();
      }
      goto leaveSlow;
    }
  HANDLER(ReturnDerived) {
      if (isObjectCell(A)) {
        result = A;
      } else {
        SAVE();
        if (!A.isUndefined() || B.isEmpty()) {
          slow::opReturnDerivedError(iso, frame, R, pc);
          goto exception;
        }
        result = B;
      }
      goto leaveSlow;
    }
  leaveSlow:
    const uint8_t flags = frame->flags;
    leaveRealm(frame);
    if ((flags & CallFrame::kConstruct) && !isObjectCell(result)) result = R[1];
    pc = frame->returnPc;
    const uint32_t target = frame->returnRegister;
    --frame;
    frame_ = frame;
    dispatch = frameDispatch;
    if (flags & CallFrame::kEntry) {
      iso.clock.executed = executed;
      if (observed_) slow::observeRunEnd(*this, observedBase, trace::Completion::Return);
      return result;
    }
    R = frame->registers;
    K = frame->code->constants;
    if (!(flags & CallFrame::kDiscardResult)) R[target] = result;
    DISPATCH();
  }

  // --- exceptions ---
  HANDLER(Throw) {
    SAVE();
    slow::opThrow(iso, frame, R, pc);
    goto exception;
  }
  HANDLER(Rethrow) {
    frame->pc = pc;
    iso.pendingException = A;
    goto exception;
  }
  RUNTIME(ThrowError, 4)
  HANDLER(CheckObject) {
    if (!isObjectCell(A)) SLOW(opCheckObject);
    NEXT(3);
  }
  HANDLER(CheckCoercible) {
    if (A.isNullish()) SLOW(opCheckCoercible);
    NEXT(4);
  }
  HANDLER(Debugger) { NEXT(1); }

  // --- iteration ---
  RUNTIME(GetIterator, 3)
  RUNTIME(GetAsyncIterator, 3)
  HANDLER(IteratorNext) {
    Value* record = R + pc[2];
    if (__builtin_expect(record[1].isInt32(), 1)) { // a plain array: record[1] is the next index
      auto* array = record[0].as<ArrayObject>();
      const uint32_t index = uint32_t(record[1].asInt32());
      if (index < array->lengthU32()) {
        record[1] = Value::int32(int32_t(index + 1));
        if (__builtin_expect(index < array->elements->capacity, 1)) {
          const Value value = array->elements->slots()[index];
          if (__builtin_expect(!value.isEmpty(), 1)) {
            A = value;
            NEXT(5);
          }
        }
        SLOW(opIteratorNextHole);
        NEXT(5);
      }
      record[0] = record[1] = Value::undefined(); // a pattern may ask again
      JUMP(3);
    }
    SAVE();
    switch (slow::iteratorNext(*this, frame, R, pc)) {
    case slow::Step::Value: executed = iso.clock.executed; NEXT(5);
    case slow::Step::End: executed = iso.clock.executed; JUMP(3);
    case slow::Step::Threw: executed = iso.clock.executed; goto exception;
    case slow::Step::Resumed:
      executed = iso.clock.executed;
      ENTER_FRAME();
      DISPATCH();
    }
    __builtin_unreachable();
  }
  RUNTIME(IteratorCall, 3)
  HANDLER(IteratorUnwrap) {
    SLOW(opIteratorUnwrap);
    if (flag_) JUMP(3);
    NEXT(5);
  }
  RUNTIME(IteratorClose, 2)
  RUNTIME(IteratorCloseQuiet, 2)
  RUNTIME(AsyncIteratorCloseStart, 3)
  RUNTIME(AsyncIteratorCloseQuiet, 3)
  RUNTIME(IteratorRest, 3)
  RUNTIME(ForInStart, 3)
  HANDLER(ForInNext) {
    SLOW(opForInNext);
    if (flag_) JUMP(3);
    NEXT(5);
  }

  // --- generators and async functions ---
  // Each of these either goes on in this frame, or leaves it: then slow::suspended says where to go.
  HANDLER(GeneratorStart) {
    SLOW(opGeneratorStart);
    goto suspended;
  }
  HANDLER(AsyncStart) {
    SLOW(opAsyncStart);
    if (__builtin_expect(flag_, 0)) goto suspended;
    NEXT(2);
  }
  HANDLER(Yield) {
    SLOW(opYield);
    goto suspended;
  }
  HANDLER(AsyncYield) {
    SLOW(opAsyncYield);
    if (flag_) goto suspended;
    ENTER_FRAME(); // another request waits: on at once, where its kind says
    DISPATCH();
  }
  HANDLER(Await) {
    SLOW(opAwait);
    if (__builtin_expect(flag_, 1)) goto suspended;
    NEXT(4);
  }
  HANDLER(AsyncReturn) {
    SLOW(opAsyncReturn);
    goto suspended;
  }
  HANDLER(AsyncThrow) {
    SLOW(opAsyncThrow);
    goto suspended;
  }
  HANDLER(GeneratorReturn) {
    SLOW(opGeneratorReturn);
    goto suspended;
  }
  HANDLER(AsyncGeneratorReturn) {
    SLOW(opAsyncGeneratorReturn);
    goto suspended;
  }
  HANDLER(AsyncGeneratorThrow) {
    SLOW(opAsyncGeneratorThrow);
    goto suspended;
  }
  RUNTIME(DelegateStep, 4)
  HANDLER(DelegateCheck) {
    SLOW(opDelegateCheck);
    if (flag_) JUMP(4);
    NEXT(6);
  }
  HANDLER(YieldDelegate) {
    SLOW(opYieldDelegate);
    goto suspended;
  }
suspended: {
  // The slow path has popped the frame and put what it hands out into transfer_.
  const uint8_t flags = leftFlags_;
  const Value result = transfer_;
  transfer_ = Value::undefined();
  if (flags & CallFrame::kEntry) {
    if (observed_) slow::observeRunEnd(*this, observedBase, trace::Completion::Suspend);
    return result;
  }
  if (__builtin_expect(result.isException(), 0)) goto exception;
  frame = frame_;
  dispatch = frameDispatch;
  R = frame->registers;
  K = frame->code->constants;
  pc = leftReturnPc_;
  if (flags & CallFrame::kForOf) { // pc is the IteratorNext; at the end its destination keeps what it has
    if (resumeDone_) JUMP(3);
    R[leftReturnRegister_] = result;
    NEXT(5);
  }
  R[leftReturnRegister_] = result;
  DISPATCH();
}
  HANDLER(ImportedValue) {
    if (A.isCell() && A.asCell()->kind == CellKind::Box) SLOW(opImportedValue);
    NEXT(4);
  }
  HANDLER(ModuleStart) {
    SLOW(opModuleStart);
    goto suspended;
  }

exception:
  // Looks for a handler, frame by frame. The instruction that threw is frame->pc.
  if (iso.throwIsNew) {
    iso.throwIsNew = false;
    iso.throwCode = frame_->code;
    iso.throwPc = uint32_t(frame_->pc - frame_->code->code);
  }
  for (;;) {
    frame = frame_;
    if (!iso.terminating) {
      if (const HandlerEntry* handler = slow::findHandler(frame)) {
        dispatch = frameDispatch;
        R = frame->registers;
        K = frame->code->constants;
        R[handler->reg] = iso.takeException();
        if (handler->isCatch && iso.recorder) slow::observeCatch(iso, frame);
        pc = frame->code->code + handler->target;
        executed = iso.clock.executed;
        DISPATCH();
      }
    }
    if (frame->flags & CallFrame::kGeneratorFrame) slow::completeGenerator(iso, frame->generator);
    const uint8_t flags = frame->flags;
    leaveRealm(frame);
    --frame_;
    if (flags & CallFrame::kEntry) {
      if (observed_) slow::observeRunEnd(*this, observedBase, trace::Completion::Throw);
      return Throw{};
    }
  }

#undef A
#undef B
#undef C
}

} // namespace tickscope
