#pragma once
// Property descriptors between the engine and programs (ECMA-262 §6.2.6).
#include "core/vm/isolate.h"

namespace tickscope {

// §6.2.6.4: an object, or undefined for null.
Value fromPropertyDescriptor(Isolate& iso, const PropertyDescriptor& descriptor);
// §6.2.6.5. Makes handles in the caller's scope.
Completion<PropertyDescriptor> toPropertyDescriptor(Isolate& iso, HandleValue value);
// §6.2.6.6: fields that are missing get their defaults.
void completePropertyDescriptor(Isolate& iso, PropertyDescriptor* descriptor);

} // namespace tickscope
