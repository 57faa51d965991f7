#include "gui/editor/syntax_colours.h"

#include <algorithm>

#include <doctest/doctest.h>
#include <string>

using namespace tickscope::gui;

namespace {
// The colours as one letter a byte: "kkk pp" style pictures.
std::string picture(std::string_view text) {
  const char letters[] = ".kSn/fp,rc";
  auto lines = colourLines(text);
  std::string out;
  size_t line = 0, start = 0;
  while (true) {
    size_t end = std::min(text.find('\n', start), text.size());
    std::string row(end - start, '.');
    for (const ColouredRun& run : lines[line])
      for (uint32_t i = run.begin; i < run.end; ++i) row[i] = letters[static_cast<size_t>(run.colour)];
    out += row;
    if (end == text.size()) return out;
    out += '\n';
    start = end + 1;
    ++line;
  }
}
} // namespace

TEST_CASE("syntax colours: what an eye expects") {
  CHECK(picture("let a = 'x';") == "kkk...,.SSS,");
  CHECK(picture("a.then(f) // c") == ".,ffff,.,.////");
  CHECK(picture("x = a / b / c") == "..,...,...,..");
  CHECK(picture("x = /a[/]b/g;") == "..,.rrrrrrrr,");
  CHECK(picture("`a${b + `c${1}`}d`") == "SSSS..,.SSSSnSSSSS");
  CHECK(picture("/* a\nb */ 1") == "////\n////.n");
  CHECK(picture("o.class = true") == ".,ppppp.,.cccc");
  CHECK(picture("1.5e-3 + 0xFFn") == "nnnnnn.,.nnnnn");
}

TEST_CASE("syntax colours: any text has a colour list a line, and runs inside their lines") {
  for (std::string_view text : {"", "\n", "'open", "`open ${ {", "/* open", "/[", "\\", "}}}}", "\"a\\", "`\\", "#!x", "1e+", "\xE2\x82\xAC = '\xFF'"}) {
    CAPTURE(text);
    auto lines = colourLines(text);
    CHECK(lines.size() == static_cast<size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
    picture(text);
  }
  std::string hostile;
  uint32_t seed = 1;
  for (int i = 0; i < 20'000; ++i) {
    seed = seed * 1664525 + 1013904223;
    hostile += "`'\"/*\\{}[]()$ab1.\n"[(seed >> 16) % 18];
  }
  auto lines = colourLines(hostile);
  size_t start = 0;
  for (const auto& line : lines) {
    size_t end = std::min(hostile.find('\n', start), hostile.size());
    uint32_t last = 0;
    for (const ColouredRun& run : line) {
      CHECK(run.begin >= last);
      CHECK(run.end <= end - start);
      last = run.end;
    }
    start = end + 1;
  }
}
