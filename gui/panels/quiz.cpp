#include "gui/panels/panels.h"
#include "gui/widgets.h"
namespace tickscope::gui {
void drawQuizPanel(const PanelInput& in, ViewModel&) { emptyState(in.theme, "No question."); }
} // namespace tickscope::gui
