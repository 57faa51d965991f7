// Operations on objects (ECMA-262 §7.3), in the specification's order.
#include "core/vm/conversions.h"
#include "core/vm/fast_native.h"
#include "core/vm/isolate.h"
#include "core/vm/lookup_cache.h"
#include "core/vm/object.h"

namespace tickscope {

// --- §7.3.2 … §7.3.11 ---

Value getV(Isolate& iso, HandleValue value, PropertyKey key) {
  if (isObject(value)) return get(iso, Handle<Object>::fromRooted(value), key, value);
  if (value.get().isNullish())
    return iso.raise(msg::ReadOfNullish, {value.get().isNull() ? "null" : "undefined", describeKey(key)});
  HandleScope scope(iso.heap);
  iso.handle(key.raw());
  if (isString(value)) { // no wrapper for the two things asked of strings all the time
    String* string = value.get().as<String>();
    if (key.isIndex() && key.index() < string->length) return Value(singleCharacter(iso, charAtNoGc(string, key.index())));
    if (key == PropertyKey::fromAtom(iso.names.length)) return Value::number(string->length);
  }
  Intrinsic prototype = Intrinsic::ObjectPrototype;
  const Value v = value;
  if (isString(v)) prototype = Intrinsic::StringPrototype;
  else if (v.isNumber()) prototype = Intrinsic::NumberPrototype;
  else if (v.isBoolean()) prototype = Intrinsic::BooleanPrototype;
  else if (isSymbol(v)) prototype = Intrinsic::SymbolPrototype;
  else if (isBigInt(v)) prototype = Intrinsic::BigIntPrototype;
  return get(iso, iso.intrinsic(prototype), key, value);
}

Value getMethod(Isolate& iso, HandleValue value, PropertyKey key) {
  const Value method = TRY(getV(iso, value, key));
  if (method.isNullish()) return Value();
  if (!isCallable(method)) return iso.raise(msg::NotAFunction, {describeCallSite(iso, method)});
  return method;
}

Throw raiseSetFailure(Isolate& iso, HandleValue base, PropertyKey key) {
  const std::string name = describeKey(key);
  if (!isObject(base)) {
    const Value v = base;
    if (isString(v) && (key == iso.key(iso.names.length) || (key.isIndex() && key.index() < v.as<String>()->length)))
      return iso.raise(ErrorType::TypeError, "Cannot assign to read only property '" + name + "' of string '" + toUtf8(v.as<String>()) + "'");
    return iso.raise(msg::CreateOnPrimitive, {name, toUtf8(typeOf(iso, v)), describeForMessage(iso, v)});
  }
  HandleScope scope(iso.heap);
  Handle<Object> at = iso.handle(base.get().as<Object>());
  const std::string shown = describeForMessage(iso, base);
  for (;;) {
    if (at->kind == CellKind::ProxyObject) return iso.raise(msg::ProxyTrapFalsishFor, {"set", name});
    PropertyDescriptor d;
    if (TRY(getOwnProperty(iso, at, key, &d))) {
      if (d.isAccessor()) return iso.raise(msg::NoSetter, {name, shown});
      // The exports of a module say that they are writable, but only the module itself writes them.
      if (!d.writable.value_or(false) || at->kind == CellKind::ModuleNamespaceObject) return iso.raise(msg::ReadOnlyProperty, {name, shown});
      break;
    }
    const Value parent = TRY(getPrototypeOf(iso, at));
    if (parent.isNull()) break;
    at.set(parent.as<Object>());
  }
  return iso.raise(msg::NotExtensible, {name});
}

Completion<void> setOrThrow(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value) {
  if (!TRY(set(iso, object, key, value, object))) return raiseSetFailure(iso, object, key);
  return {};
}

Completion<bool> createDataProperty(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value) {
  return defineOwnProperty(iso, object, key, PropertyDescriptor::data(value, kDefault));
}

Completion<void> createDataPropertyOrThrow(Isolate& iso, Handle<Object> object, PropertyKey key, HandleValue value) {
  return definePropertyOrThrow(iso, object, key, PropertyDescriptor::data(value, kDefault));
}

Completion<void> definePropertyOrThrow(Isolate& iso, Handle<Object> object, PropertyKey key, const PropertyDescriptor& d) {
  if (TRY(defineOwnProperty(iso, object, key, d))) return {};
  if (object->kind == CellKind::ProxyObject) return iso.raise(msg::ProxyTrapFalsishFor, {"defineProperty", describeKey(key)});
  if (TRY(hasOwnProperty(iso, object, key))) return iso.raise(msg::CannotRedefine, {describeKey(key)});
  if (object->kind == CellKind::TypedArrayObject && key.isIndex()) return iso.raise(msg::DefineOutsideTypedArray);
  return iso.raise(msg::CannotDefineNotExtensible, {describeKey(key)});
}

Completion<void> deletePropertyOrThrow(Isolate& iso, Handle<Object> object, PropertyKey key) {
  if (TRY(deleteProperty(iso, object, key))) return {};
  if (object->kind == CellKind::ProxyObject) return iso.raise(msg::ProxyTrapFalsishFor, {"deleteProperty", describeKey(key)});
  return iso.raise(msg::CannotDelete, {describeKey(key), describeForMessage(iso, object)});
}

// --- §7.3.16 SetIntegrityLevel, §7.3.17 TestIntegrityLevel ---

Completion<bool> setIntegrityLevel(Isolate& iso, Handle<Object> object, IntegrityLevel level) {
  if (!TRY(preventExtensions(iso, object))) return false;
  KeyList list(iso);
  TRY(ownPropertyKeys(iso, object, &list));
  for (PropertyKey key : list.keys) {
    HandleScope scope(iso.heap);
    PropertyDescriptor d;
    d.configurable = false;
    if (level == IntegrityLevel::Frozen) {
      PropertyDescriptor current;
      if (!TRY(getOwnProperty(iso, object, key, &current))) continue;
      if (!current.isAccessor()) d.writable = false;
    }
    TRY(definePropertyOrThrow(iso, object, key, d));
  }
  return true;
}

Completion<bool> testIntegrityLevel(Isolate& iso, Handle<Object> object, IntegrityLevel level) {
  if (TRY(isExtensible(iso, object))) return false;
  KeyList list(iso);
  TRY(ownPropertyKeys(iso, object, &list));
  for (PropertyKey key : list.keys) {
    HandleScope scope(iso.heap);
    PropertyDescriptor d;
    if (!TRY(getOwnProperty(iso, object, key, &d))) continue;
    if (d.configurable.value_or(false)) return false;
    if (level == IntegrityLevel::Frozen && !d.isAccessor() && d.writable.value_or(false)) return false;
  }
  return true;
}

// --- §7.3.19 … §7.3.23 ---

Completion<uint64_t> lengthOfArrayLike(Isolate& iso, Handle<Object> object) {
  if (object->kind == CellKind::ArrayObject) return uint64_t(static_cast<ArrayObject*>(object.get())->lengthU32());
  HandleScope scope(iso.heap);
  const Value length = TRY(get(iso, object, iso.key(iso.names.length)));
  return toLength(iso, iso.handle(length));
}

Completion<bool> ordinaryHasInstance(Isolate& iso, HandleValue constructor, HandleValue value) {
  if (!isCallable(constructor)) return false;
  HandleScope scope(iso.heap);
  if (constructor.get().asCell()->kind == CellKind::BoundFunction)
    return instanceOf(iso, value, iso.handle(constructor.get().as<BoundFunction>()->target));
  if (!isObject(value)) return false;
  const Value prototype = TRY(get(iso, Handle<Object>::fromRooted(constructor), iso.key(iso.names.prototype)));
  if (!isObject(prototype)) return iso.raise(msg::InstanceofBadPrototype, {describeForMessage(iso, prototype)});
  HandleValue wanted = iso.handle(prototype);
  Handle<Object> at = iso.handle(value.get().as<Object>());
  for (;;) {
    const Value parent = TRY(getPrototypeOf(iso, at));
    if (parent.isNull()) return false;
    if (parent == wanted.get()) return true;
    at.set(parent.as<Object>());
  }
}

Completion<bool> instanceOf(Isolate& iso, HandleValue value, HandleValue target) {
  if (!isObject(target)) return iso.raise(msg::InstanceofNotObject);
  HandleScope scope(iso.heap);
  const Value method = TRY(getMethod(iso, target, iso.key(iso.symbols.hasInstance)));
  if (!method.isUndefined()) return toBoolean(TRY(iso.call(iso.handle(method), target, {value})));
  if (!isCallable(target)) return iso.raise(msg::InstanceofNotCallable);
  return ordinaryHasInstance(iso, target, value);
}

Completion<bool> isArray(Isolate& iso, HandleValue value) {
  if (!isObject(value)) return false;
  if (value.get().asCell()->kind == CellKind::ArrayObject) return true;
  if (value.get().asCell()->kind != CellKind::ProxyObject) return false;
  return iso.proxyIsArray(iso, value);
}

Value speciesConstructor(Isolate& iso, Handle<Object> object, HandleValue defaultConstructor) {
  // OPTIMIZATION: nearly always a data property of the prototype leads to a constructor whose getter gives its receiver.
  Value usual, accessor, answer;
  if (ordinaryForNames(object) && iso.lookups->read(iso, object, iso.key(iso.names.constructor), &usual) == Hit::Value && isObject(usual) &&
      ordinaryForNames(usual.as<Object>()) && iso.lookups->read(iso, usual.as<Object>(), iso.key(iso.symbols.species), &accessor) == Hit::Getter &&
      tryFastGetter(iso, accessor.as<AccessorPair>()->getter, usual, &answer) && isConstructor(answer))
    return answer;
  HandleScope scope(iso.heap);
  const Value constructor = TRY(get(iso, object, iso.key(iso.names.constructor)));
  if (constructor.isUndefined()) return defaultConstructor;
  if (!isObject(constructor)) return iso.raise(msg::ConstructorPropertyNotObject);
  HandleValue c = iso.handle(constructor);
  const Value species = TRY(get(iso, Handle<Object>::fromRooted(c), iso.key(iso.symbols.species)));
  if (species.isNullish()) return defaultConstructor;
  if (isConstructor(species)) return species;
  return iso.raise(msg::SpeciesNotConstructor);
}

// --- §7.3.26 CopyDataProperties ---

Completion<bool> copyDataProperties(Isolate& iso, Handle<Object> target, HandleValue source, const std::vector<PropertyKey>& excluded) {
  if (source.get().isNullish()) return true;
  HandleScope scope(iso.heap);
  Handle<Object> from = iso.handle(TRY(toObject(iso, source)));
  KeyList list(iso);
  TRY(ownPropertyKeys(iso, from, &list));
  for (PropertyKey key : list.keys) {
    bool skip = false;
    for (PropertyKey other : excluded) skip = skip || other == key;
    if (skip) continue;
    HandleScope inner(iso.heap);
    PropertyDescriptor d;
    if (!TRY(getOwnProperty(iso, from, key, &d)) || !d.enumerable.value_or(false)) continue;
    const Value value = TRY(get(iso, from, key));
    TRY(createDataPropertyOrThrow(iso, target, key, iso.handle(value)));
  }
  return true;
}

} // namespace tickscope
