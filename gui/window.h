#pragma once
// The window, its OpenGL context and the loop that draws frames: everything that needs a display.
#include "gui/app.h"

namespace tickscope::gui {

// Shows the app until it is closed, or draws one picture and ends. Returns the exit code: 0, 2 for input that could not
// be opened for a picture, 3 without a display or OpenGL 3.3 (with a message on standard error).
int runWindow(const Options& options, const std::string& executable);

} // namespace tickscope::gui
