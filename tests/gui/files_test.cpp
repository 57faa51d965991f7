// Opening and saving, as a person does it: nothing that was typed is lost without a word.
#include "gui/app.h"

#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <unistd.h>

using namespace tickscope;
using namespace tickscope::gui;

namespace {
struct Desk {
  std::string folder = (std::filesystem::temp_directory_path() / ("tickscope-files-" + std::to_string(getpid()))).string();
  ImGuiContext* context = ImGui::CreateContext();
  App app{{}, {}, ""};
  Desk() {
    std::filesystem::create_directories(folder);
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().DisplaySize = {1280, 720};
    write("one.js", "console.log(1);\n");
    write("two.js", "console.log(2);\n");
    app.open(path("one.js"));
    settle();
  }
  ~Desk() {
    ImGui::DestroyContext(context);
    std::filesystem::remove_all(folder);
  }
  std::string path(const char* name) const { return folder + "/" + name; }
  void write(const char* name, const char* text) const { std::ofstream(path(name)) << text; }
  std::string read(const char* name) const {
    std::ifstream file(path(name));
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void frame() {
    ImGui::GetIO().DeltaTime = 1.f / 60;
    if (app.needsFonts()) app.buildFonts();
    ImGui::NewFrame();
    app.frame();
    ImGui::Render();
  }
  void settle() {
    app.finishRun();
    frame();
    frame();
  }
  void change(const char* text) { app.view().sources[0].document.setText(text); }
};
} // namespace

TEST_CASE("files: another file is opened over unsaved changes only when it is asked for twice") {
  Desk desk;
  desk.change("console.log('mine');\n");
  desk.app.openAsked(desk.path("two.js"));
  CHECK(desk.app.path() == desk.path("one.js"));
  CHECK(desk.app.message().find("not saved") != std::string::npos);
  desk.app.openAsked(desk.path("two.js"));
  CHECK(desk.app.path() == desk.path("two.js"));
  desk.settle();
  desk.app.openAsked(desk.path("one.js")); // nothing was changed: at once
  CHECK(desk.app.path() == desk.path("one.js"));
  desk.settle();
}

TEST_CASE("files: save as writes the text, goes on with the new file and remembers it") {
  Desk desk;
  desk.change("console.log('mine');\n");
  REQUIRE(desk.app.saveAs(desk.path("mine.js")));
  desk.settle();
  CHECK(desk.read("mine.js") == "console.log('mine');\n");
  CHECK(desk.read("one.js") == "console.log(1);\n");
  CHECK(desk.app.path() == desk.path("mine.js"));
  CHECK(desk.app.settings().recent.at(0) == desk.path("mine.js"));
  CHECK(desk.app.settings().recent.at(1) == desk.path("one.js"));
  CHECK(desk.app.mayClose());
  desk.app.openAsked(desk.path("two.js")); // nothing is unsaved any more
  CHECK(desk.app.path() == desk.path("two.js"));
  desk.settle();
  CHECK_FALSE(desk.app.saveAs("/proc/no/such/folder.js"));
  CHECK(desk.app.message().find("cannot be written") != std::string::npos);
  CHECK(desk.app.path() == desk.path("two.js"));
}

TEST_CASE("files: a walk asks for a picture of each of its stops, and the playhead goes back") {
  Desk desk;
  desk.app.act(Action::End);
  trace::EventId back = desk.app.playback()->step();
  REQUIRE(desk.app.saveWalk("walk.gif", 0, back, Granularity::Callback, 2, std::nullopt));
  size_t pictures = 0, last = 0;
  for (int i = 0; i < 400 && desk.app.savingWalk(); ++i) {
    desk.frame();
    if (auto request = desk.app.takePictureRequest()) {
      ++pictures;
      last += request->isLast;
      CHECK(request->isFrame);
      CHECK(request->path == "walk.gif");
    }
  }
  CHECK_FALSE(desk.app.savingWalk());
  CHECK(pictures > 1);
  CHECK(last == 1);
  CHECK(desk.app.playback()->step() == back);
  CHECK(desk.app.message().find("walk of") != std::string::npos);
}

TEST_CASE("files: a folder, a gigabyte, a pipe that nobody writes to: a sentence each, and what was open stays") {
  Desk desk;
  std::filesystem::create_directories(desk.path("folder"));
  desk.write("large.js", "");
  std::filesystem::resize_file(desk.path("large.js"), uintmax_t{1} << 30); // without its blocks: costs no disk
  REQUIRE(mkfifo(desk.path("pipe.js").c_str(), 0600) == 0);
  desk.write("binary.js", "a");
  std::filesystem::resize_file(desk.path("binary.js"), 9); // zeros
  for (auto [name, words] : {std::pair<const char*, const char*>{"folder", "is a folder"}, {"large.js", "too large"}, {"pipe.js", "is not a file"}, {"binary.js", "not a text file"}, {"none.js", "cannot be read"}}) {
    CAPTURE(std::string(name));
    desk.app.open(desk.path(name));
    desk.settle();
    CAPTURE(desk.app.message());
    CHECK(desk.app.message().find(words) != std::string::npos);
    CHECK(desk.app.path() == desk.path("one.js"));
    CHECK(desk.app.playback() != nullptr);
  }
}
