#include "core/vm/script_source.h"

#include <algorithm>

#include "core/syntax/ast.h"
#include "core/syntax/scope.h"

namespace tickscope {

namespace {
// ECMA-262 §12.3: LF, CR, CR LF, U+2028 and U+2029 end a line.
size_t lineEndAt(const std::string& text, size_t i) { // bytes of the terminator at i, 0 for none
  const unsigned char c = static_cast<unsigned char>(text[i]);
  if (c == '\n') return 1;
  if (c == '\r') return i + 1 < text.size() && text[i + 1] == '\n' ? 2 : 1;
  if (c == 0xe2 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0x80 &&
      (static_cast<unsigned char>(text[i + 2]) == 0xa8 || static_cast<unsigned char>(text[i + 2]) == 0xa9))
    return 3;
  return 0;
}
} // namespace

ScriptSource::ScriptSource(std::string sourceName, std::string sourceText) : name(std::move(sourceName)), text(std::move(sourceText)) {
  lineStarts_.push_back(0);
  for (size_t i = 0; i < text.size();) {
    const size_t end = lineEndAt(text, i);
    i += end ? end : 1;
    if (end) lineStarts_.push_back(uint32_t(i));
  }
}
ScriptSource::~ScriptSource() = default;

SourcePosition ScriptSource::position(uint32_t offset) const {
  const auto after = std::upper_bound(lineStarts_.begin(), lineStarts_.end(), offset);
  SourcePosition position;
  position.line = uint32_t(after - lineStarts_.begin());
  for (size_t i = *(after - 1); i < offset && i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if ((c & 0xc0) == 0x80) continue; // inside a sequence
    position.column += c >= 0xf0 ? 2 : 1;
  }
  return position;
}

std::string_view ScriptSource::line(uint32_t lineNumber) const {
  if (lineNumber == 0 || lineNumber > lineStarts_.size()) return {};
  const size_t start = lineStarts_[lineNumber - 1];
  size_t end = start;
  while (end < text.size() && !lineEndAt(text, end)) ++end;
  return std::string_view(text).substr(start, end - start);
}

} // namespace tickscope
