// Every scenario of this tree, recorded: whichever way one comes to a step, the state there is the same.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <random>
#include <vector>

#include "core/session/scenario.h"
#include "core/session/session.h"
#include "core/trace/fold/fold.h"
#include "core/trace/reader.h"
#include "core/trace/seek.h"
#include "core/trace/state_bytes.h"
#include "core/trace/writer.h"

using namespace tickscope;
using namespace tickscope::trace;

namespace {

constexpr size_t kEveryStepUpTo = 3000; // events; of a longer trace, as many steps are taken at random
constexpr uint32_t kKeyframeEvents = 256;

std::vector<std::string> scenarioPrograms() {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(TICKSCOPE_SOURCE_DIR "/scenarios")) {
    const std::string path = entry.path().string();
    const std::string extension = entry.path().extension().string();
    if ((extension == ".js" || extension == ".mjs") && std::filesystem::exists(scenarioPathFor(path))) found.push_back(path);
  }
  std::sort(found.begin(), found.end());
  return found;
}

LoadedTrace recorded(const std::string& program, Detail detail) {
  RunRequest request;
  request.path = program;
  const auto scenario = loadScenario(scenarioPathFor(program));
  REQUIRE(scenario.ok());
  applyWorld(scenario->world, request);
  request.detail = detail;
  const RunResult result = run(request);
  REQUIRE(result.trace != nullptr);
  Result<LoadedTrace> loaded = readTraceBytes(traceToBytes(*result.trace, {.keyframeEvents = kKeyframeEvents}), program);
  REQUIRE(loaded.ok());
  REQUIRE_FALSE(loaded->damage);
  return std::move(*loaded);
}

// What the fold from the start gives at every step, as digests: some traces are long.
std::vector<size_t> digestsFromStart(const Trace& trace) {
  const auto digest = [](const State& state) { return std::hash<std::string>{}(stateToBytes(state)); };
  State state;
  std::vector<size_t> digests{digest(state)};
  trace.forEach(1, std::min<size_t>(trace.eventCount(), kEveryStepUpTo * 20), [&](const Event& event) {
    apply(state, event);
    digests.push_back(digest(state));
  });
  return digests;
}

void stepsAgree(const Trace& trace) {
  const std::vector<size_t> expected = digestsFromStart(trace);
  std::vector<EventId> steps;
  if (expected.size() <= kEveryStepUpTo) {
    for (size_t step = expected.size(); step-- > 0;) steps.push_back(EventId(step)); // back, step by step
  } else {
    std::mt19937 random(7);
    for (size_t i = 0; i < kEveryStepUpTo; ++i) {
      const auto step = EventId(1 + random() % (expected.size() - 1));
      steps.push_back(step);
      steps.push_back(step - 1); // and one step back from there
    }
  }
  Seek seek(trace);
  for (const EventId step : steps) {
    REQUIRE(std::hash<std::string>{}(stateToBytes(seek.at(step))) == expected[step]);
  }
}

} // namespace

TEST_CASE("scenario steps: seeking and stepping back give what folding from the start gives") {
  const std::vector<std::string> programs = scenarioPrograms();
  REQUIRE(programs.size() >= 12);
  for (const std::string& program : programs) {
    INFO(program);
    stepsAgree(recorded(program, Detail::Loop).trace);
    stepsAgree(recorded(program, Detail::Statement).trace);
  }
}
