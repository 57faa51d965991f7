#pragma once
// Animated GIFs (GIF89a) out of the window's pictures, one frame at a time: a table of 255 colours a frame, and of each
// frame only what differs from the one before.
#include "core/base/result.h"

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

namespace tickscope::gui {

class GifWriter {
public:
  GifWriter() = default;
  ~GifWriter(); // an unfinished file is closed as it is
  GifWriter(const GifWriter&) = delete;
  GifWriter& operator=(const GifWriter&) = delete;

  // Sides of at most 65535 pixels. Fails when the file cannot be written.
  Result<void> begin(const std::string& path, int width, int height);
  // RGBA, 8 bits each, the top row first; alpha is not looked at. Shown for that many hundredths of a second.
  Result<void> add(const std::vector<uint8_t>& rgba, int hundredths);
  Result<void> finish();

private:
  void byte(int value) { out_.push_back(static_cast<uint8_t>(value)); }
  void word(int value) { byte(value & 255), byte(value >> 8); }
  Result<void> flush();

  std::FILE* file_ = nullptr;
  std::string path_;
  int width_ = 0, height_ = 0;
  std::vector<uint8_t> out_;       // not yet written
  std::vector<uint32_t> before_;   // the last frame, as it was asked for
};

} // namespace tickscope::gui
