// The natives behind core/node/lib/buffer.js: Buffers over memory, text in encodings, comparing, searching, filling.
#include "core/node/buffer.h"

#include <algorithm>
#include <cstring>

#include "core/builtins/array_buffer.h"
#include "core/node/builtin_modules.h"
#include "core/node/encodings.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"
#include "core/vm/conversions.h"

namespace tickscope {

ViewBytes bytesOfView(Value view) {
  if (isTypedArray(view)) {
    const auto* array = view.as<TypedArrayObject>();
    const size_t length = array->length() << array->sizeLog2();
    return {length ? array->data() : nullptr, length};
  }
  if (isDataView(view)) {
    const auto* data = view.as<DataViewObject>();
    const size_t length = data->length();
    return {length ? data->data() : nullptr, length};
  }
  return {};
}

Value newBuffer(NodeRuntime& runtime, uint64_t length) {
  Isolate& iso = runtime.iso;
  HandleScope scope(iso.heap);
  TRY(requireBuiltin(runtime, "buffer")); // sets the prototype
  const Handle<ArrayBufferObject> memory = iso.handle(TRY(newArrayBuffer(iso, length)));
  return Value(newTypedArrayOver(iso, ElementType::Uint8, runtime.keptSlot(NodeRuntime::Kept::BufferPrototype), memory, 0, size_t(length)));
}

namespace {

size_t indexArgument(Value value, size_t limit) {
  const double number = value.isNumber() ? value.asNumber() : 0;
  return number > 0 ? size_t(std::min(number, double(limit))) : 0;
}
Encoding encodingArgument(Value value) { return Encoding(value.asInt32()); }

Value setBufferPrototype(Isolate& iso, Args args) {
  NodeRuntime::of(iso).keep(NodeRuntime::Kept::BufferPrototype, args[0]);
  return Value();
}

// bufferOver(memory, offset, length): REQUIRES them to be in bounds. Without memory: of new, zeroed bytes.
Value bufferOver(Isolate& iso, Args args) {
  const HandleValue prototype = NodeRuntime::of(iso).keptSlot(NodeRuntime::Kept::BufferPrototype);
  const uint64_t length = uint64_t(args[2].asNumber());
  if (!isArrayBuffer(args[0])) {
    const Handle<ArrayBufferObject> memory = iso.handle(TRY(newArrayBuffer(iso, length)));
    iso.charge(length / 32);
    return Value(newTypedArrayOver(iso, ElementType::Uint8, prototype, memory, 0, size_t(length)));
  }
  const Handle<ArrayBufferObject> memory = Handle<ArrayBufferObject>::fromRooted(args.handle(iso, 0));
  return Value(newTypedArrayOver(iso, ElementType::Uint8, prototype, memory, size_t(args[1].asNumber()), size_t(length)));
}

// Buffer.prototype.subarray and slice: a Buffer over part of the same memory.
Value subarray(Isolate& iso, Args args) {
  const HandleValue self = args.thisValue();
  if (!isTypedArray(self)) return iso.raise(ErrorType::TypeError, "argument must be a buffer");
  const auto place = [&](HandleValue given, double length, double missing) -> Completion<double> {
    if (given.get().isUndefined()) return missing;
    double at = TRY(toIntegerOrInfinity(iso, given));
    return at < 0 ? std::max(0.0, at + length) : std::min(at, length);
  };
  const double length = double(self.get().as<TypedArrayObject>()->length());
  const double start = TRY(place(args.handle(iso, 0), length, 0)), end = TRY(place(args.handle(iso, 1), length, length));
  auto* array = self.get().as<TypedArrayObject>();
  const Handle<ArrayBufferObject> memory = iso.handle(array->bufferObject());
  const size_t offset = array->byteOffset;
  if (memory->isDetached()) return iso.raise(msg::DetachedOperation, {"%TypedArray%.prototype.subarray"});
  return Value(newTypedArrayOver(iso, ElementType::Uint8, NodeRuntime::of(iso).keptSlot(NodeRuntime::Kept::BufferPrototype), memory, offset + size_t(start),
                                 end > start ? size_t(end - start) : 0));
}

Value textOf(Isolate& iso, Args args) { // (view, encoding, start, end)
  const ViewBytes bytes = bytesOfView(args[0]);
  const size_t from = indexArgument(args[2], bytes.length), to = indexArgument(args[3], bytes.length);
  if (to <= from) return Value(iso.names.empty);
  iso.charge((to - from) / 8);
  return Value(TRY(decodeBytes(iso, {bytes.data + from, to - from}, encodingArgument(args[1]))));
}
Value writeText(Isolate& iso, Args args) { // (view, text, encoding, offset, room): bytes written
  const FlatText text = flatText(iso, args.handle(iso, 1));
  const ViewBytes bytes = bytesOfView(args[0]);
  const size_t at = indexArgument(args[3], bytes.length), room = std::min(indexArgument(args[4], bytes.length), bytes.length - at);
  iso.charge(text.length / 8);
  return Value::number(uint64_t(room == 0 ? 0 : encodeInto(text, encodingArgument(args[2]), bytes.data + at, room)));
}
Value textLength(Isolate& iso, Args args) { // (text, encoding): bytes
  return Value::number(uint64_t(encodedLength(flatText(iso, args.handle(iso, 0)), encodingArgument(args[1]))));
}

// Bytes as strings of Latin-1, and text in encodings from and to those.
Value readBytes(Isolate& iso, Args args) { // (view, start, end)
  const ViewBytes bytes = bytesOfView(args[0]);
  const size_t from = indexArgument(args[1], bytes.length), to = indexArgument(args[2], bytes.length);
  if (to <= from) return Value(iso.names.empty);
  iso.charge((to - from) / 8);
  return Value(TRY(decodeBytes(iso, {bytes.data + from, to - from}, Encoding::Latin1)));
}
Value putBytes(Isolate& iso, Args args) { // (view, at, bytes, count)
  const FlatText text = flatText(iso, args.handle(iso, 2));
  const ViewBytes bytes = bytesOfView(args[0]);
  const size_t at = indexArgument(args[1], bytes.length);
  const size_t room = std::min(indexArgument(args[3], text.length), bytes.length - at);
  iso.charge(room / 8);
  if (room > 0) encodeInto(text, Encoding::Latin1, bytes.data + at, room);
  return Value();
}
Value decode(Isolate& iso, Args args) { // (bytes, encoding): text
  const std::string bytes = encodeText(flatText(iso, args.handle(iso, 0)), Encoding::Latin1);
  iso.charge(bytes.size() / 4);
  return Value(TRY(decodeBytes(iso, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, encodingArgument(args[1]))));
}
Value encode(Isolate& iso, Args args) { // (text, encoding): bytes
  const std::string bytes = encodeText(flatText(iso, args.handle(iso, 0)), encodingArgument(args[1]));
  iso.charge(bytes.size() / 4);
  return Value(newStringLatin1(iso, {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}));
}

Value compareBytes(Isolate& iso, Args args) { // (a, aStart, aEnd, b, bStart, bEnd): -1, 0, 1
  const ViewBytes a = bytesOfView(args[0]), b = bytesOfView(args[3]);
  const size_t aFrom = indexArgument(args[1], a.length), aTo = std::max(aFrom, indexArgument(args[2], a.length));
  const size_t bFrom = indexArgument(args[4], b.length), bTo = std::max(bFrom, indexArgument(args[5], b.length));
  const size_t shared = std::min(aTo - aFrom, bTo - bFrom);
  iso.charge(shared / 8);
  const int order = shared ? std::memcmp(a.data + aFrom, b.data + bFrom, shared) : 0;
  if (order != 0) return Value::int32(order < 0 ? -1 : 1);
  if (aTo - aFrom == bTo - bFrom) return Value::int32(0);
  return Value::int32(aTo - aFrom < bTo - bFrom ? -1 : 1);
}

Value indexOfBytes(Isolate& iso, Args args) { // (view, wanted, at, forward, step): an index or -1
  const ViewBytes text = bytesOfView(args[0]), wanted = bytesOfView(args[1]);
  const size_t at = indexArgument(args[2], text.length);
  const size_t step = args[4] == Value::int32(2) ? 2 : 1;
  if (wanted.length == 0 || wanted.length > text.length) return Value::int32(-1);
  const size_t last = text.length - wanted.length;
  iso.charge(text.length / 8);
  const auto found = [&](size_t i) { return std::memcmp(text.data + i, wanted.data, wanted.length) == 0; };
  if (args[3].isTrue()) {
    for (size_t i = (at + step - 1) / step * step; i <= last; i += step)
      if (found(i)) return Value::number(uint64_t(i));
  } else {
    for (size_t i = std::min(at, last) / step * step + step; i >= step; i -= step)
      if (found(i - step)) return Value::number(uint64_t(i - step));
  }
  return Value::int32(-1);
}

Value fillBytes(Isolate& iso, Args args) { // (view, pattern, start, end): the pattern again and again
  const ViewBytes bytes = bytesOfView(args[0]), pattern = bytesOfView(args[1]);
  const size_t from = indexArgument(args[2], bytes.length), to = indexArgument(args[3], bytes.length);
  if (to <= from || pattern.length == 0) return Value();
  iso.charge((to - from) / 8);
  const std::string kept(reinterpret_cast<const char*>(pattern.data), pattern.length); // it may be part of what is filled
  for (size_t i = from; i < to; i += kept.size()) std::memcpy(bytes.data + i, kept.data(), std::min(kept.size(), to - i));
  return Value();
}
Value copyBytes(Isolate& iso, Args args) { // (source, start, count, target, at)
  const ViewBytes source = bytesOfView(args[0]), target = bytesOfView(args[3]);
  const size_t from = indexArgument(args[1], source.length), at = indexArgument(args[4], target.length);
  const size_t count = std::min({indexArgument(args[2], source.length), source.length - from, target.length - at});
  if (count > 0) std::memmove(target.data + at, source.data + from, count);
  iso.charge(count / 8);
  return Value::number(uint64_t(count));
}
Value isUtf8(Isolate&, Args args) {
  const ViewBytes bytes = bytesOfView(args[0]);
  return Value::boolean(isValidUtf8({bytes.data, bytes.length}));
}

} // namespace

void fillBuffer(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  Isolate& iso = runtime.iso;
  for (const MethodSpec& method :
       {MethodSpec{"setBufferPrototype", setBufferPrototype, 1}, MethodSpec{"bufferOver", bufferOver, 3}, MethodSpec{"subarray", subarray, 2},
        MethodSpec{"textOf", textOf, 4}, MethodSpec{"writeText", writeText, 5}, MethodSpec{"textLength", textLength, 2},
        MethodSpec{"readBytes", readBytes, 3}, MethodSpec{"putBytes", putBytes, 4}, MethodSpec{"decode", decode, 2}, MethodSpec{"encode", encode, 2},
        MethodSpec{"compareBytes", compareBytes, 6}, MethodSpec{"indexOfBytes", indexOfBytes, 5}, MethodSpec{"fillBytes", fillBytes, 4},
        MethodSpec{"copyBytes", copyBytes, 5}, MethodSpec{"isValidUtf8", isUtf8, 1}}) {
    HandleScope scope(iso.heap);
    const HandleValue function = iso.handle(Value(newNativeFunction(iso, method.name, method.length, method.function)));
    defineValue(iso, internal, iso.key(method.name), function);
  }
}

} // namespace tickscope
