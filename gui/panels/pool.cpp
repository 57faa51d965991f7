// libuv's thread pool: a lane a thread with the job it runs, and the jobs that wait for a free thread.
#include "gui/panels/panels.h"
#include "gui/trace_words.h"
#include "gui/why.h"
#include "gui/widgets.h"

#include <algorithm>
#include <fmt/format.h>

namespace tickscope::gui {

using namespace trace;

namespace {
std::string jobLabel(const Trace& trace, const PoolJob& job) {
  std::string_view detail = trace.string(job.detail);
  detail = detail.substr(detail.find_last_of('/') + 1);
  return detail.empty() ? std::string(trace.string(job.what)) : fmt::format("{}  {}", trace.string(job.what), detail);
}
} // namespace

void drawPoolPanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  const PoolState& pool = in.state.process().pool;
  if (!pool.created) return emptyState(t, "No job has needed the thread pool yet. fs, dns.lookup, crypto and zlib work there; timers and sockets do not.");
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  bool queue = !pool.queue.empty();
  float queueHeight = queue ? chipHeight(t) + t.px(10) : 0;
  size_t count = pool.threads.size();
  float lane = std::clamp((room.y - queueHeight) / static_cast<float>(std::max<size_t>(1, count)), t.px(24), t.px(38));
  float label = t.px(30), y = at.y;
  for (size_t i = 0; i < count; ++i, y += lane) {
    const PoolThread& thread = pool.threads[i];
    drawText(draw, t.fonts.small, {at.x + t.px(4), y + (lane - t.fonts.small->FontSize) / 2}, t.dim, fmt::format("{}", i + 1));
    ImVec2 min{at.x + label, y + t.px(2)}, max{at.x + room.x, y + lane - t.px(2)};
    draw->AddRectFilled(min, max, t.raised, t.px(5));
    ImGui::SetCursorScreenPos(min);
    ImGui::PushID(static_cast<int>(i));
    bool clicked = ImGui::InvisibleButton("thread", {max.x - min.x, max.y - min.y});
    if (thread.busy) {
      view.motion.land(thread.job.queued, min);
      double length = static_cast<double>(std::max<uint64_t>(1, thread.endsNs - thread.startedNs));
      double done = in.state.timeNs > thread.startedNs ? static_cast<double>(in.state.timeNs - thread.startedNs) / length : 0;
      float share = static_cast<float>(std::clamp(done, 0.0, 1.0));
      draw->AddRectFilled(min, max, t.tint(Meaning::Pool, 0.16f), t.px(5));
      if (share > 0.01f) draw->AddRectFilled(min, {min.x + (max.x - min.x) * share, max.y}, t.tint(Meaning::Pool, 0.38f), t.px(5));
      std::string left = in.state.timeNs < thread.endsNs ? timeText(thread.endsNs - in.state.timeNs) + " left" : "done";
      float leftWidth = textWidth(t.fonts.small, left);
      drawText(draw, t.fonts.codeSmall, {min.x + t.px(8), (min.y + max.y - t.fonts.codeSmall->FontSize) / 2}, t.text, jobLabel(in.trace, thread.job), max.x - min.x - leftWidth - t.px(28));
      drawText(draw, t.fonts.small, {max.x - leftWidth - t.px(8), (min.y + max.y - t.fonts.small->FontSize) / 2}, t.dim, left);
      if (view.lit(thread.job.queued)) drawLit(draw, t, min, max, t.px(5));
      if (ImGui::IsItemHovered()) {
        view.hover(thread.job.queued);
        tooltip(t, jobLabel(in.trace, thread.job),
                fmt::format("Asked for at {}. Started {} into the run, takes {}. Here because {}.", lineLabel(in.trace, thread.job.at),
                            timeText(thread.startedNs - std::min(thread.startedNs, in.index.startNs)), timeText(thread.endsNs - thread.startedNs), ruleText(thread.rule).sentence));
      }
      if (clicked) view.show(thread.job.at);
    } else {
      drawText(draw, t.fonts.small, {min.x + t.px(8), (min.y + max.y - t.fonts.small->FontSize) / 2}, t.faint, "idle");
    }
    ImGui::PopID();
  }
  if (queue) {
    float x = at.x + t.px(4);
    x += drawText(draw, t.fonts.small, {x, y + (queueHeight - t.fonts.small->FontSize) / 2}, t.dim, "waiting") + t.px(10);
    size_t drawn = 0;
    for (const PoolJob& job : pool.queue) {
      ChipText text{jobLabel(in.trace, job), lineLabel(in.trace, job.at)};
      float width = chipWidth(t, text, t.px(220));
      if (x + width + (drawn + 1 == pool.queue.size() ? 0 : t.px(46)) > at.x + room.x) break;
      ImVec2 place = view.motion.glide(job.queued, {x, y + t.px(5)}, width, Meaning::Pool, text.label);
      ChipResult result = chip(t, job.queued, Meaning::Pool, text, place, width, view.lit(job.queued), drawn == 0, false);
      if (result.hovered) {
        view.hover(job.queued);
        tooltip(t, text.label, whyNotYet(in.state, job.queued) + " Click to see the call that asked for it.");
      }
      if (result.clicked) view.show(job.at);
      x += width + t.px(6);
      ++drawn;
    }
    if (drawn < pool.queue.size())
      drawText(draw, t.fonts.bold, {x + t.px(2), y + (queueHeight - t.fonts.bold->FontSize) / 2}, t.dim, "+" + countText(pool.queue.size() - drawn));
    y += queueHeight;
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({room.x, std::max(1.f, y - at.y - 1)});
}

} // namespace tickscope::gui
