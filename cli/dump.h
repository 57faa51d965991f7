#pragma once
// The stages of the front end as text: tokens, tree, bytecode.
#include <string>

namespace CLI { class App; }

namespace tickscope::cli {

struct DumpOptions {
  bool tokens = false, ast = false, bytecode = false;
  bool any() const { return tokens || ast || bytecode; }
};
void addDumpOptions(CLI::App& app, DumpOptions& options);
int dumpProgram(const std::string& path, const DumpOptions& options);

} // namespace tickscope::cli
