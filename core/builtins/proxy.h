#pragma once
// Proxy exotic objects (ECMA-262 §10.5).
#include "core/vm/isolate.h"

namespace tickscope {

struct ProxyObject : Object { // kCallable and kConstructor as its target's; always kHasExotic
  Value target;  // an object, or null once revoked
  Value handler; // an object, or null once revoked
};

} // namespace tickscope
