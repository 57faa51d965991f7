// Saving a walk: the playhead is put on one stop after the other, and each is drawn until it has settled.
#include "gui/app.h"
#include "gui/walk_plan.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace tickscope::gui {

Result<void> App::saveWalk(const std::string& path, trace::EventId from, trace::EventId to, Granularity granularity, double stepsASecond, std::optional<PanelId> panel) {
  if (!playback_) return Error{"there is no run to walk through"};
  Result<std::vector<trace::EventId>> stops = planWalk(*index_, from, to, granularity);
  if (!stops) return stops.error();
  if (panel) bringForward(*panel);
  playback_->play(false);
  walk_ = Walk{std::move(*stops), 0, 0, path, panel, static_cast<int>(std::clamp(100 / std::max(0.01, stepsASecond), 2.0, 6000.0)), playback_->step()};
  return {};
}

void App::tendWalk() {
  if (!walk_ || !playback_) return;
  constexpr int settle = 4; // frames until scrolling and new characters have settled
  if (pictureWanted_) return; // the owner has not written the last one yet
  if (walk_->next == walk_->stops.size()) {
    std::error_code error;
    say(fmt::format("Saved a walk of {} steps as {}.", walk_->stops.size(), std::filesystem::absolute(walk_->path, error).string()));
    endWalk();
    return;
  }
  playback_->seek(walk_->stops[walk_->next]);
  if (++walk_->settled <= settle) return;
  bool last = walk_->next + 1 == walk_->stops.size();
  // The last stop is looked at a little longer before it all begins again.
  pictureWanted_ = PictureRequest{.path = walk_->path, .part = walk_->panel ? panelRect(*walk_->panel) : std::nullopt, .isFrame = true, .isLast = last, .hundredths = last ? std::max(walk_->hundredths, 150) : walk_->hundredths};
  walk_->settled = 0;
  ++walk_->next;
}

void App::endWalk() {
  if (walk_ && playback_) playback_->seek(walk_->back);
  walk_.reset();
}

void App::saveWalkFromHere() {
  if (!playback_ || walk_) return;
  constexpr size_t withoutSpan = 40;
  const TimelineView& shown = view_.timeline;
  trace::EventId from = playback_->step(), to = walkEnd(*index_, from, view_.granularity, withoutSpan);
  if (shown.measuredFrom != shown.measuredTo) {
    auto stepAt = [&](double value) {
      double clamped = std::max(0.0, value);
      return shown.axis == TimeAxis::Steps ? static_cast<trace::EventId>(std::min(clamped, static_cast<double>(index_->last))) : index_->eventAt(*trace_, static_cast<uint64_t>(clamped));
    };
    from = stepAt(std::min(shown.measuredFrom, shown.measuredTo));
    to = stepAt(std::max(shown.measuredFrom, shown.measuredTo));
  } else if (view_.bookmarks.size() > 1) {
    from = *view_.bookmarks.begin();
    to = *view_.bookmarks.rbegin();
  }
  std::string name = path_.substr(path_.find_last_of('/') + 1);
  name = name.substr(0, name.find_last_of('.'));
  std::string file = fmt::format("tickscope-{}-{}-{}.gif", name.empty() ? "walk" : name, from, to);
  if (Result<void> begun = saveWalk(file, from, to, view_.granularity, std::min(view_.speed, 10.0), std::nullopt); !begun) say(begun.error().message);
}

std::optional<Rect> App::panelRect(PanelId panel) const {
  auto at = panelRects_.find(panel);
  return at == panelRects_.end() ? std::nullopt : std::optional(at->second);
}

} // namespace tickscope::gui
