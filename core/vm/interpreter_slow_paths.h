#pragma once
// What the interpreter's handlers do when their common case does not apply. Each is given the frame, its registers and
// the instruction, and decodes the operands itself. False: it threw.
//
// Ordered like opcodes.def; implemented in slow_*.cpp by concern.
#include "core/trace/words.h"
#include "core/vm/interpreter.h"
#include "core/vm/iterator_operations.h"

namespace tickscope::slow {

enum class Get : uint8_t { Done, Threw, CallPushed }; // CallPushed: a JavaScript frame is on top and will deliver
enum class Step : uint8_t { Value, End, Threw, Resumed };

// --- slow_calls.cpp ---
bool stackOverflow(Isolate& iso); // raises; false
// Compiles the function in window[0] if need be, and refuses to call class constructors without new.
bool prepareCall(Isolate& iso, Value* window, uint32_t argumentCount, Value newTarget);
// The same for new: window[1] becomes the new object, or `empty` for a derived class.
bool prepareConstruct(Isolate& iso, Value* window, uint32_t argumentCount, HandleValue newTarget);
Value makeRest(Isolate& iso, Value* window, uint32_t argumentCount, FunctionCode* code);
Value makeArguments(Isolate& iso, Value* window, uint32_t argumentCount, FunctionCode* code);
// Calls whatever is callable in window[0]; the result goes to the frame's register `target`.
Get call(Interpreter& vm, CallFrame* frame, Value* window, uint32_t argumentCount, uint16_t target, const uint16_t* returnPc);

// Calls a native that only tells the recorder something; undefined: nothing is called. False: it threw.
bool callUncharged(Isolate& iso, Value* window, uint32_t argumentCount);

// Calls window[0] with the elements of the array in window[2].
Get callWithArray(Interpreter& vm, CallFrame* frame, Value* window, uint16_t target, const uint16_t* returnPc);

// Function.prototype.call or apply in window[0]: what they call takes their place, without a frame of theirs.
// Unusual: nothing was done, call them like any native.
enum class Tail : uint8_t { Unusual, Done, Threw, CallPushed };
Tail tailCall(Interpreter& vm, Value* window, uint32_t argumentCount, uint16_t target, const uint16_t* returnPc);

// The same for any callee, natives included.
Get callWindowFromCode(Interpreter& vm, CallFrame* frame, Value* window, uint32_t argumentCount, uint16_t target, const uint16_t* returnPc);

// --- slow_properties.cpp ---
Get getProperty(Interpreter& vm, CallFrame* frame, Value* R, const uint16_t* pc);
Get setProperty(Interpreter& vm, CallFrame* frame, Value* R, const uint16_t* pc);

// --- exceptions, observation: slow_control.cpp ---
const HandlerEntry* findHandler(const CallFrame* frame);
int32_t jumpTarget(Value table, Value index);
bool interrupt(Interpreter& vm); // false: stop
void observe(Interpreter& vm, CallFrame* frame, const uint16_t* pc);
CallFrame* observeRunBegin(Interpreter& vm);
void observeRunEnd(Interpreter& vm, CallFrame* base, trace::Completion completion);
void observeCatch(Isolate& iso, CallFrame* frame);
void observeThrow(Isolate& iso, Value value);

// --- generator.cpp ---
void completeGenerator(Isolate& iso, Value generator);
// A call of %GeneratorPrototype%.next on a suspended generator: its frame is pushed. False: call it the ordinary way.
bool resumeFromCall(Interpreter& vm, CallFrame* frame, Value* R, const uint16_t* pc);

// --- slow_iteration.cpp ---
Step iteratorNext(Interpreter& vm, CallFrame* frame, Value* R, const uint16_t* pc);

#define CALL_LIKE(name) Get op##name(Interpreter& vm, CallFrame* frame, Value* R, const uint16_t* pc);
CALL_LIKE(InitFields)
CALL_LIKE(CallSpread)
CALL_LIKE(New)
CALL_LIKE(NewSpread)
CALL_LIKE(SuperCall)
CALL_LIKE(SuperCallSpread)
CALL_LIKE(DirectEval)
#undef CALL_LIKE

#define SLOW_LIST(X)                                                                                                   \
  X(CoerceThis) X(NewEnv) X(CopyEnv) X(CheckTdz) X(CheckThis) X(CheckThisUnset) X(ThrowConst)                          \
  X(GetGlobal) X(GetGlobalOrUndefined) X(SetGlobal) X(InitGlobalLexical) X(DeclareGlobals) X(DeleteGlobal)             \
  X(DynamicFind) X(DynamicSet) X(DynamicDelete) X(DynamicValue) X(DeclareEvalVar)                         \
  X(NewWithEnv) X(NewEvalScope)                                                                                        \
  X(Add) X(Sub) X(Mul) X(Div) X(Mod) X(Exp) X(BitAnd) X(BitOr) X(BitXor) X(ShiftLeft) X(ShiftRight) X(ShiftRightZero)  \
  X(AddInt) X(SubInt) X(MulInt) X(DivInt) X(ModInt) X(BitAndInt) X(BitOrInt) X(BitXorInt)                              \
  X(ShiftLeftInt) X(ShiftRightInt) X(ShiftRightZeroInt)                                                                \
  X(Negate) X(BitNot) X(ToNumber) X(ToNumeric) X(Increment) X(Decrement) X(ToString) X(ToPropertyKey) X(ToObject)      \
  X(ConcatN) X(Equal) X(NotEqual) X(Less) X(LessEqual) X(Greater) X(GreaterEqual) X(InstanceOf) X(In) X(PrivateIn)     \
  X(JumpIfLess) X(JumpIfNotLess) X(JumpIfLessEqual) X(JumpIfNotLessEqual)                                              \
  X(JumpIfGreater) X(JumpIfNotGreater) X(JumpIfGreaterEqual) X(JumpIfNotGreaterEqual)                                  \
  X(JumpIfLessInt) X(JumpIfNotLessInt) X(JumpIfLessEqualInt) X(JumpIfNotLessEqualInt)                                  \
  X(JumpIfGreaterInt) X(JumpIfNotGreaterInt) X(JumpIfGreaterEqualInt) X(JumpIfNotGreaterEqualInt)                      \
  X(JumpIfEqual) X(JumpIfNotEqual)                                                                                     \
  X(GetElem) X(SetElem) X(GetElemInt) X(DeleteProp) X(GetSuper) X(SetSuper)                               \
  X(GetPrivate) X(SetPrivate) X(AddPrivateField) X(AddPrivateMethod) X(NewPrivateName)           \
  X(NewObject) X(NewObjectShaped) X(NewArray) X(NewArrayFrom) X(ArrayPush) X(ArrayPushHole) X(ArraySpread)             \
  X(DefineField) X(DefineElem) X(DefineMethod) X(SetPrototype) X(CopyDataProperties) X(NewRegExp) X(GetTemplateObject) \
  X(Closure) X(SetFunctionName) X(SetHomeObject) X(NewClass) X(SetClassInit) X(MapArguments)             \
  X(RestArray) X(ImportCall) X(ImportMeta) X(ReturnDerivedError) X(Throw) X(ThrowError) X(CheckObject) X(CheckCoercible)            \
  X(GetIterator) X(GetAsyncIterator) X(IteratorNextHole) X(IteratorCall) X(IteratorUnwrap) X(IteratorClose)            \
  X(IteratorCloseQuiet) X(AsyncIteratorCloseStart) X(AsyncIteratorCloseQuiet) X(IteratorRest) X(ForInStart) X(ForInNext) \
  X(GeneratorStart) X(AsyncStart) X(Yield) X(AsyncYield) X(Await) X(AsyncReturn) X(AsyncThrow) X(GeneratorReturn)      \
  X(AsyncGeneratorReturn) X(AsyncGeneratorThrow) X(DelegateStep) X(DelegateCheck) X(YieldDelegate) X(ImportedValue) X(ModuleStart)
#define X(name) bool op##name(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc);
SLOW_LIST(X)
#undef X
#undef SLOW_LIST

// Helpers that several of the files need.
// GetIterator for a value that stands at the frame's instruction: an error names the value as the source does.
Completion<IteratorRecord> spreadIterator(Isolate& iso, CallFrame* frame, HandleValue value);
// §10.2.9 SetFunctionName for a function that has no own `name` yet.
void setFunctionName(Isolate& iso, Handle<FunctionObject> function, PropertyKey key, const char* prefixOrNull);
// How the source writes the callee or value at the frame's instruction, as V8 does in messages.
std::string describeCallSite(Isolate& iso, const CallFrame* frame, Value value);
// V8's words for a value that it cannot point at: "number 5", "object null", "undefined".
std::string describeByType(Isolate& iso, Value value);
Throw raiseNotIterable(Isolate& iso, const CallFrame* frame, HandleValue value);
// What was to be taken apart, in "Cannot destructure property 'a' of 'b' as it is undefined."
std::string describeDestructured(Isolate& iso, const CallFrame* frame, Value value);
bool rendersAsIterable(const syntax::Node* initializer);

// Operands.
inline HandleValue reg(Value* R, uint16_t index) { return HandleValue(R + index); }
inline PropertyKey keyConstant(const CallFrame* frame, uint32_t index) { return PropertyKey::fromRaw(frame->code->constants[index]); }
inline bool isObjectCell(Value v) { return v.isCell() && v.asCell()->kind >= CellKind::PlainObject; }

} // namespace tickscope::slow
