// Opening what a person named: the only place of the window that knows how a trace comes to be.
#include "core/trace/reader.h"
#include "gui/runner.h"
#include "gui/scenario_library.h"

#include <utility>

namespace tickscope::gui {

namespace {

OpenResult readRecorded(const OpenRequest& request) {
  OpenResult out;
  Result<trace::LoadedTrace> loaded = trace::readTrace(request.path);
  if (!loaded) {
    out.message = loaded.error().message;
    return out;
  }
  if (loaded->damage) out.message = *loaded->damage;
  out.trace = std::make_shared<trace::Trace>(std::move(loaded->trace));
  return out;
}

OpenResult runAndRecord(const OpenRequest& request, RunControl& control) {
  tickscope::RunRequest run;
  run.path = request.path;
  run.text = request.text;
  run.arguments = request.arguments;
  run.detail = request.detail;
  applyScenario(request.path, run);
  if (request.nodeMajor) run.nodeMajor = request.nodeMajor;
  OpenResult out;
#ifdef TICKSCOPE_NO_ENGINE
  (void)control;
  tickscope::RunResult result;
  result.message = "This build has no engine: only recorded .tick files can be opened.";
#else
  tickscope::RunResult result = tickscope::run(run, &control);
#endif
  out.trace = std::move(result.trace);
  out.diagnostics = std::move(result.diagnostics);
  out.message = std::move(result.message);
  return out;
}

} // namespace

OpenResult openProgram(const OpenRequest& request, RunControl& control) {
  OpenResult out = !request.text && request.path.ends_with(".tick") ? readRecorded(request) : runAndRecord(request, control);
  if (out.trace && out.trace->eventCount() == 0) out.trace.reset();
  if (out.trace) out.index = std::make_shared<RunIndex>(buildIndex(*out.trace, &control.cancel));
  return out;
}

} // namespace tickscope::gui
