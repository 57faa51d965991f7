#pragma once
// The few widgets that panels share. Positions are ImGui screen coordinates.
#include "gui/icons.h"
#include "gui/view_model.h"

#include <string>
#include <string_view>

namespace tickscope::gui {

// Text at a place, cut with "…" when it is wider than `width` (0 = as wide as it is). Returns the width drawn.
float drawText(ImDrawList* draw, ImFont* font, ImVec2 at, ImU32 colour, std::string_view text, float width = 0);
float textWidth(ImFont* font, std::string_view text);
std::string fitText(ImFont* font, std::string_view text, float width);
// Several lines, broken at blanks; returns the height used. Draws nothing with `draw` null.
float drawWrapped(ImDrawList* draw, ImFont* font, ImVec2 at, ImU32 colour, std::string_view text, float width);

// A tooltip with a bold title and wrapped text, for the item just drawn when it is hovered.
void tooltip(const Theme& theme, std::string_view title, std::string_view text, std::string_view keys = {});

bool iconButton(const Theme& theme, const char* id, Icon icon, bool enabled, bool lit = false, float size = 30);
// A field of one line over `text`, at most 4095 bytes; true as ImGui::InputTextWithHint says. `focus`: takes the keyboard.
bool textField(const char* id, const char* hint, std::string& text, bool focus, int flags = 0);
bool textButton(const Theme& theme, const char* id, std::string_view label, bool lit = false, bool enabled = true);
// One of several, side by side; returns true when `value` changed.
bool segmented(const Theme& theme, const char* id, const char* const* labels, int count, int& value);

struct ChipText {
  std::string label;  // "onData"
  std::string detail; // "main.js:12 · in 5 ms"
};
struct ChipResult {
  bool hovered = false, clicked = false;
  float width = 0;
};
// An entry of a queue: a small card with its meaning's colour at the left. `lit`: it is what another panel points at.
// `next`: it is the next to run. `faded`: it does not count (an unref'd timer). The id is the event that queued it.
float chipWidth(const Theme& theme, const ChipText& text, float widest);
ChipResult chip(const Theme& theme, trace::EventId id, Meaning meaning, const ChipText& text, ImVec2 at, float width, bool lit, bool next, bool faded);
float chipHeight(const Theme& theme);

// A line of dim text in the middle of an empty panel.
void emptyState(const Theme& theme, std::string_view text);

// Dotted frame around what the mouse points at in another panel.
void drawLit(ImDrawList* draw, const Theme& theme, ImVec2 min, ImVec2 max, float rounding);

} // namespace tickscope::gui
