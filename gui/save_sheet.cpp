// The sheet that asks for a file's name.
#include "gui/app_drawing.h"
#include "gui/widgets.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h> // key numbers

#include <filesystem>

namespace tickscope::gui {

void AppDrawing::saveAsSheet(App& app, Rect window) {
  if (!app.saveAsOpen_) return;
  const Theme& t = app.theme_;
  bool fresh = app.sheetJustOpened_;
  if (!beginSheet(t, window, "Save as", 640, 156, fresh)) {
    app.saveAsOpen_ = false;
    return;
  }
  ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - t.px(12));
  app.sheetJustOpened_ = false;
  bool entered = textField("##path", "", app.saveAsText_, fresh, ImGuiInputTextFlags_EnterReturnsTrue);
  ImGui::Dummy({1, t.px(4)});
  std::error_code error;
  bool there = app.saveAsText_ != app.path_ && std::filesystem::exists(app.saveAsText_, error);
  bool asked = there && app.overwrites_ == app.saveAsText_;
  std::string words = asked ? "This file is there already. Once more replaces it." : "The program goes on under this name.";
  ImVec2 at = ImGui::GetCursorScreenPos();
  drawText(ImGui::GetWindowDrawList(), t.fonts.ui, {at.x + t.px(2), at.y + t.px(6)}, asked ? t.of(Meaning::Error) : t.dim, words);
  ImGui::SetCursorScreenPos({at.x + ImGui::GetContentRegionAvail().x - t.px(12) - textWidth(t.fonts.ui, asked ? "Replace it" : "Save") - t.px(22), at.y});
  bool save = textButton(t, "save", asked ? "Replace it" : "Save", !app.saveAsText_.empty(), !app.saveAsText_.empty()) || entered;
  endSheet();
  if (!save || app.saveAsText_.empty()) return;
  if (there && !asked) {
    app.overwrites_ = app.saveAsText_;
    app.sheetJustOpened_ = true; // the field keeps the keyboard
    return;
  }
  app.saveAsOpen_ = false;
  app.saveAs(app.saveAsText_);
}

} // namespace tickscope::gui
