// What just happened and why: one sentence, and the chain of causes from the program's line to this step.
#include "core/trace/explain.h"
#include "gui/panels/panels.h"
#include "gui/trace_words.h"
#include "gui/why.h"
#include "gui/widgets.h"

#include <algorithm>
#include <fmt/format.h>

namespace tickscope::gui {

namespace {

struct Link {
  trace::EventId event;
  Meaning meaning;
  std::string label;
  float width;
};

// The chain of causes from its root to the event, without the event: as many links from the end as fit.
std::vector<Link> chainLinks(const PanelInput& in, trace::EventId event, float room, bool& cut) {
  const Theme& t = in.theme;
  constexpr size_t mostLinks = 12;
  std::vector<Link> links;
  float used = 0;
  cut = false;
  for (trace::EventId id : nearestCauses(in.trace, event, mostLinks + 2)) {
    if (id == event) continue; // that is what the sentence says
    trace::Event e = in.trace.event(id);
    Meaning meaning = e.kind == trace::EventKind::CallbackBegin ? meaningOf(e.as<trace::ev::CallbackBegin>().kind) : meaningOf(e.kind);
    std::string label = fitText(t.fonts.small, trace::summary(in.trace, e), t.px(240));
    float width = textWidth(t.fonts.small, label) + t.px(34);
    if (links.size() >= mostLinks || used + width + t.px(24) > room) {
      cut = true;
      break;
    }
    used += width + t.px(24);
    links.push_back({id, meaning, std::move(label), width});
  }
  std::reverse(links.begin(), links.end());
  return links;
}

// The first line of a statement, as the program has it.
std::string statementText(const trace::Trace& trace, trace::SiteId id) {
  const trace::Site& site = trace.site(id);
  std::string_view text = trace.source(site.source).text;
  if (site.start >= site.end || site.end > text.size()) return {};
  text = text.substr(site.start, site.end - site.start);
  size_t line = text.find_first_of("\r\n");
  return line == std::string_view::npos ? std::string(text) : std::string(text.substr(0, line)) + " …";
}

// The scenario's comment that was reached last, on a card at the right. Returns the width it took.
float drawNote(const PanelInput& in, ViewModel& view, ImVec2 at, ImVec2 room) {
  const Theme& t = in.theme;
  auto after = std::upper_bound(view.notes.begin(), view.notes.end(), in.state.step, [](trace::EventId step, const Note& n) { return step < n.step; });
  if (after == view.notes.begin() || room.x < t.px(700)) return 0;
  const Note& note = *std::prev(after);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  float width = std::clamp(room.x * 0.36f, t.px(300), t.px(620));
  ImVec2 min{at.x + room.x - width, at.y}, max{at.x + room.x, at.y + room.y};
  bool fresh = in.state.step - note.step < 8;
  ImU32 ground = mix(t.panel, t.accent, fresh ? 0.18f : 0.09f);
  draw->AddRectFilled(min, max, ground, t.px(7));
  draw->AddRectFilled(min, {min.x + t.px(4), max.y}, withAlpha(t.accent, fresh ? 1.f : 0.5f), t.px(7), ImDrawFlags_RoundCornersLeft);
  float inner = width - t.px(28);
  ImFont* font = drawWrapped(nullptr, t.fonts.ui, {}, 0, note.text, inner) <= room.y ? t.fonts.ui : t.fonts.small;
  float height = drawWrapped(nullptr, font, {}, 0, note.text, inner);
  draw->PushClipRect(min, max, true);
  drawWrapped(draw, font, {min.x + t.px(14), min.y + std::max(t.px(2), (room.y - height) / 2)}, fresh ? t.text : t.dim, note.text, inner);
  draw->PopClipRect();
  ImGui::SetCursorScreenPos(min);
  if (ImGui::InvisibleButton("note", {width, room.y})) view.seek(note.step);
  tooltip(t, "About this scenario", note.text);
  return width + t.px(14);
}

} // namespace

void drawStoryPanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  trace::EventId event = in.state.step;
  if ((event == 0 || event > in.index.last) && !view.diagnostics.empty()) {
    const Diagnostic& d = view.diagnostics[0];
    drawText(draw, t.fonts.story, {at.x + t.px(4), at.y + t.px(4)}, t.text, "The program cannot run as it stands.");
    drawText(draw, t.fonts.ui, {at.x + t.px(4), at.y + t.px(32)}, t.dim, d.line ? fmt::format("Line {} says why: mend it, then press F5.", d.line) : std::string("Mend it, then press F5."), room.x - t.px(8));
    return;
  }
  if (event == 0 || event > in.index.last) {
    bool asks = in.index.last && !view.question.empty(); // what a scenario asks is what one looks for
    drawText(draw, t.fonts.story, {at.x + t.px(4), at.y + t.px(4)}, t.text, asks ? view.question : "Nothing has happened yet.", room.x - t.px(8));
    drawText(draw, t.fonts.ui, {at.x + t.px(4), at.y + t.px(32)}, t.dim,
             in.index.last ? "Q asks you first. The right arrow key steps, Space plays, End shows all that is printed." : "Write or open a program, then press F5 to run it.", room.x - t.px(8));
    return;
  }
  std::string sentence = trace::explain(in.trace, event);
  std::string code; // a statement is best told by its own text
  if (trace::Event e = in.trace.event(event); e.kind == trace::EventKind::Statement) code = statementText(in.trace, e.as<trace::ev::Statement>().at);
  float noteWidth = drawNote(in, view, at, room);
  room.x -= noteWidth;
  if (!code.empty()) {
    float x = at.x + t.px(4);
    x += drawText(draw, t.fonts.story, {x, at.y}, t.dim, "next: ");
    x += drawText(draw, t.fonts.code, {x, at.y + t.fonts.story->FontSize * 0.5f - t.fonts.code->FontSize * 0.5f}, t.text, code, std::max(t.px(80), room.x - (x - at.x) - t.px(90)));
    drawText(draw, t.fonts.ui, {x + t.px(14), at.y + (t.fonts.story->FontSize - t.fonts.ui->FontSize) / 2}, t.dim, lineLabel(in.trace, in.trace.event(event).as<trace::ev::Statement>().at));
    sentence.clear();
  }
  float lineHeight = t.fonts.story->FontSize * 1.12f;
  float height = drawWrapped(nullptr, t.fonts.story, at, 0, sentence, room.x - t.px(8));
  bool chainFits = height + t.px(32) <= room.y;
  ImFont* font = height > room.y - t.px(26) && room.y < lineHeight * 3.4f ? t.fonts.ui : t.fonts.story;
  height = drawWrapped(draw, font, {at.x + t.px(4), at.y}, t.text, sentence, room.x - t.px(8));
  if (!chainFits && height + t.px(26) > room.y + t.px(6)) {
    ImGui::Dummy({room.x, height});
    return;
  }
  float y = at.y + std::max(height + t.px(4), room.y - t.px(27)), x = at.x + t.px(4);
  bool cut = false;
  std::vector<Link> links = chainLinks(in, event, room.x - t.px(60), cut);
  if (cut) x += drawText(draw, t.fonts.small, {x, y + t.px(3)}, t.faint, "… → ") + t.px(4);
  for (size_t i = 0; i < links.size(); ++i) {
    const Link& link = links[i];
    ImGui::SetCursorScreenPos({x, y});
    ImGui::PushID(static_cast<int>(link.event));
    if (ImGui::InvisibleButton("cause", {link.width, t.px(23)})) {
      view.seek(link.event);
      view.show(siteOf(in.trace.event(link.event)));
    }
    bool hovered = ImGui::IsItemHovered();
    if (hovered) view.hover(link.event);
    ImGui::PopID();
    tooltip(t, trace::summary(in.trace, in.trace.event(link.event)), trace::explain(in.trace, link.event));
    ImVec2 max{x + link.width, y + t.px(23)};
    draw->AddRectFilled({x, y}, max, t.tint(link.meaning, hovered ? 0.3f : 0.14f), t.px(11));
    if (view.lit(link.event)) drawLit(draw, t, {x, y}, max, t.px(11));
    drawMeaning(draw, t, link.meaning, {x + t.px(14), y + t.px(11.5f)}, t.px(5));
    drawText(draw, t.fonts.small, {x + t.px(25), y + (t.px(23) - t.fonts.small->FontSize) / 2}, t.text, link.label);
    x += link.width;
    drawText(draw, t.fonts.small, {x + t.px(5), y + (t.px(23) - t.fonts.small->FontSize) / 2}, t.faint, i + 1 < links.size() ? "→" : "→ this");
    x += t.px(24);
  }
}

} // namespace tickscope::gui
