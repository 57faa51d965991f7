#pragma once
// What the person arranged and points at: playhead, selection, breakpoints, zoom, the text being edited. Panels read the
// trace's State as const and change only this. What they want done goes into `requests`, which the app carries out
// after the frame, so that no panel sees the state change under its hands.
#include "core/session/diagnostic.h"
#include "core/snapshot/shapes.h"
#include "core/trace/state.h"
#include "gui/editor/editor.h"
#include "gui/loop_condition.h"
#include "gui/motion.h"
#include "gui/playback.h"
#include "gui/note.h"
#include "gui/run_index.h"
#include "gui/theme.h"
#include "gui/what_if.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace tickscope::gui {

enum class Action : uint8_t {
#define ACTION(name, group, title, keys, text) name,
#include "gui/actions.def"
#undef ACTION
};

// Part of a source that the code panel brings into view and shows for a moment.
struct Reveal {
  trace::SiteId site{};
  bool pending = false;
};

enum class TimeAxis : uint8_t { Steps, Time }; // every step equally wide, or true to virtual time

struct TimelineView {
  TimeAxis axis = TimeAxis::Steps;
  double begin = 0, end = 0; // what is visible, in steps or ns; begin == end: everything
  double measuredFrom = 0, measuredTo = 0; // a span that was drawn with Shift; equal = none
  bool measuring = false;
};

struct ZoomRequest {
  double about = 0, factor = 0; // by key, around the playhead; factor 0 = none
};

struct SourceTab {
  std::string path;  // as the trace names it
  Document document; // of the main program: what is edited; of others: as recorded
  bool editable = false;
};

// Up to two things that were picked to ask why: steps of the run.
struct Picked {
  trace::EventId first = 0, second = 0;
};

struct FindBar {
  bool open = false, fresh = false; // fresh: takes the keyboard
  std::string text;
};

struct Comparison;
struct HeapPicture;
struct QuizView;

// What the panel of the heap's objects shows.
struct HeapObjects {
  std::shared_ptr<const HeapPicture> picture; // of the step that was asked about last; null: none yet
  bool busy = false;                          // another is on its way
  bool wanted = false;                        // at the playhead, after this frame
  std::string selected;                       // a constructor
};

// What the panel of hidden classes shows.
struct HiddenClasses {
  std::shared_ptr<const HeapPicture> picture; // with its `shapes`; null: not asked yet
  bool busy = false, wanted = false;          // as of HeapObjects
  std::string selected;                       // "name path" of a function
  // The tree of classes of what is selected, made when something else is.
  std::shared_ptr<const HeapPicture> treePicture;
  std::string treeOf;
  std::vector<snapshot::ClassRow> tree;
};

struct ViewModel {
  trace::EventId step = 0; // the playhead, as shown in this frame
  Granularity granularity = Granularity::Statement;
  double speed = 4; // stops a second while playing
  bool internals = false; // are functions of Node's own library shown in the code panel?
  bool playing = false;

  trace::EventId hovered = 0;     // event under the mouse in any panel: lit in all others
  trace::EventId hoveredNext = 0; // collected during this frame
  trace::EventId hoveredQueued = 0; // of a callback under the mouse: the event that queued it
  bool lit(trace::EventId event) const { return event && (event == hovered || event == hoveredQueued); }

  std::set<Breakpoint> breakpoints;
  bool breakpointsChanged = false;
  std::vector<SourceTab> sources;
  size_t activeSource = 0;
  bool edited = false; // the text differs from what was run
  std::vector<Diagnostic> diagnostics;
  std::vector<Note> notes; // of the scenario, ascending by step
  std::string question;    // of the scenario
  Reveal reveal;
  bool followCode = true; // scroll to the current line when the playhead moves
  bool editing = false;    // the keyboard belongs to the editor
  bool diagnosticsFresh = false;
  trace::EventId codeStep = ~trace::EventId{0}; // the playhead that the code panel has scrolled to
  EditorMemory editorMemory;

  TimelineView timeline;
  ZoomRequest zoomTimeline;
  void applyZoom(const RunIndex& index);
  trace::EventId consoleStep = 0; // the playhead that the console has scrolled to
  bool timelineDragging = false;
  trace::EventId timelineStep = 0; // the playhead that the timeline has scrolled to

  Picked picked;
  // With Ctrl a second thing is picked beside the first.
  void pick(trace::EventId event, bool second) {
    if (second && picked.first && picked.first != event)
      picked.second = event;
    else
      picked = {event, 0};
  }
  std::set<trace::EventId> bookmarks;
  std::vector<LoopCondition> conditions = allLoopConditions();
  std::vector<size_t> conditionHits; // how often each that is on comes true in this run
  bool conditionsChanged = false;
  WhatIf whatIf;
  bool whatIfChanged = false;
  FindBar find;
  Motion motion;
  std::shared_ptr<QuizView> quiz;
  HeapObjects heap;
  HiddenClasses classes;

  std::vector<Action> requests;
  trace::EventId seekTo = 0;
  bool wantsSeek = false;

  void toggleBreakpoint(const Breakpoint& at) {
    if (!breakpoints.erase(at)) breakpoints.insert(at);
    breakpointsChanged = true;
  }
  void request(Action action) { requests.push_back(action); }
  void seek(trace::EventId event) {
    seekTo = event;
    wantsSeek = true;
  }
  void hover(trace::EventId event) { hoveredNext = event; }
  void show(trace::SiteId site) {
    if (site != trace::SiteId::None) reveal = {site, true};
  }
};

// What every panel gets.
struct PanelInput {
  const trace::State& state;
  const trace::Trace& trace;
  const RunIndex& index;
  const Theme& theme;
  const Comparison* comparison = nullptr; // with the run that was kept, if one was
};

} // namespace tickscope::gui
