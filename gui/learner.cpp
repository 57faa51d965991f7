#include "gui/learner.h"

#include <ctime>
#include <utility>

namespace tickscope::gui {

Learner::Learner(std::string file) : file_(std::move(file)) {
  quiz::LoadedProgress loaded = quiz::loadProgress(file_);
  progress_ = std::move(loaded.progress);
  warning_ = std::move(loaded.warning);
}

std::string Learner::takeWarning() { return std::exchange(warning_, {}); }

void Learner::opened(const std::string& scenario) {
  if (scenario.empty() || std::exchange(progress_.scenarios[scenario].opened, true)) return;
  save();
}

void Learner::answered(const std::string& scenario, const quiz::Question& question, const quiz::Verdict& verdict) {
  progress_.record(scenario, question, verdict, std::time(nullptr));
  save();
}

const quiz::ScenarioProgress* Learner::of(const std::string& scenario) const {
  auto at = progress_.scenarios.find(scenario);
  return at == progress_.scenarios.end() ? nullptr : &at->second;
}

void Learner::save() {
  if (file_.empty()) return;
  if (Result<void> saved = quiz::saveProgress(file_, progress_); !saved) {
    warning_ = saved.error().message;
    file_.clear(); // once is enough
  }
}

} // namespace tickscope::gui
