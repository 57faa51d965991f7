// The native half of util: inspect and format as functions, and util.types.
#include "core/builtins/array_buffer.h"
#include "core/node/builtin_modules.h"
#include "core/node/inspect.h"
#include "core/node/module_loader.h"
#include "core/node/modules.h"
#include "core/node/node_errors.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"
#include "core/vm/function_code.h"

namespace tickscope {

namespace {

Value formatNative(Isolate& iso, Args args) { return Value(newStringUtf16(iso, TRY(format(iso, args.slots(), args.count(), defaultInspectOptions(iso))))); }

Value formatWithOptions(Isolate& iso, Args args) {
  if (!isObject(args[0])) return raiseInvalidArgType(iso, "inspectOptions", "of type object", args.handle(iso, 0));
  const InspectOptions options = TRY(readInspectOptions(iso, args.handle(iso, 0), defaultInspectOptions(iso)));
  return Value(newStringUtf16(iso, TRY(format(iso, args.slots() + 1, args.count() - 1, options))));
}

// --- util.types ---

bool isKind(Value value, CellKind kind) { return value.isCell() && value.asCell()->kind == kind; }
template <CellKind Kind> Value isOfKind(Isolate&, Args args) { return Value::boolean(isKind(args[0], Kind)); }

bool wraps(Value value, bool (*test)(Value)) {
  return isKind(value, CellKind::PrimitiveWrapper) && test(value.as<PrimitiveWrapper>()->value);
}
bool isNumberValue(Value value) { return value.isNumber(); }
bool isBooleanValue(Value value) { return value.isBoolean(); }
template <bool (*Test)(Value)> Value isWrapperOf(Isolate&, Args args) { return Value::boolean(wraps(args[0], Test)); }

template <uint32_t Flags> Value isFunctionWith(Isolate&, Args args) {
  return Value::boolean(isKind(args[0], CellKind::FunctionObject) && (args[0].as<FunctionObject>()->code->flags & Flags));
}
Value isBoxedPrimitive(Isolate&, Args args) { return Value::boolean(isKind(args[0], CellKind::PrimitiveWrapper)); }
template <bool kShared> Value isBufferWith(Isolate&, Args args) {
  return Value::boolean(isArrayBuffer(args[0]) && args[0].as<ArrayBufferObject>()->isShared() == kShared);
}
template <ElementType Type> Value isArrayOf(Isolate&, Args args) {
  return Value::boolean(isTypedArray(args[0]) && args[0].as<TypedArrayObject>()->type == Type);
}
Value isAnyArrayBuffer(Isolate&, Args args) { return Value::boolean(isKind(args[0], CellKind::ArrayBufferObject)); }
Value isArrayBufferView(Isolate&, Args args) {
  return Value::boolean(isKind(args[0], CellKind::TypedArrayObject) || isKind(args[0], CellKind::DataViewObject));
}
Value isGeneratorObject(Isolate&, Args args) {
  return Value::boolean(isKind(args[0], CellKind::GeneratorObject) || isKind(args[0], CellKind::AsyncGeneratorObject));
}
template <char First> Value isCollectionIterator(Isolate& iso, Args args) {
  if (!isKind(args[0], CellKind::IteratorObject)) return Value::boolean(false);
  const Value tag = TRY(getV(iso, args.handle(iso, 0), iso.key(iso.symbols.toStringTag)));
  return Value::boolean(isString(tag) && toUtf8(tag.as<String>()) == (First == 'M' ? "Map Iterator" : "Set Iterator"));
}

Object* newTypes(Isolate& iso) {
  const Handle<Object> types = iso.handle(newObject(iso));
  const auto define = [&](const char* name, NativeFn function) {
    HandleScope scope(iso.heap);
    const HandleValue native = iso.handle(Value(newNativeFunction(iso, name, 1, function)));
    defineValue(iso, types, iso.key(name), native);
  };
  define("isExternal", [](Isolate&, Args) -> Value { return Value::boolean(false); });
  define("isDate", isOfKind<CellKind::DateObject>);
  define("isArgumentsObject", isOfKind<CellKind::ArgumentsObject>);
  define("isBigIntObject", isWrapperOf<isBigInt>);
  define("isBooleanObject", isWrapperOf<isBooleanValue>);
  define("isNumberObject", isWrapperOf<isNumberValue>);
  define("isStringObject", isWrapperOf<isString>);
  define("isSymbolObject", isWrapperOf<isSymbol>);
  define("isBoxedPrimitive", isBoxedPrimitive);
  define("isNativeError", isOfKind<CellKind::ErrorObject>);
  define("isRegExp", isOfKind<CellKind::RegExpObject>);
  define("isAsyncFunction", isFunctionWith<FunctionCode::kAsync>);
  define("isGeneratorFunction", isFunctionWith<FunctionCode::kGenerator>);
  define("isGeneratorObject", isGeneratorObject);
  define("isPromise", isOfKind<CellKind::PromiseObject>);
  define("isMap", isOfKind<CellKind::MapObject>);
  define("isSet", isOfKind<CellKind::SetObject>);
  define("isMapIterator", isCollectionIterator<'M'>);
  define("isSetIterator", isCollectionIterator<'S'>);
  define("isWeakMap", isOfKind<CellKind::WeakMapObject>);
  define("isWeakSet", isOfKind<CellKind::WeakSetObject>);
  define("isArrayBuffer", isBufferWith<false>);
  define("isDataView", isOfKind<CellKind::DataViewObject>);
  define("isProxy", isOfKind<CellKind::ProxyObject>);
  define("isModuleNamespaceObject", isOfKind<CellKind::ModuleNamespaceObject>);
  define("isAnyArrayBuffer", isAnyArrayBuffer);
  define("isArrayBufferView", isArrayBufferView);
  define("isTypedArray", isOfKind<CellKind::TypedArrayObject>);
  define("isSharedArrayBuffer", isBufferWith<true>);
  define("isUint8Array", isArrayOf<ElementType::Uint8>);
  define("isUint8ClampedArray", isArrayOf<ElementType::Uint8Clamped>);
  define("isUint16Array", isArrayOf<ElementType::Uint16>);
  define("isUint32Array", isArrayOf<ElementType::Uint32>);
  define("isInt8Array", isArrayOf<ElementType::Int8>);
  define("isInt16Array", isArrayOf<ElementType::Int16>);
  define("isInt32Array", isArrayOf<ElementType::Int32>);
  define("isFloat32Array", isArrayOf<ElementType::Float32>);
  define("isFloat64Array", isArrayOf<ElementType::Float64>);
  define("isBigInt64Array", isArrayOf<ElementType::BigInt64>);
  define("isBigUint64Array", isArrayOf<ElementType::BigUint64>);
  const NativeFn never = [](Isolate&, Args) -> Value { return Value::boolean(false); };
  define("isKeyObject", never);
  define("isCryptoKey", never);
  return types;
}

// invalidArgType(name, expected, value): the error, not thrown.
Value invalidArgType(Isolate& iso, Args args) {
  const std::string name = toUtf8(TRY(toString(iso, args.handle(iso, 0))));
  const std::string expected = toUtf8(TRY(toString(iso, args.handle(iso, 1))));
  (void)raiseInvalidArgType(iso, name, expected, args.handle(iso, 2));
  return iso.takeException();
}
// nodeError(constructor, code, message)
Value nodeError(Isolate& iso, Args args) {
  const std::string code = toUtf8(TRY(toString(iso, args.handle(iso, 1))));
  const std::string message = toUtf8(TRY(toString(iso, args.handle(iso, 2))));
  ErrorType type = ErrorType::Error;
  if (args[0] == Value(iso.realm->get(Intrinsic::TypeError))) type = ErrorType::TypeError;
  if (args[0] == Value(iso.realm->get(Intrinsic::RangeError))) type = ErrorType::RangeError;
  if (args[0] == Value(iso.realm->get(Intrinsic::SyntaxError))) type = ErrorType::SyntaxError;
  if (args[0] == Value(iso.realm->get(Intrinsic::URIError))) type = ErrorType::URIError;
  return newNodeError(iso, type, code, message);
}

} // namespace

// What every module of our own JavaScript may use.
void fillCommonInternals(NodeRuntime& runtime, Handle<Object> internal) {
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  defineMethods(iso, internal, {{"invalidArgType", invalidArgType, 3}, {"nodeError", nodeError, 3}});
  defineValue(iso, internal, iso.key("inspect"), iso.handle(Value(inspectFunction(iso))));
  defineValue(iso, internal, iso.key("nodeMajor"), iso.handle(Value::int32(iso.options.nodeMajor)));
}

// The text of a file of the program, by its path; undefined for others.
static Value sourceOfNative(Isolate& iso, Args args) {
  const std::string* source = isString(args[0]) ? NodeRuntime::of(iso).loader().sourceOf(toUtf8(flatten(iso, args.handle(iso, 0)))) : nullptr;
  return source ? Value(newStringUtf8(iso, *source)) : Value();
}

void fillCallExpression(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  defineMethods(runtime.iso, internal, {{"sourceOf", sourceOfNative, 1}});
}

void fillUtil(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  defineValue(iso, internal, iso.key("format"), iso.handle(Value(newNativeFunction(iso, "format", 0, formatNative))));
  defineValue(iso, internal, iso.key("formatWithOptions"), iso.handle(Value(newNativeFunction(iso, "formatWithOptions", 1, formatWithOptions))));
  defineValue(iso, internal, iso.key("types"), iso.handle(Value(newTypes(iso))));
}

Value createPathWin32Module(NodeRuntime& runtime) { return requireBuiltin(runtime, "internal/path/win32"); }
Value createPathPosixModule(NodeRuntime& runtime) { return requireBuiltin(runtime, "path"); }
Value createUtilTypesModule(NodeRuntime& runtime) { return Value(newTypes(runtime.iso)); }

} // namespace tickscope
