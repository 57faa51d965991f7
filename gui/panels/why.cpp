// Why this ran when it did: the causes of what was picked, from the program's own line down to it. With two things
// picked: which rule put one before the other.
#include "core/trace/explain.h"
#include "gui/panels/panels.h"
#include "gui/seen.h"
#include "gui/trace_words.h"
#include "gui/why.h"
#include "gui/widgets.h"

#include <algorithm>
#include <fmt/format.h>

namespace tickscope::gui {

using namespace trace;

namespace {

Meaning meaningOfEvent(const Event& e) {
  return e.kind == EventKind::CallbackBegin ? meaningOf(e.as<ev::CallbackBegin>().kind) : meaningOf(e.kind);
}

// One link of the chain: a shape on a line that leads down to the next, what happened, and where. Returns its height.
float drawLink(const PanelInput& in, ViewModel& view, const Event& event, ImVec2 at, float width, bool first, bool last) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  std::string words = last ? explain(in.trace, event.id) : summary(in.trace, event);
  std::string place = lineLabel(in.trace, siteOf(event));
  float left = t.px(26), room = width - left - t.px(6);
  float textHeight = drawWrapped(nullptr, t.fonts.ui, {}, 0, words, room);
  float height = textHeight + (place.empty() ? 0 : t.px(17)) + t.px(9);
  ImGui::SetCursorScreenPos(at);
  ImGui::PushID(static_cast<int>(event.id));
  bool clicked = ImGui::InvisibleButton("link", {std::max(1.f, width), height});
  bool hovered = ImGui::IsItemHovered();
  ImGui::PopID();
  ImVec2 max{at.x + width, at.y + height - t.px(2)};
  if (hovered || last) draw->AddRectFilled(at, max, hovered ? t.hover : t.tint(meaningOfEvent(event), 0.12f), t.px(6));
  if (view.lit(event.id)) drawLit(draw, t, at, max, t.px(6));
  float x = at.x + t.px(12), y = at.y + t.px(13);
  if (!first) draw->AddLine({x, at.y - t.px(2)}, {x, y - t.px(7)}, t.strongBorder, t.px(1.5f));
  if (!last) draw->AddLine({x, y + t.px(7)}, {x, at.y + height}, t.strongBorder, t.px(1.5f));
  drawMeaning(draw, t, meaningOfEvent(event), {x, y}, t.px(5.5f));
  drawWrapped(draw, t.fonts.ui, {at.x + left, at.y + t.px(3)}, t.text, words, room);
  if (!place.empty()) drawText(draw, t.fonts.small, {at.x + left, at.y + t.px(3) + textHeight}, t.dim, place, room);
  if (hovered) view.hover(event.id);
  if (clicked) {
    view.seek(event.id);
    view.show(siteOf(event));
  }
  return height;
}

float drawChain(const PanelInput& in, ViewModel& view, EventId event, ImVec2 at, float width) {
  constexpr size_t mostLinks = 40;
  std::vector<EventId> chain = nearestCauses(in.trace, event, mostLinks + 1);
  bool cut = chain.size() > mostLinks;
  if (cut) chain.resize(mostLinks);
  std::reverse(chain.begin(), chain.end());
  float y = at.y;
  if (cut) {
    drawText(ImGui::GetWindowDrawList(), in.theme.fonts.small, {at.x + in.theme.px(26), y}, in.theme.dim, "… and more before these");
    y += in.theme.px(20);
  }
  for (size_t i = 0; i < chain.size(); ++i) y += drawLink(in, view, in.trace.event(chain[i]), {at.x, y}, width, i == 0 && !cut, i + 1 == chain.size());
  return y - at.y;
}

// The rule that decided, on a card.
float drawReason(const PanelInput& in, const OrderReason& reason, ImVec2 at, float width) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  float inner = width - t.px(24);
  std::string tag = reason.race ? "A race: it could have gone the other way." : "Always so.";
  float textHeight = drawWrapped(nullptr, t.fonts.ui, {}, 0, reason.sentence, inner), height = textHeight + t.px(36);
  Meaning meaning = reason.race ? Meaning::Timer : Meaning::Immediate;
  draw->AddRectFilled(at, {at.x + width, at.y + height}, t.tint(meaning, 0.13f), t.px(7));
  draw->AddRectFilled(at, {at.x + t.px(4), at.y + height}, t.of(meaning), t.px(7), ImDrawFlags_RoundCornersLeft);
  drawWrapped(draw, t.fonts.ui, {at.x + t.px(14), at.y + t.px(6)}, t.text, reason.sentence, inner);
  drawText(draw, t.fonts.small, {at.x + t.px(14), at.y + textHeight + t.px(12)}, t.dim, reason.reference.empty() ? tag : fmt::format("{}  Rule {} of the reference.", tag, reason.reference), inner);
  return height + t.px(8);
}

} // namespace

void drawWhyPanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  if (in.index.last == 0) return emptyState(t, "Run a program first.");
  EventId first = view.picked.first <= in.index.last ? view.picked.first : 0, second = view.picked.second <= in.index.last ? view.picked.second : 0;
  bool followed = first == 0;
  if (followed) first = callbackAround(in.trace, in.index, in.state.step); // nothing picked: what runs at the playhead
  if (first == 0) return emptyState(t, "Click a callback or a console line to ask why it ran. With Ctrl, click a second one to ask why it came later.");
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x - t.px(4), y = at.y;
  auto heading = [&](std::string_view words) {
    drawText(draw, t.fonts.small, {at.x + t.px(2), y}, t.accentText, words, width);
    y += t.px(20);
  };
  if (second) {
    OrderReason reason = whyInThisOrder(in.trace, in.index, first, second);
    heading("Why in this order");
    y += drawReason(in, reason, {at.x, y}, width);
    heading("First");
    y += drawChain(in, view, reason.earlier, {at.x, y}, width) + t.px(8);
    heading("Then");
    y += drawChain(in, view, reason.later, {at.x, y}, width);
  } else {
    heading(followed ? "What runs now, and what led to it" : "What was picked, and what led to it");
    y += drawChain(in, view, first, {at.x, y}, width);
    drawWrapped(draw, t.fonts.small, {at.x + t.px(2), y + t.px(4)}, t.dim, "Now Ctrl+click another callback or console line: why it came before or after.", width);
    y += t.px(40);
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({std::max(1.f, width), std::max(1.f, y - at.y)});
}

} // namespace tickscope::gui
