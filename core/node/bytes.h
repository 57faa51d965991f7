#pragma once
// Bytes that JavaScript hands to natives: typed arrays, DataViews and ArrayBuffers.
#include <cstring>
#include <string>
#include <string_view>

#include "core/builtins/array_buffer.h"
#include "core/vm/isolate.h"

namespace tickscope {

struct ByteSpan {
  uint8_t* data = nullptr;
  size_t length = 0;
  std::string_view view() const { return {reinterpret_cast<const char*>(data), length}; }
  std::string copy() const { return std::string(view()); } // for threads, which must not see the heap
};

// Of a view or a buffer; empty for anything else. Valid until the next collection or call into JavaScript.
inline ByteSpan byteSpanOf(Value value) {
  if (isArrayBuffer(value)) return {value.as<ArrayBufferObject>()->data(), value.as<ArrayBufferObject>()->byteLength()};
  if (!isTypedArray(value) && !isDataView(value)) return {};
  auto* view = value.as<ArrayBufferView>();
  const size_t length = view->length() << (isDataView(value) ? 0 : view->sizeLog2());
  return {length ? view->data() : nullptr, length};
}

// A fresh Uint8Array's ArrayBuffer with these bytes: JavaScript makes a Buffer of it.
inline Value newBytes(Isolate& iso, std::string_view bytes) {
  ArrayBufferObject* buffer = TRY(newArrayBuffer(iso, bytes.size()));
  if (!bytes.empty()) std::memcpy(buffer->data(), bytes.data(), bytes.size());
  return Value(buffer);
}

} // namespace tickscope
