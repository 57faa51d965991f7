// How V8 shows values in error messages, without running any code of the program.
#include "core/vm/bigint.h"
#include "core/vm/conversions.h"
#include "core/vm/function.h"
#include "core/vm/isolate.h"
#include "core/vm/typed_array.h"

namespace tickscope {

namespace {

// The value of a data property found along ordinary prototypes, or empty: getters and proxies are not asked.
Value lookUpDataNoGc(Object* object, PropertyKey key) {
  for (;;) {
    if (object->kind == CellKind::ProxyObject) return Value::empty();
    const PropertyEntry* entry = object->shape->lookup(key); // never an index
    if (entry) return entry->attributes & kAccessor ? Value::empty() : object->getSlot(entry->slot);
    const Value prototype = object->shape->prototype;
    if (!isObject(prototype)) return Value::empty();
    object = prototype.as<Object>();
  }
}

std::string symbolText(Symbol* symbol) {
  return "Symbol(" + (isString(symbol->description) ? toUtf8(symbol->description.as<String>()) : std::string()) + ")";
}

// What follows "[object " when there is no Symbol.toStringTag.
const char* builtinTag(Object* object) {
  switch (object->kind) {
  case CellKind::ArrayObject: return "Array";
  case CellKind::FunctionObject:
  case CellKind::NativeFunction:
  case CellKind::BoundFunction: return "Function";
  case CellKind::ErrorObject: return "Error";
  case CellKind::DateObject: return "Date";
  case CellKind::RegExpObject: return "RegExp";
  case CellKind::ArgumentsObject: return "Arguments";
  case CellKind::TypedArrayObject: {
    static constexpr const char* kClasses[] = {"Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array",
                                               "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"};
    return kClasses[size_t(static_cast<TypedArrayObject*>(object)->type)];
  }
  case CellKind::PrimitiveWrapper: {
    const Value primitive = static_cast<PrimitiveWrapper*>(object)->value;
    if (primitive.isNumber()) return "Number";
    if (primitive.isBoolean()) return "Boolean";
    if (isString(primitive)) return "String";
    return isSymbol(primitive) ? "Symbol" : "BigInt";
  }
  default: return object->isCallable() ? "Function" : "Object";
  }
}

std::string describeError(Isolate& iso, Object* error) {
  const auto part = [&](String* key, const char* absent) {
    const Value value = lookUpDataNoGc(error, iso.key(key));
    return value.isEmpty() || value.isUndefined() ? std::string(absent) : isObject(value) ? std::string("[object]") : describeForMessage(iso, value);
  };
  const std::string name = part(iso.names.name, "Error"), message = part(iso.names.message, "");
  if (name.empty()) return message;
  return message.empty() ? name : name + ": " + message;
}

std::string describeObject(Isolate& iso, Object* object) {
  if (object->kind == CellKind::FunctionObject || object->kind == CellKind::NativeFunction ||
      object->kind == CellKind::BoundFunction) {
    std::string text = functionSourceText(object);
    // V8 keeps messages readable: the first 111 characters and the last two of a long function.
    if (text.size() > 128) text = text.substr(0, 111) + "...<omitted>..." + text.substr(text.size() - 2);
    return text;
  }
  if (object->kind == CellKind::ErrorObject) return describeError(iso, object);
  if (object->kind == CellKind::ProxyObject) return "#<Object>"; // V8's name of the class, whatever the target is
  const Value toStringMethod = lookUpDataNoGc(object, iso.key(iso.names.toString));
  if (iso.realm->has(Intrinsic::ObjProtoToString) && toStringMethod == Value(iso.realm->get(Intrinsic::ObjProtoToString))) {
    const Value constructor = lookUpDataNoGc(object, iso.key(iso.names.constructor));
    if (isCallable(constructor)) {
      const std::string name = functionDebugName(constructor.as<Object>());
      if (!name.empty()) return "#<" + name + ">";
    }
  }
  const Value tag = lookUpDataNoGc(object, iso.key(iso.symbols.toStringTag));
  return "[object " + (isString(tag) ? toUtf8(tag.as<String>()) : std::string(builtinTag(object))) + "]";
}

} // namespace

std::string functionDebugName(Object* function) {
  if (function->kind == CellKind::FunctionObject) return scriptFunctionDebugName(static_cast<FunctionObject*>(function));
  if (function->kind == CellKind::NativeFunction) return toUtf8(static_cast<NativeFunction*>(function)->name.as<String>());
  std::string prefix; // a loop: a bound function may be bound again any number of times
  while (function->kind == CellKind::BoundFunction) {
    prefix += "bound ";
    const Value target = static_cast<BoundFunction*>(function)->target;
    if (!isObject(target)) return prefix;
    function = target.as<Object>();
  }
  return prefix.empty() || function->kind == CellKind::ProxyObject ? prefix : prefix + functionDebugName(function);
}

std::string functionSourceText(Object* function) {
  if (function->kind == CellKind::FunctionObject) return scriptFunctionSourceText(static_cast<FunctionObject*>(function));
  if (function->kind != CellKind::NativeFunction) return "function () { [native code] }";
  return "function " + toUtf8(static_cast<NativeFunction*>(function)->name.as<String>()) + "() { [native code] }";
}

std::string describeForMessage(Isolate& iso, Value value) {
  if (value.isNumber()) return numberToString(value.asNumber());
  if (value.isUndefined()) return "undefined";
  if (value.isNull()) return "null";
  if (value.isBoolean()) return value.asBoolean() ? "true" : "false";
  TICK_ASSERT(value.isCell(), "one of the engine's own marks in a message");
  if (isString(value)) return toUtf8(value.as<String>());
  if (isSymbol(value)) return symbolText(value.as<Symbol>());
  if (isBigInt(value)) return bigintToString(value.as<BigInt>());
  return describeObject(iso, value.as<Object>());
}

std::string describeCallSite(Isolate& iso, Value value) {
  std::string text = toUtf8(typeOf(iso, value));
  if (isString(value)) return text + " \"" + describeForMessage(iso, value) + "\"";
  if (value.isNull() || value.isBoolean() || value.isNumber()) text += " " + describeForMessage(iso, value);
  return text;
}

} // namespace tickscope
