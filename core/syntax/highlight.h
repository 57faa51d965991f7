#pragma once
// Syntax colours for an editor: text to classified ranges, tolerant of errors.
#include <cstdint>
#include <string_view>
#include <vector>

namespace tickscope::syntax {

enum class HighlightClass : uint8_t {
  Keyword,      // also let, async, of … where they act as keywords
  Literal,      // true, false, null, undefined, this, super
  Identifier,
  FunctionName, // declared, or called
  Property,     // behind a dot, or a key
  Number,
  String,
  Template,     // text of a template, with its ` and ${ }
  RegExp,
  Comment,
  Punctuation,
  Error,        // no token
};
const char* toText(HighlightClass kind);

struct HighlightRange {
  uint32_t start, end; // byte offsets
  HighlightClass kind;
};

// Ranges in order, not overlapping; blanks are in none. Linear in the text's length.
std::vector<HighlightRange> highlight(std::string_view text);

} // namespace tickscope::syntax
