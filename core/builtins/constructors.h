#pragma once
// What every constructor of the library has in common.
#include "core/vm/isolate.h"

namespace tickscope {

// Makes the constructor `name` with its `prototype`, sets both intrinsics and the global property.
Handle<NativeFunction> installConstructor(Isolate& iso, Realm& realm, std::string_view name, uint32_t length, NativeFn function,
                                          Intrinsic constructor, Handle<Object> prototype, Intrinsic prototypeIntrinsic);
// A plain object whose prototype is %Object.prototype%, to become a constructor's `prototype`.
Handle<Object> newPrototype(Isolate& iso);
Handle<Object> newPrototype(Isolate& iso, Intrinsic parent);
void defineToStringTag(Isolate& iso, Handle<Object> target, std::string_view tag);
// get [Symbol.species]: returns `this`.
void defineSpecies(Isolate& iso, Handle<Object> constructor);
// Whether a built-in constructor's Symbol.species is still the one it was made with. Never collects.
bool hasOriginalSpeciesNoGc(Isolate& iso, Object* constructor);
void defineGlobal(Isolate& iso, Realm& realm, std::string_view name, HandleValue value, uint8_t attributes = kHidden);

// §10.1.14 GetPrototypeFromConstructor: an object, or exception.
Value getPrototypeFromConstructor(Isolate& iso, Args args, Intrinsic fallback);
Value getPrototypeFromConstructor(Isolate& iso, HandleValue newTarget, Intrinsic fallback);
// §10.1.13 for kinds with a struct of their own: its words after Object are undefined.
template <class T> Completion<T*> createFromConstructor(Isolate& iso, Args args, CellKind kind, Intrinsic fallback) {
  const HandleValue prototype = iso.handle(TRY(getPrototypeFromConstructor(iso, args, fallback)));
  return static_cast<T*>(newObjectOfKind(iso, kind, sizeof(T), prototype));
}
// §7.3.25 GetFunctionRealm. Null with a pending exception for a revoked proxy.
Realm* functionRealm(Isolate& iso, HandleValue function);

// The receiver as its kind, or V8's "Method X called on incompatible receiver Y".
template <class T> Completion<T*> requireReceiver(Isolate& iso, HandleValue value, CellKind kind, std::string_view method);
Throw raiseIncompatibleReceiver(Isolate& iso, HandleValue receiver, std::string_view method);
template <class T> Completion<T*> requireReceiver(Isolate& iso, HandleValue value, CellKind kind, std::string_view method) {
  if (value.get().isCell() && value.get().asCell()->kind == kind) return value.get().template as<T>();
  return raiseIncompatibleReceiver(iso, value, method);
}

// For loops of a native that a program can make long: counts virtual time and lets limits stop it.
inline Completion<void> pollInterrupt(Isolate& iso, uint64_t ns) {
  iso.charge(ns);
  if (__builtin_expect(iso.interruptRequested, 0) && !iso.host.onInterrupt(iso)) return iso.terminate();
  return {};
}

} // namespace tickscope
