#pragma once
// The application without its window: what is open, where the playhead is, and one frame of it. Runs under a null
// backend as well, which is how the tests drive it.
#include "core/trace/seek.h"
#include "gui/fonts.h"
#include "gui/layout.h"
#include "gui/options.h"
#include "gui/playback.h"
#include "gui/runner.h"
#include "gui/scenario_library.h"
#include "gui/settings.h"
#include "gui/shortcuts.h"
#include "gui/view_model.h"

#include <memory>
#include <string>

namespace tickscope::gui {

class App {
public:
  App(const Options& options, Settings settings, std::string scenarioFolder);
  ~App();

  // One frame between ImGui::NewFrame and ImGui::Render. The fonts must be those of theme().
  void frame();

  // Before NewFrame: true when the atlas has to be built anew (the scale changed, new characters are shown).
  bool needsFonts() const { return fontsScale_ != scale() || fontSet_.stale(); }
  void buildFonts(); // into ImGui's atlas; the caller uploads the texture
  void setScreenScale(float scale) { screenScale_ = scale; }
  float scale() const { return settings_.scale * screenScale_; }
  const Theme& theme() const { return theme_; }

  void open(const std::string& path);           // a program or a .tick file
  void show(OpenResult result);                 // what a run brought; also for tests
  void act(Action action);
  bool busy() const { return runner_.busy(); }
  void setOnReady(void (*wake)()) { runner_.onReady = wake; }
  // Waits for the run that is going on and shows its result: for pictures and tests.
  void finishRun();
  // False, with a message, when the options name a step that is not there.
  bool goTo(const std::string& at, std::string& message);

  void say(std::string message) { message_ = std::move(message), messageIsError_ = false; }

  bool wantsToQuit() const { return quit_; }
  // Called when the window is to be closed. The first time with unsaved changes it says so and asks to stay.
  bool mayClose();
  // Must frames be drawn without input (playing, a run going on, a caret blinking)?
  bool animating() const { return view_.playing || runner_.busy() || view_.editing; }
  std::string windowTitle() const;
  Settings& settings() { return settings_; } // with what the window knows filled in by the caller
  void rememberLayout();

  ViewModel& view() { return view_; }
  Layout& layout() { return layout_; }
  const Playback* playback() const { return playback_.get(); }
  const trace::State& state();
  int nodeMajor() const; // whose rules the open trace follows
  const std::string& path() const { return path_; }
  const std::string& message() const { return message_; }

private:
  friend struct AppDrawing; // toolbar.cpp, sheets.cpp: parts of the frame with a file each
  void run();
  void stepAndApply();
  void adoptSources(const trace::Trace& trace);
  void carryOut();
  void drawPanels(Rect area);
  void panelMenu();
  void drawBody(const PlacedGroup& group, const PanelInput& in, float header);
  void drawGroup(const PlacedGroup& group, const PanelInput& in);
  void dragSplitters(const Arrangement& arrangement, Rect area, float gap);
  void keepSettings();

  Options options_;
  Settings settings_;
  float screenScale_ = 1, fontsScale_ = 0;
  Theme theme_;
  FontSet fontSet_;
  Layout layout_;
  bool layoutIsPreset_ = true;
  Preset preset_ = Preset::Learn;
  float presetWidth_ = 0;
  std::vector<PanelId> panelsToToggle_;

  Runner runner_;
  std::string path_;
  std::string openedText_; // as it was in the file
  uint64_t wantedRevision_ = 0; // of the text whose characters the fonts have
  std::shared_ptr<const trace::Trace> trace_;
  std::shared_ptr<const RunIndex> index_;
  std::unique_ptr<trace::Seek> seek_;
  std::unique_ptr<Playback> playback_;
  ViewModel view_;

  std::string scenarioFolder_;
  std::vector<ScenarioEntry> scenarios_;
  bool scenariosListed_ = false;
  std::string scenarioFilter_;
  bool helpOpen_ = false, libraryOpen_ = false, sheetJustOpened_ = false;
  std::string message_; // shown as a bar until it is closed
  bool messageIsError_ = false;
  std::string title_, question_;
  bool quit_ = false, askedToClose_ = false;
};

} // namespace tickscope::gui
