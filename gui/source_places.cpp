#include "gui/source_places.h"

#include <algorithm>

namespace tickscope::gui {

namespace {

// Walks forward from a known line: sites are near their line's start, so this costs what the line costs.
TextPosition advanceTo(std::string_view source, size_t from, TextPosition at, size_t to) {
  for (size_t i = from; i < to && i < source.size(); ++i) {
    bool carriage = source[i] == '\r' && !(i + 1 < source.size() && source[i + 1] == '\n');
    if (source[i] == '\n' || carriage)
      at = {at.line + 1, 0};
    else if (source[i] != '\r')
      ++at.column;
  }
  return at;
}

} // namespace

TextSpan spanOf(std::string_view source, const trace::Site& site) {
  size_t start = std::min<size_t>(site.start, source.size()), end = std::clamp<size_t>(site.end, start, source.size());
  size_t lineStart = start;
  while (lineStart > 0 && source[lineStart - 1] != '\n' && source[lineStart - 1] != '\r') --lineStart;
  if (lineStart == 0 && source.starts_with("\xEF\xBB\xBF")) lineStart = std::min<size_t>(3, start); // the document has no byte order mark
  TextPosition begin{site.line ? site.line - 1 : 0, start - lineStart};
  constexpr size_t longest = 1 << 16; // a span is only drawn: no need to walk a megabyte at every frame
  return {begin, advanceTo(source, start, begin, std::min(end, start + longest))};
}

size_t columnFromUtf16(std::string_view line, uint32_t column) {
  size_t at = 0;
  for (uint32_t units = 1; units < column && at < line.size();) {
    bool astral = (static_cast<unsigned char>(line[at]) & 0xF8) == 0xF0;
    units += astral ? 2 : 1;
    at = nextCharacter(line, at);
  }
  return at;
}

TextSpan spanOfDiagnostic(const Document& document, const Diagnostic& d) {
  size_t line = std::min<size_t>(d.line ? d.line - 1 : 0, document.lineCount() - 1);
  TextPosition begin{line, columnFromUtf16(document.line(line), d.column)};
  TextPosition end = begin;
  if (d.endLine >= d.line && d.endLine > 0) {
    size_t endLine = std::min<size_t>(d.endLine - 1, document.lineCount() - 1);
    end = {endLine, columnFromUtf16(document.line(endLine), d.endColumn)};
  }
  if (end <= begin) end = {line, nextCharacter(document.line(line), begin.column)};
  return {document.clamp(begin), document.clamp(end)};
}

} // namespace tickscope::gui
