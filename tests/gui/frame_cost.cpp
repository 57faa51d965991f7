// What a frame costs outside of the driver: a long trace, the null backend, playhead at rest, stepping and scrubbing.
// Usage: gui_frame_cost [TURNS…]; about 12 events a turn.
#include "gui/app.h"
#include "tests/gui/sample_trace.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace tickscope;
using namespace tickscope::gui;

namespace {

double now() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

void measure(uint32_t turns) {
  ImGuiContext* context = ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().DisplaySize = {1920, 1080};
  App app({}, {}, "");
  OpenResult result;
  result.trace = gui::test::longTrace(turns);
  double began = now();
  result.index = std::make_shared<RunIndex>(buildIndex(*result.trace));
  double indexed = now() - began;
  trace::EventId last = result.index->last;
  app.buildFonts();
  app.show(std::move(result));
  auto frames = [&](const char* what, auto&& before) {
    constexpr int count = 120;
    double sum = 0, worst = 0;
    for (int i = 0; i < count; ++i) {
      double from = now();
      before(i);
      if (app.needsFonts()) app.buildFonts();
      ImGui::GetIO().DeltaTime = 1.f / 60;
      ImGui::NewFrame();
      app.frame();
      ImGui::Render();
      double took = now() - from;
      sum += i ? took : 0; // the first frame lays everything out
      if (i) worst = std::max(worst, took);
    }
    std::printf("  %-28s %7.2f ms a frame, worst %7.2f ms\n", what, sum / (count - 1), worst);
  };
  std::printf("%u events, index built in %.0f ms\n", last, indexed);
  auto seek = [&](uint64_t step) { app.view().seek(static_cast<trace::EventId>(step % (last + 1))); };
  seek(last / 2);
  frames("at rest", [](int) {});
  frames("stepping forward", [&](int) { app.act(Action::Step); });
  frames("stepping back", [&](int) { app.act(Action::StepBack); });
  frames("scrubbing to random places", [&](int i) { seek(static_cast<uint64_t>(i) * 2654435761u); });
  ImGui::DestroyContext(context);
}

} // namespace

int main(int argc, char** argv) {
  if (argc > 1)
    for (int i = 1; i < argc; ++i) measure(static_cast<uint32_t>(std::atoi(argv[i])));
  else
    for (uint32_t turns : {800u, 80'000u, 800'000u}) measure(turns);
  return 0;
}
