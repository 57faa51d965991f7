#pragma once
// The text being edited: lines, caret, selection, undo. No drawing, no keys.
//
// Lines hold UTF-8 without their newline; there is always at least one line. A column is a byte offset that never
// falls inside a UTF-8 sequence. Line endings \r\n and \r are read as \n. Bytes that are not UTF-8 become U+FFFD, so
// the text handed to the engine is what is shown.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope::gui {

struct TextPosition {
  size_t line = 0;
  size_t column = 0; // bytes
  friend auto operator<=>(const TextPosition&, const TextPosition&) = default;
};

struct TextSpan {
  TextPosition begin, end; // begin <= end
};

enum class Extend : bool { No, Yes }; // does a move of the caret extend the selection?

class Document {
public:
  Document() : lines_(1) {}

  void setText(std::string_view text); // forgets the undo history
  std::string text() const;
  std::string textIn(TextSpan span) const;
  const std::vector<std::string>& lines() const { return lines_; }
  const std::string& line(size_t index) const { return lines_[index]; }
  size_t lineCount() const { return lines_.size(); }

  TextPosition caret() const { return caret_; }
  bool hasSelection() const { return caret_ != anchor_; }
  TextSpan selection() const;
  std::string selectedText() const { return textIn(selection()); }

  void setCaret(TextPosition position, Extend extend = Extend::No);
  void select(TextSpan span);
  void selectAll();
  void selectWord(TextPosition at);
  void selectLine(size_t line);

  void moveLeft(Extend extend);
  void moveRight(Extend extend);
  void moveWordLeft(Extend extend);
  void moveWordRight(Extend extend);
  void moveLines(ptrdiff_t delta, Extend extend); // keeps the wished-for column over short lines
  void moveHome(Extend extend);                   // first to the indentation, then to the line's start
  void moveEnd(Extend extend);
  void moveToStart(Extend extend);
  void moveToEnd(Extend extend);

  void insert(std::string_view text); // replaces the selection
  void newline();                     // keeps the indentation, adds a level after an opening bracket
  void backspace();
  void deleteForward();
  void deleteWordBack();
  void indent();  // Tab: two spaces, or every selected line
  void outdent(); // Shift+Tab
  void toggleComment();
  void duplicateLines();
  void moveSelectedLines(int direction); // -1 up, +1 down

  bool canUndo() const { return undone_ < history_.size(); }
  bool canRedo() const { return undone_ > 0; }
  void undo();
  void redo();

  // Grows by one with every change of the text, also by undo: compare to know whether something must be redone.
  uint64_t revision() const { return revision_; }

  // Where `needle` next occurs at or after `from`, going round once; an empty span at `from` when it is nowhere.
  TextSpan find(std::string_view needle, TextPosition from) const;
  TextSpan findBackwards(std::string_view needle, TextPosition before) const;

  // The bracket that matches the one at or just before the caret; false when there is none.
  bool matchingBracket(TextPosition& here, TextPosition& there) const;

  TextPosition clamp(TextPosition position) const;

private:
  struct Edit {
    TextPosition at;          // where the change begins
    std::string removed;      // text that stood there
    std::string inserted;     // text that stands there now
    TextPosition caretBefore; // both for putting the caret back
    TextPosition anchorBefore;
    TextPosition caretAfter;
    bool typing; // may be joined with the next typed character
  };

  void apply(TextSpan span, std::string_view text, bool typing = false);
  TextPosition replaceRaw(TextSpan span, std::string_view text);
  TextPosition endOf(TextPosition at, std::string_view text) const;
  void place(TextPosition position, Extend extend);

  std::vector<std::string> lines_;
  TextPosition caret_, anchor_;
  size_t wishedColumn_ = 0; // in characters, for moving by lines
  bool keepWish_ = false;
  std::vector<Edit> history_;
  size_t undone_ = 0; // edits at the end of history_ that are undone now
  uint64_t revision_ = 0;
};

// Steps over one UTF-8 character; stays inside the text.
size_t nextCharacter(std::string_view text, size_t column);
size_t previousCharacter(std::string_view text, size_t column);
size_t characterCount(std::string_view text);
std::string toValidUtf8(std::string_view bytes);

} // namespace tickscope::gui
