#pragma once
// The application without its window: what is open, where the playhead is, and one frame of it. Runs under a null
// backend as well, which is how the tests drive it. app.cpp opens and runs, app_actions.cpp acts, app_quiz.cpp
// asks, app_walk.cpp saves walks, app_frame.cpp draws.
#include "core/quiz/practice.h"
#include "core/trace/seek.h"
#include "gui/background.h"
#include "gui/fonts.h"
#include "gui/heap_inspector.h"
#include "gui/layout.h"
#include "gui/learner.h"
#include "gui/options.h"
#include "gui/playback.h"
#include "gui/run_compare.h"
#include "gui/runner.h"
#include "core/session/scenario_library.h"
#include "gui/seen.h"
#include "gui/settings.h"
#include "gui/shortcuts.h"
#include "gui/view_model.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace tickscope::gui {

// A picture of the window, or of a part of it, that the owner of the window is to write: by itself, or as the next frame of
// an animation.
struct PictureRequest {
  std::string path;
  std::optional<Rect> part; // in pixels
  bool isFrame = false, isLast = false;
  int hundredths = 0; // how long a frame is shown
};

enum class WhileTyping : bool { No, Yes }; // was a run asked for, or did somebody stop typing for a moment?

class App {
public:
  // `progressFile`: where what was opened and answered is kept; empty: nowhere.
  App(const Options& options, Settings settings, std::string scenarioFolder, const std::string& progressFile = {});
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
  // The same, asked for by a person: the first time with unsaved changes it says so and stays.
  void openAsked(const std::string& path);
  // Writes the program to a file and goes on with that one. False, with a message, when it cannot be written.
  bool saveAs(const std::string& path);
  // Draws the stops of a walk one after the other, and asks for a picture of each (takePictureRequest). `panel`: of that
  // alone. The playhead goes back where it was in the end.
  Result<void> saveWalk(const std::string& path, trace::EventId from, trace::EventId to, Granularity granularity, double stepsASecond, std::optional<PanelId> panel);
  bool savingWalk() const { return walk_.has_value(); }
  void endWalk(); // the owner could not write it
  std::optional<Rect> panelRect(PanelId panel) const; // where it was drawn in the last frame
  void bringForward(PanelId panel) { toFront_.push_back(panel); } // before the next frame
  void show(OpenResult result);                 // what a run brought; also for tests
  void act(Action action);
  bool busy() const { return runner_.busy() || heapInspector_.busy() || classInspector_.busy() || comparing_.busy() || conditionSearch_.busy() || practice_.busy(); }
  void setOnReady(void (*wake)()) { runner_.onReady = heapInspector_.onReady = classInspector_.onReady = comparing_.onReady = conditionSearch_.onReady = practice_.onReady = wake; }
  // Waits for the run that is going on and shows its result: for pictures and tests.
  void finishRun();
  // False, with a message, when the options name a step that is not there.
  bool goTo(const std::string& at, std::string& message);
  // The step that a text such as "50%" or "line:7" means in this run; false when there is none.
  bool findStep(const std::string& at, trace::EventId& step) const;

  void say(std::string message) { message_ = std::move(message), messageIsError_ = false; }

  bool wantsToQuit() const { return quit_; }
  // Called when the window is to be closed. The first time with unsaved changes it says so and asks to stay.
  bool mayClose();
  // Must frames be drawn without input (playing, a run going on, something moving, a caret blinking)?
  bool animating() const;
  std::string windowTitle() const;
  Settings& settings() { return settings_; } // with what the window knows filled in by the caller
  void rememberLayout();
  std::optional<PictureRequest> takePictureRequest() { return std::exchange(pictureWanted_, std::nullopt); }

  ViewModel& view() { return view_; }
  Layout& layout() { return layout_; }
  const Playback* playback() const { return playback_.get(); }
  const trace::State& state();
  int nodeMajor() const; // whose rules the open trace follows
  const std::string& path() const { return path_; }
  const std::string& message() const { return message_; }
  const Comparison* comparison() const { return comparison_.get(); }
  // What the last frame drew, while somebody records it.
  Seen& seen() { return seen_; }
  void recordFrames(bool record) { recordFrames_ = record; }
  const char* openSheet() const { return helpOpen_ ? "help" : libraryOpen_ ? "library" : paletteOpen_ ? "palette" : saveAsOpen_ ? "save as" : ""; }

private:
  friend struct AppDrawing; // toolbar.cpp, sheets.cpp, palette_sheet.cpp, panel_frame.cpp: parts of the frame with a file each
  void run(WhileTyping whileTyping = WhileTyping::No);
  void adoptSources(const trace::Trace& trace);
  void findConditionStops();
  void tendConditions();
  void runIfAsked();
  static trace::EventId samePlace(const trace::Trace& old, const RunIndex& oldIndex, trace::EventId step, const trace::Trace& now, const RunIndex& nowIndex);
  std::string runName() const;
  void keepOrForgetRun();
  void compareAgain();
  OpenRequest openRequest() const; // of what is open now, as it stands in the editor
  void tendQuiz();
  void tendHeap();
  void tendClasses();
  void predictNext();
  void practise();
  void tendPractice();
  void openText(const std::string& path, const std::string* text); // null: a recorded run
  void tendWalk();
  void saveWalkFromHere();
  bool unsaved() const;
  void remember(const std::string& path); // among the recent files
  bool quizPreparing() const;
  bool quizHasKeys() const; // the arrows move its lines, not the playhead
  void startQuiz();
  void carryOut();
  void runWhenTypingPauses();
  void openSheet(bool& which);
  void savePicture(std::optional<PanelId> panel);
  void copyPanel();
  void travelBookmark(Direction direction);
  void keepSettings();

  Options options_;
  Settings settings_;
  float screenScale_ = 1, fontsScale_ = 0;
  Theme theme_;
  FontSet fontSet_;
  Seen seen_;
  bool recordFrames_ = false;

  Layout layout_;
  bool layoutIsPreset_ = true;
  Preset preset_ = Preset::Learn;
  std::optional<Room> presetRoom_;
  std::vector<PanelId> panelsToToggle_, toFront_;
  std::optional<PanelId> suggested_; // by the run that was opened: shown in its group if it is visible
  std::map<PanelId, Rect> panelRects_;
  std::optional<PanelId> hoveredPanel_;
  std::optional<Rect> hoveredPanelRect_;
  struct TabDrag {
    std::optional<PanelId> panel; // being dragged
    bool moved = false;           // far enough to mean it
  } tabDrag_;
  int copyWait_ = 0; // frames until what was recorded is copied
  std::optional<PanelId> copyWanted_;
  std::optional<PictureRequest> pictureWanted_;
  struct Walk {
    std::vector<trace::EventId> stops;
    size_t next = 0;
    int settled = 0; // frames that this stop was drawn
    std::string path;
    std::optional<PanelId> panel;
    int hundredths = 0;
    trace::EventId back = 0;
  };
  std::optional<Walk> walk_;

  Runner runner_;
  HeapInspector heapInspector_, classInspector_;
  std::string path_;
  std::string openedText_; // as it was in the file
  uint64_t wantedRevision_ = 0; // of the text whose characters the fonts have
  uint64_t runsRevision_ = 0;   // of the text that runs or ran last
  uint64_t typedRevision_ = 0;
  double typedAt_ = 0;
  std::shared_ptr<const trace::Trace> trace_;
  std::shared_ptr<const RunIndex> index_;
  std::unique_ptr<trace::Seek> seek_;
  std::unique_ptr<Playback> playback_;
  uint64_t quizSeed_ = 0; // another question each time
  Background<std::optional<quiz::Task>> practice_;
  std::shared_ptr<RunControl> practiceControl_;
  std::optional<quiz::Question> practiceQuestion_; // of the program that is being run, until it is shown
  std::optional<Run> kept_; // to compare with
  std::unique_ptr<Comparison> comparison_;
  Background<Comparison> comparing_;
  Background<ConditionStops> conditionSearch_;
  std::optional<Direction> runsWhenFound_; // to a breakpoint, once the conditions have been looked for
  ViewModel view_;

  std::string scenarioFolder_;
  Learner learner_;
  std::vector<ScenarioEntry> scenarios_;
  bool scenariosListed_ = false;
  std::string scenarioFilter_;
  bool helpOpen_ = false, libraryOpen_ = false, paletteOpen_ = false, saveAsOpen_ = false, sheetJustOpened_ = false;
  std::string saveAsText_, overwrites_; // the path being typed; one that is there already, and was asked about
  std::string paletteText_;
  size_t paletteRow_ = 0;
  Appearance appearanceBefore_ = Appearance::Dark; // of high contrast
  std::string message_; // shown as a bar until it is closed
  bool messageIsError_ = false;
  std::string title_, question_;
  bool quit_ = false, askedToClose_ = false;
  std::string askedToOpen_;
};

} // namespace tickscope::gui
