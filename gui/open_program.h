#pragma once
// The run that opening a program amounts to: its text, its scenario's world, and what was changed about that.
#include "gui/runner.h"

namespace tickscope::gui {

// `scenario` gets the scenario beside the program, if there is one; `message` what is wrong with it. REQUIRES a program,
// not a recorded file.
RunRequest runRequestFor(const OpenRequest& request, std::shared_ptr<const Scenario>& scenario, std::string& message);

} // namespace tickscope::gui
