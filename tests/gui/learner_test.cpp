#include "gui/learner.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace tickscope;
using namespace tickscope::gui;

namespace {
struct Folder {
  std::string path = (std::filesystem::temp_directory_path() / ("tickscope-learner-" + std::to_string(getpid()))).string();
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file() const { return path + "/progress.json"; }
};
quiz::Question question(std::string subject) {
  quiz::Question q;
  q.form = quiz::Form::Phase;
  q.subject = std::move(subject);
  return q;
}
quiz::Verdict verdict(bool right) {
  quiz::Verdict v;
  v.right = right;
  return v;
}
} // namespace

TEST_CASE("learner: what was opened and answered is there the next time") {
  Folder folder;
  {
    Learner learner(folder.file());
    CHECK(learner.of("order/phases") == nullptr);
    learner.opened("order/phases");
    learner.opened(""); // a program of one's own has no marks
    learner.answered("order/phases", question("timer"), verdict(false));
    learner.answered("order/phases", question("tick"), verdict(true));
  }
  Learner again(folder.file());
  CHECK(again.takeWarning().empty());
  const quiz::ScenarioProgress* progress = again.of("order/phases");
  REQUIRE(progress);
  CHECK(progress->opened);
  CHECK(progress->answers.size() == 2);
  CHECK(progress->right() == 1);
  again.answered("order/phases", question("timer"), verdict(true));
  CHECK(again.of("order/phases")->right() == 2);
}

TEST_CASE("learner: a damaged file is set aside and said, one that cannot be written is said once") {
  Folder folder;
  std::ofstream(folder.file()) << "{ not json";
  Learner learner(folder.file());
  CHECK(learner.takeWarning().find("damaged") != std::string::npos);
  CHECK(learner.takeWarning().empty());
  Learner nowhere("/proc/no/such/folder/progress.json");
  nowhere.opened("order/phases");
  CHECK_FALSE(nowhere.takeWarning().empty());
  nowhere.opened("order/first-look");
  CHECK(nowhere.takeWarning().empty());
  CHECK(nowhere.of("order/first-look")->opened);
}
