#include "gui/widgets.h"

#include "gui/editor/document.h"
#include "gui/seen.h"

#include <algorithm>
#include <cmath>

namespace tickscope::gui {

float textWidth(ImFont* font, std::string_view text) {
  return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

std::string fitText(ImFont* font, std::string_view text, float width) {
  if (textWidth(font, text) <= width) return std::string(text);
  float room = width - textWidth(font, "…");
  if (room <= 0) return {};
  const char* rest = nullptr;
  font->CalcTextSizeA(font->FontSize, room, 0, text.data(), text.data() + text.size(), &rest);
  size_t keep = rest ? static_cast<size_t>(rest - text.data()) : text.size();
  while (keep > 0 && (static_cast<unsigned char>(text[std::min(keep, text.size() - 1)]) & 0xC0) == 0x80) --keep;
  return std::string(text.substr(0, keep)) + "…";
}

float drawText(ImDrawList* draw, ImFont* font, ImVec2 at, ImU32 colour, std::string_view text, float width) {
  at = {std::round(at.x), std::round(at.y)};
  bool tooWide = width > 0 && textWidth(font, text) > width;
  if (Seen* seen = Seen::current()) seen->noteText(draw, at, font->FontSize, text, tooWide);
  if (tooWide) {
    std::string cut = fitText(font, text, width);
    draw->AddText(font, font->FontSize, at, colour, cut.data(), cut.data() + cut.size());
    return textWidth(font, cut);
  }
  draw->AddText(font, font->FontSize, at, colour, text.data(), text.data() + text.size());
  return textWidth(font, text);
}

float drawWrapped(ImDrawList* draw, ImFont* font, ImVec2 at, ImU32 colour, std::string_view text, float width) {
  // Broken at blanks only: Dear ImGui's own wrapping also breaks after dots, in the middle of file names.
  float y = at.y, step = font->FontSize * 1.12f;
  auto put = [&](std::string_view line) {
    if (draw) draw->AddText(font, font->FontSize, {std::round(at.x), std::round(y)}, colour, line.data(), line.data() + line.size());
    if (Seen* seen = Seen::current(); seen && draw) seen->noteText(draw, {at.x, y}, font->FontSize, line, false);
    y += step;
  };
  while (!text.empty()) {
    std::string_view paragraph = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), paragraph.size() + 1));
    while (!paragraph.empty()) {
      size_t fits = 0; // bytes of whole words that fit
      float used = 0;
      while (fits < paragraph.size()) {
        size_t end = std::min(paragraph.find(' ', fits + (fits > 0)), paragraph.size());
        float word = textWidth(font, paragraph.substr(fits, end - fits));
        if (used + word > width && fits > 0) break;
        used += word;
        fits = end;
        if (used > width) break; // one word wider than everything stands alone
      }
      if (used > width && textWidth(font, paragraph.substr(0, fits)) > width) { // and is cut where it must be
        const char* rest = nullptr;
        font->CalcTextSizeA(font->FontSize, std::max(width, font->FontSize), 0, paragraph.data(), paragraph.data() + fits, &rest);
        if (rest && rest > paragraph.data()) fits = static_cast<size_t>(rest - paragraph.data());
      }
      put(paragraph.substr(0, fits));
      paragraph.remove_prefix(fits);
      while (!paragraph.empty() && paragraph[0] == ' ') paragraph.remove_prefix(1);
    }
  }
  return y - at.y;
}

void tooltip(const Theme& t, std::string_view title, std::string_view text, std::string_view keys) {
  if (!ImGui::IsItemHovered()) return;
  ImGui::BeginTooltip();
  ImGui::PushFont(t.fonts.bold);
  ImGui::TextUnformatted(title.data(), title.data() + title.size());
  ImGui::PopFont();
  if (!keys.empty()) {
    ImGui::SameLine();
    ImGui::PushStyleColor(ImGuiCol_Text, t.accentText);
    ImGui::TextUnformatted(keys.data(), keys.data() + keys.size());
    ImGui::PopStyleColor();
  }
  if (!text.empty()) {
    ImGui::PushTextWrapPos(t.px(380));
    ImGui::PushStyleColor(ImGuiCol_Text, t.dim);
    ImGui::TextUnformatted(text.data(), text.data() + text.size());
    ImGui::PopStyleColor();
    ImGui::PopTextWrapPos();
  }
  ImGui::EndTooltip();
}

bool iconButton(const Theme& t, const char* id, Icon icon, bool enabled, bool lit, float size) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  float side = t.px(size);
  bool pressed = ImGui::InvisibleButton(id, {side, side}) && enabled;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 max{at.x + side, at.y + side};
  notePlace(id, at, max);
  if (lit)
    draw->AddRectFilled(at, max, t.accent, t.px(6));
  else if (enabled && ImGui::IsItemHovered())
    draw->AddRectFilled(at, max, ImGui::IsItemActive() ? t.strongBorder : t.hover, t.px(6));
  ImU32 colour = lit ? t.onAccent : enabled ? t.text : withAlpha(t.faint, 0.55f);
  drawIcon(draw, icon, {at.x + side / 2, at.y + side / 2}, side * 0.27f, colour);
  return pressed;
}

bool textField(const char* id, const char* hint, std::string& text, bool focus, int flags) {
  char buffer[4096];
  buffer[text.copy(buffer, sizeof buffer - 1)] = 0;
  if (focus) ImGui::SetKeyboardFocusHere();
  const bool answer = ImGui::InputTextWithHint(id, hint, buffer, sizeof buffer, flags);
  text = buffer;
  return answer;
}

bool textButton(const Theme& t, const char* id, std::string_view label, bool lit, bool enabled) {
  ImVec2 at = ImGui::GetCursorScreenPos();
  float width = textWidth(t.fonts.ui, label) + t.px(22), height = t.px(30);
  bool pressed = ImGui::InvisibleButton(id, {width, height}) && enabled;
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 max{at.x + width, at.y + height};
  notePlace(id, at, max);
  bool hovered = enabled && ImGui::IsItemHovered();
  if (lit)
    draw->AddRectFilled(at, max, hovered ? mix(t.accent, t.text, 0.15f) : t.accent, t.px(6));
  else
    draw->AddRectFilled(at, max, hovered ? t.hover : t.raised, t.px(6));
  drawText(draw, t.fonts.ui, {at.x + t.px(11), at.y + (height - t.fonts.ui->FontSize) / 2 - t.px(1)}, lit ? t.onAccent : enabled ? t.text : t.faint, label);
  return pressed;
}

bool segmented(const Theme& t, const char* id, const char* const* labels, int count, int& value) {
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 at = ImGui::GetCursorScreenPos();
  float height = t.px(30), pad = t.px(10), total = 0;
  for (int i = 0; i < count; ++i) total += textWidth(t.fonts.ui, labels[i]) + 2 * pad;
  draw->AddRectFilled(at, {at.x + total, at.y + height}, t.raised, t.px(6));
  bool changed = false;
  float x = at.x;
  ImGui::PushID(id);
  for (int i = 0; i < count; ++i) {
    float width = textWidth(t.fonts.ui, labels[i]) + 2 * pad;
    ImGui::SetCursorScreenPos({x, at.y});
    ImGui::PushID(i);
    if (ImGui::InvisibleButton("segment", {width, height}) && value != i) {
      value = i;
      changed = true;
    }
    bool hovered = ImGui::IsItemHovered();
    notePlace(labels[i], {x, at.y}, {x + width, at.y + height});
    ImGui::PopID();
    float inset = t.px(3);
    if (value == i)
      draw->AddRectFilled({x + inset, at.y + inset}, {x + width - inset, at.y + height - inset}, t.accent, t.px(4));
    else if (hovered)
      draw->AddRectFilled({x + inset, at.y + inset}, {x + width - inset, at.y + height - inset}, t.hover, t.px(4));
    drawText(draw, t.fonts.ui, {x + pad, at.y + (height - t.fonts.ui->FontSize) / 2}, value == i ? t.onAccent : t.dim, labels[i]);
    x += width;
  }
  ImGui::PopID();
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({total, height});
  return changed;
}

float chipHeight(const Theme& t) { return t.px(38); }

float chipWidth(const Theme& t, const ChipText& text, float widest) {
  float wide = std::max(textWidth(t.fonts.codeSmall, text.label), textWidth(t.fonts.small, text.detail));
  return std::min(widest, std::max(t.px(64), wide + t.px(22)));
}

ChipResult chip(const Theme& t, trace::EventId id, Meaning meaning, const ChipText& text, ImVec2 at, float width, bool lit, bool next, bool faded) {
  float height = chipHeight(t);
  ImGui::SetCursorScreenPos(at);
  ImGui::PushID(static_cast<int>(id));
  ChipResult out;
  out.clicked = ImGui::InvisibleButton("chip", {width, height});
  out.hovered = ImGui::IsItemHovered();
  out.width = width;
  ImGui::PopID();
  ImDrawList* draw = ImGui::GetWindowDrawList();
  ImVec2 max{at.x + width, at.y + height};
  float rounding = t.px(6);
  float strength = (next ? 0.26f : 0.13f) + (out.hovered || lit ? 0.12f : 0);
  draw->AddRectFilled(at, max, t.tint(meaning, faded ? strength * 0.4f : strength), rounding);
  draw->AddRectFilled(at, {at.x + t.px(4), max.y}, withAlpha(t.of(meaning), faded ? 0.4f : 1), rounding, ImDrawFlags_RoundCornersLeft);
  if (next) draw->AddRect(at, max, withAlpha(t.of(meaning), 0.85f), rounding, 0, t.px(1.2f));
  if (lit || out.hovered) drawLit(draw, t, at, max, rounding);
  float x = at.x + t.px(12), room = width - t.px(18);
  bool two = !text.detail.empty();
  float top = two ? at.y + t.px(3) : at.y + (height - t.fonts.codeSmall->FontSize) / 2;
  drawText(draw, t.fonts.codeSmall, {x, top}, faded ? t.faint : t.text, text.label, room);
  if (two) drawText(draw, t.fonts.small, {x, at.y + height - t.fonts.small->FontSize - t.px(3)}, faded ? t.faint : t.dim, text.detail, room);
  return out;
}

void emptyState(const Theme& t, std::string_view text) {
  ImVec2 at = ImGui::GetCursorScreenPos(), room = ImGui::GetContentRegionAvail();
  float width = std::min(room.x - t.px(16), t.px(360));
  float height = drawWrapped(nullptr, t.fonts.ui, at, 0, text, width);
  float wide = std::min(width, textWidth(t.fonts.ui, text));
  drawWrapped(ImGui::GetWindowDrawList(), t.fonts.ui, {at.x + (room.x - wide) / 2, at.y + std::max(0.f, (room.y - height) / 2)}, t.dim, text, width);
}

void drawLit(ImDrawList* draw, const Theme& t, ImVec2 min, ImVec2 max, float rounding) {
  draw->AddRect({min.x - 1, min.y - 1}, {max.x + 1, max.y + 1}, t.text, rounding, 0, t.px(1.5f));
}

} // namespace tickscope::gui
