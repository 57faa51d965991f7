#pragma once
// The stages of the front end as readable text, for people and for golden tests.
#include <string>

#include "core/base/result.h"

namespace tickscope {

// Each fails with "name:line:column: SyntaxError: …" when the text is not a program. It is read as a CommonJS module.
Result<std::string> dumpTokens(const std::string& name, const std::string& text);
Result<std::string> dumpTree(const std::string& name, const std::string& text);
Result<std::string> dumpCode(const std::string& name, const std::string& text);

} // namespace tickscope
