#include "gui/gif.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <utility>

namespace tickscope::gui {

namespace {

constexpr int transparent = 255; // "as in the frame before"
constexpr size_t mostColours = 255;

int distance(uint32_t a, uint32_t b) {
  int sum = 0;
  for (int shift = 0; shift < 24; shift += 8) {
    int d = static_cast<int>((a >> shift) & 255) - static_cast<int>((b >> shift) & 255);
    sum += d * d;
  }
  return sum;
}

uint8_t nearest(const std::vector<uint32_t>& palette, uint32_t colour) {
  size_t best = 0;
  int least = distance(palette[0], colour);
  for (size_t i = 1; i < palette.size() && least > 0; ++i)
    if (int d = distance(palette[i], colour); d < least) least = d, best = i;
  return static_cast<uint8_t>(best);
}

// The colours that cover most, as they are: grounds and bars stay exact. The last third goes to colours that none of these
// comes near, such as the edges of letters.
std::vector<uint32_t> choosePalette(const std::vector<std::pair<uint32_t, uint32_t>>& counted) {
  std::vector<uint32_t> palette;
  constexpr size_t asTheyAre = 170;
  constexpr int near = 3 * 8 * 8;
  for (const auto& [colour, count] : counted) {
    if (palette.size() == mostColours) break;
    bool covered = palette.size() >= asTheyAre && std::any_of(palette.begin(), palette.end(), [c = colour](uint32_t p) { return distance(p, c) < near; });
    if (!covered) palette.push_back(colour);
  }
  if (palette.empty()) palette.push_back(0);
  return palette;
}

// GIF's LZW, with codes of 9 to 12 bits, in blocks of at most 255 bytes.
class Packer {
public:
  explicit Packer(std::vector<uint8_t>& out) : out_(out) {
    put(clear);
    forget();
  }
  void add(uint8_t pixel) {
    if (prefix_ < 0) {
      prefix_ = pixel;
      return;
    }
    uint16_t& next = table_[static_cast<size_t>(prefix_)][pixel];
    if (next) {
      prefix_ = next;
      return;
    }
    put(prefix_);
    if (used_ < 4096) {
      next = static_cast<uint16_t>(used_);
      if (used_ == 1 << bits_ && bits_ < 12) ++bits_;
      ++used_;
    } else {
      put(clear);
      forget();
    }
    prefix_ = pixel;
  }
  void end() {
    if (prefix_ >= 0) put(prefix_);
    put(stop);
    if (filled_ > 0) emit();
    if (!block_.empty()) write();
    out_.push_back(0);
  }

private:
  static constexpr int clear = 256, stop = 257;
  void forget() {
    for (auto& row : table_) row.fill(0);
    bits_ = 9;
    used_ = 258;
  }
  void put(int code) {
    held_ |= static_cast<uint32_t>(code) << filled_;
    filled_ += bits_;
    while (filled_ >= 8) emit();
  }
  void emit() {
    block_.push_back(static_cast<uint8_t>(held_ & 255));
    held_ >>= 8;
    filled_ = std::max(0, filled_ - 8);
    if (block_.size() == 255) write();
  }
  void write() {
    out_.push_back(static_cast<uint8_t>(block_.size()));
    out_.insert(out_.end(), block_.begin(), block_.end());
    block_.clear();
  }

  std::vector<uint8_t>& out_;
  std::vector<uint8_t> block_;
  std::vector<std::array<uint16_t, 256>> table_ = std::vector<std::array<uint16_t, 256>>(4096); // 0: no such string
  int prefix_ = -1, bits_ = 9, used_ = 258, filled_ = 0;
  uint32_t held_ = 0;
};

} // namespace

GifWriter::~GifWriter() {
  if (file_) std::fclose(file_);
}

Result<void> GifWriter::begin(const std::string& path, int width, int height) {
  if (width < 1 || height < 1 || width > 65535 || height > 65535) return Error{"a GIF cannot be " + std::to_string(width) + "x" + std::to_string(height)};
  file_ = std::fopen(path.c_str(), "wb");
  if (!file_) return Error{"cannot write " + path};
  path_ = path;
  width_ = width;
  height_ = height;
  for (char c : {'G', 'I', 'F', '8', '9', 'a'}) byte(c);
  word(width);
  word(height);
  byte(0x70), byte(0), byte(0); // no table for all frames
  byte(0x21), byte(0xFF), byte(11); // shown again and again
  for (char c : {'N', 'E', 'T', 'S', 'C', 'A', 'P', 'E', '2', '.', '0'}) byte(c);
  byte(3), byte(1), word(0), byte(0);
  return flush();
}

Result<void> GifWriter::add(const std::vector<uint8_t>& rgba, int hundredths) {
  TICK_ASSERT(file_ && rgba.size() == static_cast<size_t>(width_) * static_cast<size_t>(height_) * 4, "a frame is as large as the first");
  std::vector<uint32_t> pixels(rgba.size() / 4);
  for (size_t i = 0; i < pixels.size(); ++i)
    pixels[i] = static_cast<uint32_t>(rgba[4 * i]) | static_cast<uint32_t>(rgba[4 * i + 1]) << 8 | static_cast<uint32_t>(rgba[4 * i + 2]) << 16;
  // The part that changed.
  int left = 0, top = 0, right = width_, bottom = height_;
  if (!before_.empty()) {
    left = width_, top = height_, right = 0, bottom = 0;
    for (int y = 0; y < height_; ++y)
      for (int x = 0; x < width_; ++x) {
        size_t at = static_cast<size_t>(y) * static_cast<size_t>(width_) + static_cast<size_t>(x);
        if (pixels[at] == before_[at]) continue;
        left = std::min(left, x), right = std::max(right, x + 1);
        top = std::min(top, y), bottom = std::max(bottom, y + 1);
      }
    if (right <= left) left = top = 0, right = bottom = 1; // nothing: a frame of one pixel that lasts as long
  }
  std::unordered_map<uint32_t, uint32_t> counts;
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) ++counts[pixels[static_cast<size_t>(y) * static_cast<size_t>(width_) + static_cast<size_t>(x)]];
  std::vector<std::pair<uint32_t, uint32_t>> counted(counts.begin(), counts.end());
  std::sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
  std::vector<uint32_t> palette = choosePalette(counted);
  std::unordered_map<uint32_t, uint8_t> indices;
  for (const auto& [colour, count] : counted) indices[colour] = nearest(palette, colour);

  byte(0x21), byte(0xF9), byte(4); // leave the frame standing, 255 is transparent
  byte(1 << 2 | (before_.empty() ? 0 : 1));
  word(std::clamp(hundredths, 2, 65535));
  byte(transparent), byte(0);
  byte(0x2C);
  word(left), word(top), word(right - left), word(bottom - top);
  byte(0x80 | 7); // a table of 256 colours follows
  for (size_t i = 0; i < 256; ++i) {
    uint32_t colour = i < palette.size() ? palette[i] : 0;
    byte(static_cast<int>(colour & 255)), byte(static_cast<int>(colour >> 8 & 255)), byte(static_cast<int>(colour >> 16 & 255));
  }
  byte(8);
  Packer packer(out_);
  for (int y = top; y < bottom; ++y)
    for (int x = left; x < right; ++x) {
      size_t at = static_cast<size_t>(y) * static_cast<size_t>(width_) + static_cast<size_t>(x);
      packer.add(!before_.empty() && pixels[at] == before_[at] ? static_cast<uint8_t>(transparent) : indices[pixels[at]]);
    }
  packer.end();
  before_ = std::move(pixels);
  return flush();
}

Result<void> GifWriter::finish() {
  byte(0x3B);
  Result<void> written = flush();
  bool closed = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (!written) return written;
  if (!closed) return Error{"cannot write " + path_};
  return {};
}

Result<void> GifWriter::flush() {
  bool good = std::fwrite(out_.data(), 1, out_.size(), file_) == out_.size();
  out_.clear();
  if (!good) return Error{"cannot write " + path_};
  return {};
}

} // namespace tickscope::gui
