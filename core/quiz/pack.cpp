#include "core/quiz/pack.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "core/quiz/forms.h"
#include "core/session/scenario.h"

namespace tickscope::quiz {

namespace fs = std::filesystem;

namespace {
std::string secondsText(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", seconds);
  return text;
}

std::string csvField(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

void fillItem(PackItem& item, int nodeMajor, uint64_t seed) {
  std::ifstream file(item.path, std::ios::binary);
  item.text.assign(std::istreambuf_iterator<char>(file), {});
  RunRequest request;
  request.path = item.path;
  request.nodeMajor = nodeMajor;
  std::vector<StatedQuestion> stated;
  std::error_code problem;
  if (const std::string beside = scenarioPathFor(item.path); fs::exists(beside, problem)) {
    const auto scenario = loadScenario(beside);
    if (!scenario) {
      item.problem = scenario.error().message;
      return;
    }
    applyWorld(scenario->world, request);
    stated = scenario->questions;
  }
  auto predictions = std::make_shared<const Predictions>(predict(request));
  item.problem = predictions->problem;
  if (!item.problem.empty()) return;
  if (auto order = orderQuestion(predictions, seed)) item.questions.push_back(std::move(*order));
  for (const StatedQuestion& question : stated)
    if (const auto form = findForm(question.form))
      if (auto asked = ask(*form, question.about, predictions, seed)) item.questions.push_back(std::move(*asked));
  if (item.questions.empty()) item.problem = "no rule that we know of changes what the program prints";
}
} // namespace

std::vector<PackItem> loadPack(const std::string& folder, int nodeMajor, uint64_t seed) {
  std::vector<PackItem> items;
  std::error_code problem;
  for (const auto& entry : fs::directory_iterator(folder, problem))
    if (entry.path().extension() == ".js" && entry.is_regular_file(problem))
      items.push_back({entry.path().stem().string(), entry.path().string(), {}, {}, {}});
  std::sort(items.begin(), items.end(), [](const PackItem& a, const PackItem& b) { return a.name < b.name; });
  for (PackItem& item : items) fillItem(item, nodeMajor, seed++);
  return items;
}

std::string resultsAsCsv(const std::vector<PackResult>& results) {
  std::string text = "program,form,subject,right,misconception,seconds\r\n";
  for (const PackResult& result : results)
    text += csvField(result.program) + "," + result.form + "," + csvField(result.subject) + "," + (result.right ? "yes" : "no") + "," +
            result.misconception + "," + secondsText(result.seconds) + "\r\n";
  return text;
}

std::string resultsAsJson(const std::vector<PackResult>& results) {
  nlohmann::ordered_json json;
  json["right"] = std::count_if(results.begin(), results.end(), [](const PackResult& result) { return result.right; });
  json["asked"] = results.size();
  json["answers"] = nlohmann::ordered_json::array();
  for (const PackResult& result : results)
    json["answers"].push_back({{"program", result.program}, {"form", result.form}, {"subject", result.subject}, {"right", result.right},
                               {"misconception", result.misconception}, {"seconds", result.seconds}});
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

} // namespace tickscope::quiz
