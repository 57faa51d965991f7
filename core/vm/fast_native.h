#pragma once
// Trying a native's FastNativeFn from C++, and giving one to a built-in that is defined already.
#include "core/vm/isolate.h"

namespace tickscope {

// Gives the method, or the getter, that `holder` has under `key` a fast common case.
void setFast(Isolate& iso, Handle<Object> holder, PropertyKey key, FastNativeFn fast);

// Calls a getter, or any function without arguments, by its fast case and charges its cost. False: nothing was done.
inline bool tryFastGetter(Isolate& iso, Value function, Value receiver, Value* result) {
  if (!function.isCell() || function.asCell()->kind != CellKind::NativeFunction) return false;
  const auto* native = function.as<NativeFunction>();
  const Value window[] = {function, receiver};
  if (!native->fast || !native->fast(iso, window, 0, result)) return false;
  iso.charge(native->cost);
  return true;
}

} // namespace tickscope
