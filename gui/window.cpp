#include "gui/window.h"

#include "gui/animation.h"
#include "gui/png.h"
#include "gui/script.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <glad/gl.h>

#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include <poll.h>
#include <unistd.h>

namespace tickscope::gui {

namespace {

constexpr int exitNoDisplay = 3;

struct Window {
  GLFWwindow* glfw = nullptr;
  bool imgui = false;

  ~Window() {
    if (imgui) {
      ImGui_ImplOpenGL3_Shutdown();
      ImGui_ImplGlfw_Shutdown();
      ImGui::DestroyContext();
    }
    if (glfw) glfwDestroyWindow(glfw);
    glfwTerminate();
  }
};

std::string lastGlfwError() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text ? text : "no reason given";
}

// False, with a sentence, when there is no display or no OpenGL 3.3.
bool openWindow(Window& window, int width, int height, bool visible, std::string& why) {
  glfwSetErrorCallback(nullptr);
  if (!glfwInit()) {
    why = fmt::format("There is no display to open a window on ({}).", lastGlfwError());
    return false;
  }
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_VISIBLE, visible ? GLFW_TRUE : GLFW_FALSE);
  window.glfw = glfwCreateWindow(width, height, "Tickscope", nullptr, nullptr);
  if (!window.glfw) {
    why = fmt::format("The display offers no OpenGL 3.3 ({}).", lastGlfwError());
    return false;
  }
  glfwMakeContextCurrent(window.glfw);
  if (!gladLoadGL(glfwGetProcAddress)) {
    why = "The display's OpenGL 3.3 could not be loaded.";
    return false;
  }
  return true;
}

void startImGui(Window& window) {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr; // what is remembered stands in our own settings
  ImGui::GetIO().ConfigWindowsMoveFromTitleBarOnly = true;
  ImGui_ImplGlfw_InitForOpenGL(window.glfw, true);
  ImGui_ImplOpenGL3_Init("#version 330 core");
  window.imgui = true;
}

void uploadFonts(App& app) {
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  app.buildFonts();
  ImGui_ImplOpenGL3_CreateFontsTexture();
}

void paint(const App& app, int width, int height) {
  ImVec4 back = ImGui::ColorConvertU32ToFloat4(app.theme().background);
  glViewport(0, 0, width, height);
  glClearColor(back.x, back.y, back.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

// What was just painted into the bound framebuffer of this size, or the part of it that is asked for: RGBA, top row first.
struct Pixels {
  int width = 0, height = 0;
  std::vector<uint8_t> rgba;
};
Pixels readPixels(const std::optional<Rect>& wanted, int width, int height) {
  Rect part = wanted.value_or(Rect{0, 0, static_cast<float>(width), static_cast<float>(height)});
  int x = std::clamp(static_cast<int>(part.x), 0, width - 1), y = std::clamp(static_cast<int>(part.y), 0, height - 1);
  Pixels out{std::clamp(static_cast<int>(part.width), 1, width - x), std::clamp(static_cast<int>(part.height), 1, height - y), {}};
  size_t bytes = static_cast<size_t>(out.width) * 4, rows = static_cast<size_t>(out.height);
  std::vector<uint8_t> upsideDown(bytes * rows);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(x, height - y - out.height, out.width, out.height, GL_RGBA, GL_UNSIGNED_BYTE, upsideDown.data());
  out.rgba.resize(upsideDown.size());
  for (size_t row = 0; row < rows; ++row) {
    auto from = upsideDown.begin() + static_cast<ptrdiff_t>((rows - 1 - row) * bytes);
    std::copy(from, from + static_cast<ptrdiff_t>(bytes), out.rgba.begin() + static_cast<ptrdiff_t>(row * bytes));
  }
  for (size_t i = 3; i < out.rgba.size(); i += 4) out.rgba[i] = 255;
  return out;
}

// Writes what the app asked for after a frame was painted. `animation` is that of the walk being saved.
Result<void> writePicture(const PictureRequest& request, Animation& animation, int width, int height) {
  Pixels pixels = readPixels(request.part, width, height);
  if (!request.isFrame) return writePng(request.path, pixels.width, pixels.height, pixels.rgba);
  Result<void> done = animation.add(request.path, pixels.width, pixels.height, pixels.rgba, request.hundredths);
  return done && request.isLast ? animation.finish() : done;
}

// A buffer to draw into whose size does not depend on the screen's.
class Canvas {
public:
  Canvas(int width, int height) : width_(width), height_(height) {
    glGenFramebuffers(1, &buffer_);
    glBindFramebuffer(GL_FRAMEBUFFER, buffer_);
    glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
  }
  ~Canvas() {
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glDeleteTextures(1, &texture_);
    glDeleteFramebuffers(1, &buffer_);
  }
  Canvas(const Canvas&) = delete;
  bool complete() const { return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE; }
  void frame(App& app) {
    if (app.needsFonts()) uploadFonts(app);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {static_cast<float>(width_), static_cast<float>(height_)};
    io.DisplayFramebufferScale = {1, 1};
    io.DeltaTime = 1.f / 60;
    io.MousePos = {-FLT_MAX, -FLT_MAX};
    ImGui::NewFrame();
    app.frame();
    ImGui::Render();
    glBindFramebuffer(GL_FRAMEBUFFER, buffer_);
    paint(app, width_, height_);
  }

private:
  int width_, height_;
  GLuint buffer_ = 0, texture_ = 0;
};

// One picture, or a walk, of the run that is open.
Result<void> drawToFiles(App& app, const Options& options, int width, int height) {
  Canvas canvas(width, height);
  if (!canvas.complete()) return Error{fmt::format("a picture of {}x{} is too large for this OpenGL", width, height)};
  constexpr int settle = 4; // frames until scrolling and new characters have settled
  if (options.panel) app.bringForward(*options.panel);
  for (int i = 0; i < settle; ++i) canvas.frame(app);
  Animation animation;
  if (!options.screenshot.empty()) {
    PictureRequest request{.path = options.screenshot, .part = options.panel ? app.panelRect(*options.panel) : std::nullopt};
    if (Result<void> done = writePicture(request, animation, width, height); !done) return done;
  }
  if (options.walk.empty() || !app.playback()) return {};
  auto stepAt = [&](const std::string& text, trace::EventId otherwise) -> Result<trace::EventId> {
    trace::EventId step = otherwise;
    if (!text.empty() && !app.findStep(text, step)) return Error{fmt::format("there is no step {} in this run", text)};
    return step;
  };
  Result<trace::EventId> from = stepAt(options.from, 0), to = stepAt(options.to, app.playback()->last());
  if (!from) return from.error();
  if (!to) return to.error();
  if (Result<void> begun = app.saveWalk(options.walk, *from, *to, options.by.value_or(Granularity::Callback), options.stepsASecond, options.panel); !begun) return begun;
  while (app.savingWalk()) {
    canvas.frame(app);
    if (std::optional<PictureRequest> request = app.takePictureRequest())
      if (Result<void> done = writePicture(*request, animation, width, height); !done) return done;
  }
  return {};
}

// Commands of a script that comes through a pipe: what is there now, without waiting for more.
struct Commands {
  std::string rest;
  bool ended = false;
  void readInto(Script& script) {
    char bytes[4096];
    for (pollfd ready{STDIN_FILENO, POLLIN, 0}; !ended && poll(&ready, 1, 0) > 0;) {
      ssize_t count = read(STDIN_FILENO, bytes, sizeof bytes);
      if (count <= 0) ended = true;
      if (count > 0) rest.append(bytes, static_cast<size_t>(count));
    }
    size_t end = ended ? rest.size() : rest.rfind('\n') + 1; // npos + 1 is 0
    std::string message;
    if (end > 0 && !script.add(rest.substr(0, end), message)) fmt::print(stderr, "{}\n", message), script.close();
    rest.erase(0, end);
    if (ended) script.close();
  }
};

// What GLFW's callbacks reach. A key that goes down and up again between two frames would be lost, since Dear ImGui looks
// at what is down when a frame begins: releases after a press in the same frame are handed on one frame later.
struct Listener {
  App* app;
  struct Release {
    int key, scancode, mods;
  };
  bool pressed = false; // any key, since the last frame
  std::vector<Release> late;

  static Listener& of(GLFWwindow* window) { return *static_cast<Listener*>(glfwGetWindowUserPointer(window)); }
  static void onKey(GLFWwindow* window, int key, int scancode, int action, int mods) {
    Listener& self = of(window);
    if (action == GLFW_RELEASE && self.pressed) { // whichever it is: the Shift of Shift+F8 may be down since a frame before
      self.late.push_back({key, scancode, mods});
      return;
    }
    if (action == GLFW_PRESS) self.pressed = true;
    ImGui_ImplGlfw_KeyCallback(window, key, scancode, action, mods);
  }
  // After a frame; true when something was held back and another frame is due.
  bool handOn(GLFWwindow* window) {
    pressed = false;
    bool any = !late.empty();
    for (const Release& r : std::exchange(late, {})) ImGui_ImplGlfw_KeyCallback(window, r.key, r.scancode, GLFW_RELEASE, r.mods);
    return any;
  }
};

void showUntilClosed(App& app, GLFWwindow* glfw, Script* script, bool scriptFromInput) {
  Listener listener{&app, false, {}};
  glfwSetWindowUserPointer(glfw, &listener);
  glfwSetKeyCallback(glfw, Listener::onKey);
  glfwSetDropCallback(glfw, [](GLFWwindow* w, int count, const char** paths) {
    if (count > 0) Listener::of(w).app->openAsked(paths[0]);
  });
  glfwSwapInterval(1);
  std::string title;
  Commands commands;
  std::unique_ptr<Animation> animation;
  int busyFrames = 3; // frames drawn after the last input: hovering and layout need a few to settle
  while (!app.wantsToQuit()) {
    if (glfwWindowShouldClose(glfw)) {
      if (app.mayClose()) break;
      glfwSetWindowShouldClose(glfw, GLFW_FALSE);
    }
    if (script && scriptFromInput) commands.readInto(*script);
    if (script && script->done()) break;
    if (script || app.animating() || busyFrames > 0)
      glfwPollEvents();
    else
      glfwWaitEventsTimeout(0.5);
    busyFrames = busyFrames > 0 ? busyFrames - 1 : 2;
    float xScale = 1, yScale = 1;
    glfwGetWindowContentScale(glfw, &xScale, &yScale);
    int width = 0, height = 0, pixelWidth = 0, pixelHeight = 0;
    glfwGetWindowSize(glfw, &width, &height);
    glfwGetFramebufferSize(glfw, &pixelWidth, &pixelHeight);
    // Where window coordinates are pixels already (X11, Windows) the scale is ours; on macOS the framebuffer has it.
    app.setScreenScale(width > 0 && pixelWidth > width ? 1.f : std::clamp(xScale, 0.5f, 4.f));
    if (glfwGetWindowAttrib(glfw, GLFW_ICONIFIED) || pixelWidth == 0 || pixelHeight == 0) {
      glfwWaitEventsTimeout(0.5);
      continue;
    }
    if (app.needsFonts()) uploadFonts(app);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    if (script) script->beforeFrame();
    ImGui::NewFrame();
    app.frame();
    ImGui::Render();
    paint(app, pixelWidth, pixelHeight);
    std::optional<PictureRequest> picture = app.takePictureRequest();
    if (script)
      if (std::string path = script->takePicture(); !path.empty()) picture = PictureRequest{.path = path, .part = std::nullopt};
    if (picture) {
      if (!animation) animation = std::make_unique<Animation>();
      Result<void> done = writePicture(*picture, *animation, pixelWidth, pixelHeight);
      if (!done) {
        app.endWalk();
        app.say(done.error().message);
      }
      if (picture->isFrame && (picture->isLast || !done)) animation.reset();
    }
    glfwSwapBuffers(glfw);
    if (listener.handOn(glfw)) busyFrames = 3;
    if (std::string now = app.windowTitle(); now != title) {
      title = now;
      glfwSetWindowTitle(glfw, title.c_str());
    }
  }
  glfwGetWindowSize(glfw, &app.settings().windowWidth, &app.settings().windowHeight);
}

} // namespace

int runWindow(const Options& options, const std::string& executable) {
  bool picture = !options.screenshot.empty() || !options.walk.empty(), scripted = !options.script.empty();
  std::string settingsFile = picture || scripted ? std::string() : settingsPath(), message; // these must not depend on settings
  Settings settings = loadSettings(settingsFile, message);
  int width = options.width ? options.width : settings.windowWidth, height = options.height ? options.height : settings.windowHeight;
  Window window;
  std::string why;
  if (!openWindow(window, picture ? 64 : width, picture ? 64 : height, !picture, why)) {
    fmt::print(stderr, "tickscope-gui: {}\n", why);
    fmt::print(stderr, "The same runs in the terminal: tickscope trace FILE -o OUT.tick && tickscope show OUT.tick\n");
    return exitNoDisplay;
  }
  startImGui(window);
  std::string folder = findScenarioFolder(executable);
  App app(options, std::move(settings), folder, picture || scripted ? std::string() : quiz::progressPath());
  app.setOnReady([] { glfwPostEmptyEvent(); });
  if (std::string warning = app.message(); !warning.empty()) message += (message.empty() ? "" : " ") + warning; // opening a file clears it
  std::string file = options.file;
  if (file.empty())
    if (std::vector<ScenarioEntry> scenarios = listScenarios(folder); !scenarios.empty()) file = firstScenario(scenarios);
  if (!file.empty()) app.open(file);
  if (!message.empty()) app.say(message);
  int code = 0;
  if (picture) {
    app.finishRun();
    if (!app.playback() && app.view().diagnostics.empty()) {
      fmt::print(stderr, "tickscope-gui: {}\n", app.message().empty() ? "nothing to show" : app.message());
      code = file.empty() ? 0 : 2;
    }
    if (Result<void> done = drawToFiles(app, options, width, height); !done) {
      fmt::print(stderr, "tickscope-gui: {}\n", done.error().message);
      code = 2;
    }
  } else {
    std::optional<Script> script;
    if (scripted) {
      script.emplace(app, options.script);
      app.recordFrames(true);
      if (options.script != "-") {
        std::ifstream commands(options.script, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(commands), {}};
        if (!commands || !script->add(text, message)) {
          fmt::print(stderr, "tickscope-gui: {}\n", commands ? message : options.script + " cannot be read");
          return 2;
        }
        script->close();
      }
    }
    showUntilClosed(app, window.glfw, script ? &*script : nullptr, options.script == "-");
    if (script) return script->failed() ? 1 : 0;
    app.rememberLayout();
    if (!saveSettings(settingsFile, app.settings()) && !settingsFile.empty()) fmt::print(stderr, "tickscope-gui: the settings could not be saved in {}\n", settingsFile);
  }
  return code;
}

} // namespace tickscope::gui
