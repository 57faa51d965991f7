#pragma once
// Colours, sizes and fonts by what they are for. A panel asks for `theme.text` or `theme.of(Meaning::Timer)`, never
// for a literal colour; lengths are written in pixels at 100 % and multiplied by px().
#include <imgui.h>

#include <cstdint>

namespace tickscope::gui {

enum class Meaning : uint8_t {
#define MEANING(name, label, shape, dark, light, text) name,
#include "gui/meanings.def"
#undef MEANING
};
inline constexpr int meaningCount = 0
#define MEANING(name, label, shape, dark, light, text) +1
#include "gui/meanings.def"
#undef MEANING
    ;

enum class Shape : uint8_t { Block, Chevron, Diamond, Clock, Half, Dot, Wave, Tickmark, Cross, Bars, Stop, Ring, Disc, Octagon, Moon, Cup };

const char* meaningLabel(Meaning meaning);
const char* meaningText(Meaning meaning);
Shape meaningShape(Meaning meaning);

enum class Appearance : uint8_t { Dark, Light, Contrast };
const char* appearanceName(Appearance appearance); // "dark", "light", "contrast"

struct Fonts {
  ImFont* ui = nullptr;     // 15 px
  ImFont* bold = nullptr;   // 15 px
  ImFont* small = nullptr;  // 12.5 px
  ImFont* story = nullptr;  // 19 px
  ImFont* code = nullptr;   // 15 px, fixed width
  ImFont* codeSmall = nullptr;
};

struct Theme {
  Appearance appearance = Appearance::Dark;
  float scale = 1; // of the user's wish times the screen's
  Fonts fonts;

  ImU32 background, panel, panelHeader, raised, hover, border, strongBorder;
  ImU32 text, dim, faint, accent, accentText, onAccent;
  ImU32 currentLine, currentStatement, selection, caret, breakpoint;
  ImU32 codeKeyword, codeString, codeNumber, codeComment, codeFunction, codeProperty, codePunctuation, codeRegExp, codeConstant;
  ImU32 meanings[meaningCount];

  bool bright() const { return appearance == Appearance::Light; } // dark ink on light ground
  float px(float pixelsAt100Percent) const { return pixelsAt100Percent * scale; }
  ImU32 of(Meaning meaning) const { return meanings[static_cast<int>(meaning)]; }
  // The colour at a share of its strength over the panel: fills behind text.
  ImU32 tint(Meaning meaning, float strength) const;
};

Theme makeTheme(Appearance appearance, float scale);
void applyToImGui(const Theme& theme); // Dear ImGui's own widgets (scroll bars, menus, fields) in the same colours

ImU32 withAlpha(ImU32 colour, float alpha);
ImU32 mix(ImU32 a, ImU32 b, float t);
float contrast(ImU32 a, ImU32 b); // WCAG 2 contrast ratio, 1 to 21

} // namespace tickscope::gui
