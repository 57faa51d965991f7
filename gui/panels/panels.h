#pragma once
// One list of the panels: each is a function of the state at the playhead and of what the person arranged. It draws
// into the child window that is open when it is called, and changes nothing but the view model.
#include "gui/layout.h"
#include "gui/view_model.h"

#include <string>

namespace tickscope::gui {

#define PANEL(name, id, title, tab, width, height, text) void draw##name##Panel(const PanelInput& in, ViewModel& view);
#include "gui/panels.def"
#undef PANEL

void drawPanel(PanelId panel, const PanelInput& in, ViewModel& view);

// A few words at the right of a panel's title bar, such as "3 waiting"; empty for most.
std::string panelHeadline(PanelId panel, const PanelInput& in, const ViewModel& view);

} // namespace tickscope::gui
