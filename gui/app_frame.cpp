// One frame: input first, then everything that is drawn, then what was asked for while drawing.
#include "gui/app_drawing.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace tickscope::gui {

bool App::animating() const { return view_.playing || runner_.busy() || heapInspector_.busy() || classInspector_.busy() || comparing_.busy() || conditionSearch_.busy() || practice_.busy() || view_.editing || view_.motion.active() || quizPreparing() || copyWait_ > 0 || walk_ || recordFrames_ || (view_.edited && settings_.autoRun); }

void App::frame() {
  // A run that was replaced by another never gets here; one that was stopped shows how far it came.
  if (auto result = runner_.take()) {
    if (result->cancelled) result->message = "Stopped. What was recorded until then can be stepped through.";
    show(std::move(*result));
  }
  if (auto comparison = comparing_.take()) comparison_ = std::make_unique<Comparison>(std::move(*comparison));
  tendConditions();
  tendPractice();
  if (theme_.appearance != settings_.appearance) {
    Fonts fonts = theme_.fonts;
    theme_ = makeTheme(settings_.appearance, scale());
    theme_.fonts = fonts;
    applyToImGui(theme_);
  }
  const ImGuiIO& io = ImGui::GetIO();
  bool sheet = openSheet()[0] != 0;
  for (Action action : pressedActions(view_.editing || io.WantTextInput || quizHasKeys()))
    if (!sheet || action == Action::Help || action == Action::Library || action == Action::Palette || action == Action::HighContrast || action == Action::ThemeToggle || action == Action::Larger || action == Action::Smaller || action == Action::Quit)
      act(action);
  tendWalk();
  if (playback_) playback_->advance(static_cast<double>(io.DeltaTime), view_.speed, view_.granularity);
  view_.playing = playback_ && playback_->playing();
  view_.hovered = view_.hoveredNext;
  view_.hoveredNext = 0;
  view_.hoveredQueued = 0;
  if (trace_ && view_.hovered && view_.hovered <= trace_->eventCount())
    if (trace::Event e = trace_->event(view_.hovered); e.kind == trace::EventKind::CallbackBegin) view_.hoveredQueued = e.cause;

  bool jumped = view_.timelineDragging || (playback_ && (playback_->step() > view_.step + 60 || playback_->step() + 60 < view_.step));
  view_.motion.reduced = settings_.reducedMotion || walk_; // of a walk every frame is a picture: nothing is under way in it
  view_.motion.beginFrame(ImGui::GetTime(), jumped || (view_.playing && view_.speed > 8));
  ImGui::GetIO().UserData = &seen_;
  seen_.beginFrame(recordFrames_ || copyWait_ > 0);

  Rect window{0, 0, io.DisplaySize.x, io.DisplaySize.y};
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(io.DisplaySize);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::Begin("tickscope", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar(2);
  float top = AppDrawing::toolbar(*this, window);
  top += AppDrawing::messageBar(*this, {0, top, window.width, window.height});
  float margin = theme_.px(8);
  Picked before = view_.picked;
  AppDrawing::panels(*this, {margin, top + margin, window.width - 2 * margin, std::max(1.f, window.height - top - 2 * margin)});
  // Who picks something asks why: the answer comes forward where its panel stands behind others.
  bool picked = view_.picked.first && (view_.picked.first != before.first || view_.picked.second != before.second);
  if (picked && layout_.visible(PanelId::Why)) bringForward(PanelId::Why);
  ImGui::End();
  AppDrawing::helpSheet(*this, window);
  AppDrawing::librarySheet(*this, window);
  AppDrawing::paletteSheet(*this, window);
  AppDrawing::saveAsSheet(*this, window);
  view_.motion.endFrame(theme_);
  if (copyWait_ > 0 && --copyWait_ == 0 && copyWanted_) {
    bool code = *copyWanted_ == PanelId::Code && !view_.sources.empty();
    ImGui::SetClipboardText(code ? view_.sources[view_.activeSource].document.text().c_str() : seen_.transcript(copyWanted_).c_str());
    say(fmt::format("Copied what the panel \"{}\" shows.", panelInfo(*copyWanted_).title));
  }
  if (!view_.sources.empty() && view_.sources[0].editable && view_.edited && wantedRevision_ != view_.sources[0].document.revision()) {
    wantedRevision_ = view_.sources[0].document.revision();
    fontSet_.want(view_.sources[0].document.text());
  }
  if (view_.zoomTimeline.factor != 0 && index_) view_.applyZoom(*index_);
  carryOut();
  tendQuiz();
  tendHeap();
  tendClasses();
  runWhenTypingPauses();
  keepSettings();
}

} // namespace tickscope::gui
