#pragma once
// A tree as readable text: a node a line, indented, with its place, and for names what they mean.
#include <string>

#include "core/base/source_text.h"
#include "core/syntax/ast.h"

namespace tickscope::syntax {

std::string dumpAst(const Tree& tree, const SourceText& source);

} // namespace tickscope::syntax
