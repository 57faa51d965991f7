#pragma once
// Short movements that show what a step moved: an entry glides to its new place in a queue, and one that left its queue
// to run flies to the call stack. They explain and never hold anybody up: any input finds the state already there.
#include "core/trace/event.h"
#include "gui/theme.h"

#include <imgui.h>

#include <map>
#include <string>
#include <vector>

namespace tickscope::gui {

class Motion {
public:
  bool reduced = false; // by preference: everything is where it belongs at once

  // Once a frame, before panels draw. `jumped`: the playhead went far, so nothing is said about single things.
  void beginFrame(double now, bool jumped);
  // Where to draw the entry whose place is `target`. `label` and `width` are for its flight, should it leave.
  ImVec2 glide(trace::EventId id, ImVec2 target, float width, Meaning meaning, const std::string& label);
  // How full a gauge is drawn: it follows `share` within a moment. Gauges are told apart by `key`.
  float fill(uint64_t key, float share);
  // Where what runs now lands; `taken` is the entry that it was.
  void land(trace::EventId taken, ImVec2 at) { landings_[taken] = at; }
  void endFrame(const Theme& theme);
  bool active() const { return moving_ || !flights_.empty(); }

private:
  struct Entry {
    ImVec2 from, to;
    double since = 0;
    float width = 0;
    Meaning meaning{};
    std::string label;
    uint64_t frame = 0;
  };
  struct Flight {
    Entry entry;
    ImVec2 to;
    double since;
  };
  double now_ = 0;
  uint64_t frame_ = 0;
  bool moving_ = false, jumped_ = true;
  std::map<trace::EventId, Entry> entries_;
  struct Gauge {
    float from = 0, to = 0;
    double since = 0;
    uint64_t frame = 0;
  };
  std::map<uint64_t, Gauge> gauges_;
  std::map<trace::EventId, ImVec2> landings_;
  std::vector<Flight> flights_;
};

} // namespace tickscope::gui
