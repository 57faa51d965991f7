#include "core/session/scenario.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace tickscope {

namespace {
using Json = nlohmann::json;

bool readFile(const std::string& path, std::string* text) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return false;
  std::ostringstream all;
  all << in.rdbuf();
  *text = all.str();
  return bool(in);
}

std::string placeOf(const std::string& path, const std::string& text, size_t byte) {
  size_t line = 1, column = 1;
  for (size_t i = 0; i + 1 < byte && i < text.size(); ++i) {
    ++column;
    if (text[i] == '\n') {
      ++line;
      column = 1;
    }
  }
  return path + ":" + std::to_string(line) + ":" + std::to_string(column) + ": ";
}
} // namespace

Result<Scenario> findScenario(const std::string& path, const std::string& program) {
  Scenario scenario;
  if (!path.empty()) {
    scenario.path = path;
    if (!readFile(path, &scenario.text)) return Error{"the scenario " + path + " cannot be read"};
    return scenario;
  }
  if (program.size() < 3 || program.substr(program.size() - 3) != ".js") return scenario;
  const std::string beside = program.substr(0, program.size() - 3) + ".json";
  std::string text;
  if (!readFile(beside, &text)) return scenario;
  const Json json = Json::parse(text, nullptr, false);
  // Any other JSON beside a program is data of the program.
  if (!json.is_object() || !json.contains("title") || !json.contains("expectation")) return scenario;
  scenario.path = beside;
  scenario.text = std::move(text);
  return scenario;
}

Result<void> applyScenario(const Scenario& scenario, RunRequest& request) {
  Json json;
  try {
    json = Json::parse(scenario.text);
  } catch (const Json::parse_error& error) {
    return Error{placeOf(scenario.path, scenario.text, error.byte) + "this is not JSON"};
  }
  request.scenario = scenario.text;
  const auto world = json.is_object() ? json.find("world") : json.end();
  if (!json.is_object() || world == json.end()) return {};
  try {
    for (const auto& [name, value] : world->items()) {
      if (name == "node") request.nodeMajor = value.get<int>();
      else if (name == "seed") request.seed = value.get<uint64_t>();
      else if (name == "cores") request.cores = value.get<unsigned>();
      else if (name == "poolThreads") request.poolThreads = value.get<unsigned>();
      else if (name == "flags") request.nodeOptions = value.get<std::vector<std::string>>();
      else if (name == "arguments") request.arguments = value.get<std::vector<std::string>>();
      else if (name == "environment") request.environment = value.get<std::map<std::string, std::string>>();
      else if (name == "disk") {
        if (value.contains("operationNs")) request.latencies.diskOperation = value["operationNs"].get<uint64_t>();
        if (value.contains("nsPer1000Bytes")) request.latencies.diskByteNs1000 = value["nsPer1000Bytes"].get<uint64_t>();
      } else {
        return Error{scenario.path + ": the world has no setting '" + name + "'"};
      }
    }
  } catch (const Json::exception&) {
    return Error{scenario.path + ": a setting of the world has a value of the wrong type"};
  }
  return {};
}

} // namespace tickscope
