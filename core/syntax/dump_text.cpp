#include "core/syntax/dump_text.h"

namespace tickscope::syntax {

std::string dumpPlace(const SourceText& source, uint32_t offset) {
  const LineColumn at = source.position(offset);
  return std::to_string(at.line) + ':' + std::to_string(at.column);
}

std::string dumpQuoted(std::string_view text) {
  constexpr size_t kLongest = 60, kKeep = 28;
  const auto isContinuation = [&](size_t i) { return (uint8_t(text[i]) & 0xC0) == 0x80; };
  size_t head = text.size(), tail = text.size();
  if (text.size() > kLongest) { // cut between characters
    head = kKeep;
    while (head > 0 && isContinuation(head)) --head;
    tail = text.size() - kKeep;
    while (tail < text.size() && isContinuation(tail)) ++tail;
  }
  std::string out = "`";
  for (size_t i = 0; i < text.size(); ++i) {
    if (i == head) {
      out += "…";
      i = tail;
    }
    static constexpr char kHex[] = "0123456789abcdef";
    const auto c = uint8_t(text[i]);
    if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\t') out += "\\t";
    else if (c < 0x20 || c == 0x7f) out += std::string("\\x") + kHex[c >> 4] + kHex[c & 15];
    else out += text[i];
  }
  return out + '`';
}

} // namespace tickscope::syntax
