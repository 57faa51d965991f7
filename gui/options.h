#pragma once
// The command line of tickscope-gui.
#include "core/base/result.h"
#include "gui/layout.h"
#include "gui/settings.h"

#include <optional>
#include <string>
#include <vector>

namespace tickscope::gui {

struct Options {
  std::string file; // empty = the first scenario
  std::vector<std::string> arguments; // after --
  std::string screenshot;             // draw one picture into this file and end
  std::string walk;                   // draw a walk into this .gif or folder and end
  std::string from, to;               // of the walk: STEPs; empty = the start, the end
  std::optional<Granularity> by;      // of the walk; none = callbacks
  double stepsASecond = 1.5;          // of the walk
  std::optional<PanelId> panel;       // of the picture or the walk: this panel alone
  std::string at;                     // STEP of the picture, or where to start
  int width = 0, height = 0;          // 0 = as remembered
  float scale = 0;                    // 0 = as remembered
  std::optional<Appearance> appearance;
  std::optional<int> nodeMajor;
  std::string layout; // "learn", "teach", "inspect"
  std::string overlay; // "help", "library" or "palette": what to open at once
  std::string script;  // commands that drive the window; "-" = standard input
  std::vector<unsigned> breakpoints; // lines of the program
  bool help = false, version = false;
};

Result<Options> parseOptions(int argc, const char* const* argv);
std::string helpText();

} // namespace tickscope::gui
