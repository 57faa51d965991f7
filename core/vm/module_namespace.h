#pragma once
// Module namespace objects (ECMA-262 §10.4.6): `import * as ns`, import()'s result.
#include "core/vm/isolate.h"

namespace tickscope {

// Registers their internal methods.
void installModuleNamespaces(Isolate& iso);

} // namespace tickscope
