#pragma once
// Conversions to BigInt that run user code (ECMA-262 §7.1.13 to §7.1.16).
#include "core/vm/bigint.h"
#include "core/vm/isolate.h"

namespace tickscope {

Completion<BigInt*> toBigInt(Isolate& iso, HandleValue value);

} // namespace tickscope
