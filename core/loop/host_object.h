#pragma once
// Objects of the loop and node rooms: cells of kind HostObject, told apart by a number in their first internal slot.
#include "core/vm/isolate.h"
#include "core/vm/object.h"

namespace tickscope {

enum class HostClass : int32_t {
  Timeout = 1,
  Immediate,
  // The node room's own classes count from here.
  FirstOfNode = 100,
};

struct HostObject : Object {
  Value hostClass; // int32
  static bool is(Value value, HostClass which) {
    return value.isCell() && value.asCell()->kind == CellKind::HostObject &&
           value.as<HostObject>()->hostClass == Value::int32(int32_t(which));
  }
};

// A new object of a host class whose prototype is that of `shape` (a root shape without properties). Internal slots are
// undefined. May collect.
template <class T> T* newHostObject(Isolate& iso, HostClass which, Shape* shape) {
  T* object = iso.heap.allocate<T>(CellKind::HostObject);
  object->aux |= Object::kHasExotic; // its properties are asked of the room that has the class
  object->shape = shape;
  object->storage = Value::empty();
  object->elements = iso.emptyElements;
  object->hostClass = Value::int32(int32_t(which));
  return object;
}

} // namespace tickscope
