// Proxy (ECMA-262 §10.5 and §28.2): the internal methods in the specification's order, with every invariant.
#include "core/builtins/proxy.h"

#include <algorithm>

#include "core/builtins/array_like.h"
#include "core/builtins/constructors.h"
#include "core/builtins/descriptor.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"

namespace tickscope {

namespace {

// What every internal method starts with.
struct Trap {
  Handle<Object> target, handler;
  HandleValue method; // undefined: do it to the target
  bool absent() const { return method.get().isUndefined(); }
};

Completion<Trap> findTrap(Isolate& iso, HandleValue proxyValue, String* name) {
  ProxyObject* proxy = proxyValue.get().as<ProxyObject>();
  if (!isObject(proxy->handler)) return iso.raise(msg::ProxyRevoked, {toUtf8(name)});
  Trap trap;
  trap.handler = iso.handle(proxy->handler.as<Object>());
  trap.target = iso.handle(proxy->target.as<Object>());
  trap.method = iso.handle(TRY(get(iso, trap.handler, iso.key(name))));
  if (trap.method.get().isNull()) trap.method = iso.undefined();
  if (!trap.absent() && !isCallable(trap.method))
    return iso.raise(msg::ProxyTrapNotFunction,
                     {describeForMessage(iso, trap.method), toUtf8(name), describeForMessage(iso, trap.handler)});
  return trap;
}

// A chain of proxies is as deep as the program makes it.
#define PROXY_ENTRY(iso)                                                                                               \
  NativeDepth depth_(iso);                                                                                             \
  if (!depth_) return iso.raise(msg::StackOverflow);                                                                   \
  HandleScope scope_(iso.heap)

// The own property of the target; nullopt when absent.
Completion<std::optional<PropertyDescriptor>> targetProperty(Isolate& iso, const Trap& trap, PropertyKey key) {
  PropertyDescriptor d;
  if (!TRY(getOwnProperty(iso, trap.target, key, &d))) return std::optional<PropertyDescriptor>();
  return std::optional<PropertyDescriptor>(d);
}

// §10.5.1
Value proxyGetPrototypeOf(Isolate& iso, Handle<Object> proxy) {
  PROXY_ENTRY(iso);
  const Trap trap = TRY(findTrap(iso, proxy, iso.names.getPrototypeOf));
  if (trap.absent()) return getPrototypeOf(iso, trap.target);
  const HandleValue result = iso.handle(TRY(iso.call(trap.method, trap.handler, {trap.target})));
  if (!isObject(result) && !result.get().isNull()) return iso.raise(msg::ProxyGetPrototypeInvalid);
  if (TRY(isExtensible(iso, trap.target))) return result;
  if (TRY(getPrototypeOf(iso, trap.target)) != result.get()) return iso.raise(msg::ProxyGetPrototypeNonExtensible);
  return result;
}

// §10.5.2
Completion<bool> proxySetPrototypeOf(Isolate& iso, Handle<Object> proxy, HandleValue prototype) {
  PROXY_ENTRY(iso);
  const Trap trap = TRY(findTrap(iso, proxy, iso.names.setPrototypeOf));
  if (trap.absent()) return setPrototypeOf(iso, trap.target, prototype);
  if (!toBoolean(TRY(iso.call(trap.method, trap.handler, {trap.target, prototype})))) return false;
  if (TRY(isExtensible(iso, trap.target))) return true;
  if (TRY(getPrototypeOf(iso, trap.target)) != prototype.get()) return iso.raise(msg::ProxySetPrototypeNonExtensible);
  return true;
}

// §10.5.3
Completion<bool> proxyIsExtensible(Isolate& iso, Handle<Object> proxy) {
  PROXY_ENTRY(iso);
  const Trap trap = TRY(findTrap(iso, proxy, iso.names.isExtensible));
  if (trap.absent()) return isExtensible(iso, trap.target);
  const bool result = toBoolean(TRY(iso.call(trap.method, trap.handler, {trap.target})));
  const bool actual = TRY(isExtensible(iso, trap.target));
  if (result != actual) return iso.raise(msg::ProxyIsExtensibleInconsistent, {actual ? "true" : "false"});
  return result;
}

// §10.5.4
Completion<bool> proxyPreventExtensions(Isolate& iso, Handle<Object> proxy) {
  PROXY_ENTRY(iso);
  const Trap trap = TRY(findTrap(iso, proxy, iso.names.preventExtensions));
  if (trap.absent()) return preventExtensions(iso, trap.target);
  const bool result = toBoolean(TRY(iso.call(trap.method, trap.handler, {trap.target})));
  if (result && TRY(isExtensible(iso, trap.target))) return iso.raise(msg::ProxyPreventExtensible);
  return result;
}

// §10.5.5. The caller's scope holds what it gets: the proxy's own scope may not end before.
Completion<bool> proxyGetOwnProperty(Isolate& iso, Handle<Object> proxy, PropertyKey key, PropertyDescriptor* out) {
  NativeDepth depth(iso);
  if (!depth) return iso.raise(msg::StackOverflow);
  const Trap trap = TRY(findTrap(iso, proxy, iso.names.getOwnPropertyDescriptor));
  if (trap.absent()) return getOwnProperty(iso, trap.target, key, out);
  const HandleValue result = iso.handle(TRY(iso.call(trap.method, trap.handler, {trap.target, iso.handle(key.toValue(iso))})));
  if (!isObject(result) && !result.get().isUndefined()) return iso.raise(msg::ProxyDescriptorInvalid, {describeKey(key)});
  const std::optional<PropertyDescriptor> current = TRY(targetProperty(iso, trap, key));
  if (result.get().isUndefined()) {
    if (!current) return false;
    if (!current->configurable.value_or(false)) return iso.raise(msg::ProxyDescriptorUndefined, {describeKey(key)});
    if (!TRY(isExtensible(iso, trap.target))) return iso.raise(msg::ProxyDescriptorNonExtensible, {describeKey(key)});
    return false;
  }
  const bool extensible = TRY(isExtensible(iso, trap.target));
  PropertyDescriptor d = TRY(toPropertyDescriptor(iso, result));
  completePropertyDescriptor(iso, &d);
  if (!isCompatiblePropertyDescriptor(extensible, d, current ? &*current : nullptr))
    return iso.raise(msg::ProxyDescriptorIncompatible, {describeKey(key)});
  if (!*d.configurable) {
    if (!current || current->configurable.value_or(false)) return iso.raise(msg::ProxyDescriptorNonConfigurable, {describeKey(key)});
    if (d.writable && !*d.writable && current->writable.value_or(false))
      return iso.raise(msg::ProxyDescriptorNonConfigurableWritable, {describeKey(key)});
  }
  *out = d;
  return true;
}

// §10.5.6
Completion<bool> proxyDefineOwnProperty(Isolate& iso, Handle<Object> proxy, PropertyKey key, const PropertyDescriptor& d) {
  PROXY_ENTRY(iso);
  const Trap trap = TRY(findTrap(iso, proxy, iso.names.defineProperty));
  if (trap.absent()) return defineOwnProperty(iso, trap.target, key, d);
  const HandleValue descriptor = iso.handle(fromPropertyDescriptor(iso, d));
  if (!toBoolean(TRY(iso.call(trap.method, trap.handler, {trap.target, iso.handle(key.toValue(iso)), descriptor})))) return false;
  const std::optional<PropertyDescriptor> current = TRY(targetProperty(iso, trap, key));
  const bool extensible = TRY(isExtensible(iso, trap.target));
  const bool settingNonConfigurable = d.configurable && !*d.configurable;
  if (!current) {
    if (!extensible) return iso.raise(msg::ProxyDefineNonExtensible, {describeKey(key)});
    if (settingNonConfigurable) return iso.raise(msg::ProxyDefineNonConfigurable, {describeKey(key)});
    return true;
  }
  if (!isCompatiblePropertyDescriptor(extensible, d, &*current)) return iso.raise(msg::ProxyDefineIncompatible, {describeKey(key)});
  if (settingNonConfigurable && current->configurable.value_or(false))
    return iso.raise(msg::ProxyDefineNonConfigurable, {describeKey(key)});
  if (!current->isAccessor() && !current->configurable.value_or(false) && current->writable.value_or(false) && d.writable && !*d.writable)
    return iso.raise(msg::ProxyDefineNonConfigurableWritable, {describeKey(key)});
  return true;
}

// §10.5.7
Completion<bool> proxyHasProperty(Isolate& iso, Handle<Object> proxy, PropertyKey key) {
  PROXY_ENTRY(iso);
  const Trap trap = TRY(findTrap(iso, proxy, iso.names.has));
  if (trap.absent()) return hasProperty(iso, trap.target, key);
  if (toBoolean(TRY(iso.call(trap.method, trap.handler, {trap.target, iso.handle(key.toValue(iso))})))) return true;
  if (const std::optional<PropertyDescriptor> current = TRY(targetProperty(iso, trap, key))) {
    if (!current->configurable.value_or(false)) return iso.raise(msg::ProxyHasNonConfigurable, {describeKey(key)});
    if (!TRY(isExtensible(iso, trap.target))) return iso.raise(msg::ProxyHasNonExtensible, {describeKey(key)});
  }
  return false;
}

// §10.5.8
Value proxyGet(Isolate& iso, Handle<Object> proxy, PropertyKey key, HandleValue receiver) {
  PROXY_ENTRY(iso);
  const Trap trap = TRY(findTrap(iso, proxy, iso.names.get));
  if (trap.absent()) return get(iso, trap.target, key, receiver);
  const HandleValue result = iso.handle(TRY(iso.call(trap.method, trap.handler, {trap.target, iso.handle(key.toValue(iso)), receiver})));
  const std::optional<PropertyDescriptor> current = TRY(targetProperty(iso, trap, key));
  if (!current || current->configurable.value_or(false)) return result;
  if (!current->isAccessor()) {
    if (!current->writable.value_or(false) && !sameValueNoGc(result, *current->value))
      return iso.raise(msg::ProxyGetNonConfigurableData,
                       {describeKey(key), describeForMessage(iso, *current->value), describeForMessage(iso, result)});
  } else if (current->getter->get().isUndefined() && !result.get().isUndefined()) {
    return iso.raise(msg::ProxyGetNonConfigurableAccessor, {describeKey(key), describeForMessage(iso, result)});
  }
  return result;
}

// §10.5.9
Completion<bool> proxySet(Isolate& iso, Handle<Object> proxy, PropertyKey key, HandleValue value, HandleValue receiver) {
  PROXY_ENTRY(iso);
  const Trap trap = TRY(findTrap(iso, proxy, iso.names.set));
  if (trap.absent()) return set(iso, trap.target, key, value, receiver);
  if (!toBoolean(TRY(iso.call(trap.method, trap.handler, {trap.target, iso.handle(key.toValue(iso)), value, receiver})))) return false;
  const std::optional<PropertyDescriptor> current = TRY(targetProperty(iso, trap, key));
  if (!current || current->configurable.value_or(false)) return true;
  if (!current->isAccessor()) {
    if (!current->writable.value_or(false) && !sameValueNoGc(value, *current->value))
      return iso.raise(msg::ProxySetFrozenData, {describeKey(key)});
  } else if (current->setter->get().isUndefined()) {
    return iso.raise(msg::ProxySetFrozenAccessor, {describeKey(key)});
  }
  return true;
}

// §10.5.10
Completion<bool> proxyDelete(Isolate& iso, Handle<Object> proxy, PropertyKey key) {
  PROXY_ENTRY(iso);
  const Trap trap = TRY(findTrap(iso, proxy, iso.names.deleteProperty));
  if (trap.absent()) return deleteProperty(iso, trap.target, key);
  if (!toBoolean(TRY(iso.call(trap.method, trap.handler, {trap.target, iso.handle(key.toValue(iso))})))) return false;
  const std::optional<PropertyDescriptor> current = TRY(targetProperty(iso, trap, key));
  if (!current) return true;
  if (!current->configurable.value_or(false)) return iso.raise(msg::ProxyDeleteNonConfigurable, {describeKey(key)});
  if (!TRY(isExtensible(iso, trap.target))) return iso.raise(msg::ProxyDeleteNonExtensible, {describeKey(key)});
  return true;
}

// §10.5.11
Completion<void> proxyOwnPropertyKeys(Isolate& iso, Handle<Object> proxy, std::vector<PropertyKey>* out) {
  PROXY_ENTRY(iso);
  const Trap trap = TRY(findTrap(iso, proxy, iso.names.ownKeys));
  KeyList targetKeys(iso);
  if (trap.absent()) {
    TRY(ownPropertyKeys(iso, trap.target, &targetKeys));
    *out = targetKeys.keys;
    return {};
  }
  const HandleValue result = iso.handle(TRY(iso.call(trap.method, trap.handler, {trap.target})));
  RootedValues values(iso);
  TRY(createListFromArrayLike(iso, result, &values));
  KeyList keys(iso);
  for (size_t i = 0; i < values.size(); ++i) {
    if (!isString(values[i]) && !isSymbol(values[i])) return iso.raise(msg::ProxyOwnKeysNonString, {describeForMessage(iso, values[i])});
    keys.keys.push_back(TRY(toPropertyKey(iso, values.handle(i))));
  }
  // Sorted copies make the set questions cheap; the order among keys that are cells is by address and stays in here.
  const auto less = [](PropertyKey a, PropertyKey b) { return a.raw().bits() < b.raw().bits(); };
  std::vector<PropertyKey> sorted = keys.keys; // pinned cells and numbers: `keys` keeps them
  std::sort(sorted.begin(), sorted.end(), less);
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) return iso.raise(msg::ProxyOwnKeysDuplicate);

  const bool extensible = TRY(isExtensible(iso, trap.target));
  TRY(ownPropertyKeys(iso, trap.target, &targetKeys));
  std::vector<PropertyKey> fixed, changeable;
  for (PropertyKey key : targetKeys.keys) {
    HandleScope inner(iso.heap);
    const std::optional<PropertyDescriptor> d = TRY(targetProperty(iso, trap, key));
    (d && !d->configurable.value_or(false) ? fixed : changeable).push_back(key);
  }
  const auto listed = [&](PropertyKey key) { return std::binary_search(sorted.begin(), sorted.end(), key, less); };
  for (PropertyKey key : fixed)
    if (!listed(key)) return iso.raise(msg::ProxyOwnKeysMissing, {describeKey(key)});
  if (!extensible) {
    for (PropertyKey key : changeable)
      if (!listed(key)) return iso.raise(msg::ProxyOwnKeysMissing, {describeKey(key)});
    if (sorted.size() != fixed.size() + changeable.size()) return iso.raise(msg::ProxyOwnKeysNonExtensible);
  }
  *out = keys.keys;
  return {};
}

Value argumentsArray(Isolate& iso, const Value* rooted, uint32_t count) { return Value(newArrayFrom(iso, rooted, count)); }

// §10.5.12
Value callProxy(Isolate& iso, HandleValue proxy, HandleValue thisValue, const Value* rootedArguments, uint32_t count) {
  PROXY_ENTRY(iso);
  const Trap trap = TRY(findTrap(iso, proxy, iso.names.apply));
  if (trap.absent()) return iso.call(trap.target, thisValue, rootedArguments, count);
  const HandleValue list = iso.handle(argumentsArray(iso, rootedArguments, count));
  return iso.call(trap.method, trap.handler, {trap.target, thisValue, list});
}

// §10.5.13
Value constructProxy(Isolate& iso, HandleValue proxy, const Value* rootedArguments, uint32_t count, HandleValue newTarget) {
  PROXY_ENTRY(iso);
  const Trap trap = TRY(findTrap(iso, proxy, iso.names.construct));
  if (trap.absent()) return iso.construct(trap.target, rootedArguments, count, newTarget);
  const HandleValue list = iso.handle(argumentsArray(iso, rootedArguments, count));
  const Value result = TRY(iso.call(trap.method, trap.handler, {trap.target, list, newTarget}));
  if (!isObject(result)) return iso.raise(msg::ProxyConstructNonObject, {describeForMessage(iso, result)});
  return result;
}

// §7.2.2, the part about proxies.
Completion<bool> proxyIsArray(Isolate& iso, HandleValue value) {
  Value at = value;
  while (isObject(at) && at.asCell()->kind == CellKind::ProxyObject) {
    if (!isObject(at.as<ProxyObject>()->handler)) return iso.raise(msg::ProxyRevoked, {"IsArray"});
    at = at.as<ProxyObject>()->target;
  }
  return isObject(at) && at.asCell()->kind == CellKind::ArrayObject;
}

constexpr ExoticMethods kProxyMethods = {
    .getOwnProperty = proxyGetOwnProperty,
    .defineOwnProperty = proxyDefineOwnProperty,
    .hasProperty = proxyHasProperty,
    .get = proxyGet,
    .set = proxySet,
    .deleteProperty = proxyDelete,
    .ownPropertyKeys = proxyOwnPropertyKeys,
    .getPrototypeOf = proxyGetPrototypeOf,
    .setPrototypeOf = proxySetPrototypeOf,
    .isExtensible = proxyIsExtensible,
    .preventExtensions = proxyPreventExtensions,
    .call = callProxy,
    .construct = constructProxy,
};

// §10.5.14
Completion<ProxyObject*> createProxy(Isolate& iso, Args args) {
  if (!isObject(args[0]) || !isObject(args[1])) return iso.raise(msg::ProxyNonObject);
  auto* proxy = static_cast<ProxyObject*>(newObjectOfKind(iso, CellKind::ProxyObject, sizeof(ProxyObject), iso.null()));
  proxy->target = args[0];
  proxy->handler = args[1];
  proxy->aux |= Object::kHasExotic | (args[0].asCell()->aux & (Object::kCallable | Object::kConstructor));
  return proxy;
}

Value proxyConstructor(Isolate& iso, Args args) {
  if (!args.isConstruct()) return iso.raise(msg::ConstructorNeedsNew, {"Proxy"});
  return Value(TRY(createProxy(iso, args)));
}

// The function made by Proxy.revocable; data[0] is the proxy until it was called.
Value revoke(Isolate&, Args args) {
  NativeFunction* self = args.callee().get().as<NativeFunction>();
  const Value proxy = self->data[0];
  if (!isObject(proxy)) return Value();
  self->data[0] = Value();
  proxy.as<ProxyObject>()->target = Value::null();
  proxy.as<ProxyObject>()->handler = Value::null();
  return Value();
}

// §28.2.2.1
Value proxyRevocable(Isolate& iso, Args args) {
  const Handle<ProxyObject> proxy = iso.handle(TRY(createProxy(iso, args)));
  const Handle<NativeFunction> revoker = iso.handle(newNativeFunction(iso, "", 0, revoke));
  iso.heap.store(revoker, &revoker->data[0], proxy);
  const Handle<Object> result = iso.handle(newObject(iso));
  defineValue(iso, result, iso.key(iso.names.proxy), proxy);
  defineValue(iso, result, iso.key(iso.names.revoke), revoker);
  return result;
}

} // namespace

void installProxy(Isolate& iso, Realm& realm) {
  iso.exotic[size_t(CellKind::ProxyObject)] = &kProxyMethods;
  iso.proxyIsArray = proxyIsArray;
  const Handle<NativeFunction> constructor = iso.handle(newNativeFunction(iso, "Proxy", 2, proxyConstructor));
  constructor->aux |= Object::kConstructor; // §28.2.2: no `prototype`
  realm.set(Intrinsic::Proxy, constructor);
  defineMethod(iso, constructor, "revocable", 2, proxyRevocable);
  defineGlobal(iso, realm, "Proxy", constructor);
}

} // namespace tickscope
