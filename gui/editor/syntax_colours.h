#pragma once
// Which part of a JavaScript text has which colour.
#include <cstdint>
#include <string_view>
#include <vector>

namespace tickscope::gui {

enum class CodeColour : uint8_t { Plain, Keyword, String, Number, Comment, Function, Property, Punctuation, RegExp, Constant };

struct ColouredRun {
  uint32_t begin = 0, end = 0; // bytes within one line
  CodeColour colour = CodeColour::Plain;
};

// One list a line, ascending; what is between the runs is Plain. Works on any text, also one that does not parse.
std::vector<std::vector<ColouredRun>> colourLines(std::string_view text);

} // namespace tickscope::gui
