#include "gui/png.h"

#include <cstdio>
#include <stb_image_write.h>

namespace tickscope::gui {

Result<void> writePng(const std::string& path, int width, int height, const std::vector<uint8_t>& rgba) {
  TICK_ASSERT(rgba.size() == static_cast<size_t>(width) * static_cast<size_t>(height) * 4, "a picture has four bytes a pixel");
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (!file) return Error{"cannot write " + path};
  bool good = true;
  struct Sink {
    std::FILE* file;
    bool* good;
  } sink{file, &good};
  auto write = [](void* to, void* data, int size) {
    auto* s = static_cast<Sink*>(to);
    *s->good = *s->good && std::fwrite(data, 1, static_cast<size_t>(size), s->file) == static_cast<size_t>(size);
  };
  bool encoded = stbi_write_png_to_func(write, &sink, width, height, 4, rgba.data(), width * 4) != 0;
  good = (std::fclose(file) == 0) && good && encoded;
  if (!good) return Error{"cannot write " + path};
  return {};
}

} // namespace tickscope::gui
