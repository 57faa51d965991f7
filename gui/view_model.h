#pragma once
// What the person arranged and points at: playhead, selection, breakpoints, zoom, the text being edited. Panels read the
// trace's State as const and change only this. What they want done goes into `requests`, which the app carries out
// after the frame, so that no panel sees the state change under its hands.
#include "core/trace/state.h"
#include "gui/editor/editor.h"
#include "gui/playback.h"
#include "gui/run_index.h"
#include "gui/runner.h"
#include "gui/theme.h"

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
};

struct ZoomRequest {
  double about = 0, factor = 0; // by key, around the playhead; factor 0 = none
};

struct SourceTab {
  std::string path;  // as the trace names it
  Document document; // of the main program: what is edited; of others: as recorded
  bool editable = false;
};

struct ViewModel {
  trace::EventId step = 0; // the playhead, as shown in this frame
  Granularity granularity = Granularity::Statement;
  double speed = 4; // stops a second while playing
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
};

} // namespace tickscope::gui
