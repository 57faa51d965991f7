#pragma once
// Buffer's encodings: text into bytes and back.
#include <span>
#include <string>
#include <string_view>

#include "core/vm/isolate.h"

namespace tickscope {

// In the order in which core/node/lib/buffer.js numbers them.
enum class Encoding : uint8_t { Utf8, Utf16le, Latin1, Ascii, Hex, Base64, Base64url };

// How many bytes `text` makes. For hex and base64 the most that it can make.
size_t encodedLength(const FlatText& text, Encoding encoding);
// Bytes of `text`, at most `room` of them, no half characters. Returns how many were stored.
size_t encodeInto(const FlatText& text, Encoding encoding, uint8_t* out, size_t room);
std::string encodeText(const FlatText& text, Encoding encoding);
// The text of bytes, which must not be in the heap (a typed array's are not). ERR_STRING_TOO_LONG.
Completion<String*> decodeBytes(Isolate& iso, std::span<const uint8_t> bytes, Encoding encoding);
bool isValidUtf8(std::span<const uint8_t> bytes);

} // namespace tickscope
