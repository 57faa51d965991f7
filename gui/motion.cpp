#include "gui/motion.h"

#include "gui/widgets.h"

#include <algorithm>

namespace tickscope::gui {

namespace {
constexpr double glideSeconds = 0.16, flightSeconds = 0.24;

float eased(double share) { // fast away, slow to arrive
  auto rest = static_cast<float>(1 - std::clamp(share, 0.0, 1.0));
  return 1 - rest * rest * rest;
}

ImVec2 between(ImVec2 a, ImVec2 b, float t) { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }
} // namespace

void Motion::beginFrame(double now, bool jumped) {
  now_ = now;
  jumped_ = jumped || reduced;
  ++frame_;
  moving_ = false;
  landings_.clear();
  if (jumped_) {
    flights_.clear();
    for (auto& [id, entry] : entries_) entry.since = 0;
    for (auto& [key, gauge] : gauges_) gauge.since = 0;
  }
}

ImVec2 Motion::glide(trace::EventId id, ImVec2 target, float width, Meaning meaning, const std::string& label) {
  auto [at, fresh] = entries_.try_emplace(id);
  Entry& e = at->second;
  auto here = [&] { return between(e.from, e.to, eased((now_ - e.since) / glideSeconds)); };
  if (fresh || jumped_) {
    e.from = e.to = target;
    e.since = 0;
  } else if (e.to.x != target.x || e.to.y != target.y) {
    e.from = here();
    e.to = target;
    e.since = now_;
  }
  e.frame = frame_;
  e.width = width;
  e.meaning = meaning;
  e.label = label;
  if (now_ - e.since >= glideSeconds) return target;
  moving_ = true;
  return here();
}

float Motion::fill(uint64_t key, float share) {
  auto [at, fresh] = gauges_.try_emplace(key);
  Gauge& g = at->second;
  auto here = [&] { return g.from + (g.to - g.from) * eased((now_ - g.since) / glideSeconds); };
  if (fresh || jumped_) {
    g.from = g.to = share;
    g.since = 0;
  } else if (g.to != share) {
    g.from = here();
    g.to = share;
    g.since = now_;
  }
  g.frame = frame_;
  if (now_ - g.since >= glideSeconds) return share;
  moving_ = true;
  return here();
}

void Motion::endFrame(const Theme& t) {
  for (auto it = entries_.begin(); it != entries_.end();) {
    if (it->second.frame == frame_) {
      ++it;
      continue;
    }
    auto landing = landings_.find(it->first);
    if (landing != landings_.end() && !jumped_) flights_.push_back({it->second, landing->second, now_});
    it = entries_.erase(it);
  }
  std::erase_if(gauges_, [&](const auto& gauge) { return gauge.second.frame != frame_; });
  ImDrawList* draw = ImGui::GetForegroundDrawList();
  for (const Flight& f : flights_) {
    double share = (now_ - f.since) / flightSeconds;
    ImVec2 at = between(f.entry.to, f.to, eased(share));
    auto strength = static_cast<float>(1 - std::clamp(share, 0.0, 1.0) * 0.7);
    ImVec2 max{at.x + f.entry.width, at.y + chipHeight(t) * 0.7f};
    draw->AddRectFilled(at, max, withAlpha(t.tint(f.entry.meaning, 0.35f), strength), t.px(6));
    draw->AddRect(at, max, withAlpha(t.of(f.entry.meaning), strength), t.px(6), 0, t.px(1.2f));
    draw->AddText(t.fonts.codeSmall, t.fonts.codeSmall->FontSize, {at.x + t.px(10), at.y + t.px(4)}, withAlpha(t.text, strength), f.entry.label.c_str());
  }
  std::erase_if(flights_, [&](const Flight& f) { return now_ - f.since >= flightSeconds; });
}

} // namespace tickscope::gui
