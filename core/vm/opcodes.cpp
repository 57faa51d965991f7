#include "core/vm/opcodes.h"

namespace tickscope {

namespace {
constexpr uint8_t wordsOf(const char* operands) {
  uint8_t words = 1;
  for (; *operands; ++operands) words += (*operands == 'K' || *operands == 'j') ? 2 : 1;
  return words;
}
} // namespace

const OpInfo kOps[size_t(Op::Count)] = {
#define OP(name, operands, cost, text) {#name, operands, cost, text, wordsOf(operands)},
#include "core/vm/opcodes.def"
#undef OP
};

} // namespace tickscope
