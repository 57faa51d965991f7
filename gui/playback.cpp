#include "gui/playback.h"

#include <algorithm>
#include <charconv>

namespace tickscope::gui {

using namespace trace;

void Playback::seek(EventId step) { step_ = std::min(step, last()); }

EventId Playback::target(Direction direction, Granularity granularity) const {
  bool forward = direction == Direction::Forward;
  if (granularity == Granularity::Event) return forward ? std::min(step_ + 1, last()) : step_ - (step_ > 0);
  const auto& stops = index_->stops[static_cast<int>(granularity)];
  if (forward) {
    auto next = std::upper_bound(stops.begin(), stops.end(), step_);
    return next == stops.end() ? last() : *next;
  }
  auto at = std::lower_bound(stops.begin(), stops.end(), step_);
  return at == stops.begin() ? 0 : *std::prev(at);
}

void Playback::setBreakpoints(const std::set<Breakpoint>& breakpoints) {
  breakSites_.assign(trace_->siteCount(), 0);
  anyBreakpoint_ = false;
  if (breakpoints.empty()) return;
  for (uint32_t i = 1; i < trace_->siteCount(); ++i) {
    const Site& site = trace_->site(static_cast<SiteId>(i));
    if (site.source == SourceId::None) continue;
    if (breakpoints.contains({std::string(trace_->source(site.source).path), site.line})) {
      breakSites_[i] = 1;
      anyBreakpoint_ = true;
    }
  }
}

bool Playback::onBreakpoint(size_t placedIndex) const {
  auto site = static_cast<size_t>(index_->placedAt[placedIndex]);
  return site < breakSites_.size() && breakSites_[site];
}

EventId Playback::nextBreak(EventId after, EventId until) const {
  EventId found = 0;
  auto condition = std::upper_bound(conditionStops_.begin(), conditionStops_.end(), after);
  if (condition != conditionStops_.end() && *condition <= until) found = *condition;
  const auto& placed = index_->placed;
  auto i = static_cast<size_t>(std::upper_bound(placed.begin(), placed.end(), after) - placed.begin());
  for (; anyBreakpoint_ && i < placed.size() && placed[i] <= (found ? found : until); ++i)
    if (onBreakpoint(i)) return placed[i];
  return found;
}

EventId Playback::lastBreak(EventId before) const {
  EventId found = 0;
  auto condition = std::lower_bound(conditionStops_.begin(), conditionStops_.end(), before);
  if (condition != conditionStops_.begin()) found = *std::prev(condition);
  const auto& placed = index_->placed;
  auto i = static_cast<size_t>(std::lower_bound(placed.begin(), placed.end(), before) - placed.begin());
  while (anyBreakpoint_ && i-- > 0 && placed[i] > found)
    if (onBreakpoint(i)) return placed[i];
  return found;
}

bool Playback::runToBreakpoint(Direction direction) {
  EventId found = direction == Direction::Forward ? nextBreak(step_, last()) : lastBreak(step_);
  seek(found ? found : direction == Direction::Forward ? last() : 0);
  return found != 0;
}

EventId Playback::findLine(const std::string& path, uint32_t line, EventId after) const {
  std::vector<char> wanted(trace_->siteCount(), 0);
  for (uint32_t i = 1; i < trace_->siteCount(); ++i) {
    const Site& site = trace_->site(static_cast<SiteId>(i));
    wanted[i] = site.source != SourceId::None && site.line == line && (path.empty() || trace_->source(site.source).path == path);
  }
  const auto& placed = index_->placed;
  auto i = static_cast<size_t>(std::upper_bound(placed.begin(), placed.end(), after) - placed.begin());
  for (; i < placed.size(); ++i)
    if (wanted[static_cast<size_t>(index_->placedAt[i])]) return placed[i];
  return 0;
}

EventId Playback::firstAtLine(const std::string& path, uint32_t line) const { return findLine(path, line, 0); }

EventId Playback::nextAtLine(const std::string& path, uint32_t line) const {
  EventId next = findLine(path, line, step_);
  return next ? next : firstAtLine(path, line);
}

void Playback::play(bool playing) {
  if (playing && atEnd()) seek(0);
  playing_ = playing;
  owed_ = playing ? 1 : 0; // the first step at once: the key must be seen to work
}

bool Playback::advance(double seconds, double speed, Granularity granularity) {
  if (!playing_) return false;
  constexpr double mostAFrame = 10'000; // after a long pause (window dragged) do not race to the end
  owed_ = std::min(owed_ + seconds * speed, mostAFrame);
  EventId before = step_;
  while (owed_ >= 1 && playing_) {
    owed_ -= 1;
    EventId to = target(Direction::Forward, granularity);
    if (EventId stop = nextBreak(step_, to)) {
      to = stop;
      playing_ = false;
    }
    seek(to);
    if (atEnd()) playing_ = false;
  }
  return step_ != before;
}

bool parseStep(const std::string& text, const Playback& playback, const std::string& mainPath, EventId& out) {
  if (text == "end") {
    out = playback.last();
    return true;
  }
  auto number = [](std::string_view digits, long long& value) {
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size();
  };
  long long value = 0;
  if (text.starts_with("line:")) {
    if (!number(std::string_view(text).substr(5), value) || value < 1) return false;
    out = playback.firstAtLine(mainPath, static_cast<uint32_t>(value));
    return out != 0;
  }
  if (text.ends_with('%')) {
    if (!number(std::string_view(text).substr(0, text.size() - 1), value) || value < 0 || value > 100) return false;
    out = static_cast<EventId>(static_cast<uint64_t>(playback.last()) * static_cast<uint64_t>(value) / 100);
    return true;
  }
  if (!number(text, value)) return false;
  if (value < 0) value = std::max(0LL, static_cast<long long>(playback.last()) + 1 + value);
  out = static_cast<EventId>(std::min<long long>(value, playback.last()));
  return true;
}

} // namespace tickscope::gui
