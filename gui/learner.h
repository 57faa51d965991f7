#pragma once
// What the person at the window has opened and answered: the quiz's progress file (core/quiz/progress.h), kept up to date.
#include "core/quiz/progress.h"

#include <string>

namespace tickscope::gui {

class Learner {
public:
  // An empty path: nothing is read or written, and all is forgotten in the end.
  explicit Learner(std::string file);
  // Why the file was not read or is not written any more; empty if all is well. Once.
  std::string takeWarning();

  // `scenario` as the library calls it; an empty one is a program of one's own, which has no marks.
  void opened(const std::string& scenario);
  void answered(const std::string& scenario, const quiz::Question& question, const quiz::Verdict& verdict);
  const quiz::Progress& progress() const { return progress_; }
  const quiz::ScenarioProgress* of(const std::string& scenario) const; // null: never seen

private:
  void save();
  std::string file_, warning_;
  quiz::Progress progress_;
};

} // namespace tickscope::gui
