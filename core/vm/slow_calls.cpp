// Slow paths of calls: everything that is not a plain JavaScript function called with its arguments in place.
#include <algorithm>

#include "core/heap/v8_sizes.h"
#include "core/vm/arguments_object.h"
#include "core/vm/compiler.h"
#include "core/vm/conversions.h"
#include "core/vm/interpreter_slow_paths.h"
#include "core/vm/library_fast.h"
#include "core/vm/lookup_cache.h"

namespace tickscope::slow {

bool stackOverflow(Isolate& iso) {
  // Two at once cannot happen: raising needs few registers and no JavaScript frame.
  iso.raise(msg::StackOverflow);
  return false;
}

bool prepareCall(Isolate& iso, Value* window, uint32_t, Value newTarget) {
  FunctionCode* code = window[0].as<FunctionObject>()->code;
  if ((code->flags & FunctionCode::kClassConstructor) && newTarget.isUndefined()) {
    HandleScope scope(iso.heap);
    iso.raise(msg::ClassWithoutNew, {functionDebugName(window[0].as<Object>())});
    return false;
  }
  if (code->isCompiled()) return true;
  HandleScope scope(iso.heap);
  iso.handle(newTarget);
  return !ensureCompiled(iso, iso.handle(code), window[0].as<FunctionObject>()->environment).threw();
}

Value makeRest(Isolate& iso, Value* window, uint32_t argumentCount, FunctionCode* code) {
  const uint32_t from = std::min<uint32_t>(argumentCount, code->parameterCount);
  return Value(newArrayFrom(iso, window + 2 + from, argumentCount - from));
}

Value makeArguments(Isolate& iso, Value* window, uint32_t argumentCount, FunctionCode* code) {
  return Value(newArgumentsObject(iso, HandleValue(window), window + 2, argumentCount,
                                  code->isStrict() || !(code->flags & FunctionCode::kMappedArguments)));
}

bool callUncharged(Isolate& iso, Value* window, uint32_t argumentCount) {
  if (window[0].isUndefined()) return true;
  window[1] = Value::undefined();
  const VirtualClock before = iso.clock;
  iso.clock.set(iso.nowNs() - window[0].as<NativeFunction>()->cost); // callNative adds it: no time has passed in the native
  const bool ok = !iso.interpreter->callNative(window, argumentCount, Value::undefined()).isException();
  iso.clock = before;
  return ok;
}

bool opRestArray(Isolate& iso, CallFrame* frame, Value* R, const uint16_t* pc) {
  const uint32_t given = frame->call.argumentCount, parameters = frame->code->parameterCount;
  const uint32_t count = given > parameters ? given - parameters : 0;
  HandleScope scope(iso.heap);
  R[pc[1]] = Value(newArrayFrom(iso, R - count, count));
  return true;
}

namespace {
Throw notCallable(Isolate& iso, const CallFrame* frame, Value callee) {
  HandleScope scope(iso.heap);
  HandleValue kept = iso.handle(callee);
  return iso.raise(msg::NotAFunction, {describeCallSite(iso, frame, kept)});
}
Throw notConstructor(Isolate& iso, const CallFrame* frame, Value callee) {
  HandleScope scope(iso.heap);
  HandleValue kept = iso.handle(callee);
  return iso.raise(msg::NotAConstructor, {describeCallSite(iso, frame, kept)});
}

Get deliver(Interpreter& vm, Value result, uint16_t target) {
  if (result.isException()) return Get::Threw;
  vm.frame_->registers[target] = result;
  return Get::Done;
}
} // namespace

namespace {
// A bound function in window[0] gives way to its target: [target, boundThis, boundArgs…, args…]. False: no room.
bool unbind(Interpreter& vm, Value* window, uint32_t* argumentCount) {
  auto* bound = window[0].as<BoundFunction>();
  const uint32_t extra = bound->boundArgs.isCell() ? bound->boundArgs.as<Box>()->count() : 0;
  if (size_t(vm.stackLimit_ - window) <= size_t(2) + *argumentCount + extra) return false;
  if (extra) {
    std::copy_backward(window + 2, window + 2 + *argumentCount, window + 2 + *argumentCount + extra);
    std::copy_n(bound->boundArgs.as<Box>()->values(), extra, window + 2);
    *argumentCount += extra;
  }
  window[0] = bound->target;
  window[1] = bound->boundThis;
  return true;
}

// The elements of what apply is given, if they lie side by side and reading them runs no code.
const Value* argumentRow(Isolate& iso, Value list, uint32_t* count) {
  if (!list.isCell()) return nullptr;
  Value length;
  if (list.asCell()->kind == CellKind::ArrayObject) {
    length = list.as<ArrayObject>()->length;
  } else if (list.asCell()->kind != CellKind::ArgumentsObject || (list.asCell()->aux & Object::kHasExotic) ||
             iso.lookups->read(iso, list.as<Object>(), iso.key(iso.names.length), &length) != Hit::Value) {
    return nullptr;
  }
  Elements* elements = list.as<Object>()->elements;
  if (!length.isInt32() || length.asInt32() < 0 || uint32_t(length.asInt32()) > elements->capacity) return nullptr;
  *count = uint32_t(length.asInt32());
  for (uint32_t i = 0; i < *count; ++i)
    if (elements->slots()[i].isEmpty()) return nullptr; // a hole: the prototypes are asked
  return elements->slots();
}
} // namespace

Tail tailCall(Interpreter& vm, Value* window, uint32_t argumentCount, uint16_t target, const uint16_t* returnPc) {
  Isolate& iso = vm.isolate();
  auto* native = window[0].as<NativeFunction>();
  const Value function = window[1];
  if (!function.isCell()) return Tail::Unusual;
  const CellKind kind = function.asCell()->kind;
  if (kind != CellKind::FunctionObject && kind != CellKind::BoundFunction &&
      !(kind == CellKind::NativeFunction && !(function.asCell()->aux & NativeFunction::kTailCalls)))
    return Tail::Unusual;
  uint32_t count = argumentCount > 0 ? argumentCount - 1 : 0;
  const Value thisValue = argumentCount > 0 ? window[2] : Value::undefined();
  if (native->aux & NativeFunction::kSpreads) {
    const Value* row = nullptr;
    if (argumentCount < 2 || window[3].isNullish()) count = 0;
    else if (!(row = argumentRow(iso, window[3], &count)) || size_t(vm.stackLimit_ - window) <= size_t(2) + count) return Tail::Unusual;
    std::copy_n(row, count, window + 2);
  } else if (count) {
    std::copy_n(window + 3, count, window + 2);
  }
  iso.charge(native->cost);
  window[0] = function;
  window[1] = thisValue;
  if (kind == CellKind::NativeFunction) {
    const Value result = vm.callNative(window, count, Value::undefined());
    return deliver(vm, result, target) == Get::Threw ? Tail::Threw : Tail::Done;
  }
  switch (call(vm, vm.frame_, window, count, target, returnPc)) {
  case Get::Done: return Tail::Done;
  case Get::Threw: return Tail::Threw;
  case Get::CallPushed: return Tail::CallPushed;
  }
  TICK_UNREACHABLE("an outcome that is not in the list");
}

Get call(Interpreter& vm, CallFrame* frame, Value* window, uint32_t argumentCount, uint16_t target, const uint16_t* returnPc) {
  Isolate& iso = vm.isolate();
  while (window[0].isCell() && window[0].asCell()->kind == CellKind::BoundFunction)
    if (!unbind(vm, window, &argumentCount)) return stackOverflow(iso) ? Get::Done : Get::Threw;
  const Value callee = window[0];
  if (!isCallable(callee)) {
    notCallable(iso, frame, callee);
    return Get::Threw;
  }
  if (callee.asCell()->kind == CellKind::FunctionObject) {
    if (const auto fast = callee.as<FunctionObject>()->code->fast; fast && !vm.observed()) {
      switch (fast({vm, window, argumentCount, target, returnPc})) {
      case Fast::Unusual: break;
      case Fast::Done: return Get::Done;
      case Fast::CallPushed: return Get::CallPushed;
      case Fast::Threw: return Get::Threw;
      }
    }
    if (!vm.pushFrame(window, argumentCount, Value::undefined(), 0)) return Get::Threw;
    vm.frame_->returnPc = returnPc;
    vm.frame_->returnRegister = target;
    return Get::CallPushed;
  }
  // The arguments may reach beyond the frame's registers: call, apply and bind move them.
  Value* const saved = vm.pendingTop_;
  vm.pendingTop_ = std::max(saved, window + 2 + argumentCount);
  const Value result = vm.callWindow(window, argumentCount);
  vm.pendingTop_ = saved;
  return deliver(vm, result, target);
}

namespace {
// A window beyond the frame with callee and this from `base` and the arguments from the array in base[2].
bool fillFromArray(Interpreter::Window& window, const Value* base, uint32_t count) {
  if (!window.base) return false;
  window.base[0] = base[0];
  window.base[1] = base[1];
  auto* array = base[2].as<ArrayObject>();
  for (uint32_t i = 0; i < count; ++i) {
    const Value value = getDenseElementNoGc(array, i);
    window.base[2 + i] = value.isEmpty() ? Value::undefined() : value;
  }
  return true;
}
} // namespace

Get callWithArray(Interpreter& vm, CallFrame* frame, Value* given, uint16_t target, const uint16_t* returnPc) {
  const uint32_t count = given[2].as<ArrayObject>()->lengthU32();
  if (!isCallable(given[0])) {
    notCallable(vm.isolate(), frame, given[0]);
    return Get::Threw;
  }
  Interpreter::Window window(vm, count);
  if (!fillFromArray(window, given, count)) return Get::Threw;
  return call(vm, frame, window.base, count, target, returnPc);
}
Get opCallSpread(Interpreter& vm, CallFrame* frame, Value* R, const uint16_t* pc) { return callWithArray(vm, frame, R + pc[2], pc[1], pc + 3); }

// The object that a base constructor gets as `this`: OrdinaryCreateFromConstructor(newTarget, "%Object.prototype%").
static Value allocateThis(Isolate& iso, HandleValue newTarget) {
  HandleScope scope(iso.heap);
  Handle<Object> function = Handle<Object>::fromRooted(newTarget);
  HandleValue prototype = iso.handle(TRY(get(iso, function, iso.key(iso.names.prototype))));
  if (!isObject(prototype)) {
    Realm* const realm = function->kind == CellKind::FunctionObject ? scriptFunctionRealm(static_cast<FunctionObject*>(function.get())) : iso.realm;
    prototype.set(realm->get(Intrinsic::ObjectPrototype));
  }
  uint32_t inlineCapacity = 4;
  if (function->kind == CellKind::FunctionObject) {
    FunctionCode* code = static_cast<FunctionObject*>(function.get())->code;
    inlineCapacity = std::max<uint32_t>(inlineCapacity, code->expectedProperties);
  }
  Handle<Shape> shape = iso.handle(rootShape(iso, prototype, inlineCapacity));
  Object* object = newObject(iso, shape.get());
  object->aux |= V8Aux::kSlackTracked;
  return Value(object);
}

bool prepareConstruct(Isolate& iso, Value* window, uint32_t argumentCount, HandleValue newTarget) {
  if (!prepareCall(iso, window, argumentCount, newTarget)) return false;
  FunctionCode* code = window[0].as<FunctionObject>()->code;
  if (code->flags & FunctionCode::kDerived) {
    window[1] = Value::empty();
    return true;
  }
  const Value object = allocateThis(iso, newTarget);
  if (object.isException()) return false;
  window[1] = object;
  return true;
}

namespace {
Get construct(Interpreter& vm, Value* window, uint32_t argumentCount, HandleValue newTarget, uint16_t target, const uint16_t* returnPc) {
  Isolate& iso = vm.isolate();
  if (window[0].asCell()->kind == CellKind::FunctionObject) {
    // The arguments may lie beyond the frame that makes the window.
    Value* const saved = vm.pendingTop_;
    vm.pendingTop_ = std::max(vm.pendingTop_, window + 2 + argumentCount);
    const bool ready = prepareConstruct(iso, window, argumentCount, newTarget);
    vm.pendingTop_ = saved;
    if (!ready) return Get::Threw;
    if (!vm.pushFrame(window, argumentCount, newTarget, CallFrame::kConstruct)) return Get::Threw;
    vm.frame_->returnPc = returnPc;
    vm.frame_->returnRegister = target;
    return Get::CallPushed;
  }
  return deliver(vm, vm.constructWindow(window, argumentCount, newTarget), target);
}
} // namespace

Get opNew(Interpreter& vm, CallFrame* frame, Value* R, const uint16_t* pc) {
  Value* window = R + pc[2];
  Isolate& iso = vm.isolate();
  if (!isConstructor(window[0])) {
    notConstructor(iso, frame, window[0]);
    return Get::Threw;
  }
  HandleScope scope(iso.heap);
  return construct(vm, window, pc[3], iso.handle(window[0]), pc[1], pc + 5);
}

Get opNewSpread(Interpreter& vm, CallFrame* frame, Value* R, const uint16_t* pc) {
  Isolate& iso = vm.isolate();
  if (!isConstructor(R[pc[2]])) {
    notConstructor(iso, frame, R[pc[2]]);
    return Get::Threw;
  }
  const uint32_t count = R[pc[2] + 2].as<ArrayObject>()->lengthU32();
  Interpreter::Window window(vm, count);
  if (!fillFromArray(window, R + pc[2], count)) return Get::Threw;
  HandleScope scope(iso.heap);
  return construct(vm, window.base, count, iso.handle(window.base[0]), pc[1], pc + 3);
}

namespace {
// §13.3.7.2 GetSuperConstructor. The class that runs is in `active`; new.target was put where `this` goes.
bool superConstructor(Isolate& iso, Value* window, HandleValue active) {
  const Value parent = active.get().as<Object>()->shape->prototype;
  if (!isConstructor(parent)) {
    HandleScope scope(iso.heap);
    const std::string name = functionDebugName(active.get().as<Object>());
    iso.raise(ErrorType::TypeError, "Super constructor " + describeForMessage(iso, parent) + " of " + (name.empty() ? "anonymous class" : name) +
                                        " is not a constructor");
    return false;
  }
  window[0] = parent;
  return true;
}
} // namespace

Get opSuperCall(Interpreter& vm, CallFrame*, Value* R, const uint16_t* pc) {
  Isolate& iso = vm.isolate();
  Value* window = R + pc[2];
  if (!superConstructor(iso, window, reg(R, pc[4]))) return Get::Threw;
  HandleScope scope(iso.heap);
  return construct(vm, window, pc[3], iso.handle(window[1]), pc[1], pc + 5);
}
Get opSuperCallSpread(Interpreter& vm, CallFrame*, Value* R, const uint16_t* pc) {
  Isolate& iso = vm.isolate();
  if (!superConstructor(iso, R + pc[2], reg(R, pc[3]))) return Get::Threw;
  const uint32_t count = R[pc[2] + 2].as<ArrayObject>()->lengthU32();
  Interpreter::Window window(vm, count);
  if (!fillFromArray(window, R + pc[2], count)) return Get::Threw;
  HandleScope scope(iso.heap);
  return construct(vm, window.base, count, iso.handle(window.base[1]), pc[1], pc + 4);
}

bool opReturnDerivedError(Isolate& iso, CallFrame*, Value* R, const uint16_t* pc) {
  HandleScope scope(iso.heap);
  if (!R[pc[1]].isUndefined()) iso.raise(msg::DerivedReturn);
  else iso.raise(msg::SuperNotCalled);
  return false;
}

} // namespace tickscope::slow
