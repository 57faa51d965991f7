#pragma once
// Promise.all and its kin (ECMA-262 §27.2.4).
#include "core/vm/isolate.h"
#include "core/vm/promise_operations.h"

namespace tickscope {

Value promiseAll(Isolate& iso, Args args);
Value promiseAllSettled(Isolate& iso, Args args);
Value promiseAny(Isolate& iso, Args args);
Value promiseRace(Isolate& iso, Args args);

} // namespace tickscope
