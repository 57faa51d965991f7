// Error and its kin (ECMA-262 §20.5); `stack`: core/vm/error_object.h.
#include "core/vm/error_object.h"

#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/iteration.h"
#include "core/builtins/messages.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

// The part that all constructors share. Frames down to that of the class under construction are left out.
Completion<Handle<ErrorObject>> construct(Isolate& iso, Args args, Intrinsic fallback, uint32_t messageAt) {
  const HandleValue newTarget = args.isConstruct() ? args.newTarget() : args.callee();
  const HandleValue prototype = iso.handle(TRY(getPrototypeFromConstructor(iso, newTarget, fallback)));
  const Handle<ErrorObject> error = iso.handle(newErrorObject(iso, prototype, newTarget));
  TRY(installMessageAndCause(iso, error, args.handle(iso, messageAt), args.handle(iso, messageAt + 1)));
  return error;
}

// §20.5.1.1 and §20.5.6.1.1
template <Intrinsic prototype> Value errorConstructor(Isolate& iso, Args args) { return TRY(construct(iso, args, prototype, 0)); }

// §20.5.7.1.1
Value aggregateErrorConstructor(Isolate& iso, Args args) {
  const Handle<ErrorObject> error = TRY(construct(iso, args, Intrinsic::AggregateErrorPrototype, 1));
  const Handle<ArrayObject> list = iso.handle(newArray(iso));
  TRY(forEachOf(iso, args.handle(iso, 0), [&](HandleValue item) { return arrayPush(iso, list, item); }));
  defineValue(iso, error, iso.key(iso.names.errors), list, kHidden);
  return error;
}

Value errorPrototypeToString(Isolate& iso, Args args) {
  if (!isObject(args.thisValue())) return raiseIncompatibleReceiver(iso, args.thisValue(), "Error.prototype.toString");
  return Value(TRY(errorToString(iso, Handle<Object>::fromRooted(args.thisValue()))));
}

Value errorCaptureStackTrace(Isolate& iso, Args args) {
  if (!isObject(args[0])) return iso.raise(msg::InvalidArgument);
  const HandleValue upTo = isCallable(args[1]) ? args.handle(iso, 1) : args.callee();
  TRY(captureStackTrace(iso, Handle<Object>::fromRooted(args.handle(iso, 0)), upTo));
  return Value();
}

Value errorIsError(Isolate&, Args args) { return Value::boolean(isObject(args[0]) && args[0].asCell()->kind == CellKind::ErrorObject); }

void installOne(Isolate& iso, Realm& realm, std::string_view name, uint32_t length, NativeFn function, Intrinsic constructorIntrinsic,
                Intrinsic prototypeIntrinsic) {
  HandleScope scope(iso.heap);
  const bool isBase = constructorIntrinsic == Intrinsic::Error;
  const Handle<Object> prototype = newPrototype(iso, isBase ? Intrinsic::ObjectPrototype : Intrinsic::ErrorPrototype);
  const Handle<NativeFunction> constructor =
      installConstructor(iso, realm, name, length, function, constructorIntrinsic, prototype, prototypeIntrinsic);
  if (!isBase) MUST(setPrototypeOf(iso, constructor, iso.intrinsic(Intrinsic::Error)));
  defineValue(iso, prototype, iso.key(iso.names.name), iso.handle(Value(intern(iso, name))), kHidden);
  defineValue(iso, prototype, iso.key(iso.names.message), iso.handle(Value(iso.names.empty)), kHidden);
  if (isBase) {
    defineMethod(iso, constructor, "captureStackTrace", 2, errorCaptureStackTrace);
    defineConstant(iso, constructor, "prepareStackTrace", Value(), kHidden);
    if (iso.options.nodeMajor >= 24) defineMethod(iso, constructor, "isError", 1, errorIsError);
    defineConstant(iso, constructor, "stackTraceLimit", Value::int32(10), kDefault);
    defineMethod(iso, prototype, "toString", 0, errorPrototypeToString);
  }
}

} // namespace

void installErrors(Isolate& iso, Realm& realm) {
  installErrorKind(iso);
  installOne(iso, realm, "Error", 1, errorConstructor<Intrinsic::ErrorPrototype>, Intrinsic::Error, Intrinsic::ErrorPrototype);
  if (iso.options.nodeMajor >= 16) installOne(iso, realm, "AggregateError", 2, aggregateErrorConstructor, Intrinsic::AggregateError, Intrinsic::AggregateErrorPrototype);
#define ERROR_TYPE(name)                                                                                               \
  installOne(iso, realm, #name, 1, errorConstructor<Intrinsic::name##Prototype>, Intrinsic::name, Intrinsic::name##Prototype);
  ERROR_TYPE(EvalError)
  ERROR_TYPE(RangeError)
  ERROR_TYPE(ReferenceError)
  ERROR_TYPE(SyntaxError)
  ERROR_TYPE(TypeError)
  ERROR_TYPE(URIError)
#undef ERROR_TYPE
}

} // namespace tickscope
