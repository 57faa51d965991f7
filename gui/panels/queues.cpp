// Every queue as a row of chips, the next to run at the left. Rows stand in the order in which they are served.
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

struct Entry {
  EventId event;
  SiteId reveal; // what a click shows in the code
  ChipText text;
  bool next = false, faded = false;
};

struct Row {
  Meaning meaning;
  const char* label;
  const char* text;
  std::vector<Entry> entries;
  size_t total = 0;
};

constexpr size_t mostChips = 40; // of one row: a row is a picture, not a list; the rest is counted

std::string joined(std::string a, const std::string& b) {
  if (a.empty()) return b;
  return b.empty() ? a : a + " · " + b;
}

std::string labelOr(const Trace& trace, SiteId function, std::string_view otherwise) {
  std::string label = functionLabel(trace, function);
  return label.empty() ? std::string(otherwise) : label;
}

Row timersRow(const PanelInput& in) {
  const IsolateState& i = in.state.isolate();
  Row row{Meaning::Timer, "timers", "setTimeout and setInterval, the list that is due first at the left. Timers of one duration share a list and keep their order.", {}, i.timers.size()};
  if (i.timers.size() > 20'000) return row; // sorting the lists of millions of timers at every frame would stall the window
  bool first = true;
  for (const TimerListView& list : timerListsInOrder(i)) {
    for (const Timer& timer : list.timers) {
      if (row.entries.size() >= mostChips) return row;
      uint64_t dueNs = timer.dueMs() * 1'000'000;
      std::string due = dueNs > in.state.timeNs ? "in " + timeText(dueNs - in.state.timeNs) : "due";
      std::string kind = timer.repeats ? fmt::format("every {} ms", timer.durationMs) : fmt::format("{} ms", timer.durationMs);
      std::string detail = joined(joined(kind, due), lineLabel(in.trace, timer.at != SiteId::None ? timer.at : timer.function));
      if (!timer.referenced) detail = joined(std::move(detail), "unref");
      row.entries.push_back({timer.queued, timer.function, {labelOr(in.trace, timer.function, "timer"), detail}, first, !timer.referenced});
      first = false;
    }
  }
  return row;
}

std::vector<Row> rows(const PanelInput& in) {
  const IsolateState& i = in.state.isolate();
  const Trace& trace = in.trace;
  std::vector<Row> out;
  auto entriesOf = [](auto& row, const auto& queue, auto&& make) {
    bool first = row.entries.empty();
    for (const auto& item : queue) {
      if (row.entries.size() >= mostChips) break;
      row.entries.push_back(make(item));
      row.entries.back().next = first;
      first = false;
    }
  };
  Row ticks{Meaning::Tick, "nextTick", meaningText(Meaning::Tick), {}, i.ticks.size()};
  entriesOf(ticks, i.ticks, [&](const Tick& e) { return Entry{e.queued, e.function, {labelOr(trace, e.function, "tick"), lineLabel(trace, e.at)}}; });
  Row micro{Meaning::Microtask, "microtasks", meaningText(Meaning::Microtask), {}, i.microtasks.size()};
  entriesOf(micro, i.microtasks, [&](const Microtask& e) {
    return Entry{e.queued, e.function, {labelOr(trace, e.function, text(e.kind)), joined(std::string(e.kind == MicrotaskKind::Reaction ? "reaction" : text(e.kind)), lineLabel(trace, e.function))}};
  });
  Row pending{Meaning::Pending, "pending", meaningText(Meaning::Pending), {}, i.pending.size()};
  entriesOf(pending, i.pending, [&](const PendingItem& e) { return Entry{e.queued, SiteId::None, {std::string(trace.string(e.what)), ""}}; });
  Row poll{Meaning::Poll, "poll", "Completed I/O whose callbacks wait for the loop to poll, in the order in which it became ready.", {}, i.ready.size()};
  entriesOf(poll, i.ready, [&](const Ready& e) {
    std::string_view detail = trace.string(e.detail);
    return Entry{e.queued, SiteId::None, {std::string(trace.string(e.what)), std::string(detail.substr(detail.find_last_of('/') + 1))}, false, e.cancelled};
  });
  Row check{Meaning::Immediate, "check", "setImmediate callbacks. The check phase takes the whole queue as its batch; later ones wait for the next turn.", {}, i.immediates.size() + i.immediateBatch.size()};
  auto immediate = [&](const Immediate& e) {
    return Entry{e.queued, e.function, {labelOr(trace, e.function, "immediate"), joined(lineLabel(trace, e.at), e.referenced ? "" : "unref")}, false, !e.referenced};
  };
  entriesOf(check, i.immediateBatch, immediate);
  entriesOf(check, i.immediates, [&](const Immediate& e) {
    Entry entry = immediate(e);
    if (!i.immediateBatch.empty()) entry.text.detail = joined(entry.text.detail, "next turn");
    return entry;
  });
  Row closing{Meaning::Close, "close", meaningText(Meaning::Close), {}, i.closing.size()};
  entriesOf(closing, i.closing, [&](const ClosingHandle& e) { return Entry{e.queued, e.at, {std::string(trace.string(e.label)), lineLabel(trace, e.at)}}; });
  std::reverse(closing.entries.begin(), closing.entries.end()); // the last closed is finished first
  for (Entry& e : closing.entries) e.next = &e == &closing.entries.front();
  out.push_back(std::move(ticks));
  out.push_back(std::move(micro));
  out.push_back(timersRow(in));
  out.push_back(std::move(pending));
  out.push_back(std::move(poll));
  out.push_back(std::move(check));
  out.push_back(std::move(closing));
  return out;
}

} // namespace

void drawQueuesPanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 origin = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  std::vector<Row> list = rows(in);
  float labelWidth = t.px(108), chipsHeight = chipHeight(t), gap = t.px(6);
  // Empty rows shrink when the panel is low; what is left over is shared among all rows.
  size_t empty = static_cast<size_t>(std::count_if(list.begin(), list.end(), [](const Row& r) { return r.total == 0; }));
  float full = chipsHeight + t.px(8), low = t.px(24);
  float need = full * static_cast<float>(list.size() - empty) + low * static_cast<float>(empty);
  float spare = std::max(0.f, room.y - need);
  float emptyHeight = std::min(full, low + (empty ? spare / static_cast<float>(empty) : 0));
  spare = std::max(0.f, room.y - full * static_cast<float>(list.size() - empty) - emptyHeight * static_cast<float>(empty));
  float extra = std::min(t.px(14), spare / static_cast<float>(list.size()));
  // In a panel too low for that, the empty ones are only named, in one line below the others.
  std::string folded;
  if (need > room.y) {
    for (const Row& row : list)
      if (row.total == 0) folded += (folded.empty() ? "empty: " : " · ") + std::string(row.label);
    std::erase_if(list, [](const Row& row) { return row.total == 0; });
    extra = std::min(t.px(14), std::max(0.f, room.y - full * static_cast<float>(list.size()) - low) / static_cast<float>(std::max<size_t>(1, list.size())));
  }
  float y = origin.y;
  for (size_t r = 0; r < list.size(); ++r) {
    const Row& row = list[r];
    float height = (row.total ? full : emptyHeight) + extra;
    if (r > 0) draw->AddLine({origin.x, y}, {origin.x + room.x, y}, t.border, 1);
    // Label: shape, name, count.
    float middle = y + height / 2;
    bool any = row.total > 0;
    drawShape(draw, meaningShape(row.meaning), {origin.x + t.px(9), middle}, t.px(6), any ? t.of(row.meaning) : withAlpha(t.of(row.meaning), 0.5f));
    drawText(draw, any ? t.fonts.bold : t.fonts.ui, {origin.x + t.px(22), middle - t.fonts.ui->FontSize / 2}, any ? t.text : t.faint, row.label);
    ImGui::SetCursorScreenPos({origin.x, y});
    ImGui::PushID(static_cast<int>(r));
    ImGui::InvisibleButton("row", {labelWidth - t.px(4), std::max(1.f, height)});
    tooltip(t, fmt::format("{}: {}", row.label, countText(row.total)), row.text);
    float x = origin.x + labelWidth, right = origin.x + room.x;
    size_t drawn = 0;
    for (const Entry& entry : row.entries) {
      float width = chipWidth(t, entry.text, t.px(210));
      bool lastFits = drawn + 1 == row.total;
      if (drawn == 0) width = std::min(width, right - x - (lastFits ? 0 : t.px(46))); // the next to run is always shown
      if (width < t.px(30)) break;
      if (x + width + (lastFits ? 0 : t.px(46)) > right) break;
      ImVec2 place = view.motion.glide(entry.event, {x, y + (height - chipsHeight) / 2}, width, row.meaning, entry.text.label);
      ChipResult result = chip(t, entry.event, row.meaning, entry.text, place, width, view.lit(entry.event), entry.next, entry.faded);
      notePlace(fmt::format("{}:{}", row.label, drawn), place, {place.x + width, place.y + chipsHeight});
      if (result.hovered) {
        view.hover(entry.event);
        tooltip(t, functionLabel(in.trace, entry.reveal, 60).empty() ? entry.text.label : functionLabel(in.trace, entry.reveal, 60),
                fmt::format("{}. {}\nClick to see it in the code; double-click to go to the step that queued it.", entry.text.detail, whyNotYet(in.state, entry.event)));
        if (ImGui::IsMouseDoubleClicked(0)) view.seek(entry.event);
      }
      if (result.clicked) view.show(entry.reveal != SiteId::None ? entry.reveal : siteOf(in.trace.event(entry.event)));
      x += width + gap;
      ++drawn;
    }
    if (drawn < row.total) drawText(draw, t.fonts.bold, {x + t.px(2), middle - t.fonts.ui->FontSize / 2}, t.dim, "+" + countText(row.total - drawn), right - x);
    if (!any) drawText(draw, t.fonts.ui, {x, middle - t.fonts.ui->FontSize / 2}, withAlpha(t.faint, 0.7f), "empty");
    ImGui::PopID();
    y += height;
  }
  if (!folded.empty()) {
    drawText(draw, t.fonts.small, {origin.x + t.px(4), y + t.px(4)}, t.faint, folded, room.x - t.px(8));
    y += low;
  }
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({room.x, std::max(1.f, y - origin.y - 1)});
}

} // namespace tickscope::gui
