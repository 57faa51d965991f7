// Every stream's buffers as gauges held against the highWaterMark, its state in words, and the pipes between streams.
#include "gui/panels/panels.h"
#include "gui/seen.h"
#include "gui/stream_rows.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <fmt/format.h>

namespace tickscope::gui {

using namespace trace;

namespace {

struct BufferSide {
  const char* name;
  std::string words, meaning; // meaning: what a person who never heard of it needs
  uint64_t length, highWaterMark;
  bool lively; // data moves here; else it is pale
  uint64_t key; // of the gauge's movement
};

std::string amount(uint64_t length, uint64_t mark, bool objects) {
  if (objects) return fmt::format("{} of {} object{}", countText(length), countText(mark), mark == 1 ? "" : "s");
  std::string held = bytesText(length), all = bytesText(mark); // the unit once, when it is the same
  size_t blank = held.find(' ');
  if (held.substr(blank) == all.substr(all.find(' '))) held.resize(blank);
  return fmt::format("{} of {}", held, all);
}

// A caption, and below it the gauge. Returns where the gauge lies.
Rect drawGauge(const Theme& t, Motion& motion, const BufferSide& side, bool objects, ImVec2 at, float width) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  GaugeShares shares = gaugeShares(side.length, side.highWaterMark);
  bool full = side.length >= side.highWaterMark && side.length > 0;
  float x = at.x + drawText(draw, t.fonts.small, at, t.dim, side.name) + t.px(7);
  std::string figures = amount(side.length, side.highWaterMark, objects);
  float figuresWidth = textWidth(t.fonts.small, figures);
  bool withFigures = x + figuresWidth + t.px(6) <= at.x + width;
  float right = withFigures ? at.x + width - figuresWidth - t.px(8) : at.x + width;
  if (!side.words.empty() && right - x > t.px(24)) drawText(draw, t.fonts.small, {x, at.y}, side.lively ? t.text : t.faint, side.words, right - x);
  if (withFigures) drawText(draw, t.fonts.small, {at.x + width - figuresWidth, at.y}, full ? t.text : t.dim, figures);
  Rect bar{at.x, at.y + t.fonts.small->FontSize + t.px(4), width, t.px(11)};
  ImVec2 min{bar.x, bar.y}, max{bar.right(), bar.bottom()};
  draw->AddRectFilled(min, max, t.panel, t.px(3));
  float end = min.x + width * motion.fill(side.key, shares.fill), mark = min.x + width * shares.mark;
  ImU32 colour = side.lively ? t.of(Meaning::Stream) : withAlpha(t.of(Meaning::Stream), 0.5f);
  if (end > min.x + 1) draw->AddRectFilled(min, {std::min(end, std::max(mark, min.x)), max.y}, colour, t.px(3));
  if (end > mark) { // beyond the mark: hatched, so that it is told apart without colour
    draw->AddRectFilled({mark, min.y}, {end, max.y}, withAlpha(colour, 0.45f), t.px(3));
    draw->PushClipRect({mark, min.y}, {end, max.y}, true);
    for (float line = mark - bar.height; line < end; line += t.px(5)) draw->AddLine({line, max.y}, {line + bar.height, min.y}, colour, t.px(1.4f));
    draw->PopClipRect();
  }
  draw->AddRect(min, max, t.strongBorder, t.px(3));
  draw->AddLine({mark, min.y - t.px(2)}, {mark, max.y + t.px(2)}, full ? t.of(Meaning::Error) : t.text, t.px(2));
  return bar;
}

// From under a source's readable gauge into a target's writable one: straight down when they are neighbours, else around
// the rows between, along the left edge.
void drawPipe(const Theme& t, ImVec2 from, ImVec2 to, bool neighbours, float edge, bool flows) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImU32 colour = flows ? t.of(Meaning::Stream) : withAlpha(t.of(Meaning::Stream), 0.5f);
  float width = t.px(flows ? 2.4f : 1.6f);
  if (neighbours) {
    float middle = (from.y + to.y) / 2;
    draw->AddBezierCubic(from, {from.x, middle + t.px(6)}, {to.x, middle - t.px(6)}, {to.x, to.y - t.px(4)}, colour, width);
    draw->AddTriangleFilled({to.x, to.y}, {to.x - t.px(5), to.y - t.px(7)}, {to.x + t.px(5), to.y - t.px(7)}, colour);
  } else {
    draw->PathLineTo(from);
    draw->PathLineTo({edge, from.y});
    draw->PathLineTo({edge, to.y});
    draw->PathLineTo({to.x - t.px(4), to.y});
    draw->PathStroke(colour, 0, width);
    draw->AddTriangleFilled(to, {to.x - t.px(7), to.y - t.px(5)}, {to.x - t.px(7), to.y + t.px(5)}, colour);
  }
}

} // namespace

void drawStreamsPanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  const IsolateState& isolate = in.state.isolate();
  if (isolate.streams.empty()) {
    if (!in.index.anyStream) return emptyState(t, "This program makes no stream.");
    return emptyState(t, in.state.step == 0 || in.state.step < in.index.last / 2 ? "No stream yet." : "Every stream is closed.");
  }
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x - t.px(2);
  std::vector<StreamRow> rows = streamRows(isolate);
  bool around = false; // is any pipe drawn around the rows between?
  for (size_t i = 0; i < rows.size(); ++i)
    for (size_t to : rows[i].to) around |= to != i + 1;
  float left = at.x + (around ? t.px(16) : 0), gap = t.px(16), pad = t.px(9);
  bool beside = width >= t.px(400); // the two gauges side by side: in on the left, out on the right
  float caption = t.fonts.small->FontSize + t.px(4) + t.px(11) + t.px(7);
  struct Ends {
    ImVec2 in, out, middle;
    float top;
  };
  std::vector<Ends> ends(rows.size());
  float y = at.y + t.px(2);
  for (size_t i = 0; i < rows.size(); ++i) {
    const StreamState& s = *rows[i].stream;
    std::vector<BufferSide> sides;
    if (s.hasWritable)
      sides.push_back({"writable", writableWords(s.writable), s.writable.needDrain ? "write() has returned false: whoever writes should wait for 'drain'." : "write() still returns true here.", s.writable.length, s.writable.highWaterMark,
                       !s.destroyed && !s.writable.finished, uint64_t{s.queued} << 1});
    if (s.hasReadable)
      sides.push_back({"readable", readableWords(s.readable), s.readable.mode == ReadMode::Flowing ? "'data' comes by itself." : "Nothing comes by itself: somebody has to read() or resume().", s.readable.length, s.readable.highWaterMark,
                       !s.destroyed && !s.readable.endEmitted, uint64_t{s.queued} << 1 | 1});
    float rowsOfGauges = beside ? 1.f : static_cast<float>(std::max<size_t>(1, sides.size()));
    float height = t.px(25) + caption * rowsOfGauges + t.px(6);
    ImVec2 min{left, y}, max{at.x + width, y + height};
    ImGui::SetCursorScreenPos(min);
    ImGui::PushID(static_cast<int>(s.queued));
    bool clicked = ImGui::InvisibleButton("stream", {std::max(1.f, max.x - min.x), height});
    bool hovered = ImGui::IsItemHovered();
    ImGui::PopID();
    notePlace(fmt::format("stream:{}", i + 1), min, max);
    draw->AddRectFilled(min, max, hovered ? t.hover : t.raised, t.px(6));
    if (s.errored) draw->AddRect(min, max, t.of(Meaning::Error), t.px(6), 0, t.px(1.5f));
    if (view.lit(s.queued)) drawLit(draw, t, min, max, t.px(6));
    drawMeaning(draw, t, s.errored ? Meaning::Error : Meaning::Stream, {min.x + pad + t.px(6), y + t.px(14)}, t.px(6));
    float x = min.x + pad + t.px(20);
    std::string state = streamWords(s);
    if (rows[i].elsewhere) state += fmt::format("{}piped elsewhere", state.empty() ? "" : " · ");
    float stateWidth = state.empty() ? 0 : textWidth(t.fonts.small, state) + t.px(8);
    x += drawText(draw, t.fonts.bold, {x, y + t.px(5)}, t.text, in.trace.string(s.label), max.x - pad - x - stateWidth) + t.px(8);
    std::string place = lineLabel(in.trace, s.at);
    if (max.x - pad - stateWidth - x > t.px(30)) drawText(draw, t.fonts.small, {x, y + t.px(7)}, t.dim, place, max.x - pad - stateWidth - x);
    if (!state.empty()) drawText(draw, t.fonts.small, {max.x - pad - stateWidth + t.px(8), y + t.px(7)}, s.errored ? t.of(Meaning::Error) : t.dim, state);
    float inner = max.x - min.x - 2 * pad, half = (inner - t.px(14)) / 2, gaugeY = y + t.px(26);
    ends[i] = {{min.x + inner * 0.25f, min.y}, {min.x + inner * 0.75f, max.y}, {min.x, (min.y + max.y) / 2}, min.y};
    for (size_t k = 0; k < sides.size(); ++k) {
      bool readable = sides[k].name[0] == 'r';
      float gaugeX = beside ? min.x + pad + (readable ? half + t.px(14) : 0) : min.x + pad;
      Rect bar = drawGauge(t, view.motion, sides[k], s.objects, {gaugeX, gaugeY}, beside ? half : inner);
      float centre = bar.x + bar.width / 2;
      if (readable) ends[i].out = {centre, max.y};
      if (!readable) ends[i].in = {centre, min.y};
      if (!beside) gaugeY += caption;
    }
    if (hovered) {
      view.hover(s.queued);
      std::string words;
      for (const BufferSide& side : sides) words += fmt::format("{}{}: {}. {}", words.empty() ? "" : "\n", side.name, amount(side.length, side.highWaterMark, s.objects), side.meaning);
      ImGui::SetCursorScreenPos(min);
      tooltip(t, fmt::format("{} · made at {}", in.trace.string(s.label), place), words);
    }
    if (clicked) view.show(s.at);
    y += height + gap;
  }
  for (size_t i = 0; i < rows.size(); ++i)
    for (size_t to : rows[i].to) {
      bool neighbours = to == i + 1;
      bool flows = rows[i].stream->readable.mode == ReadMode::Flowing && !rows[i].stream->readable.endEmitted;
      drawPipe(t, neighbours ? ends[i].out : ends[i].middle, neighbours ? ends[to].in : ends[to].middle, neighbours, at.x + t.px(5), flows);
    }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({std::max(1.f, width), std::max(1.f, y - gap - at.y)});
}

} // namespace tickscope::gui
