#pragma once
// ArrayBuffer and SharedArrayBuffer objects (ECMA-262 §25.1, §25.2).
#include "core/vm/typed_array.h"

namespace tickscope {

namespace msg {
inline constexpr Message ArrayBufferLength{ErrorType::RangeError, "Invalid array buffer length"};
inline constexpr Message ArrayBufferMaxLength{ErrorType::RangeError, "Invalid array buffer max length"};
inline constexpr Message ArrayBufferAllocation{ErrorType::RangeError, "Array buffer allocation failed"};
inline constexpr Message DetachedOperation{ErrorType::TypeError, "Cannot perform % on a detached ArrayBuffer"};
} // namespace msg

inline bool isArrayBuffer(Value value) { return value.isCell() && value.asCell()->kind == CellKind::ArrayBufferObject; }
inline bool isTypedArray(Value value) { return value.isCell() && value.asCell()->kind == CellKind::TypedArrayObject; }
inline bool isDataView(Value value) { return value.isCell() && value.asCell()->kind == CellKind::DataViewObject; }

// A larger buffer is refused as one for which there is no memory: bytes of one buffer, and of all of an isolate together.
inline constexpr uint64_t kMaxArrayBufferBytes = uint64_t(1) << 33;

// Zeroed bytes. RangeError when there is no memory for them.
Completion<ArrayBufferObject*> newArrayBuffer(Isolate& iso, uint64_t byteLength);
Completion<ArrayBufferObject*> newArrayBuffer(Isolate& iso, HandleValue prototype, uint64_t byteLength);
// A buffer over a store that exists (shared memory; a store taken out of another buffer).
ArrayBufferObject* newArrayBufferOver(Isolate& iso, HandleValue prototype, std::shared_ptr<BackingStore> store, bool shared, bool resizable);
// Takes the store away (null if that was done before); views are out of bounds from now on. REQUIRES not shared.
std::shared_ptr<BackingStore> detachArrayBuffer(Isolate& iso, Handle<ArrayBufferObject> buffer);
// The store for sharing with another isolate.
std::shared_ptr<BackingStore> backingStoreOf(ArrayBufferObject* buffer);

// A Uint8Array or other typed array over `length` elements of a buffer. REQUIRES them to be in bounds.
TypedArrayObject* newTypedArrayOver(Isolate& iso, ElementType type, HandleValue prototype, Handle<ArrayBufferObject> buffer, size_t byteOffset,
                                    size_t length);

} // namespace tickscope
