// Function and Function.prototype (ECMA-262 §20.2). The constructors of functions from text ask the vm to compile.
#include <cmath>

#include "core/builtins/array_like.h"
#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"
#include "core/vm/interpreter_slow_paths.h"
#include "core/vm/dynamic_function.h"
#include "core/vm/function.h"

namespace tickscope {

namespace {

template <DynamicFunctionKind kKind, Intrinsic kFallback> Value functionFromText(Isolate& iso, Args args) {
  InRealm inRealm(iso, args.callee().get().as<NativeFunction>()->realm);
  const HandleValue function = iso.handle(TRY(createDynamicFunction(iso, args, kKind)));
  // A subclass of Function, or Reflect.construct, gives it another prototype.
  if (args.isConstruct() && args.newTarget().get() != args.callee().get()) {
    const HandleValue prototype = iso.handle(TRY(getPrototypeFromConstructor(iso, args.newTarget(), kFallback)));
    MUST(ordinarySetPrototypeOf(iso, Handle<Object>::fromRooted(function), prototype));
  }
  return function;
}
constexpr NativeFn functionConstructor = functionFromText<DynamicFunctionKind::Normal, Intrinsic::FunctionPrototype>;
constexpr NativeFn generatorFunctionConstructor = functionFromText<DynamicFunctionKind::Generator, Intrinsic::GeneratorFunctionPrototype>;
constexpr NativeFn asyncFunctionConstructor = functionFromText<DynamicFunctionKind::Async, Intrinsic::AsyncFunctionPrototype>;
constexpr NativeFn asyncGeneratorFunctionConstructor = functionFromText<DynamicFunctionKind::AsyncGenerator, Intrinsic::AsyncGeneratorFunctionPrototype>;

// §20.2.3.1
Value functionApply(Isolate& iso, Args args) {
  if (!isCallable(args.thisValue())) {
    const Value self = args.thisValue();
    return iso.raise(msg::ApplyNonFunction, {describeForMessage(iso, self), describeKindForApply(iso, self)});
  }
  if (args[1].isNullish()) return iso.call(args.thisValue(), args.handle(iso, 0));
  RootedValues list(iso);
  TRY(createListFromArrayLike(iso, args.handle(iso, 1), &list));
  return iso.call(args.thisValue(), args.handle(iso, 0), list.data(), uint32_t(list.size()));
}

// §20.2.3.3
Value functionCall(Isolate& iso, Args args) {
  if (!isCallable(args.thisValue())) { // V8 finds out in the code that calls us
    const Interpreter& vm = *iso.interpreter;
    const CallFrame* caller = vm.currentFrame();
    const auto isCall = [](const CallFrame* frame) {
      return !frame->code && frame->registers[0].isCell() && frame->registers[0].asCell()->kind == CellKind::NativeFunction &&
             frame->registers[0].as<NativeFunction>()->function == functionCall; // call.call
    };
    while (caller > vm.firstFrame() && isCall(caller)) --caller;
    return iso.raise(msg::NotAFunction, {slow::describeCallSite(iso, caller, args.thisValue())});
  }
  if (args.count() <= 1) return iso.call(args.thisValue(), args.handle(iso, 0));
  return iso.call(args.thisValue(), args.handle(iso, 0), args.slots() + 1, args.count() - 1);
}

// §20.2.3.2
Value functionBind(Isolate& iso, Args args) {
  if (!isCallable(args.thisValue())) return iso.raise(msg::BindNotFunction);
  const Handle<Object> target = Handle<Object>::fromRooted(args.thisValue());
  const HandleValue prototype = iso.handle(TRY(getPrototypeOf(iso, target)));
  const Handle<BoundFunction> bound = iso.handle(
      static_cast<BoundFunction*>(newObjectOfKind(iso, CellKind::BoundFunction, sizeof(BoundFunction), prototype)));
  bound->aux |= target->aux & (Object::kCallable | Object::kConstructor);
  iso.heap.store(bound, &bound->target, target);
  iso.heap.store(bound, &bound->boundThis, args[0]);
  const uint32_t extra = args.count() > 1 ? args.count() - 1 : 0;
  if (extra > 0) {
    Box* box = newBox(iso, extra);
    for (uint32_t i = 0; i < extra; ++i) iso.heap.store(box, box->values() + i, args[i + 1]);
    iso.heap.store(bound, &bound->boundArgs, Value(box));
  }

  double length = 0;
  if (TRY(hasOwnProperty(iso, target, iso.key(iso.names.length)))) {
    const Value targetLength = TRY(get(iso, target, iso.key(iso.names.length)));
    if (targetLength.isNumber()) {
      const double number = targetLength.asNumber();
      if (std::isinf(number)) length = number > 0 ? number : 0;
      else if (!std::isnan(number)) length = std::max(0.0, std::trunc(number) - double(extra)) + 0.0;
    }
  }
  defineValue(iso, bound, iso.key(iso.names.length), iso.handle(Value::number(length)), kConfigurable);
  HandleValue name = iso.handle(TRY(get(iso, target, iso.key(iso.names.name))));
  if (!isString(name)) name.set(Value(iso.names.empty));
  const HandleValue prefix = iso.handle(Value(iso.names.bound_));
  defineValue(iso, bound, iso.key(iso.names.name), iso.handle(Value(TRY(concat(iso, prefix, name)))), kConfigurable);
  return bound;
}

// §20.2.3.5
Value functionToString(Isolate& iso, Args args) {
  if (!isCallable(args.thisValue())) return iso.raise(msg::NotA, {"Function.prototype.toString", "Function"});
  return Value(newStringUtf8(iso, functionSourceText(args.thisValue().get().as<Object>())));
}

// §20.2.3.6
Value functionHasInstance(Isolate& iso, Args args) {
  return Value::boolean(TRY(ordinaryHasInstance(iso, args.thisValue(), args.handle(iso, 0))));
}

// §10.2.4.1
Value throwTypeError(Isolate& iso, Args) { return iso.raise(msg::PoisonedAccess); }

// The hidden constructors of generator and async functions: %GeneratorFunction% and the like, whose prototypes are the
// prototypes of such functions.
void installHiddenFunctionKind(Isolate& iso, Realm& realm, std::string_view name, NativeFn function, Intrinsic constructorIntrinsic,
                               Intrinsic prototypeIntrinsic) {
  HandleScope scope(iso.heap);
  const Handle<Object> prototype = newPrototype(iso, Intrinsic::FunctionPrototype);
  const Handle<NativeFunction> constructor = iso.handle(newNativeFunction(iso, name, 1, function));
  MUST(setPrototypeOf(iso, constructor, iso.intrinsic(Intrinsic::Function)));
  constructor->aux |= Object::kConstructor;
  defineValue(iso, constructor, iso.key(iso.names.prototype), prototype, kNone);
  realm.set(constructorIntrinsic, constructor);
  realm.set(prototypeIntrinsic, prototype);
}

} // namespace

std::string describeKindForApply(Isolate& iso, Value value) {
  if (value.isUndefined()) return "undefined";
  const std::string type = toUtf8(typeOf(iso, value));
  return (type == "object" ? "an " : "a ") + type;
}

void installFunction(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = realm.handle(Intrinsic::FunctionPrototype);
  materialiseFunctionProperties(iso, prototype);
  const Handle<NativeFunction> thrower = iso.handle(newNativeFunction(iso, "", 0, throwTypeError));
  materialiseFunctionProperties(iso, thrower);
  // §10.2.4.1: its own properties cannot be changed.
  for (String* name : {iso.names.length, iso.names.name}) {
    PropertyDescriptor fixed;
    fixed.configurable = false;
    MUST(definePropertyOrThrow(iso, thrower, iso.key(name), fixed));
  }
  MUST(preventExtensions(iso, thrower));
  realm.set(Intrinsic::ThrowTypeError, thrower);
  defineAccessor(iso, prototype, iso.key(iso.names.arguments), thrower, thrower);
  defineAccessor(iso, prototype, iso.key(iso.names.caller), thrower, thrower);

  installConstructor(iso, realm, "Function", 1, functionConstructor, Intrinsic::Function, prototype, Intrinsic::FunctionPrototype);
  defineMethods(iso, prototype,
                {tailCalls({"apply", functionApply, 2, NativeFunction::kSpreads}), {"bind", functionBind, 1}, tailCalls({"call", functionCall, 1}),
                 {"toString", functionToString, 0}});
  defineMethod(iso, prototype, iso.key(iso.symbols.hasInstance), 1, functionHasInstance, kNone);

  installHiddenFunctionKind(iso, realm, "GeneratorFunction", generatorFunctionConstructor, Intrinsic::GeneratorFunction,
                            Intrinsic::GeneratorFunctionPrototype);
  installHiddenFunctionKind(iso, realm, "AsyncGeneratorFunction", asyncGeneratorFunctionConstructor, Intrinsic::AsyncGeneratorFunction,
                            Intrinsic::AsyncGeneratorFunctionPrototype);
  installHiddenFunctionKind(iso, realm, "AsyncFunction", asyncFunctionConstructor, Intrinsic::AsyncFunction,
                            Intrinsic::AsyncFunctionPrototype);
  const Handle<Object> asyncPrototype = realm.handle(Intrinsic::AsyncFunctionPrototype);
  defineValue(iso, asyncPrototype, iso.key(iso.names.constructor), realm.handle(Intrinsic::AsyncFunction), kConfigurable);
  defineToStringTag(iso, asyncPrototype, "AsyncFunction");
}

} // namespace tickscope
