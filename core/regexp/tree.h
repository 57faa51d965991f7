#pragma once
// A parsed pattern, as tree. Flags are resolved: what a node matches depends on nothing outside it.
#include "core/regexp/first_set.h"
#include "core/regexp/program.h"

#include <deque>
#include <string>
#include <vector>

namespace tickscope::regexp {
enum class NodeKind : uint8_t {
  Empty,
  Text,          // code points one after the other
  Set,           // one character
  Sequence,      // children
  Alternation,   // children
  Capture,       // children[0], group number `group`
  Quantifier,    // children[0], min..max times
  LineStart,     // ^
  LineEnd,       // $
  WordBoundary,  // \b, \B
  Look,          // (?=) (?!) (?<=) (?<!)
  BackReference, // any one of `groups`
};

struct Node {
  NodeKind kind;
  bool ignoreCase = false; // Text, BackReference, WordBoundary
  bool multiline = false;  // LineStart, LineEnd
  bool negative = false;   // WordBoundary, Look
  bool behind = false;     // Look
  bool greedy = true;      // Quantifier
  uint32_t group = 0;      // Capture
  uint32_t min = 0, max = 0;
  std::u32string text;
  CharSet set;
  std::vector<Node*> children;
  std::vector<uint32_t> groups;

  // What the parser works out from below upwards.
  FirstSet first;                        // what a match can begin with; for what matches nothing, what may come next
  bool passes = false;                   // may succeed without looking at the next character: what follows counts too
  uint32_t minWidth = 0;                 // code units, at least
  bool zeroWidth = false;                // never consumes
  uint32_t groupsFrom = 0, groupsTo = 0; // groups inside: [from, to)
};

struct Tree {
  std::deque<Node> nodes;
  Node* root = nullptr;
  Flags flags;
  uint32_t captureCount = 0;
  bool hasBackReferences = false;
  std::vector<GroupName> groupNames;
};
} // namespace tickscope::regexp
