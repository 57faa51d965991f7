#include "gui/editor/document.h"

#include <algorithm>

namespace tickscope::gui {

namespace {

constexpr std::string_view indentation = "  ";
constexpr std::string_view brackets = "()[]{}";

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool isWord(char c) {
  auto u = static_cast<unsigned char>(c);
  return u >= 0x80 || c == '_' || c == '$' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isBlank(char c) { return c == ' ' || c == '\t'; }

size_t leadingBlanks(std::string_view line) {
  size_t n = 0;
  while (n < line.size() && isBlank(line[n])) ++n;
  return n;
}

std::string withUnixNewlines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      out += text[i];
    } else {
      out += '\n';
      if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    }
  }
  return out;
}

} // namespace

size_t nextCharacter(std::string_view text, size_t column) {
  if (column >= text.size()) return text.size();
  ++column;
  while (column < text.size() && isContinuation(text[column])) ++column;
  return column;
}

size_t previousCharacter(std::string_view text, size_t column) {
  if (column == 0) return 0;
  --column;
  while (column > 0 && isContinuation(text[column])) --column;
  return column;
}

size_t characterCount(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !isContinuation(c); }));
}

std::string toValidUtf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  size_t i = 0;
  while (i < bytes.size()) {
    auto lead = static_cast<unsigned char>(bytes[i]);
    size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
    bool whole = length > 0 && i + length <= bytes.size();
    for (size_t k = 1; whole && k < length; ++k) whole = isContinuation(bytes[i + k]);
    if (whole && length > 2) { // overlong forms, surrogates, beyond U+10FFFF
      auto second = static_cast<unsigned char>(bytes[i + 1]);
      whole = !((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
                (lead == 0xF4 && second > 0x8F));
    }
    if (whole) {
      out.append(bytes.substr(i, length));
      i += length;
    } else {
      out += "\xEF\xBF\xBD";
      ++i;
    }
  }
  return out;
}

void Document::setText(std::string_view text) {
  std::string clean = withUnixNewlines(toValidUtf8(text));
  if (clean.starts_with("\xEF\xBB\xBF")) clean.erase(0, 3);
  lines_.assign(1, {});
  caret_ = anchor_ = {};
  replaceRaw({{}, {}}, clean);
  history_.clear();
  undone_ = 0;
  ++revision_;
}

std::string Document::text() const {
  std::string out;
  for (size_t i = 0; i < lines_.size(); ++i) {
    if (i) out += '\n';
    out += lines_[i];
  }
  return out;
}

std::string Document::textIn(TextSpan span) const {
  if (span.begin.line == span.end.line)
    return lines_[span.begin.line].substr(span.begin.column, span.end.column - span.begin.column);
  std::string out = lines_[span.begin.line].substr(span.begin.column);
  for (size_t i = span.begin.line + 1; i < span.end.line; ++i) (out += '\n') += lines_[i];
  (out += '\n') += lines_[span.end.line].substr(0, span.end.column);
  return out;
}

TextSpan Document::selection() const {
  return caret_ < anchor_ ? TextSpan{caret_, anchor_} : TextSpan{anchor_, caret_};
}

TextPosition Document::clamp(TextPosition p) const {
  if (p.line >= lines_.size()) return {lines_.size() - 1, lines_.back().size()};
  const std::string& text = lines_[p.line];
  p.column = std::min(p.column, text.size());
  while (p.column > 0 && p.column < text.size() && isContinuation(text[p.column])) --p.column;
  return p;
}

void Document::place(TextPosition position, Extend extend) {
  caret_ = clamp(position);
  if (extend == Extend::No) anchor_ = caret_;
  keepWish_ = false;
  if (undone_ < history_.size()) history_[history_.size() - 1 - undone_].typing = false;
}

void Document::setCaret(TextPosition position, Extend extend) { place(position, extend); }

void Document::select(TextSpan span) {
  place(span.begin, Extend::No);
  place(span.end, Extend::Yes);
}

void Document::selectAll() { select({{}, {lines_.size() - 1, lines_.back().size()}}); }

void Document::selectWord(TextPosition at) {
  at = clamp(at);
  const std::string& text = lines_[at.line];
  size_t begin = at.column, end = at.column;
  auto same = [&](char c, char seed) { return isWord(seed) ? isWord(c) : isBlank(seed) ? isBlank(c) : false; };
  if (text.empty()) return place(at, Extend::No);
  char seed = text[std::min(at.column, text.size() - 1)];
  if (!isWord(seed) && at.column > 0 && isWord(text[at.column - 1])) seed = text[at.column - 1];
  while (begin > 0 && same(text[begin - 1], seed)) --begin;
  while (end < text.size() && same(text[end], seed)) ++end;
  if (begin == end) end = nextCharacter(text, end);
  select({{at.line, begin}, {at.line, end}});
}

void Document::selectLine(size_t line) {
  line = std::min(line, lines_.size() - 1);
  TextPosition end = line + 1 < lines_.size() ? TextPosition{line + 1, 0} : TextPosition{line, lines_[line].size()};
  select({{line, 0}, end});
}

void Document::moveLeft(Extend extend) {
  if (extend == Extend::No && hasSelection()) return place(selection().begin, extend);
  if (caret_.column > 0) return place({caret_.line, previousCharacter(lines_[caret_.line], caret_.column)}, extend);
  if (caret_.line > 0) return place({caret_.line - 1, lines_[caret_.line - 1].size()}, extend);
  place(caret_, extend);
}

void Document::moveRight(Extend extend) {
  if (extend == Extend::No && hasSelection()) return place(selection().end, extend);
  if (caret_.column < lines_[caret_.line].size())
    return place({caret_.line, nextCharacter(lines_[caret_.line], caret_.column)}, extend);
  if (caret_.line + 1 < lines_.size()) return place({caret_.line + 1, 0}, extend);
  place(caret_, extend);
}

void Document::moveWordLeft(Extend extend) {
  TextPosition p = caret_;
  if (p.column == 0) return moveLeft(extend);
  const std::string& text = lines_[p.line];
  while (p.column > 0 && isBlank(text[p.column - 1])) --p.column;
  if (p.column > 0) {
    bool word = isWord(text[p.column - 1]);
    while (p.column > 0 && !isBlank(text[p.column - 1]) && isWord(text[p.column - 1]) == word) --p.column;
  }
  place(p, extend);
}

void Document::moveWordRight(Extend extend) {
  TextPosition p = caret_;
  const std::string& text = lines_[p.line];
  if (p.column >= text.size()) return moveRight(extend);
  while (p.column < text.size() && isBlank(text[p.column])) ++p.column;
  if (p.column < text.size()) {
    bool word = isWord(text[p.column]);
    while (p.column < text.size() && !isBlank(text[p.column]) && isWord(text[p.column]) == word) ++p.column;
  }
  place(p, extend);
}

void Document::moveLines(ptrdiff_t delta, Extend extend) {
  size_t wish = keepWish_ ? wishedColumn_ : characterCount(std::string_view(lines_[caret_.line]).substr(0, caret_.column));
  auto target = static_cast<ptrdiff_t>(caret_.line) + delta;
  if (target < 0) {
    place({0, 0}, extend);
  } else if (target >= static_cast<ptrdiff_t>(lines_.size())) {
    place({lines_.size() - 1, lines_.back().size()}, extend);
  } else {
    const std::string& text = lines_[static_cast<size_t>(target)];
    size_t column = 0;
    for (size_t i = 0; i < wish && column < text.size(); ++i) column = nextCharacter(text, column);
    place({static_cast<size_t>(target), column}, extend);
  }
  wishedColumn_ = wish;
  keepWish_ = true;
}

void Document::moveHome(Extend extend) {
  size_t blanks = leadingBlanks(lines_[caret_.line]);
  place({caret_.line, caret_.column == blanks ? 0 : blanks}, extend);
}

void Document::moveEnd(Extend extend) { place({caret_.line, lines_[caret_.line].size()}, extend); }
void Document::moveToStart(Extend extend) { place({}, extend); }
void Document::moveToEnd(Extend extend) { place({lines_.size() - 1, lines_.back().size()}, extend); }

TextPosition Document::endOf(TextPosition at, std::string_view text) const {
  for (char c : text) {
    if (c == '\n')
      at = {at.line + 1, 0};
    else
      ++at.column;
  }
  return at;
}

TextPosition Document::replaceRaw(TextSpan span, std::string_view text) {
  std::string tail = lines_[span.end.line].substr(span.end.column);
  lines_[span.begin.line].resize(span.begin.column);
  lines_.erase(lines_.begin() + static_cast<ptrdiff_t>(span.begin.line) + 1,
               lines_.begin() + static_cast<ptrdiff_t>(span.end.line) + 1);
  std::vector<std::string> added; // gathered first: inserting lines one by one would be quadratic in a large paste
  size_t from = 0;
  for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', from)) {
    added.emplace_back(text.substr(from, at - from));
    from = at + 1;
  }
  added.emplace_back(text.substr(from));
  lines_[span.begin.line] += added.front();
  lines_.insert(lines_.begin() + static_cast<ptrdiff_t>(span.begin.line) + 1,
                std::make_move_iterator(added.begin() + 1), std::make_move_iterator(added.end()));
  TextPosition end = endOf(span.begin, text);
  lines_[end.line] += tail;
  ++revision_;
  return end;
}

void Document::apply(TextSpan span, std::string_view text, bool typing) {
  if (span.begin == span.end && text.empty()) return;
  history_.resize(history_.size() - undone_);
  undone_ = 0;
  Edit edit{span.begin, textIn(span), std::string(text), caret_, anchor_, {}, typing};
  TextPosition end = replaceRaw(span, text);
  caret_ = anchor_ = edit.caretAfter = end;
  keepWish_ = false;
  if (typing && !history_.empty()) {
    Edit& last = history_.back();
    // One undo takes back a word with the blanks before it, not a letter.
    bool wordGoesOn = !(last.inserted.size() && !isBlank(last.inserted.back()) && isBlank(edit.inserted.front()));
    if (last.typing && edit.removed.empty() && last.caretAfter == edit.at && wordGoesOn) {
      last.inserted += edit.inserted;
      last.caretAfter = edit.caretAfter;
      return;
    }
  }
  history_.push_back(std::move(edit));
}

void Document::insert(std::string_view text) {
  std::string clean = withUnixNewlines(toValidUtf8(text));
  bool typing = clean.size() <= 4 && characterCount(clean) == 1 && clean != "\n";
  apply(selection(), clean, typing);
}

void Document::newline() {
  TextPosition at = selection().begin;
  const std::string& text = lines_[at.line];
  std::string blanks = text.substr(0, std::min(leadingBlanks(text), at.column));
  size_t last = at.column;
  while (last > 0 && isBlank(text[last - 1])) --last;
  bool opens = last > 0 && std::string_view("([{").find(text[last - 1]) != std::string_view::npos;
  TextPosition end = selection().end;
  bool closes = end.column < lines_[end.line].size() &&
                std::string_view(")]}").find(lines_[end.line][end.column]) != std::string_view::npos;
  std::string added = "\n" + blanks;
  if (opens) added += indentation;
  if (opens && closes) { // {|} becomes three lines with the caret on the middle one
    apply(selection(), added + "\n" + blanks);
    place({caret_.line - 1, blanks.size() + indentation.size()}, Extend::No);
  } else {
    apply(selection(), added);
  }
}

void Document::backspace() {
  if (hasSelection()) return apply(selection(), {});
  TextPosition to = caret_;
  const std::string& text = lines_[caret_.line];
  size_t blanks = leadingBlanks(text);
  if (caret_.column > 0 && caret_.column <= blanks && caret_.column % indentation.size() == 0 &&
      text[caret_.column - 1] == ' ' && text[caret_.column - 2] == ' ')
    to.column -= indentation.size();
  else if (caret_.column > 0)
    to.column = previousCharacter(text, caret_.column);
  else if (caret_.line > 0)
    to = {caret_.line - 1, lines_[caret_.line - 1].size()};
  apply({to, caret_}, {});
}

void Document::deleteForward() {
  if (hasSelection()) return apply(selection(), {});
  TextPosition to = caret_;
  if (caret_.column < lines_[caret_.line].size())
    to.column = nextCharacter(lines_[caret_.line], caret_.column);
  else if (caret_.line + 1 < lines_.size())
    to = {caret_.line + 1, 0};
  apply({caret_, to}, {});
}

void Document::deleteWordBack() {
  if (!hasSelection()) moveWordLeft(Extend::Yes);
  apply(selection(), {});
}

void Document::indent() {
  TextSpan span = selection();
  if (span.begin.line == span.end.line) return apply(span, indentation);
  size_t last = span.end.column == 0 ? span.end.line - 1 : span.end.line;
  TextSpan whole{{span.begin.line, 0}, {last, lines_[last].size()}};
  std::string text;
  for (size_t i = span.begin.line; i <= last; ++i) {
    if (i != span.begin.line) text += '\n';
    if (!lines_[i].empty()) text += indentation;
    text += lines_[i];
  }
  apply(whole, text);
  select({{span.begin.line, 0}, {last, lines_[last].size()}});
}

void Document::outdent() {
  TextSpan span = selection();
  size_t last = span.end.column == 0 && span.end.line > span.begin.line ? span.end.line - 1 : span.end.line;
  std::string text;
  bool changed = false;
  for (size_t i = span.begin.line; i <= last; ++i) {
    size_t drop = std::min(leadingBlanks(lines_[i]), lines_[i].starts_with('\t') ? size_t{1} : indentation.size());
    changed |= drop > 0;
    if (i != span.begin.line) text += '\n';
    text += lines_[i].substr(drop);
  }
  if (!changed) return;
  bool selected = hasSelection();
  TextPosition caret = caret_;
  apply({{span.begin.line, 0}, {last, lines_[last].size()}}, text);
  if (selected)
    select({{span.begin.line, 0}, {last, lines_[last].size()}});
  else
    place({caret.line, caret.column >= indentation.size() ? caret.column - indentation.size() : 0}, Extend::No);
}

void Document::toggleComment() {
  TextSpan span = selection();
  size_t last = span.end.column == 0 && span.end.line > span.begin.line ? span.end.line - 1 : span.end.line;
  bool all = true;
  size_t least = std::string::npos;
  for (size_t i = span.begin.line; i <= last; ++i) {
    size_t blanks = leadingBlanks(lines_[i]);
    if (blanks == lines_[i].size()) continue;
    least = std::min(least, blanks);
    all = all && std::string_view(lines_[i]).substr(blanks).starts_with("//");
  }
  if (least == std::string::npos) return;
  std::string text;
  for (size_t i = span.begin.line; i <= last; ++i) {
    if (i != span.begin.line) text += '\n';
    std::string line = lines_[i];
    size_t blanks = leadingBlanks(line);
    if (blanks == line.size()) {
    } else if (all) {
      line.erase(blanks, line.compare(blanks, 3, "// ") == 0 ? 3 : 2);
    } else {
      line.insert(least, "// ");
    }
    text += line;
  }
  bool selected = hasSelection();
  TextPosition caret = caret_;
  size_t before = lines_[caret.line].size();
  apply({{span.begin.line, 0}, {last, lines_[last].size()}}, text);
  if (selected) {
    select({{span.begin.line, 0}, {last, lines_[last].size()}});
  } else {
    auto column = static_cast<ptrdiff_t>(caret.column) + static_cast<ptrdiff_t>(lines_[caret.line].size()) - static_cast<ptrdiff_t>(before);
    place({caret.line, static_cast<size_t>(std::max<ptrdiff_t>(0, column))}, Extend::No);
  }
}

void Document::duplicateLines() {
  TextSpan span = selection();
  TextPosition caret = caret_;
  std::string text = textIn({{span.begin.line, 0}, {span.end.line, lines_[span.end.line].size()}});
  apply({{span.begin.line, 0}, {span.begin.line, 0}}, text + "\n");
  place({caret.line + span.end.line - span.begin.line + 1, caret.column}, Extend::No);
}

void Document::moveSelectedLines(int direction) {
  TextSpan span = selection();
  size_t first = span.begin.line, last = span.end.line;
  if (direction < 0 ? first == 0 : last + 1 >= lines_.size()) return;
  TextPosition caret = caret_, anchor = anchor_;
  std::string block = textIn({{first, 0}, {last, lines_[last].size()}});
  if (direction < 0)
    apply({{first - 1, 0}, {last, lines_[last].size()}}, block + "\n" + lines_[first - 1]);
  else
    apply({{first, 0}, {last + 1, lines_[last + 1].size()}}, lines_[last + 1] + "\n" + block);
  auto shift = [&](TextPosition p) { return TextPosition{direction < 0 ? p.line - 1 : p.line + 1, p.column}; };
  place(shift(anchor), Extend::No);
  place(shift(caret), Extend::Yes);
}

void Document::undo() {
  if (!canUndo()) return;
  const Edit& edit = history_[history_.size() - 1 - undone_];
  replaceRaw({edit.at, endOf(edit.at, edit.inserted)}, edit.removed);
  caret_ = edit.caretBefore;
  anchor_ = edit.anchorBefore;
  keepWish_ = false;
  ++undone_;
}

void Document::redo() {
  if (!canRedo()) return;
  const Edit& edit = history_[history_.size() - undone_];
  replaceRaw({edit.at, endOf(edit.at, edit.removed)}, edit.inserted);
  caret_ = anchor_ = edit.caretAfter;
  keepWish_ = false;
  --undone_;
}

TextSpan Document::find(std::string_view needle, TextPosition from) const {
  from = clamp(from);
  if (needle.empty()) return {from, from};
  for (size_t i = 0; i <= lines_.size(); ++i) { // the first line is looked at twice: its start comes last
    size_t line = (from.line + i) % lines_.size();
    size_t at = lines_[line].find(needle, i == 0 ? from.column : 0);
    if (at != std::string::npos) return {{line, at}, {line, at + needle.size()}};
  }
  return {from, from};
}

TextSpan Document::findBackwards(std::string_view needle, TextPosition before) const {
  before = clamp(before);
  if (needle.empty()) return {before, before};
  for (size_t i = 0; i <= lines_.size(); ++i) {
    size_t line = (before.line + lines_.size() - i % lines_.size()) % lines_.size();
    if (i == 0 && before.column == 0) continue;
    size_t at = lines_[line].rfind(needle, i == 0 ? before.column - 1 : std::string::npos);
    if (at != std::string::npos) return {{line, at}, {line, at + needle.size()}};
  }
  return {before, before};
}

bool Document::matchingBracket(TextPosition& here, TextPosition& there) const {
  const std::string& text = lines_[caret_.line];
  size_t kind = std::string_view::npos;
  for (size_t back = 0; back < 2 && kind == std::string_view::npos; ++back) {
    if (caret_.column < back || caret_.column - back >= text.size()) continue;
    here = {caret_.line, caret_.column - back};
    kind = brackets.find(text[here.column]);
  }
  if (kind == std::string_view::npos) return false;
  char self = brackets[kind], other = brackets[kind ^ 1];
  bool forward = kind % 2 == 0;
  constexpr size_t reach = 2000; // lines looked at: keeps a frame cheap in an unbalanced huge file
  int depth = 0;
  TextPosition p = here;
  for (size_t seen = 0; seen < reach;) {
    if (p.column < lines_[p.line].size()) {
      char c = lines_[p.line][p.column];
      if (c == self) ++depth;
      if (c == other && --depth == 0) {
        there = p;
        return true;
      }
    }
    if (forward) {
      if (++p.column >= lines_[p.line].size()) {
        if (++p.line >= lines_.size()) return false;
        p.column = 0;
        ++seen;
      }
    } else if (p.column-- == 0) {
      if (p.line == 0) return false;
      p = {p.line - 1, lines_[p.line - 1].size()};
      ++seen;
    }
  }
  return false;
}

} // namespace tickscope::gui
