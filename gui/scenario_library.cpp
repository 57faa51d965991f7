#include "gui/scenario_library.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace tickscope::gui {

namespace fs = std::filesystem;

namespace {

std::string readText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string word(const nlohmann::json& in, const char* key) {
  return in.is_object() && in.contains(key) && in[key].is_string() ? in[key].get<std::string>() : std::string();
}

} // namespace

std::vector<ScenarioEntry> listScenarios(const std::string& folder) {
  std::vector<ScenarioEntry> out;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end; !error && it != end; it.increment(error)) {
    if (!it->is_regular_file(error) || it->path().extension() != ".json" || it.depth() > 3) continue;
    fs::path program = fs::path(it->path()).replace_extension(".js");
    if (!fs::exists(program, error)) continue;
    auto json = nlohmann::json::parse(readText(it->path()), nullptr, false);
    ScenarioEntry entry;
    entry.path = program.string();
    entry.name = program.stem().string();
    entry.topic = word(json, "topic");
    if (entry.topic.empty()) entry.topic = program.parent_path().filename().string();
    entry.title = word(json, "title");
    if (entry.title.empty()) entry.title = entry.name;
    entry.level = word(json, "level");
    if (entry.level.empty() && json.is_object() && json.contains("level") && json["level"].is_number_integer())
      entry.level = "level " + std::to_string(json["level"].get<int>());
    entry.question = word(json, "question");
    if (entry.question.empty() && json.is_object() && json.contains("question")) entry.question = word(json["question"], "text");
    out.push_back(std::move(entry));
  }
  std::sort(out.begin(), out.end(), [](const ScenarioEntry& a, const ScenarioEntry& b) { return std::tie(a.topic, a.name) < std::tie(b.topic, b.name); });
  return out;
}

std::string firstScenario(const std::vector<ScenarioEntry>& scenarios) {
  for (const ScenarioEntry& entry : scenarios)
    if (entry.name == "first-look") return entry.path;
  return scenarios.front().path;
}

std::string findScenarioFolder(const std::string& executable) {
  std::error_code error;
  for (fs::path start : {fs::current_path(error), fs::path(executable).parent_path()}) {
    if (start.empty()) continue;
    for (fs::path at = fs::absolute(start, error); !at.empty(); at = at.parent_path()) {
      if (fs::is_directory(at / "scenarios", error)) return (at / "scenarios").string();
      if (at == at.root_path()) break;
    }
  }
  return {};
}

void applyScenario(const std::string& programPath, tickscope::RunRequest& request) {
  fs::path beside = fs::path(programPath).replace_extension(".json");
  std::error_code error;
  if (!fs::is_regular_file(beside, error)) return;
  request.scenario = readText(beside);
  auto json = nlohmann::json::parse(request.scenario, nullptr, false);
  if (!json.is_object() || !json.contains("world") || !json["world"].is_object()) return;
  const nlohmann::json& world = json["world"];
  auto number = [](const nlohmann::json& in, const char* key) { return in.contains(key) && in[key].is_number_unsigned() ? std::optional(in[key].get<uint64_t>()) : std::nullopt; };
  auto words = [&](const char* key) {
    std::vector<std::string> out;
    if (world.contains(key) && world[key].is_array())
      for (const auto& w : world[key])
        if (w.is_string()) out.push_back(w.get<std::string>());
    return out;
  };
  if (auto node = number(world, "node")) request.nodeMajor = static_cast<int>(*node);
  if (auto seed = number(world, "seed")) request.seed = *seed;
  if (auto cores = number(world, "cores")) request.cores = static_cast<unsigned>(*cores);
  if (auto threads = number(world, "poolThreads")) request.poolThreads = static_cast<unsigned>(*threads);
  request.nodeOptions = words("flags");
  if (request.arguments.empty()) request.arguments = words("arguments");
  if (world.contains("environment") && world["environment"].is_object())
    for (const auto& [key, value] : world["environment"].items())
      if (value.is_string()) request.environment[key] = value.get<std::string>();
  if (world.contains("disk") && world["disk"].is_object()) {
    request.latencies.diskOperation = number(world["disk"], "operationNs");
    request.latencies.diskByteNs1000 = number(world["disk"], "nsPer1000Bytes");
  }
}

} // namespace tickscope::gui
