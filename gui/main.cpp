#include "gui/window.h"

#include <cstdio>
#include <fmt/format.h>

int main(int argc, char** argv) {
  using namespace tickscope::gui;
  auto options = parseOptions(argc, argv);
  if (!options) {
    fmt::print(stderr, "tickscope-gui: {}\nTry tickscope-gui --help.\n", options.error().message);
    return 2;
  }
  if (options->help || options->version) {
    fmt::print("{}", options->help ? helpText() : "tickscope-gui " TICKSCOPE_VERSION "\n");
    return 0;
  }
  return runWindow(*options, argv[0]);
}
