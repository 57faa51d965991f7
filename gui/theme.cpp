#include "gui/theme.h"

#include <algorithm>
#include <cmath>

namespace tickscope::gui {

namespace {

constexpr ImU32 rgb(uint32_t hex) { return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, 255); }

struct MeaningRow {
  const char* label;
  const char* text;
  Shape shape;
  uint32_t dark, light;
};

constexpr MeaningRow meaningRows[] = {
#define MEANING(name, label, shape, dark, light, text) {label, text, Shape::shape, dark, light},
#include "gui/meanings.def"
#undef MEANING
};

int channel(ImU32 colour, int shift) { return static_cast<int>((colour >> shift) & 255); }

double luminance(ImU32 colour) {
  auto linear = [](int value) {
    double c = value / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(channel(colour, IM_COL32_R_SHIFT)) + 0.7152 * linear(channel(colour, IM_COL32_G_SHIFT)) +
         0.0722 * linear(channel(colour, IM_COL32_B_SHIFT));
}

void fillDark(Theme& t) {
  t.background = rgb(0x101319);
  t.panel = rgb(0x181C24);
  t.panelHeader = rgb(0x1D222B);
  t.raised = rgb(0x242A35);
  t.hover = rgb(0x2D3441);
  t.border = rgb(0x282E39);
  t.strongBorder = rgb(0x3D4656);
  t.text = rgb(0xE4E8EF);
  t.dim = rgb(0xA0AABA);
  t.faint = rgb(0x6F7A8B);
  t.accent = rgb(0x5B9DFF);
  t.accentText = rgb(0x8BBAFF);
  t.onAccent = rgb(0x0B1220);
  t.currentLine = rgb(0x2B2F22);
  t.currentStatement = rgb(0x5A5320);
  t.selection = rgb(0x2C4A77);
  t.caret = rgb(0xE4E8EF);
  t.breakpoint = rgb(0xFF6470);
  t.codeKeyword = rgb(0xC79BF2);
  t.codeString = rgb(0x9CCB7E);
  t.codeNumber = rgb(0xE8A66B);
  t.codeComment = rgb(0x7F8B9C);
  t.codeFunction = rgb(0x6FB4F5);
  t.codeProperty = rgb(0xD3DAE6);
  t.codePunctuation = rgb(0x9AA5B6);
  t.codeRegExp = rgb(0x62C8BD);
  t.codeConstant = rgb(0xE8A66B);
}

void fillLight(Theme& t) {
  t.background = rgb(0xEAEDF2);
  t.panel = rgb(0xFFFFFF);
  t.panelHeader = rgb(0xF7F8FA);
  t.raised = rgb(0xF0F2F6);
  t.hover = rgb(0xE4E9F1);
  t.border = rgb(0xD9DEE7);
  t.strongBorder = rgb(0xB4BDCB);
  t.text = rgb(0x1A2230);
  t.dim = rgb(0x515C6D);
  t.faint = rgb(0x7C8797);
  t.accent = rgb(0x1F66D6);
  t.accentText = rgb(0x1858BE);
  t.onAccent = rgb(0xFFFFFF);
  t.currentLine = rgb(0xFFF9DC);
  t.currentStatement = rgb(0xFFE88A);
  t.selection = rgb(0xBFD7FB);
  t.caret = rgb(0x1A2230);
  t.breakpoint = rgb(0xD3263B);
  t.codeKeyword = rgb(0x7A35B8);
  t.codeString = rgb(0x2B7326);
  t.codeNumber = rgb(0xA04A00);
  t.codeComment = rgb(0x68737F);
  t.codeFunction = rgb(0x0F5FB0);
  t.codeProperty = rgb(0x2A3444);
  t.codePunctuation = rgb(0x566173);
  t.codeRegExp = rgb(0x0B7268);
  t.codeConstant = rgb(0xA04A00);
}

// Black ground, white ink, strong edges: nothing that matters stands out by less than 7:1.
void fillContrast(Theme& t) {
  fillDark(t);
  t.background = rgb(0x000000);
  t.panel = rgb(0x000000);
  t.panelHeader = rgb(0x10141C);
  t.raised = rgb(0x1A1F2A);
  t.hover = rgb(0x333C4D);
  t.border = rgb(0x6C7789);
  t.strongBorder = rgb(0xB9C4D6);
  t.text = rgb(0xFFFFFF);
  t.dim = rgb(0xDCE3EE);
  t.faint = rgb(0xB4BFD0);
  t.accent = rgb(0xFFD43B);
  t.accentText = rgb(0xFFD43B);
  t.onAccent = rgb(0x000000);
  t.currentLine = rgb(0x33300A);
  t.currentStatement = rgb(0x6B6200);
  t.selection = rgb(0x1F4E9E);
  t.caret = rgb(0xFFFFFF);
  t.codeKeyword = rgb(0xDDBBFF);
  t.codeString = rgb(0xB9F09A);
  t.codeNumber = rgb(0xFFC48A);
  t.codeComment = rgb(0xB4BFD0);
  t.codeFunction = rgb(0x9CD0FF);
  t.codeProperty = rgb(0xFFFFFF);
  t.codePunctuation = rgb(0xDCE3EE);
  t.codeRegExp = rgb(0x8CF0E4);
  t.codeConstant = rgb(0xFFC48A);
}

} // namespace

const char* appearanceName(Appearance appearance) {
  switch (appearance) {
  case Appearance::Dark: return "dark";
  case Appearance::Light: return "light";
  case Appearance::Contrast: return "contrast";
  }
  return "";
}

const char* meaningLabel(Meaning meaning) { return meaningRows[static_cast<int>(meaning)].label; }
const char* meaningText(Meaning meaning) { return meaningRows[static_cast<int>(meaning)].text; }
Shape meaningShape(Meaning meaning) { return meaningRows[static_cast<int>(meaning)].shape; }

ImU32 withAlpha(ImU32 colour, float alpha) {
  auto a = static_cast<ImU32>(std::clamp(alpha, 0.f, 1.f) * 255.f + 0.5f);
  return (colour & ~IM_COL32_A_MASK) | (a << IM_COL32_A_SHIFT);
}

ImU32 mix(ImU32 a, ImU32 b, float t) {
  auto blend = [&](int shift) {
    return static_cast<ImU32>(std::lround(static_cast<float>(channel(a, shift)) * (1 - t) + static_cast<float>(channel(b, shift)) * t))
           << shift;
  };
  return blend(IM_COL32_R_SHIFT) | blend(IM_COL32_G_SHIFT) | blend(IM_COL32_B_SHIFT) | blend(IM_COL32_A_SHIFT);
}

float contrast(ImU32 a, ImU32 b) {
  double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
  return static_cast<float>(std::max(x, y) / std::min(x, y));
}

ImU32 Theme::tint(Meaning meaning, float strength) const { return mix(panel, of(meaning), strength); }

Theme makeTheme(Appearance appearance, float scale) {
  Theme t;
  t.appearance = appearance;
  t.scale = scale;
  switch (appearance) {
  case Appearance::Dark: fillDark(t); break;
  case Appearance::Light: fillLight(t); break;
  case Appearance::Contrast: fillContrast(t); break;
  }
  for (int i = 0; i < meaningCount; ++i) {
    ImU32 colour = rgb(t.bright() ? meaningRows[i].light : meaningRows[i].dark);
    t.meanings[i] = appearance == Appearance::Contrast ? mix(colour, t.text, 0.25f) : colour;
  }
  return t;
}

void applyToImGui(const Theme& t) {
  ImGuiStyle style;
  style.WindowPadding = {t.px(10), t.px(8)};
  style.FramePadding = {t.px(8), t.px(4)};
  style.ItemSpacing = {t.px(8), t.px(6)};
  style.ItemInnerSpacing = {t.px(6), t.px(4)};
  style.ScrollbarSize = t.px(10);
  style.ScrollbarRounding = t.px(5);
  style.GrabMinSize = t.px(12);
  style.GrabRounding = t.px(4);
  style.FrameRounding = t.px(5);
  style.PopupRounding = t.px(8);
  style.WindowRounding = t.px(8);
  style.ChildRounding = t.px(8);
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.PopupBorderSize = std::max(1.f, std::floor(t.px(1)));
  auto set = [&](ImGuiCol slot, ImU32 colour) { style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(colour); };
  set(ImGuiCol_Text, t.text);
  set(ImGuiCol_TextDisabled, t.faint);
  set(ImGuiCol_WindowBg, t.background);
  set(ImGuiCol_ChildBg, withAlpha(t.panel, 0));
  set(ImGuiCol_PopupBg, t.bright() ? t.panel : t.raised);
  set(ImGuiCol_Border, t.strongBorder);
  set(ImGuiCol_FrameBg, t.raised);
  set(ImGuiCol_FrameBgHovered, t.hover);
  set(ImGuiCol_FrameBgActive, t.hover);
  set(ImGuiCol_TitleBg, t.panelHeader);
  set(ImGuiCol_TitleBgActive, t.panelHeader);
  set(ImGuiCol_ScrollbarBg, withAlpha(t.panel, 0));
  set(ImGuiCol_ScrollbarGrab, withAlpha(t.faint, 0.45f));
  set(ImGuiCol_ScrollbarGrabHovered, withAlpha(t.faint, 0.7f));
  set(ImGuiCol_ScrollbarGrabActive, t.faint);
  set(ImGuiCol_CheckMark, t.accent);
  set(ImGuiCol_SliderGrab, t.accent);
  set(ImGuiCol_SliderGrabActive, t.accent);
  set(ImGuiCol_Button, t.raised);
  set(ImGuiCol_ButtonHovered, t.hover);
  set(ImGuiCol_ButtonActive, t.strongBorder);
  set(ImGuiCol_Header, mix(t.panel, t.accent, 0.22f));
  set(ImGuiCol_HeaderHovered, t.hover);
  set(ImGuiCol_HeaderActive, t.hover);
  set(ImGuiCol_Separator, t.border);
  set(ImGuiCol_TextSelectedBg, t.selection);
  set(ImGuiCol_ModalWindowDimBg, withAlpha(IM_COL32_BLACK, 0.45f));
  set(ImGuiCol_NavHighlight, t.accent);
  ImGui::GetStyle() = style;
}

} // namespace tickscope::gui
