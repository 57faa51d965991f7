#include "gui/editor/editor.h"

#include "gui/seen.h"
#include "gui/icons.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h> // key numbers
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace tickscope::gui {

namespace {

struct Metrics {
  ImFont* font;
  float line;   // height of a line
  float gutter; // width of breakpoints and line numbers
  float pad;    // between the gutter and the text
};

float advance(ImFont* font, std::string_view text) {
  float width = 0;
  for (size_t i = 0; i < text.size();) {
    size_t next = nextCharacter(text, i);
    if (text[i] == '\t')
      width += 2 * font->GetCharAdvance(' ');
    else
      width += font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data() + i, text.data() + next).x;
    i = next;
  }
  return width;
}

// Wide lines are common in minified code: measured from the start only as far as needed.
float xOf(const Metrics& m, const std::string& line, size_t column) { return advance(m.font, std::string_view(line).substr(0, column)); }

size_t columnAt(const Metrics& m, const std::string& line, float x) {
  float at = 0;
  for (size_t i = 0; i < line.size();) {
    size_t next = nextCharacter(line, i);
    float width = advance(m.font, std::string_view(line).substr(i, next - i));
    if (x < at + width / 2) return i;
    at += width;
    i = next;
  }
  return line.size();
}

ImU32 colourOf(const Theme& t, CodeColour colour) {
  switch (colour) {
  case CodeColour::Plain: return t.text;
  case CodeColour::Keyword: return t.codeKeyword;
  case CodeColour::String: return t.codeString;
  case CodeColour::Number: return t.codeNumber;
  case CodeColour::Comment: return t.codeComment;
  case CodeColour::Function: return t.codeFunction;
  case CodeColour::Property: return t.codeProperty;
  case CodeColour::Punctuation: return t.codePunctuation;
  case CodeColour::RegExp: return t.codeRegExp;
  case CodeColour::Constant: return t.codeConstant;
  }
  return t.text;
}

void drawRun(ImDrawList* draw, const Metrics& m, ImVec2& at, ImU32 colour, std::string_view text) {
  while (!text.empty()) {
    size_t tab = text.find('\t');
    std::string_view part = text.substr(0, tab);
    if (!part.empty()) draw->AddText(m.font, m.font->FontSize, {std::round(at.x), at.y}, colour, part.data(), part.data() + part.size());
    at.x += advance(m.font, part);
    if (tab == std::string_view::npos) return;
    at.x += 2 * m.font->GetCharAdvance(' ');
    text.remove_prefix(tab + 1);
  }
}

// Calls f(line, x0, x1, firstPart, lastPart) for each visible line of a span.
template <class F> void eachLine(const Document& doc, const Metrics& m, TextSpan span, size_t first, size_t last, F&& f) {
  span = {doc.clamp(span.begin), doc.clamp(span.end)};
  for (size_t i = std::max(first, span.begin.line); i <= std::min(last, span.end.line); ++i) {
    float x0 = i == span.begin.line ? xOf(m, doc.line(i), span.begin.column) : 0;
    size_t until = i == span.end.line ? span.end.column : doc.line(i).size();
    f(i, x0, xOf(m, doc.line(i), until), i != span.end.line);
  }
}

bool typeText(Document& doc) {
  ImGuiIO& io = ImGui::GetIO();
  bool changed = false;
  if (!io.KeyCtrl || io.KeyAlt) { // AltGr is Ctrl+Alt on some systems
    for (ImWchar c : io.InputQueueCharacters) {
      if (c < 32 || c == 127) continue;
      char utf8[5];
      int length = 0;
      if (c < 0x80)
        utf8[length++] = static_cast<char>(c);
      else if (c < 0x800) {
        utf8[length++] = static_cast<char>(0xC0 | (c >> 6));
        utf8[length++] = static_cast<char>(0x80 | (c & 0x3F));
      } else {
        utf8[length++] = static_cast<char>(0xE0 | (c >> 12));
        utf8[length++] = static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        utf8[length++] = static_cast<char>(0x80 | (c & 0x3F));
      }
      doc.insert({utf8, static_cast<size_t>(length)});
      changed = true;
    }
  }
  io.InputQueueCharacters.resize(0);
  return changed;
}

void handleKeys(Document& doc, bool readOnly, int linesPerPage) {
  const ImGuiIO& io = ImGui::GetIO();
  bool ctrl = io.KeyCtrl, shift = io.KeyShift;
  Extend extend = shift ? Extend::Yes : Extend::No;
  auto pressed = [](int key) { return ImGui::IsKeyPressed(key); };
  if (io.KeyAlt) {
    if (!readOnly && shift && pressed(GLFW_KEY_UP)) doc.moveSelectedLines(-1);
    if (!readOnly && shift && pressed(GLFW_KEY_DOWN)) doc.moveSelectedLines(1);
    return; // the other Alt combinations travel
  }
  if (pressed(GLFW_KEY_LEFT)) ctrl ? doc.moveWordLeft(extend) : doc.moveLeft(extend);
  if (pressed(GLFW_KEY_RIGHT)) ctrl ? doc.moveWordRight(extend) : doc.moveRight(extend);
  if (pressed(GLFW_KEY_UP) && !ctrl) doc.moveLines(-1, extend);
  if (pressed(GLFW_KEY_DOWN) && !ctrl) doc.moveLines(1, extend);
  if (pressed(GLFW_KEY_PAGE_UP)) doc.moveLines(-linesPerPage, extend);
  if (pressed(GLFW_KEY_PAGE_DOWN)) doc.moveLines(linesPerPage, extend);
  if (pressed(GLFW_KEY_HOME)) ctrl ? doc.moveToStart(extend) : doc.moveHome(extend);
  if (pressed(GLFW_KEY_END)) ctrl ? doc.moveToEnd(extend) : doc.moveEnd(extend);
  if (ctrl && pressed('A')) doc.selectAll();
  if (ctrl && pressed('C') && doc.hasSelection()) ImGui::SetClipboardText(doc.selectedText().c_str());
  if (readOnly) return;
  if (ctrl && pressed('X') && doc.hasSelection()) {
    ImGui::SetClipboardText(doc.selectedText().c_str());
    doc.backspace();
  }
  if (ctrl && pressed('V'))
    if (const char* text = ImGui::GetClipboardText()) doc.insert(text);
  if (ctrl && pressed('Z')) shift ? doc.redo() : doc.undo();
  if (ctrl && pressed('Y')) doc.redo();
  if (ctrl && pressed('D')) doc.duplicateLines();
  if (ctrl && pressed(GLFW_KEY_SLASH)) doc.toggleComment();
  if (!ctrl && (pressed(GLFW_KEY_ENTER) || pressed(GLFW_KEY_KP_ENTER))) doc.newline();
  if (pressed(GLFW_KEY_BACKSPACE)) ctrl ? doc.deleteWordBack() : doc.backspace();
  if (pressed(GLFW_KEY_DELETE)) {
    if (ctrl && !doc.hasSelection()) doc.moveWordRight(Extend::Yes);
    doc.deleteForward();
  }
  if (pressed(GLFW_KEY_TAB)) shift ? doc.outdent() : doc.indent();
}

void handleMouse(Document& doc, EditorMemory& memory, const Metrics& m, ImVec2 text, bool hovered) {
  const ImGuiIO& io = ImGui::GetIO();
  auto at = [&] {
    float row = (io.MousePos.y - text.y) / m.line;
    size_t line = row < 0 ? 0 : std::min(doc.lineCount() - 1, static_cast<size_t>(row));
    return TextPosition{line, columnAt(m, doc.line(line), io.MousePos.x - text.x)};
  };
  if (hovered && ImGui::IsMouseClicked(0)) {
    if (io.MouseDoubleClicked[0])
      doc.selectWord(at());
    else {
      doc.setCaret(at(), io.KeyShift ? Extend::Yes : Extend::No);
      memory.dragging = true;
    }
  } else if (memory.dragging && ImGui::IsMouseDown(0)) {
    if (ImGui::IsMouseDragging(0, 3)) doc.setCaret(at(), Extend::Yes);
  } else {
    memory.dragging = false;
  }
}

} // namespace

EditorResult drawEditor(const Theme& t, Document& doc, EditorMemory& memory, const EditorInput& input) {
  EditorResult result;
  Metrics m{t.fonts.code, std::round(t.fonts.code->FontSize * 1.28f), 0, t.px(10)};
  float digit = m.font->GetCharAdvance('0');
  size_t digits = std::max<size_t>(2, fmt::formatted_size("{}", doc.lineCount()));
  m.gutter = t.px(22) + digit * static_cast<float>(digits) + t.px(8);
  if (memory.widestRevision != doc.revision() || memory.colouredDocument != &doc) {
    memory.widest = 0;
    for (const std::string& line : doc.lines()) memory.widest = std::max(memory.widest, static_cast<float>(line.size()) * digit);
    memory.widestRevision = doc.revision();
  }
  if (memory.colouredRevision != doc.revision() || memory.colouredDocument != &doc) {
    memory.colours = colourLines(doc.text());
    memory.colours.resize(doc.lineCount());
    memory.colouredRevision = doc.revision();
    memory.colouredDocument = &doc;
  }

  ImVec2 contents{m.gutter + m.pad + memory.widest + t.px(60), m.line * static_cast<float>(doc.lineCount()) + t.px(4)};
  ImGui::SetNextWindowContentSize(contents);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::BeginChild("editor", ImGui::GetContentRegionAvail(), false, ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoNav);
  ImGui::PopStyleVar();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 window = ImGui::GetWindowPos(), size = ImGui::GetWindowSize(), origin = ImGui::GetCursorScreenPos();
  result.focused = ImGui::IsWindowFocused();
  bool hovered = ImGui::IsWindowHovered();
  const ImGuiIO& io = ImGui::GetIO();
  ImVec2 text{origin.x + m.gutter + m.pad, origin.y};
  bool onBar = ImGui::GetScrollMaxY() > 0 && io.MousePos.x > window.x + size.x - ImGui::GetStyle().ScrollbarSize;
  bool inGutter = hovered && io.MousePos.x < window.x + m.gutter;
  uint64_t before = doc.revision();
  if (!inGutter && !onBar) handleMouse(doc, memory, m, text, hovered);
  if (hovered && !inGutter && !onBar) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  float page = std::max(1.f, size.y / m.line - 2);
  if (result.focused) {
    if (!input.readOnly) typeText(doc);
    handleKeys(doc, input.readOnly, static_cast<int>(page));
    if (ImGui::IsKeyPressed(GLFW_KEY_ESCAPE)) ImGui::SetWindowFocus(nullptr);
  }
  result.changed = doc.revision() != before;
  if (result.changed) {
    memory.colours = colourLines(doc.text());
    memory.colours.resize(doc.lineCount());
    memory.colouredRevision = doc.revision();
  }

  // Scrolling: after the caret when it moved, else after what was asked for.
  if (doc.caret() != memory.seenCaret) {
    memory.seenCaret = doc.caret();
    memory.caretMovedAt = ImGui::GetTime();
    if (result.focused) {
      float y = m.line * static_cast<float>(doc.caret().line), x = xOf(m, doc.line(doc.caret().line), doc.caret().column);
      if (y < ImGui::GetScrollY()) ImGui::SetScrollY(y);
      if (y + m.line > ImGui::GetScrollY() + size.y - t.px(12)) ImGui::SetScrollY(y + m.line - size.y + t.px(12));
      float room = size.x - m.gutter - m.pad - t.px(24);
      if (x < ImGui::GetScrollX()) ImGui::SetScrollX(std::max(0.f, x - t.px(40)));
      if (x > ImGui::GetScrollX() + room) ImGui::SetScrollX(x - room + t.px(40));
    }
  }
  if (input.scrollTo && size.y > m.line * 3) {
    float top = m.line * static_cast<float>(input.scrollTo->begin.line), scroll = ImGui::GetScrollY();
    if (top < scroll + m.line || top + m.line * 2 > scroll + size.y)
      ImGui::SetScrollY(std::max(0.f, top - size.y * 0.4f));
  }

  // Only what is visible is touched.
  float scrollY = window.y - origin.y;
  size_t first = static_cast<size_t>(std::max(0.f, std::floor(scrollY / m.line)));
  size_t last = std::min(doc.lineCount() - 1, static_cast<size_t>(std::max(0.f, (scrollY + size.y) / m.line)));
  first = std::min(first, last);
  auto lineY = [&](size_t line) { return origin.y + m.line * static_cast<float>(line); };

  for (const EditorMark& mark : input.marks)
    if (mark.kind == EditorMark::Kind::Current) {
      size_t line = std::min(mark.span.begin.line, doc.lineCount() - 1);
      draw->AddRectFilled({window.x, lineY(line)}, {window.x + size.x, lineY(line) + m.line}, t.currentLine);
    }
  draw->PushClipRect({window.x + m.gutter, window.y}, {window.x + size.x, window.y + size.y}, true);
  for (const EditorMark& mark : input.marks) {
    if (mark.kind != EditorMark::Kind::Current) continue;
    size_t stop = std::min(mark.span.end.line, mark.span.begin.line); // a statement's first line: bodies may be long
    TextSpan head{mark.span.begin, stop == mark.span.end.line ? mark.span.end : TextPosition{stop, doc.line(std::min(stop, doc.lineCount() - 1)).size()}};
    eachLine(doc, m, head, first, last, [&](size_t line, float x0, float x1, bool) {
      draw->AddRectFilled({text.x + x0 - t.px(3), lineY(line) + t.px(1)}, {text.x + x1 + t.px(3), lineY(line) + m.line - t.px(1)}, t.currentStatement, t.px(4));
    });
  }
  if (doc.hasSelection())
    eachLine(doc, m, doc.selection(), first, last, [&](size_t line, float x0, float x1, bool more) {
      draw->AddRectFilled({text.x + x0, lineY(line)}, {text.x + x1 + (more ? digit : 0), lineY(line) + m.line}, result.focused ? t.selection : mix(t.panel, t.selection, 0.5f));
    });
  float down = std::round((m.line - m.font->FontSize) / 2);
  for (size_t i = first; i <= last; ++i) {
    const std::string& line = doc.line(i);
    ImVec2 at{text.x, lineY(i) + down};
    size_t from = 0;
    for (const ColouredRun& run : memory.colours[i]) {
      size_t begin = std::min<size_t>(run.begin, line.size()), end = std::min<size_t>(run.end, line.size());
      if (begin > from) drawRun(draw, m, at, t.text, std::string_view(line).substr(from, begin - from));
      if (end > begin) drawRun(draw, m, at, colourOf(t, run.colour), std::string_view(line).substr(begin, end - begin));
      from = std::max(from, end);
      if (at.x > window.x + size.x) break;
    }
    if (from < line.size() && at.x < window.x + size.x) drawRun(draw, m, at, t.text, std::string_view(line).substr(from));
  }
  auto outline = [&](TextSpan span, ImU32 colour) {
    eachLine(doc, m, {span.begin, span.begin.line == span.end.line ? span.end : TextPosition{span.begin.line, doc.clamp({span.begin.line, ~size_t{0}}).column}}, first, last,
             [&](size_t line, float x0, float x1, bool) {
               draw->AddRect({text.x + x0 - t.px(3), lineY(line) + t.px(1)}, {text.x + x1 + t.px(3), lineY(line) + m.line - t.px(1)}, colour, t.px(4), 0, t.px(1.5f));
             });
  };
  for (const EditorMark& mark : input.marks)
    if (mark.kind == EditorMark::Kind::Hovered) outline(mark.span, t.text);
  if (input.flash) outline(*input.flash, t.accent);
  for (const EditorMark& mark : input.marks) {
    if (mark.kind != EditorMark::Kind::Error) continue;
    float end = 0;
    size_t on = doc.clamp(mark.span.begin).line;
    eachLine(doc, m, mark.span, first, last, [&](size_t line, float x0, float x1, bool) {
      x1 = std::max(x1, x0 + digit);
      float y = lineY(line) + m.line - t.px(3), step = t.px(3);
      for (float x = x0, up = 0; x < x1; x += step, up = 1 - up) draw->PathLineTo({text.x + x, y - up * t.px(2.5f)});
      draw->PathStroke(t.of(Meaning::Error), 0, t.px(1.4f));
    });
    if (on < first || on > last) continue;
    end = xOf(m, doc.line(on), doc.line(on).size()) + t.px(18);
    ImVec2 at{text.x + end, lineY(on) + (m.line - t.fonts.small->FontSize) / 2};
    float width = t.fonts.small->CalcTextSizeA(t.fonts.small->FontSize, FLT_MAX, 0, mark.message.c_str()).x;
    draw->AddRectFilled({at.x - t.px(8), lineY(on) + t.px(2)}, {at.x + width + t.px(8), lineY(on) + m.line - t.px(2)}, t.tint(Meaning::Error, 0.16f), t.px(5));
    draw->AddText(t.fonts.small, t.fonts.small->FontSize, at, t.of(Meaning::Error), mark.message.c_str());
  }
  if (result.focused) {
    TextPosition here, there;
    if (doc.matchingBracket(here, there))
      for (TextPosition p : {here, there})
        if (p.line >= first && p.line <= last) {
          float x = text.x + xOf(m, doc.line(p.line), p.column);
          draw->AddRect({x - 1, lineY(p.line) + t.px(2)}, {x + digit + 1, lineY(p.line) + m.line - t.px(2)}, t.faint, t.px(2));
        }
    bool on = std::fmod(ImGui::GetTime() - memory.caretMovedAt, 1.06) < 0.53;
    TextPosition c = doc.caret();
    if (on && c.line >= first && c.line <= last) {
      float x = std::round(text.x + xOf(m, doc.line(c.line), c.column));
      draw->AddRectFilled({x, lineY(c.line) + t.px(2)}, {x + std::max(1.f, t.px(1.6f)), lineY(c.line) + m.line - t.px(2)}, t.caret);
    }
  }
  draw->PopClipRect();

  // The gutter stays where it is while the text scrolls sideways.
  draw->AddRectFilled({window.x, window.y}, {window.x + m.gutter, window.y + size.y}, withAlpha(t.panelHeader, 1));
  std::optional<size_t> current;
  for (const EditorMark& mark : input.marks)
    if (mark.kind == EditorMark::Kind::Current) current = mark.span.begin.line;
  for (size_t i = first; i <= last; ++i) {
    float y = lineY(i), middle = y + m.line / 2;
    bool here = current && *current == i;
    if (here) draw->AddRectFilled({window.x, y}, {window.x + m.gutter, y + m.line}, t.currentLine);
    std::string number = fmt::format("{}", i + 1);
    bool breakpoint = input.breakpoints.contains(static_cast<uint32_t>(i + 1));
    bool over = inGutter && io.MousePos.y >= y && io.MousePos.y < y + m.line;
    if (breakpoint)
      drawShape(draw, Shape::Octagon, {window.x + t.px(11), middle}, t.px(6.5f), t.breakpoint);
    else if (over)
      drawShape(draw, Shape::Octagon, {window.x + t.px(11), middle}, t.px(6.5f), withAlpha(t.breakpoint, 0.3f));
    else if (here)
      drawIcon(draw, Icon::Play, {window.x + t.px(11), middle}, t.px(5.5f), t.bright() ? t.of(Meaning::Tick) : t.of(Meaning::Timer));
    draw->AddText(m.font, m.font->FontSize, {window.x + m.gutter - t.px(8) - digit * static_cast<float>(number.size()), y + down}, here ? t.text : t.faint, number.c_str());
    notePlace(fmt::format("gutter:{}", i + 1), {window.x, y}, {window.x + m.gutter, y + m.line});
    if (over && ImGui::IsMouseClicked(0)) result.gutterClicked = static_cast<uint32_t>(i + 1);
  }
  draw->AddLine({window.x + m.gutter, window.y}, {window.x + m.gutter, window.y + size.y}, t.border);
  ImGui::Dummy(contents);
  ImGui::EndChild();
  return result;
}

} // namespace tickscope::gui
