#pragma once
// Which constructors are a program's own: those of its objects that mean something to who wrote it.
#include <set>
#include <string>

#include "core/trace/trace.h"

namespace tickscope {

// The names that the program of a trace declares as classes, and as functions with a capital letter, in all its files that
// are not Node's library.
std::set<std::string> programClasses(const trace::Trace& trace);

} // namespace tickscope
