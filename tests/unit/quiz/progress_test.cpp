#include "core/quiz/progress.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/quiz/pack.h"
#include "core/quiz/practice.h"

using namespace tickscope;
using namespace tickscope::quiz;

namespace {
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("tickscope-progress-" + std::to_string(reinterpret_cast<uintptr_t>(this)));
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file() const { return (path / "progress.json").string(); }
};

void write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

Progress sample() {
  Progress progress;
  progress.asked = 7;
  progress.beliefs["one-queue"] = {2, 1234, 3, 1};
  progress.topics["order"] = {3, 1};
  progress.scenarios["order/first-look"] = {true, {{"order", true}, {"phase: tick", false}}};
  return progress;
}
} // namespace

TEST_CASE("progress comes back from its file as it was written") {
  const Folder folder;
  REQUIRE(saveProgress(folder.file(), sample()));
  const LoadedProgress loaded = loadProgress(folder.file());
  CHECK(loaded.warning == "");
  CHECK(loaded.progress.asked == 7);
  CHECK(loaded.progress.beliefs.at("one-queue").box == 2);
  CHECK(loaded.progress.beliefs.at("one-queue").dueAt == 1234);
  CHECK(loaded.progress.topics.at("order").right == 3);
  const ScenarioProgress& scenario = loaded.progress.scenarios.at("order/first-look");
  CHECK(scenario.opened);
  CHECK(scenario.answers.size() == 2);
  CHECK(scenario.right() == 1);
  CHECK(progressToJson(loaded.progress) == progressToJson(sample()));
}

TEST_CASE("a damaged file is set aside, at whatever place it was cut") {
  const std::string whole = progressToJson(sample());
  for (size_t length = 0; length + 2 < whole.size(); length += 7) { // the last brace and the line's end apart
    const Folder folder;
    write(folder.file(), whole.substr(0, length));
    const LoadedProgress loaded = loadProgress(folder.file());
    CHECK(loaded.warning.find("damaged-1") != std::string::npos);
    CHECK(loaded.progress.asked == 0);
    CHECK(std::filesystem::exists(folder.file() + ".damaged-1"));
    CHECK_FALSE(std::filesystem::exists(folder.file()));
  }
}

TEST_CASE("a run that was killed while writing leaves the old file") {
  const Folder folder;
  REQUIRE(saveProgress(folder.file(), sample()));
  write(folder.file() + ".new", "{\"version\": 1, \"ask"); // what is left of it
  CHECK(loadProgress(folder.file()).progress.asked == 7);
  REQUIRE(saveProgress(folder.file(), sample()));
  CHECK_FALSE(std::filesystem::exists(folder.file() + ".new"));
}

TEST_CASE("what a newer version wrote is kept") {
  const auto progress = progressFromJson(R"({"version": 9, "asked": 3, "streaks": {"best": 12}, "beliefs": {"one-queue": {"box": 99, "mood": "sure"}}})");
  REQUIRE(progress);
  CHECK(progress->beliefs.at("one-queue").box == kBoxes - 1);
  const std::string again = progressToJson(*progress);
  CHECK(again.find("\"version\": 9") != std::string::npos);
  CHECK(again.find("\"best\": 12") != std::string::npos);
  CHECK(again.find("\"mood\": \"sure\"") != std::string::npos);
}

TEST_CASE("members of the wrong kind are taken for nothing") {
  const auto progress = progressFromJson(R"({"version": 1, "asked": "many", "beliefs": [1, 2], "topics": {"order": 5}})");
  REQUIRE(progress);
  CHECK(progress->asked == 0);
  CHECK(progress->beliefs.empty());
  CHECK_FALSE(progressFromJson("[]"));
  CHECK_FALSE(progressFromJson("{}"));
}

TEST_CASE("a belief that showed comes back first, a belief overcome rests longer and longer") {
  const PracticePlan plan;
  Progress progress;
  CHECK(nextBelief(progress, plan, 0) == MisconceptionId::PromisesBeforeTicks);
  progress.beliefs["promises-before-ticks"] = {1, 600, 1, 0};
  CHECK(nextBelief(progress, plan, 10) != MisconceptionId::PromisesBeforeTicks);
  progress.beliefs["await-blocks"] = {0, 5, 0, 1};
  CHECK(nextBelief(progress, plan, 10) == MisconceptionId::AwaitBlocks);
  for (uint32_t box = 0; box + 1 < kBoxes; ++box) CHECK(secondsUntilNext(box) < secondsUntilNext(box + 1));
  PracticePlan none;
  none.topic = "cooking";
  CHECK_FALSE(nextBelief(progress, none, 0));
}

TEST_CASE("a task asks after the belief that is due, and a wrong answer brings it back") {
  Progress progress;
  PracticePlan plan;
  plan.orderOnly = true;
  const auto task = nextTask(progress, plan, 1000, 42);
  REQUIRE(task);
  CHECK(task->about == MisconceptionId::PromisesBeforeTicks);
  progress.record(task->question, judge(task->question, task->question.right), 1000);
  CHECK(progress.beliefs.at("promises-before-ticks").box == 1);
  CHECK(progress.beliefs.at("promises-before-ticks").dueAt == 1600);
  Verdict wrong;
  wrong.misconception = MisconceptionId::PromisesBeforeTicks;
  progress.record(task->question, wrong, 2000);
  CHECK(progress.beliefs.at("promises-before-ticks").box == 0);
  CHECK(progress.beliefs.at("promises-before-ticks").dueAt == 2000);
  CHECK(progress.asked == 2);
}

TEST_CASE("results as CSV and JSON") {
  const std::vector<PackResult> results{{"a,b", "order", "", true, "", 1.25}, {"c", "phase", "say \"hi\"", false, "one-queue", 3}};
  CHECK(resultsAsCsv(results) == "program,form,subject,right,misconception,seconds\r\n\"a,b\",order,,yes,,1.2\r\n"
                                 "c,phase,\"say \"\"hi\"\"\",no,one-queue,3.0\r\n");
  CHECK(resultsAsJson(results).find("\"right\": 1") != std::string::npos);
}
