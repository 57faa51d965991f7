// What if: another pool, other cores, a slower disk, another Node version. Every change runs the program again at once,
// beside the run before.
#include "core/session/session.h"
#include "gui/panels/panels.h"
#include "gui/run_compare.h"
#include "gui/seen.h"
#include "gui/trace_words.h"
#include "gui/widgets.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace tickscope::gui {

namespace {

// What the trace says it was run with; what it does not say, is the default.
uint64_t setting(const trace::Trace& trace, std::string_view name, uint64_t otherwise) {
  for (const auto& [key, value] : trace.header().settings) {
    if (key != name) continue;
    uint64_t read = 0;
    auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), read);
    if (error == std::errc() && end == value.data() + value.size()) return read;
  }
  return otherwise;
}

struct Slider {
  const char* id;
  const char* title;
  const char* text;
  std::vector<uint64_t> values;
  uint64_t now;     // of the run that is shown
  bool changed;     // it is not the scenario's own
  std::string (*words)(uint64_t);
};

std::string plainWords(uint64_t value) { return countText(value); }
std::string megabyteWords(uint64_t value) { return value == 0 ? std::string("Node's own") : fmt::format("{} MB", value); }
std::string nodeWords(uint64_t value) { return fmt::format("Node {}", value); }
std::string diskWords(uint64_t value) { return value == 0 ? std::string("as measured") : timeText(value); }

// A slider over a handful of values, a notch each. Returns true, and the value, when another was chosen and let go.
bool drawSlider(const Theme& t, const Slider& s, ImVec2 at, float width, uint64_t& chosen) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  size_t here = static_cast<size_t>(std::lower_bound(s.values.begin(), s.values.end(), s.now) - s.values.begin());
  here = std::min(here, s.values.size() - 1);
  float left = at.x + t.px(8), right = at.x + width - t.px(8), y = at.y + t.px(31);
  auto xOf = [&](size_t i) { return left + (right - left) * static_cast<float>(i) / static_cast<float>(std::max<size_t>(1, s.values.size() - 1)); };
  ImGui::SetCursorScreenPos({at.x, at.y + t.px(20)});
  ImGui::InvisibleButton(s.id, {std::max(1.f, width), t.px(22)});
  notePlace(std::string("slider:") + s.id, {left, at.y + t.px(20)}, {right, at.y + t.px(42)});
  bool active = ImGui::IsItemActive(), hovered = ImGui::IsItemHovered(), released = ImGui::IsItemDeactivated();
  tooltip(t, s.title, s.text);
  ImGuiStorage* storage = ImGui::GetStateStorage();
  ImGuiID key = ImGui::GetID(s.id);
  size_t shown = here;
  if (active) {
    float share = std::clamp((ImGui::GetIO().MousePos.x - left) / std::max(1.f, right - left), 0.f, 1.f);
    shown = static_cast<size_t>(std::lround(share * static_cast<float>(s.values.size() - 1)));
    storage->SetInt(key, static_cast<int>(shown));
  } else if (released) {
    shown = static_cast<size_t>(std::clamp<int>(storage->GetInt(key, static_cast<int>(here)), 0, static_cast<int>(s.values.size()) - 1));
  }
  uint64_t value = active || released ? s.values[shown] : s.now;
  std::string words = s.words(value);
  drawText(draw, t.fonts.ui, {at.x + t.px(2), at.y}, t.text, s.title, width - textWidth(t.fonts.bold, words) - t.px(14));
  drawText(draw, s.changed || active ? t.fonts.bold : t.fonts.ui, {at.x + width - textWidth(t.fonts.bold, words) - t.px(4), at.y}, s.changed || active ? t.accentText : t.dim, words);
  draw->AddRectFilled({left, y - t.px(2)}, {right, y + t.px(2)}, t.raised, t.px(2));
  draw->AddRect({left, y - t.px(2)}, {right, y + t.px(2)}, t.border, t.px(2));
  draw->AddRectFilled({left, y - t.px(2)}, {xOf(shown), y + t.px(2)}, t.accent, t.px(2));
  for (size_t i = 0; i < s.values.size(); ++i) draw->AddCircleFilled({xOf(i), y}, t.px(2), i <= shown ? t.accent : t.strongBorder);
  draw->AddCircleFilled({xOf(shown), y}, t.px(active ? 8 : 7), t.accent);
  if (active || hovered) draw->AddCircle({xOf(shown), y}, t.px(10), withAlpha(t.accent, 0.6f), 0, t.px(1.5f));
  if (!released || value == s.now) return false;
  chosen = value;
  return true;
}

} // namespace

void drawWhatIfPanel(const PanelInput& in, ViewModel& view) {
  const Theme& t = in.theme;
  if (in.index.last == 0) return emptyState(t, "Run a program first; then change the computer under it.");
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  float whole = ImGui::GetContentRegionAvail().x;
  size_t columns = whole > t.px(590) ? 3 : whole > t.px(360) ? 2 : 1;
  float gap = t.px(22), width = (whole - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  WhatIf& w = view.whatIf;
  std::vector<uint64_t> versions(std::begin(kNodeMajors), std::end(kNodeMajors));
  constexpr unsigned defaultThreads = 4;
  Slider sliders[] = {
      {"node", "Node version", "Whose rules apply: versions differ in when ticks run between timers, what an await costs, and when timers are looked at.", versions,
       setting(in.trace, "node", kDefaultNodeMajor), w.nodeMajor.has_value(), nodeWords},
      {"pool", "Threads of the pool", "UV_THREADPOOL_SIZE: how many jobs of fs, dns.lookup, crypto and zlib are worked on at once.", {1, 2, 3, 4, 6, 8, 12, 16, 32, 64},
       in.index.poolThreads ? in.index.poolThreads : w.poolThreads.value_or(defaultThreads), w.poolThreads.has_value(), plainWords},
      {"cores", "Cores", "How many threads truly run at the same time.", {1, 2, 3, 4, 6, 8, 16, 32}, setting(in.trace, "cores", 4), w.cores.has_value(), plainWords},
      {"disk", "Disk latency", "How long one operation of the disk takes, before its bytes. As measured: some µs each, by what the operation is.", {0, 10'000, 50'000, 100'000, 200'000, 500'000, 1'000'000, 5'000'000, 10'000'000},
       setting(in.trace, "diskOperationNs", 0), w.diskOperationNs.has_value(), diskWords},
      {"semispace", "Young space", "--max-semi-space-size: how large a half of new space may grow. Small ones are scavenged often, and promote what would have died a little later.", {0, 1, 2, 4, 8, 16, 32, 64, 128},
       setting(in.trace, "semiSpaceMb", 0), w.semiSpaceMb.has_value(), megabyteWords},
      {"oldspace", "Heap limit", "--max-old-space-size: beyond it the process dies of a heap out of memory.", {0, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096}, setting(in.trace, "oldSpaceMb", 0), w.oldSpaceMb.has_value(), megabyteWords},
      {"seed", "Seed", "Of everything random: Math.random, and how long devices take within their spread.", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, in.trace.header().seed, w.seed.has_value(), plainWords},
  };
  float y = at.y, row = t.px(52);
  // What came of it, in one line.
  if (in.comparison) {
    const Comparison& c = *in.comparison;
    std::string words = c.sameOrder() ? "Everything runs in the same order as before." : c.sameOutput ? "It prints the same, but things run in another order." : "It prints something else.";
    std::string now = timeText(c.rightEndNs), before = timeText(c.leftEndNs);
    words += now == before ? fmt::format(" The run takes {}, as it did.", now) : fmt::format(" The run takes {} instead of {}.", now, before);
    y += drawWrapped(draw, t.fonts.ui, {at.x + t.px(2), y}, c.sameOrder() ? t.dim : t.text, words, whole - t.px(4)) + t.px(6);
  } else {
    y += drawWrapped(draw, t.fonts.ui, {at.x + t.px(2), y}, t.faint, "Move a slider: the program runs again, and what changes is said here and under Two runs.", whole - t.px(4)) + t.px(6);
  }
  for (size_t i = 0; i < std::size(sliders); ++i) {
    size_t column = i % columns;
    uint64_t chosen = 0;
    if (drawSlider(t, sliders[i], {at.x + static_cast<float>(column) * (width + gap), y}, width, chosen)) {
      std::string_view id = sliders[i].id;
      if (id == "node") w.nodeMajor = static_cast<int>(chosen);
      if (id == "pool") w.poolThreads = static_cast<unsigned>(chosen);
      if (id == "cores") w.cores = static_cast<unsigned>(chosen);
      if (id == "disk") w.diskOperationNs = chosen;
      if (id == "semispace") w.semiSpaceMb = chosen;
      if (id == "oldspace") w.oldSpaceMb = chosen;
      if (id == "seed") w.seed = chosen;
      view.whatIfChanged = true;
    }
    if (column + 1 == columns || i + 1 == std::size(sliders)) y += row;
  }
  if (w.any()) {
    ImGui::SetCursorScreenPos({at.x, y});
    if (textButton(t, "as it was", "As the scenario says")) {
      w = {};
      view.whatIfChanged = true;
    }
    y += t.px(36);
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({std::max(1.f, whole), std::max(1.f, y - at.y)});
}

} // namespace tickscope::gui
