// How full the generations are, and what the collector has done so far.
#include "gui/panels/panels.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <fmt/format.h>

namespace tickscope::gui {

using namespace trace;

void drawHeapPanel(const PanelInput& in, ViewModel&) {
  const Theme& t = in.theme;
  const HeapState& heap = in.state.isolate().heap;
  if (heap.lastSample == kNoEvent && heap.used() == 0) return emptyState(t, "The heap has not been measured yet.");
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  float y = at.y;
  auto gauge = [&](Meaning meaning, const char* name, uint64_t used, uint64_t capacity, const char* text) {
    std::string figures = capacity ? fmt::format("{} of {}", bytesText(used), bytesText(capacity)) : bytesText(used);
    drawMeaning(draw, t, meaning, {at.x + t.px(9), y + t.fonts.ui->FontSize / 2}, t.px(5.5f));
    drawText(draw, t.fonts.ui, {at.x + t.px(22), y}, t.text, name);
    float width = textWidth(t.fonts.small, figures);
    drawText(draw, t.fonts.small, {at.x + room.x - width - t.px(2), y + t.px(1)}, t.dim, figures);
    ImVec2 min{at.x + t.px(2), y + t.px(20)}, max{at.x + room.x - t.px(2), y + t.px(29)};
    draw->AddRectFilled(min, max, t.raised, t.px(4));
    double share = capacity ? static_cast<double>(used) / static_cast<double>(capacity) : 0;
    float end = min.x + (max.x - min.x) * static_cast<float>(std::clamp(share, 0.0, 1.0));
    if (end > min.x + 1) draw->AddRectFilled(min, {end, max.y}, t.of(meaning), t.px(4));
    ImGui::SetCursorScreenPos({at.x, y});
    ImGui::PushID(name);
    ImGui::InvisibleButton("gauge", {room.x, t.px(32)});
    ImGui::PopID();
    tooltip(t, name, text);
    y += t.px(38);
  };
  gauge(Meaning::Young, "young", heap.newUsed, heap.newCapacity, meaningText(Meaning::Young));
  gauge(Meaning::Old, "old", heap.oldUsed, heap.oldCapacity, meaningText(Meaning::Old));
  auto line = [&](std::string words, ImU32 colour) {
    drawText(draw, t.fonts.small, {at.x + t.px(4), y}, colour, words, room.x - t.px(6));
    y += t.px(19);
  };
  if (heap.largeUsed) line(fmt::format("large objects {}", bytesText(heap.largeUsed)), t.dim);
  if (heap.external) line(fmt::format("outside the heap {}", bytesText(heap.external)), t.dim);
  if (heap.collecting) line(fmt::format("{} now: {}", text(heap.lastKind), text(heap.lastReason)), t.of(Meaning::Young));
  line(fmt::format("{} scavenges, {} full collections", countText(heap.scavenges), countText(heap.fullCollections)), t.dim);
  if (heap.scavenges + heap.fullCollections)
    line(fmt::format("stood still {}, last {}", timeText(heap.pauseNs), timeText(heap.lastPauseNs)), t.dim);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({room.x, std::max(1.f, y - at.y)});
}

} // namespace tickscope::gui
