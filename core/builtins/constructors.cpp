#include "core/builtins/constructors.h"

#include "core/builtins/messages.h"
#include "core/builtins/proxy.h"
#include "core/vm/conversions.h"
#include "core/vm/fast_native.h"
#include "core/vm/function.h"

namespace tickscope {

namespace {
Value returnThis(Isolate&, Args args) { return args.thisValue(); }
} // namespace

Handle<NativeFunction> installConstructor(Isolate& iso, Realm& realm, std::string_view name, uint32_t length, NativeFn function,
                                          Intrinsic constructorIntrinsic, Handle<Object> prototype, Intrinsic prototypeIntrinsic) {
  const Handle<NativeFunction> constructor = iso.handle(newNativeFunction(iso, name, length, function));
  makeConstructor(iso, constructor, prototype);
  realm.set(constructorIntrinsic, constructor);
  realm.set(prototypeIntrinsic, prototype);
  defineGlobal(iso, realm, name, constructor);
  return constructor;
}

Handle<Object> newPrototype(Isolate& iso) { return iso.handle(newObject(iso)); }
Handle<Object> newPrototype(Isolate& iso, Intrinsic parent) {
  return iso.handle(newObjectWithPrototype(iso, iso.intrinsic(parent)));
}

void defineToStringTag(Isolate& iso, Handle<Object> target, std::string_view tag) {
  HandleScope scope(iso.heap);
  defineValue(iso, target, iso.key(iso.symbols.toStringTag), iso.handle(Value(intern(iso, tag))), kConfigurable);
}

void defineSpecies(Isolate& iso, Handle<Object> constructor) {
  defineGetter(iso, constructor, iso.key(iso.symbols.species), returnThis);
  setFast(iso, constructor, iso.key(iso.symbols.species), [](Isolate&, const Value* window, uint32_t, Value* result) {
    *result = window[1];
    return true;
  });
}

bool hasOriginalSpeciesNoGc(Isolate& iso, Object* constructor) {
  const PropertyEntry* entry = constructor->shape->lookup(iso.key(iso.symbols.species));
  if (!entry || !(entry->attributes & kAccessor)) return false;
  const Value getter = constructor->getSlot(entry->slot).as<AccessorPair>()->getter;
  return getter.isCell() && getter.asCell()->kind == CellKind::NativeFunction && getter.as<NativeFunction>()->function == returnThis;
}

void defineGlobal(Isolate& iso, Realm& realm, std::string_view name, HandleValue value, uint8_t attributes) {
  HandleScope scope(iso.heap);
  const HandleValue key = iso.handle(iso.key(name).raw());
  defineValue(iso, realm.global(), PropertyKey::fromRaw(key), value, attributes);
}

Realm* functionRealm(Isolate& iso, HandleValue function) {
  Object* at = function.get().as<Object>();
  for (;;) {
    switch (at->kind) {
    case CellKind::NativeFunction: return static_cast<NativeFunction*>(at)->realm;
    case CellKind::BoundFunction: at = static_cast<BoundFunction*>(at)->target.as<Object>(); break;
    case CellKind::ProxyObject: {
      ProxyObject* proxy = static_cast<ProxyObject*>(at);
      if (!isObject(proxy->handler)) {
        iso.raise(msg::ProxyRevoked, {"apply"});
        return nullptr;
      }
      at = proxy->target.as<Object>();
      break;
    }
    case CellKind::FunctionObject: return scriptFunctionRealm(static_cast<FunctionObject*>(at));
    default: return iso.realm;
    }
  }
}

Value getPrototypeFromConstructor(Isolate& iso, HandleValue newTarget, Intrinsic fallback) {
  const Value prototype = TRY(get(iso, Handle<Object>::fromRooted(newTarget), iso.key(iso.names.prototype)));
  if (isObject(prototype)) return prototype;
  Realm* realm = functionRealm(iso, newTarget);
  if (!realm) return Throw{};
  return Value(realm->get(fallback));
}

Value getPrototypeFromConstructor(Isolate& iso, Args args, Intrinsic fallback) {
  // OPTIMIZATION: `new Map`. A built-in's `prototype` cannot be changed.
  const Value newTarget = args.newTarget();
  if (newTarget == args.callee().get() || newTarget.isUndefined()) {
    if (newTarget.isUndefined()) return Value(args.callee().get().as<NativeFunction>()->realm->get(fallback));
    const Value own = getOwnDataNoGc(newTarget.as<Object>(), iso.key(iso.names.prototype));
    if (isObject(own)) return own;
  }
  return getPrototypeFromConstructor(iso, args.newTarget(), fallback);
}

Throw raiseIncompatibleReceiver(Isolate& iso, HandleValue receiver, std::string_view method) {
  return iso.raise(msg::IncompatibleReceiver, {method, describeForMessage(iso, receiver)});
}

} // namespace tickscope
