#include "gui/editor/syntax_colours.h"

#include "core/syntax/highlight.h"

#include <algorithm>

namespace tickscope::gui {

namespace {

CodeColour colourOf(syntax::HighlightClass kind) {
  using enum syntax::HighlightClass;
  switch (kind) {
  case Keyword: return CodeColour::Keyword;
  case Literal: return CodeColour::Constant;
  case FunctionName: return CodeColour::Function;
  case Property: return CodeColour::Property;
  case Number: return CodeColour::Number;
  case String:
  case Template: return CodeColour::String;
  case RegExp: return CodeColour::RegExp;
  case Comment: return CodeColour::Comment;
  case Punctuation: return CodeColour::Punctuation;
  case Identifier:
  case Error: return CodeColour::Plain;
  }
  return CodeColour::Plain;
}

} // namespace

std::vector<std::vector<ColouredRun>> colourLines(std::string_view text) {
  std::vector<std::vector<ColouredRun>> lines(1);
  size_t lineStart = 0, at = 0; // `at`: everything before it has its line
  auto goTo = [&](size_t place) {
    for (size_t newline = text.find('\n', at); newline < place; newline = text.find('\n', at)) {
      at = lineStart = newline + 1;
      lines.emplace_back();
    }
    at = std::max(at, place);
  };
  for (const syntax::HighlightRange& range : syntax::highlight(text)) {
    CodeColour colour = colourOf(range.kind);
    for (size_t from = range.start; from < range.end;) { // a comment or a template may span lines
      goTo(from);
      size_t end = std::min<size_t>(range.end, std::min(text.find('\n', from), text.size()));
      if (end > from && colour != CodeColour::Plain)
        lines.back().push_back({static_cast<uint32_t>(from - lineStart), static_cast<uint32_t>(end - lineStart), colour});
      from = end < range.end ? end + 1 : end;
    }
  }
  goTo(text.size());
  return lines;
}

} // namespace tickscope::gui
