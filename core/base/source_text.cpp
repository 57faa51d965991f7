#include "core/base/source_text.h"

#include <algorithm>

namespace tickscope {

void SourceText::index() const {
  if (!starts_.empty()) return;
  starts_.push_back(0);
  const std::string& t = text_;
  for (size_t i = 0; i < t.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(t[i]);
    if (c == '\n') {
      starts_.push_back(uint32_t(i + 1));
    } else if (c == '\r') {
      if (i + 1 < t.size() && t[i + 1] == '\n') ++i;
      starts_.push_back(uint32_t(i + 1));
    } else if (c == 0xe2 && i + 2 < t.size() && static_cast<unsigned char>(t[i + 1]) == 0x80 &&
               (static_cast<unsigned char>(t[i + 2]) & 0xfe) == 0xa8) {
      i += 2;
      starts_.push_back(uint32_t(i + 1));
    }
  }
}

LineColumn SourceText::position(uint32_t offset) const {
  index();
  offset = std::min<uint32_t>(offset, uint32_t(text_.size()));
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  LineColumn at;
  at.line = uint32_t(after - starts_.begin());
  for (uint32_t i = *(after - 1); i < offset; ++i) {
    const unsigned char c = static_cast<unsigned char>(text_[i]);
    if ((c & 0xc0) == 0x80) continue;
    at.column += c >= 0xf0 ? 2 : 1;
  }
  return at;
}

uint32_t SourceText::lineCount() const {
  index();
  return uint32_t(starts_.size());
}

uint32_t SourceText::lineStart(uint32_t line) const {
  index();
  return line == 0 || line > starts_.size() ? uint32_t(text_.size()) : starts_[line - 1];
}

std::string_view SourceText::line(uint32_t line) const {
  index();
  if (line == 0 || line > starts_.size()) return {};
  const size_t start = starts_[line - 1];
  size_t end = line < starts_.size() ? starts_[line] : text_.size();
  std::string_view view(text_.data() + start, end - start);
  while (!view.empty() && (view.back() == '\n' || view.back() == '\r')) view.remove_suffix(1);
  if (view.size() >= 3 && static_cast<unsigned char>(view[view.size() - 3]) == 0xe2 &&
      static_cast<unsigned char>(view[view.size() - 2]) == 0x80 && (static_cast<unsigned char>(view.back()) & 0xfe) == 0xa8)
    view.remove_suffix(3);
  return view;
}

} // namespace tickscope
