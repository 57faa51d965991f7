// Hidden classes: what each property access of a function has met, and the tree of classes that its objects came through.
// Not in the trace: asked for like the objects (heap_inspector.h).
#include "gui/heap_inspector.h"
#include "gui/panels/panels.h"
#include "gui/seen.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace tickscope::gui {

using namespace snapshot;

namespace {

// What a cache has come to, by colour, shape and word.
struct StateLook {
  const char* word;
  const char* text;
  Meaning colour;
  Shape shape;
};
const StateLook& lookOf(CacheState state) {
  static constexpr StateLook looks[] = {
      {"not run", "This access has not run yet.", Meaning::Idle, Shape::Ring},
      {"mono", "Monomorphic: one hidden class so far. The property stands at a known place of the object: one comparison, one load.", Meaning::Immediate, Shape::Disc},
      {"poly", "Polymorphic: two to four hidden classes. They are compared one after the other, still at the access itself.", Meaning::Timer, Shape::Diamond},
      {"mega", "Megamorphic: a fifth hidden class came. The access looks in a table that all accesses share, and never becomes faster again.", Meaning::Error, Shape::Octagon},
  };
  return looks[static_cast<size_t>(state)];
}

float drawState(const Theme& t, ImVec2 at, float row, CacheState state) { // returns the width
  const StateLook& look = lookOf(state);
  ImDrawList* draw = ImGui::GetWindowDrawList();
  drawShape(draw, look.shape, {at.x + t.px(8), at.y + row / 2}, t.px(5), t.of(look.colour));
  drawText(draw, t.fonts.small, {at.x + t.px(18), at.y + (row - t.fonts.small->FontSize) / 2}, t.of(look.colour), look.word);
  return t.px(60);
}

// A list of rows in a child window of its own; `row(n, at)` draws one.
template <class Row> void drawRows(const char* id, ImVec2 at, float width, float height, float rowHeight, size_t count, Row&& row) {
  ImGui::SetCursorScreenPos(at);
  ImGui::BeginChild(id, {width, std::max(1.f, height)}, false, ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoMove);
  ImVec2 origin = ImGui::GetCursorScreenPos();
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(count), rowHeight);
  while (clipper.Step())
    for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
      ImGui::PushID(n);
      row(static_cast<size_t>(n), ImVec2{origin.x, origin.y + rowHeight * static_cast<float>(n)});
      ImGui::PopID();
    }
  ImGui::EndChild();
}

// The place of the code on this line, to bring it into view.
trace::SiteId siteAt(const trace::Trace& trace, const AccessPlace& place) {
  for (uint32_t i = 1; i < trace.siteCount(); ++i) {
    const trace::Site& site = trace.site(static_cast<trace::SiteId>(i));
    if (site.line == place.line && site.source != trace::SourceId::None && trace.source(site.source).path == place.path) return static_cast<trace::SiteId>(i);
  }
  return trace::SiteId::None;
}

std::string listed(const std::vector<std::string>& names) {
  constexpr size_t most = 8;
  std::string out;
  for (size_t i = 0; i < std::min(names.size(), most); ++i) out += (i ? ", " : "") + names[i];
  return "{" + out + (names.size() > most ? ", …}" : "}");
}

void drawFunctions(const Theme& t, ViewModel& view, const std::vector<FunctionCaches>& functions, ImVec2 at, float width, float height) {
  float row = t.px(23);
  drawRows("functions", at, width, height, row, functions.size(), [&](size_t n, ImVec2 from) {
    const FunctionCaches& f = functions[n];
    ImDrawList* draw = ImGui::GetWindowDrawList();
    ImGui::SetCursorScreenPos(from);
    if (ImGui::InvisibleButton("function", {std::max(1.f, width - t.px(4)), row})) view.classes.selected = f.key;
    notePlace("function:" + f.name, from, {from.x + width - t.px(4), from.y + row});
    bool selected = view.classes.selected == f.key;
    if (selected || ImGui::IsItemHovered()) draw->AddRectFilled(from, {from.x + width - t.px(4), from.y + row - 1}, selected ? t.selection : t.hover, t.px(4));
    tooltip(t, f.name.empty() ? "(top level)" : f.name, lookOf(f.worst).text);
    float x = from.x + t.px(2) + drawState(t, {from.x + t.px(2), from.y}, row, f.worst);
    drawText(draw, t.fonts.codeSmall, {x, from.y + (row - t.fonts.codeSmall->FontSize) / 2}, t.text, f.name.empty() ? "(top level)" : f.name, from.x + width - t.px(8) - x);
  });
}

void drawPlaces(const PanelInput& in, ViewModel& view, const FunctionCaches& function, ImVec2 at, float width, float height) {
  const Theme& t = in.theme;
  float row = t.px(22);
  drawRows("places", at, width, height, row, function.places.size(), [&](size_t n, ImVec2 from) {
    const AccessPlace& place = *function.places[n];
    ImDrawList* draw = ImGui::GetWindowDrawList();
    ImGui::SetCursorScreenPos(from);
    if (ImGui::InvisibleButton("place", {std::max(1.f, width - t.px(4)), row})) view.show(siteAt(in.trace, place));
    if (ImGui::IsItemHovered()) draw->AddRectFilled(from, {from.x + width - t.px(4), from.y + row - 1}, t.hover, t.px(4));
    tooltip(t, fmt::format("{} {}, line {}", place.writes ? "writes" : "reads", place.text, place.line), lookOf(place.state).text);
    float middle = from.y + row / 2, right = from.x + width - t.px(10);
    std::string ids;
    for (uint32_t id : place.classes) ids += id ? fmt::format(" #{}", id) : " primitive";
    float x = from.x + t.px(2) + drawState(t, {from.x + t.px(2), from.y}, row, place.state);
    x += drawText(draw, t.fonts.small, {x, middle - t.fonts.small->FontSize / 2}, t.faint, fmt::format("{}", place.line)) + t.px(8);
    // The access itself comes first; the classes have what is left of the row.
    float words = textWidth(t.fonts.codeSmall, place.text) + (place.writes ? t.px(52) : t.px(10));
    float idsWidth = std::min(textWidth(t.fonts.small, ids), std::max(width * 0.2f, right - x - words));
    drawText(draw, t.fonts.small, {right - idsWidth, middle - t.fonts.small->FontSize / 2}, t.dim, ids, idsWidth + 1);
    x += drawText(draw, t.fonts.codeSmall, {x, middle - t.fonts.codeSmall->FontSize / 2}, t.text, place.text, std::max(t.px(30), right - idsWidth - t.px(8) - x)) + t.px(6);
    if (place.writes && x + t.px(44) < right - idsWidth) drawText(draw, t.fonts.small, {x, middle - t.fonts.small->FontSize / 2}, t.faint, "writes");
  });
}

void drawTree(const Theme& t, HiddenClasses& classes, const FunctionCaches& function, ImVec2 at, float width, float height) {
  std::set<uint32_t> met;
  for (const AccessPlace* place : function.places) met.insert(place->classes.begin(), place->classes.end());
  if (classes.treePicture != classes.picture || classes.treeOf != function.key) {
    classes.treePicture = classes.picture;
    classes.treeOf = function.key;
    classes.tree = classRows(*classes.picture->shapes, met);
  }
  const std::vector<ClassRow>& rows = classes.tree;
  float row = t.px(22);
  drawRows("tree", at, width, height, row, rows.size(), [&](size_t n, ImVec2 from) {
    const ClassRow& line = rows[n];
    const HiddenClass& one = *line.one;
    ImDrawList* draw = ImGui::GetWindowDrawList();
    ImGui::SetCursorScreenPos(from);
    ImGui::InvisibleButton("class", {std::max(1.f, width - t.px(4)), row});
    if (ImGui::IsItemHovered()) draw->AddRectFilled(from, {from.x + width - t.px(4), from.y + row - 1}, t.hover, t.px(4));
    tooltip(t, fmt::format("#{} of {}: {}", one.id, one.constructor, listed(one.properties)),
            one.dictionary ? "It belongs to one object and changes in place, as a prototype's does, or that of an object whose properties were deleted."
                           : "Objects that got the same properties in the same order share it. Another order leads to another class.");
    float x = from.x + t.px(6) + t.px(14) * static_cast<float>(std::min<size_t>(line.depth, 12)), middle = from.y + row / 2, right = from.x + width - t.px(18); // beside the scroll bar
    if (line.depth) { // the way from the class above
      draw->AddLine({x - t.px(8), from.y - t.px(2)}, {x - t.px(8), middle}, t.strongBorder, t.px(1));
      draw->AddLine({x - t.px(8), middle}, {x - t.px(2), middle}, t.strongBorder, t.px(1));
    }
    std::string count = fmt::format("{} alive", countText(one.objects));
    float countWidth = textWidth(t.fonts.small, count);
    drawText(draw, t.fonts.small, {right - countWidth, middle - t.fonts.small->FontSize / 2}, one.objects ? t.text : t.faint, count);
    bool wasMet = met.contains(one.id);
    x += drawText(draw, wasMet ? t.fonts.bold : t.fonts.ui, {x, middle - t.fonts.ui->FontSize / 2}, wasMet ? t.accentText : t.dim, fmt::format("#{}", one.id)) + t.px(8);
    std::string name;
    for (const std::string& property : line.added) name += (name.empty() ? "+ " : " + ") + property;
    if (name.empty()) name = one.constructor + (one.dictionary ? ", of one object" : "");
    drawText(draw, t.fonts.codeSmall, {x, middle - t.fonts.codeSmall->FontSize / 2}, wasMet ? t.text : t.dim, name, right - countWidth - t.px(10) - x);
  });
}

} // namespace

void drawClassesPanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  if (in.index.last == 0) return emptyState(t, "Run a program first; then look at the hidden classes of its objects at any step.");
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  float y = at.y, width = room.x, bottom = at.y + room.y;
  HiddenClasses& classes = view.classes;
  const HeapPicture* picture = classes.picture && classes.picture->shapes ? classes.picture.get() : nullptr;
  static const std::vector<FunctionCaches> none;
  const std::vector<FunctionCaches>& functions = picture ? picture->functions : none;
  bool stale = !picture || picture->step != view.step;
  ImGui::SetCursorScreenPos({at.x + t.px(4), y});
  if (textButton(t, "look at classes", classes.busy ? "Looking …" : stale ? "Look at the classes here" : "Looked at this step", false, !classes.busy && stale)) classes.wanted = true;
  float beside = ImGui::GetItemRectMax().x + t.px(10), middle = (ImGui::GetItemRectMin().y + ImGui::GetItemRectMax().y) / 2;
  size_t poly = 0, mega = 0;
  for (const FunctionCaches& f : functions)
    for (const AccessPlace* place : f.places) poly += place->state == CacheState::Polymorphic, mega += place->state == CacheState::Megamorphic;
  std::string words = picture ? fmt::format("step {}: {} poly-, {} megamorphic", countText(picture->step), poly, mega) : classes.picture ? classes.picture->problem : std::string("runs the program again up to this step");
  drawText(draw, t.fonts.small, {beside, middle - t.fonts.small->FontSize / 2}, picture && stale ? t.faint : t.dim, words, at.x + width - beside);
  y += t.px(33);
  auto function = std::find_if(functions.begin(), functions.end(), [&](const FunctionCaches& f) { return f.key == classes.selected; });
  if (!picture || functions.empty()) {
    y += drawWrapped(draw, t.fonts.ui, {at.x + t.px(4), y + t.px(2)}, t.faint,
                     picture ? "No function of the program that has run up to here accesses a property."
                             : "Objects that get the same properties in the same order share a hidden class. An access that meets one class is fast; one that meets more than four is slow for good.",
                     width - t.px(8)) + t.px(4);
  } else {
    float left = bottom - y, gap = t.px(10);
    bool beside3 = width > t.px(620), beside2 = width > t.px(360);
    float list = beside3 ? width * 0.24f : beside2 ? width * 0.36f : width;
    float listHeight = beside2 ? left : left * 0.3f;
    drawFunctions(t, view, functions, {at.x, y}, list, listHeight);
    if (function != functions.end()) {
      if (beside3) {
        float half = (width - list - 2 * gap) / 2;
        drawPlaces(in, view, *function, {at.x + list + gap, y}, half, left);
        drawTree(t, classes, *function, {at.x + list + half + 2 * gap, y}, half, left);
      } else {
        ImVec2 from = beside2 ? ImVec2{at.x + list + gap, y} : ImVec2{at.x, y + listHeight + t.px(4)};
        float wide = beside2 ? width - list - gap : width, high = beside2 ? left : left - listHeight - t.px(4);
        float upper = std::min(high * 0.5f, t.px(22) * static_cast<float>(function->places.size())) + t.px(6);
        drawPlaces(in, view, *function, from, wide, upper - t.px(6));
        drawTree(t, classes, *function, {from.x, from.y + upper}, wide, high - upper);
      }
    }
    y = bottom;
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, std::max(1.f, std::min(bottom, y) - at.y)});
}

} // namespace tickscope::gui
