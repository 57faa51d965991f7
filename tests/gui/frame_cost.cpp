// What a frame costs outside of the driver: a long trace, the null backend, playhead at rest, stepping and scrubbing.
// Processor time of the drawing thread, so that a busy machine does not count. Usage: gui_frame_cost [EVENTS…]
#include "gui/app.h"
#include "tests/gui/sample_trace.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace tickscope;
using namespace tickscope::gui;

namespace {

double now() { // ms of this thread's processor time
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

constexpr uint32_t eventsATurn = 9; // of the long trace

void measure(uint32_t events) {
  ImGuiContext* context = ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui::GetIO().DisplaySize = {1920, 1080};
  App app({}, {}, "");
  OpenResult result;
  result.trace = gui::test::longTrace(events / eventsATurn);
  double began = now();
  result.index = std::make_shared<RunIndex>(buildIndex(*result.trace));
  double indexed = now() - began;
  began = now();
  result.seek = std::make_unique<trace::Seek>(*result.trace);
  result.seek->keepKeyframes();
  double folded = now() - began;
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
  std::printf("%u events; beside the drawing thread: index built in %.0f ms, keyframes in %.0f ms\n", last, indexed, folded);
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
    for (uint32_t events : {10'000u, 1'000'000u, 10'000'000u}) measure(events);
  return 0;
}
