#pragma once
// Bytecode as text: for --dump-bytecode, golden tests and people.
#include <string>

namespace tickscope {

class Isolate;
struct FunctionCode;

// The function and, below it, the functions in it; they are compiled if they are not yet. A function whose compilation
// fails is shown with the error. Collects.
std::string dumpBytecode(Isolate& iso, FunctionCode* code);

} // namespace tickscope
