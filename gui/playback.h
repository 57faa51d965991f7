#pragma once
// Where the playhead goes: stepping, running, playing. Knows the index of a run, not how anything looks.
#include "gui/run_index.h"

#include <set>
#include <string>
#include <utility>

namespace tickscope::gui {

enum class Direction : uint8_t { Forward, Back };

struct Breakpoint {
  std::string path; // of the source as the program sees it
  uint32_t line = 0; // 1-based
  friend auto operator<=>(const Breakpoint&, const Breakpoint&) = default;
};

class Playback {
public:
  // Both must outlive it. Steps go from 0 (before the first event) to the last event.
  Playback(const trace::Trace& trace, const RunIndex& index) : trace_(&trace), index_(&index) {}

  trace::EventId step() const { return step_; }
  trace::EventId last() const { return index_->last; }
  bool atStart() const { return step_ == 0; }
  bool atEnd() const { return step_ >= last(); }
  void seek(trace::EventId step);

  // The next stop in this direction; the start or the end when there is none.
  trace::EventId target(Direction direction, Granularity granularity) const;
  void stepTo(Direction direction, Granularity granularity) { seek(target(direction, granularity)); }

  void setBreakpoints(const std::set<Breakpoint>& breakpoints);
  // Steps at which a condition of the loop comes true, ascending: they are breakpoints as well.
  void setConditionStops(std::vector<trace::EventId> stops) { conditionStops_ = std::move(stops); }
  // The next event on a line with a breakpoint; the start or the end, and false, when there is none.
  bool runToBreakpoint(Direction direction);
  // The first time (or the next after here) that this line is reached; 0 if never.
  trace::EventId firstAtLine(const std::string& path, uint32_t line) const;
  trace::EventId nextAtLine(const std::string& path, uint32_t line) const;

  // Playing: `speed` stops of the granularity a second. `advance` is called once a frame and moves when time is up.
  void play(bool playing);
  bool playing() const { return playing_; }
  // True if the playhead moved. Stops playing at the end and at breakpoints.
  bool advance(double seconds, double speed, Granularity granularity);

private:
  trace::EventId nextBreak(trace::EventId after, trace::EventId until) const; // 0 = none
  trace::EventId lastBreak(trace::EventId before) const;                      // 0 = none
  std::vector<trace::SiteId> sitesAt(const std::string& path, uint32_t line) const; // that are ever reached
  trace::EventId nextReached(const std::vector<trace::SiteId>& sites, trace::EventId after) const; // 0 = none

  const trace::Trace* trace_;
  const RunIndex* index_;
  trace::EventId step_ = 0;
  bool playing_ = false;
  double owed_ = 0; // stops that are due and not made yet
  std::vector<trace::SiteId> breakSites_; // on lines with a breakpoint
  std::vector<trace::EventId> conditionStops_;
};

// "12", "-1" (the last), "50%", "line:7" (first time there), "end" as a step; false if the text is none of these.
bool parseStep(const std::string& text, const Playback& playback, const std::string& mainPath, trace::EventId& out);

} // namespace tickscope::gui
