#include "gui/settings.h"

#include "gui/layout.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace tickscope::gui {

namespace fs = std::filesystem;

std::string settingsPath() {
  const char* config = std::getenv("XDG_CONFIG_HOME");
  if (config && config[0] == '/') return std::string(config) + "/tickscope/settings.json"; // XDG: relative paths are ignored
  const char* home = std::getenv("HOME");
  return home && home[0] ? std::string(home) + "/.config/tickscope/settings.json" : std::string();
}

std::string settingsToJson(const Settings& s) {
  nlohmann::ordered_json out;
  out["theme"] = appearanceName(s.appearance);
  out["scale"] = std::round(s.scale * 100) / 100.0;
  out["step"] = granularityName(s.granularity);
  out["speed"] = s.speed;
  out["timeAxis"] = s.axis == TimeAxis::Steps ? "steps" : "time";
  out["reducedMotion"] = s.reducedMotion;
  out["autoRun"] = s.autoRun;
  out["internals"] = s.internals;
  out["window"] = {s.windowWidth, s.windowHeight};
  out["topic"] = s.libraryTopic;
  out["recent"] = s.recent;
  if (auto layout = nlohmann::ordered_json::parse(s.layout, nullptr, false); !layout.is_discarded()) out["layout"] = std::move(layout);
  return out.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

bool settingsFromJson(const std::string& text, Settings& s) {
  auto in = nlohmann::ordered_json::parse(text, nullptr, false);
  if (!in.is_object()) return false;
  auto word = [&](const char* key) { return in.contains(key) && in[key].is_string() ? in[key].get<std::string>() : std::string(); };
  auto number = [&](const char* key, double low, double high, double otherwise) {
    if (!in.contains(key) || !in[key].is_number()) return otherwise;
    double value = in[key].get<double>();
    return std::isfinite(value) ? std::clamp(value, low, high) : otherwise;
  };
  for (Appearance a : {Appearance::Dark, Appearance::Light, Appearance::Contrast})
    if (word("theme") == appearanceName(a)) s.appearance = a;
  s.scale = static_cast<float>(number("scale", smallestScale, largestScale, s.scale));
  s.speed = number("speed", 0.25, 4096, s.speed);
  for (Granularity g : {Granularity::Phase, Granularity::Callback, Granularity::Statement, Granularity::Event})
    if (word("step") == granularityName(g)) s.granularity = g;
  if (word("timeAxis") == "time") s.axis = TimeAxis::Time;
  if (in.contains("window") && in["window"].is_array() && in["window"].size() == 2 && in["window"][0].is_number_integer() &&
      in["window"][1].is_number_integer()) {
    s.windowWidth = std::clamp(in["window"][0].get<int>(), 640, 16384);
    s.windowHeight = std::clamp(in["window"][1].get<int>(), 400, 16384);
  }
  auto flag = [&](const char* key, bool& out) {
    if (in.contains(key) && in[key].is_boolean()) out = in[key].get<bool>();
  };
  flag("reducedMotion", s.reducedMotion);
  flag("autoRun", s.autoRun);
  flag("internals", s.internals);
  s.libraryTopic = word("topic");
  s.recent.clear();
  if (in.contains("recent") && in["recent"].is_array())
    for (const auto& path : in["recent"])
      if (path.is_string() && s.recent.size() < 12) s.recent.push_back(path.get<std::string>());
  if (in.contains("layout")) {
    std::string layout = in["layout"].dump();
    if (Layout read; read.fromJson(layout)) s.layout = std::move(layout);
  }
  return true;
}

Settings loadSettings(const std::string& path, std::string& message) {
  Settings settings;
  std::error_code error;
  if (path.empty() || !fs::exists(path, error)) return settings;
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (file && settingsFromJson(text.str(), settings)) return settings;
  std::string aside = path + ".damaged";
  fs::rename(path, aside, error);
  message = error ? fmt::format("The settings in {} cannot be read; the defaults are used.", path)
                  : fmt::format("The settings could not be read. They were set aside as {}; the defaults are used.", aside);
  return {};
}

bool saveSettings(const std::string& path, const Settings& settings) {
  if (path.empty()) return false;
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  std::string fresh = path + ".new";
  {
    std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
    file << settingsToJson(settings);
    if (!file.flush()) return false;
  }
  fs::rename(fresh, path, error);
  return !error;
}

} // namespace tickscope::gui
