#pragma once
// The extra arguments of nextTick, setTimeout and setImmediate, packed into one Value for as long as they wait: `empty`
// for none, the argument itself when there is one, a Box when there are more (a Box is never a JavaScript value).
#include "core/vm/function.h"
#include "core/vm/isolate.h"

namespace tickscope {

// Arguments from index `first` on. May collect.
inline Value packArguments(Isolate& iso, Args args, uint32_t first) {
  if (args.count() <= first) return Value::empty();
  if (args.count() == first + 1) return args[first];
  const uint32_t count = args.count() - first;
  Box* box = newBox(iso, count);
  for (uint32_t i = 0; i < count; ++i) box->values()[i] = args[first + i];
  return Value(box);
}

inline constexpr uint32_t kMaxHandleArguments = 256;

// Calls with packed arguments. Opens no HandleScope: the caller has one.
inline Value callPacked(Isolate& iso, HandleValue function, HandleValue thisValue, Value packed) {
  if (packed.isEmpty()) return iso.call(function, thisValue, nullptr, 0);
  if (!(packed.isCell() && packed.asCell()->kind == CellKind::Box)) {
    HandleValue one = iso.handle(packed);
    return iso.call(function, thisValue, {one});
  }
  // Handles made in a row stand side by side, so they are the argument vector.
  Box* box = packed.as<Box>();
  const uint32_t count = box->count();
  if (count > kMaxHandleArguments) { // more than the handle stack should carry: from the box, which stays reachable
    HandleValue kept = iso.handle(packed);
    return iso.call(function, thisValue, kept.get().as<Box>()->values(), count);
  }
  const Value* first = iso.heap.handleTop();
  for (uint32_t i = 0; i < count; ++i) iso.handle(box->values()[i]);
  return iso.call(function, thisValue, first, count);
}

} // namespace tickscope
