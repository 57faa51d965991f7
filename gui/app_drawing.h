#pragma once
// Parts of App's frame that have a file of their own.
#include "gui/app.h"

namespace tickscope::gui {

struct AppDrawing {
  // Across the top of the window; returns its height.
  static float toolbar(App& app, Rect area);
  // A bar below the toolbar with what a person must know; returns its height, 0 without a message.
  static float messageBar(App& app, Rect area);
  // Every panel in its place, with its title bar, and the bars between them.
  static void panels(App& app, Rect area);
  static void helpSheet(App& app, Rect window);
  static void librarySheet(App& app, Rect window);
  static void paletteSheet(App& app, Rect window);
  static void saveAsSheet(App& app, Rect window);

  // Dims the window and opens a sheet in its middle, `width` x `height` at 100 %; false when it was closed in this frame.
  static bool beginSheet(const Theme& theme, Rect window, const char* title, float width, float height, bool fresh);
  static void endSheet();
  // Key combinations as caps; returns the width drawn.
  static float keycaps(const Theme& theme, ImDrawList* draw, ImVec2 at, std::string_view keys);

private:
  static void group(App& app, const PlacedGroup& group, const PanelInput& in);
  static void body(App& app, const PlacedGroup& group, const PanelInput& in, float header);
  static void panelMenu(App& app, PanelId panel, Rect rect);
  static void dragSplitters(App& app, const Arrangement& arrangement, Rect area, float gap);
  static void dragTab(App& app, const Arrangement& arrangement);
};

} // namespace tickscope::gui
