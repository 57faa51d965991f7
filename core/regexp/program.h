#pragma once
// A compiled regular expression: what the compiler hands to the matcher.
#include "core/regexp/char_set.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace tickscope::regexp {
struct Flags {
  bool hasIndices = false;  // d
  bool global = false;      // g
  bool ignoreCase = false;  // i
  bool multiline = false;   // m
  bool dotAll = false;      // s
  bool unicode = false;     // u
  bool unicodeSets = false; // v
  bool sticky = false;      // y
  bool byCodePoint() const { return unicode || unicodeSets; }
  bool operator==(const Flags&) const = default;
};

constexpr uint32_t kMaxCaptures = 32767; // V8's
constexpr uint32_t kMaxNesting = 1500;   // of groups, and of classes
constexpr uint32_t kInfinity = 0x7FFFFFFF;

struct GroupName {
  std::u16string name;
  uint32_t group; // from 1 on
  bool operator==(const GroupName&) const = default;
};

// Operands are 32-bit words after the opcode's word.
enum class Op : uint32_t {
#define REGEXP_OP(name, operands, text) name,
#include "core/regexp/opcodes.def"
#undef REGEXP_OP
};

// Sets of characters are bits in shared tables of 256 bytes (one bit a set, for Latin-1) and ranges for what lies above.
// A word of code names a set of Latin-1 as byte offset into the tables << 8 | mask.
using ByteTable = std::array<uint8_t, 256>;

enum class Above : uint8_t { None, All, Ranges };
struct CharClass {
  Above above = Above::None; // characters above Latin-1
  std::vector<CharRange> ranges;
};

// How to find the next position where a match may begin, without running the program.
struct Prefilter {
  enum class Kind : uint8_t {
    None,      // try everywhere
    TextStart, // only at index 0
    Character, // `character` stands `offset` units after the start
    Sets,      // the first characters are in the sets
  };
  Kind kind = Kind::None;
  char16_t character = 0;
  uint32_t offset = 0;
  uint32_t length = 0;    // of the sets that follow, at most 8
  uint32_t tables = 0;    // offset of the table: bit i of a character's byte says that it may stand i units after the start
  uint8_t above = 0;      // bit i: so may characters above Latin-1
  uint32_t minLength = 0; // of any match, in code units
  // The pattern begins with a greedy unbounded run over one set, and no back reference can tell where it began: when a try
  // fails, all later ones from within that run fail too.
  bool leadingRun = false;
  uint32_t runLow = 0, runClass = 0; // its set, as in code
  bool runGuarded = false;           // and a match goes on after the whole run only, where runGuard allows it
  uint32_t runGuard[2] = {};
  bool wordStart = false; // not after a word character (\b before one)
  uint32_t wordLow = 0, wordClass = 0;
};

struct Program {
  std::vector<uint32_t> code;
  std::vector<ByteTable> tables;
  std::vector<CharClass> classes;
  Prefilter prefilter;
  Flags flags;
  uint32_t captureCount = 0;  // without the whole match
  uint32_t registerCount = 0; // captures (two each, the whole match first), then counters and positions
  std::vector<GroupName> groupNames; // by group; a name may occur more than once (in different alternatives)

  std::string disassemble() const;
};

// See Matcher: choices to come back to, and registers to restore on the way.
struct BacktrackEntry {
  uint32_t what;
  int32_t value;
};
} // namespace tickscope::regexp
