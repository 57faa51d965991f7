#pragma once
// The text editor as a widget: draws a Document with its marks, and edits it when it has the keyboard.
#include "gui/editor/document.h"
#include "gui/editor/syntax_colours.h"
#include "gui/theme.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tickscope::gui {

struct EditorMark {
  enum class Kind : uint8_t { Current, Hovered, Error } kind;
  TextSpan span;
  std::string message; // of an error
};

struct EditorInput {
  std::vector<EditorMark> marks;
  std::set<uint32_t> breakpoints; // 1-based lines
  std::optional<TextSpan> scrollTo;
  std::optional<TextSpan> flash; // what was just asked for: outlined
  bool readOnly = false;
};

struct EditorResult {
  bool changed = false;
  bool focused = false;
  uint32_t gutterClicked = 0; // 1-based line; 0 = none
};

// What a widget remembers between frames besides the document.
struct EditorMemory {
  uint64_t colouredRevision = ~uint64_t{0};
  const Document* colouredDocument = nullptr;
  std::vector<std::vector<ColouredRun>> colours;
  TextPosition seenCaret;
  double caretMovedAt = 0;
  float widest = 0;
  uint64_t widestRevision = ~uint64_t{0};
  bool dragging = false;
};

EditorResult drawEditor(const Theme& theme, Document& document, EditorMemory& memory, const EditorInput& input);

} // namespace tickscope::gui
