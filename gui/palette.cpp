#include "gui/palette.h"

#include "core/session/session.h"
#include "gui/shortcuts.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace tickscope::gui {

namespace {

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

// How well a word fits a text: 0 = not at all. Whole runs and beginnings of words count more.
int fit(std::string_view word, std::string_view text) {
  int score = 1;
  size_t at = 0;
  bool before = false;
  for (char c : word) {
    size_t found = at;
    while (found < text.size() && lower(text[found]) != lower(c)) ++found;
    if (found == text.size()) return 0;
    bool beginning = found == 0 || !std::isalnum(static_cast<unsigned char>(text[found - 1]));
    score += beginning ? 6 : before && found == at ? 4 : 1;
    before = true;
    at = found + 1;
  }
  for (size_t i = 0; i + word.size() <= text.size(); ++i) // the word as it stands
    if (std::equal(word.begin(), word.end(), text.begin() + static_cast<ptrdiff_t>(i), [](char a, char b) { return lower(a) == lower(b); })) {
      score += 10 + (i == 0 ? 10 : 0);
      break;
    }
  return score;
}

bool looksLikeStep(std::string_view text) {
  if (text.starts_with("line:")) text.remove_prefix(5);
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.ends_with('%')) text.remove_suffix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::vector<PaletteEntry> paletteEntries(const std::vector<ScenarioEntry>& scenarios, const std::vector<std::string>& recent) {
  std::vector<PaletteEntry> out;
  for (size_t i = 0; i < actionInfos().size(); ++i) {
    const ActionInfo& info = actionInfos()[i];
    if (static_cast<Action>(i) != Action::Palette) out.push_back({info.title, info.text, info.keys, static_cast<Action>(i)});
  }
  for (int i = 0; i < panelCount; ++i) {
    const PanelInfo& info = panelInfo(static_cast<PanelId>(i));
    out.push_back({fmt::format("Panel: {}", info.title), info.text, "", static_cast<PanelId>(i)});
  }
  for (const std::string& path : recent) out.push_back({fmt::format("Open again: {}", path.substr(path.find_last_of('/') + 1)), path, "", OpenScenario{path}});
  for (int major : kNodeMajors) out.push_back({fmt::format("Run under Node {}", major), "The program runs again under the rules of this version.", "", UseNode{major}});
  for (const ScenarioEntry& s : scenarios) out.push_back({fmt::format("Open: {}", s.title), s.question.empty() ? s.topic + "/" + s.name : s.question, s.topic, OpenScenario{s.path}});
  return out;
}

std::vector<PaletteEntry> paletteMatches(const std::vector<PaletteEntry>& entries, std::string_view query) {
  std::vector<std::string_view> words;
  while (!query.empty()) {
    size_t end = std::min(query.find(' '), query.size());
    if (end > 0) words.push_back(query.substr(0, end));
    query.remove_prefix(std::min(query.size(), end + 1));
  }
  std::vector<std::pair<int, PaletteEntry>> found;
  if (words.size() == 1 && looksLikeStep(words[0])) found.push_back({1000, {fmt::format("Go to {}{}", looksLikeStep(words[0]) && std::isdigit(static_cast<unsigned char>(words[0][0])) && !words[0].ends_with('%') ? "step " : "", words[0]), "Moves the playhead there.", "", GoToStep{std::string(words[0])}}});
  for (const PaletteEntry& entry : entries) {
    int score = 1;
    for (std::string_view word : words) {
      int one = std::max(fit(word, entry.title) * 2, word.size() >= 3 ? fit(word, entry.detail) - 8 : 0);
      if (one <= 0) {
        score = 0;
        break;
      }
      score += one;
    }
    if (score > 0) found.push_back({score, entry});
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<PaletteEntry> out;
  for (auto& [score, entry] : found) out.push_back(std::move(entry));
  return out;
}

} // namespace tickscope::gui
