#include "gui/seen.h"

#include <algorithm>
#include <cmath>

namespace tickscope::gui {

void Seen::beginFrame(bool record) {
  recording_ = record;
  panel_.reset();
  if (!record) return;
  places_.clear();
  words_.clear();
}

void Seen::notePlace(std::string_view name, ImVec2 min, ImVec2 max) {
  if (recording_) places_.push_back({std::string(name), {min.x, min.y, max.x - min.x, max.y - min.y}});
}

void Seen::noteText(const ImDrawList* draw, ImVec2 at, float height, std::string_view text, bool cut) {
  if (!recording_ || text.empty()) return;
  ImVec2 low = draw->GetClipRectMin(), high = draw->GetClipRectMax();
  if (at.y + height <= low.y || at.y >= high.y || at.x >= high.x) return; // scrolled out of sight
  words_.push_back({panel_, at.x, at.y, height, std::string(text), cut});
}

std::optional<Rect> Seen::place(std::string_view name) const {
  for (const Place& p : places_)
    if (p.name == name) return p.rect;
  return std::nullopt;
}

std::optional<Rect> Seen::placeOfText(std::string_view text) const {
  for (const Words& w : words_)
    if (w.text.find(text) != std::string::npos) return Rect{w.x, w.y, w.height, w.height};
  return std::nullopt;
}

std::string Seen::transcript(std::optional<PanelId> panel) const {
  std::vector<const Words*> words;
  for (const Words& w : words_)
    if (w.panel == panel) words.push_back(&w);
  // Rows first: what stands within half a line of the row's first words belongs to it.
  std::stable_sort(words.begin(), words.end(), [](const Words* a, const Words* b) { return a->y + a->height / 2 < b->y + b->height / 2; });
  std::string out;
  for (size_t i = 0; i < words.size();) {
    size_t end = i + 1;
    float middle = words[i]->y + words[i]->height / 2;
    while (end < words.size() && words[end]->y + words[end]->height / 2 - middle < words[i]->height * 0.5f) ++end;
    std::stable_sort(words.begin() + static_cast<ptrdiff_t>(i), words.begin() + static_cast<ptrdiff_t>(end), [](const Words* a, const Words* b) { return a->x < b->x; });
    for (size_t k = i; k < end; ++k) out += (k > i ? "  " : "") + words[k]->text;
    out += '\n';
    i = end;
  }
  return out;
}

size_t Seen::cutTexts() const {
  return static_cast<size_t>(std::count_if(words_.begin(), words_.end(), [](const Words& w) { return w.cut; }));
}

void notePlace(std::string_view name, ImVec2 min, ImVec2 max) {
  if (Seen* seen = Seen::current()) seen->notePlace(name, min, max);
}

} // namespace tickscope::gui
