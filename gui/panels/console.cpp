// What the program printed up to the playhead. A click goes to the step that printed the line.
#include "gui/panels/panels.h"
#include "gui/seen.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <cmath>

namespace tickscope::gui {

using namespace trace;

namespace {

// Colour codes have no meaning here: shown without them.
std::string plain(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b' && i + 1 < text.size() && text[i + 1] == '[') {
      i += 2;
      while (i < text.size() && !(text[i] >= '@' && text[i] <= '~')) ++i;
    } else if (text[i] == '\t') {
      out += "  ";
    } else if (static_cast<unsigned char>(text[i]) >= 32) {
      out += text[i];
    }
  }
  return out;
}

} // namespace

void drawConsolePanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  const auto& lines = in.index.console;
  auto count = static_cast<size_t>(std::upper_bound(lines.begin(), lines.end(), in.state.step, [](EventId step, const ConsoleLine& l) { return step < l.event; }) - lines.begin());
  if (count == 0) {
    view.consoleStep = in.state.step;
    return emptyState(t, lines.empty() ? "This program prints nothing." : "Nothing printed yet.");
  }
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 origin = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x, height = std::round(t.fonts.codeSmall->FontSize * 1.3f);
  EventId latest = lines[count - 1].event;
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(count), height);
  while (clipper.Step()) {
    for (int n = clipper.DisplayStart; n < clipper.DisplayEnd; ++n) {
      const ConsoleLine& line = lines[static_cast<size_t>(n)];
      Event event = in.trace.event(line.event);
      auto write = event.as<ev::ConsoleWrite>();
      bool error = write.stream == Stream::Stderr, fresh = line.event == latest && in.state.step >= latest && in.state.step - latest < 3;
      float y = origin.y + height * static_cast<float>(n);
      ImGui::SetCursorScreenPos({origin.x, y});
      ImGui::PushID(n);
      bool clicked = ImGui::InvisibleButton("line", {std::max(1.f, width), height});
      bool hovered = ImGui::IsItemHovered();
      ImGui::PopID();
      ImVec2 max{origin.x + width, y + height};
      notePlace("console:" + std::to_string(n), {origin.x, y}, max);
      if (hovered)
        draw->AddRectFilled({origin.x, y}, max, t.hover, t.px(4));
      else if (fresh)
        draw->AddRectFilled({origin.x, y}, max, t.currentLine, t.px(4));
      if (view.lit(line.event)) drawLit(draw, t, {origin.x, y}, max, t.px(4));
      if (error) drawShape(draw, Shape::Octagon, {origin.x + t.px(8), y + height / 2}, t.px(4), t.of(Meaning::Error));
      std::string text = plain(event.text.substr(std::min<size_t>(line.offset, event.text.size()), line.length));
      std::string place = hovered ? lineLabel(in.trace, write.at) : std::string();
      float placeWidth = place.empty() ? 0 : textWidth(t.fonts.small, place) + t.px(12);
      drawText(draw, t.fonts.codeSmall, {origin.x + t.px(18), y + (height - t.fonts.codeSmall->FontSize) / 2}, error ? t.of(Meaning::Error) : t.text, text, width - placeWidth - t.px(22));
      if (hovered) {
        drawText(draw, t.fonts.small, {max.x - placeWidth + t.px(4), y + (height - t.fonts.small->FontSize) / 2}, t.dim, place);
        view.hover(line.event);
      }
      if (view.picked.first == line.event || view.picked.second == line.event) draw->AddRectFilled({origin.x, y}, {origin.x + t.px(3), max.y}, t.accent);
      if (clicked) view.pick(line.event, ImGui::GetIO().KeyCtrl);
      if (clicked && !ImGui::GetIO().KeyCtrl) {
        view.seek(line.event);
        view.show(write.at);
      }
    }
  }
  ImGui::SetCursorScreenPos({origin.x, origin.y + height * static_cast<float>(count)});
  ImGui::Dummy({1, height}); // so that scrolling by whole lines is possible at the end
  // The newest line stays in view while one steps; scrolling by hand is left alone.
  if (view.consoleStep != in.state.step) {
    view.consoleStep = in.state.step;
    float over = height * static_cast<float>(count) - ImGui::GetWindowHeight();
    ImGui::SetScrollY(over > 0 ? std::ceil(over / height) * height : 0); // whole lines: none is cut at the top
  }
}

} // namespace tickscope::gui
