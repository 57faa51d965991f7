#include "core/vm/native.h"

#include "core/vm/conversions.h"
#include "core/vm/fast_native.h"
#include "core/vm/function.h"
#include "core/vm/isolate.h"

namespace tickscope {

namespace {
// One call of a built-in, in ns, unless its definition says otherwise: a call through V8's CEntry or a builtin stub
// with a few property reads is of this order.
constexpr uint32_t kNativeCallCostNs = 40;

std::string withPrefix(const char* prefix, const std::string& name) { return prefix ? std::string(prefix) + " " + name : name; }
} // namespace

NativeFunction* newNativeFunction(Isolate& iso, PropertyKey key, const char* prefix, uint32_t length, NativeFn function) {
  HandleScope scope(iso.heap);
  HandleValue name = iso.undefined();
  if (key.isString() && !prefix) {
    name = iso.handle(key.raw());
  } else {
    std::string text = describeKey(key);
    if (key.isSymbol()) { // a symbol's function name is its description in brackets
      const Value description = key.symbol()->description;
      text = description.isCell() ? "[" + toUtf8(description.as<String>()) + "]" : std::string();
    }
    name = iso.handle(Value(newStringUtf8(iso, withPrefix(prefix, text))));
  }
  auto* native = iso.heap.allocate<NativeFunction>(CellKind::NativeFunction);
  native->shape = iso.realm->nativeFunctionShape;
  native->storage = Value::empty();
  native->elements = iso.emptyElements;
  native->aux = Object::kCallable | Object::kLazyFunctionProperties;
  native->name = name;
  native->function = function;
  native->length = length;
  native->cost = kNativeCallCostNs;
  native->realm = iso.realm;
  native->fast = nullptr;
  return native;
}

NativeFunction* newNativeFunction(Isolate& iso, std::string_view name, uint32_t length, NativeFn function) {
  HandleScope scope(iso.heap);
  const PropertyKey key = iso.key(name);
  iso.handle(key.raw());
  return newNativeFunction(iso, key, nullptr, length, function);
}

void makeConstructor(Isolate& iso, Handle<NativeFunction> constructor, Handle<Object> prototype) {
  constructor->aux |= Object::kConstructor;
  defineValue(iso, constructor, iso.key(iso.names.prototype), prototype, kNone);
  defineValue(iso, prototype, iso.key(iso.names.constructor), constructor, kHidden);
}

void materialiseFunctionProperties(Isolate& iso, Handle<Object> function) {
  if (!(function->aux & Object::kLazyFunctionProperties)) return;
  function->aux &= uint16_t(~Object::kLazyFunctionProperties);
  if (function->kind != CellKind::NativeFunction) return materialiseScriptFunctionProperties(iso, function);
  HandleScope scope(iso.heap);
  NativeFunction* native = static_cast<NativeFunction*>(function.get());
  HandleValue name = iso.handle(native->name);
  defineValue(iso, function, iso.key(iso.names.length), iso.handle(Value::number(native->length)), kConfigurable);
  defineValue(iso, function, iso.key(iso.names.name), name, kConfigurable);
}

Handle<NativeFunction> defineMethod(Isolate& iso, Handle<Object> target, PropertyKey name, uint32_t length, NativeFn function,
                                    uint8_t attributes) {
  Handle<NativeFunction> native = iso.handle(newNativeFunction(iso, name, nullptr, length, function));
  defineValue(iso, target, name, native, attributes);
  return native;
}

Handle<NativeFunction> defineMethod(Isolate& iso, Handle<Object> target, std::string_view name, uint32_t length, NativeFn function) {
  const PropertyKey key = iso.key(name);
  iso.handle(key.raw());
  return defineMethod(iso, target, key, length, function);
}

void defineMethods(Isolate& iso, Handle<Object> target, std::initializer_list<MethodSpec> methods) {
  for (const MethodSpec& method : methods) {
    if (iso.options.nodeMajor < method.since) continue;
    HandleScope scope(iso.heap);
    const Handle<NativeFunction> native = defineMethod(iso, target, method.name, method.length, method.function);
    native->aux |= method.bits;
    native->fast = method.fast;
  }
}

void setFast(Isolate&, Handle<Object> holder, PropertyKey key, FastNativeFn fast) {
  const PropertyEntry* entry = holder->shape->lookup(key);
  TICK_ASSERT(entry, "a fast case for a property that is not there");
  Value function = holder->getSlot(entry->slot);
  if (entry->attributes & kAccessor) function = function.as<AccessorPair>()->getter;
  function.as<NativeFunction>()->fast = fast;
}

void defineGetter(Isolate& iso, Handle<Object> target, PropertyKey name, NativeFn getter, NativeFn setter, uint8_t attributes) {
  HandleScope scope(iso.heap);
  HandleValue get = getter ? iso.handle(Value(newNativeFunction(iso, name, "get", 0, getter))) : iso.undefined();
  HandleValue set = setter ? iso.handle(Value(newNativeFunction(iso, name, "set", 1, setter))) : iso.undefined();
  defineAccessor(iso, target, name, get, set, attributes);
}

void defineGetter(Isolate& iso, Handle<Object> target, std::string_view name, NativeFn getter, NativeFn setter, uint8_t attributes) {
  HandleScope scope(iso.heap);
  const PropertyKey key = iso.key(name);
  iso.handle(key.raw());
  defineGetter(iso, target, key, getter, setter, attributes);
}

void defineConstant(Isolate& iso, Handle<Object> target, std::string_view name, Value value, uint8_t attributes) {
  HandleScope scope(iso.heap);
  HandleValue kept = iso.handle(value);
  const PropertyKey key = iso.key(name);
  iso.handle(key.raw());
  defineValue(iso, target, key, kept, attributes);
}

} // namespace tickscope
