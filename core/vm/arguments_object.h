#pragma once
// Arguments exotic objects (ECMA-262 §10.4.4).
#include "core/vm/isolate.h"

namespace tickscope {

// Unmapped: an ordinary object with elements. Mapped: element i of those in `map` is the parameter in
// environment slot map[i]; its own element then is only a place-holder that keeps the attributes.
struct ArgumentsObject : Object {
  Value environment; // undefined: unmapped
  Value map;         // a Box of int32 slots, -1 where an element is not (or no longer) mapped
};

ArgumentsObject* newArgumentsObject(Isolate& iso, HandleValue callee, const Value* rootedArguments, uint32_t count, bool unmapped);
// Ties elements to slots of an environment: slots[i] for parameter i, -1 for none. Only those below the count of arguments.
void mapArguments(Isolate& iso, Handle<ArgumentsObject> arguments, HandleValue environment, HandleValue slots);
extern const ExoticMethods kArgumentsMethods;

} // namespace tickscope
