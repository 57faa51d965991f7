// Walks under Dear ImGui's null backend: the same commands that drive the real window, without one.
#include "gui/script.h"

#include "gui/app.h"
#include "tests/gui/sample_trace.h"

#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::gui;

namespace {

struct Stage {
  ImGuiContext* context = ImGui::CreateContext();
  App app{{}, {}, ""};
  std::string clipboard;
  std::vector<std::string> said;

  Stage() {
    ImGui::SetCurrentContext(context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {1280, 720};
    io.MousePos = {-1, -1};
    io.ClipboardUserData = this;
    io.SetClipboardTextFn = [](void* self, const char* text) { static_cast<Stage*>(self)->clipboard = text; };
    io.GetClipboardTextFn = [](void* self) { return static_cast<Stage*>(self)->clipboard.c_str(); };
    OpenResult result;
    result.trace = gui::test::sampleTrace();
    result.index = std::make_shared<RunIndex>(buildIndex(*result.trace));
    app.buildFonts();
    app.show(std::move(result));
    app.recordFrames(true);
  }
  ~Stage() { ImGui::DestroyContext(context); }

  // Plays the commands to their end; true when all was as expected.
  bool play(const char* commands) {
    Script script(app, "walk");
    script.say = [this](const std::string& words, bool) { said.push_back(words); };
    std::string message;
    if (!script.add(std::string("wait 3\n") + commands, message)) {
      said.push_back(message);
      return false;
    }
    script.close();
    constexpr int mostFrames = 4000;
    for (int i = 0; i < mostFrames && !script.done(); ++i) {
      ImGui::GetIO().DeltaTime = 1.f / 30;
      if (app.needsFonts()) app.buildFonts();
      script.beforeFrame();
      ImGui::NewFrame();
      app.frame();
      ImGui::Render();
    }
    if (script.failed() || !script.done())
      for (const std::string& words : said) MESSAGE(words);
    return script.done() && !script.failed();
  }
};

} // namespace

TEST_CASE("walk: travelling by key and by button") {
  Stage stage;
  CHECK(stage.play("key Right\nexpect step > 0\nremember one\nclick Step\nexpect step > one\nclick StepBack\nexpect step = one\n"));
  Stage other;
  CHECK(other.play("key End\nexpect step > 50\nkey Home\nexpect step = 0\nclick NextCallback\nexpect running = main program\n"));
}

TEST_CASE("walk: what does not hold fails with its line, and what is not known is refused at once") {
  Stage stage;
  CHECK_FALSE(stage.play("expect step = 99999\n"));
  REQUIRE(stage.said.size() == 1);
  CHECK(stage.said[0] == "walk:2: expect step = 99999: it is 0");
  Stage unknown;
  CHECK_FALSE(unknown.play("dance\n"));
  CHECK(unknown.said[0] == "walk:2: there is no command dance");
  for (const char* bad : {"click NoSuchButton\n", "expect nonsense = 1\n", "expect step about 1\n", "key NoKey\n", "scroll panel:timeline\n", "drag here\n", "click \"no such text\"\n"}) {
    CAPTURE(bad);
    Stage wrong;
    CHECK_FALSE(wrong.play(bad));
    CHECK(wrong.said.size() == 1);
  }
}

TEST_CASE("walk: the palette runs commands, opens panels and goes to steps by their names") {
  Stage stage;
  CHECK(stage.play("key Ctrl+P\nexpect sheet = palette\ntype play faster\nkey Enter\nexpect sheet =\n"));
  CHECK(stage.app.view().speed == 8);
  CHECK(stage.play("key Ctrl+P\ntype panel heap\nkey Enter\nexpect text:heap contains not been measured\nkey End\nexpect text:heap contains young\nkey Home\n"));
  CHECK(stage.play("key Ctrl+P\ntype 42\nkey Enter\nexpect step = 42\n"));
  CHECK(stage.play("key Ctrl+K\ntype line:9\nkey Enter\nexpect running = timer\n"));
  CHECK(stage.play("key Ctrl+P\ntype zzzzqqq\nkey Enter\nexpect sheet = palette\nkey Escape\nexpect sheet =\n"));
}

TEST_CASE("walk: a tab that is dragged onto another panel's side stands there") {
  Stage stage;
  CHECK(stage.play("drag tab:pool to panel:queues 50% 90%\nexpect text:pool contains fs"));
  // Both are shown now, one above the other.
  std::string json = stage.app.layout().toJson();
  Layout preset = Layout::preset(Preset::Learn, Room::Usual);
  CHECK(json != preset.toJson());
  auto groups = stage.app.layout().arrange({0, 0, 1264, 650}, 1, 7).groups;
  bool pool = false, queues = false;
  for (const PlacedGroup& g : groups) {
    pool |= g.active == PanelId::Pool;
    queues |= g.active == PanelId::Queues;
  }
  CHECK(pool);
  CHECK(queues);
}

TEST_CASE("walk: find in the code goes from one to the next, and says how many there are") {
  Stage stage;
  CHECK(stage.play("key Ctrl+F\ntype console.log\nexpect text:code contains 9 found\nkey Enter\nkey Escape\n"));
  CHECK(stage.app.view().sources[0].document.selectedText() == "console.log");
}

TEST_CASE("walk: a panel's text goes to the clipboard, row by row") {
  Stage stage;
  CHECK(stage.play("key End\nmove panel:console 50% 50%\nkey Ctrl+Shift+C\nwait 5\nexpect message contains Console\n"));
  CHECK(stage.clipboard.find("tick after timer\n") != std::string::npos);
  CHECK(stage.play("move panel:loop 50% 80%\nkey Ctrl+Shift+C\nwait 5\n"));
  CHECK(stage.clipboard.find("timers") != std::string::npos);
}

TEST_CASE("walk: bookmarks, themes and motion") {
  Stage stage;
  CHECK(stage.play("key B\nkey End\nkey B\nexpect bookmarks = 2\nkey Shift+N\nexpect step = 0\nkey N\nexpect step > 0\nkey B\nexpect bookmarks = 1\n"));
  CHECK(stage.play("key Ctrl+H\nexpect theme = contrast\nkey Ctrl+H\nexpect theme = dark\nkey Ctrl+L\nexpect theme = light\n"));
  CHECK(stage.play("key Ctrl+Shift+M\nexpect message contains moves\n"));
  CHECK(stage.app.settings().reducedMotion);
}

TEST_CASE("walk: zoom about the mouse, the map that appears, a measured span, everything again") {
  Stage stage;
  CHECK(stage.play("scroll panel:timeline 50% 60% 5\nexpect zoomed = yes\n"));
  CHECK(stage.app.view().timeline.end - stage.app.view().timeline.begin < 60);
  CHECK(stage.play("shift-drag panel:timeline 30% 50% to panel:timeline 70% 50%\nexpect text:timeline contains events\nexpect step = 0\nkey A\nexpect zoomed = no\n"));
}

TEST_CASE("walk: at no step and in no layout is a title of a panel lost, and every panel has words") {
  for (const char* layout : {"key Ctrl+1\n", "key Ctrl+2\n", "key Ctrl+3\n"}) {
    Stage stage;
    CHECK(stage.play(layout));
    CHECK(stage.play("click NextCallback\nclick NextCallback\nwait 20\n"));
    for (const PlacedGroup& g : stage.app.layout().arrange({0, 0, 1264, 650}, 1, 7).groups) {
      CAPTURE(panelInfo(g.active).id);
      if (g.active != PanelId::Code) CHECK_FALSE(stage.app.seen().transcript(g.active).empty());
    }
  }
}
