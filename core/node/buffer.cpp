// The natives behind core/node/lib/buffer.js: bytes of views as Latin-1 strings and back, comparing and searching.
#include <algorithm>
#include <cstring>

#include "core/builtins/array_buffer.h"
#include "core/node/modules.h"
#include "core/node/runtime.h"

namespace tickscope {

namespace {

struct Bytes {
  uint8_t* data = nullptr;
  size_t length = 0;
};
// Of a typed array over bytes. Valid until the next collection or call.
Bytes bytesOf(Value view) {
  if (!isTypedArray(view)) return {};
  TypedArrayObject* array = view.as<TypedArrayObject>();
  const size_t length = array->length() << array->sizeLog2();
  return {length ? array->data() : nullptr, length};
}
size_t indexArgument(Value value, size_t limit) {
  const double number = value.isNumber() ? value.asNumber() : 0;
  return number > 0 ? size_t(std::min(number, double(limit))) : 0;
}

Value readBytes(Isolate& iso, Args args) { // (view, start, end)
  const size_t length = bytesOf(args[0]).length;
  const size_t from = indexArgument(args[1], length), to = indexArgument(args[2], length);
  if (to <= from) return Value(iso.names.empty);
  if (to - from > String::kMaxLength) return iso.raiseWithCode(ErrorType::Error, "ERR_STRING_TOO_LONG", "Cannot create a string longer than 0x1fffffe8 characters");
  iso.charge((to - from) / 8);
  OneByteString* text = newOneByteUninitialised(iso, uint32_t(to - from));
  std::memcpy(text->chars(), bytesOf(args[0]).data + from, to - from);
  return Value(text);
}

Value putBytes(Isolate& iso, Args args) { // (view, at, bytes, count)
  const FlatText text = flatText(iso, args.handle(iso, 2));
  const Bytes bytes = bytesOf(args[0]);
  const size_t at = indexArgument(args[1], bytes.length);
  const size_t count = std::min({indexArgument(args[3], text.length), size_t(text.length), bytes.length - at});
  iso.charge(count / 8);
  for (size_t i = 0; i < count; ++i) bytes.data[at + i] = uint8_t(text[uint32_t(i)]);
  return Value();
}

Value compareBytes(Isolate& iso, Args args) { // (a, aStart, aEnd, b, bStart, bEnd): -1, 0, 1
  const Bytes a = bytesOf(args[0]), b = bytesOf(args[3]);
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
  const Bytes text = bytesOf(args[0]), wanted = bytesOf(args[1]);
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

} // namespace

void fillBuffer(NodeRuntime& runtime, Handle<Object> internal) {
  fillCommonInternals(runtime, internal);
  fillEncodings(runtime, internal);
  Isolate& iso = runtime.iso;
  for (const MethodSpec& method : {MethodSpec{"readBytes", readBytes, 3}, MethodSpec{"putBytes", putBytes, 4},
                                   MethodSpec{"compareBytes", compareBytes, 6}, MethodSpec{"indexOfBytes", indexOfBytes, 5}}) {
    HandleScope scope(iso.heap);
    const HandleValue function = iso.handle(Value(newNativeFunction(iso, method.name, method.length, method.function)));
    defineValue(iso, internal, iso.key(method.name), function);
  }
}

} // namespace tickscope
