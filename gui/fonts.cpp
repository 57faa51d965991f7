#include "gui/fonts.h"

#include <fontconfig/fontconfig.h>
#ifdef TICKSCOPE_FREETYPE
#include <imgui_freetype.h>
#endif

#include <algorithm>
#include <cmath>
#include <cstring>

namespace tickscope::gui {

namespace {

// Characters that our own words use, besides Latin-1.
constexpr char ownCharacters[] = "–—‘’“”…•·→←↑↓↔⇒≤≥≠≈∞×µ✓✗▸▾▲▼●○◆■\xEF\xBF\xBD";
constexpr uint32_t codePoints = 0x10000; // ImWchar has 16 bits in the distribution's build

uint32_t decode(std::string_view text, size_t& at) {
  auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  uint32_t lead = byte(at);
  size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  uint32_t value = length == 1 ? lead : lead & (0xFFu >> (length + 1));
  if (at + length > text.size()) length = text.size() - at;
  for (size_t k = 1; k < length; ++k) value = (value << 6) | (byte(at + k) & 0x3F);
  at += length;
  return value;
}

std::vector<ImWchar> toRanges(const std::vector<bool>& wanted) {
  std::vector<ImWchar> out;
  for (uint32_t c = 1; c < codePoints; ++c) {
    if (!wanted[c]) continue;
    uint32_t end = c;
    while (end + 1 < codePoints && wanted[end + 1]) ++end;
    out.push_back(static_cast<ImWchar>(c));
    out.push_back(static_cast<ImWchar>(end));
    c = end;
  }
  out.push_back(0);
  return out;
}

} // namespace

bool FontSet::find(const std::vector<const char*>& families, int weight, bool fixedWidth, Face& face) {
  for (const char* family : families) {
    FcPattern* pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FAMILY, reinterpret_cast<const FcChar8*>(family));
    FcPatternAddInteger(pattern, FC_WEIGHT, weight);
    FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddBool(pattern, FC_VARIABLE, FcFalse);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    if (fixedWidth) FcPatternAddInteger(pattern, FC_SPACING, FC_MONO);
    FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult result;
    FcPattern* match = FcFontMatch(nullptr, pattern, &result);
    bool good = false;
    if (match) {
      FcChar8 *name = nullptr, *file = nullptr;
      int index = 0;
      // A match is always given, if need be of another family: only the asked-for one counts.
      for (int i = 0; !good && FcPatternGetString(match, FC_FAMILY, i, &name) == FcResultMatch; ++i)
        good = std::strcmp(reinterpret_cast<const char*>(name), family) == 0;
      good = good && FcPatternGetString(match, FC_FILE, 0, &file) == FcResultMatch;
      FcPatternGetInteger(match, FC_INDEX, 0, &index);
      if (good) face = {reinterpret_cast<const char*>(file), index & 0xFFFF};
    }
    if (match) FcPatternDestroy(match);
    FcPatternDestroy(pattern);
    if (good) return true;
  }
  return false;
}

FontSet::FontSet() : wanted_(codePoints) {
  for (uint32_t c = 0x20; c < 0x180; ++c) wanted_[c] = c < 0x7F || c > 0x9F;
  for (size_t at = 0; at < sizeof(ownCharacters) - 1;) {
    uint32_t c = decode({ownCharacters, sizeof(ownCharacters) - 1}, at);
    if (c < codePoints) wanted_[c] = true;
  }
  if (!FcInit()) return;
  find({"Inter", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Helvetica", "Arial"}, FC_WEIGHT_REGULAR, false, ui_);
  find({"Inter", "Noto Sans", "DejaVu Sans", "Liberation Sans", "Helvetica", "Arial"}, FC_WEIGHT_DEMIBOLD, false, bold_);
  find({"JetBrains Mono", "DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono", "Menlo", "Consolas"}, FC_WEIGHT_REGULAR, true, code_);
  if (Face face; find({"DejaVu Sans"}, FC_WEIGHT_REGULAR, false, face) && face.path != ui_.path) fallbacks_.push_back(face);
}

// A font for the wanted characters that the usual ones lack, such as CJK: the first that fontconfig offers for them.
void FontSet::findFallbacks() {
  fallbacks_.resize(std::min<size_t>(fallbacks_.size(), 1));
  if (extra_.empty()) return;
  FcCharSet* characters = FcCharSetCreate();
  for (uint16_t c : extra_) FcCharSetAddChar(characters, c);
  FcPattern* pattern = FcPatternCreate();
  FcPatternAddCharSet(pattern, FC_CHARSET, characters);
  FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
  FcPatternAddBool(pattern, FC_COLOR, FcFalse);
  FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult result;
  if (FcPattern* match = FcFontMatch(nullptr, pattern, &result)) {
    FcChar8* file = nullptr;
    int index = 0;
    if (FcPatternGetString(match, FC_FILE, 0, &file) == FcResultMatch) {
      FcPatternGetInteger(match, FC_INDEX, 0, &index);
      fallbacks_.push_back({reinterpret_cast<const char*>(file), index & 0xFFFF});
    }
    FcPatternDestroy(match);
  }
  FcPatternDestroy(pattern);
  FcCharSetDestroy(characters);
}

void FontSet::want(std::string_view utf8) {
  for (size_t at = 0; at < utf8.size();) {
    if (static_cast<unsigned char>(utf8[at]) < 0x80) {
      ++at;
      continue;
    }
    uint32_t c = decode(utf8, at);
    constexpr size_t mostExtra = 3000; // keeps the atlas within what every GPU takes
    if (c < 0xA0 || c >= codePoints || wanted_[c] || extra_.size() >= mostExtra) continue;
    wanted_[c] = true;
    extra_.push_back(static_cast<uint16_t>(c));
    stale_ = true;
  }
}

Fonts FontSet::build(float scale) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Clear();
#ifdef TICKSCOPE_FREETYPE
  atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
  atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
#endif
  atlas.Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight;
  atlas.TexDesiredWidth = scale > 1.5f ? 4096 : 2048;
  findFallbacks();
  ranges_.assign(1, toRanges(wanted_));
  const ImWchar* ranges = ranges_[0].data();
  auto add = [&](const Face& face, float pixels) {
    float size = std::round(pixels * scale);
    ImFontConfig config;
    config.OversampleH = config.OversampleV = 1;
    config.PixelSnapH = true;
    if (face.path.empty()) {
      config.SizePixels = std::max(13.f, size * 0.8f);
      return atlas.AddFontDefault(&config);
    }
    config.FontNo = face.index;
    ImFont* font = atlas.AddFontFromFileTTF(face.path.c_str(), size, &config, ranges);
    for (const Face& fallback : fallbacks_) {
      ImFontConfig merge = config;
      merge.MergeMode = true;
      merge.FontNo = fallback.index;
      atlas.AddFontFromFileTTF(fallback.path.c_str(), size, &merge, ranges);
    }
    return font;
  };
  // Sizes are from the ascender to the descender: about 1.2 times what a style sheet would call the font's size.
  Fonts fonts;
  fonts.ui = add(ui_, 17);
  fonts.bold = add(bold_.path.empty() ? ui_ : bold_, 17);
  fonts.small = add(ui_, 15);
  fonts.story = add(ui_, 20);
  fonts.code = add(code_, 18);
  fonts.codeSmall = add(code_, 16);
  atlas.Build();
  stale_ = false;
  return fonts;
}

} // namespace tickscope::gui
