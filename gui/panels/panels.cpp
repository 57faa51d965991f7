#include "gui/panels/panels.h"

#include "gui/trace_words.h"

#include <fmt/format.h>

namespace tickscope::gui {

void drawPanel(PanelId panel, const PanelInput& in, ViewModel& view) {
  switch (panel) {
#define PANEL(name, id, title, tab, width, height, text)                                                                    \
  case PanelId::name: return draw##name##Panel(in, view);
#include "gui/panels.def"
#undef PANEL
  }
}

std::string panelHeadline(PanelId panel, const PanelInput& in, const ViewModel& view) {
  const trace::IsolateState& isolate = in.state.isolate();
  switch (panel) {
  case PanelId::Code: return view.edited ? "edited · F5 runs it" : std::string();
  case PanelId::Queues: {
    size_t waiting = isolate.ticks.size() + isolate.microtasks.size() + isolate.timers.size() + isolate.immediates.size() +
                     isolate.immediateBatch.size() + isolate.ready.size() + isolate.pending.size() + isolate.closing.size();
    return fmt::format("{} waiting", waiting);
  }
  case PanelId::Loop:
    if (isolate.loop.ended) return "the loop has ended";
    if (!isolate.loop.started) return "not started yet";
    return fmt::format("turn {}  ·  loop time {} ms", isolate.loop.iteration, isolate.loop.timeMs);
  case PanelId::Console: {
    uint64_t writes = in.state.process().console.writes;
    return writes == 1 ? "1 write" : fmt::format("{} writes", countText(writes));
  }
  case PanelId::Stack: return isolate.stack.empty() ? std::string() : fmt::format("{} deep", isolate.stack.size());
  case PanelId::Pool: {
    const trace::PoolState& pool = in.state.process().pool;
    return pool.created ? fmt::format("{} thread{} · {} queued", pool.threads.size(), pool.threads.size() == 1 ? "" : "s", pool.queue.size()) : std::string();
  }
  case PanelId::Streams: {
    size_t open = isolate.streams.size();
    return open ? fmt::format("{} open", open) : std::string();
  }
  case PanelId::Heap: return isolate.heap.used() ? bytesText(isolate.heap.used()) : std::string();
  case PanelId::Breakpoints: {
    size_t on = view.breakpoints.size();
    for (const LoopCondition& c : view.conditions) on += c.on;
    return on ? fmt::format("{} set", on) : std::string();
  }
  case PanelId::WhatIf: return view.whatIf.any() ? "changed" : std::string();
  case PanelId::Timeline:
    return fmt::format("event {} of {}  ·  {}", countText(in.state.step), countText(in.index.last),
                       timeText(in.state.timeNs > in.index.startNs ? in.state.timeNs - in.index.startNs : 0));
  default: return {};
  }
}

} // namespace tickscope::gui
