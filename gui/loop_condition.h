#pragma once
// Breakpoints on what the loop does, found by one walk over the trace. No drawing.
#include "core/trace/trace.h"

#include <atomic>
#include <cstdint>
#include <vector>

namespace tickscope::gui {

enum class LoopConditionKind : uint8_t {
#define CONDITION(name, id, title, unit, figure, text) name,
#include "gui/loop_conditions.def"
#undef CONDITION
};
inline constexpr int loopConditionCount = 0
#define CONDITION(name, id, title, unit, figure, text) +1
#include "gui/loop_conditions.def"
#undef CONDITION
    ;

struct LoopConditionInfo {
  const char* id;
  const char* title;
  const char* unit; // "-": the condition has no figure
  double figure;
  const char* text;
  bool hasFigure() const { return unit[0] != '-'; }
};
const LoopConditionInfo& loopConditionInfo(LoopConditionKind kind);

struct LoopCondition {
  LoopConditionKind kind{};
  bool on = false;
  double figure = 0;
};
std::vector<LoopCondition> allLoopConditions(); // every one, switched off, with its first figure

// Where the condition comes true, ascending; the first `most` places. About 10 ns an event. Stops early, with what it has,
// when `cancel` becomes true.
std::vector<trace::EventId> findStops(const trace::Trace& trace, const LoopCondition& condition, const std::atomic<bool>* cancel = nullptr, size_t most = 1'000'000);

// Where any of the conditions that are on comes true.
struct ConditionStops {
  std::vector<trace::EventId> stops; // ascending, each once
  std::vector<size_t> hits;          // of each condition, by its place in the list
};
ConditionStops findAllStops(const trace::Trace& trace, const std::vector<LoopCondition>& conditions, const std::atomic<bool>* cancel = nullptr);

} // namespace tickscope::gui
