#include "cli/dump.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "cli/command.h"
#include "core/session/dump.h"

namespace tickscope::cli {

void addDumpOptions(CLI::App& app, DumpOptions& options) {
  app.add_flag("--dump-tokens", options.tokens, "print FILE's tokens instead of running it");
  app.add_flag("--dump-ast", options.ast, "print FILE's syntax tree instead of running it");
  app.add_flag("--dump-bytecode", options.bytecode, "print FILE's code instead of running it");
}

int dumpProgram(const std::string& path, const DumpOptions& options) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) {
    complain(path + " cannot be read");
    return kUsage;
  }
  const struct {
    bool wanted;
    Result<std::string> (*dump)(const std::string& name, const std::string& text);
  } stages[] = {{options.tokens, dumpTokens}, {options.ast, dumpTree}, {options.bytecode, dumpCode}};
  for (const auto& stage : stages) {
    if (!stage.wanted) continue;
    const auto dumped = stage.dump(path, text.str());
    if (!dumped) {
      complain(dumped.error().message);
      return kUsage;
    }
    std::fwrite(dumped.value().data(), 1, dumped.value().size(), stdout);
  }
  return kOk;
}

} // namespace tickscope::cli
