// What each action of actions.def does.
#include "gui/app.h"
#include "gui/why.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

namespace tickscope::gui {

void App::act(Action action) {
  auto step = [&](Direction direction, Granularity granularity) {
    if (!playback_) return;
    playback_->play(false);
    playback_->stepTo(direction, granularity);
  };
  auto resize = [&](float scale) { settings_.scale = std::clamp(std::round(scale * 20) / 20, smallestScale, largestScale); };
  auto layout = [&](Preset preset) {
    preset_ = preset;
    layoutIsPreset_ = true;
    presetRoom_.reset();
  };
  double here = playback_ ? static_cast<double>(playback_->step()) : 0;
  if (view_.timeline.axis == TimeAxis::Time) here = static_cast<double>(state().timeNs);
  switch (action) {
  case Action::Run: run(); break;
  case Action::Stop: runner_.cancel(); break;
  case Action::Library:
    scenariosListed_ = false;
    openSheet(libraryOpen_);
    break;
  case Action::Palette:
    paletteText_.clear();
    paletteRow_ = 0;
    scenariosListed_ = false;
    openSheet(paletteOpen_);
    break;
  case Action::AutoRun:
    settings_.autoRun = !settings_.autoRun;
    say(settings_.autoRun ? "The program now runs by itself whenever you stop typing." : "The program runs when you ask for it: F5.");
    break;
  case Action::Quiz: startQuiz(); break;
  case Action::Practise: practise(); break;
  case Action::LookIntoHeap:
    layout_.bringToFront(PanelId::Memory);
    view_.heap.wanted = playback_ != nullptr;
    break;
  case Action::LookAtClasses:
    layout_.bringToFront(PanelId::Classes);
    view_.classes.wanted = playback_ != nullptr;
    break;
  case Action::WhatIf: layout_.bringToFront(PanelId::WhatIf); break;
  case Action::Compare: keepOrForgetRun(); break;
  case Action::Why:
    layout_.bringToFront(PanelId::Why);
    if (playback_)
      if (trace::EventId around = callbackAround(*trace_, *index_, playback_->step())) view_.pick(around, false);
    break;
  case Action::Bookmark:
    if (playback_ && !view_.bookmarks.erase(playback_->step())) view_.bookmarks.insert(playback_->step());
    break;
  case Action::NextBookmark: travelBookmark(Direction::Forward); break;
  case Action::PreviousBookmark: travelBookmark(Direction::Back); break;
  case Action::Find:
    if (view_.sources.empty()) break;
    layout_.bringToFront(PanelId::Code);
    view_.find.open = view_.find.fresh = true;
    if (const Document& d = view_.sources[view_.activeSource].document; d.hasSelection() && d.selection().begin.line == d.selection().end.line) view_.find.text = d.selectedText();
    break;
  case Action::Save:
    if (!path_.empty()) saveAs(path_);
    break;
  case Action::SaveAs:
    if (view_.sources.empty() || !view_.sources[0].editable) break;
    saveAsText_ = path_;
    overwrites_.clear();
    openSheet(saveAsOpen_);
    break;
  case Action::Predict: predictNext(); break;
  case Action::SaveWalk: saveWalkFromHere(); break;
  case Action::Step: step(Direction::Forward, view_.granularity); break;
  case Action::StepBack: step(Direction::Back, view_.granularity); break;
  case Action::NextCallback: step(Direction::Forward, Granularity::Callback); break;
  case Action::PreviousCallback: step(Direction::Back, Granularity::Callback); break;
  case Action::NextPhase: step(Direction::Forward, Granularity::Phase); break;
  case Action::PreviousPhase: step(Direction::Back, Granularity::Phase); break;
  case Action::Continue:
  case Action::ContinueBack:
    if (playback_) {
      playback_->play(false);
      Direction direction = action == Action::Continue ? Direction::Forward : Direction::Back;
      if (view_.conditionsChanged || conditionSearch_.busy())
        runsWhenFound_ = direction;
      else
        playback_->runToBreakpoint(direction);
    }
    break;
  case Action::Start:
  case Action::End:
    if (playback_) {
      playback_->play(false);
      playback_->seek(action == Action::Start ? 0 : playback_->last());
    }
    break;
  case Action::PlayPause:
    if (playback_) playback_->play(!playback_->playing());
    break;
  case Action::Slower: view_.speed = std::max(0.25, view_.speed / 2); break;
  case Action::Faster: view_.speed = std::min(4096.0, view_.speed * 2); break;
  case Action::ByPhase: view_.granularity = Granularity::Phase; break;
  case Action::ByCallback: view_.granularity = Granularity::Callback; break;
  case Action::ByStatement: view_.granularity = Granularity::Statement; break;
  case Action::ByEvent: view_.granularity = Granularity::Event; break;
  case Action::ToggleBreakpoint:
    if (!view_.sources.empty()) {
      const SourceTab& tab = view_.sources[view_.activeSource];
      view_.toggleBreakpoint({tab.path, static_cast<uint32_t>(tab.document.caret().line + 1)});
    }
    break;
  case Action::RunToCaret:
    if (playback_ && !view_.sources.empty()) {
      const SourceTab& tab = view_.sources[view_.activeSource];
      uint32_t line = static_cast<uint32_t>(tab.document.caret().line + 1);
      if (trace::EventId found = playback_->nextAtLine(tab.path, line))
        playback_->seek(found);
      else
        message_ = fmt::format("Line {} is never reached in this run.", line), messageIsError_ = false;
    }
    break;
  case Action::Internals:
    view_.internals = !view_.internals;
    if (trace_) adoptSources(*trace_);
    view_.codeStep = ~trace::EventId{0}; // the code panel turns to what runs
    say(view_.internals ? "The functions of Node's library that run as callbacks are shown. Their text is Tickscope's own, so its lines are not Node's. I hides it again."
                        : "Node's own code is hidden: the code panel stays with the program.");
    break;
  case Action::AxisToggle:
    view_.timeline.axis = view_.timeline.axis == TimeAxis::Steps ? TimeAxis::Time : TimeAxis::Steps;
    view_.timeline.begin = view_.timeline.end = 0;
    break;
  case Action::ZoomIn: view_.zoomTimeline = {here, 0.6}; break;
  case Action::ZoomOut: view_.zoomTimeline = {here, 1 / 0.6}; break;
  case Action::ZoomAll: view_.timeline.begin = view_.timeline.end = 0; break;
  case Action::ThemeToggle:
    settings_.appearance = settings_.appearance == Appearance::Light ? Appearance::Dark : Appearance::Light;
    break;
  case Action::HighContrast:
    if (settings_.appearance == Appearance::Contrast) {
      settings_.appearance = appearanceBefore_;
    } else {
      appearanceBefore_ = settings_.appearance;
      settings_.appearance = Appearance::Contrast;
    }
    break;
  case Action::ReducedMotion:
    settings_.reducedMotion = !settings_.reducedMotion;
    say(settings_.reducedMotion ? "Nothing moves any more: every entry is where it belongs at once." : "Entries move to where they go.");
    break;
  case Action::CopyPanel: copyPanel(); break;
  case Action::SavePicture: savePicture(std::nullopt); break;
  case Action::SavePanelPicture: savePicture(hoveredPanel_); break;
  case Action::Larger: resize(settings_.scale + 0.1f); break;
  case Action::Smaller: resize(settings_.scale - 0.1f); break;
  case Action::NormalSize: resize(1); break;
  case Action::LayoutLearn: layout(Preset::Learn); break;
  case Action::LayoutTeach: layout(Preset::Teach); break;
  case Action::LayoutInspect: layout(Preset::Inspect); break;
  case Action::Help: openSheet(helpOpen_); break;
  case Action::Quit: quit_ = mayClose(); break;
  }
}

void App::openSheet(bool& which) {
  bool open = !which;
  helpOpen_ = libraryOpen_ = paletteOpen_ = saveAsOpen_ = false;
  which = open;
  sheetJustOpened_ = true;
}

void App::travelBookmark(Direction direction) {
  if (!playback_) return;
  playback_->play(false);
  auto next = direction == Direction::Forward ? view_.bookmarks.upper_bound(playback_->step()) : view_.bookmarks.lower_bound(playback_->step());
  if (direction == Direction::Forward ? next != view_.bookmarks.end() : next != view_.bookmarks.begin())
    playback_->seek(direction == Direction::Forward ? *next : *std::prev(next));
  else
    say(view_.bookmarks.empty() ? "There is no bookmark yet: B sets one at the playhead." : "There is no bookmark beyond this one.");
}

void App::copyPanel() {
  if (!hoveredPanel_) return say("Point at the panel that is to be copied.");
  copyWanted_ = hoveredPanel_;
  copyWait_ = 2; // one frame to record, one to have it whole
}

void App::savePicture(std::optional<PanelId> panel) {
  std::string name = path_.substr(path_.find_last_of('/') + 1);
  name = name.substr(0, name.find_last_of('.'));
  if (name.empty()) name = "window";
  std::string what = panel ? fmt::format("-{}", panelInfo(*panel).id) : std::string();
  std::string file = fmt::format("tickscope-{}-{}{}.png", name, playback_ ? playback_->step() : 0, what);
  pictureWanted_ = PictureRequest{.path = file, .part = panel ? hoveredPanelRect_ : std::nullopt};
  std::error_code error;
  say(fmt::format("Saved {}.", (std::filesystem::current_path(error) / file).string()));
}

void App::runWhenTypingPauses() {
  if (!settings_.autoRun || view_.sources.empty() || !view_.sources[0].editable || !view_.edited) return;
  uint64_t revision = view_.sources[0].document.revision();
  constexpr double pause = 0.6; // seconds
  double now = ImGui::GetTime();
  if (revision != typedRevision_) {
    typedRevision_ = revision;
    typedAt_ = now;
  } else if (revision != runsRevision_ && now - typedAt_ >= pause) {
    run(WhileTyping::Yes);
  }
}

void App::carryOut() {
  std::vector<Action> requests = std::move(view_.requests);
  view_.requests.clear();
  for (Action action : requests) act(action);
  if (view_.wantsSeek && playback_) {
    playback_->play(false);
    playback_->seek(view_.seekTo);
  }
  view_.wantsSeek = false;
  if (view_.breakpointsChanged && playback_) playback_->setBreakpoints(view_.breakpoints);
  view_.breakpointsChanged = false;
  if (view_.conditionsChanged) findConditionStops();
  if (view_.whatIfChanged) {
    view_.whatIfChanged = false;
    options_.nodeMajor.reset(); // what is said under What if holds
    if (!kept_ && trace_) { // the run before the first change is what one compares with
      kept_ = Run{trace_, index_, runName()};
    }
    run();
  }
}

} // namespace tickscope::gui
