#pragma once
// The scenario library as commands name it.
#include <string>
#include <vector>

#include "core/session/scenario_library.h"

namespace tickscope::cli {

// The folder of the library: the nearest "scenarios" at or above the current folder, else that above this program.
// Empty: there is none.
std::string libraryFolder();
// "first-look", "order/first-look" or a path: the program's path, or empty.
std::string findProgram(const std::string& name);

} // namespace tickscope::cli
