#pragma once
// Parts of App's frame that have a file of their own.
#include "gui/app.h"

namespace tickscope::gui {

struct AppDrawing {
  // Across the top of the window; returns its height.
  static float toolbar(App& app, Rect area);
  // A bar below the toolbar with what a person must know; returns its height, 0 without a message.
  static float messageBar(App& app, Rect area);
  static void helpSheet(App& app, Rect window);
  static void librarySheet(App& app, Rect window);
};

} // namespace tickscope::gui
