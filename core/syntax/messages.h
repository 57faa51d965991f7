#pragma once
// The words of every SyntaxError: messages.def is the closed list.
#include <cstdint>
#include <string>
#include <string_view>

namespace tickscope::syntax {

enum class Message : uint8_t {
  None,
#define SYNTAX_MESSAGE(id, text) id,
#include "core/syntax/messages.def"
#undef SYNTAX_MESSAGE
};

// The text of a message with its `%` replaced by the argument.
std::string messageText(Message message, std::string_view argument = {});

} // namespace tickscope::syntax
