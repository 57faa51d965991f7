// The worked example of core/trace/FORMAT.md is what the writer makes, byte for byte, and the page names every kind of
// chunk.
#include "core/trace/chunk.h"
#include "core/trace/reader.h"
#include "core/trace/writer.h"
#include "tests/unit/trace/format_example.h"

#include <doctest/doctest.h>

#include <cctype>
#include <fstream>
#include <sstream>

using namespace tickscope::trace;

namespace {
// Lines of the page's ```hex block: bytes in hexadecimal, then two spaces and a remark.
std::string bytesOfPage() {
  std::ifstream in(std::string(TICKSCOPE_SOURCE_DIR) + "/core/trace/FORMAT.md");
  std::string line, bytes;
  bool inside = false;
  while (std::getline(in, line)) {
    if (line == "```hex") {
      inside = true;
    } else if (line == "```") {
      inside = false;
    } else if (inside) {
      std::istringstream words(line.substr(0, line.find("  ")));
      for (std::string word; words >> word;) bytes += static_cast<char>(std::stoi(word, nullptr, 16));
    }
  }
  return bytes;
}
std::string hex(const std::string& bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out += kDigits[static_cast<uint8_t>(c) >> 4];
    out += kDigits[static_cast<uint8_t>(c) & 15];
    out += ' ';
  }
  return out;
}
} // namespace

TEST_CASE("the worked example of FORMAT.md is what the writer makes") {
  CHECK(hex(traceToBytes(testing::formatExample())) == hex(bytesOfPage()));
}

TEST_CASE("the bytes on the page read back as the three events") {
  const auto loaded = readTraceBytes(bytesOfPage(), "FORMAT.md");
  REQUIRE(loaded);
  CHECK_FALSE(loaded->damage);
  REQUIRE(loaded->trace.eventCount() == 3);
  CHECK(loaded->trace.event(2).kind == EventKind::TickQueued);
  CHECK(loaded->trace.event(2).timeNs == 1300);
  CHECK(loaded->trace.place(loaded->trace.event(2).as<ev::TickQueued>().at) == "a.js:1:1");
}
