#pragma once
// What the files of TypedArray share (ECMA-262 §10.4.5, §23.2): typed_array.cpp (the exotic object, constructors),
// typed_array_methods.cpp (the prototype).
#include "core/builtins/array_buffer.h"
#include "core/builtins/array_like.h"
#include "core/builtins/constructors.h"
#include "core/builtins/messages.h"

namespace tickscope {

namespace msg {
inline constexpr Message NotTypedArray{ErrorType::TypeError, "this is not a typed array."};
inline constexpr Message TypedArrayLength{ErrorType::RangeError, "Invalid typed array length: %"};
inline constexpr Message TypedArrayIndex{ErrorType::RangeError, "Invalid typed array index"};
inline constexpr Message TypedArrayTooSmall{ErrorType::TypeError, "Derived TypedArray constructor created an array which was too small"};
inline constexpr Message BufferOffset{ErrorType::RangeError, "Start offset % is outside the bounds of the buffer"};
inline constexpr Message OffsetOutOfBounds{ErrorType::RangeError, "offset is out of bounds"};
} // namespace msg

inline constexpr const char* kTypedArrayNames[kElementTypes] = {
    "Int8Array",  "Uint8Array",   "Uint8ClampedArray", "Int16Array",   "Uint16Array",   "Int32Array",
    "Uint32Array", "Float16Array", "Float32Array",      "Float64Array", "BigInt64Array", "BigUint64Array"};
// %Int8Array% … and their prototypes.
Intrinsic typedArrayConstructor(ElementType type);
Intrinsic typedArrayPrototype(ElementType type);

// ValidateTypedArray of `this` or another value.
Completion<Handle<TypedArrayObject>> validateTypedArray(Isolate& iso, HandleValue value, std::string_view method);
// TypedArrayCreateFromCtor with a length, and TypedArraySpeciesCreate; the result is validated.
Completion<Handle<TypedArrayObject>> typedArrayCreate(Isolate& iso, HandleValue constructor, uint64_t length, std::string_view method);
Completion<Handle<TypedArrayObject>> typedArraySpeciesCreate(Isolate& iso, Handle<TypedArrayObject> exemplar, uint64_t length, std::string_view method);
// The constructor for TypedArraySpeciesCreate; empty when it is the element type's own (and so nothing can be observed).
Value typedArraySpecies(Isolate& iso, Handle<TypedArrayObject> exemplar);
// A new array of the element type's own kind.
Completion<TypedArrayObject*> newTypedArray(Isolate& iso, ElementType type, HandleValue prototype, uint64_t length);
Completion<TypedArrayObject*> newTypedArray(Isolate& iso, ElementType type, uint64_t length);

// Element i, which may be a BigInt; undefined when out of bounds now. May collect.
Value typedElement(Isolate& iso, Handle<TypedArrayObject> array, uint64_t index);
// TypedArraySetElement: converts (user code), then stores if the index is still valid.
Completion<void> setTypedElement(Isolate& iso, Handle<TypedArrayObject> array, double index, HandleValue value);
// ToNumber or ToBigInt, as the element type wants it.
Value toElementNumeric(Isolate& iso, ElementType type, HandleValue value);
// Stores what toElementNumeric gave. REQUIRES a valid index. Never collects.
void storeElementNoGc(TypedArrayObject* array, uint64_t index, Value numeric);

void installTypedArrayMethods(Isolate& iso, Realm& realm, Handle<Object> prototype);

} // namespace tickscope
