// The loop as a strip: the phases in libuv's order, the current one lit, and below it the two queues that are drained
// between all callbacks.
#include "gui/panels/panels.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <fmt/format.h>

namespace tickscope::gui {

using namespace trace;

namespace {

struct Stage {
  const char* label;
  Meaning meaning;
  size_t waiting;
  bool lit;
  bool inLoop;
  const char* text;
};

std::vector<Stage> stages(const State& state) {
  const IsolateState& i = state.isolate();
  const LoopState& loop = i.loop;
  bool inLoop = loop.started && !loop.ended;
  auto lit = [&](Phase p) { return inLoop && loop.phase == p; };
  bool main = !loop.started && state.step > 0 && state.process().status == ProcessStatus::Running;
  bool ending = loop.ended || state.process().status != ProcessStatus::Running;
  return {
      {"main", Meaning::Script, 0, main, false, meaningText(Meaning::Script)},
      {"timers", Meaning::Timer, i.timers.size(), lit(Phase::Timers), true, meaningText(Meaning::Timer)},
      {"pending", Meaning::Pending, i.pending.size(), lit(Phase::Pending), true, meaningText(Meaning::Pending)},
      {"idle", Meaning::Idle, 0, lit(Phase::Idle) || lit(Phase::Prepare), true, meaningText(Meaning::Idle)},
      {"poll", Meaning::Poll, i.ready.size(), lit(Phase::Poll), true, meaningText(Meaning::Poll)},
      {"check", Meaning::Immediate, i.immediates.size() + i.immediateBatch.size(), lit(Phase::Check), true, meaningText(Meaning::Immediate)},
      {"close", Meaning::Close, i.closing.size(), lit(Phase::Closing), true, meaningText(Meaning::Close)},
      {"exit", Meaning::Exit, 0, ending, false, meaningText(Meaning::Exit)},
  };
}

void drawPill(const PanelInput& in, const Stage& stage, ImVec2 min, ImVec2 max, const char* id) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImU32 colour = t.of(stage.meaning);
  float rounding = t.px(8), height = max.y - min.y;
  ImGui::SetCursorScreenPos(min);
  ImGui::InvisibleButton(id, {max.x - min.x, height});
  tooltip(t, meaningLabel(stage.meaning), stage.text);
  draw->AddRectFilled(min, max, stage.lit ? colour : t.tint(stage.meaning, 0.11f), rounding);
  if (!stage.lit) draw->AddRect(min, max, withAlpha(colour, 0.35f), rounding, 0, std::max(1.f, t.px(1)));
  ImU32 onLit = contrast(colour, t.panel) > contrast(colour, t.text) ? t.panel : t.text;
  ImU32 ink = stage.lit ? onLit : t.dim;
  ImFont* font = stage.lit ? t.fonts.bold : t.fonts.ui;
  float icon = t.px(6.5f), labelWidth = textWidth(font, stage.label), width = max.x - min.x;
  std::string count = stage.waiting ? countText(stage.waiting) : std::string();
  float badge = count.empty() ? 0 : textWidth(t.fonts.small, count) + t.px(12);
  bool withIcon = labelWidth + icon * 2 + t.px(20) <= width;
  float total = labelWidth + (withIcon ? icon * 2 + t.px(6) : 0);
  float x = min.x + std::max(t.px(5), (width - total) / 2), middle = (min.y + max.y) / 2;
  if (withIcon) {
    drawShape(draw, meaningShape(stage.meaning), {x + icon, middle}, icon, stage.lit ? onLit : colour);
    x += icon * 2 + t.px(6);
  }
  drawText(draw, font, {x, middle - font->FontSize / 2}, ink, stage.label, max.x - x - t.px(3));
  if (badge > 0) { // on the upper edge, so that it never fights with the label
    ImVec2 b0{max.x - badge + t.px(4), min.y - t.px(8)}, b1{max.x + t.px(4), min.y + t.px(9)};
    draw->AddRectFilled(b0, b1, t.panel, t.px(9));
    draw->AddRectFilled(b0, b1, t.tint(stage.meaning, 0.3f), t.px(9));
    draw->AddRect(b0, b1, colour, t.px(9), 0, std::max(1.f, t.px(1)));
    drawText(draw, t.fonts.small, {b0.x + t.px(6), (b0.y + b1.y - t.fonts.small->FontSize) / 2}, t.text, count);
  }
}

std::string pollSentence(const LoopState& loop, uint64_t nowNs) {
  std::string until = loop.sleepTimeoutMs < 0 ? std::string("until I/O arrives") : fmt::format("for at most {} ms", loop.sleepTimeoutMs);
  if (loop.sleeping && loop.sleepTimeoutMs == 0) return fmt::format("poll looks for I/O without waiting: {}", text(loop.sleepWhy));
  if (loop.sleeping)
    return fmt::format("asleep in poll {}: {} ({} so far)", until, text(loop.sleepWhy), timeText(nowNs > loop.sleepSinceNs ? nowNs - loop.sleepSinceNs : 0));
  return fmt::format("poll did not wait: {}", text(loop.sleepWhy));
}

} // namespace

void drawLoopPanel(const PanelInput& in, ViewModel&) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  std::vector<Stage> list = stages(in.state);
  float gap = t.px(room.x > t.px(640) ? 15 : 9), pillHeight = t.px(room.y < t.px(73) ? 30 : 34);
  bool second = room.y >= t.px(62), tight = room.y < t.px(73);
  float y = at.y + t.px(9);
  // Widths follow the labels, so that at 1280 pixels every word is readable.
  float pad = 0, labels = 0;
  for (const Stage& s : list) labels += textWidth(t.fonts.bold, s.label);
  pad = std::max(t.px(8), (room.x - labels - gap * static_cast<float>(list.size() - 1)) / static_cast<float>(list.size()));
  float x = at.x, loopLeft = 0, loopRight = 0;
  for (size_t i = 0; i < list.size(); ++i) {
    float width = textWidth(t.fonts.bold, list[i].label) + pad;
    if (list[i].inLoop && loopLeft == 0) loopLeft = x;
    if (list[i].inLoop) loopRight = x + width;
    drawPill(in, list[i], {x, y}, {x + width, y + pillHeight}, list[i].label);
    x += width;
    if (i + 1 < list.size()) {
      float middle = y + pillHeight / 2, tip = x + gap - t.px(2);
      draw->AddLine({x + t.px(2), middle}, {tip - t.px(4), middle}, t.strongBorder, t.px(1.5f));
      draw->AddTriangleFilled({tip, middle}, {tip - t.px(5), middle - t.px(4)}, {tip - t.px(5), middle + t.px(4)}, t.strongBorder);
      x += gap;
    }
  }
  if (!second) return;
  // The way back: after close the loop begins again with timers.
  float back = y + pillHeight + t.px(tight ? 5 : 7), left = loopLeft + t.px(14), right = loopRight - t.px(14);
  draw->PathLineTo({right, y + pillHeight + t.px(2)});
  draw->PathLineTo({right, back});
  draw->PathLineTo({left, back});
  draw->PathLineTo({left, y + pillHeight + t.px(4)});
  draw->PathStroke(t.strongBorder, 0, t.px(1.5f));
  draw->AddTriangleFilled({left, y + pillHeight + t.px(1)}, {left - t.px(4), y + pillHeight + t.px(6)}, {left + t.px(4), y + pillHeight + t.px(6)}, t.strongBorder);

  const IsolateState& isolate = in.state.isolate();
  float line = back + t.px(tight ? 2 : 5);
  CallbackKind running = isolate.running.empty() ? CallbackKind::None : isolate.running.back().kind;
  std::string words;
  ImU32 ink = t.dim;
  Meaning meaning = Meaning::Script;
  if (in.state.step == 0) {
    words = "The main program runs first, then the loop.";
  } else if (running == CallbackKind::Tick || running == CallbackKind::Microtask) {
    meaning = meaningOf(running);
    words = running == CallbackKind::Tick ? "between callbacks: the nextTick queue is drained first" : "between callbacks: the microtask queue is drained";
    ink = t.of(meaning);
  } else if (!isolate.drains.empty()) {
    meaning = Meaning::Tick;
    words = "between callbacks: ticks and microtasks are drained";
    ink = t.of(meaning);
  } else if (isolate.loop.sleeping) {
    meaning = isolate.loop.sleepTimeoutMs == 0 ? Meaning::Poll : Meaning::Sleep;
    words = pollSentence(isolate.loop, in.state.timeNs);
  } else if (running != CallbackKind::None) {
    meaning = meaningOf(running);
    words = fmt::format("running: {} {}", text(running), functionLabel(in.trace, isolate.running.back().function, 40));
    ink = t.text;
  } else if (isolate.loop.slept && isolate.loop.started && !isolate.loop.ended && isolate.loop.phase == Phase::Poll) {
    meaning = Meaning::Poll;
    words = isolate.loop.wakeWhy == WakeWhy::NoSleep ? pollSentence(isolate.loop, in.state.timeNs) : fmt::format("poll woke: {}", text(isolate.loop.wakeWhy));
  } else if (isolate.loop.ended) {
    meaning = Meaning::Exit;
    words = "nothing keeps the loop alive any more";
  } else if (isolate.loop.started) {
    words = "no JavaScript is running";
  } else {
    words = "the main program runs to its end before the loop starts";
  }
  drawMeaning(draw, t, meaning, {at.x + t.px(8), line + t.fonts.ui->FontSize / 2}, t.px(5));
  drawText(draw, t.fonts.ui, {at.x + t.px(20), line}, ink, words, room.x - t.px(22));
}

} // namespace tickscope::gui
