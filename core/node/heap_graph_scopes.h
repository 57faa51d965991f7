#pragma once
// Names for captured and local variables: which Environment is that of which scope, and which register holds what.
#include <unordered_map>
#include <vector>

#include "core/vm/function_code.h"
#include "core/vm/isolate.h"

namespace tickscope {

class ScopeNames {
public:
  // Remembers what a closure's chain of environments belongs to.
  void learnFromClosure(FunctionObject* function);
  // The same of the environments in the registers of a frame: running, or saved with a suspended function.
  void learnFromRegisters(const FunctionCode* code, uint32_t pc, const Value* registers, uint32_t count);

  // The name of slot `slot` of an environment, or empty.
  std::string variableName(Cell* environment, uint32_t slot) const;
  // Of the local variable that is in `reg` of a frame of `code` at `pc`, or empty.
  static std::string localName(const FunctionCode* code, uint32_t pc, uint32_t reg);

private:
  struct Known {
    const syntax::Scope* scope = nullptr;
    const FunctionTables* tables = nullptr; // of a frame, with the register that holds it
    uint16_t reg = 0;
  };
  std::unordered_map<Cell*, Known> known_; // looked up only
};

} // namespace tickscope
