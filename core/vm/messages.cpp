#include "core/vm/messages.h"

namespace tickscope {

std::string formatMessage(const Message& message, std::initializer_list<std::string_view> arguments) {
  std::string text;
  auto next = arguments.begin();
  for (const char* at = message.text; *at; ++at) {
    if (*at == '%' && next != arguments.end()) text += *next++;
    else text += *at;
  }
  return text;
}

} // namespace tickscope
