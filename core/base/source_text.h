#pragma once
// The text of one source file and the way from a byte offset to a line and a column.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

struct LineColumn {
  uint32_t line = 1;   // from 1
  uint32_t column = 1; // from 1, in UTF-16 code units, as V8 counts
};

// UTF-8 as given (malformed bytes are the lexer's business). Lines end at LF, CR, CRLF, U+2028 and U+2029.
class SourceText {
public:
  SourceText(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {}
  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }

  LineColumn position(uint32_t offset) const;
  uint32_t lineCount() const;
  // Line `line` without its end; empty when there is no such line.
  std::string_view line(uint32_t line) const;
  uint32_t lineStart(uint32_t line) const;

private:
  void index() const;
  std::string name_, text_;
  mutable std::vector<uint32_t> starts_; // offsets of the lines; made on first use
};

} // namespace tickscope
