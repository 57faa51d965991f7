#include "gui/animation.h"

#include "gui/png.h"

#include <filesystem>
#include <fmt/format.h>

namespace tickscope::gui {

Result<void> Animation::add(const std::string& path, int width, int height, const std::vector<uint8_t>& rgba, int hundredths) {
  if (frames_ == 0) {
    isGif_ = path.ends_with(".gif");
    width_ = width;
    height_ = height;
    std::error_code error;
    if (!isGif_) std::filesystem::create_directories(path, error);
    if (error) return Error{fmt::format("the folder {} cannot be made: {}", path, error.message())};
    if (isGif_)
      if (Result<void> begun = gif_.begin(path, width, height); !begun) return begun;
  }
  if (width != width_ || height != height_) return Error{"the window changed its size while the walk was being saved"};
  ++frames_;
  return isGif_ ? gif_.add(rgba, hundredths) : writePng((std::filesystem::path(path) / fmt::format("{:04}.png", frames_)).string(), width, height, rgba);
}

Result<void> Animation::finish() {
  if (isGif_ && frames_ > 0) return gif_.finish();
  return {};
}

} // namespace tickscope::gui
