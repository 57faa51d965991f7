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

std::vector<SiteId> Playback::sitesAt(const std::string& path, uint32_t line) const {
  std::vector<SiteId> sites;
  for (uint32_t i = 1; i < trace_->siteCount(); ++i) {
    auto id = static_cast<SiteId>(i);
    const Site& site = trace_->site(id);
    if (site.source == SourceId::None || site.line != line || index_->reached(id).empty()) continue;
    if (path.empty() || trace_->source(site.source).path == path) sites.push_back(id);
  }
  return sites;
}

void Playback::setBreakpoints(const std::set<Breakpoint>& breakpoints) {
  breakSites_.clear();
  for (const Breakpoint& b : breakpoints)
    for (SiteId site : sitesAt(b.path, b.line)) breakSites_.push_back(site);
}

EventId Playback::nextReached(const std::vector<SiteId>& sites, EventId after) const {
  EventId found = 0;
  for (SiteId site : sites) {
    auto events = index_->reached(site);
    auto next = std::upper_bound(events.begin(), events.end(), after);
    if (next != events.end() && (!found || *next < found)) found = *next;
  }
  return found;
}

EventId Playback::nextBreak(EventId after, EventId until) const {
  EventId found = nextReached(breakSites_, after);
  auto condition = std::upper_bound(conditionStops_.begin(), conditionStops_.end(), after);
  if (condition != conditionStops_.end() && (!found || *condition < found)) found = *condition;
  return found <= until ? found : 0;
}

EventId Playback::lastBreak(EventId before) const {
  EventId found = 0;
  auto condition = std::lower_bound(conditionStops_.begin(), conditionStops_.end(), before);
  if (condition != conditionStops_.begin()) found = *std::prev(condition);
  for (SiteId site : breakSites_) {
    auto events = index_->reached(site);
    auto last = std::lower_bound(events.begin(), events.end(), before);
    if (last != events.begin()) found = std::max(found, *std::prev(last));
  }
  return found;
}

bool Playback::runToBreakpoint(Direction direction) {
  EventId found = direction == Direction::Forward ? nextBreak(step_, last()) : lastBreak(step_);
  seek(found ? found : direction == Direction::Forward ? last() : 0);
  return found != 0;
}

EventId Playback::firstAtLine(const std::string& path, uint32_t line) const { return nextReached(sitesAt(path, line), 0); }

EventId Playback::nextAtLine(const std::string& path, uint32_t line) const {
  std::vector<SiteId> sites = sitesAt(path, line);
  EventId next = nextReached(sites, step_);
  return next ? next : nextReached(sites, 0);
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
