#pragma once
// Where things stand in a JSON text: the library that reads JSON forgets it, and a message without a place is half a
// message.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tickscope {

struct JsonProblem {
  size_t offset = 0; // in bytes
  std::string message;
};

// Nothing if the text is JSON (RFC 8259), nested no deeper than 200 levels and without a member twice in one object.
std::optional<JsonProblem> jsonProblem(std::string_view text);

// Offset of the value that a JSON pointer such as "/world/cores" names; the nearest one around it if there is none.
// REQUIRES that jsonProblem(text) is nothing.
size_t jsonPlace(std::string_view text, std::string_view pointer);

// Both from 1; the column counts UTF-8 characters.
std::pair<uint32_t, uint32_t> lineAndColumn(std::string_view text, size_t offset);

} // namespace tickscope
