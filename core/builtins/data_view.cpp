// DataView (ECMA-262 §25.3).
#include <algorithm>
#include <cmath>

#include "core/builtins/bigint.h"
#include "core/builtins/constructors.h"
#include "core/builtins/install.h"
#include "core/builtins/messages.h"
#include "core/builtins/typed_array.h"
#include "core/vm/conversions.h"

namespace tickscope {

namespace {

constexpr const char* kElementNames[kElementTypes] = {"Int8",   "Uint8",   "",        "Int16",   "Uint16",   "Int32",
                                                      "Uint32", "Float16", "Float32", "Float64", "BigInt64", "BigUint64"};

// §25.3.2.1
Value dataViewConstructor(Isolate& iso, Args args) {
  if (!args.isConstruct()) return iso.raise(msg::ConstructorNeedsNew, {"DataView"});
  if (!isArrayBuffer(args[0])) return iso.raise(msg::DataViewBuffer);
  const Handle<ArrayBufferObject> buffer = Handle<ArrayBufferObject>::fromRooted(args.handle(iso, 0));
  const double offset = TRY(toIntegerOrInfinity(iso, args.handle(iso, 1)));
  if (!(offset >= 0 && offset <= 9007199254740991.0)) return iso.raise(msg::BufferOffset, {numberToString(offset)});
  if (buffer->isDetached()) return iso.raise(msg::DetachedOperation, {"DataView constructor"});
  if (offset > double(buffer->byteLength())) return iso.raise(msg::BufferOffset, {numberToString(offset)});
  const bool hasLength = !args[2].isUndefined();
  double length = 0;
  if (hasLength) {
    length = TRY(toIntegerOrInfinity(iso, args.handle(iso, 2)));
    if (!(length >= 0 && length <= 9007199254740991.0) || offset + length > double(buffer->byteLength()))
      return iso.raise(msg::DataViewLength, {numberToString(length)});
  }
  const HandleValue prototype = iso.handle(TRY(getPrototypeFromConstructor(iso, args, Intrinsic::DataViewPrototype)));
  if (buffer->isDetached()) return iso.raise(msg::DetachedOperation, {"DataView constructor"});
  const double bytes = double(buffer->byteLength());
  if (offset > bytes) return iso.raise(msg::BufferOffset, {numberToString(offset)});
  if (hasLength && offset + length > bytes) return iso.raise(msg::DataViewLength, {numberToString(length)});
  const bool tracks = !hasLength && buffer->isResizable();
  if (!hasLength) length = bytes - offset;
  auto* view = static_cast<DataViewObject*>(newObjectOfKind(iso, CellKind::DataViewObject, sizeof(DataViewObject), prototype));
  view->buffer = buffer;
  view->type = ElementType::Uint8;
  view->byteOffset = size_t(offset);
  view->fixedLength = size_t(length);
  if (tracks) view->aux |= ArrayBufferView::kLengthTracking;
  return Value(view);
}

Completion<Handle<DataViewObject>> thisView(Isolate& iso, Args args, const std::string& method) {
  if (isDataView(args.thisValue())) return Handle<DataViewObject>::fromRooted(args.thisValue());
  if (iso.options.nodeMajor < 22) return iso.raise(msg::IncompatibleReceiver, {method, "undefined"});
  return raiseIncompatibleReceiver(iso, args.thisValue(), method);
}

Completion<Handle<DataViewObject>> viewInBounds(Isolate& iso, Args args, const char* name, const char* oldName) {
  const bool old = iso.options.nodeMajor < 22;
  const Handle<DataViewObject> view = TRY(thisView(iso, args, std::string("get DataView.prototype.") + (old ? oldName : name)));
  if (view->bufferObject()->isDetached()) return iso.raise(msg::DetachedOperation, {std::string(old ? "" : "get ") + "DataView.prototype." + name});
  if (view->isOutOfBounds()) return iso.raise(ErrorType::TypeError, std::string("Invalid DataView accessor ") + name + ": offset is outside the bounds of the DataView");
  return view;
}

Value bufferGetter(Isolate& iso, Args args) { return TRY(thisView(iso, args, "get DataView.prototype.buffer"))->buffer; }
Value byteLengthGetter(Isolate& iso, Args args) {
  return Value::number(uint64_t(TRY(viewInBounds(iso, args, "byteLength", "byte_length"))->length()));
}
Value byteOffsetGetter(Isolate& iso, Args args) {
  return Value::number(uint64_t(TRY(viewInBounds(iso, args, "byteOffset", "byte_offset"))->byteOffset));
}

// Where the bytes are, after §25.3.1.5's and .6's checks.
Completion<uint8_t*> locate(Isolate& iso, Handle<DataViewObject> view, uint64_t index, size_t size, const std::string& method) {
  if (view->bufferObject()->isDetached()) return iso.raise(msg::DetachedOperation, {method});
  if (view->isOutOfBounds()) return iso.raise(ErrorType::TypeError, "Invalid DataView accessor " + method + ": offset is outside the bounds of the DataView");
  if (index + size > view->length()) return iso.raise(msg::DataViewOffset);
  return view->data() + index;
}

void copyBytes(uint8_t* to, const uint8_t* from, size_t size, bool reversed) {
  if (reversed) std::reverse_copy(from, from + size, to);
  else std::memcpy(to, from, size);
}

std::string methodName(const char* verb, ElementType type) { return std::string("DataView.prototype.") + verb + kElementNames[size_t(type)]; }

template <ElementType type> Value getElement(Isolate& iso, Args args) {
  // OPTIMIZATION: the name is only made for errors.
  if (!isDataView(args.thisValue())) TRY(thisView(iso, args, methodName("get", type)));
  const Handle<DataViewObject> view = Handle<DataViewObject>::fromRooted(args.thisValue());
  const uint64_t index = args[0].isInt32() && args[0].asInt32() >= 0 ? uint64_t(args[0].asInt32())
                                                                      : TRY(toIndex(iso, args.handle(iso, 0), msg::DataViewOffset));
  const bool little = toBoolean(args[1]);
  constexpr size_t size = size_t(1) << kElementSizeLog2[size_t(type)];
  const uint8_t* at = TRY(locate(iso, view, index, size, methodName("get", type)));
  uint8_t bytes[size];
  copyBytes(bytes, at, size, !little);
  if constexpr (type >= ElementType::BigInt64) {
    uint64_t bits;
    std::memcpy(&bits, bytes, sizeof bits);
    return type == ElementType::BigInt64 ? Value(newBigIntFromInt64(iso, int64_t(bits))) : Value(newBigIntFromUint64(iso, bits));
  } else {
    return readElementNoGc(type, bytes);
  }
}

template <ElementType type> Value setElement(Isolate& iso, Args args) {
  if (!isDataView(args.thisValue())) TRY(thisView(iso, args, methodName("set", type)));
  const Handle<DataViewObject> view = Handle<DataViewObject>::fromRooted(args.thisValue());
  const uint64_t index = args[0].isInt32() && args[0].asInt32() >= 0 ? uint64_t(args[0].asInt32())
                                                                      : TRY(toIndex(iso, args.handle(iso, 0), msg::DataViewOffset));
  const Value numeric = TRY(toElementNumeric(iso, type, args.handle(iso, 1))); // nothing below collects but an error
  const bool little = toBoolean(args[2]);
  constexpr size_t size = size_t(1) << kElementSizeLog2[size_t(type)];
  uint8_t bytes[8];
  if constexpr (type >= ElementType::BigInt64) {
    const uint64_t bits = bigintToUint64NoGc(numeric.as<BigInt>());
    std::memcpy(bytes, &bits, sizeof bits);
  } else {
    writeElementNoGc(type, bytes, numeric);
  }
  uint8_t* at = TRY(locate(iso, view, index, size, methodName("set", type)));
  copyBytes(at, bytes, size, !little);
  return Value();
}

template <ElementType type> void installAccess(Isolate& iso, Handle<Object> prototype) {
  const std::string name = kElementNames[size_t(type)];
  HandleScope scope(iso.heap);
  defineMethod(iso, prototype, "get" + name, 1, getElement<type>);
  defineMethod(iso, prototype, "set" + name, 2, setElement<type>);
}

} // namespace

void installDataView(Isolate& iso, Realm& realm) {
  const Handle<Object> prototype = newPrototype(iso);
  installConstructor(iso, realm, "DataView", 1, dataViewConstructor, Intrinsic::DataView, prototype, Intrinsic::DataViewPrototype);
  defineGetter(iso, prototype, "buffer", bufferGetter);
  defineGetter(iso, prototype, "byteLength", byteLengthGetter);
  defineGetter(iso, prototype, "byteOffset", byteOffsetGetter);
  installAccess<ElementType::Int8>(iso, prototype);
  installAccess<ElementType::Uint8>(iso, prototype);
  installAccess<ElementType::Int16>(iso, prototype);
  installAccess<ElementType::Uint16>(iso, prototype);
  installAccess<ElementType::Int32>(iso, prototype);
  installAccess<ElementType::Uint32>(iso, prototype);
  installAccess<ElementType::Float32>(iso, prototype);
  installAccess<ElementType::Float64>(iso, prototype);
  installAccess<ElementType::BigInt64>(iso, prototype);
  installAccess<ElementType::BigUint64>(iso, prototype);
  if (iso.options.nodeMajor >= 24) installAccess<ElementType::Float16>(iso, prototype);
  defineToStringTag(iso, prototype, "DataView");
}

} // namespace tickscope
