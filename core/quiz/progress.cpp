#include "core/quiz/progress.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

namespace tickscope::quiz {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {
constexpr int kVersion = 1;
constexpr int64_t kDay = 86'400;
constexpr uint32_t kMostCount = 1'000'000'000;

uint32_t count(const Json& json, const char* name) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_number_unsigned()) return 0;
  return uint32_t(std::min<uint64_t>(found->get<uint64_t>(), kMostCount));
}

Result<void> failed(const std::string& path) { return Error{path + ": cannot be written: " + std::strerror(errno)}; }
} // namespace

int64_t secondsUntilNext(uint32_t box) {
  constexpr int64_t rests[kBoxes] = {0, 600, kDay, 3 * kDay, 7 * kDay, 30 * kDay};
  return rests[std::min(box, kBoxes - 1)];
}

void Progress::record(const Question& question, const Verdict& verdict, int64_t now) {
  ++asked;
  const auto targets = question.targets();
  const std::string topic(targets.empty() ? "order" : misconception(verdict.misconception.value_or(targets[0])).topic);
  ++(verdict.right ? topics[topic].right : topics[topic].wrong);
  if (!verdict.right) {
    if (!verdict.misconception) return;
    BeliefProgress& belief = beliefs[std::string(misconception(*verdict.misconception).id)];
    ++belief.wrong;
    belief.box = 0;
    belief.dueAt = now;
    return;
  }
  for (const MisconceptionId id : targets) {
    BeliefProgress& belief = beliefs[std::string(misconception(id).id)];
    ++belief.right;
    // Answers in quick succession say no more than one.
    if (belief.dueAt > now) continue;
    belief.box = std::min(belief.box + 1, kBoxes - 1);
    belief.dueAt = now + secondsUntilNext(belief.box);
  }
}

size_t ScenarioProgress::right() const {
  return size_t(std::count_if(answers.begin(), answers.end(), [](const auto& answer) { return answer.second; }));
}

std::string questionName(const Question& question) {
  return std::string(formName(question.form)) + (question.subject.empty() ? "" : ": " + question.subject);
}

void Progress::record(const std::string& scenario, const Question& question, const Verdict& verdict, int64_t now) {
  record(question, verdict, now);
  if (!scenario.empty()) scenarios[scenario].answers[questionName(question)] = verdict.right;
}

std::string progressToJson(const Progress& progress) {
  Json json = progress.rest.empty() ? Json::object() : Json::parse(progress.rest, nullptr, false);
  if (!json.is_object()) json = Json::object();
  const int version = json.contains("version") && json["version"].is_number_integer() ? json["version"].get<int>() : kVersion;
  json["version"] = std::max(version, kVersion); // what a newer version wrote stays its own
  json["asked"] = progress.asked;
  for (const auto& [id, belief] : progress.beliefs) {
    Json& out = json["beliefs"][id];
    out["box"] = belief.box;
    out["dueAt"] = belief.dueAt;
    out["right"] = belief.right;
    out["wrong"] = belief.wrong;
  }
  for (const auto& [name, topic] : progress.topics) {
    Json& out = json["topics"][name];
    out["right"] = topic.right;
    out["wrong"] = topic.wrong;
  }
  for (const auto& [name, scenario] : progress.scenarios) {
    Json& out = json["scenarios"][name];
    out["opened"] = scenario.opened;
    for (const auto& [question, right] : scenario.answers) out["answers"][question] = right ? "right" : "wrong";
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Progress> progressFromJson(std::string_view text) {
  constexpr size_t kMostBytes = 16 << 20;
  if (text.size() > kMostBytes) return Error{"it is too large"};
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("version") || !json["version"].is_number_integer()) return Error{"it is not a progress file"};
  Progress progress;
  progress.rest = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (json.contains("asked") && json["asked"].is_number_unsigned()) progress.asked = json["asked"].get<uint64_t>();
  if (json.contains("beliefs") && json["beliefs"].is_object())
    for (const auto& [id, value] : json["beliefs"].items()) {
      if (!value.is_object()) continue;
      BeliefProgress& belief = progress.beliefs[id];
      belief.box = std::min(count(value, "box"), kBoxes - 1);
      belief.right = count(value, "right");
      belief.wrong = count(value, "wrong");
      if (value.contains("dueAt") && value["dueAt"].is_number_integer()) belief.dueAt = value["dueAt"].get<int64_t>();
    }
  if (json.contains("topics") && json["topics"].is_object())
    for (const auto& [name, value] : json["topics"].items())
      if (value.is_object()) progress.topics[name] = {count(value, "right"), count(value, "wrong")};
  if (json.contains("scenarios") && json["scenarios"].is_object())
    for (const auto& [name, value] : json["scenarios"].items()) {
      if (!value.is_object()) continue;
      ScenarioProgress& scenario = progress.scenarios[name];
      scenario.opened = value.contains("opened") && value["opened"].is_boolean() && value["opened"].get<bool>();
      if (!value.contains("answers") || !value["answers"].is_object()) continue;
      for (const auto& [question, verdict] : value["answers"].items())
        if (verdict.is_string()) scenario.answers[question] = verdict.get<std::string>() == "right";
    }
  return progress;
}

std::string progressPath() {
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data && data[0] == '/') return std::string(data) + "/tickscope/progress.json"; // XDG: relative paths are ignored
  const char* home = std::getenv("HOME");
  return home && home[0] ? std::string(home) + "/.local/share/tickscope/progress.json" : std::string();
}

LoadedProgress loadProgress(const std::string& path) {
  LoadedProgress loaded;
  std::error_code problem;
  if (path.empty() || !fs::exists(path, problem)) return loaded;
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  auto read = file.bad() || !file.is_open() ? Result<Progress>(Error{"it cannot be read"}) : progressFromJson(text);
  if (read) {
    loaded.progress = std::move(*read);
    return loaded;
  }
  std::string aside;
  for (int i = 1; aside.empty() || fs::exists(aside, problem); ++i) aside = path + ".damaged-" + std::to_string(i);
  fs::rename(path, aside, problem);
  loaded.warning = path + ": " + read.error().message + "; it " + (problem ? "could not be set aside" : "is kept as " + aside) + ", and a new one is begun";
  return loaded;
}

Result<void> saveProgress(const std::string& path, const Progress& progress) {
  if (path.empty()) return Error{"there is no home folder to keep progress in"};
  std::error_code problem;
  fs::create_directories(fs::path(path).parent_path(), problem);
  const std::string fresh = path + ".new";
  {
    std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
    file << progressToJson(progress);
    if (!file.flush()) return failed(fresh);
  }
  if (std::rename(fresh.c_str(), path.c_str()) != 0) return failed(path);
  return {};
}

} // namespace tickscope::quiz
