#pragma once
// Proxy exotic objects (ECMA-262 §10.5).
#include "core/vm/isolate.h"

namespace tickscope {

struct ProxyObject : Object { // kCallable and kConstructor as its target's; always kHasExotic
  Value target;  // an object, or null once revoked
  Value handler; // an object, or null once revoked
};

// [[Call]] and [[Construct]]; the interpreter comes here for a callee of kind ProxyObject.
Value proxyCall(Isolate& iso, HandleValue proxy, HandleValue thisValue, const Value* rootedArguments, uint32_t count);
Value proxyConstruct(Isolate& iso, HandleValue proxy, const Value* rootedArguments, uint32_t count, HandleValue newTarget);

} // namespace tickscope
