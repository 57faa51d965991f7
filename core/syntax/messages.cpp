#include "core/syntax/messages.h"

namespace tickscope::syntax {

std::string messageText(Message message, std::string_view argument) {
  static constexpr const char* kTexts[] = {
      "",
#define SYNTAX_MESSAGE(id, text) text,
#include "core/syntax/messages.def"
#undef SYNTAX_MESSAGE
  };
  std::string out = kTexts[static_cast<size_t>(message)];
  const size_t at = out.find('%');
  if (at != std::string::npos) out.replace(at, 1, argument);
  return out;
}

} // namespace tickscope::syntax
