// parse262 DIR [SUBSTRING]: parses every test of a test262 checkout and compares with what the test says about itself:
// those with `negative: phase: parse` must be refused, all others accepted, as sloppy and as strict code where both apply.
// Prints a line a disagreement and a summary; exit code 1 if fewer than 99.9 % agree.
#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "core/base/utf.h"
#include "core/syntax/parser.h"

using namespace tickscope::syntax;

namespace {

// Syntax that ES2024 does not have.
constexpr const char* kNewerFeatures[] = {
    "decorators",    "source-phase-imports", "source-phase-imports-module-source", "import-defer",
    "export-defer",  "explicit-resource-management", "import-text", "import-bytes",
};
// Where V8, and so Tickscope, departs from the specification on purpose.
constexpr const char* kLikeV8[] = {
    // `catch (e) { for (var e of []) }` is accepted.
    "catch-redeclared-for-of-var",
    // `f() = 1` is a ReferenceError when it runs, in strict code as well.
    "assignmenttargettype/direct-callexpression", "assignmenttargettype/parenthesized-callexpression",
};

struct Header {
  bool parseError = false, module = false, onlyStrict = false, noStrict = false, raw = false, newer = false;
};

// The value of a key of the YAML header, with the lines that belong to it.
std::string field(const std::string& text, const char* key) {
  const size_t at = text.find(std::string("\n") + key);
  if (at == std::string::npos) return {};
  size_t end = at + 1;
  do end = text.find('\n', end + 1);
  while (end != std::string::npos && end + 1 < text.size() && (text[end + 1] == ' ' || text[end + 1] == '-'));
  return text.substr(at, end == std::string::npos ? end : end - at);
}

bool hasWord(const std::string& text, const char* word) {
  const size_t length = std::strlen(word);
  for (size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const char before = at ? text[at - 1] : ' ';
    const char after = at + length < text.size() ? text[at + length] : ' ';
    if (std::strchr(" ,[\n", before) && std::strchr(" ,]\n", after)) return true;
  }
  return false;
}

Header readHeader(const std::string& source) {
  Header header;
  const size_t start = source.find("/*---"), end = source.find("---*/");
  if (start == std::string::npos || end == std::string::npos) return header;
  std::string text = source.substr(start, end - start) + "\n";
  std::replace(text.begin(), text.end(), '\r', '\n');
  header.parseError = hasWord(field(text, "negative:"), "parse");
  const std::string flags = field(text, "flags:");
  header.module = hasWord(flags, "module");
  header.onlyStrict = hasWord(flags, "onlyStrict");
  header.noStrict = hasWord(flags, "noStrict");
  header.raw = hasWord(flags, "raw");
  const std::string features = field(text, "features:");
  for (const char* feature : kNewerFeatures) header.newer |= hasWord(features, feature);
  return header;
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: parse262 TEST262_DIR [SUBSTRING]\n");
    return 2;
  }
  std::vector<std::string> files;
  for (const char* part : {"test/language", "test/built-ins", "test/annexB"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(argv[1]) / part))
      if (entry.path().extension() == ".js" && entry.path().filename().string().find("_FIXTURE") == std::string::npos)
        files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  size_t run = 0, agreed = 0, newer = 0, patterns = 0, likeV8 = 0;
  for (const std::string& file : files) {
    if (argc > 2 && file.find(argv[2]) == std::string::npos) continue;
    std::ifstream in(file, std::ios::binary);
    std::stringstream buffer;
    buffer << in.rdbuf();
    const std::string source = tickscope::repairUtf8(buffer.str());
    const Header header = readHeader(source);
    if (header.newer) {
      ++newer;
      continue;
    }
    // What is wrong inside a pattern is found by the regular expression compiler, which is not of this room.
    if (header.parseError && (file.find("/literals/regexp/") != std::string::npos || file.find("/built-ins/RegExp/") != std::string::npos)) {
      ++patterns;
      continue;
    }
    bool skip = false;
    for (const char* name : kLikeV8) skip |= file.find(name) != std::string::npos;
    if (skip) {
      ++likeV8;
      continue;
    }
    for (const bool strict : {false, true}) {
      if (strict && (header.noStrict || header.raw || header.module)) continue;
      if (!strict && header.onlyStrict) continue;
      const std::string text = strict ? "\"use strict\";\n" + source : source;
      ParseOptions options;
      options.goal = header.module ? Goal::Module : Goal::Script;
      const ParseResult result = parse(text, options);
      ++run;
      if (bool(result) != header.parseError) {
        ++agreed;
      } else {
        std::printf("%s%s: %s\n", file.c_str(), strict ? " (strict)" : "",
                    header.parseError ? "should be refused" : result.error.message.c_str());
      }
    }
  }
  std::printf("%zu of %zu agree (%.3f %%); left out: %zu newer than ES2024, %zu on patterns, %zu where V8 differs\n", agreed,
              run, run ? 100.0 * double(agreed) / double(run) : 100.0, newer, patterns, likeV8);
  return double(agreed) < 0.999 * double(run);
}
