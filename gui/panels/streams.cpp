#include "gui/panels/panels.h"
#include "gui/widgets.h"
namespace tickscope::gui {
void drawStreamsPanel(const PanelInput& in, ViewModel&) { emptyState(in.theme, "This run has no streams."); }
} // namespace tickscope::gui
