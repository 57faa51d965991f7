#pragma once
// The closed list of instructions (opcodes.def) as an enumeration and tables.
#include <cstddef>
#include <cstdint>

namespace tickscope {

enum class Op : uint16_t {
#define OP(name, operands, cost, text) name,
#include "core/vm/opcodes.def"
#undef OP
  Count
};

struct OpInfo {
  const char* name;
  const char* operands; // letters as explained in opcodes.def
  uint16_t cost;        // ns of virtual time
  const char* text;
  uint8_t words;        // of the whole instruction
};
extern const OpInfo kOps[size_t(Op::Count)];
inline const OpInfo& opInfo(Op op) { return kOps[size_t(op)]; }

// Two-word operands: low half first.
inline uint32_t readWide(const uint16_t* words) { return uint32_t(words[0]) | uint32_t(words[1]) << 16; }
inline int32_t readJump(const uint16_t* words) { return int32_t(readWide(words)); }

} // namespace tickscope
