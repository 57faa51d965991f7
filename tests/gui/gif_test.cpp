#include "gui/gif.h"

#include <array>
#include <cstdint>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

using namespace tickscope::gui;

namespace {

// A reader of what the writer writes, after the GIF89a text.
struct Gif {
  int width = 0, height = 0;
  std::vector<std::vector<uint32_t>> frames; // RGB, each as it stands after what was there before
  std::vector<int> delays;
};

Gif readGif(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<uint8_t> bytes{std::istreambuf_iterator<char>(file), {}};
  size_t at = 6;
  auto word = [&] {
    int value = bytes.at(at) | bytes.at(at + 1) << 8;
    at += 2;
    return value;
  };
  Gif gif;
  REQUIRE(std::string(bytes.begin(), bytes.begin() + 6) == "GIF89a");
  gif.width = word();
  gif.height = word();
  at += 3;
  std::vector<uint32_t> canvas(static_cast<size_t>(gif.width * gif.height));
  bool skips = false;
  uint8_t skipped = 0;
  for (;;) {
    uint8_t kind = bytes.at(at++);
    if (kind == 0x3B) break;
    if (kind == 0x21) {
      uint8_t label = bytes.at(at++);
      if (label == 0xF9) {
        skips = bytes.at(at + 1) & 1;
        gif.delays.push_back(bytes.at(at + 2) | bytes.at(at + 3) << 8);
        skipped = bytes.at(at + 4);
      }
      while (bytes.at(at)) at += bytes.at(at) + 1u;
      ++at;
      continue;
    }
    REQUIRE(kind == 0x2C);
    int left = word(), top = word(), width = word(), height = word();
    REQUIRE(bytes.at(at++) == 0x87);
    std::array<uint32_t, 256> table;
    for (uint32_t& colour : table) {
      colour = bytes.at(at) | static_cast<uint32_t>(bytes.at(at + 1)) << 8 | static_cast<uint32_t>(bytes.at(at + 2)) << 16;
      at += 3;
    }
    REQUIRE(bytes.at(at++) == 8);
    std::vector<uint8_t> packed;
    while (uint8_t size = bytes.at(at++)) {
      packed.insert(packed.end(), bytes.begin() + static_cast<long>(at), bytes.begin() + static_cast<long>(at + size));
      at += size;
    }
    std::vector<std::vector<uint8_t>> strings;
    auto forget = [&] {
      strings.assign(258, {});
      for (int i = 0; i < 256; ++i) strings[static_cast<size_t>(i)] = {static_cast<uint8_t>(i)};
    };
    forget();
    std::vector<uint8_t> pixels, last;
    size_t bit = 0, bits = 9;
    for (;;) {
      size_t code = 0;
      for (size_t i = 0; i < bits; ++i, ++bit) code |= static_cast<size_t>(packed.at(bit / 8) >> (bit % 8) & 1) << i;
      if (code == 257) break;
      if (code == 256) {
        forget();
        bits = 9;
        last.clear();
        continue;
      }
      std::vector<uint8_t> text = code < strings.size() ? strings[code] : last;
      if (code >= strings.size()) text.push_back(last.at(0));
      if (!last.empty() && strings.size() < 4096) {
        last.push_back(text[0]);
        strings.push_back(last);
      }
      pixels.insert(pixels.end(), text.begin(), text.end());
      last = text;
      if (strings.size() == size_t{1} << bits && bits < 12) ++bits;
    }
    REQUIRE(pixels.size() == static_cast<size_t>(width * height));
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) {
        uint8_t index = pixels[static_cast<size_t>(y * width + x)];
        if (!skips || index != skipped) canvas[static_cast<size_t>((top + y) * gif.width + left + x)] = table[index];
      }
    gif.frames.push_back(canvas);
  }
  CHECK(at == bytes.size());
  return gif;
}

struct File {
  std::string path = (std::filesystem::temp_directory_path() / ("tickscope-" + std::to_string(getpid()) + ".gif")).string();
  ~File() { std::filesystem::remove(path); }
};

std::vector<uint8_t> picture(int width, int height, auto&& colour) {
  std::vector<uint8_t> out;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      uint32_t c = colour(x, y);
      for (int shift = 0; shift < 24; shift += 8) out.push_back(static_cast<uint8_t>(c >> shift));
      out.push_back(255);
    }
  return out;
}

} // namespace

TEST_CASE("gif: frames come back as they were, pixel for pixel, when they have few colours") {
  File file;
  GifWriter gif;
  constexpr int width = 211, height = 97; // enough for the table of strings to run full
  auto first = [](int x, int y) { return static_cast<uint32_t>((x * 7 + y * x * 13) % 120) * 0x010203; };
  auto second = [&](int x, int y) { return x > 50 && x < 90 && y > 20 && y < 60 ? 0xFFAA11u : first(x, y); };
  REQUIRE(gif.begin(file.path, width, height));
  REQUIRE(gif.add(picture(width, height, first), 50));
  REQUIRE(gif.add(picture(width, height, second), 7));
  REQUIRE(gif.add(picture(width, height, second), 9));
  REQUIRE(gif.finish());
  Gif read = readGif(file.path);
  CHECK(read.width == width);
  CHECK(read.height == height);
  CHECK(read.delays == std::vector<int>{50, 7, 9});
  REQUIRE(read.frames.size() == 3);
  auto same = [&](size_t frame, auto&& colour) {
    size_t wrong = 0;
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width; ++x) wrong += read.frames[frame][static_cast<size_t>(y * width + x)] != (colour(x, y) & 0xFFFFFF);
    return wrong == 0;
  };
  CHECK(same(0, first));
  CHECK(same(1, second));
  CHECK(same(2, second));
}

TEST_CASE("gif: of very many colours the commonest stay exact, and none is far off") {
  File file;
  GifWriter gif;
  constexpr int side = 128;
  auto colours = [](int x, int y) { return y < side / 2 ? 0x332211u : static_cast<uint32_t>(x * 2) | static_cast<uint32_t>(y * 2) << 8; };
  REQUIRE(gif.begin(file.path, side, side));
  REQUIRE(gif.add(picture(side, side, colours), 10));
  REQUIRE(gif.finish());
  Gif read = readGif(file.path);
  int worst = 0;
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) {
      uint32_t is = read.frames[0][static_cast<size_t>(y * side + x)], should = colours(x, y);
      if (y < side / 2) CHECK(is == should);
      for (int shift = 0; shift < 24; shift += 8) worst = std::max(worst, std::abs(static_cast<int>(is >> shift & 255) - static_cast<int>(should >> shift & 255)));
    }
  CHECK(worst < 140);
}

TEST_CASE("gif: what cannot be written is said") {
  GifWriter gif;
  CHECK_FALSE(gif.begin("/no/such/folder/x.gif", 10, 10));
  CHECK_FALSE(gif.begin("/tmp/x.gif", 0, 10));
  CHECK_FALSE(gif.begin("/tmp/x.gif", 70000, 10));
}
