#include "gui/settings.h"

#include "gui/layout.h"

#include <cstdio>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace tickscope::gui;
namespace fs = std::filesystem;

namespace {
struct Folder {
  fs::path path = fs::temp_directory_path() / ("tickscope-settings-" + std::to_string(getpid()));
  Folder() { fs::create_directories(path); }
  ~Folder() { fs::remove_all(path); }
};
} // namespace

TEST_CASE("settings: what was saved comes back") {
  Folder folder;
  std::string file = (folder.path / "deep" / "settings.json").string(), message;
  Settings s;
  s.appearance = Appearance::Light;
  s.scale = 1.25f;
  s.granularity = Granularity::Callback;
  s.speed = 16;
  s.axis = TimeAxis::Time;
  s.windowWidth = 1500;
  s.recent = {"/a.js", "/b c.js"};
  s.layout = Layout::preset(Preset::Teach, Room::Usual).toJson();
  REQUIRE(saveSettings(file, s));
  Settings back = loadSettings(file, message);
  CHECK(message.empty());
  CHECK(settingsToJson(back) == settingsToJson(s));
}

TEST_CASE("settings: a damaged file is set aside with a message, and never fatal") {
  Folder folder;
  std::string file = (folder.path / "settings.json").string();
  for (const char* text : {"", "{\"theme\": \"li", "[]", "\xFF\xFE\x00garbage", "null"}) {
    CAPTURE(text);
    std::ofstream(file) << text;
    std::string message;
    Settings s = loadSettings(file, message);
    CHECK(settingsToJson(s) == settingsToJson(Settings{}));
    CHECK(message.find("set aside") != std::string::npos);
    CHECK_FALSE(fs::exists(file));
    CHECK(fs::exists(file + ".damaged"));
  }
}

TEST_CASE("settings: single wrong values are replaced, the others kept") {
  Settings s;
  REQUIRE(settingsFromJson(R"({"theme": 7, "scale": 900, "speed": "fast", "window": [1, -5], "step": "Phase", "recent": [1, "x"], "layout": {"tree": 1}})", s));
  CHECK(s.scale == largestScale);
  CHECK(s.speed == 4);
  CHECK(s.windowWidth == 640);
  CHECK(s.granularity == Granularity::Phase);
  CHECK(s.recent.size() == 1);
  CHECK(s.layout.empty());
}

TEST_CASE("settings: no file and no home give the defaults without a word") {
  std::string message;
  CHECK(settingsToJson(loadSettings("/nonexistent/settings.json", message)) == settingsToJson(Settings{}));
  CHECK(settingsToJson(loadSettings("", message)) == settingsToJson(Settings{}));
  CHECK(message.empty());
  CHECK_FALSE(saveSettings("", {}));
}
