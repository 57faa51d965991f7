// Opening what a person named: the only place of the window that knows how a trace comes to be.
#include "core/session/narration.h"
#include "core/session/scenario.h"
#include "core/trace/reader.h"
#include "gui/open_program.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
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
  OpenResult out;
  std::string wrong;
  tickscope::RunRequest run = runRequestFor(request, out.scenario, wrong);
  out.message = wrong;
#ifdef TICKSCOPE_NO_ENGINE
  (void)control;
  tickscope::RunResult result;
  result.message = "This build has no engine: only recorded .tick files can be opened.";
#else
  tickscope::RunResult result = tickscope::run(run, &control);
#endif
  out.trace = std::move(result.trace);
  out.diagnostics = std::move(result.diagnostics);
  if (!result.message.empty()) out.message = std::move(result.message);
  return out;
}

} // namespace

RunRequest runRequestFor(const OpenRequest& request, std::shared_ptr<const Scenario>& known, std::string& message) {
  RunRequest run;
  run.path = request.path;
  run.text = request.text;
  run.detail = request.detail;
  run.limits.traceBytes = uint64_t{128} << 20; // some 40 million events: what a window can still index in seconds
  // A scenario that is wrong does not keep the program from being run; what is wrong is said.
  std::string beside = scenarioPathFor(request.path);
  if (std::error_code error; std::filesystem::is_regular_file(beside, error)) {
    if (Result<Scenario> scenario = loadScenario(beside)) {
      applyWorld(scenario->world, run);
      known = std::make_shared<Scenario>(std::move(*scenario));
    } else {
      message = scenario.error().message;
    }
    std::ifstream file(beside, std::ios::binary);
    run.scenario.assign(std::istreambuf_iterator<char>(file), {});
  }
  if (!request.arguments.empty()) run.arguments = request.arguments;
  if (request.nodeMajor) run.nodeMajor = request.nodeMajor;
  const WhatIf& w = request.whatIf;
  if (w.nodeMajor) run.nodeMajor = *w.nodeMajor;
  if (w.poolThreads) run.poolThreads = w.poolThreads;
  if (w.cores) run.cores = *w.cores;
  if (w.seed) run.seed = *w.seed;
  if (w.semiSpaceMb) run.limits.semiSpaceMb = *w.semiSpaceMb;
  if (w.oldSpaceMb) run.limits.oldSpaceMb = *w.oldSpaceMb;
  if (w.diskOperationNs) run.latencies.diskOperation = w.diskOperationNs;
  return run;
}

OpenResult openProgram(const OpenRequest& request, RunControl& control, const std::atomic<bool>* abandoned) {
  OpenResult out = !request.text && request.path.ends_with(".tick") ? readRecorded(request) : runAndRecord(request, control);
  out.whileTyping = request.whileTyping;
  if (out.trace && out.trace->eventCount() == 0) out.trace.reset();
  // A program that does not compile leaves no source in its trace.
  out.compiled = out.trace && (out.diagnostics.empty() || out.trace->sourceCount() > 1);
  if (!out.trace) return out;
  if (!out.scenario && !out.trace->header().scenario.empty())
    if (Result<Scenario> scenario = parseScenario(out.trace->header().scenario, request.path)) out.scenario = std::make_shared<Scenario>(std::move(*scenario));
  if (out.scenario && !request.edited) {
    std::vector<Told> told = narrate(*out.scenario, *out.trace);
    for (size_t i = 0; i < told.size(); ++i) // what does not hold in this run is not said
      if (told[i].step && told[i].problem.empty()) out.notes.push_back({told[i].step, out.scenario->narration[i].text});
    std::stable_sort(out.notes.begin(), out.notes.end(), [](const Note& a, const Note& b) { return a.step < b.step; });
  }
  out.index = std::make_shared<RunIndex>(buildIndex(*out.trace, abandoned));
  out.seek = std::make_unique<trace::Seek>(*out.trace);
  out.seek->keepKeyframes(abandoned);
  return out;
}

} // namespace tickscope::gui
