#pragma once
// The ECMAScript library: what a realm starts with.
#include "core/vm/isolate.h"

namespace tickscope {

// Fills the realm's intrinsics and its global object for the Node version in iso.options.
// REQUIRES iso.realm == &realm, and a realm fresh from its constructor.
void installBuiltins(Isolate& iso, Realm& realm);

// One per global, in core/builtins/<name>.cpp. To add one: declare it here and list it in install.cpp.
void installObject(Isolate& iso, Realm& realm);
void installFunction(Isolate& iso, Realm& realm);
void installIterators(Isolate& iso, Realm& realm);
void installArray(Isolate& iso, Realm& realm);
void installBoolean(Isolate& iso, Realm& realm);
void installNumber(Isolate& iso, Realm& realm);
void installString(Isolate& iso, Realm& realm);
void installMath(Isolate& iso, Realm& realm);
void installJson(Isolate& iso, Realm& realm);
void installArrayBuffer(Isolate& iso, Realm& realm);
void installTypedArrays(Isolate& iso, Realm& realm);
void installDataView(Isolate& iso, Realm& realm);
void installAtomics(Isolate& iso, Realm& realm);
void installBigInt(Isolate& iso, Realm& realm);
void installRegExp(Isolate& iso, Realm& realm);
void installDate(Isolate& iso, Realm& realm);
void installUri(Isolate& iso, Realm& realm);
void installEval(Isolate& iso, Realm& realm);
void installSymbol(Isolate& iso, Realm& realm);
void installPromise(Isolate& iso, Realm& realm);
void installErrors(Isolate& iso, Realm& realm);
void installMap(Isolate& iso, Realm& realm);
void installSet(Isolate& iso, Realm& realm);
void installWeakCollections(Isolate& iso, Realm& realm);
void installWeakReferences(Isolate& iso, Realm& realm);
void installProxy(Isolate& iso, Realm& realm);
void installReflect(Isolate& iso, Realm& realm);

// Why an internal method said false, as V8 words it.
Throw raisePreventExtensionsFailure(Isolate& iso, Handle<Object> object);
Throw raiseSetPrototypeFailure(Isolate& iso, Handle<Object> object);

} // namespace tickscope
