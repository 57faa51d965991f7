#include "core/builtins/install.h"

namespace tickscope {

void installBuiltins(Isolate& iso, Realm& realm) {
  TICK_ASSERT(iso.realm == &realm, "built-ins are installed into the running realm");
  // The order in which V8 lists the globals; those a Node version lacks install nothing.
  constexpr void (*installers[])(Isolate&, Realm&) = {
      installObject,
      installFunction,
      installIterators,
      installArray,
      installNumber,
      installBoolean,
      installString,
      installSymbol,
      installPromise,
      installErrors,
      installDate,
      installRegExp,
      installMath,
      installJson,
      installUri,
      installEval,
      installArrayBuffer,
      installAtomics,
      installTypedArrays,
      installDataView,
      installBigInt,
      installMap,
      installSet,
      installWeakCollections,
      installProxy,
      installReflect,
      installWeakReferences,
  };
  for (const auto install : installers) {
    HandleScope scope(iso.heap);
    install(iso, realm);
  }
}

} // namespace tickscope
