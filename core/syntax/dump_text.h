#pragma once
// What the dumps of tokens and trees share.
#include <string>
#include <string_view>

#include "core/base/source_text.h"

namespace tickscope::syntax {

// "line:column"
std::string dumpPlace(const SourceText& source, uint32_t offset);
// Text between backquotes on one line: line ends and control characters as escapes, long text cut in the middle.
std::string dumpQuoted(std::string_view text);

} // namespace tickscope::syntax
