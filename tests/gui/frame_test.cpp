// Whole frames under Dear ImGui's null backend: no window, no OpenGL. Acts like a person: keys, clicks, drags.
#include "tests/unit/test_clock.h"
#include "gui/app.h"
#include "gui/heap_inspector.h"
#include "gui/open_program.h"
#include "gui/panels/panels.h"
#include "gui/quiz_view.h"
#include "tests/gui/sample_trace.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace tickscope;
using namespace tickscope::gui;

namespace {
struct Size {
  float width, height, scale;
};

struct Person {
  ImGuiContext* context = ImGui::CreateContext();
  App app;
  explicit Person(float width = 1280, float height = 720, Options options = {}, Settings settings = {})
      : app(options, settings, "") {
    ImGui::SetCurrentContext(context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {width, height};
    io.MousePos = {-1, -1};
    io.GetClipboardTextFn = [](void*) -> const char* { return "pasted();"; };
    frame();
  }
  ~Person() { ImGui::DestroyContext(context); }

  void frame() {
    ImGui::SetCurrentContext(context);
    ImGui::GetIO().DeltaTime = 1.f / 60;
    if (app.needsFonts()) app.buildFonts();
    ImGui::NewFrame();
    app.frame();
    ImGui::Render();
  }
  void frames(int count) {
    for (int i = 0; i < count; ++i) frame();
  }
  void key(int key, bool ctrl = false, bool shift = false, bool alt = false) {
    ImGuiIO& io = ImGui::GetIO();
    io.KeyCtrl = ctrl, io.KeyShift = shift, io.KeyAlt = alt;
    io.KeysDown[key] = true;
    frame();
    io.KeysDown[key] = false;
    io.KeyCtrl = io.KeyShift = io.KeyAlt = false;
    frame();
  }
  void type(const char* text) {
    ImGui::GetIO().AddInputCharactersUTF8(text);
    frames(2);
  }
  void click(float x, float y) {
    move(x, y);
    ImGui::GetIO().MouseDown[0] = true;
    frames(2);
    ImGui::GetIO().MouseDown[0] = false;
    frames(2);
  }
  void move(float x, float y) {
    ImGui::GetIO().MousePos = {x, y};
    frames(2);
  }
  void openSample() {
    OpenResult result;
    result.trace = gui::test::sampleTrace();
    result.index = std::make_shared<RunIndex>(buildIndex(*result.trace));
    app.show(std::move(result));
    frames(2);
  }
  trace::EventId step() { return app.playback()->step(); }
  Rect panel(PanelId id) {
    const ImGuiIO& io = ImGui::GetIO();
    float scale = app.scale();
    for (const PlacedGroup& g : app.layout().arrange({8 * scale, 54 * scale, io.DisplaySize.x - 16 * scale, io.DisplaySize.y - 62 * scale}, scale, 7 * scale).groups)
      if (g.active == id) return g.rect;
    FAIL("the panel is not shown");
    return {};
  }
};

} // namespace

TEST_CASE("frame: nothing open: every size, scale, theme and layout draws, with words for what to do") {
  for (auto [width, height, scale] : {Size{1280.f, 720.f, 1.f}, {1920.f, 1080.f, 1.f}, {3840.f, 2160.f, 2.f}, {320.f, 240.f, 3.f}, {1.f, 1.f, 1.f}})
    for (const char* layout : {"learn", "teach", "inspect"}) {
      Options options;
      options.scale = scale;
      options.layout = layout;
      Person person(width, height, options);
      person.frames(2);
      person.app.act(Action::ThemeToggle);
      person.frames(2);
      CHECK(person.app.playback() == nullptr);
    }
}

TEST_CASE("frame: every step of the sample draws in every layout, forwards and backwards") {
  for (const char* layout : {"learn", "inspect"}) {
    Options options;
    options.layout = layout;
    Person person(1280, 720, options);
    person.openSample();
    trace::EventId last = person.app.playback()->last();
    for (trace::EventId i = 0; i <= last; ++i) {
      CHECK(person.step() == i);
      CHECK(person.app.state().step == i);
      person.app.act(Action::ByEvent);
      person.key(GLFW_KEY_RIGHT);
    }
    person.key(GLFW_KEY_HOME);
    CHECK(person.step() == 0);
    person.key(GLFW_KEY_END);
    CHECK(person.step() == last);
    person.key(GLFW_KEY_LEFT);
    CHECK(person.step() == last - 1);
  }
}

TEST_CASE("frame: keys travel by callback and by phase, and tell the state at each place") {
  Person person;
  person.openSample();
  person.key(GLFW_KEY_DOWN);
  CHECK(person.app.state().isolate().running.back().kind == trace::CallbackKind::Main);
  person.key(GLFW_KEY_PAGE_DOWN);
  person.key(GLFW_KEY_PAGE_DOWN);
  CHECK(person.app.state().isolate().loop.phase == trace::Phase::Timers);
  person.key(GLFW_KEY_PAGE_UP);
  person.key(GLFW_KEY_UP);
  CHECK(person.app.state().isolate().running.back().kind == trace::CallbackKind::Microtask);
  CHECK(person.app.state().process().console.writes == 3);
}

TEST_CASE("frame: a click into the timeline and a drag over it move the playhead") {
  Person person;
  person.openSample();
  Rect line = person.panel(PanelId::Timeline);
  float y = line.y + line.height - 20;
  person.click(line.x + line.width * 0.5f, y);
  trace::EventId middle = person.step();
  CHECK(middle > 40);
  CHECK(middle < 90);
  ImGuiIO& io = ImGui::GetIO();
  io.MouseDown[0] = true;
  person.frames(2);
  for (float x = 0.5f; x < 0.9f; x += 0.05f) person.move(line.x + line.width * x, y);
  io.MouseDown[0] = false;
  person.frames(2);
  CHECK(person.step() > middle + 20);
  person.app.act(Action::AxisToggle);
  person.frames(2);
  person.click(line.x + line.width * 0.6f, y);
  person.frames(2);
  uint64_t ns = person.app.state().timeNs;
  CHECK(ns > 20'000'000);
  CHECK(ns < 26'000'000);
}

TEST_CASE("frame: a click on a console line goes to the step that printed it") {
  Person person;
  person.openSample();
  person.key(GLFW_KEY_END);
  Rect console = person.panel(PanelId::Console);
  person.click(console.x + 60, console.bottom() - 30);
  trace::Event event = person.app.state().step ? gui::test::sampleTrace()->event(person.step()) : trace::Event{};
  CHECK(event.kind == trace::EventKind::ConsoleWrite);
  CHECK_FALSE(person.app.playback()->atEnd());
}

TEST_CASE("frame: the gutter sets a breakpoint, and F8 runs to it and back") {
  Person person;
  person.openSample();
  Rect code = person.panel(PanelId::Code);
  person.click(code.x + 12, code.y + 30 + 23 * 3.5f);
  REQUIRE(person.app.view().breakpoints.size() == 1);
  CHECK(person.app.view().breakpoints.begin()->line == 4);
  person.key(GLFW_KEY_F8);
  trace::EventId there = person.step();
  CHECK(person.app.state().isolate().running.back().kind == trace::CallbackKind::Poll);
  person.key(GLFW_KEY_F8);
  CHECK(person.app.playback()->atEnd());
  person.key(GLFW_KEY_F8, false, true);
  CHECK(person.step() == there);
  person.click(code.x + 12, code.y + 30 + 23 * 3.5f);
  CHECK(person.app.view().breakpoints.empty());
}

TEST_CASE("frame: playing goes by itself, at its speed, and stops at the end") {
  Person person;
  person.openSample();
  person.app.view().speed = 60;
  person.key(GLFW_KEY_SPACE);
  CHECK(person.app.view().playing);
  person.frames(600);
  CHECK_FALSE(person.app.view().playing);
  CHECK(person.app.playback()->atEnd());
}

TEST_CASE("frame: typing edits the program, keys then belong to the text, and Escape gives them back") {
  std::filesystem::path file = std::filesystem::temp_directory_path() / ("tickscope-frame-" + std::to_string(getpid()) + ".js");
  std::ofstream(file) << "const a = 1;\n";
  Person person;
  person.app.open(file.string());
  person.app.finishRun();
  person.frames(2);
  Rect code = person.panel(PanelId::Code);
  person.click(code.x + 200, code.y + 120);
  REQUIRE(person.app.view().editing);
  person.key(GLFW_KEY_END, true);
  person.type("let é = 2;");
  person.key(GLFW_KEY_ENTER);
  person.key('V', true);
  const Document& document = person.app.view().sources[0].document;
  CHECK(document.text() == "const a = 1;\nlet é = 2;\npasted();");
  CHECK(person.app.view().edited);
  person.key(GLFW_KEY_LEFT); // moves the caret, not the playhead
  CHECK(document.caret().column == 8);
  for (int i = 0; i < 12; ++i) person.key('Z', true);
  CHECK(document.text() == "const a = 1;\n");
  person.key(GLFW_KEY_ESCAPE);
  person.frames(2);
  CHECK_FALSE(person.app.view().editing);
  std::filesystem::remove(file);
}

TEST_CASE("frame: a program that does not compile is named as the engine names it, so that its error is underlined") {
  std::filesystem::path file = std::filesystem::temp_directory_path() / ("tickscope-broken-" + std::to_string(getpid()) + ".js");
  std::ofstream(file) << "let x = ;\n";
  Person person;
  person.app.open(file.string());
  person.app.finishRun();
  trace::Header header;
  header.program = "/app/broken.js";
  auto trace = std::make_shared<trace::Trace>(header);
  TestClock clock{0};
  {
    trace::Recorder recorder(trace::Detail::Statement, &clock, *trace);
    recorder.emit(trace::ev::ProcessStart{});
    recorder.emit(trace::ev::ProcessEnd{.code = 1});
  }
  OpenResult result;
  result.index = std::make_shared<RunIndex>(buildIndex(*trace));
  result.trace = trace;
  result.diagnostics.push_back({"/app/broken.js", 1, 9, 1, 10, "SyntaxError: Unexpected token ';'"});
  person.app.show(std::move(result));
  person.frames(3);
  REQUIRE(person.app.view().sources.size() == 1);
  CHECK(person.app.view().sources[0].path == person.app.view().diagnostics[0].path);
  CHECK(person.app.view().sources[0].editable);
  CHECK(person.app.message() == "SyntaxError: Unexpected token ';'");
  std::filesystem::remove(file);
}

TEST_CASE("frame: input that cannot be opened is said in words, and nothing breaks") {
  std::filesystem::path folder = std::filesystem::temp_directory_path();
  std::filesystem::path binary = folder / ("tickscope-binary-" + std::to_string(getpid()) + ".js");
  std::ofstream(binary, std::ios::binary) << std::string("\x7F" "ELF\0\0\1", 7);
  std::filesystem::path fake = folder / ("tickscope-fake-" + std::to_string(getpid()) + ".tick");
  std::ofstream(fake) << "not a trace";
  Person person;
  for (const std::string& path : {std::string("/nonexistent/a.js"), folder.string(), binary.string(), fake.string(), std::string("/nonexistent/b.tick")}) {
    CAPTURE(path);
    person.app.open(path);
    person.app.finishRun();
    person.frames(3);
    CHECK_FALSE(person.app.message().empty());
    CHECK(person.app.playback() == nullptr);
  }
  std::filesystem::remove(binary);
  std::filesystem::remove(fake);
}

TEST_CASE("frame: a recorded file opens, with its step, and an unknown step is said") {
  Options options;
  options.at = "line:9";
  Person person(1280, 720, options);
  person.openSample();
  CHECK(person.app.state().isolate().running.back().kind == trace::CallbackKind::Timer);
  std::string why;
  CHECK_FALSE(person.app.goTo("line:999", why));
  CHECK(why.find("line:999") != std::string::npos);
}

TEST_CASE("frame: sheets open by key, keep the keys from travelling, and close by Escape") {
  Person person;
  person.openSample();
  trace::EventId before = person.step();
  person.key(GLFW_KEY_F1);
  person.key(GLFW_KEY_RIGHT);
  CHECK(person.step() == before);
  person.key(GLFW_KEY_ESCAPE);
  person.key(GLFW_KEY_RIGHT);
  CHECK(person.step() > before);
  person.key('O', true);
  person.frames(3);
  person.key(GLFW_KEY_ESCAPE);
  person.key(GLFW_KEY_LEFT);
  CHECK(person.step() == before);
}

TEST_CASE("frame: scaling stays between 75 and 300 %, and the fonts follow") {
  Person person;
  for (int i = 0; i < 40; ++i) person.app.act(Action::Larger);
  person.frames(2);
  CHECK(person.app.settings().scale == doctest::Approx(largestScale));
  CHECK(person.app.theme().fonts.ui->FontSize == doctest::Approx(51));
  for (int i = 0; i < 60; ++i) person.app.act(Action::Smaller);
  person.frames(2);
  CHECK(person.app.settings().scale == doctest::Approx(smallestScale));
  person.app.act(Action::NormalSize);
  CHECK(person.app.settings().scale == 1);
}

TEST_CASE("frame: pointing at a chip lights the same thing everywhere") {
  Person person;
  person.openSample();
  std::string why;
  REQUIRE(person.app.goTo("line:21", why)); // two timers and an immediate wait
  person.frames(2);
  Rect queues = person.panel(PanelId::Queues);
  bool any = false;
  for (float y = queues.y + 40; y < queues.bottom() && !any; y += 12) {
    person.move(queues.x + 150, y);
    any = person.app.view().hovered != 0;
  }
  CHECK(any);
}

TEST_CASE("frame: dragging a splitter resizes the panels, and the layout is remembered") {
  Person person(1920, 1080);
  person.openSample();
  Rect code = person.panel(PanelId::Code);
  person.move(code.right() + 3, code.y + 100);
  ImGuiIO& io = ImGui::GetIO();
  io.MouseDown[0] = true;
  person.frames(2);
  for (int i = 1; i <= 10; ++i) person.move(code.right() + 3 + 10.f * static_cast<float>(i), code.y + 100);
  io.MouseDown[0] = false;
  person.frames(2);
  CHECK(person.panel(PanelId::Code).width == doctest::Approx(code.width + 100).epsilon(0.05));
  person.app.rememberLayout();
  Person again(1920, 1080, {}, person.app.settings());
  CHECK(again.panel(PanelId::Code).width == doctest::Approx(code.width + 100).epsilon(0.05));
}

TEST_CASE("frame: the panel of the heap's objects: nothing yet, looking, what is found, another step, a run that cannot be looked into") {
  Options options;
  options.layout = "inspect";
  Person person(1920, 1080, options);
  RunControl control;
  OpenRequest request;
  request.path = "leak.js";
  request.text = "class Session { constructor(n) { this.text = 'session ' + n; } }\nconst cache = new Map();\nfunction open(n) { cache.set(n, new Session(n)); }\n"
                 "for (let n = 0; n < 40; n++) open(n);\nfor (let n = 0; n < 60000; n++) ({ n });\nconsole.log('kept', cache.size);\nmodule.exports = open;\n";
  OpenResult run = openProgram(request, control);
  REQUIRE(run.trace);
  CHECK(!run.index->collections.empty());
  person.app.show(std::move(run));
  person.app.recordFrames(true);
  person.frames(3);
  person.app.layout().bringToFront(PanelId::Memory);
  person.frames(2);
  CHECK(person.app.seen().transcript(PanelId::Memory).find("Look into the heap here") != std::string::npos);
  person.key(GLFW_KEY_END);
  person.app.act(Action::LookIntoHeap);
  person.frame();
  person.app.finishRun();
  person.frames(3);
  REQUIRE(person.app.view().heap.picture);
  CHECK(person.app.view().heap.picture->problem == "");
  auto words = [&] { return person.app.seen().transcript(PanelId::Memory); };
  CHECK(words().find("retained") != std::string::npos);
  person.app.view().heap.selected = "Session";
  person.frames(2);
  CHECK(words().find("why the largest Session of 40 is alive") != std::string::npos);
  CHECK(words().find("variable cache") != std::string::npos);
  CHECK(words().find("Looked at this step") != std::string::npos);
  person.key(GLFW_KEY_HOME);
  person.frames(2);
  CHECK(words().find("Look into the heap here") != std::string::npos);
  // A click on the curve travels.
  auto curve = person.app.seen().place("heap:curve");
  REQUIRE(curve);
  person.click(curve->x + curve->width * 0.8f, curve->y + curve->height / 2);
  CHECK(person.step() > 100);
  // Small and smaller, and another theme.
  for (auto [width, height] : {std::pair{1280.f, 720.f}, {640.f, 400.f}, {200.f, 100.f}}) {
    ImGui::GetIO().DisplaySize = {width, height};
    person.app.act(Action::ThemeToggle);
    person.frames(2);
  }
  // A trace that was not recorded by a run of ours.
  person.openSample();
  CHECK(!person.app.view().heap.picture);
  person.app.act(Action::LookIntoHeap);
  person.frame();
  person.app.finishRun();
  person.frames(2);
  REQUIRE(person.app.view().heap.picture);
  CHECK(person.app.view().heap.picture->problem != "");
}

TEST_CASE("frame: hidden classes are looked at, the worst function first, and drawn in every size") {
  Options options;
  options.layout = "inspect";
  Person person(1920, 1080, options);
  RunControl control;
  OpenRequest request;
  request.path = "shapes.js";
  request.text = "function area(box) { return box.w; }\nfunction name(box) { return box.n; }\n"
                 "const boxes = [{ w: 1 }, { a: 1, w: 1 }, { b: 1, w: 1 }, { c: 1, w: 1 }, { d: 1, w: 1 }, { e: 1, w: 1 }];\n"
                 "for (let i = 0; i < 3; i++) for (const box of boxes) area(box);\nfor (let i = 0; i < 3; i++) name({ n: i });\nconsole.log('done');\n";
  OpenResult run = openProgram(request, control);
  REQUIRE(run.trace);
  person.app.show(std::move(run));
  person.app.recordFrames(true);
  auto words = [&] { return person.app.seen().transcript(PanelId::Classes); };
  person.app.act(Action::LookAtClasses);
  person.app.view().classes.wanted = false; // at the start there is nothing yet
  person.key(GLFW_KEY_END);
  CHECK(words().find("share a hidden class") != std::string::npos);
  person.app.act(Action::LookAtClasses);
  person.frame();
  person.app.finishRun();
  person.frames(3);
  REQUIRE(person.app.view().classes.picture);
  CHECK(person.app.view().classes.picture->problem == "");
  CHECK(person.app.view().classes.selected.starts_with("area "));
  CHECK(words().find("mega") != std::string::npos);
  CHECK(words().find("box.w") != std::string::npos);
  CHECK(words().find("Looked at this step") != std::string::npos);
  auto row = person.app.seen().place("function:name");
  REQUIRE(row);
  person.click(row->x + row->width / 2, row->y + row->height / 2);
  CHECK(person.app.view().classes.selected.starts_with("name "));
  CHECK(words().find("box.n") != std::string::npos);
  for (auto [width, height] : {std::pair{1280.f, 720.f}, {640.f, 400.f}, {200.f, 100.f}, {1.f, 1.f}}) {
    ImGui::GetIO().DisplaySize = {width, height};
    person.app.act(Action::ThemeToggle);
    person.frames(2);
  }
}

TEST_CASE("frame: a smaller young generation collects more often, and says so") {
  auto collections = [](uint64_t megabytes) {
    RunControl control;
    OpenRequest request;
    request.path = "heap.js";
    request.text = "const kept = [];\nfor (let i = 0; i < 60000; i++) kept.push({ i, text: 'number ' + i });\nconsole.log(kept.length);\n";
    if (megabytes) request.whatIf.semiSpaceMb = megabytes;
    OpenResult run = openProgram(request, control);
    REQUIRE(run.index);
    return run.index->collections.size();
  };
  CHECK(collections(1) > collections(0));
}

TEST_CASE("frame: practice makes a program, asks about it, and goes on with another") {
  Person person(1920, 1080);
  person.openSample();
  person.app.recordFrames(true);
  auto finish = [&] {
    person.app.finishRun(); // the program is made
    person.frame();
    person.app.finishRun(); // and run
    person.frames(2);
  };
  person.app.act(Action::Practise);
  finish();
  REQUIRE(person.app.view().quiz);
  REQUIRE(person.app.view().quiz->question());
  CHECK(person.app.view().quiz->practice);
  CHECK(person.app.path() == "/practice/program.js");
  CHECK(person.app.playback() != nullptr);
  CHECK(person.step() == 0);
  std::string first = person.app.view().sources.at(0).document.text();
  CHECK(first.find("console.log") != std::string::npos);
  QuizView& quiz = *person.app.view().quiz;
  quiz.chosen = 0;
  quiz.answer();
  person.frames(2);
  CHECK(person.app.seen().transcript(PanelId::Quiz).find("Another program") != std::string::npos);
  person.app.view().quiz->wantsNext = true;
  person.frame();
  finish();
  REQUIRE(person.app.view().quiz);
  CHECK(!person.app.view().quiz->verdict);
  CHECK(person.app.view().sources.at(0).document.text() != first);
  // What was typed is not lost without a word.
  person.app.view().sources[0].document.setText("console.log('mine');");
  person.app.act(Action::Practise);
  finish();
  CHECK(person.app.message().find("not saved") != std::string::npos);
  CHECK(person.app.view().sources[0].document.text() == "console.log('mine');");
}

TEST_CASE("frame: who runs to a condition before it has been looked for gets there when it is found") {
  Person person;
  person.openSample();
  ViewModel& view = person.app.view();
  for (LoopCondition& c : view.conditions) c.on = c.kind == LoopConditionKind::PollBlocks;
  view.conditionsChanged = true;
  person.app.act(Action::Continue);
  CHECK(person.step() == 0); // not to the end
  person.frame();
  person.app.finishRun();
  CHECK(person.step() > 0);
  CHECK(person.step() < person.app.playback()->last());
  CHECK(person.app.state().isolate().loop.phase == trace::Phase::Poll);
  size_t hits = 0;
  for (size_t i = 0; i < view.conditionHits.size(); ++i) hits += view.conditionHits[i];
  CHECK(hits >= 1);
  // Without any condition it is the end, at once.
  for (LoopCondition& c : view.conditions) c.on = false;
  view.conditionsChanged = true;
  person.app.act(Action::Continue);
  person.frame();
  CHECK(person.app.playback()->atEnd());
}
