#pragma once
// Shapes and icons drawn as vectors: sharp at every scale, and no font needed.
#include "gui/theme.h"

namespace tickscope::gui {

// A meaning's shape around `centre`, `radius` pixels to each side.
void drawShape(ImDrawList* draw, Shape shape, ImVec2 centre, float radius, ImU32 colour);
inline void drawMeaning(ImDrawList* draw, const Theme& theme, Meaning meaning, ImVec2 centre, float radius) {
  drawShape(draw, meaningShape(meaning), centre, radius, theme.of(meaning));
}

enum class Icon : uint8_t {
  Step, StepBack, NextCallback, PreviousCallback, NextPhase, PreviousPhase, Continue, ContinueBack, Start, End, Play, Pause,
  Rerun, StopSquare, Library, Sun, Moon, Question, Plus, Minus, Warning, Close, Search, Restore
};
void drawIcon(ImDrawList* draw, Icon icon, ImVec2 centre, float radius, ImU32 colour);

} // namespace tickscope::gui
