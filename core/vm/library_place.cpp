#include "core/vm/library_place.h"

#include <algorithm>
#include <charconv>

#include "core/vm/script_source.h"

namespace tickscope {

namespace {
constexpr uint32_t kOldestRecorded = 20; // stands for all before it
constexpr std::string_view kMark = "//@ ", kThrow = "throw ";

bool readNumber(std::string_view& text, uint32_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return false;
  text.remove_prefix(size_t(end - text.data()));
  return true;
}

bool readSeparator(std::string_view& text, char separator) {
  if (text.empty() || text[0] != separator) return false;
  text.remove_prefix(1);
  return true;
}

// "20 513:17 24 502:16 rest": the last place that holds for `major`; `text` becomes the rest.
std::optional<LibraryPlace> readPlaces(std::string_view& text, int major) {
  std::optional<LibraryPlace> found;
  for (;;) {
    std::string_view at = text;
    uint32_t version = 0, line = 0, column = 0;
    if (!readNumber(at, version) || !readSeparator(at, ' ') || !readNumber(at, line) || !readSeparator(at, ':') || !readNumber(at, column)) return found;
    if (version <= std::max(uint32_t(major), kOldestRecorded)) found = {line, column, {}};
    text = at;
    readSeparator(text, ' ');
  }
}

// The marks of a line: first that of a frame, then that of a throw; either may be missing.
struct Marks {
  std::optional<LibraryPlace> frame, thrown;
};

Marks marksOf(const ScriptSource& source, uint32_t line, int major) {
  std::string_view text = source.line(line);
  const size_t at = text.find(kMark);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + kMark.size());
  Marks marks;
  marks.frame = readPlaces(text, major);
  if (!text.starts_with(kThrow)) return marks;
  text.remove_prefix(kThrow.size());
  marks.thrown = readPlaces(text, major);
  if (marks.thrown) marks.thrown->sourceLine = std::string(marks.thrown->column - 1, ' ') + std::string(text);
  return marks;
}
} // namespace

std::optional<LibraryPlace> libraryFramePlace(const ScriptSource& source, uint32_t line, int major) { return marksOf(source, line, major).frame; }
std::optional<LibraryPlace> libraryThrowPlace(const ScriptSource& source, uint32_t line, int major) { return marksOf(source, line, major).thrown; }

} // namespace tickscope
