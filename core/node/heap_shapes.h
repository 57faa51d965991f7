#pragma once
// The hidden classes of an isolate and the states of its inline caches, as snapshot/shapes.h has them.
#include "core/snapshot/shapes.h"
#include "core/vm/isolate.h"

namespace tickscope {

// Classes of objects of the program, not of the library's own: those whose names are met at the program's places or that
// its functions construct. For the end of a run: walking all cells closes the pages that were being filled.
snapshot::ShapeLook takeShapes(Isolate& iso);

} // namespace tickscope
