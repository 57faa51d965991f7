#pragma once
// What a frame drew and where: the names of things that can be clicked, and the words. Scripts and tests find their way
// by it, and a panel's text is copied from it. It records only while somebody wants it.
//
// It hangs on Dear ImGui's context (io.UserData), so that two windows, or two tests, never share one.
#include "gui/layout.h"

#include <imgui.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope::gui {

class Seen {
public:
  static Seen* current() { return static_cast<Seen*>(ImGui::GetIO().UserData); }

  void beginFrame(bool record);
  // Panels nest nothing: what is noted until the next call belongs to this panel; none = the window's own frame.
  void enter(std::optional<PanelId> panel) { panel_ = panel; }
  bool recording() const { return recording_; }

  void notePlace(std::string_view name, ImVec2 min, ImVec2 max);
  // `text` whole, even where it was drawn shortened.
  void noteText(const ImDrawList* draw, ImVec2 at, float height, std::string_view text, bool cut);

  // Where the thing with this name was drawn in the last recorded frame.
  std::optional<Rect> place(std::string_view name) const;
  std::optional<Rect> placeOfText(std::string_view text) const; // the first whose text contains it
  // A panel's words in reading order, a line a row.
  std::string transcript(std::optional<PanelId> panel) const;
  size_t cutTexts() const;

private:
  struct Place {
    std::string name;
    Rect rect;
  };
  struct Words {
    std::optional<PanelId> panel;
    float x, y, height;
    std::string text;
    bool cut;
  };
  bool recording_ = false;
  std::optional<PanelId> panel_;
  std::vector<Place> places_;
  std::vector<Words> words_;
};

void notePlace(std::string_view name, ImVec2 min, ImVec2 max); // on the current context's, if it records

} // namespace tickscope::gui
