// Call and Construct from C++ (ECMA-262 §7.3.14, §7.3.15), and the entry into the interpreter.
#include <algorithm>

#include "core/vm/conversions.h"
#include "core/vm/interpreter.h"
#include "core/vm/interpreter_slow_paths.h"

namespace tickscope {

Interpreter::Window::Window(Interpreter& interpreter, uint32_t argumentCount)
    : base(interpreter.freeTop()), interpreter_(interpreter), saved_(interpreter.pendingTop_) {
  Value* const end = base + 2 + argumentCount;
  if (end >= interpreter.stackLimit_ || argumentCount >= interpreter.iso_.options.stackValues) {
    base = nullptr;
    slow::stackOverflow(interpreter.iso_);
    return;
  }
  std::fill(base, end, Value::undefined());
  interpreter.pendingTop_ = end;
}

namespace {
// [target, boundThis, boundArgs…, args…] in a new window.
Value callBound(Interpreter& vm, Isolate& iso, Value* window, uint32_t argumentCount, Value newTarget, bool isConstruct) {
  const auto boundCount = [](const BoundFunction* bound) {
    return bound->boundArgs.isCell() ? bound->boundArgs.as<Box>()->count() : 0u;
  };
  auto* bound = window[0].as<BoundFunction>();
  const uint32_t extra = boundCount(bound);
  Interpreter::Window inner(vm, argumentCount + extra);
  if (!inner.base) return Throw{};
  bound = window[0].as<BoundFunction>();
  inner.base[0] = bound->target;
  inner.base[1] = bound->boundThis;
  for (uint32_t i = 0; i < extra; ++i) inner.base[2 + i] = bound->boundArgs.as<Box>()->values()[i];
  std::copy_n(window + 2, argumentCount, inner.base + 2 + extra);
  if (!isConstruct) return vm.callWindow(inner.base, argumentCount + extra);
  // §10.4.1.2: a bound function as new.target stands for its target.
  const Value target = newTarget == window[0] ? bound->target : newTarget;
  (void)iso;
  return vm.constructWindow(inner.base, argumentCount + extra, target);
}
} // namespace

Value Interpreter::callWindow(Value* window, uint32_t argumentCount) {
  NativeDepth depth(iso_);
  if (!depth) return iso_.raise(msg::StackOverflow);
  const Value callee = window[0];
  if (callee.isCell()) {
    switch (callee.asCell()->kind) {
    case CellKind::FunctionObject:
      if (!pushFrame(window, argumentCount, Value::undefined(), CallFrame::kEntry)) return Throw{};
      return run();
    case CellKind::NativeFunction: {
      auto* native = callee.as<NativeFunction>();
      Value result;
      if (native->fast && native->fast(iso_, window, argumentCount, &result)) {
        iso_.charge(native->cost);
        return result;
      }
      return callNative(window, argumentCount, Value::undefined());
    }
    case CellKind::BoundFunction: return callBound(*this, iso_, window, argumentCount, Value::undefined(), false);
    default:
      if (isObject(callee) && callee.as<Object>()->isCallable()) {
        if (const ExoticMethods* exotic = iso_.exotic[size_t(callee.asCell()->kind)]; exotic && exotic->call) {
          HandleScope scope(iso_.heap);
          return exotic->call(iso_, HandleValue(window), HandleValue(window + 1), window + 2, argumentCount);
        }
      }
    }
  }
  HandleScope scope(iso_.heap);
  return iso_.raise(msg::NotAFunction, {describeForMessage(iso_, callee)});
}

Value Interpreter::constructWindow(Value* window, uint32_t argumentCount, Value newTargetValue) {
  NativeDepth depth(iso_);
  if (!depth) return iso_.raise(msg::StackOverflow);
  HandleScope scope(iso_.heap);
  HandleValue newTarget = iso_.handle(newTargetValue);
  const Value callee = window[0];
  if (!isConstructor(callee)) return iso_.raise(msg::NotAConstructor, {describeForMessage(iso_, callee)});
  switch (callee.asCell()->kind) {
  case CellKind::FunctionObject: {
    if (!slow::prepareConstruct(iso_, window, argumentCount, newTarget)) return Throw{};
    if (!pushFrame(window, argumentCount, newTarget, CallFrame::kEntry | CallFrame::kConstruct)) return Throw{};
    return run();
  }
  case CellKind::NativeFunction: {
    window[1] = Value::undefined();
    return callNative(window, argumentCount, newTarget);
  }
  case CellKind::BoundFunction: return callBound(*this, iso_, window, argumentCount, newTarget, true);
  default:
    if (const ExoticMethods* exotic = iso_.exotic[size_t(callee.asCell()->kind)]; exotic && exotic->construct)
      return exotic->construct(iso_, HandleValue(window), window + 2, argumentCount, newTarget);
    return iso_.raise(msg::NotAConstructor, {describeForMessage(iso_, callee)});
  }
}

Value Interpreter::call(HandleValue function, HandleValue thisValue, const Value* rootedArguments, uint32_t count) {
  Window window(*this, count);
  if (!window.base) return Throw{};
  window.base[0] = function;
  window.base[1] = thisValue;
  std::copy_n(rootedArguments, count, window.base + 2);
  return callWindow(window.base, count);
}

Value Interpreter::construct(HandleValue constructor, const Value* rootedArguments, uint32_t count, HandleValue newTarget) {
  Window window(*this, count);
  if (!window.base) return Throw{};
  window.base[0] = constructor;
  std::copy_n(rootedArguments, count, window.base + 2);
  return constructWindow(window.base, count, newTarget);
}

Value Interpreter::runFunction(Handle<FunctionObject> function, HandleValue thisValue) { return call(function, thisValue, nullptr, 0); }

// --- Isolate ---

Value Isolate::call(HandleValue function, HandleValue thisValue, std::initializer_list<HandleValue> arguments) {
  Interpreter::Window window(*interpreter, uint32_t(arguments.size()));
  if (!window.base) return Throw{};
  window.base[0] = function;
  window.base[1] = thisValue;
  Value* slot = window.base + 2;
  for (const HandleValue& argument : arguments) *slot++ = argument;
  return interpreter->callWindow(window.base, uint32_t(arguments.size()));
}

Value Isolate::call(HandleValue function, HandleValue thisValue, const Value* rootedArguments, uint32_t count) {
  return interpreter->call(function, thisValue, rootedArguments, count);
}

Value Isolate::construct(HandleValue constructor, const Value* rootedArguments, uint32_t count, HandleValue newTarget) {
  return interpreter->construct(constructor, rootedArguments, count, newTarget);
}

Value Isolate::construct(HandleValue constructor, std::initializer_list<HandleValue> arguments) {
  Interpreter::Window window(*interpreter, uint32_t(arguments.size()));
  if (!window.base) return Throw{};
  window.base[0] = constructor;
  Value* slot = window.base + 2;
  for (const HandleValue& argument : arguments) *slot++ = argument;
  return interpreter->constructWindow(window.base, uint32_t(arguments.size()), constructor);
}

Value Isolate::invoke(HandleValue object, PropertyKey key, std::initializer_list<HandleValue> arguments) {
  HandleScope scope(heap);
  HandleValue method = handle(TRY(getV(*this, object, key)));
  if (!isCallable(method)) return raise(msg::NotAFunction, {describeCallSite(*this, method)});
  return call(method, object, arguments);
}

} // namespace tickscope
