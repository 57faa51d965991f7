#pragma once
// Properties whose key is an array index: dense (a row with holes, all with default attributes) or sparse (a table).
#include "core/vm/object.h"

namespace tickscope {

struct ElementLookup {
  bool found;
  Value value; // or an AccessorPair
  uint8_t attributes;
};
ElementLookup findElementNoGc(Object* object, uint32_t index);
// Adds or replaces. The object's `length` is not looked at. May collect.
void putElement(Isolate& iso, Handle<Object> object, uint32_t index, HandleValue value, uint8_t attributes = kDefault);
void removeElement(Isolate& iso, Handle<Object> object, uint32_t index);
void makeElementsSparse(Isolate& iso, Handle<Object> object);
// Indices of all elements, ascending.
void elementIndicesNoGc(Object* object, std::vector<uint32_t>* out);

// §10.4.2.4 ArraySetLength with a length already converted; false when an element could not be deleted.
Completion<bool> setArrayLength(Isolate& iso, Handle<ArrayObject> array, uint32_t length);

} // namespace tickscope
