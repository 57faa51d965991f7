// Inside the heap: how full it was over time with every collection, what objects there are at the playhead, and why they
// are alive. The objects are not in the trace: they are asked for (heap_inspector.h).
#include "gui/heap_inspector.h"
#include "gui/panels/panels.h"
#include "gui/seen.h"
#include "gui/timeline_draw.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <fmt/format.h>

namespace tickscope::gui {

using namespace trace;

namespace {

// The curve of the bytes used, the collections as marks in it, the playhead. A click goes to the collection that is near,
// else to the step under the mouse.
float drawCurve(const PanelInput& in, ViewModel& view, ImVec2 at, float width, float height) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  float left = at.x + t.px(4), right = at.x + width - t.px(4), top = at.y + t.px(18), bottom = at.y + height - t.px(4);
  drawText(draw, t.fonts.small, {left, at.y}, t.dim, fmt::format("used, at most {}", bytesText(in.index.heapMost)), width * 0.6f);
  draw->AddRectFilled({left, top}, {right, bottom}, t.raised, t.px(4));
  TimeScale scale{TimeAxis::Steps, 0, static_cast<double>(std::max<EventId>(1, in.index.last)) + 1, left, std::max(1.f, right - left)};
  std::vector<CurvePoint> curve = prepareLevel(in.index.heap, in.index.heapMost, scale);
  auto y = [&](float share) { return bottom - (bottom - top - t.px(3)) * share; };
  for (size_t i = 0; i < curve.size(); ++i) {
    float end = i + 1 < curve.size() ? curve[i + 1].x : right;
    draw->AddRectFilled({curve[i].x, y(curve[i].y)}, {std::max(end, curve[i].x + 1), bottom}, withAlpha(t.of(Meaning::Young), 0.35f));
    draw->AddLine({curve[i].x, y(curve[i].y)}, {std::max(end, curve[i].x + 1), y(curve[i].y)}, t.of(Meaning::Young), t.px(1.2f));
  }
  // Collections: a stroke each; one a pixel column at most.
  ImGui::SetCursorScreenPos({left, top});
  ImGui::InvisibleButton("curve", {std::max(1.f, right - left), std::max(1.f, bottom - top)});
  notePlace("heap:curve", {left, top}, {right, bottom});
  bool hovered = ImGui::IsItemHovered();
  float mouse = ImGui::GetIO().MousePos.x, nearest = t.px(6), lastX = -1;
  const Collection* near = nullptr;
  for (const Collection& collection : in.index.collections) {
    float x = scale.x(static_cast<double>(collection.end.event) + 0.5);
    if (hovered && std::abs(x - mouse) < nearest) {
      nearest = std::abs(x - mouse);
      near = &collection;
    }
    if (x < lastX + 1 && !collection.full()) continue;
    lastX = x;
    Meaning meaning = collection.end.meaning;
    draw->AddLine({x, top}, {x, collection.full() ? bottom : top + (bottom - top) * 0.3f}, t.of(meaning), t.px(collection.full() ? 2.f : 1.f));
    drawMeaning(draw, t, meaning, {x, top + t.px(4)}, t.px(3.2f));
  }
  float here = scale.x(static_cast<double>(view.step) + 0.5);
  draw->AddLine({here, top - t.px(2)}, {here, bottom + t.px(2)}, t.accent, t.px(1.5f));
  if (hovered) {
    if (near) {
      float x = scale.x(static_cast<double>(near->end.event) + 0.5);
      draw->AddCircle({x, top + t.px(4)}, t.px(6), t.accentText, 0, t.px(1.5f));
      tooltip(t, near->full() ? "mark-sweep" : "scavenge",
              fmt::format("step {}: {} before, {} after, {} promoted; JavaScript stood still for {}. Click to go there.", countText(near->end.event),
                          bytesText(near->before), bytesText(near->after), bytesText(near->promoted), timeText(near->pauseNs)));
      view.hover(near->end.event);
    } else {
      tooltip(t, "Heap used over time", "Each mark is a collection: short for a scavenge of new space, long for a mark-sweep of everything. Click to go there.");
    }
    if (ImGui::IsMouseClicked(0)) view.seek(near ? near->end.event : static_cast<EventId>(std::clamp(scale.value(mouse), 0.0, static_cast<double>(in.index.last))));
  }
  return height;
}

// The spaces as one bar, a stretch each, by generation and age.
float drawMap(const PanelInput& in, const HeapPicture& picture, ImVec2 at, float width) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  using snapshot::Space;
  auto bytes = [&](Space space) { return picture.bySpace[static_cast<size_t>(space)]; };
  struct Part {
    const char* name;
    const char* text;
    uint64_t bytes;
    ImU32 colour;
  } parts[] = {
      {"born lately", "In new space, and no scavenge has come by yet.", bytes(Space::New) - picture.survivedOnce, withAlpha(t.of(Meaning::Young), 0.55f)},
      {"survived one", "In new space, copied by one scavenge: the next one promotes it.", picture.survivedOnce, t.of(Meaning::Young)},
      {"old", "Promoted to old space: freed by mark-sweep only.", bytes(Space::Old), t.of(Meaning::Old)},
      {"large", "In large-object space: memory of its own, never moved.", bytes(Space::Large), mix(t.of(Meaning::Old), t.of(Meaning::Error), 0.45f)},
      {"code and maps", "The engine's own that never moves: compiled functions, hidden classes, names.", bytes(Space::Pinned), t.of(Meaning::Idle)},
      {"outside", "Memory of ArrayBuffers, outside the heap.", bytes(Space::None), t.of(Meaning::Poll)},
  };
  float left = at.x + t.px(4), right = at.x + width - t.px(4), y = at.y + t.px(2), bottom = y + t.px(12);
  double whole = static_cast<double>(std::max<uint64_t>(1, picture.bytes));
  float x = left;
  for (const Part& part : parts) {
    if (!part.bytes) continue;
    float end = std::min(right, x + std::max(t.px(2), (right - left) * static_cast<float>(static_cast<double>(part.bytes) / whole)));
    draw->AddRectFilled({x, y}, {end, bottom}, part.colour, t.px(2));
    ImGui::SetCursorScreenPos({x, y});
    ImGui::PushID(part.name);
    ImGui::InvisibleButton("part", {std::max(1.f, end - x), bottom - y});
    ImGui::PopID();
    tooltip(t, fmt::format("{}: {}", part.name, bytesText(part.bytes)), part.text);
    x = end + 1;
  }
  // The legend: as many words as fit on one line.
  float legendX = left, legendY = bottom + t.px(3);
  for (const Part& part : parts) {
    if (!part.bytes) continue;
    std::string words = fmt::format("{} {}", part.name, bytesText(part.bytes));
    float needed = t.px(12) + textWidth(t.fonts.small, words) + t.px(12);
    if (legendX + needed > right) break;
    draw->AddRectFilled({legendX, legendY + t.px(4)}, {legendX + t.px(8), legendY + t.px(12)}, part.colour, t.px(2));
    drawText(draw, t.fonts.small, {legendX + t.px(12), legendY}, t.dim, words);
    legendX += needed;
  }
  return legendY + t.px(20) - at.y;
}

struct Columns {
  float count, self, retained; // right edges
};

void drawTable(const PanelInput& in, ViewModel& view, const HeapPicture& picture, ImVec2 at, float width, float height) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  float number = t.px(66);
  float right = at.x + width - t.px(20); // beside the scroll bar
  Columns c{right - 2 * number, right - number, right};
  auto rightText = [&](ImDrawList* list, ImFont* font, float edge, float y, ImU32 colour, const std::string& text) {
    drawText(list, font, {edge - textWidth(font, text), y}, colour, text);
  };
  drawText(draw, t.fonts.small, {at.x + t.px(6), at.y}, t.dim, "constructor");
  rightText(draw, t.fonts.small, c.count, at.y, t.dim, "count");
  rightText(draw, t.fonts.small, c.self, at.y, t.dim, "shallow");
  rightText(draw, t.fonts.small, c.retained, at.y, t.dim, "retained");
  float row = t.px(21);
  ImGui::SetCursorScreenPos({at.x, at.y + t.px(19)});
  ImGui::BeginChild("table", {width, std::max(1.f, height - t.px(19))}, false, ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoMove);
  draw = ImGui::GetWindowDrawList();
  ImVec2 origin = ImGui::GetCursorScreenPos();
  // When another heap is shown, what is selected comes into view.
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID shown = ImGui::GetID("shown");
  if (storage->GetVoidPtr(shown) != &picture) {
    storage->SetVoidPtr(shown, const_cast<HeapPicture*>(&picture));
    auto at = std::find_if(picture.groups.begin(), picture.groups.end(), [&](const snapshot::Group& g) { return g.name == view.heap.selected; });
    if (at != picture.groups.end()) ImGui::SetScrollY(std::max(0.f, row * static_cast<float>(at - picture.groups.begin() - 1)));
  }
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(picture.groups.size()), row);
  while (clipper.Step())
    for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
      const snapshot::Group& group = picture.groups[static_cast<size_t>(n)];
      float y = origin.y + row * static_cast<float>(n);
      ImGui::SetCursorScreenPos({origin.x, y});
      ImGui::PushID(n);
      if (ImGui::InvisibleButton("row", {width - t.px(4), row})) view.heap.selected = group.name;
      ImGui::PopID();
      notePlace("heap:" + group.name, {origin.x, y}, {origin.x + width - t.px(4), y + row});
      bool selected = view.heap.selected == group.name;
      if (selected || ImGui::IsItemHovered()) draw->AddRectFilled({origin.x + t.px(1), y}, {origin.x + width - t.px(3), y + row}, selected ? t.selection : t.hover, t.px(4));
      bool engines = group.name[0] == '(', programs = picture.own.contains(group.name);
      // How much of the heap it retains, as a bar under the row.
      float share = static_cast<float>(static_cast<double>(group.retainedSize) / static_cast<double>(std::max<uint64_t>(1, picture.bytes)));
      draw->AddRectFilled({origin.x + t.px(4), y + row - t.px(3)}, {origin.x + t.px(4) + (width - t.px(10)) * std::min(1.f, share), y + row - t.px(1)}, withAlpha(t.of(programs ? Meaning::Old : Meaning::Idle), 0.7f), t.px(1));
      drawText(draw, programs ? t.fonts.bold : t.fonts.ui, {origin.x + t.px(6), y + t.px(1)}, engines ? t.dim : t.text, group.name, c.count - number - origin.x);
      rightText(draw, t.fonts.small, c.count, y + t.px(2), t.dim, countText(group.count));
      rightText(draw, t.fonts.small, c.self, y + t.px(2), t.dim, bytesText(group.selfSize));
      rightText(draw, t.fonts.small, c.retained, y + t.px(2), t.text, bytesText(group.retainedSize));
    }
  ImGui::EndChild();
}

void drawPath(const PanelInput& in, ViewModel& view, const HeapPicture& picture, ImVec2 at, float width, float height) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  auto group = std::find_if(picture.groups.begin(), picture.groups.end(), [&](const snapshot::Group& g) { return g.name == view.heap.selected; });
  if (group == picture.groups.end()) {
    drawWrapped(draw, t.fonts.ui, {at.x + t.px(4), at.y + t.px(2)}, t.faint, "Pick a constructor: the way from a root to the one of its objects that retains most.", width - t.px(8));
    return;
  }
  drawText(draw, t.fonts.small, {at.x + t.px(4), at.y}, t.dim,
           group->count == 1 ? fmt::format("why {} is alive", group->name) : fmt::format("why the largest {} of {} is alive", group->name, countText(group->count)), width - t.px(8));
  ImGui::SetCursorScreenPos({at.x, at.y + t.px(19)});
  ImGui::BeginChild("path", {width, std::max(1.f, height - t.px(19))}, false, ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoMove);
  draw = ImGui::GetWindowDrawList();
  ImVec2 origin = ImGui::GetCursorScreenPos();
  float row = t.px(21);
  std::vector<PathLine> lines = pathLines(picture, group->largest);
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(lines.size()), row);
  while (clipper.Step())
    for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
      const PathLine& line = lines[static_cast<size_t>(n)];
      bool last = line.edge.empty();
      float y = origin.y + row * static_cast<float>(n), x = origin.x + t.px(14);
      draw->AddCircleFilled({origin.x + t.px(6), y + row / 2}, t.px(last ? 4 : 2.5f), last ? t.accent : t.dim);
      if (!last) draw->AddLine({origin.x + t.px(6), y + row / 2}, {origin.x + t.px(6), y + row * 1.5f}, t.strongBorder, t.px(1));
      float room = width - t.px(24);
      x += drawText(draw, last ? t.fonts.bold : t.fonts.ui, {x, y + t.px(1)}, last ? t.text : t.dim, line.holder, last ? room : room * 0.62f) + t.px(6);
      if (!last) drawText(draw, t.fonts.ui, {x, y + t.px(1)}, t.accentText, line.edge, std::max(t.px(20), origin.x + width - t.px(10) - x));
    }
  ImGui::EndChild();
}

} // namespace

void drawMemoryPanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  if (in.index.last == 0) return emptyState(t, "Run a program first; then look into its heap at any step.");
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  float y = at.y, width = room.x, bottom = at.y + room.y;
  HeapObjects& heap = view.heap;
  const HeapPicture* picture = heap.picture && heap.picture->problem.empty() ? heap.picture.get() : nullptr;

  // In a low panel the objects come first.
  if (!in.index.heap.empty() && room.y > t.px(picture ? 300 : 190)) y += drawCurve(in, view, {at.x, y}, width, std::clamp(room.y * 0.24f, t.px(58), t.px(120))) + t.px(4);

  // Which step is shown, and the way to another.
  bool stale = !picture || heap.picture->step != std::max<EventId>(view.step, 0);
  ImGui::SetCursorScreenPos({at.x + t.px(4), y});
  if (textButton(t, "look", heap.busy ? "Looking …" : stale ? "Look into the heap here" : "Looked at this step", false, !heap.busy && stale)) heap.wanted = true;
  float beside = ImGui::GetItemRectMax().x + t.px(10), middle = (ImGui::GetItemRectMin().y + ImGui::GetItemRectMax().y) / 2;
  std::string words = picture ? fmt::format("step {}: {} objects, {}", countText(picture->step), countText(picture->objects), bytesText(picture->bytes))
                      : heap.picture ? heap.picture->problem
                                     : std::string("runs the program again up to this step");
  drawText(draw, t.fonts.small, {beside, middle - t.fonts.small->FontSize / 2}, picture && stale ? t.faint : t.dim, words, at.x + width - beside);
  y += t.px(31);
  if (!picture) {
    if (bottom - y > t.px(40))
      y += drawWrapped(draw, t.fonts.ui, {at.x + t.px(4), y + t.px(4)}, t.faint,
                       in.index.collections.empty() ? "No collection in this run. Look into the heap to see what objects there are, what they retain and why they are alive."
                                                    : "Click a collection to go there. Look into the heap to see what objects there are, what they retain and why they are alive.",
                       width - t.px(8));
  } else {
    if (bottom - y > t.px(205)) y += drawMap(in, *picture, {at.x, y}, width);
    float left = bottom - y;
    if (width > t.px(520)) {
      float half = width * 0.54f;
      drawTable(in, view, *picture, {at.x, y}, half - t.px(6), left);
      drawPath(in, view, *picture, {at.x + half, y}, width - half, left);
    } else {
      float table = left * 0.56f;
      drawTable(in, view, *picture, {at.x, y}, width, table);
      drawPath(in, view, *picture, {at.x, y + table + t.px(4)}, width, left - table - t.px(4));
    }
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, std::max(1.f, std::min(bottom, y) - at.y)});
}

} // namespace tickscope::gui
