// The program: what runs now is marked, breakpoints stand in the gutter, errors are underlined where they are. The text
// can be edited at any time; marks of the last run stay as long as the text is the one that was run.
#include "gui/editor/editor.h"
#include "gui/panels/panels.h"
#include "gui/source_places.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>

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
  SiteId now = currentSite(in.state);
  bool moved = view.codeStep != in.state.step;
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
  input.readOnly = !tab.editable;
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
