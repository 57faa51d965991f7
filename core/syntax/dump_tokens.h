#pragma once
// A program's tokens as readable text: a line each, "line:column  Kind  text".
#include <string>

#include "core/base/source_text.h"

namespace tickscope::syntax {

std::string dumpTokens(const SourceText& source, bool isModule = false);

} // namespace tickscope::syntax
