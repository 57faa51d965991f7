#pragma once
// Pictures of a walk into a file or a folder, as they are drawn: a GIF, or 0001.png, 0002.png, … in a folder.
#include "core/base/result.h"
#include "gui/gif.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tickscope::gui {

class Animation {
public:
  // `path` ends in .gif, or names a folder, which is made. Frames are RGBA with the top row first; all are as large as the
  // first. After an error the walk is over.
  Result<void> add(const std::string& path, int width, int height, const std::vector<uint8_t>& rgba, int hundredths);
  Result<void> finish();
  size_t frames() const { return frames_; }

private:
  GifWriter gif_;
  size_t frames_ = 0;
  int width_ = 0, height_ = 0;
  bool isGif_ = false;
};

} // namespace tickscope::gui
