#pragma once
// ArrayBuffers and the views on them (ECMA-262 §25.1, §10.4.5, §25.3): what the interpreter's fast paths and the library
// share. The library's part is in core/builtins.
#include <cstring>
#include <memory>

#include "core/vm/conversions.h"
#include "core/vm/foreign_data.h"

namespace tickscope {

enum class ElementType : uint8_t {
  Int8, Uint8, Uint8Clamped, Int16, Uint16, Int32, Uint32, Float16, Float32, Float64, BigInt64, BigUint64
};
inline constexpr int kElementTypes = 12;
inline constexpr uint8_t kElementSizeLog2[kElementTypes] = {0, 0, 0, 1, 1, 2, 2, 1, 2, 3, 3, 3};
inline uint32_t elementSize(ElementType type) { return 1u << kElementSizeLog2[size_t(type)]; }
inline bool isBigIntType(ElementType type) { return type >= ElementType::BigInt64; }

// Bytes outside the heap. Shared memory is held by an ArrayBufferObject of each isolate that sees it.
struct BackingStore {
  uint8_t* data = nullptr; // room for maxByteLength, zeroed
  size_t byteLength = 0, maxByteLength = 0;
  BackingStore() = default;
  ~BackingStore() { std::free(data); }
  BackingStore(const BackingStore&) = delete;
};

struct ArrayBufferObject : Object {
  enum Bits : uint16_t { kShared = kKindBit0, kResizable = kKindBit1, kDetached = kKindBit2 };
  Value hold;         // ForeignData that owns a share of the store; undefined once detached
  BackingStore* store; // null once detached

  bool isShared() const { return aux & kShared; }
  bool isResizable() const { return aux & kResizable; }
  bool isDetached() const { return aux & kDetached; }
  uint8_t* data() const { return store ? store->data : nullptr; }
  size_t byteLength() const { return store ? store->byteLength : 0; }
  size_t maxByteLength() const { return store ? store->maxByteLength : 0; }
};

// Typed arrays and DataViews.
struct ArrayBufferView : Object {
  enum Bits : uint16_t { kLengthTracking = kKindBit0 };
  Value buffer; // ArrayBufferObject
  Value spare;
  size_t byteOffset;
  size_t fixedLength; // in elements (bytes for a DataView); not used while length-tracking
  ElementType type;   // typed arrays

  ArrayBufferObject* bufferObject() const { return buffer.as<ArrayBufferObject>(); }
  bool isLengthTracking() const { return aux & kLengthTracking; }
  uint32_t sizeLog2() const { return kElementSizeLog2[size_t(type)]; }
  // §10.4.5.14 IsTypedArrayOutOfBounds and §25.3.1.3 IsViewOutOfBounds.
  bool isOutOfBounds() const {
    const ArrayBufferObject* b = bufferObject();
    if (b->isDetached()) return true;
    if (isLengthTracking()) return byteOffset > b->byteLength();
    return byteOffset + (fixedLength << sizeLog2()) > b->byteLength();
  }
  // In elements; 0 when out of bounds.
  size_t length() const {
    const size_t bytes = bufferObject()->byteLength();
    if (isLengthTracking()) return byteOffset > bytes ? 0 : (bytes - byteOffset) >> sizeLog2();
    return byteOffset + (fixedLength << sizeLog2()) > bytes ? 0 : fixedLength;
  }
  uint8_t* data() const { return bufferObject()->data() + byteOffset; } // REQUIRES in bounds
};
using TypedArrayObject = ArrayBufferView; // kind TypedArrayObject
using DataViewObject = ArrayBufferView;   // kind DataViewObject; type is Uint8

double float16ToDouble(uint16_t bits);
uint16_t doubleToFloat16(double value); // nearest, ties to even

// The element at `at`, which need not be aligned. REQUIRES no BigInt type. Never collects.
inline Value readElementNoGc(ElementType type, const uint8_t* at) {
  const auto read = [at](auto zero) {
    std::memcpy(&zero, at, sizeof zero);
    return zero;
  };
  switch (type) {
  case ElementType::Int8: return Value::int32(int8_t(*at));
  case ElementType::Uint8:
  case ElementType::Uint8Clamped: return Value::int32(*at);
  case ElementType::Int16: return Value::int32(read(int16_t()));
  case ElementType::Uint16: return Value::int32(read(uint16_t()));
  case ElementType::Int32: return Value::int32(read(int32_t()));
  case ElementType::Uint32: return Value::number(read(uint32_t()));
  case ElementType::Float16: return Value::number(float16ToDouble(read(uint16_t())));
  case ElementType::Float32: return Value::number(double(read(float())));
  case ElementType::Float64: return Value::number(read(double()));
  default: return Value::empty();
  }
}

// Stores a number (NumericToRawBytes). REQUIRES no BigInt type. Never collects.
inline void writeElementNoGc(ElementType type, uint8_t* at, Value number) {
  const auto write = [at](auto value) { std::memcpy(at, &value, sizeof value); };
  const auto integer = [number] { return number.isInt32() ? number.asInt32() : doubleToInt32(number.asDouble()); };
  switch (type) {
  case ElementType::Int8:
  case ElementType::Uint8: *at = uint8_t(integer()); return;
  case ElementType::Uint8Clamped: {
    const double d = number.asNumber();
    *at = !(d > 0) ? 0 : d >= 255 ? 255 : uint8_t(std::nearbyint(d)); // ties to even, the default rounding mode
    return;
  }
  case ElementType::Int16:
  case ElementType::Uint16: return write(uint16_t(integer()));
  case ElementType::Int32:
  case ElementType::Uint32: return write(uint32_t(integer()));
  case ElementType::Float16: return write(doubleToFloat16(number.asNumber()));
  case ElementType::Float32: return write(float(number.asNumber()));
  case ElementType::Float64: return write(number.asNumber());
  default: return;
  }
}

// For the interpreter: the element of a typed array, or empty when the slow path must say (out of range, BigInts).
inline Value typedArrayElementNoGc(const Object* object, uint32_t index) {
  const auto* array = static_cast<const TypedArrayObject*>(object);
  if (index >= array->length()) return Value::empty();
  return readElementNoGc(array->type, array->data() + (size_t(index) << array->sizeLog2()));
}
// Stores a number; false when the slow path must do it.
inline bool setTypedArrayElementNoGc(Object* object, uint32_t index, Value value) {
  auto* array = static_cast<TypedArrayObject*>(object);
  if (!value.isNumber() || isBigIntType(array->type) || index >= array->length()) return false;
  writeElementNoGc(array->type, array->data() + (size_t(index) << array->sizeLog2()), value);
  return true;
}

} // namespace tickscope
