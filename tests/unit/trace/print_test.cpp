// The readable forms of a trace, held by golden files under tests/golden/trace. TICKSCOPE_REBASELINE=1 in the
// environment writes them anew.
#include "tests/unit/test_clock.h"
#include "core/trace/compare.h"
#include "core/trace/explain.h"
#include "core/trace/print_json.h"
#include "core/trace/print_text.h"
#include "core/trace/seek.h"
#include "tests/unit/trace/random_run.h"
#include "tests/unit/trace/small_run.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>

using namespace tickscope;
using namespace tickscope::trace;
using namespace tickscope::trace::testing;

namespace {
void checkFile(const std::string& relative, const std::string& text) {
  const std::string path = std::string(TICKSCOPE_SOURCE_DIR) + "/" + relative;
  if (std::getenv("TICKSCOPE_REBASELINE")) std::ofstream(path, std::ios::binary) << text;
  std::ifstream in(path, std::ios::binary);
  const std::string expected((std::istreambuf_iterator<char>(in)), {});
  INFO("differs from ", relative, "; TICKSCOPE_REBASELINE=1 writes it anew");
  CHECK(text == expected);
}
} // namespace

TEST_CASE("the text form of a small run") {
  const Trace trace = smallRun();
  std::string out;
  appendHeaderText(out, trace);
  TextPrinter printer(trace);
  trace.forEach(1, trace.eventCount(), [&](const Event& event) { printer.append(out, event); });
  checkFile("tests/golden/trace/small_run.txt", out);
}

TEST_CASE("the JSON form of a small run, every line of which is JSON") {
  const Trace trace = smallRun();
  std::string out;
  appendHeaderJson(out, trace);
  trace.forEach(1, trace.eventCount(), [&](const Event& event) { appendEventJson(out, trace, event); });
  checkFile("tests/golden/trace/small_run.jsonl", out);
}

TEST_CASE("arbitrary events are printed as JSON that reads back, whatever bytes they hold") {
  const Trace trace = arbitraryTrace(3, 3000);
  trace.forEach(1, trace.eventCount(), [&](const Event& event) {
    std::string line;
    appendEventJson(line, trace, event);
    const auto json = nlohmann::json::parse(line);
    CHECK(json["id"] == event.id);
    CHECK(json["event"] == name(event.kind));
  });
}

TEST_CASE("bytes that are not UTF-8 are there in base64 too") {
  Trace trace;
  TestClock clock{0};
  Recorder recorder(Detail::Loop, &clock, trace);
  recorder.console(0, Stream::Stdout, SiteId::None, "a\xff");
  recorder.flush();
  std::string line;
  appendEventJson(line, trace, trace.event(1));
  CHECK(line.find("\"text\":\"a\xef\xbf\xbd\",\"textBase64\":\"Yf8=\"") != std::string::npos);
}

TEST_CASE("the published schema of the JSON form is the one of events.def") {
  checkFile("assets/schema/trace.schema.json", traceJsonSchema());
}

TEST_CASE("what every step of a small run is said to be and why") {
  const Trace trace = smallRun();
  std::string out;
  for (EventId id = 1; id <= trace.eventCount(); ++id) out += "#" + std::to_string(id) + " " + explain(trace, id) + "\n";
  checkFile("tests/golden/trace/small_run.explained.txt", out);
}

TEST_CASE("every arbitrary event can be explained in a sentence") {
  const Trace trace = arbitraryTrace(4, 4000);
  for (EventId id = 1; id <= trace.eventCount(); ++id) {
    const std::string sentence = explain(trace, id);
    REQUIRE(sentence.size() > 5);
    CHECK(sentence.ends_with("."));
    const std::vector<EventId> chain = causeChain(trace, id);
    CHECK(chain.front() == id);
    CHECK(trace.event(chain.back()).cause == kNoEvent);
  }
  CHECK(explain(trace, kNoEvent).empty());
  CHECK(explain(trace, trace.eventCount() + 1).empty());
}

TEST_CASE("the states of a small run as text") {
  const Trace trace = smallRun();
  Seek seek(trace);
  std::string out;
  for (EventId step : {4u, 9u, 16u, 19u, 26u, trace.eventCount()}) out += stateText(seek.at(step), trace) + "\n";
  checkFile("tests/golden/trace/small_run.states.txt", out);
}

TEST_CASE("equal traces have no difference; the first difference comes with both sides' causes") {
  CHECK_FALSE(compare(smallRun(), smallRun()));
  const Trace left = smallRun(5), right = smallRun(6);
  const auto difference = compare(left, right);
  REQUIRE(difference);
  CHECK(difference->event == 5);
  CHECK(difference->what == "field durationMs: 5 against 6");
  CHECK(difference->left.find("CallbackBegin kind=Main") != std::string::npos);
  CHECK(difference->right.find("durationMs=6") != std::string::npos);

  const Trace shorter = arbitraryTrace(8, 100), longer = arbitraryTrace(8, 120);
  const auto ended = compare(shorter, longer);
  REQUIRE(ended);
  CHECK(ended->event == 101);
  CHECK(ended->what == "the first trace ends after event 100");
  CHECK(ended->left.empty());
  CHECK_FALSE(ended->right.empty());
}
