// Every program of tests/golden/syntax/errors.txt is refused, or accepted, with Node's words and at Node's place.
// errors.txt is recorded from Node by record_errors.js.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "core/base/source_text.h"
#include "core/base/utf.h"
#include "core/syntax/parser.h"

using namespace tickscope;
using namespace tickscope::syntax;

namespace {

std::string decodeJson(std::string_view text) {
  std::u16string out;
  const std::u16string units = utf8ToUtf16(text.substr(1, text.size() - 2));
  for (size_t i = 0; i < units.size(); ++i) {
    if (units[i] != u'\\') {
      out += units[i];
      continue;
    }
    switch (units[++i]) {
    case u'n': out += u'\n'; break;
    case u't': out += u'\t'; break;
    case u'r': out += u'\r'; break;
    case u'b': out += u'\b'; break;
    case u'f': out += u'\f'; break;
    case u'u':
      out += char16_t(std::stoi(std::string(units.begin() + long(i) + 1, units.begin() + long(i) + 5), nullptr, 16));
      i += 4;
      break;
    default: out += units[i];
    }
  }
  return utf16ToUtf8(out);
}

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields;
  std::stringstream in(line);
  for (std::string field; std::getline(in, field, '\t');) fields.push_back(field);
  fields.resize(4);
  return fields;
}

} // namespace

TEST_CASE("syntax: errors have Node's words and places") {
  std::ifstream in(std::string(TICKSCOPE_SOURCE_DIR) + "/tests/golden/syntax/errors.txt");
  REQUIRE(in);
  size_t count = 0;
  for (std::string line; std::getline(in, line);) {
    const std::vector<std::string> fields = split(line);
    // What a pattern may be is the regular expression compiler's to say.
    if (fields[2].rfind("Invalid regular expression: /", 0) == 0) continue;
    const std::string program = decodeJson(fields[1]);
    ParseOptions options;
    if (fields[0] == "module") options.goal = Goal::Module;
    if (fields[0] == "body") {
      options.goal = Goal::FunctionBody;
      options.parameterNames = {"exports", "require", "module", "__filename", "__dirname"};
    }
    const ParseResult result = parse(program, options);
    std::string message = "OK", place;
    if (!result) {
      message = result.error.message;
      if (!fields[3].empty()) {
        SourceText text("f", program);
        const LineColumn start = text.position(result.error.start), end = text.position(result.error.end);
        const uint32_t lineEnd = uint32_t(utf16Length(text.line(start.line))) + 1;
        const uint32_t last = end.line == start.line ? end.column : lineEnd;
        place = std::to_string(start.line) + ":" + std::to_string(start.column) + "+" +
                std::to_string(last > start.column ? last - start.column : 1);
        if (fields[3].find(':') == std::string::npos) place = std::to_string(start.line);
      }
    }
    ++count;
    CAPTURE(fields[0]);
    CAPTURE(fields[1]);
    CHECK_EQ(message, fields[2]);
    // Places that depend on the order in which V8 meets its own tokens, and that we do not follow.
    const bool placeDiffers = program == "for (var [a] = 1 in b);" || program == "/a/uv" || program == "async ({await}) => 1";
    if (message == fields[2] && !placeDiffers) CHECK_EQ(place, fields[3]);
  }
  CHECK(count > 1000);
}
