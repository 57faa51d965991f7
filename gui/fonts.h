#pragma once
// Fonts of the system, found through fontconfig: Inter and JetBrains Mono where they are, DejaVu or Noto next, Dear
// ImGui's built-in font where there is none at all.
#include "gui/theme.h"

#include <string>
#include <string_view>
#include <vector>

namespace tickscope::gui {

class FontSet {
public:
  FontSet(); // looks the files up once; some 20 ms
  // Puts all fonts into ImGui's atlas at this scale; the caller uploads the texture afterwards.
  Fonts build(float scale);

  // Notes characters that will be shown. The atlas holds only what is needed: a whole CJK font would cost a second.
  void want(std::string_view utf8);
  // True once after characters were wanted that the atlas has not got: build again.
  bool stale() const { return stale_; }

private:
  struct Face {
    std::string path;
    int index = 0;
  };
  static bool find(const std::vector<const char*>& families, int weight, bool fixedWidth, Face& face);
  void findFallbacks();

  Face ui_, bold_, code_;
  std::vector<Face> fallbacks_;
  std::vector<bool> wanted_;     // by code point, below U+10000
  std::vector<uint16_t> extra_;  // wanted and beyond the base set
  std::vector<std::vector<ImWchar>> ranges_; // ImGui keeps pointers to these until the atlas is built
  bool stale_ = false;
};

} // namespace tickscope::gui
