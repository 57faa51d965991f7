#include "gui/run_compare.h"

#include "gui/trace_words.h"

#include <algorithm>

namespace tickscope::gui {

using namespace trace;

std::vector<Landmark> landmarks(const Run& run, size_t most) {
  std::vector<Landmark> out;
  const RunIndex& index = *run.index;
  auto since = [&](uint64_t ns) { return ns > index.startNs ? ns - index.startNs : 0; };
  for (const Lane& lane : index.lanes) {
    if (lane.kind != Lane::Kind::Callbacks && lane.kind != Lane::Kind::Ticks) continue;
    for (size_t i = 0; i < std::min(most, lane.spans.size()); ++i) {
      const Span& span = lane.spans[i];
      std::string label = functionLabel(*run.trace, span.site, 40);
      if (label.empty()) label = meaningLabel(span.meaning);
      out.push_back({span.begin, since(span.beginNs), span.meaning, false, std::move(label)});
    }
  }
  for (size_t i = 0; i < std::min(most, index.console.size()); ++i) {
    const ConsoleLine& line = index.console[i];
    Event event = run.trace->event(line.event);
    bool error = event.as<ev::ConsoleWrite>().stream == Stream::Stderr;
    out.push_back({line.event, since(event.timeNs), error ? Meaning::Error : Meaning::Script, true, std::string(event.text.substr(std::min<size_t>(line.offset, event.text.size()), line.length))});
  }
  std::stable_sort(out.begin(), out.end(), [](const Landmark& a, const Landmark& b) { return a.event < b.event; });
  if (out.size() > most) out.resize(most);
  return out;
}

namespace {

bool same(const Landmark& a, const Landmark& b) { return a.line == b.line && a.meaning == b.meaning && a.label == b.label; }

// The longest common subsequence of the two tails, by the usual table; too long tails are put side by side as they are.
void align(const std::vector<Landmark>& a, const std::vector<Landmark>& b, size_t from, std::vector<ComparedRow>& rows) {
  size_t n = a.size() - from, m = b.size() - from;
  constexpr size_t mostCells = 4'000'000;
  if (n * m > mostCells) {
    for (size_t i = 0; i < std::max(n, m); ++i) {
      bool both = i < n && i < m;
      if (both && same(a[from + i], b[from + i])) {
        rows.push_back({static_cast<int>(from + i), static_cast<int>(from + i)});
        continue;
      }
      if (i < n) rows.push_back({static_cast<int>(from + i), -1});
      if (i < m) rows.push_back({-1, static_cast<int>(from + i)});
    }
    return;
  }
  std::vector<uint16_t> longest((n + 1) * (m + 1));
  auto at = [&](size_t i, size_t j) -> uint16_t& { return longest[i * (m + 1) + j]; };
  for (size_t i = n; i-- > 0;)
    for (size_t j = m; j-- > 0;) at(i, j) = same(a[from + i], b[from + j]) ? static_cast<uint16_t>(at(i + 1, j + 1) + 1) : std::max(at(i + 1, j), at(i, j + 1));
  for (size_t i = 0, j = 0; i < n || j < m;) {
    if (i < n && j < m && same(a[from + i], b[from + j]))
      rows.push_back({static_cast<int>(from + i++), static_cast<int>(from + j++)});
    else if (i < n && (j >= m || at(i + 1, j) >= at(i, j + 1)))
      rows.push_back({static_cast<int>(from + i++), -1});
    else
      rows.push_back({-1, static_cast<int>(from + j++)});
  }
}

std::string output(const Run& run) {
  std::string out;
  for (EventId id : run.trace->consoleEvents()) out += run.trace->event(id).text;
  return out;
}

} // namespace

Comparison compareRuns(Run left, Run right) {
  Comparison out;
  out.left = std::move(left);
  out.right = std::move(right);
  out.lefts = landmarks(out.left);
  out.rights = landmarks(out.right);
  size_t prefix = 0;
  while (prefix < std::min(out.lefts.size(), out.rights.size()) && same(out.lefts[prefix], out.rights[prefix])) {
    out.rows.push_back({static_cast<int>(prefix), static_cast<int>(prefix)});
    ++prefix;
  }
  if (prefix < std::max(out.lefts.size(), out.rights.size())) out.firstDifference = prefix;
  align(out.lefts, out.rights, prefix, out.rows);
  out.sameOutput = output(out.left) == output(out.right);
  auto length = [](const Run& run) { return run.index->endNs > run.index->startNs ? run.index->endNs - run.index->startNs : 0; };
  out.leftEndNs = length(out.left);
  out.rightEndNs = length(out.right);
  return out;
}

} // namespace tickscope::gui
