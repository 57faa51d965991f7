#pragma once
// Pictures of the window as PNG files.
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tickscope::gui {

// RGBA, 8 bits each, the top row first. Fails when the file cannot be written.
Result<void> writePng(const std::string& path, int width, int height, const std::vector<uint8_t>& rgba);

} // namespace tickscope::gui
