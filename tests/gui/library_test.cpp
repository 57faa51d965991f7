// Node's own library in the window: folded away, or shown to who asks. Runs a program whose streams run much of it.
#include "core/trace/explain.h"
#include "gui/app.h"
#include "gui/open_program.h"
#include "gui/trace_words.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace tickscope;
using namespace tickscope::gui;

namespace {

constexpr const char* program = "const { Readable } = require('stream');\n"
                                "const source = Readable.from(['a', 'b']);\n"
                                "source.on('data', (chunk) => console.log(chunk));\n"
                                "setTimeout(() => console.log('later'), 5);\n";

OpenResult run() {
  RunControl control;
  OpenRequest request;
  request.path = "stream.js";
  request.text = program;
  OpenResult result = openProgram(request, control);
  REQUIRE(result.trace);
  return result;
}

} // namespace

TEST_CASE("library: the place that is shown is the program's: that of the innermost frame, or none") {
  OpenResult result = run();
  trace::Seek seek(*result.trace);
  size_t shownOnes = 0, alone = 0;
  for (trace::EventId step = 1; step <= result.index->last; ++step) {
    const trace::State& state = seek.at(step);
    trace::SiteId innermost = currentSite(state), shown = programSite(*result.trace, state);
    CHECK_FALSE(inLibrary(*result.trace, shown));
    if (!inLibrary(*result.trace, innermost)) CHECK(shown == innermost);
    shownOnes += shown != trace::SiteId::None;
    alone += inLibrary(*result.trace, innermost) && shown == trace::SiteId::None;
  }
  CHECK(shownOnes > 10);
  CHECK(alone > 5); // the ticks that the stream sets by itself
}

TEST_CASE("library: places in it are called by their module, without a line that is not Node's") {
  OpenResult result = run();
  bool any = false;
  for (uint32_t i = 1; i < result.trace->siteCount(); ++i) {
    auto site = static_cast<trace::SiteId>(i);
    std::string label = lineLabel(*result.trace, site);
    if (inLibrary(*result.trace, site)) {
      any = true;
      CHECK(label.starts_with("node:"));
      CHECK(std::count(label.begin(), label.end(), ':') == 1);
    } else if (!label.empty()) {
      CHECK(label.starts_with("stream.js:"));
    }
  }
  CHECK(any);
}

TEST_CASE("library: what is said of its callbacks names the module, never a line of ours") {
  OpenResult result = run();
  bool any = false;
  for (trace::EventId step = 1; step <= result.index->last; ++step) {
    std::string words = trace::explain(*result.trace, step) + trace::summary(*result.trace, result.trace->event(step));
    size_t at = words.find("readable");
    any |= at != std::string::npos;
    for (; at != std::string::npos; at = words.find("readable", at + 1)) CHECK_FALSE(words.substr(at).starts_with("readable:"));
  }
  CHECK(any);
}

TEST_CASE("library: its files are no tabs and the code stays, until the key for them is pressed") {
  ImGuiContext* context = ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().DisplaySize = {1920, 1080};
  {
    App app({}, {}, "");
    auto frames = [&](int count) {
      for (int i = 0; i < count; ++i) {
        if (app.needsFonts()) app.buildFonts();
        ImGui::GetIO().DeltaTime = 1.f / 60;
        ImGui::NewFrame();
        app.frame();
        ImGui::Render();
      }
    };
    OpenResult result = run();
    std::shared_ptr<const trace::Trace> trace = result.trace;
    trace::Seek seek(*trace);
    trace::EventId inside = 0; // a callback of the library's own
    for (trace::EventId step = 1; step <= trace->eventCount() && !inside; ++step)
      if (inLibrary(*trace, currentSite(seek.at(step)))) inside = step;
    REQUIRE(inside);
    app.show(std::move(result));
    app.recordFrames(true);
    app.view().seek(inside);
    frames(3);
    CHECK(app.view().sources.size() == 1);
    CHECK(app.seen().transcript(PanelId::Stack).find("node:internal/streams/readable") != std::string::npos);
    app.act(Action::Internals);
    frames(3);
    CHECK(app.view().sources.size() > 1);
    CHECK(app.view().sources[app.view().activeSource].path.starts_with("node:"));
    CHECK(app.settings().internals);
    app.act(Action::Internals);
    frames(3);
    CHECK(app.view().sources.size() == 1);
    CHECK(app.view().activeSource == 0);
  }
  ImGui::DestroyContext(context);
}
