// The program: what runs now is marked, breakpoints stand in the gutter, errors are underlined where they are. The text
// can be edited at any time; marks of the last run stay as long as the text is the one that was run.
#include "gui/editor/editor.h"
#include "gui/panels/panels.h"
#include "gui/source_places.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <fmt/format.h>

namespace tickscope::gui {

using namespace trace;

namespace {

std::optional<TextSpan> spanIn(const PanelInput& in, const SourceTab& tab, SiteId id) {
  if (id == SiteId::None) return std::nullopt;
  const Site& site = in.trace.site(id);
  if (site.source == SourceId::None) return std::nullopt;
  Source source = in.trace.source(site.source);
  if (source.path != tab.path) return std::nullopt;
  return spanOf(source.text, site);
}

void drawTabs(const Theme& t, ViewModel& view) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  float x = at.x, height = t.px(26);
  for (size_t i = 0; i < view.sources.size(); ++i) {
    std::string_view name = view.sources[i].path;
    name = name.substr(name.find_last_of('/') + 1);
    float width = textWidth(t.fonts.small, name) + t.px(20);
    ImGui::SetCursorScreenPos({x, at.y});
    ImGui::PushID(static_cast<int>(i));
    if (ImGui::InvisibleButton("source", {width, height})) view.activeSource = i;
    bool hovered = ImGui::IsItemHovered(), active = view.activeSource == i;
    ImGui::PopID();
    if (active || hovered) draw->AddRectFilled({x, at.y + t.px(2)}, {x + width, at.y + height - t.px(2)}, active ? t.raised : t.hover, t.px(5));
    drawText(draw, t.fonts.small, {x + t.px(10), at.y + (height - t.fonts.small->FontSize) / 2}, active ? t.text : t.dim, name);
    x += width + t.px(2);
  }
  ImGui::SetCursorScreenPos({at.x, at.y + height});
}

// A field above the code: what is typed is found at once, Enter goes on, Shift+Enter back, Escape closes it.
void drawFindBar(const Theme& t, ViewModel& view, SourceTab& tab, std::optional<TextSpan>& scrollTo) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x, height = t.px(36);
  draw->AddRectFilled(at, {at.x + width, at.y + height}, t.panelHeader);
  draw->AddLine({at.x, at.y + height}, {at.x + width, at.y + height}, t.border);
  drawIcon(draw, Icon::Search, {at.x + t.px(16), at.y + height / 2}, t.px(6), t.dim);
  char text[256];
  size_t length = view.find.text.copy(text, sizeof text - 1);
  text[length] = 0;
  ImGui::SetCursorScreenPos({at.x + t.px(30), at.y + t.px(5)});
  ImGui::SetNextItemWidth(std::max(t.px(60), width - t.px(170)));
  if (view.find.fresh) ImGui::SetKeyboardFocusHere();
  view.find.fresh = false;
  Document& document = tab.document;
  auto go = [&](TextSpan found) {
    if (found.begin == found.end) return;
    document.select(found);
    scrollTo = found;
  };
  if (ImGui::InputTextWithHint("##find", "find in the code", text, sizeof text)) {
    view.find.text = text;
    if (!view.find.text.empty()) go(document.find(view.find.text, document.hasSelection() ? document.selection().begin : document.caret()));
  }
  bool inField = ImGui::IsItemActive() || ImGui::IsItemDeactivated();
  bool enter = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter)), escape = ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape));
  if (inField && enter && !view.find.text.empty()) {
    go(ImGui::GetIO().KeyShift ? document.findBackwards(view.find.text, document.selection().begin) : document.find(view.find.text, document.selection().end));
    ImGui::SetKeyboardFocusHere(-1);
  }
  size_t count = 0;
  if (!view.find.text.empty())
    for (const std::string& line : document.lines())
      for (size_t i = line.find(view.find.text); i != std::string::npos; i = line.find(view.find.text, i + view.find.text.size())) ++count;
  std::string words = view.find.text.empty() ? std::string() : count == 0 ? "not found" : fmt::format("{} found", count);
  drawText(draw, t.fonts.small, {at.x + width - t.px(130), at.y + (height - t.fonts.small->FontSize) / 2}, count == 0 ? t.of(Meaning::Error) : t.dim, words);
  ImGui::SetCursorScreenPos({at.x + width - t.px(34), at.y + t.px(6)});
  if (iconButton(t, "close find", Icon::Close, true, false, 24) || (inField && escape)) view.find.open = false;
  ImGui::SetCursorScreenPos({at.x, at.y + height + 1});
}

} // namespace

void drawCodePanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  if (view.sources.empty()) return emptyState(t, "No program is open. Press Ctrl+O for the scenario library, or drop a .js or .tick file on the window.");
  // Whatever is asked for may lie in another file: show that one.
  auto turnTo = [&](SiteId id) {
    if (id == SiteId::None) return;
    const Site& site = in.trace.site(id);
    if (site.source == SourceId::None) return;
    std::string_view path = in.trace.source(site.source).path;
    for (size_t i = 0; i < view.sources.size(); ++i)
      if (view.sources[i].path == path) view.activeSource = i;
  };
  SiteId now = view.internals ? currentSite(in.state) : programSite(in.trace, in.state);
  bool moved = view.codeStep != in.state.step;
  bool backToStart = moved && in.state.step == 0 && view.codeStep != ~EventId{0}; // not when another run is shown
  view.codeStep = in.state.step;
  if (view.reveal.pending)
    turnTo(view.reveal.site);
  else if (moved && view.followCode && !view.edited)
    turnTo(now);
  if (moved && !view.reveal.pending) view.reveal.site = SiteId::None;
  view.activeSource = std::min(view.activeSource, view.sources.size() - 1);
  if (view.sources.size() > 1) drawTabs(t, view);
  SourceTab& tab = view.sources[view.activeSource];

  EditorInput input;
  if (view.find.open) drawFindBar(t, view, tab, input.scrollTo);
  input.readOnly = !tab.editable;
  if (backToStart && view.followCode && !view.edited) input.scrollTo = TextSpan{}; // the program's beginning
  bool marksHold = !(view.edited && tab.editable); // positions of the run fit this text
  if (marksHold) {
    if (auto span = spanIn(in, tab, now)) {
      input.marks.push_back({EditorMark::Kind::Current, *span, {}});
      if (moved && view.followCode) input.scrollTo = *span;
    }
    if (view.hovered && view.hovered <= in.index.last)
      if (auto span = spanIn(in, tab, siteOf(in.trace.event(view.hovered)))) input.marks.push_back({EditorMark::Kind::Hovered, *span, {}});
    if (view.reveal.site != SiteId::None) {
      input.flash = spanIn(in, tab, view.reveal.site);
      if (view.reveal.pending) input.scrollTo = input.flash;
    }
  }
  view.reveal.pending = false;
  for (const Diagnostic& d : view.diagnostics) {
    if (d.line == 0 || !(d.path.empty() || d.path == tab.path)) continue;
    TextSpan span = spanOfDiagnostic(tab.document, d);
    input.marks.push_back({EditorMark::Kind::Error, span, d.message.substr(0, d.message.find('\n'))});
    if (view.diagnosticsFresh) input.scrollTo = span;
  }
  view.diagnosticsFresh = false;
  for (const Breakpoint& b : view.breakpoints)
    if (b.path == tab.path) input.breakpoints.insert(b.line);
  EditorResult result = drawEditor(t, tab.document, view.editorMemory, input);
  view.editing = result.focused;
  if (result.changed && tab.editable) {
    view.edited = true;
    view.diagnostics.clear();
  }
  if (result.gutterClicked) view.toggleBreakpoint({tab.path, result.gutterClicked});
}

} // namespace tickscope::gui
