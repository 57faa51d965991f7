#pragma once
// In which order streams are listed, so that what is piped stands below what it comes from, and what is said of each.
// No drawing.
#include "core/trace/state.h"

#include <string>
#include <vector>

namespace tickscope::gui {

struct StreamRow {
  const trace::StreamState* stream = nullptr;
  std::vector<size_t> to; // rows that it is piped to
  size_t elsewhere = 0;   // pipes to what is no stream of Node's library, or is closed
};
// Pointers live as long as the isolate's state stays as it is.
std::vector<StreamRow> streamRows(const trace::IsolateState& isolate);

// A few words each, such as "flowing · reading"; empty when there is nothing to say.
std::string readableWords(const trace::ReadableSide& side);
std::string writableWords(const trace::WritableSide& side);
std::string streamWords(const trace::StreamState& stream); // "destroyed by an error"

// Where the gauge's fill ends and where its mark stands, as shares of its length: the mark at three quarters, further to
// the left when the buffer holds more than that allows.
struct GaugeShares {
  float fill = 0, mark = 0;
};
GaugeShares gaugeShares(uint64_t length, uint64_t highWaterMark);

} // namespace tickscope::gui
