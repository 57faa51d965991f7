#pragma once
// Tree to bytecode. Going forwards, every node is compiled knowing what can follow it (a FirstSet), which tells most
// alternatives and loop exits apart without a choice to come back to.
#include "core/regexp/regexp.h"
#include "core/regexp/tree.h"
#include "core/regexp/unicode.h"

#include <map>
#include <optional>

namespace tickscope::regexp {
// Nothing if the program would be too large.
std::optional<Program> generate(const Tree& tree);

// Looks at how matches begin (compiler's last step).
struct TableBuilder;
Prefilter prefilterOf(const Tree& tree, TableBuilder& tables);
const Node* leadingRunOf(const Tree& tree);
// The \b that the whole pattern begins with, if what it precedes begins with word characters only.
const Node* wordStartOf(const Tree& tree);

// The set of a node that matches exactly one character, else nothing.
std::optional<CharSet> singleSet(const Node& node, CaseRule rule);

// Packs sets of Latin-1 characters into the bits of shared tables.
struct TableBuilder {
  std::vector<ByteTable>& tables;
  std::map<std::array<uint64_t, 4>, uint32_t> known;
  uint32_t nextBit = 8;

  uint32_t wordFor(const uint64_t (&low)[4]) {
    std::array<uint64_t, 4> key{low[0], low[1], low[2], low[3]};
    auto [at, isNew] = known.try_emplace(key, 0);
    if (!isNew) return at->second;
    if (nextBit == 8) {
      tables.emplace_back().fill(0);
      nextBit = 0;
    }
    ByteTable& table = tables.back();
    uint8_t mask = static_cast<uint8_t>(1u << nextBit++);
    for (uint32_t c = 0; c < 256; c++)
      if (low[c >> 6] >> (c & 63) & 1) table[c] |= mask;
    return at->second = static_cast<uint32_t>(tables.size() - 1) << 16 | mask;
  }
};
} // namespace tickscope::regexp
