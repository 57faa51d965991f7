// Slow paths of calls: everything that is not a plain JavaScript function called with its arguments in place.
#include <algorithm>

#include "core/vm/arguments_object.h"
#include "core/vm/compiler.h"
#include "core/vm/conversions.h"
#include "core/vm/interpreter_slow_paths.h"

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
  return !ensureCompiled(iso, iso.handle(code)).threw();
}

Value makeRest(Isolate& iso, Value* window, uint32_t argumentCount, FunctionCode* code) {
  const uint32_t from = std::min<uint32_t>(argumentCount, code->parameterCount);
  return Value(newArrayFrom(iso, window + 2 + from, argumentCount - from));
}

Value makeArguments(Isolate& iso, Value* window, uint32_t argumentCount, FunctionCode* code) {
  return Value(newArgumentsObject(iso, HandleValue(window), window + 2, argumentCount,
                                  code->isStrict() || !(code->flags & FunctionCode::kMappedArguments)));
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

Get call(Interpreter& vm, CallFrame* frame, Value* window, uint32_t argumentCount, uint16_t target, const uint16_t* returnPc) {
  Isolate& iso = vm.isolate();
  const Value callee = window[0];
  if (!isCallable(callee)) {
    notCallable(iso, frame, callee);
    return Get::Threw;
  }
  if (callee.asCell()->kind == CellKind::FunctionObject) {
    if (!vm.pushFrame(window, argumentCount, Value::undefined(), 0)) return Get::Threw;
    vm.frame_->returnPc = returnPc;
    vm.frame_->returnRegister = target;
    return Get::CallPushed;
  }
  return deliver(vm, vm.callWindow(window, argumentCount), target);
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
  if (!isObject(prototype)) prototype.set(iso.realm->get(Intrinsic::ObjectPrototype));
  uint32_t inlineCapacity = 4;
  if (function->kind == CellKind::FunctionObject) {
    FunctionCode* code = static_cast<FunctionObject*>(function.get())->code;
    inlineCapacity = std::max<uint32_t>(inlineCapacity, code->expectedProperties);
  }
  Handle<Shape> shape = iso.handle(rootShape(iso, prototype, inlineCapacity));
  return Value(newObject(iso, shape.get()));
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
