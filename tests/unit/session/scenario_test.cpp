#include "core/session/scenario.h"

#include "core/session/session.h"

#include <doctest/doctest.h>

#include <filesystem>

using namespace tickscope;

namespace {
std::string errorOf(std::string_view json) {
  const auto scenario = parseScenario(json, "s.json");
  return scenario ? "fine" : scenario.error().message;
}
// A whole scenario with one more member.
std::string with(const std::string& member) {
  return "{\"title\": \"T\", \"topic\": \"order\", \"level\": 2, \"question\": \"Q\",\n \"expectation\": {\"stdout\": [\"a\"]}" +
         (member.empty() ? "" : ",\n " + member) + "}";
}
} // namespace

TEST_CASE("scenario: everything that one can say is read") {
  const auto read = parseScenario(with(R"("traps": [{"belief": "B", "truth": "R"}],
    "world": {"node": 10, "seed": 7, "cores": 2, "poolThreads": 8, "flags": ["--x"], "arguments": ["p"],
              "environment": {"E": "v"}, "disk": {"operationNs": 5, "nsPer1000Bytes": 6}},
    "narration": [{"at": "CallbackBegin kind=Tick last", "text": "N",
                   "claim": {"event": {"rule": "None", "code": 3, "repeats": true}, "cause": "TickQueued",
                             "state": {"phase": "Poll", "ticks": 1, "timers": {"min": 2}}}}])"), "s.json");
  REQUIRE_MESSAGE(read.ok(), (read.ok() ? "" : read.error().message));
  const Scenario& scenario = *read;
  CHECK(scenario.title == "T");
  CHECK(scenario.level == 2);
  CHECK(scenario.traps[0].truth == "R");
  const Narration& told = scenario.narration.at(0);
  CHECK(told.at.kind == "CallbackBegin");
  CHECK(told.at.field == "kind");
  CHECK(told.at.value == "Tick");
  CHECK(told.at.nth == 0);
  CHECK(told.claim.event == std::vector<std::pair<std::string, std::string>>{{"code", "3"}, {"repeats", "true"}, {"rule", "None"}});
  CHECK(told.claim.cause == "TickQueued");
  CHECK(told.claim.phase == "Poll");
  REQUIRE(told.claim.state.size() == 2);
  CHECK(told.claim.state[0].second.max == 1);
  CHECK(told.claim.state[1].second.min == 2);

  RunRequest request;
  request.seed = 1;
  applyWorld(scenario.world, request);
  CHECK(request.nodeMajor == 10);
  CHECK(request.seed == 7);
  CHECK(request.cores == 2);
  CHECK(request.poolThreads == 8u);
  CHECK(request.nodeOptions == std::vector<std::string>{"--x"});
  CHECK(request.arguments == std::vector<std::string>{"p"});
  CHECK(request.environment.at("E") == "v");
  CHECK(request.latencies.diskOperation == 5u);
  CHECK(request.latencies.diskByteNs1000 == 6u);
}

TEST_CASE("scenario: a world that says nothing changes nothing") {
  RunRequest request;
  request.nodeMajor = 22;
  request.cores = 3;
  applyWorld(World{}, request);
  CHECK(request.nodeMajor == 22);
  CHECK(request.cores == 3);
  CHECK(!request.poolThreads);
}

TEST_CASE("scenario: what is wrong is said with its place") {
  CHECK(errorOf(with("")) == "fine");
  CHECK(errorOf("{") == "s.json:1:2: the text ends too early");
  CHECK(errorOf("[]") == "s.json:1:1: must be an object");
  CHECK(errorOf("{}") == "s.json:1:1: 'title' is missing");
  CHECK(errorOf(with("\"colour\": 1")) == "s.json:3:12: there is no 'colour' here");
  CHECK(errorOf(with("\"world\": {\"cores\": 0}")) == "s.json:3:21: must lie between 1 and 1024");
  CHECK(errorOf(with("\"world\": {\"cores\": -1}")) == "s.json:3:21: must be a whole number of at least 1");
  CHECK(errorOf(with("\"world\": {\"node\": 21}")) == "s.json:3:20: there are no rules for Node 21");
  CHECK(errorOf(with("\"world\": {\"flags\": [\"x\"]}")) == "s.json:3:22: a flag begins with --");
  CHECK(errorOf(with("\"narration\": [{\"at\": \"print\", \"text\": \"x\"}]")) ==
        "s.json:3:23: must be `print N`, `KIND N` or `KIND FIELD=VALUE N`");
  CHECK(errorOf(with("\"narration\": [{\"at\": \"print 0\", \"text\": \"x\"}]")) ==
        "s.json:3:23: '0' is neither a number from 1 nor `last`");
  CHECK(errorOf(with("\"narration\": [{\"at\": \"Nonsense 1\", \"text\": \"x\"}]")) == "s.json:3:23: there is no event Nonsense");
  CHECK(errorOf(with("\"narration\": [{\"at\": \"LoopEnd 1\", \"text\": \"x\", \"claim\": {\"state\": {\"colour\": 1}}}]"))
            .find("there is no 'colour' here") != std::string::npos);
  CHECK(errorOf("{\"title\": \"T\", \"topic\": \"o\", \"level\": 4}") == "s.json:1:39: must lie between 1 and 3");
  CHECK(loadScenario("no/such/file.json").error().message.find("no/such/file.json: cannot be read: ") == 0);
}

TEST_CASE("scenario: an outcome is lines, some in any order, and an exit code") {
  const Outcome outcome{.lines = {{"a"}, {"b", "c"}, {"d"}}, .exitCode = 3};
  CHECK(unexpected(outcome, "a\nb\nc\nd\n", 3) == std::nullopt);
  CHECK(unexpected(outcome, "a\nc\nb\nd\n", 3) == std::nullopt);
  CHECK(unexpected(outcome, "a\nb\nb\nd\n", 3) == "line 2: expected 'b' or one of 1 others, got 'b'");
  CHECK(unexpected(outcome, "a\nb\nc\n", 3) == "line 4: expected 'd', got the end of the output");
  CHECK(unexpected(outcome, "a\nb\nc\nd\ne\n", 3) == "line 5: expected the end of the output, got 'e'");
  CHECK(unexpected(outcome, "a\nb\nc\nd", 3) == "the last line has no end: d");
  CHECK(unexpected(outcome, "a\nb\nc\nd\n", 0) == "exit code: expected 3, got 0");
}

TEST_CASE("scenario: another Node version may answer otherwise") {
  const auto read = parseScenario(R"({"title": "T", "topic": "o", "level": 1, "question": "Q",
    "expectation": {"stdout": ["new"], "exitCode": 1, "byNode": {"10": {"stdout": ["old"]}}}})", "s.json");
  REQUIRE(read.ok());
  CHECK(read->expected(24).lines[0][0] == "new");
  CHECK(read->expected(10).lines[0][0] == "old");
  CHECK(read->expected(10).exitCode == 1);
}

TEST_CASE("scenario: it stands beside its program") {
  CHECK(scenarioPathFor("a/b.js") == "a/b.json");
  CHECK(scenarioPathFor("a/b.mjs") == "a/b.json");
  CHECK(scenarioPathFor("a/b") == "a/b.json");
}

TEST_CASE("scenario: every scenario of this tree can be read") {
  int read = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(TICKSCOPE_SOURCE_DIR "/scenarios")) {
    if (entry.path().extension() != ".json") continue;
    const auto scenario = loadScenario(entry.path().string());
    CHECK_MESSAGE(scenario.ok(), (scenario.ok() ? "" : scenario.error().message));
    ++read;
  }
  CHECK(read >= 12);
}
